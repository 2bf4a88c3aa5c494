"""Owns the field for a set: words as chips, or records found by typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from crmdesk.ui.widgets.chip_flow import ChipFlow
from crmdesk.ui.widgets.editors.base import Editor, Option, Unreadable
from crmdesk.ui.widgets.editors.options import OptionList
from crmdesk.ui.widgets.labels import Chip

_PAUSE_MS = 120
_LEAST, _AROUND = 140, 32
"""Pixels of the line at least, and those that it has around its words."""


class SetEditor(Editor):
    """Value is a sorted list of `str`, None when empty. With a lookup the elements are ids, shown by name."""

    def _build(self) -> QWidget:
        self._elements: list[str] = []
        self._names: dict[str, str] = {}
        self._read_only = False
        holder = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._flow = ChipFlow(holder, stretch_last=True)
        self._line = QLineEdit(holder)
        self._line.installEventFilter(self)
        self._line.editingFinished.connect(self._take_line)
        self._line.textChanged.connect(self._on_changed)
        self._flow.addWidget(self._line)
        self._options = OptionList(self._line)
        self._options.chosen.connect(self._on_chosen)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._line.textEdited.connect(self._on_typed)
        return holder

    def _targets(self) -> Sequence[QWidget]:
        return (self._line,)

    def _name_targets(self, name: str) -> None:
        super()._name_targets(name)
        hint = self.tr("Type to search") if self.spec.lookup else self.tr("Type and press Enter")
        self._line.setPlaceholderText(hint)
        room = self._line.fontMetrics().horizontalAdvance(hint) + _AROUND
        self._line.setMinimumWidth(max(_LEAST, room))  # beside chips that leave less it goes to the next line

    def _read(self) -> object:
        text = self._line.text().strip()
        if len(text) > self.spec.max_length:
            raise Unreadable(self.tr("At most %n characters.", "", self.spec.max_length))
        return sorted(self._elements) or None

    def _write(self, value: object) -> None:
        self._elements = sorted(cast(Iterable[str], value or ()))
        self._line.clear()
        self._show_chips()
        if self.spec.lookup is not None:
            for element in self._elements:
                self._ask_name(element)

    def _ask_name(self, element: str) -> None:
        if self.spec.lookup is not None and element not in self._names:
            self.spec.lookup.name(element, lambda name: self._on_named(element, name))

    def _on_named(self, element: str, name: str) -> None:
        self._names[element] = name
        self._show_chips()

    def _show_chips(self) -> None:
        self._flow.show_chips([self._chip(element) for element in self._elements])
        self.updateGeometry()

    def _chip(self, element: str) -> Chip:
        unnamed = element if self.spec.lookup is None else "…"
        named = self._names.get(element, unnamed)
        chip = Chip(named, self.tr("Remove"), self._flow.parentWidget(), fixed=self._read_only)
        chip.removed.connect(lambda: self._remove(element))
        return chip

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._line.setVisible(not read_only)
        self._show_chips()

    def _remove(self, element: str) -> None:
        self._elements = [other for other in self._elements if other != element]
        self._show_chips()
        self._on_changed()

    def _add(self, element: str) -> None:
        if element not in self._elements:
            self._elements = sorted([*self._elements, element])
        self._line.clear()
        self._show_chips()
        self._on_changed()

    def _take_line(self) -> None:
        text = self._line.text().strip().rstrip(",").strip()
        if self.spec.lookup is None and text and len(text) <= self.spec.max_length:
            self._add(text)
        elif self.spec.lookup is not None and not self._options.isVisible():
            self._line.clear()

    def _on_typed(self, text: str) -> None:
        if self.spec.lookup is not None:
            self._pause.start()
        elif text.endswith(","):
            self._take_line()

    def _search(self) -> None:
        text = self._line.text().strip()
        if self.spec.lookup is not None and text:
            self.spec.lookup.search(text, lambda options: self._on_found(text, options))

    def _on_found(self, text: str, options: Sequence[Option]) -> None:
        if text == self._line.text().strip():
            self._options.offer([option for option in options if option.value not in self._elements])

    def _on_chosen(self, option: Option) -> None:
        self._names[option.value] = option.label
        self._add(option.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        backspace = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
        )
        if backspace and not self._line.text() and self._elements:
            self._remove(self._elements[-1])
            return True
        return False
