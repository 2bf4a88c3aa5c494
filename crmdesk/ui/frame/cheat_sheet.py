"""Owns the page of shortcuts that F1 and `?` open. Knows commands, not what they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.widgets import Label, scrolled

_BAR = 16
"""Pixels for a scroll bar, where the window is low."""
_STEPS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class CheatSheet(QDialog):
    """Groups of (name, shortcut) in two columns; any of Esc, F1 and `?` closes it."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.windowTitle())
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(32, 24, 32, 32)
        outer.setSpacing(16)
        outer.addWidget(Label(self.tr("Keyboard shortcuts"), title=True))
        columns = QHBoxLayout()
        columns.setSpacing(48)
        outer.addLayout(columns)
        sides = [QVBoxLayout(), QVBoxLayout()]
        lengths = [0, 0]
        for title, rows in groups:
            side = 0 if lengths[0] <= lengths[1] else 1
            lengths[side] += len(rows) + 2
            sides[side].addWidget(self._group(title, rows))
        for column in sides:
            column.setSpacing(16)
            column.addStretch(1)
            columns.addLayout(column, 1)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        area = scrolled(content)
        self._bar = area.verticalScrollBar()
        frame.addWidget(area)
        room = parent.window().size()
        wanted = content.sizeHint()
        self.resize(min(wanted.width() + _BAR, room.width()), min(wanted.height() + 2, room.height()))
        for keys in ("F1", "?"):
            self._close_on(keys)

    def _group(self, title: str, rows: Sequence[tuple[str, str]]) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(32)
        grid.addWidget(Label(title, strong=True), 0, 0, 1, 2)
        for number, (name, shortcut) in enumerate(rows, 1):
            pressed = shortcut.replace("Return", "Enter")  # as the key is labelled
            shown = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.NativeText) or shortcut
            grid.addWidget(Label(name), number, 0)
            grid.addWidget(Label(shown, tone="muted"), number, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return group

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing in it takes the keyboard, so that the keys scroll."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._bar.triggerAction(step)

    def _close_on(self, keys: str) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(self.close)
