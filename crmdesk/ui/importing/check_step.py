"""The fifth step: what will come of it, and every row that cannot come in with its reasons. Nothing is saved yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import overload

from PySide6.QtWidgets import QFileDialog, QWidget

from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import UserError
from crmdesk.exchange.incoming.kinds import FileKind
from crmdesk.exchange.incoming.survey import Forecast, Survey, coming_accounts, forecast
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.parts import Figures, Grid
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.importing.step import Step
from crmdesk.ui.importing.words import reasons_text
from crmdesk.ui.widgets import Button, Card, EmptyState, Label

_NAMED = 5
"""Missing accounts that are named; of more the number is told."""


class _Reasons(Sequence[Sequence[str]]):
    """Rows of line and reasons, put into words when they are looked at: a wrong file may have tens of thousands."""

    def __init__(self, entity: Entity, found: Mapping[int, tuple[UserError, ...]]) -> None:
        self._entity = entity
        self._found = list(found.items())

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Sequence[str]: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[str]]: ...

    def __getitem__(self, place: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        line, reasons = self._found[place]
        return formats.number(line), reasons_text(self._entity, reasons)


class RejectsCard(Card):
    """The rows that do not come in, and the button that saves them."""

    def __init__(self, desk: Desk, session: ImportSession, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._desk = desk
        self._session = session
        self.save = Button(icon="export")
        self.save.clicked.connect(self.ask)
        self.buttons.addWidget(self.save)
        self.grid = Grid()
        self.body.addWidget(self.grid, 1)

    def refresh(self) -> None:
        """Show the session's rejects."""
        found = self._session.rejects()
        entity = self._desk.entity(self._session.state.type)
        self.set_title(self.tr("Rows not imported"), len(found))
        self.save.setText(self.tr("Save these rows…"))
        self.grid.fill([self.tr("Line"), self.tr("Why")], _Reasons(entity, found), (96,))
        self.grid.setAccessibleName(self.tr("Rows not imported"))
        self.save.setVisible(self._session.state.kind is FileKind.SHEET)
        self.setVisible(bool(found))

    def ask(self) -> None:
        """Let the person choose where the rows are saved."""
        path = self._session.state.path
        name = self.tr("{0}-rejected.csv").format(path.stem if path is not None else "")
        dialog = QFileDialog(self, self.tr("Save the rows"), str(path.with_name(name)) if path else name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, chosen: str) -> None:
        """Save the rows there."""

        def said(count: int) -> None:
            self._desk.say(self.tr("%n rows saved. Correct them and import that file.", "", count))

        self._session.save_rejects(Path(chosen), said)


class CheckStep(Step):
    """The dry run's figures."""

    def __init__(self, desk: Desk, session: ImportSession) -> None:
        super().__init__(desk, session)
        self.figures = Figures(4)
        self.column.addWidget(self.figures)
        self.told = Label(wrap=True)
        self.column.addWidget(self.told)
        self.rejects = RejectsCard(desk, session)
        self.column.addWidget(self.rejects, 1)
        self.fine = EmptyState("check")
        self.column.addWidget(self.fine, 1)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Check")

    @property
    def _forecast(self) -> Forecast | None:
        state = self.session.state
        return forecast(state.survey, state.decisions) if state.survey is not None else None

    def ready(self) -> bool:
        found = self._forecast
        return found is not None and found.created + found.updated > 0

    def next_text(self) -> str:
        found = self._forecast
        count = found.created + found.updated if found is not None else 0
        return self.tr("Import %n records", "", count)

    def refresh(self) -> None:
        found, survey = self._forecast, self.session.state.survey
        if found is None or survey is None:
            return
        self.figures.show_figures(
            [
                (formats.number(found.created), self.tr("will be created"), ""),
                (formats.number(found.updated), self.tr("will be updated"), ""),
                (formats.number(found.skipped), self.tr("skipped, already here"), ""),
                (
                    formats.number(found.rejected),
                    self.tr("cannot be imported"),
                    "danger" if found.rejected else "",
                ),
            ]
        )
        said = self._beside(survey)
        self.told.setText(formats.sentences(said))
        self.told.setVisible(bool(said))
        self.rejects.refresh()
        self.fine.setVisible(not found.rejected)
        self.fine.set_texts(
            self.tr("Every row can come in"),
            self.tr("Nothing is saved yet. The import can be undone as a whole."),
        )

    def _beside(self, survey: Survey) -> list[str]:
        said: list[str] = []
        coming = coming_accounts(survey, self.session.state.decisions)
        if coming:
            names = sorted(name.text for name in coming)
            listed = formats.listed(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
            said.append(
                self.tr("%n accounts that are not here yet will be created: {0}.", "", len(names)).format(
                    listed
                )
            )
        if survey.once:
            said.append(
                self.tr("%n meetings repeat; each comes in once, at its first time.", "", survey.once)
            )
        if survey.left:
            said.append(self.tr("%n names that nothing here has are left empty.", "", len(survey.left)))
        return said

    def take_keyboard(self) -> None:
        if self.session.rejects():
            self.rejects.grid.setFocus()
