"""Damaged replicas: what can still be read is found, what is missing is said, the rest is built anew."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.domain.errors import NotAllowed, StorageFault
from crmdesk.store.connection import PAGE_BYTES
from crmdesk.store.identity import Session
from crmdesk.store.profile import ANEW, Profile
from crmdesk.store.rebuild import Rebuilt, rebuild
from crmdesk.store.replica import Replica
from crmdesk.store.rescue import Found, look
from crmdesk.store.rescue_file import rescue_to
from tests.store.desk import KEY, OTHER_USER, Clock, Desk, ids, person, tokens

EDITS = 36


@pytest.fixture
def damaged(desk: Desk) -> Desk:
    """A desk with many edits, long and short, some of them decided; closed."""
    desk.synced()
    for number in range(EDITS):
        desk.create("account", name=f"Account {number}", description="long " * (number % 7) * 300)
        if number == EDITS // 2:
            desk.push()
    desk.replica.save_setting("draft", {"kept": True})
    return desk


def close(desk: Desk, *, with_log: bool = False) -> None:
    """Closes the replica; `with_log` as if the power had failed: the log is left, not folded in."""
    names = ("replica.db", "replica.db-wal", "outbox.mark")
    kept = {name: (desk.directory / name).read_bytes() for name in names}
    desk.replica.close()
    if with_log:
        for name, content in kept.items():
            (desk.directory / name).write_bytes(content)


def survey(desk: Desk) -> Found:
    return look(Profile(desk.directory), KEY)


def anew(desk: Desk, **given: bool) -> Rebuilt:
    done = rebuild(desk.directory, KEY, now=desk.clock, new_id=desk.new_id, **given)
    desk.replica = Replica.open(desk.directory, KEY, now=desk.clock, new_id=desk.new_id)
    return done


def spoil(path: Path, at: int, length: int = 1) -> None:
    """Rot: bytes that are not what was written."""
    content = bytearray(path.read_bytes())
    for index in range(at, min(at + length, len(content))):
        content[index] ^= 0x55
    path.write_bytes(bytes(content))


def test_a_sound_replica_has_all_its_edits(damaged: Desk) -> None:
    close(damaged)
    found = survey(damaged)
    assert ([edit.place for edit in found.edits], found.missing) == (list(range(1, EDITS + 1)), [])
    assert all(edit.proved for edit in found.edits)
    assert (found.rotten_pages, found.right_key, found.fault()) == (0, True, None)
    assert sum(verdict["outcome"] == "applied" for verdict in found.verdicts.values()) == EDITS // 2 + 1


def test_edits_that_stand_in_the_log_alone_are_found(damaged: Desk) -> None:
    close(damaged, with_log=True)
    assert len(survey(damaged).edits) == EDITS
    (damaged.directory / "replica.db").write_bytes(b"")
    found = survey(damaged)
    assert found.edits
    assert len(found.edits) + len(found.missing) == EDITS
    (damaged.directory / "replica.db-wal").unlink()
    assert len(survey(damaged).missing) == EDITS
    assert anew(damaged, accept_loss=True).lost == EDITS


def test_looking_changes_no_file(damaged: Desk) -> None:
    close(damaged, with_log=True)
    spoil(damaged.directory / "replica.db-wal", 60_000, 10)
    before = {path.name: path.read_bytes() for path in damaged.directory.iterdir() if "shm" not in path.name}
    survey(damaged)
    with pytest.raises(StorageFault):
        Replica.open(damaged.directory, KEY, now=damaged.clock, new_id=damaged.new_id)
    after = {path.name: path.read_bytes() for path in damaged.directory.iterdir() if "shm" not in path.name}
    assert {name: before[name] == after[name] for name in before if name != "lock"} == {
        name: True for name in before if name != "lock"
    }
    damaged.replica = Replica.create(damaged.directory / "other", KEY, now=Clock(), new_id=ids())


@pytest.mark.parametrize("share", [0.1, 0.6, 0.99])
def test_a_rotten_log_costs_nothing_that_stands_in_whole_pages(damaged: Desk, share: float) -> None:
    """SQLite drops every commit behind the damage; the pages behind it are still there."""
    close(damaged, with_log=True)
    log = damaged.directory / "replica.db-wal"
    spoil(log, int(log.stat().st_size * share), 8)
    found = survey(damaged)
    assert len(found.edits) + len(found.missing) == EDITS
    # A frame holds a page: at most the edits of one page, or one that is longer than a page, can be gone.
    assert len(found.missing) <= PAGE_BYTES // 700
    done = anew(damaged, accept_loss=bool(found.missing))
    assert done.edits == len(found.edits)
    assert damaged.replica.verify().sound


def test_a_log_that_was_cut_short_states_the_loss(damaged: Desk) -> None:
    close(damaged, with_log=True)
    log = damaged.directory / "replica.db-wal"
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])
    with pytest.raises(StorageFault, match="saved edits are missing") as raised:
        Replica.open(damaged.directory, KEY, now=damaged.clock, new_id=damaged.new_id)
    assert raised.value.code == "edits_lost"
    found = survey(damaged)
    assert found.missing
    assert found.missing[-1] == EDITS
    with pytest.raises(StorageFault, match=f"{len(found.missing)} saved edits are missing") as raised:
        rebuild(damaged.directory, KEY, now=damaged.clock, new_id=damaged.new_id)
    assert str(found.missing[0]) in raised.value.detail
    done = anew(damaged, accept_loss=True)
    assert (done.edits, done.lost) == (EDITS - len(found.missing), len(found.missing))


@pytest.mark.parametrize("page", [1, 3, 8])
def test_a_rotten_page_costs_at_most_what_stood_on_it(damaged: Desk, page: int) -> None:
    """Page 1 is the schema and the salt, the next ones are roots: nothing opens, and the edits are still there."""
    close(damaged)
    spoil(damaged.directory / "replica.db", (page - 1) * PAGE_BYTES + 50, 3_000)
    found = survey(damaged)
    assert found.rotten_pages >= 1
    assert found.right_key
    assert len(found.missing) <= 5
    anew(damaged, accept_loss=bool(found.missing))
    assert len(damaged.replica.pending_ops()) >= EDITS // 2 - 5
    assert damaged.replica.verify().sound


def test_a_rotten_salt_hides_no_edit(damaged: Desk) -> None:
    """The salt seals every page: without it no page can be proved, but the chain of the edits can."""
    close(damaged)
    spoil(damaged.directory / "replica.db", 3)
    found = survey(damaged)
    assert (len(found.edits), found.missing) == (EDITS, [])
    assert all(edit.proved for edit in found.edits)
    with pytest.raises(StorageFault):
        Replica.open(damaged.directory, KEY, now=damaged.clock, new_id=damaged.new_id)
    assert anew(damaged).edits == EDITS


def test_another_key_finds_nothing_and_rebuilds_nothing(damaged: Desk) -> None:
    close(damaged)
    with pytest.raises(StorageFault, match="does not open with this key"):
        rebuild(damaged.directory, bytes(32), now=damaged.clock, new_id=damaged.new_id, accept_loss=True)
    damaged.replica = Replica.open(damaged.directory, KEY, now=damaged.clock, new_id=damaged.new_id)
    assert damaged.replica.count("account") == EDITS


@pytest.mark.parametrize("at", [3, 100])
def test_a_replica_built_anew_has_its_edits_and_settings_and_takes_a_new_identity(
    damaged: Desk, at: int
) -> None:
    waiting = [mutation.op_id for op, mutation in damaged.replica.pending_ops() if op.outcome is None]
    close(damaged)
    spoil(damaged.directory / "replica.db", at, 20)
    done = anew(damaged)
    replica = damaged.replica
    identity = replica.identity()
    assert (identity.position, identity.replica, identity.server) == (None, None, "https://crm.example")
    assert identity.user is not None
    assert identity.user.login == "mina.kim"
    assert replica.session() is not None
    assert replica.setting("draft") == {"kept": True}
    assert (done.aside.parent, (done.aside / "replica.db").exists()) == (damaged.directory, True)
    open_ops = [one.op_id for _, one in replica.pending_ops()]
    assert set(waiting) <= set(open_ops)
    damaged.introduce("replica-2")
    offered = []
    while items := replica.next_batch(after_number=offered[-1].number if offered else 0):
        offered += items
    assert [item.mutation.op_id for item in offered] == open_ops


def test_the_edits_of_one_who_was_forgotten_are_not_anothers(damaged: Desk) -> None:
    close(damaged)
    spoil(damaged.directory / "replica.db", 3)
    anew(damaged)
    with damaged.replica._database.write() as connection:
        connection.execute("DELETE FROM setting WHERE name = 'user'")
    given = Session("access", "refresh", "later")
    with pytest.raises(NotAllowed, match="another user's"):
        damaged.replica.begin_session("there", tokens(person(OTHER_USER, "ben")), given)
    damaged.replica.begin_session("there", tokens(), given)


def test_a_discarded_edit_stays_discarded(desk: Desk) -> None:
    desk.synced()
    for name in ("Kept", "Refused", "Later"):
        desk.create("account", name=name)
    by_name = {one.set["name"]: one.op_id for _, one in desk.replica.pending_ops()}
    items = desk.replica.next_batch()
    outcomes = {item.mutation.op_id: "applied" for item in items} | {by_name["Refused"]: "refused"}
    desk.replica.apply_verdicts([desk.verdict(op, outcome=outcome) for op, outcome in outcomes.items()])
    desk.replica.discard()
    close(desk, with_log=True)
    found = survey(desk)
    assert [edit.payload is None for edit in found.edits] == [False, True, False]
    assert anew(desk).edits == 2
    assert desk.replica.refused() == []


def test_refused_edits_are_still_listed_with_their_values(desk: Desk) -> None:
    desk.synced()
    desk.create("account", name="Refused")
    desk.push("refused", code="forbidden", title="No")
    close(desk)
    spoil(desk.directory / "replica.db", 100, 20)
    anew(desk)
    (refused,) = desk.replica.refused() or [None]
    waiting = [one.set["name"] for _, one in desk.replica.pending_ops()]
    # With its schema gone the verdict may be gone too: then the centre is asked again.
    assert (refused is not None and refused.fields["name"] == "Refused") or waiting == ["Refused"]


@pytest.mark.parametrize("seed", range(6))
def test_rot_anywhere_never_passes_for_fewer_edits(damaged: Desk, seed: int) -> None:
    """Whatever is spoiled: what a rescue finds is what was saved, and all the rest is counted as missing."""
    said = {mutation.op_id: mutation for _, mutation in damaged.replica.pending_ops()}
    chance = random.Random(seed)
    close(damaged, with_log=bool(seed % 2))
    for _ in range(chance.randint(1, 4)):
        path = damaged.directory / chance.choice(("replica.db", "replica.db-wal", "replica.db"))
        if path.exists() and path.stat().st_size:
            spoil(path, chance.randrange(path.stat().st_size), chance.choice((1, 40, 5_000)))
    found = survey(damaged)
    for edit in found.edits:
        if edit.op_id in said:
            assert edit.mutation == said[edit.op_id]
    assert len(found.edits) + len(found.missing) == EDITS
    done = anew(damaged, accept_loss=True)
    assert done.lost == len(found.missing)
    assert damaged.replica.verify().sound


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6, 200))
def test_rot_anywhere_at_length(damaged: Desk, seed: int) -> None:
    test_rot_anywhere_never_passes_for_fewer_edits(damaged, seed)


def test_a_rebuild_that_is_killed_at_any_step_goes_on_at_the_next_start(
    damaged: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    close(damaged)
    spoil(damaged.directory / "replica.db", 3)
    original = damaged.directory
    steps = 0
    finished = False
    while not finished:
        steps += 1
        folder = tmp_path / f"killed-{steps}"
        shutil.copytree(original, folder)
        finished = not _killed_at(steps, folder, damaged, monkeypatch)
        if not finished:
            try:
                replica = Replica.open(folder, KEY, now=damaged.clock, new_id=damaged.new_id)
            except StorageFault:
                rebuild(folder, KEY, now=damaged.clock, new_id=damaged.new_id)
                replica = Replica.open(folder, KEY, now=damaged.clock, new_id=damaged.new_id)
            assert replica._database is not None
            assert len({one.op_id for _, one in replica.pending_ops()}) >= EDITS // 2 - 1
            assert replica.verify().sound
            replica.close()
    assert steps > 8
    damaged.replica = Replica.create(tmp_path / "fresh", KEY, now=Clock(), new_id=ids())


def _killed_at(step: int, folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the rebuild was killed before its `step`-th renaming, making or removing of a file."""
    count = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **given: object) -> object:
            nonlocal count
            count += 1
            if count == step:
                raise Killed
            return real(*args, **given)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "mkdir", counted(Path.mkdir))
        patch.setattr(shutil, "rmtree", counted(shutil.rmtree))
        try:
            rebuild(folder, KEY, now=desk.clock, new_id=desk.new_id)
        except Killed:
            return True
    return False


