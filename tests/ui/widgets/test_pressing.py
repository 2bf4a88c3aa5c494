"""Enter presses a button on every desktop, also on those where Qt leaves it to Space."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.quick_log.chip import ChipText, FactChip
from crmdesk.ui.widgets import Button, IconButton, SyncLight
from crmdesk.ui.widgets.section_bar import SectionButton

Key, Modifier = Qt.Key, Qt.KeyboardModifier
BUTTONS: tuple[Callable[[], QAbstractButton], ...] = (
    lambda: Button("Save"),
    lambda: IconButton("add", "Add"),
    SyncLight,
    lambda: SectionButton("today", "today"),
    lambda: FactChip(ChipText("who", "person", "Kim", "Person")),
)


class Around(QWidget):
    """What a button stands in. It counts what the button does, and notes the Enters that come through to it: a form
    saves then."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__()
        self.button = button
        self.presses = self.enters = 0
        button.clicked.connect(self._count)
        QVBoxLayout(self).addWidget(button)

    def _count(self) -> None:
        self.presses += 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.enters += event.key() in (Key.Key_Return, Key.Key_Enter)


@pytest.fixture(params=BUTTONS, ids=("button", "icon", "light", "section", "chip"))
def around(request: pytest.FixtureRequest, qtbot: QtBot) -> Around:
    made = Around(request.param())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(Key.Key_Return, Modifier.NoModifier), (Key.Key_Enter, Modifier.KeypadModifier)],
    ids=("return", "keypad"),
)
def test_enter_presses_it_and_goes_no_further(
    around: Around, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    qtbot.keyClick(around.button, key, modifiers)
    assert (around.presses, around.enters) == (1, 0)


def test_enter_that_is_held_presses_once(around: Around) -> None:
    for repeated in (False, True, True):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_Return, Modifier.NoModifier, "\r", autorep=repeated, count=1
        )
        QApplication.sendEvent(around.button, held)
    assert (around.presses, around.enters) == (1, 0)


def test_enter_with_ctrl_is_meant_for_what_it_stands_in(around: Around, qtbot: QtBot) -> None:
    qtbot.keyClick(around.button, Key.Key_Return, Modifier.ControlModifier)
    assert (around.presses, around.enters) == (0, 1)


def test_space_presses_it_as_ever(around: Around, qtbot: QtBot) -> None:
    qtbot.keyClick(around.button, Key.Key_Space)
    assert around.presses == 1
