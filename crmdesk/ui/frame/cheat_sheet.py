"""Owns the page of shortcuts that F1 and `?` open. Knows commands, not what they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.widgets import Label


class CheatSheet(QDialog):
    """Groups of (name, shortcut) in two columns; any of Esc, F1 and `?` closes it."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.windowTitle())
        outer = QVBoxLayout(self)
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
            shown = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) or shortcut
            grid.addWidget(Label(name), number, 0)
            grid.addWidget(Label(shown, tone="muted"), number, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return group

    def _close_on(self, keys: str) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(self.close)
