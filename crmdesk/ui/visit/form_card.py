"""The form of a visit: which one, its questions as answers bring them in sight, how far it is. It saves nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.values import Value
from crmdesk.domain.visit_forms import Sheet, words
from crmdesk.domain.visits import ANSWER
from crmdesk.ui.theme.state import look
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.visit.amended import Amended
from crmdesk.ui.visit.content import OfferedForm, VisitContent
from crmdesk.ui.visit.questions import QuestionRow, answer_text
from crmdesk.ui.visit.toggles import Toggles
from crmdesk.ui.widgets import Card, Label
from crmdesk.ui.widgets.editors import Option


class FormCard(Retranslates, Card):
    """`edited` tells form and all answers after each change; `photo_wanted` the question that asks for one."""

    edited = Signal(str, object)
    photo_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.rows: dict[str, QuestionRow] = {}
        self._forms: Sequence[OfferedForm] = ()
        self._chosen: str | None = None
        self._answers: dict[str, Value] = {}
        self._photos: Counter[str] = Counter()
        self._built: tuple[str, str] | None = None
        """The form and the language that the rows were made for."""
        self._content: VisitContent | None = None
        self._amended = Amended()
        self._holds = False
        self.progress = Label(tone="muted", parent=self.buttons.parentWidget())
        # A button has room of its own around its words, which the head counts on; a label has none.
        self.buttons.setContentsMargins(0, 0, 4, 0)
        self.buttons.addWidget(self.progress)
        self.body.setSpacing(16)
        self.picker = Toggles(single=True, parent=self)
        self.picker.edited.connect(self._on_picked)
        self._pick = Label(tone="muted", wrap=True, parent=self)
        self.body.addWidget(self._pick)
        self.body.addWidget(self.picker)
        self._questions = QWidget(self)
        self._column = QVBoxLayout(self._questions)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.body.addWidget(self._questions)
        self.hide()

    def retranslate(self) -> None:
        if self._content is not None:
            self.show_content(self._content, self._amended, holds=self._holds)

    # -- showing -------------------------------------------------------------------------------------------

    def show_content(self, content: VisitContent, amended: Amended, *, holds: bool) -> None:
        """Show the visit's form; `holds`: answers that are not saved yet stay as they are."""
        self._content, self._amended, self._holds = content, amended, holds
        record, self._forms = content.record, content.forms
        if not holds:
            self._chosen = record["form"] or self._chosen
            self._answers = dict(record["answers"] or {})
        if self._chosen is None and len(self._forms) == 1:
            self._chosen = self._forms[0].id
        self._photos = Counter(str(file.record["question"]) for file in content.photos)
        locked = bool(record["submitted_at"])
        self.setVisible(bool(record["form"]) if locked else bool(self._forms) or content.unreadable)
        self._show(locked=locked)

    @property
    def sheet(self) -> Sheet | None:
        """The form with what is answered so far; None while there is none."""
        found = next((each.form for each in self._forms if each.id == self._chosen), None)
        return Sheet(found, self._answers, frozenset(self._photos)) if found is not None else None

    @property
    def names(self) -> dict[str, str]:
        """What each question of the form asks, by key."""
        sheet, language = self.sheet, look().language
        questions = sheet.form.questions if sheet is not None else ()
        return {question.key: words(question.text, language) for question in questions}

    def _show(self, *, locked: bool) -> None:
        sheet, language = self.sheet, look().language
        self.set_title(words(sheet.form.name, language) if sheet is not None else label("visit.form"))
        several = len(self._forms) > 1 and not locked
        names = [Option(each.id, words(each.form.name, language)) for each in self._forms]
        self.picker.set_options(names if several else [])
        self.picker.set_chosen([self._chosen] if self._chosen is not None else [])
        self.picker.setAccessibleName(label("visit.form"))
        self.picker.setVisible(several)
        unreadable = self._content is not None and self._content.unreadable and sheet is None
        self._pick.setText(
            self.tr("The questions of this form cannot be read here: sync, or update CRMDesk.")
            if unreadable
            else self.tr("Which form fits this visit?")
        )
        self._pick.setVisible(unreadable or (several and sheet is None))
        self._questions.setVisible(sheet is not None)
        self.progress.setVisible(sheet is not None and not locked)
        if sheet is not None and locked:
            self._read(sheet, language)
        elif sheet is not None:
            self._ask(sheet, language)

    def _ask(self, sheet: Sheet, language: str) -> None:
        typed: dict[str, Any] = {}
        if self._built != (self._chosen, language):
            if self._built is not None and self._built[0] == self._chosen:
                typed = self.written() or {}
            self._clear()
            self._built = (str(self._chosen), language)
            for question in sheet.form.questions:
                row = QuestionRow(question, language, self._questions)
                row.edited.connect(lambda answer, key=question.key: self._on_answered(key, answer))
                row.photo_wanted.connect(lambda key=question.key: self.photo_wanted.emit(key))
                self.rows[question.key] = row
                self._column.addWidget(row)
        for key, row in self.rows.items():
            row.show_answer(sheet.answer(key))
            row.show_photos(self._photos[key])
        self.write_again(typed)
        self._show_sight(sheet)

    def _show_sight(self, sheet: Sheet) -> None:
        """Conditions and progress as the answers have it now."""
        sight = {question.key for question in sheet.visible}
        for key, row in self.rows.items():
            row.setVisible(key in sight)
            if sheet.answer(key) is not None:
                row.show_problem("")
        self.progress.setText(self.tr("{0} of {1} answered").format(sheet.answered, len(sheet.visible)))

    def _read(self, sheet: Sheet, language: str) -> None:
        """The answers as they were submitted, with what was amended since."""
        self._clear()
        asked = set(self._amended.fields)
        for question in sheet.form.questions:
            field = f"{ANSWER}{question.key}"
            if question not in sheet.visible and field not in asked:
                continue
            pair = QWidget(self._questions)
            lines = QVBoxLayout(pair)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(6)
            lines.addWidget(Label(words(question.text, language), tone="muted", wrap=True, parent=pair))
            text = answer_text(question, sheet.answer(question.key), language)
            said = Label(self._amended.beside(field, text), wrap=True, parent=pair)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.addWidget(said)
            self._column.addWidget(pair)

    def _clear(self) -> None:
        self.rows, self._built = {}, None
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    # -- answering -----------------------------------------------------------------------------------------

    def _on_picked(self, chosen: list[str]) -> None:
        if not chosen:  # a visit has its form; another one takes its place
            self.picker.set_chosen([self._chosen] if self._chosen is not None else [])
            return
        self._chosen = chosen[0]
        self._show(locked=False)
        self.edited.emit(self._chosen, dict(self._answers))

    def _on_answered(self, key: str, answer: Value) -> None:
        self._answers = {name: value for name, value in self._answers.items() if name != key}
        if answer is not None:
            self._answers[key] = answer
        sheet = self.sheet
        if sheet is not None:
            self._show_sight(sheet)
            self.edited.emit(str(self._chosen), dict(self._answers))

    def written(self) -> dict[str, Any] | None:
        """Answers that are none as they are typed, in JSON, by question; None for nothing."""
        found = {key: row.written() for key, row in self.rows.items()}
        return {key: each for key, each in found.items() if each} or None

    def write_again(self, written: dict[str, Any]) -> None:
        """Show what `written` gave, as far as the form still asks for it."""
        for key, each in written.items():
            if key in self.rows:
                self.rows[key].write_again(each)

    def point_at_missing(self) -> QuestionRow | None:
        """Say at each required question without an answer that it waits for one; gives the first of them."""
        sheet = self.sheet
        missing = [self.rows[each.key] for each in sheet.missing] if sheet is not None and self.rows else []
        for row in missing:
            row.show_problem(self.tr("This needs an answer before you submit."))
        if missing:
            missing[0].take_focus()
        return missing[0] if missing else None
