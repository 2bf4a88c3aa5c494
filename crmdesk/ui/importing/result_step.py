"""The last step: what became of the import, the rows that did not come in, and undoing it as a whole."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from crmdesk.store.importing import Imported
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.check_step import RejectsCard
from crmdesk.ui.importing.parts import Figures
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.importing.step import Step
from crmdesk.ui.importing.words import taken_back_text
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import Button, Label

SECTIONS = {
    "account": "accounts",
    "contact": "contacts",
    "lead": "leads",
    "opportunity": "opportunities",
    "task": "tasks",
    "meeting": "calendar",
}


class ResultStep(Step):
    """Says what happened and what can be done about it."""

    def __init__(self, desk: Desk, session: ImportSession) -> None:
        super().__init__(desk, session)
        self.figures = Figures(4)
        self.column.addWidget(self.figures)
        self.told = Label(wrap=True)
        self.column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.show_records = Button()
        self.show_records.clicked.connect(lambda: desk.go(SECTIONS[session.state.type]))
        self.undo = Button(icon="undo")
        self.undo.clicked.connect(self._undo)
        row.addWidget(self.show_records)
        row.addWidget(self.undo)
        row.addStretch(1)
        self.column.addLayout(row)
        self.rejects = RejectsCard(desk, session)
        self.column.addWidget(self.rejects, 1)
        self.column.addStretch(0)
        self.retranslate()

    def _undo(self) -> None:
        self.session.undo()

    def title(self) -> str:
        return self.tr("Done")

    def next_text(self) -> str:
        return self.tr("Next file") if self.session.waiting else self.tr("Import another file")

    def refresh(self) -> None:
        state = self.session.state
        result = state.result
        self.undo.setText(self.tr("Undo this import"))
        self.show_records.setText(self.tr("Show in {0}").format(label(f"{state.type}.plural")))
        if result is None:
            return
        rejected = len(self.session.rejects())
        self.figures.show_figures(
            [
                (formats.number(result.created), self.tr("created"), ""),
                (formats.number(result.updated), self.tr("updated"), ""),
                (formats.number(result.skipped + result.unchanged), self.tr("unchanged"), ""),
                (formats.number(rejected), self.tr("not imported"), "danger" if rejected else ""),
            ]
        )
        undone = state.undone
        self.told.setText(self._said(result) if undone is None else taken_back_text(undone))
        self.undo.setVisible(undone is None or undone.stopped)
        self.undo.setEnabled(result.created + result.updated > 0)
        self.rejects.refresh()
        self.column.setStretch(self.column.count() - 1, 0 if rejected else 1)

    def _said(self, result: Imported) -> str:
        said = [
            self.tr("The import was stopped; what came in by then stays.")
            if result.stopped
            else self.tr("It goes to the centre with the next sync, like everything you save.")
        ]
        if result.accounts:
            said.append(self.tr("%n accounts were created with it.", "", result.accounts))
        return formats.sentences(said)

    def take_keyboard(self) -> None:
        self.show_records.setFocus()
