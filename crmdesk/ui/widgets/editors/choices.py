"""Owns the fields for yes or no and for one of several choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from crmdesk.ui.translations import label
from crmdesk.ui.widgets.combo_box import CalmComboBox
from crmdesk.ui.widgets.editors.base import Editor


class BoolEditor(Editor):
    """A box to tick, its label beside it."""

    def _build(self) -> QWidget:
        self._box = QCheckBox(self)
        self._box.toggled.connect(self._on_changed)
        return self._box

    def _targets(self) -> Sequence[QWidget]:
        return (self._box,)

    def _read(self) -> object:
        return self._box.isChecked()

    def _write(self, value: object) -> None:
        self._box.setChecked(bool(value))

    def retranslate(self) -> None:
        super().retranslate()
        self._box.setText(label(self.spec.label_key) if self.spec.label_key else "")

    def set_read_only(self, read_only: bool) -> None:
        self._box.setEnabled(not read_only)


class ChoiceEditor(Editor):
    """One of the choices, or none unless it is required."""

    def _build(self) -> QWidget:
        self._combo = CalmComboBox(self)
        self._fill()
        self._combo.currentIndexChanged.connect(self._on_changed)
        return self._combo

    def _fill(self) -> None:
        self._combo.clear()
        self._combo.addItem("–", None)
        for choice in self.spec.choices:
            self._combo.addItem(self.spec.choice_label(choice), choice)

    def _targets(self) -> Sequence[QWidget]:
        return (self._combo,)

    def _read(self) -> object:
        return self._combo.currentData()

    def _write(self, value: object) -> None:
        at = self._combo.findData(value) if value is not None else 0
        if at < 0:  # a choice that an administrator has taken off the list stays readable
            self._combo.addItem(self.spec.choice_label(str(value)), value)
            at = self._combo.count() - 1
        self._combo.setCurrentIndex(at)

    def retranslate(self) -> None:
        self._writing = True
        self._fill()
        self._writing = False
        super().retranslate()
