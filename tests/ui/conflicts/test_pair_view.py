"""Two records that may be one: side by side, merged or left by a key, taken back with Undo until it is sent."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crmdesk.domain.records import Record
from crmdesk.domain.unique import case_of
from crmdesk.store.queries import Query
from crmdesk.ui.conflicts.page import InboxPage
from tests.ui.centre_side import colleague, send


def pair(page: InboxPage, qtbot: QtBot, *, owner: str | None = None) -> tuple[Record, Record]:
    """Two contacts of one person, in the order in which they came, and the case about them."""
    replica, entries = page._desk.replica, len(page.list.rows)
    first, second, *_ = replica.query("contact", Query(sort="name"))
    said = {"owner": owner or page._desk.author.user, "emails": ["kim@acme.example"]}
    rows = [(each.type, each.id, {**each.fields, **said}) for each in (first, second)]
    case = {
        "record_type": "contact",
        "record": second.id,
        "other": first.id,
        "fields": ["emails"],
        "state": "open",
    }
    about = {**case, "at": "2026-11-23T01:12:00.000Z"}
    send(replica, [*rows, ("duplicate", case_of("contact", first.id, second.id), about)])
    qtbot.waitUntil(lambda: len(page.list.rows) == entries + 1)
    page.list.focus_current()
    return replica.get("contact", first.id), replica.get("contact", second.id)


def test_two_records_that_may_be_one_stand_side_by_side(page: InboxPage, qtbot: QtBot) -> None:
    first, second = pair(page, qtbot)
    view = page.pair
    assert view.isVisible()
    assert "kim@acme.example" in view._what.text()
    shown = [label.accessibleName() for label, *_ in view._comparison.texts]  # type: ignore[attr-defined]
    assert shown[:2] == [f"{first['name']}: kim@acme.example", f"{second['name']}: kim@acme.example"]
    with qtbot.waitSignal(page._desk.record_requested) as asked:
        view.open_right.click()
    assert asked.args == ["contact", second.id]


def test_two_records_are_merged_by_two_keys_and_undo_takes_it_back(page: InboxPage, qtbot: QtBot) -> None:
    first, second = pair(page, qtbot)
    page._desk.thoughts._timer.setInterval(600_000)  # no machine is so slow that it runs out by itself
    with qtbot.waitSignal(page._desk.noticed) as told:
        QTest.keyClick(page, Qt.Key.Key_1)
        assert page.pair.keep_left.isVisible()
        QTest.keyClick(page, Qt.Key.Key_2)
    assert told.args[0].action == "Undo"
    qtbot.waitUntil(page._empty.isVisible)
    (_, mutation) = page._desk.replica.pending_ops()[-1]
    assert (mutation.act, mutation.id, mutation.into) == ("delete", first.id, second.id)
    assert page._desk.thoughts.young, "nothing hastens the sending while its author may think again"
    with qtbot.waitSignals([page._desk.noticed, page._desk.thoughts.over]):
        told.args[0].on_action()
    qtbot.waitUntil(lambda: [entry.key for entry in page._content.entries] != [])
    assert page._desk.replica.pending() == 0
    assert page._desk.replica.get("contact", first.id) == first


def test_a_merge_that_was_sent_says_why_it_stays(page: InboxPage, qtbot: QtBot) -> None:
    pair(page, qtbot)
    with qtbot.waitSignal(page._desk.noticed) as told:
        QTest.keyClick(page, Qt.Key.Key_1)
        QTest.keyClick(page, Qt.Key.Key_2)
    replica = page._desk.replica
    replica.save_identity(replace(replica.identity(), replica=page._desk.author.new_id()))
    assert len(replica.next_batch()) == 1
    with qtbot.waitSignal(page._desk.noticed) as answered:
        told.args[0].on_action()
    assert answered.args[0].tone == "problem"
    assert "has been sent" in answered.args[0].text
    assert "history" in answered.args[0].text


def test_a_merge_is_thought_over_with_escape(page: InboxPage, qtbot: QtBot) -> None:
    pair(page, qtbot)
    page.pair.merge.click()
    assert page.escape()
    assert page.pair.two.isVisible()
    assert not page.escape()
    assert page._desk.replica.pending() == 0


def test_two_records_stay_two_and_are_not_asked_about_again(page: InboxPage, qtbot: QtBot) -> None:
    first, second = pair(page, qtbot)
    QTest.keyClick(page, Qt.Key.Key_T)
    qtbot.waitUntil(page._empty.isVisible)
    (_, mutation) = page._desk.replica.pending_ops()[-1]
    assert (mutation.touched, mutation.resolves) == ((), (case_of("contact", first.id, second.id),))


def test_who_may_delete_neither_may_only_say_that_they_are_two(page: InboxPage, qtbot: QtBot) -> None:
    pair(page, qtbot, owner=colleague(page._desk.replica))
    assert not page.pair.merge.isEnabled()
    assert "an owner or a manager" in page.pair._which.text()
    QTest.keyClick(page, Qt.Key.Key_1)
    assert page.pair.two.isVisible()
