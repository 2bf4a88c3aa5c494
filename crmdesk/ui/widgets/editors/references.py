"""Owns the field that refers to another record: found by typing, shown by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.ui import theme
from crmdesk.ui.widgets.clearable import make_clearable
from crmdesk.ui.widgets.editors.base import Editor, Option, Unreadable
from crmdesk.ui.widgets.editors.options import OptionList

_PAUSE_MS = 120


class ReferenceEditor(Editor):
    """Value is the id of a record (`str`); names come from the spec's lookup."""

    def _build(self) -> QWidget:
        self._name = ""
        self._chosen: str | None = None
        self._searching = False
        self._line = QLineEdit(self)
        lens = QAction(self._line)
        theme.set_icon(lens, "search")
        self._line.addAction(lens, QLineEdit.ActionPosition.TrailingPosition)
        make_clearable(self._line)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._line.textEdited.connect(self._on_typed)
        self._line.textChanged.connect(self._on_changed)
        self._line.editingFinished.connect(self._tidy)
        self._options = OptionList(self._line)
        self._options.chosen.connect(self._on_chosen)
        return self._line

    def _targets(self) -> Sequence[QWidget]:
        return (self._line,)

    def _name_targets(self, name: str) -> None:
        super()._name_targets(name)
        self._line.setPlaceholderText(self.spec.placeholder or self.tr("Type to search"))

    def error(self) -> str | None:
        """Nobody who is still looking for a record is told that none is chosen; who goes on or saves is."""
        return self._outer_problem if self._searching else super().error()

    def validate(self) -> bool:
        self._searching = False
        self._show_problem()
        return super().validate()

    def _on_typed(self, text: str) -> None:
        self._searching = True
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._options.hide()

    def _search(self) -> None:
        text = self._line.text().strip()
        if self.spec.lookup is not None and text:
            self.spec.lookup.search(text, lambda options: self._on_found(text, options))

    def _on_found(self, text: str, options: Sequence[Option]) -> None:
        if text == self._line.text().strip():
            self._options.offer(options)

    def _on_chosen(self, option: Option) -> None:
        self._searching = False
        self._chosen, self._name = option.value, option.label
        if self._line.text() == option.label:
            self._on_changed()
        self._line.setText(option.label)
        self._line.setCursorPosition(0)

    def _read(self) -> object:
        text = self._line.text().strip()
        if not text:
            return None
        if text != self._name.strip():
            raise Unreadable(self.tr("Choose one from the list."))
        return self._chosen

    def _write(self, value: object) -> None:
        self._chosen = cast(str | None, value)
        if value is None:
            self._name = ""
            self._line.clear()
        elif self.spec.lookup is not None:
            self.spec.lookup.name(str(value), lambda name: self._on_named(str(value), name))

    def _on_named(self, value: str, name: str) -> None:
        if self._chosen == value:
            self.set_name(name)

    def set_name(self, name: str) -> None:
        """The name of the record that the value refers to, when the form knows it already."""
        self._name = name
        writing, self._writing = self._writing, True
        self._line.setText(name)
        self._line.setCursorPosition(0)
        self._writing = writing

    def _tidy(self) -> None:
        """What was typed and not chosen gives way to the value that counts."""
        self._searching = False
        if self._problem is not None and not self._options.isVisible():
            self.set_name(self._name)
            self._set_problem(None)