class Enough(Exception):
    """Somebody wants no more."""


@pytest.mark.parametrize("phase", ["pages", "edits"])
def test_building_anew_that_was_ended_has_changed_nothing(damaged: Desk, phase: str) -> None:
    close(damaged)
    kept = [damaged.directory / name for name in ("replica.db", "outbox.mark")]
    before = [path.read_bytes() for path in kept]
    phases: list[int] = []

    def told(done: int, total: int) -> None:
        if not phases or total != phases[-1]:
            phases.append(total)
        if (phase == "pages") == (len(phases) == 1):
            raise Enough

    with pytest.raises(Enough):
        rebuild(damaged.directory, KEY, now=damaged.clock, new_id=damaged.new_id, told=told)
    assert not (damaged.directory / ANEW).exists()
    assert [path.read_bytes() for path in kept] == before
    assert anew(damaged).edits == EDITS


def test_a_rescue_that_was_ended_leaves_no_file(damaged: Desk, tmp_path: Path) -> None:
    close(damaged)

    def told(done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        rescue_to(tmp_path / "edits.jsonl", Profile(damaged.directory), KEY, told)
    assert list(tmp_path.glob("*.jsonl")) == []
    assert rescue_to(tmp_path / "edits.jsonl", Profile(damaged.directory), KEY)[0] == EDITS
