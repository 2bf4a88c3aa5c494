"""The section in the window: reached, walked and left by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.pipeline.card_list import CardList
from crmdesk.ui.pipeline.page import OpportunitiesPage
from crmdesk.ui.widgets import Button
from crmdesk.ui.workspace import Workspace

_ALL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


pytestmark = pytest.mark.usefixtures("workspace")


def test_deal_is_advanced_and_forecast_without_the_mouse(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_B, _ALL)
    qtbot.waitUntil(lambda: not desk.busy and isinstance(window.focusWidget(), CardList))
    cards = window.focusWidget()
    assert isinstance(cards, CardList)
    assert cards.current is not None, (
        "the keyboard waits on a card, also where the board was still being read"
    )
    deal = cards.current.record
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(cards, Qt.Key.Key_Right, _CTRL)
    assert desk.replica.get("opportunity", deal.id)["stage"] == "qualification"
    qtbot.waitUntil(lambda: not desk.busy)
    qtbot.keyClick(window, Qt.Key.Key_F, _ALL)
    page = window.pages.currentWidget()
    assert isinstance(page, OpportunitiesPage)
    qtbot.waitUntil(lambda: not desk.busy and page.forecast.figures.hasFocus())
    qtbot.keyClick(page.forecast.figures, Qt.Key.Key_Tab)
    assert page.forecast.deals.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: desk.replica.get("opportunity", deal.id)["stage"] == "prospecting")


def test_tab_stops_once_among_the_views_at_the_one_that_is_shown(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, _ALL)
    page = window.pages.currentWidget()
    assert isinstance(page, OpportunitiesPage)
    qtbot.waitUntil(lambda: not desk.busy and page.forecast.figures.hasFocus())
    toggles = [each for each in page.findChildren(Button) if each.property("toggle")]
    met = []
    for _ in range(40):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() in toggles:
            met.append(window.focusWidget())
        if window.focusWidget() is page.forecast.figures:
            break
    assert [each.text() for each in met] == ["Forecast"]
    met[0].setFocus()
    qtbot.keyClick(met[0], Qt.Key.Key_Left)
    assert window.focusWidget() is toggles[toggles.index(met[0]) - 1], "arrow keys go on from there"


def test_escape_leaves_what_is_open_and_then_nothing_else(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_B, _ALL)
    qtbot.waitUntil(lambda: not desk.busy and isinstance(window.focusWidget(), CardList))
    page = window.pages.currentWidget()
    assert isinstance(page, OpportunitiesPage)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert page.board.next_step.isVisible()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not page.board.next_step.isVisible()
    assert isinstance(window.focusWidget(), CardList)


def test_the_table_says_how_many_there_are_when_one_comes_back_to_it(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_B, _ALL)
    page = window.pages.currentWidget()
    assert isinstance(page, OpportunitiesPage)
    page.show_view("table")
    qtbot.waitUntil(lambda: bool(page.head.note.text()))
    told = page.head.note.text()
    page.show_view("board")
    assert page.head.note.text() == ""
    page.show_view("table")
    assert page.head.note.text() == told
    qtbot.waitUntil(lambda: not desk.busy)


def test_a_view_that_is_asked_for_is_made_alone(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    workspace.open_opportunities("table")
    page = window.pages.currentWidget()
    assert isinstance(page, OpportunitiesPage)
    qtbot.waitUntil(lambda: not desk.busy)
    assert (page.shown, list(page._views)) == ("table", ["table"])


def test_every_view_fits_a_small_laptop_at_200_percent(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.resize(683, 384)
    qtbot.keyClick(window, Qt.Key.Key_B, _ALL)
    page = window.pages.currentWidget()
    assert isinstance(page, OpportunitiesPage)
    for view in ("board", "table", "forecast"):
        page.show_view(view)
        qtbot.waitUntil(lambda: not desk.busy)
        assert page.minimumSizeHint().width() <= 615, view
    figures = page.forecast.figures
    qtbot.waitUntil(lambda: figures.horizontalScrollBar().maximum() > 0)
    assert figures.columnWidth(0) >= 160
    assert figures.viewport().height() >= figures.rowHeight(0), "the scroll bar hides no figure"
    boxes = (page.board.filter.text, page.board.filter.owner, page.board.filter.order)
    assert all(box.geometry().right() < page.board.filter.width() for box in boxes)
