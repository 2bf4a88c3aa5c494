"""The bar under a list that says how many rows are selected and offers what can be done with all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.domain.bulk import makes_tasks, makes_visits
from crmdesk.domain.declare import Entity
from crmdesk.ui import formats
from crmdesk.ui.bulk.words import counted
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton, Label


class SelectionBar(Retranslates, QFrame):
    """Shown while two rows or more are selected."""

    asked = Signal(str)
    """A kind of bulk act: edit, delete, task or visit."""
    all_asked = Signal()
    cleared = Signal()

    def __init__(self, entity: Entity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entity = entity
        self._count = self._total = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.text = Label(strong=True, elided=True)
        row.addWidget(self.text)
        self.all = Button(kind="link")
        self.all.clicked.connect(self.all_asked)
        row.addWidget(self.all)
        row.addStretch(1)
        kinds = [("edit", "edit"), ("visit", "calendar"), ("task", "task"), ("delete", "delete")]
        offered = {"visit": makes_visits(entity), "task": makes_tasks(entity)}
        self.buttons = {kind: Button(icon=icon) for kind, icon in kinds if offered.get(kind, True)}
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _=False, asked=kind: self.asked.emit(asked))
            row.addWidget(button)
        self._clear = IconButton("close", size=18)
        self._clear.clicked.connect(self.cleared)
        row.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "edit": (self.tr("Edit…"), "E"),
            "visit": (self.tr("Plan visits…"), ""),
            "task": (self.tr("Make tasks…"), ""),
            "delete": (self.tr("Delete"), "Del"),
        }
        for kind, button in self.buttons.items():
            words, keys = names[kind]
            button.setText(words)
            button.setToolTip(f"{words}  {keys}" if keys else words)
        self._clear.set_name(self.tr("Select nothing"), "Esc")
        self._say()

    def show_count(self, count: int, total: int) -> None:
        """So many rows of so many are selected."""
        self._count, self._total = count, total
        self._say()
        self.setVisible(count > 1)

    def _say(self) -> None:
        said = self.tr("{0} selected").format(counted(self._entity, self._count))
        self.text.setText(said)
        self.setAccessibleName(said)
        self.all.setText(self.tr("Select all {0}").format(formats.number(self._total)))
        self.all.setToolTip(f"{self.all.text()}  Ctrl+A")
        self.all.setVisible(self._count < self._total)
