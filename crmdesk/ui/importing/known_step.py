"""The fourth step: records of the file that seem to be here already, side by side with what is here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from crmdesk.domain.declare import Entity
from crmdesk.domain.records import title_of
from crmdesk.domain.values import Value
from crmdesk.exchange.incoming.survey import Choice
from crmdesk.ui.conflicts.comparison import Compared, Comparison, Version
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import fact_text, partial_record
from crmdesk.ui.importing.parts import Choose
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.importing.state import Pair
from crmdesk.ui.importing.step import Step
from crmdesk.ui.translations import label
from crmdesk.ui.turning_row import TurningRow
from crmdesk.ui.widgets import Card, Label, scrolled

_LIST, _LOW = 360, 120
"""Pixels: how wide the list is beside the pair, how high above it."""


class KnownStep(Step):
    """One choice for all of them, and another for any single one."""

    def __init__(self, desk: Desk, session: ImportSession) -> None:
        super().__init__(desk, session)
        self.usual = Choose(lambda key: session.decide(Choice(key)))
        self.usual.setMaximumWidth(420)
        self.told = Label(wrap=True)
        self.column.addWidget(self.told)
        self.column.addWidget(self.usual)
        row = TurningRow()
        self.list_card = Card(flush=True)
        self.list = QListWidget()
        self.list.currentRowChanged.connect(lambda _: self._show_pair())
        self.list_card.body.addWidget(self.list, 1)
        row.add(self.list_card, width=_LIST, height=_LOW)
        self.pair = Card()
        self.pair.body.setContentsMargins(16, 16, 16, 16)
        self.one = Choose(self._decide)
        self.one.setMaximumWidth(420)
        self.pair.body.addWidget(self.one)
        holder = QWidget()
        self._holder = QVBoxLayout(holder)
        self._holder.setContentsMargins(0, 8, 0, 0)
        self._comparison: Comparison | None = None
        self.pair.body.addWidget(scrolled(holder), 1)
        row.add(self.pair, height=2 * _LOW)
        self.column.addWidget(row, 1)
        self._shown: tuple[Pair, ...] = ()
        self._pair: Pair | None = None
        self.retranslate()

    def title(self) -> str:
        return self.tr("Already here")

    def refresh(self) -> None:
        state = self.session.state
        count = len(state.survey.alikes) if state.survey is not None else 0
        self.told.setText(
            self.tr("%n records in the file seem to be here already, or earlier in the file.", "", count)
        )
        usual = state.decisions.usual.value
        self.usual.offer(self.tr("All of them"), self._choices(), usual)
        self.list_card.set_title(self.tr("In the file"))
        self.list.setAccessibleName(self.tr("Records that seem to be here already"))
        if self._shown != state.pairs:
            self._shown = state.pairs
            self.list.clear()
            self.list.addItems([""] * len(state.pairs))
            self.list.setCurrentRow(0 if state.pairs else -1)
        self._name_rows()
        self._show_pair()

    def _name_rows(self) -> None:
        entity = self.desk.entity(self.session.state.type)
        words = dict(self._choices())
        for place, pair in enumerate(self._shown):
            choice = words[self.session.state.decisions.of(pair.candidate.line).value]
            name = title_of(entity, pair.candidate.fields)
            item = self.list.item(place)
            item.setText(self.tr("{0}  (line {1}): {2}").format(name, pair.candidate.line, choice.lower()))

    def _choices(self) -> list[tuple[str, str]]:
        return [
            (Choice.SKIP.value, self.tr("Skip")),
            (Choice.UPDATE.value, self.tr("Update what is here")),
            (Choice.MAKE.value, self.tr("Make a second record")),
        ]

    def _decide(self, key: str) -> None:
        if self._pair is not None:
            self.session.decide_line(self._pair.candidate.line, Choice(key))

    def _show_pair(self) -> None:
        place = self.list.currentRow()
        pair = self._shown[place] if 0 <= place < len(self._shown) else None
        self.pair.setVisible(pair is not None)
        if pair is None:
            self._pair = None
            return
        decided = self.session.state.decisions.of(pair.candidate.line).value
        self.one.offer(self.tr("This one"), self._choices(), decided)
        if pair is not self._pair or self._comparison is None:
            self._pair = pair
            self._compare(pair)

    def _compare(self, pair: Pair) -> None:
        entity = self.desk.entity(self.session.state.type)
        theirs: Mapping[str, Value] = {}
        if pair.record is not None:
            theirs = pair.record.fields
        elif pair.first is not None:
            theirs = pair.first.fields
        above = self.tr("Line {0}").format(pair.first.line if pair.first is not None else "")
        versions = (
            Version(
                self.tr("In the file"), self.tr("Line {0}").format(pair.candidate.line), self.tr("empty")
            ),
            Version(self.tr("Here") if pair.record is not None else above, "", self.tr("empty")),
        )
        rows = [
            Compared(
                label(f"{entity.name}.{name}"),
                (_text(entity, name, pair.candidate.fields), _text(entity, name, theirs)),
                prose=False,
            )
            for name in pair.candidate.fields
            if name in entity.by_name
        ]
        comparison = Comparison(versions, rows)
        if self._comparison is not None:
            self._comparison.hide()
            self._comparison.deleteLater()
        self._comparison = comparison
        self._holder.insertWidget(0, comparison, 0, Qt.AlignmentFlag.AlignTop)

    def take_keyboard(self) -> None:
        self.usual.box.setFocus()


def _text(entity: Entity, name: str, values: Mapping[str, Value]) -> str:
    return fact_text(entity, entity.field(name), partial_record(entity, values), {})
