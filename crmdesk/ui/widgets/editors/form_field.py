"""Owns a form's row: the label above, the editor under it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets.editors.base import Editor
from crmdesk.ui.widgets.labels import Label


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
        self._label = Label(tone="muted")
        self._label.setBuddy(editor)
        self._star = Label("*", tone="danger")
        head.addWidget(self._label)
        head.addWidget(self._star)
        head.addStretch(1)
        column.addLayout(head)
        # A tick box carries its label itself. (Shown only now that they have a parent: before, each would be a window.)
        self._label.setVisible(editor.spec.kind != "bool")
        self._star.setVisible(editor.spec.required and editor.spec.kind != "bool")
        column.addWidget(editor)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self._label.setText(label(self.editor.spec.label_key))
        self._star.setAccessibleName(self.tr("needed"))
        self._star.setToolTip(self.tr("needed"))
