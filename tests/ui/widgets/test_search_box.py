"""The box that searches everything: chosen by keys, patient with answers, left by Esc."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui import theme
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import SearchBox, SearchHit
from crmdesk.ui.widgets.shadow import Shadow


@pytest.fixture
def search(qtbot: QtBot, translator: Translator) -> Iterator[SearchBox]:
    window = QWidget()
    window.resize(800, 600)
    box = SearchBox(window)
    box.move(10, 10)
    window.show()
    qtbot.addWidget(window)
    qtbot.waitExposed(window)
    window.activateWindow()
    box.activate()
    qtbot.waitUntil(box.hasFocus)
    yield box
    window.close()


HITS = (SearchHit("account:1", "Isu Paper", "Accounts"), SearchHit("contact:1", "Kim Isu", "Contacts"))
MANY = tuple(SearchHit(f"account:{n}", f"Isu {n}", "Accounts") for n in range(30))


def test_a_result_is_chosen_by_arrows_and_enter(qtbot: QtBot, search: SearchBox) -> None:
    with qtbot.waitSignal(search.searched, check_params_cb=lambda text: text == "isu"):
        qtbot.keyClicks(search, "isu")
    search.set_results("isu", HITS)
    assert search.popup.isVisible()
    qtbot.keyClick(search, Qt.Key.Key_Down)
    with qtbot.waitSignal(search.chosen) as chosen:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert chosen.args == ["contact:1"]
    assert not search.popup.isVisible()
    assert search.text() == ""


def test_what_fits_is_not_scrolled(qtbot: QtBot, search: SearchBox, qapp: QApplication) -> None:
    theme.apply(qapp, "light", "en")
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", HITS)
    last = search.popup.list.count() - 1
    qtbot.waitUntil(lambda: search.popup.list.visualItemRect(search.popup.list.item(last)).height() > 0)
    assert search.popup.list.verticalScrollBar().maximum() == 0


def test_box_that_lost_the_keyboard_for_a_moment_looks_again_for_what_is_in_it(
    qtbot: QtBot, search: SearchBox
) -> None:
    qtbot.keyClicks(search, "isu")
    search.clearFocus()
    search.set_results("isu", HITS)
    assert not search.popup.isVisible()
    with qtbot.waitSignal(search.searched, check_params_cb=lambda text: text == "isu"):
        search.setFocus()


def test_pages_and_ends_of_the_results_are_reached_by_key(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", MANY)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_Up):
        qtbot.keyClick(search, key)
        seen.append(search.popup.target)
    assert seen == ["account:8", "account:29", "account:21", "account:0", "account:0"]


def test_later_answers_leave_what_is_chosen_where_it_stands(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", MANY[10:], final=False)
    for _ in range(14):
        qtbot.keyClick(search, Qt.Key.Key_Down)
    shown = search.popup.list
    before = shown.visualItemRect(shown.currentItem()).top()
    search.set_results("isu", MANY)
    assert search.popup.target == "account:24"
    assert shown.visualItemRect(shown.currentItem()).top() == before


def test_nothing_yet_is_not_nothing(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", (), final=False)
    assert search.popup.findChildren(QLabel)[0].text() == "Looking in notes and descriptions…"
    search.set_results("isu", ())
    assert search.popup.findChildren(QLabel)[0].text() == "Nothing found for “isu”"


def test_a_moment_without_an_answer_does_not_empty_the_list(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", HITS)
    qtbot.keyClicks(search, "x")
    search.set_results("isux", (), final=False)
    assert (search.popup.text, search.popup.list.count()) == ("isu", 4)
    qtbot.waitUntil(lambda: search.popup.text == "isux")
    assert search.popup.findChildren(QLabel)[0].text() == "Looking in notes and descriptions…"
    search.set_results("isux", ())
    assert search.popup.final


def test_an_answer_to_which_nothing_is_added_stays_as_it_is(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", HITS, final=False)
    line = search.popup.list.item(1)
    search.set_results("isu", list(HITS))
    assert search.popup.final
    assert search.popup.list.item(1) is line
    qtbot.keyClicks(search, " k")
    search.set_results("isu k", HITS)
    assert search.popup.list.item(1) is not line, "another text is another answer"


def test_the_shadow_goes_where_the_list_goes(qtbot: QtBot, search: SearchBox) -> None:
    (shadow,) = search.findChildren(Shadow)
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", HITS)
    window, popup = search.window(), search.popup
    assert shadow.isVisible()
    assert shadow.geometry().contains(popup.geometry())
    below = popup.geometry().bottomLeft() + QPoint(popup.width() // 2, 4)
    lit, shaded = window.grab().toImage().pixelColor(5, 590), window.grab().toImage().pixelColor(below)
    assert shaded.lightness() < lit.lightness()
    assert window.childAt(below) is not shadow, "a click beside the list goes to what is there"
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not shadow.isVisible()


def test_the_list_grows_at_once_and_shrinks_when_typing_rests(
    qtbot: QtBot, search: SearchBox, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", "en")
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", HITS)
    low = search.popup.height()
    assert low == search.popup.content_height()
    search.set_results("isu", MANY)
    high = search.popup.height()
    assert high > low
    search.set_results("isu", HITS)
    assert search.popup.height() == high, "it does not jump with every key"
    qtbot.waitUntil(lambda: search.popup.height() == low)


class Page(QWidget):
    """What lies below a list; it knows what of it was painted."""

    painted = QRegion()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += event.region()
        QPainter(self).fillRect(event.rect(), QBrush(Qt.GlobalColor.red, Qt.BrushStyle.DiagCrossPattern))


def test_the_page_below_is_left_alone_and_whole_while_answers_come(
    qtbot: QtBot, search: SearchBox, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", "en")
    window, popup = search.window(), search.popup
    page = Page(window)
    page.setGeometry(window.rect())
    page.stackUnder(search)
    page.show()
    qtbot.keyClicks(search, "isu")
    search.set_results("isu", MANY)
    qtbot.waitUntil(lambda: not page.painted.isEmpty())
    qapp.processEvents()
    page.painted, told = QRegion(), Painted(popup.list.viewport())
    search.set_results("isu", MANY[1:])
    qtbot.waitUntil(lambda: told.times > 0)
    assert not page.painted.intersects(popup.geometry())

    def whole() -> bool:
        below = QRect(0, popup.y(), window.width(), window.height() - popup.y())
        shown = window.screen().grabWindow(window.winId(), *below.getRect()).toImage()
        return shown == window.grab(below).toImage().convertToFormat(shown.format())

    for hits in (HITS, MANY, (), MANY[:5], HITS):
        search.set_results("isu", hits)
        qtbot.waitUntil(whole)


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False


def test_enter_waits_for_the_answer(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "isu")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    with qtbot.waitSignal(search.chosen) as chosen:
        search.set_results("isu", HITS)
    assert chosen.args == ["account:1"]


def test_an_answer_to_older_typing_is_ignored(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "isu pap")
    search.set_results("isu", HITS)
    assert not search.popup.isVisible()


def test_escape_empties_the_box_and_then_leaves_it(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "isu")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not search.hasFocus()


def test_nothing_found_is_said(qtbot: QtBot, search: SearchBox) -> None:
    qtbot.keyClicks(search, "zzz")
    search.set_results("zzz", ())
    assert search.popup.isVisible()
    assert search.popup.geometry().topLeft() == QPoint(10, search.geometry().bottom() + 5)
