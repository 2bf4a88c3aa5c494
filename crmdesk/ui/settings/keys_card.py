"""The card of the keys of commands: the ones used most, and the way to all of them. It binds none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from crmdesk.ui.frame import MainWindow
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Label, Property, PropertyList

_SHOWN = ("search", "quick-log", "log-visit", "undo", "sync", "settings")
"""Commands by key, in this order."""


class KeysCard(Retranslates, Card):
    """Read from the window's commands, so that it never says another key than the menus."""

    def __init__(self, window: MainWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._window = window
        self.keys = PropertyList(self)
        self.body.addWidget(self.keys)
        self._words = Label(tone="muted", wrap=True, parent=self)
        self.body.addWidget(self._words)
        self.all = Button(icon="help", parent=self)
        self.all.clicked.connect(window.show_shortcuts)
        self.body.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self.tr("Keyboard"))
        self._words.setText(self.tr("Menus and tool tips show the key of each command."))
        self.all.setText(self.tr("All keys of this page"))
        self.all.setToolTip(f"{self.all.text()}  F1")
        commands = {command.key: command for command in self._window.menus.commands()}
        native = QKeySequence.SequenceFormat.NativeText
        self.keys.set_properties(
            [
                Property(commands[key].title(), QKeySequence(commands[key].shortcut).toString(native))
                for key in _SHOWN
                if key in commands
            ]
        )
