"""What is saved part by part, an import, is undone as a whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmdesk.domain import edits
from crmdesk.domain.errors import NotAllowed
from crmdesk.store.importing import Order
from tests.store.desk import Desk
from tests.store.test_importing import CONTACTS, SKIPPED, Bench


@pytest.fixture
def bench(desk: Desk, tmp_path: Path) -> Bench:
    return Bench(desk, tmp_path)


def test_what_is_still_coming_in_is_not_undone_by_the_way(bench: Bench) -> None:
    """Half of it would go, and the rest come in behind that."""
    replica, author = bench.desk.replica, bench.desk.author
    (older,) = replica.commit(edits.create(author, "account", {"name": "Older"}))
    lines = "".join(f"Person {n},p{n}@a.example,,CEO\n" for n in range(250))
    sheet = bench.sheet(f"Name,Mail,Company,Title\n{lines}", "contact", CONTACTS)
    order = Order("in.csv", sheet, bench.survey(sheet), SKIPPED)
    refused: list[str] = []

    def meanwhile(done: int, of: int = 0) -> None:
        if done == 100:
            with pytest.raises(NotAllowed) as error:
                replica.undo()
            refused.append(error.value.code)
            # What somebody did beside it is theirs to take back.
            (made,) = replica.commit(edits.create(author, "account", {"name": "Beside"}))
            step = replica.undo()
            assert step is not None
            assert step.record == made.id

    result = replica.importing.run(order, author, meanwhile)
    assert (refused, result.created, len(bench.names("contact"))) == (["under_way"], 250, 250)
    step = replica.undo()
    while step is not None and step.left:
        step = replica.undo(step.intent)
    assert bench.names("contact") == []
    assert replica.get("account", older.id)["name"] == "Older"


def test_an_import_that_broke_off_can_be_undone(bench: Bench) -> None:
    lines = "".join(f"Person {n},p{n}@a.example,,CEO\n" for n in range(150))
    sheet = bench.sheet(f"Name,Mail,Company,Title\n{lines}", "contact", CONTACTS)
    order = Order("in.csv", sheet, bench.survey(sheet), SKIPPED)

    def broken(done: int, of: int = 0) -> None:
        raise OSError("the file has gone")

    with pytest.raises(OSError, match="gone"):
        bench.desk.replica.importing.run(order, bench.desk.author, broken)
    assert len(bench.names("contact")) == 100
    assert [(batch.created, batch.whole) for batch in bench.desk.replica.importing.batches()] == [
        (100, False)
    ]
    assert bench.desk.replica.undo() is not None
    assert bench.names("contact") == []


def test_what_is_being_taken_back_is_not_done_again_by_the_way(bench: Bench) -> None:
    lines = "".join(f"Person {n},p{n}@a.example,,CEO\n" for n in range(150))
    result = bench.run(f"Name,Mail,Company,Title\n{lines}", "contact", CONTACTS)
    assert [batch.whole for batch in bench.desk.replica.importing.batches()] == [True]
    refused: list[str] = []

    def meanwhile(done: int, of: int = 0) -> None:
        if done < 150:
            with pytest.raises(NotAllowed) as error:
                bench.desk.replica.undo()
            refused.append(error.value.code)

    bench.desk.replica.importing.undo(result.batch, bench.desk.author, meanwhile)
    assert (refused, bench.names("contact")) == (["under_way"], [])
