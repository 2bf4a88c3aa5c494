"""Owns the field for an address, one block with its parts in the order of the user's country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crmdesk.ui.country import writing
from crmdesk.ui.widgets.editors.base import Editor, Unreadable

PARTS = ("street", "city", "region", "postal_code", "country")

# Row, column and columns spanned of each part; East Asia writes from the region down to the street.
_WESTERN = {
    "street": (0, 0, 2),
    "city": (1, 0, 1),
    "region": (1, 1, 1),
    "postal_code": (2, 0, 1),
    "country": (2, 1, 1),
}
_EASTERN = {
    "region": (0, 0, 1),
    "city": (0, 1, 1),
    "street": (1, 0, 2),
    "postal_code": (2, 0, 1),
    "country": (2, 1, 1),
}
_EAST = (QLocale.Language.Korean, QLocale.Language.Chinese, QLocale.Language.Japanese)


class AddressEditor(Editor):
    """Value is a dict of the five parts (`str`, empty parts as ''), None when all are empty."""

    def _build(self) -> QWidget:
        holder = QWidget(self)
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._lines = {part: QLineEdit(holder) for part in PARTS}
        for line in self._lines.values():
            line.textChanged.connect(self._on_changed)
        self._arrange()
        return holder

    def _arrange(self) -> None:
        order = _EASTERN if writing().country.language() in _EAST else _WESTERN
        previous: QWidget | None = None
        for part, (row, column, span) in order.items():
            line = self._lines[part]
            self._grid.addWidget(line, row, column, 1, span)
            if previous is not None:
                QWidget.setTabOrder(previous, line)
            previous = line
        for column in range(2):
            self._grid.setColumnStretch(column, 1)

    def _targets(self) -> Sequence[QWidget]:
        return tuple(self._lines.values())

    def _name_targets(self, name: str) -> None:
        self._arrange()
        words = {
            "street": self.tr("Street"),
            "city": self.tr("City"),
            "region": self.tr("State or region"),
            "postal_code": self.tr("Postal code"),
            "country": self.tr("Country"),
        }
        for part, line in self._lines.items():
            line.setPlaceholderText(words[part])
            line.setAccessibleName(f"{name}: {words[part]}" if name else words[part])

    def _read(self) -> object:
        parts = {part: line.text().strip() for part, line in self._lines.items()}
        if any(len(text) > self.spec.max_length for text in parts.values()):
            raise Unreadable(self.tr("At most %n characters.", "", self.spec.max_length))
        return parts if any(parts.values()) else None

    def _write(self, value: object) -> None:
        parts = cast(dict[str, str | None], value or {})
        for part, line in self._lines.items():
            line.setText(parts.get(part) or "")
            line.setCursorPosition(0)
