"""The third step: which field each column fills. Guesses say how sure they are; required fields are named."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from crmdesk.exchange.incoming.kinds import FileKind
from crmdesk.exchange.incoming.sheet_form import Preview
from crmdesk.exchange.incoming.sheet_guess import Sureness
from crmdesk.exchange.incoming.slots import slots
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.missing import missing_choice, offer_missing
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.importing.step import Step
from crmdesk.ui.importing.words import slot_name
from crmdesk.ui.models.columns import Tone
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import Badge, Card, Label, scrolled
from crmdesk.ui.widgets.combo_box import CalmComboBox

_AT_ONCE = 12
"""Rows of the list that are built before the window has its turn again."""
_EXAMPLES = 3


class ColumnsStep(Step):
    """One line a column: its name, what is in it, the field, how sure the guess is."""

    def __init__(self, desk: Desk, session: ImportSession) -> None:
        super().__init__(desk, session)
        self.lacking = Label(wrap=True)
        self.column.addWidget(self.lacking)
        self.missing = missing_choice(session)
        self.card = Card()
        self.boxes: dict[str, CalmComboBox] = {}
        self._badges: dict[str, Badge] = {}
        self._area: QScrollArea | None = None
        self._built: tuple[object, ...] = ()
        self._seen: Preview | None = None
        self._waiting: list[str] = []
        self._choices = QStandardItemModel(self)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._build_some)
        self.column.addWidget(self.card, 1)
        self.column.addWidget(self.missing)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Columns")

    def ready(self) -> bool:
        return bool(self.session.state.columns) and not self.session.lacking

    def next_text(self) -> str:
        return self.tr("Check")

    def retranslate(self) -> None:
        self._built = ()
        self.refresh()

    def refresh(self) -> None:
        state = self.session.state
        entity = self.desk.entity(state.type)
        self.card.set_title(self.tr("Which field each column fills"))
        lacking = [label(f"{state.type}.{name}") for name in self.session.lacking]
        told = (
            self.tr("Still without a column: {0}. A record cannot be made without it.").format(
                formats.listed(lacking)
            )
            if lacking
            else self.tr("Every required field has a column.")
        )
        before = [self.tr("The fields are those that you chose for such a list before.")]
        self.lacking.setText(formats.sentences([told, *(before if state.as_before else ())]))
        self.lacking.set_tone("danger" if lacking else "muted")
        named = {slot.key: slot for slot in slots(entity) if slot.field.target == "account"}
        self.missing.setVisible(any(key in named for key in state.columns.values()))
        offer_missing(self.missing, state.missing)
        wanted = (state.type, state.preview)
        if state.kind is FileKind.SHEET and state.preview is not None and self._built != wanted:
            self._built = wanted
            self._build(state.preview)
        for column in self.boxes if state.kind is FileKind.SHEET else ():
            self._show(column)

    def _build(self, seen: Preview) -> None:
        state = self.session.state
        entity = self.desk.entity(state.type)
        self._choices = QStandardItemModel(self)
        for key, text in [
            ("", self.tr("Skip")),
            *((slot.key, slot_name(entity, slot)) for slot in slots(entity)),
        ]:
            item = QStandardItem(text)
            item.setData(key, Qt.ItemDataRole.UserRole)
            self._choices.appendRow(item)
        if self._area is not None:
            self._area.hide()
            self._area.deleteLater()
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        for place, share in enumerate((2, 4, 3, 1)):
            self._grid.setColumnStretch(place, share)
        self._area = scrolled(content)
        self.card.body.addWidget(self._area, 1)
        self.boxes, self._badges = {}, {}
        self._seen, self._waiting = seen, list(seen.columns)
        self._build_some()

    def _build_some(self) -> None:
        seen = self._seen  # not that of the session, which another file may have by now
        if seen is None:
            return
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for column in now:
            self._build_row(column, seen)
        if self._waiting:
            self._turn.start()
        else:
            self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _build_row(self, column: str, seen: Preview) -> None:
        row = len(self.boxes)
        place = seen.columns.index(column)
        filled = [cells[place] for cells in seen.rows if cells[place]][:_EXAMPLES]
        name = Label(column, strong=True, elided=True)
        examples = Label(" · ".join(filled).replace("\n", " ") or "–", tone="muted", elided=True)
        box = CalmComboBox()
        box.setModel(self._choices)
        box.setMaxVisibleItems(16)
        box.setAccessibleName(self.tr("Field for the column {0}").format(column))
        box.activated.connect(lambda index, which=column: self._assign(which, index))
        badge = Badge()
        for at, widget in enumerate((name, examples, box, badge)):
            self._grid.addWidget(widget, row, at)
        self.boxes[column], self._badges[column] = box, badge
        self._show(column)

    def _assign(self, column: str, index: int) -> None:
        self.session.assign(column, str(self._choices.item(index).data(Qt.ItemDataRole.UserRole)))

    def _show(self, column: str) -> None:
        state = self.session.state
        key = state.columns.get(column, "")
        box, badge = self.boxes[column], self._badges[column]
        for index in range(self._choices.rowCount()):
            if self._choices.item(index).data(Qt.ItemDataRole.UserRole) == key:
                box.setCurrentIndex(index)
        guess = state.guesses.get(column)
        guessed = guess is not None and guess.slot == key
        badge.setVisible(bool(key))
        word: str
        tone: Tone
        if guess is not None and guessed:
            word, tone = self._sureness(guess.sureness)
        else:
            word, tone = self.tr("Your choice"), "neutral"
        badge.setText(word)
        badge.set_tone(tone)

    def _sureness(self, sureness: Sureness) -> tuple[str, Tone]:
        if sureness is Sureness.HIGH:
            return self.tr("Sure"), "success"
        return (self.tr("Likely"), "info") if sureness is Sureness.FAIR else (self.tr("A guess"), "warning")

    def take_keyboard(self) -> None:
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus()
