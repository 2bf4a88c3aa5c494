"""Goes over the bar of the quick log by keyboard, and reads what it shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.desk import Desk
from crmdesk.ui.quick_log import QuickLogBar
from crmdesk.ui.quick_log.chip import FactChip

Key = Qt.Key
TypeIn = Callable[[str], None]


def made(desk: Desk, type_name: str, **values: str) -> str:
    """The id of a record that has just come."""
    return desk.replica.commit(edits.create(desk.author, type_name, values))[0].id


def texts(bar: QuickLogBar) -> dict[str, str]:
    return {chip.shown.key: chip.shown.text for chip in bar.chips}


def press(window: QWidget, key: Qt.Key) -> None:
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def go_to(window: QWidget, bar: QuickLogBar, key: str) -> FactChip:
    """By the arrow keys from the line to a chip."""
    bar.line.setFocus()
    press(window, Key.Key_Down)
    for _ in bar.chips:
        focused = window.focusWidget()
        assert isinstance(focused, FactChip)
        if focused.shown.key == key:
            return focused
        press(window, Key.Key_Right)
    raise AssertionError(f"no chip {key} in {texts(bar)}")


def menu_of(bar: QuickLogBar, qtbot: QtBot) -> QMenu:
    def open_menus() -> list[QMenu]:
        return [menu for menu in bar.findChildren(QMenu) if menu.isVisible()]

    qtbot.waitUntil(lambda: len(open_menus()) == 1)
    return open_menus()[0]


def choose(bar: QuickLogBar, qtbot: QtBot, text: str) -> None:
    """The line of the open menu that begins with a text, by the arrow keys."""
    menu = menu_of(bar, qtbot)
    for _ in menu.actions():
        active = menu.activeAction()
        if active is not None and active.text().startswith(text):
            break
        QTest.keyClick(menu, Key.Key_Down)
    active = menu.activeAction()
    assert active is not None
    assert active.text().startswith(text), [action.text() for action in menu.actions()]
    QTest.keyClick(menu, Key.Key_Return)
    qtbot.waitUntil(lambda: not menu.isVisible())


def customer(replica: Replica) -> tuple[Record, Record, Record]:
    """An account with one open opportunity, that opportunity, and somebody there whose name is theirs alone."""
    for deal in replica.query("opportunity", Query((Filter("stage", "=", "negotiation"),), sort="name")):
        account = deal["account"]
        open_deals = [
            each
            for each in replica.query("opportunity", Query((Filter("account", "=", account),)))
            if each["stage"] not in ("closed_won", "closed_lost")
        ]
        people = replica.query("contact", Query((Filter("account", "=", account),)))
        families = [person["family_name"] for person in people]
        for person in people:
            if (
                len(open_deals) == 1
                and families.count(person["family_name"]) == 1
                and "가" <= person["name"][0] <= "힣"
            ):
                return replica.get("account", account), deal, person
    raise AssertionError("the sample has no such customer")
