"""What a page shows while it is first read from a slow disk, and when that failed: a word of it, and a way on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import StorageFault
from crmdesk.store.grouped_listing import GroupedListing
from crmdesk.store.listing import Listing
from crmdesk.ui.account.page import AccountPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.widgets.reading_cover import ReadingCover
from tests.support import PATIENCE
from tests.ui.records import first


@contextmanager
def held(desk: Desk) -> Iterator[None]:
    """Nothing is read within: the thread that reads waits."""
    begun, ended = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        ended.wait()

    desk.runner.submit("held", wait, lambda _: None)
    assert begun.wait(PATIENCE), "the newest goes first: what the test asks for must find it running"
    try:
        yield
    finally:
        ended.set()


def broken(*_: object, **__: object) -> Any:
    raise StorageFault("The disk reports an error", hint="check the disk", code="disk_error")


def cover_of(widget: QWidget) -> ReadingCover:
    (found,) = widget.findChildren(ReadingCover)
    return found


def has_failed(cover: ReadingCover) -> bool:
    """Told below the head; a machine under load may say first that it reads."""
    return cover.isVisible() and cover.state.accessibleName() == "This could not be read"


def shown(widget: QWidget, qtbot: QtBot) -> None:
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.fixture
def account(desk: Desk, qtbot: QtBot) -> RecordPage:
    page = AccountPage(desk, first(desk.replica, "account").id)
    shown(page, qtbot)
    return page


@pytest.fixture
def accounts(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[], ListPane]]:
    made: list[ListPane] = []

    def make() -> ListPane:
        pane = ListPane(desk, desk.entity("account"))
        made.append(pane)
        shown(pane, qtbot)
        return pane

    yield make
    qtbot.waitUntil(lambda: not desk.busy)
    for pane in made:
        pane.sleep()


def test_a_page_that_is_read_slowly_says_so_below_its_head_until_it_is_there(
    account: RecordPage, desk: Desk, qtbot: QtBot
) -> None:
    cover = cover_of(account)
    with held(desk):
        account.entered()
        assert cover.isHidden(), "a quick read is never seen"
        qtbot.waitUntil(cover.isVisible)
        assert cover.state.accessibleName() == "Reading…"
        assert account.head.y() < 32, "what comes next stands where the head says it"
        assert cover.y() > account.head.geometry().bottom()
        assert not account.edit_button.isEnabled()
    qtbot.waitUntil(lambda: account.record is not None)
    qtbot.waitUntil(lambda: account.findChildren(ReadingCover) == [])
    assert account.edit_button.isEnabled()


def test_a_page_that_cannot_be_read_says_why_and_is_tried_again_by_a_key(
    account: RecordPage, qtbot: QtBot
) -> None:
    live, cover = account._live, cover_of(account)
    assert live is not None
    read, live._read = live._read, broken
    account.setFocus()
    account.entered()
    qtbot.waitUntil(lambda: has_failed(cover))
    assert cover.state.accessibleDescription().startswith("The disk reports an error. Check the disk.")
    assert "not affected" in cover.state.accessibleDescription()
    live._read = read
    qtbot.waitUntil(cover.state.button.hasFocus)
    QTest.keyClick(cover.state.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: account.record is not None)


def test_what_is_shown_stays_when_it_cannot_be_read_again(
    account: RecordPage, desk: Desk, qtbot: QtBot
) -> None:
    account.entered()
    qtbot.waitUntil(lambda: account.record is not None and not desk.busy)
    assert account._live is not None
    account._live._read = broken
    with qtbot.waitSignal(desk.noticed) as said:
        account.refresh()
    assert said.args[0].tone == "problem"
    assert account.findChildren(ReadingCover) == []


def test_a_list_says_that_it_is_read_and_that_it_could_not_be(
    accounts: Callable[[], ListPane], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(desk):
        pane = accounts()
        qtbot.waitUntil(pane.unread.cover.isVisible)
    qtbot.waitUntil(lambda: pane.unread.cover.isHidden() and pane._model.known)
    for listing in (Listing, GroupedListing):
        monkeypatch.setattr(listing, "count", broken)
    with qtbot.waitSignal(desk.noticed):
        pane.refresh()
    assert pane.unread.cover.isHidden(), "rows that were read stay"
    pane._on_sort("name", True)
    qtbot.waitUntil(lambda: has_failed(pane.unread.cover))
    monkeypatch.undo()
    pane.unread.cover.state.button.click()
    qtbot.waitUntil(lambda: pane.unread.cover.isHidden() and pane._model.known)


def test_a_list_that_could_not_be_read_is_tried_again_when_one_comes_back_to_it(
    accounts: Callable[[], ListPane], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        for listing in (Listing, GroupedListing):
            disk.setattr(listing, "count", broken)
        pane = accounts()
        cover = pane.unread.cover
        qtbot.waitUntil(lambda: has_failed(cover))
        pane.sleep()
        pane.setFocus()
        pane.wake()
        qtbot.waitUntil(cover.state.button.hasFocus)
        pane.sleep()
    pane.wake()
    qtbot.waitUntil(lambda: cover.isHidden() and pane._model.known)
