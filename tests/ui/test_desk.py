"""The desk: commits, undo, notices, requests."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.errors import UserError
from crmdesk.store.events import RecordsChanged
from crmdesk.store.queries import Query
from crmdesk.store.replica import Replica
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.quick_actions import plan_visit
from crmdesk.ui.translations import Translator
from tests.ui.records import first


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    """What the desk has said, oldest first."""
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    return heard


def test_commit_saves_tells_once_and_offers_undo(desk: Desk, qtbot: QtBot, notices: list[Notice]) -> None:
    account = first(desk.replica, "account")
    events: list[RecordsChanged] = []
    desk.records_changed.connect(events.append)
    with qtbot.waitSignal(desk.noticed):
        desk.commit(lambda: edits.update(desk.author, account, {"industry": "Glass"}), "Industry saved")
    assert desk.replica.get("account", account.id)["industry"] == "Glass"
    assert [notice.text for notice in notices] == ["Industry saved"]
    assert notices[0].action == "Undo"
    assert [event.origin for event in events] == ["local"]


def test_undo_of_a_notice_brings_the_value_back_and_redo_the_new_one(desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    before = account["industry"]
    with qtbot.waitSignal(desk.noticed) as said:
        desk.commit(lambda: edits.update(desk.author, account, {"industry": "Glass"}), "saved")
    with qtbot.waitSignal(desk.noticed) as undone:
        said.args[0].on_action()
    assert desk.replica.get("account", account.id)["industry"] == before
    assert account["name"] in undone.args[0].text
    with qtbot.waitSignal(desk.noticed):
        undone.args[0].on_action()
    assert desk.replica.get("account", account.id)["industry"] == "Glass"


def test_deleted_record_comes_back_by_undo(desk: Desk, qtbot: QtBot) -> None:
    note = first(desk.replica, "note")
    with qtbot.waitSignal(desk.noticed):
        desk.delete(note)
    assert note.id not in {each.id for each in desk.replica.query("note")}
    with qtbot.waitSignal(desk.noticed):
        desk.undo()
    assert desk.replica.get("note", note.id)["body"] == note["body"]


def test_what_the_declaration_forbids_goes_to_the_one_who_asked(desk: Desk, notices: list[Notice]) -> None:
    account = first(desk.replica, "account")
    faults: list[UserError] = []
    desk.commit(
        lambda: edits.update(desk.author, account, {"visit_interval": 0}), "saved", failed=faults.append
    )
    assert [fault.code for fault in faults] == ["invalid_value"]
    assert not notices
    assert desk.replica.get("account", account.id)["visit_interval"] == account["visit_interval"]


def test_what_the_replica_refuses_is_said_in_a_notice_that_stays(
    desk: Desk, qtbot: QtBot, notices: list[Notice]
) -> None:
    note = first(desk.replica, "note")
    with qtbot.waitSignal(desk.noticed):
        desk.delete(note)
    with qtbot.waitSignal(desk.noticed):
        desk.commit(lambda: edits.update(desk.author, note, {"subject": "late"}), "saved")
    assert notices[-1].tone == "problem"


def test_nothing_to_undo_is_said(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.noticed) as said:
        desk.undo()
    assert said.args[0].text == "There is nothing to undo"


def test_saves_are_done_in_the_order_they_were_asked_for(desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    done: list[str] = []
    for industry in ("One", "Two", "Three"):
        desk.commit(
            lambda word=industry: edits.update(desk.author, account, {"industry": word}),  # type: ignore[misc]
            "",
            done=lambda word=industry: done.append(word),  # type: ignore[misc]
        )
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["One", "Two", "Three"]
    assert desk.replica.get("account", account.id)["industry"] == "Three"


def test_close_finishes_what_was_being_saved(desk: Desk) -> None:
    account = first(desk.replica, "account")
    for number in range(20):
        desk.commit(
            lambda n=number: edits.update(desk.author, account, {"industry": f"Industry {n}"}),  # type: ignore[misc]
            "",
        )
    desk.close()
    assert desk.replica.get("account", account.id)["industry"] == "Industry 19"


def test_a_value_that_another_record_here_has_already_is_told_after_saving(
    desk: Desk, qtbot: QtBot, notices: list[Notice]
) -> None:
    one, other = desk.replica.query("contact", Query(sort="name", limit=2))
    taken = {"emails": ["kim@acme.example"]}
    with qtbot.waitSignal(desk.noticed):
        desk.commit(lambda: edits.update(desk.author, one, taken), "One saved")
    # Looked for after the other is saved, the first one's address would be found there as well.
    qtbot.waitUntil(lambda: not desk.busy)
    desk.commit(lambda: edits.update(desk.author, other, taken), "Other saved")
    qtbot.waitUntil(lambda: len(notices) == 3)
    assert [notice.text for notice in notices[:2]] == ["One saved", "Other saved"]
    assert one["name"] in notices[2].text


def test_a_desk_that_was_closed_is_kept_by_nothing(replica: Replica, translator: Translator) -> None:
    made = Desk(replica, replica.author(), translator)
    made.close()
    kept = weakref.ref(made)
    del made
    gc.collect()
    assert kept() is None


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The zone of the machine."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("new_york")
def test_nine_tomorrow_is_nine_where_the_clock_changes_overnight(
    replica: Replica, translator: Translator, qtbot: QtBot
) -> None:
    author = replace(
        replica.author(zone="America/New_York"), now=lambda: datetime(2026, 10, 31, 16, tzinfo=UTC)
    )
    desk = Desk(replica, author, translator)
    try:
        with qtbot.waitSignal(desk.form_requested, timeout=2000) as asked:
            plan_visit(desk, "account")
        assert asked.args[0].values["planned_start"] == "2026-11-01T14:00:00.000Z"
    finally:
        desk.close()


@pytest.mark.usefixtures("new_york")
def test_a_zone_that_is_not_known_by_name_counts_as_the_machine_does(
    replica: Replica, translator: Translator
) -> None:
    author = replace(replica.author(), now=lambda: datetime(2026, 11, 1, 2, tzinfo=UTC))
    desk = Desk(replica, author, translator)
    try:
        assert desk.today() == date(2026, 10, 31)
    finally:
        desk.close()


@pytest.mark.expected_log("an unexpected fault")
def test_a_mistake_of_the_program_is_told_without_what_the_exception_says(
    desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    fault = KeyError("'NoneType' object is not subscriptable")
    with qtbot.waitSignal(desk.noticed) as said:
        desk.report(fault)
    told = "The program made a mistake. What was saved before is safe."
    assert said.args[0].text == desk.explain(fault)() == told
    assert [line.exc_info[1] for line in caplog.records if line.exc_info] == [fault, fault]
