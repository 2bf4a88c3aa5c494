"""The chain of the outbox tells what became of it."""

from __future__ import annotations

import pytest

from crmdesk.store import outbox
from tests.store.desk import Desk


def faults(desk: Desk, *statements: str) -> list[str]:
    """What is found after somebody has been at the file with these statements."""
    with desk.replica._database.write() as connection:
        for statement in statements:
            connection.execute(statement)
        return outbox.verify_chain(connection)


@pytest.fixture
def kept(desk: Desk) -> Desk:
    for name in ("One", "Two", "Three"):
        desk.create("account", name=name)
    return desk


def test_a_whole_outbox_has_no_fault(kept: Desk) -> None:
    assert faults(kept) == []


def test_an_entry_that_is_gone_is_missed_and_breaks_the_chain(kept: Desk) -> None:
    told = faults(kept, "DELETE FROM outbox WHERE place = 2", "DELETE FROM open_op WHERE place = 2")
    assert told == ["outbox entries 2 to 2 are missing", "outbox entry 3 does not fit its chain"]


def test_an_entry_that_says_something_else_does_not_fit(kept: Desk) -> None:
    told = faults(
        kept, "UPDATE outbox SET payload = (SELECT payload FROM outbox WHERE place = 1) WHERE place = 2"
    )
    assert told == ["outbox entry 2 does not fit its chain"]


def test_a_value_that_is_gone_without_being_discarded_is_a_loss(kept: Desk) -> None:
    assert faults(kept, "UPDATE outbox SET payload = NULL WHERE place = 2") == [
        "1 outbox entries have lost their payload"
    ]


def test_an_edit_of_which_nobody_knows_where_it_is_is_a_fault(kept: Desk) -> None:
    assert faults(kept, "DELETE FROM open_op WHERE place = 3") == [
        "1 outbox entries are neither open nor have a verdict"
    ]
