"""A figure under its name, read from afar. Knows no meaning."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.ui.widgets import Label


class Figure(QWidget):
    """A muted name over a large value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._name, self._value = Label(tone="muted", parent=self), Label(title=True, parent=self)
        column.addWidget(self._name)
        column.addWidget(self._value)

    def show_value(self, name: str, value: str, tone: str = "") -> None:
        """Show a value; `tone` as in `Label`."""
        self._name.setText(name)
        self._value.setText(value)
        self._value.set_tone(tone)
        self.setAccessibleName(f"{name}: {value}")
