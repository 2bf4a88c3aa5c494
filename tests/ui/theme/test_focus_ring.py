"""Whoever uses the keyboard sees where it is: what changes with the focus stands out 3 : 1 (WCAG 2.2, 1.4.11)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crmdesk.ui import theme
from crmdesk.ui.printing.pages_view import PagesView
from crmdesk.ui.theme import Mode
from crmdesk.ui.theme.contrast import LARGE, luminance
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import Button, ClickRow, IconButton, SectionBar
from crmdesk.ui.widgets.stage_bar import Stage, StageBar


def _row() -> QWidget:
    row = ClickRow()
    row.setFixedSize(200, 40)
    return row


def _section() -> QWidget:
    bar = SectionBar()
    return bar.add("today", "today", "Today", "")


def _stage() -> QWidget:
    bar = StageBar()
    bar.set_stages([Stage("new", "New"), Stage("won", "Won", "success")], "new")
    segment = bar.findChildren(QWidget)[0]
    segment.setProperty("kept", bar)
    return segment


def _tabs() -> QWidget:
    tabs = QTabBar()
    tabs.setDrawBase(False)
    for name in ("Visits", "Calls"):
        tabs.addTab(name)
    return tabs


def _pages() -> QWidget:
    pages = PagesView()
    pages.setFixedSize(200, 120)
    pages.set_pages(2, QSize(100, 140))
    return pages


def _list() -> QWidget:
    items = QListWidget()
    items.addItems(["Kim", "Lee"])
    items.setCurrentRow(0)
    items.setFixedSize(200, 80)
    return items


def _toggle() -> QWidget:
    button = Button("Price")
    button.setCheckable(True)
    button.setProperty("toggle", True)
    button.setChecked(True)
    return button


CONTROLS: dict[str, Callable[[], QWidget]] = {
    **{
        kind: lambda kind=kind: Button("Save", kind)
        for kind in ("primary", "plain", "quiet", "danger", "link")
    },
    "icon": lambda: IconButton("close", "Close"),
    "toggle": _toggle,
    "line": lambda: QLineEdit("Text"),
    "text": lambda: QPlainTextEdit("Text"),
    "choice": QComboBox,
    "tick": lambda: QCheckBox("Yes"),
    "row": _row,
    "section": _section,
    "stage": _stage,
    "tabs": _tabs,
    "pages": _pages,
    "list": _list,
}


def _ratio(one: int, other: int) -> float:
    dark, light = sorted(luminance(f"#{color & 0xFFFFFF:06x}") for color in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _pixels(widget: QWidget) -> list[int]:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return list(memoryview(image.constBits()).cast("I"))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", CONTROLS)
def test_the_focus_is_seen(
    qtbot: QtBot, qapp: QApplication, translator: Translator, name: str, mode: Mode
) -> None:
    theme.apply(qapp, mode, "en")
    qapp.setCursorFlashTime(0)
    window, other = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    window.setProperty("page", True)
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(window)
    control = CONTROLS[name]()
    column.addWidget(control)
    column.addWidget(other)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = _pixels(control)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(control.hasFocus)
    changed = [_ratio(old, new) for old, new in zip(before, _pixels(control), strict=True) if old != new]
    assert sum(each >= LARGE for each in changed) >= control.height(), max(changed, default=0)
    theme.apply(qapp, "light", "en")
