"""The first step: choose a file, or take an earlier import back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from crmdesk.exchange.incoming.kinds import ENDINGS
from crmdesk.store.import_memory import Batch
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.importing.step import Step
from crmdesk.ui.importing.words import taken_back_text
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import Button, Card, EmptyState, Label

_SHOWN = 5


class FileStep(Step):
    """Says what can be brought in, and that nothing is saved before one has seen it."""

    def __init__(self, desk: Desk, session: ImportSession) -> None:
        super().__init__(desk, session)
        self.drop = Card(flush=True)
        self._empty = EmptyState("import")
        self.choose_button = self._empty.button
        self._empty.action.connect(self.ask)
        self.drop.body.addWidget(self._empty)
        self.column.addWidget(self.drop, 1)
        self.earlier = Card()
        self.column.addWidget(self.earlier)
        self.undo_buttons: list[Button] = []
        self.told = ""
        """What became of the earlier import that was just taken back."""
        self.retranslate()

    def title(self) -> str:
        return self.tr("File")

    def ready(self) -> bool:
        return self.session.state.path is not None

    def refresh(self) -> None:
        self._empty.set_texts(
            self.tr("Bring in accounts, contacts, leads, opportunities, tasks or meetings"),
            self.tr(
                "Choose a table (CSV), contact cards (.vcf) or a calendar (.ics) that another program has saved,"
                " or drop it here. It works without a network, and nothing is saved before you have seen what will come"
                " of it."
            ),
            self.tr("Choose a file…"),
        )
        found = [batch for batch in self.session.batches if batch.created or batch.updated][:_SHOWN]
        self.earlier.set_title(self.tr("Earlier imports"))
        self.earlier.setVisible(bool(found))
        while (item := self.earlier.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.undo_buttons = []
        undone = self.session.state.undone
        self.told = taken_back_text(undone) if undone is not None else ""
        if self.told:
            self.earlier.body.addWidget(Label(self.told, wrap=True))
        for batch in found:
            self.earlier.body.addWidget(self._row(batch))

    def _row(self, batch: Batch) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(Label(batch.file, strong=True))
        when = formats.relative_instant(batch.at, self.desk.now(), self.desk.zone)
        said = [
            label(f"{batch.type}.plural"),
            self.tr("%n new", "", batch.created),
            self.tr("%n updated", "", batch.updated),
            when,
        ]
        row.addWidget(Label(" · ".join(said), tone="muted"))
        if not batch.whole and not batch.undone:
            row.addWidget(Label(self.tr("stopped before its end"), tone="warning"))
        row.addStretch(1)
        if batch.undone:
            row.addWidget(Label(self.tr("Taken back"), tone="muted"))
        else:
            button = Button(self.tr("Undo this import"), icon="undo")
            button.setAccessibleName(self.tr("Undo the import of {0}").format(batch.file))
            button.clicked.connect(lambda _=False, which=batch.id: self.session.undo(which))
            row.addWidget(button)
            self.undo_buttons.append(button)
        return holder

    def ask(self) -> None:
        """Let the person choose a file."""
        dialog = QFileDialog(self, self.tr("Choose a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        known = self.tr("Tables, contact cards, calendars")
        dialog.setNameFilters([f"{known} ({endings})", self.tr("All files") + " (*)"])
        dialog.fileSelected.connect(lambda chosen: self.session.choose(Path(chosen)))
        dialog.open()

    def take_keyboard(self) -> None:
        self.choose_button.setFocus()
