"""How the replica stands: what is counted when."""

from __future__ import annotations

from crmdesk.store.identity import Session
from tests.store.desk import OTHER_USER, Desk, person, tokens


def test_rows_are_counted_anew_where_something_changed_and_nowhere_else(desk: Desk) -> None:
    desk.synced()
    desk.receive("account", name="A")
    desk.create("contact", name="Mine")
    rows = desk.replica.status().rows
    assert (rows["account"], rows["contact"]) == (1, 1)
    with desk.replica._database.write() as connection:
        connection.execute("DELETE FROM contact")  # behind the replica's back
    desk.receive("account", name="B")
    rows = desk.replica.status().rows
    assert (rows["account"], rows["contact"]) == (2, 1)
    desk.create("contact", name="Another")
    assert desk.replica.status().rows["contact"] == 1


def test_nothing_is_counted_of_the_user_before(desk: Desk) -> None:
    desk.synced()
    desk.receive("account", name="Theirs")
    assert desk.replica.status().rows["account"] == 1
    other = tokens(person(OTHER_USER, "jun.park"))
    desk.replica.begin_session("https://crm.example", other, Session("a", "b", "c"))
    assert desk.replica.status().rows["account"] == 0
