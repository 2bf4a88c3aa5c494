"""Copies, restores, cut lines and edits of one user in any order: one seed is one story."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.store.replica import Replica
from tests.sync.copying import cut, replica_id, settle
from tests.sync.laptops import KEY, Laptop, Place, new_id, now

Make = Callable[[str], Laptop]


@pytest.mark.parametrize("seed", range(6))
def test_copies_and_backups_in_any_order_lose_and_double_nothing(
    laptop: Make, place: Place, seed: int, tmp_path: Path
) -> None:
    run_story(laptop, place, seed, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6, 120))
def test_copies_and_backups_in_any_order_at_length(
    laptop: Make, place: Place, seed: int, tmp_path: Path
) -> None:
    run_story(laptop, place, seed, tmp_path)


def run_story(laptop: Make, place: Place, seed: int, folder: Path) -> None:
    """Copies, restores, cut lines and edits as a seed will have it; every edit that any copy still holds, or that
    reached the centre, is there once at the end."""
    chance = random.Random(seed)
    laptops = [laptop("ada").synced()]
    first = laptops[0]
    visit = first.create(
        "visit", account=first.create("account", name="0"), planned_start="2026-03-02T10:00:00Z"
    )
    known: list[dict[str, int]] = [{}]
    """A laptop: the samples that it was told are saved, by op id."""
    backups: dict[int, tuple[Path, dict[str, int]]] = {}
    arrived: dict[str, int] = {}
    try:
        for _ in range(30):
            number = chance.randrange(len(laptops))
            one, fate = laptops[number], chance.random()
            if fate < 0.4:
                count = chance.randint(1, 9)
                known[number][one.change("visit", visit, {}, add={"samples": count})] = count
            elif fate < 0.6:
                one.sync()
            elif fate < 0.75:
                cut(one, place, chance.choice(("handshake", "push", "pull")))
            elif fate < 0.85:
                one.reopen()
            elif fate < 0.9 and len(laptops) < 4:
                one.close()
                directory = folder / f"story-{len(laptops)}"
                shutil.copytree(one.directory, directory)
                one.reopen()
                replica = Replica.open(directory, KEY, now=now, new_id=new_id)
                laptops.append(Laptop(place, directory, replica))
                known.append(dict(known[number]))
            elif number not in backups:
                one.close()
                backups[number] = (folder / f"backup-{number}", dict(known[number]))
                shutil.copytree(one.directory, backups[number][0])
                one.reopen()
            else:
                one.close()
                shutil.rmtree(one.directory)
                kept, known[number] = backups.pop(number)
                kept.rename(one.directory)
                one.reopen()
            arrived |= _arrived(place, [op for own in known for op in own], known)
        settle(*laptops)
        expected = arrived | {op: count for own in known for op, count in own.items()}
        assert first.get("visit", visit)["samples"] == sum(expected.values())
        assert len({replica_id(one) for one in laptops}) == len(laptops)
        for one in laptops:
            assert one.replica.verify().sound
    finally:
        for one in laptops[1:]:
            one.close()


def _arrived(place: Place, ops: list[str], known: list[dict[str, int]]) -> dict[str, int]:
    """What the centre has taken so far of these: it stays, whatever is put back on a laptop."""
    ledger = place.centre.core.tables.ledger
    with place.centre.core.engine.connect() as connection:
        taken = set(connection.execute(ledger.select().with_only_columns(ledger.c.op_id)).scalars())
    return {op: count for own in known for op, count in own.items() if op in taken}
