"""However many read at once, nobody waits for a reader that is their own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from crmdesk.store.attaching import attach
from crmdesk.store.connection import READERS
from tests.store.desk import Desk
from tests.store.test_importing import ACCOUNTS, Bench

LONG = 20.0
"""Seconds that none of this takes where it does not wait for ever."""


@pytest.fixture
def one_left(desk: Desk) -> Iterator[Callable[[], None]]:
    """Lends out all readers but one."""
    with ExitStack() as lent:

        def lend() -> None:
            for _ in range(READERS - 1):
                lent.enter_context(desk.replica._database.read())

        yield lend


def ends(act: Callable[[], object]) -> bool:
    worker = threading.Thread(target=act, daemon=True)
    worker.start()
    worker.join(LONG)
    return not worker.is_alive()


def test_status_needs_one_reader(desk: Desk, tmp_path: Path, one_left: Callable[[], None]) -> None:
    file = tmp_path / "offer.txt"
    file.write_text("An offer")
    attach(desk.replica, desk.author, desk.create("account", name="Acme"), file)
    one_left()
    assert ends(desk.replica.status)


def test_taking_an_import_back_needs_one_reader(
    desk: Desk, tmp_path: Path, one_left: Callable[[], None]
) -> None:
    bench = Bench(desk, tmp_path)
    done = bench.run("Name,Trade,Tags\nAcme,Wood,new\n", "account", ACCOUNTS)
    one_left()
    assert ends(lambda: bench.undo(done))
    assert bench.names("account") == []
