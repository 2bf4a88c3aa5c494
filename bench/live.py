"""From a save on one laptop to the row on another, with the pauses of the schedule in it, over a live line."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure, bounded, p95
from bench.laptop import COLLEAGUE, Laptop, signed_in
from crmdesk.domain import edits
from crmdesk.store.events import RecordsChanged
from crmdesk.sync.live import live_line
from crmdesk.sync.schedule import Schedule
from crmdesk.sync.watch import Watch

_PATIENCE = 30.0


@contextmanager
def _watching(laptop: Laptop) -> Iterator[Watch]:
    """The laptop syncs by itself, as while the desktop is open."""
    dice = random.Random(7)
    rounds = threading.Event()
    watch = Watch(
        laptop.rounds,
        Schedule(time.monotonic, dice.random),
        lambda _: rounds.set(),
        live_line(laptop.remote, dice.random),
    )
    thread = threading.Thread(target=watch.run)
    thread.start()
    rounds.wait(_PATIENCE)
    try:
        yield watch
    finally:
        watch.stop()
        thread.join()


def measure(url: str, scratch: Path, count: int) -> list[Figure]:
    """The figure for so many edits, one after the other."""
    scratch.mkdir(parents=True, exist_ok=True)
    with (
        signed_in(url, scratch / "here") as here,
        signed_in(url, scratch / "there", login=COLLEAGUE) as there,
    ):
        here.sync()
        there.sync()
        came: set[str] = set()
        changed = threading.Condition()

        def hear(event: RecordsChanged) -> None:
            with changed:
                came.update((event.ids or {}).get("account", ()))
                changed.notify_all()

        there.replica.subscribe(hear)
        taken = []
        with _watching(here) as watch, _watching(there):
            for number in range(count + 1):
                started = time.perf_counter()
                (made,) = here.replica.commit(
                    edits.create(here.author(), "account", {"name": f"Live {number}"})
                )
                watch.edited()
                with changed:
                    changed.wait_for(lambda made=made: made.id in came, _PATIENCE)  # type: ignore[misc]
                taken.append(time.perf_counter() - started)
    # The first opens the line.
    return [
        bounded(
            "save here → row there, both laptops left to themselves, p95", p95(taken[1:]) * 1e3, "ms", 300
        )
    ]
