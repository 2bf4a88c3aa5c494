"""The section in the window: reached, walked and left by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.pipeline import OpportunitiesPage
from crmdesk.ui.pipeline.card_list import CardList

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
