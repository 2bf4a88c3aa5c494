"""Owns a form's field, the label above and the editor under it, and a row of such fields."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets.editors.base import Editor
from crmdesk.ui.widgets.labels import Label

_WIDEST = 1120
"""Pixels that a row of fields takes: over a wide screen, short words would stand in long boxes."""


class FormField(Retranslates, QWidget):
    """An editor with its label; required fields are marked in words for screen readers, with a star for the eye."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(4)
        # What is made without a parent is a window, and dressed once more when it is put into its place.
        self._label = Label(tone="muted", parent=self)
        self._label.setBuddy(editor)
        head.addWidget(self._label)
        self._star: Label | None = None
        if editor.spec.kind == "bool":
            self._label.hide()  # a tick box carries its label itself
        elif editor.spec.required:
            self._star = Label("*", tone="danger", parent=self)
            head.addWidget(self._star)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(editor)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self._label.setText(label(self.editor.spec.label_key))
        if self._star is not None:
            self._star.setAccessibleName(self.tr("needed"))
            self._star.setToolTip(self.tr("needed"))


class FieldsRow(QWidget):
    """Fields beside each other, each with its share, in a row that is not drawn out over a wide screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(_WIDEST)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)

    def add(self, field: QWidget, share: int = 1) -> None:
        """Append a field; `share` weighs its width against that of the others."""
        self._row.addWidget(field, share)
