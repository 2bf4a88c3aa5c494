"""Large buttons that are on or off, for fingers: one of several, or any of many. Knows no meaning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, FlowLayout, Label
from crmdesk.ui.widgets.editors import Option

TOUCH = 44
"""Pixels of height that a finger hits; the style sheet gives them to buttons with the property `touch`."""


class Toggles(QWidget):
    """Options as buttons; `single` lets at most one be on, and a second click turns it off."""

    edited = Signal(object)
    """The sorted list of chosen values."""

    def __init__(self, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single = single
        self._chosen: list[str] = []
        self.buttons: dict[str, Button] = {}
        self._flow = FlowLayout(self, spacing=8)

    def set_options(self, options: Sequence[Option]) -> None:
        """Replace the buttons; what was chosen stays chosen."""
        shown = {value: (button.text(), button.toolTip()) for value, button in self.buttons.items()}
        if shown == {each.value: (each.label.replace("&", "&&"), each.detail) for each in options}:
            return
        while self._flow.count():
            widget = self._flow.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for each in options:
            button = Button(each.label.replace("&", "&&"))
            button.setCheckable(True)
            button.setProperty("toggle", True)
            button.setProperty("touch", True)
            button.setToolTip(each.detail)
            button.clicked.connect(lambda _=False, value=each.value: self._on_clicked(value))
            self.buttons[each.value] = button
            self._flow.addWidget(button)
        self._show()

    def set_chosen(self, values: Sequence[str]) -> None:
        """Turn these on and the others off, without a signal."""
        self._chosen = sorted(values)
        self._show()

    @property
    def chosen(self) -> list[str]:
        return list(self._chosen)

    def _on_clicked(self, value: str) -> None:
        if value in self._chosen:
            self._chosen = [other for other in self._chosen if other != value]
        else:
            self._chosen = [value] if self._single else sorted([*self._chosen, value])
        self._show()
        self.edited.emit(self.chosen)

    def _show(self) -> None:
        for value, button in self.buttons.items():
            button.setChecked(value in self._chosen)


class Stepper(Retranslates, QWidget):
    """A count with a button for less and one for more."""

    edited = Signal(int)

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._count = 0
        self.name = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.less, self.more = Button("−"), Button("+")
        self._shown = Label("0", strong=True)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setMinimumWidth(40)
        for button, step in ((self.less, -1), (self.more, 1)):
            button.setProperty("touch", True)
            button.setFixedWidth(TOUCH + 8)
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _=False, by=step: self._step(by))
        row.addWidget(self.less)
        row.addWidget(self._shown)
        row.addWidget(self.more)
        row.addStretch(1)
        self.set_count(0)
        self.retranslate()

    def retranslate(self) -> None:
        self.less.setAccessibleName(self.tr("{0}: one less").format(self.name))
        self.more.setAccessibleName(self.tr("{0}: one more").format(self.name))
        self._shown.setAccessibleName(f"{self.name}: {self._count}")

    def set_name(self, name: str) -> None:
        """What is counted, for screen readers."""
        self.name = name
        self.retranslate()

    @property
    def count(self) -> int:
        return self._count

    def set_count(self, count: int) -> None:
        """Show a count without a signal."""
        self._count = count
        self._shown.setText(str(count))
        self.less.setEnabled(count > self._least)
        self.more.setEnabled(count < self._most)
        self.retranslate()

    def _step(self, by: int) -> None:
        count = min(self._most, max(self._least, self._count + by))
        if count != self._count:
            self.set_count(count)
            self.edited.emit(count)
