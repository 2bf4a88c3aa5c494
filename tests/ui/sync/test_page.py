"""The sync page says what waits, what became of what was sent, and how the replica is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.errors import Offline
from crmdesk.sync.blob_driver import Moved
from crmdesk.sync.effects import Counts, Outcome, Progress
from crmdesk.sync.endings import Ending, Way
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.sync.words import outcome_words, progress_words
from crmdesk.ui.sync_state import SyncState
from crmdesk.ui.widgets import SyncLight, TimelineEntry
from tests.ui.centre_side import decided
from tests.ui.records import first


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[SyncPage]:
    # Kept by the test itself: answers may come until the desk is idle.
    light = SyncLight()
    made = SyncPage(desk, SyncState(desk, None, light, light))
    made.resize(1100, 700)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: made._content is not None)
    yield made
    made.left()
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()


def edit(desk: Desk, **fields: str) -> str:
    account = first(desk.replica, "account")
    desk.replica.commit(edits.update(desk.author, account, fields))
    return account.id


def entries(page: SyncPage, of: str) -> tuple[TimelineEntry, ...]:
    return page.waiting._entries if of == "waiting" else page.outcomes._entries


def test_before_it_is_read_nobody_is_told_to_sign_in(desk: Desk, qtbot: QtBot) -> None:
    light = SyncLight()
    unread = SyncPage(desk, SyncState(desk, None, light, light))
    qtbot.addWidget(unread)
    unread.show()
    assert not unread.sign_in.isVisible()
    assert not unread.sync.isVisible()


def test_at_rest_it_says_so(page: SyncPage) -> None:
    assert page.headline.text() == "Everything is synced"
    assert page._none_waiting.isVisible()


def test_nobody_is_told_to_sign_in_before_it_is_known_how_things_stand(desk: Desk, qtbot: QtBot) -> None:
    light = SyncLight()
    page = SyncPage(desk, SyncState(desk, None, light, light))
    qtbot.addWidget(page)
    page.show()
    assert not page.sign_in.isVisible()
    assert not page.sync.isVisible()  # nothing syncs here


def test_what_waits_is_listed_with_its_record(page: SyncPage, desk: Desk, qtbot: QtBot) -> None:
    account = edit(desk, industry="Steel")
    qtbot.waitUntil(lambda: len(entries(page, "waiting")) == 1)
    (entry,) = entries(page, "waiting")
    assert entry.target == f"account:{account}"
    assert entry.title == desk.replica.title("account", account)
    assert entry.text == "Industry"


def test_what_was_deleted_and_waits_is_listed_by_its_name(page: SyncPage, desk: Desk, qtbot: QtBot) -> None:
    note = first(desk.replica, "note")
    called = desk.replica.title("note", note.id)
    desk.replica.commit(edits.delete(desk.author, note))
    qtbot.waitUntil(lambda: len(entries(page, "waiting")) == 1)
    assert [entry.title for entry in entries(page, "waiting")] == [called]


@pytest.mark.parametrize(("outcome", "badge"), [("merged", "Merged"), ("refused", "Refused")])
def test_what_the_centre_did_not_simply_take_is_listed(
    page: SyncPage, desk: Desk, qtbot: QtBot, outcome: str, badge: str
) -> None:
    edit(desk, industry="Steel")
    decided(desk.replica, outcome, code="out_of_scope" if outcome == "refused" else None, title="No")
    qtbot.waitUntil(lambda: [entry.badge for entry in entries(page, "outcomes")] == [badge])


def test_a_refused_edit_leads_to_the_inbox(page: SyncPage, desk: Desk, qtbot: QtBot) -> None:
    edit(desk, industry="Steel")
    decided(desk.replica, "refused", code="forbidden", title="No")
    qtbot.waitUntil(page.to_inbox.isVisible)
    with qtbot.waitSignal(desk.section_requested) as asked:
        page.to_inbox.click()
    assert asked.args == ["inbox"]


def test_an_ended_session_offers_to_sign_in_and_keeps_edits(page: SyncPage, desk: Desk, qtbot: QtBot) -> None:
    edit(desk, industry="Steel")
    desk.replica.end_session()
    page._state.refresh()
    qtbot.waitUntil(page.sign_in.isVisible)
    assert page.headline.text() == "Sign in again to sync"
    assert len(entries(page, "waiting")) == 1
    with qtbot.waitSignal(desk.sign_in_requested):
        page.sign_in.click()


def test_progress_is_shown_while_a_round_runs(page: SyncPage) -> None:
    page.show_progress(Progress("snapshot", 1200, 8400))
    assert page.doing.text() == "Receiving your records: 1,200 of 8,400"
    assert page.bar.value() == 1200
    page.show_progress(None)
    assert not page.bar.isVisible()


def test_a_file_under_way_and_a_metered_connection_are_said(page: SyncPage, desk: Desk) -> None:
    assert not page.cost.isVisible()
    desk.set_metered(True)
    assert page.cost.isVisible()
    desk.file_moved.emit(Moved("a" * 64, Way.UP, 800_000, 2_000_000))
    assert page.moving.text() == "Sending a file: 781 kB of 1.9 MB"
    assert (page.file_bar.value(), page.file_bar.maximum()) == (800_000, 2_000_000)
    desk.file_moved.emit(Moved("a" * 64, Way.UP, 2_000_000, 2_000_000))
    assert not page.file_bar.isVisible()
    desk.file_moved.emit(Moved("a" * 64, Way.DOWN, 500, 1_000))
    assert page.moving.text() == "Fetching a file: 500 bytes of 1,000 bytes"
    page._state.round_finished.emit(Outcome(Ending.OFFLINE, errors=(Offline("gone"),)))
    assert not page.moving.isVisible()


def test_records_that_only_a_newer_program_shows_are_told_of(page: SyncPage, desk: Desk) -> None:
    notices: list[Notice] = []
    desk.noticed.connect(notices.append)
    page._state._on_finished(Outcome(Ending.OK, newer=("contract",)))
    page._state._on_finished(Outcome(Ending.OK))
    assert [notice.tone for notice in notices] == ["info"]
    assert "Update CRMDesk" in notices[0].text


def test_the_whole_replica_is_checked_in_the_background(page: SyncPage, qtbot: QtBot) -> None:
    page.check.click()
    qtbot.waitUntil(lambda: page.health.text().startswith("All well"))
    assert page.check.isEnabled()


def test_words_for_rounds(page: SyncPage) -> None:
    assert progress_words(Progress("pushing")) == "Sending your changes…"
    moved = Outcome(Ending.OK, Counts(pushed=2, pulled=30))
    assert outcome_words(moved) == "2 changes sent, 30 rows received"
    assert outcome_words(Outcome(Ending.OK)) == "Nothing new on either side"
