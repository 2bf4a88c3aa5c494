"""One question of a visit form: asked with a control for fingers, or read with its answer. It saves nothing."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value
from crmdesk.domain.visit_forms import Question, QuestionKind, canonical_answer, words
from crmdesk.ui import formats
from crmdesk.ui.faults import fault_text
from crmdesk.ui.visit.toggles import Toggles
from crmdesk.ui.widgets import Button, Label
from crmdesk.ui.widgets.editors import Editor, EditorSpec, Option, editor_for

YES, NO = "yes", "no"


class QuestionRow(QWidget):
    """`edited` tells the canonical answer after each change that can be read; `photo_wanted` that one is to be added.

    A row is made anew for another language.
    """

    edited = Signal(object)
    photo_wanted = Signal()

    def __init__(self, question: Question, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._language = language
        self.text = words(question.text, language)
        required = self.tr("required") if question.required else ""
        self._spoken = ", ".join(filter(None, (self.text, required)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.name = Label(self.text, wrap=True, parent=self)
        head.addWidget(self.name, 1)
        if required:
            head.addWidget(Label(required, tone="muted", parent=self), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        hint = words(question.hint, language)
        if hint:
            column.addWidget(Label(hint, tone="muted", wrap=True, parent=self))
        self.toggles: Toggles | None = None
        self.editor: Editor | None = None
        self.add_photo: Button | None = None
        self.control = self._build()
        self.name.setBuddy(self.control)
        left = Qt.AlignmentFlag.AlignLeft if question.kind is QuestionKind.PHOTO else Qt.AlignmentFlag(0)
        column.addWidget(self.control, 0, left)
        self._problem = Label(tone="danger", wrap=True, parent=self)
        self._problem.hide()
        column.addWidget(self._problem)

    def _build(self) -> QWidget:
        question = self.question
        if question.kind is QuestionKind.PHOTO:
            self.add_photo = Button(self.tr("Add a photo"), icon="add", parent=self)
            self.add_photo.setProperty("touch", True)
            self.add_photo.setAccessibleName(f"{self.add_photo.text()}: {self._spoken}")
            self.add_photo.clicked.connect(self.photo_wanted)
            return self.add_photo
        options = _options(question, self._language)
        if options:
            self.toggles = Toggles(single=question.kind is not QuestionKind.CHOICES, parent=self)
            self.toggles.set_options(options)
            self.toggles.setAccessibleName(self._spoken)
            for option in options:
                self.toggles.buttons[option.value].setAccessibleName(f"{self._spoken}: {option.label}")
            self.toggles.edited.connect(lambda chosen: self._tell(_answer(question, chosen)))
            return self.toggles
        number = question.kind is QuestionKind.NUMBER
        self.editor = editor_for(
            EditorSpec(
                "decimal" if number else "longtext",
                name=self._spoken,
                scale=question.digits,
                minimum=question.minimum,
                maximum=question.maximum,
            ),
            self,
        )
        if number:
            self.editor.setMaximumWidth(200)
            self.editor.setProperty("touch", True)
        self.editor.edited.connect(self._tell)
        return self.editor

    def _tell(self, value: Value) -> None:
        try:
            answer = canonical_answer(self.question, value)
        except InvalidValue as error:
            self.show_problem(fault_text(error))
            return
        self.show_problem("")
        self.edited.emit(answer)

    def written(self) -> dict[str, Any] | None:
        """What is typed and is no answer, in JSON; None for nothing."""
        editor = self.editor
        refused = editor is not None and (editor.error() is not None or not self._problem.isHidden())
        return editor.written() if editor is not None and refused else None

    def write_again(self, written: dict[str, Any]) -> None:
        """Show what `written` gave, and what is wrong with it."""
        if self.editor is not None:
            self.editor.write_again(written)
            if self.editor.error() is None:
                self._tell(cast("Value", self.editor.value()))

    def show_answer(self, answer: Value) -> None:
        """Show an answer, without a signal; a text that says the same as it is being typed is left alone."""
        if self.toggles is not None:
            self.toggles.set_chosen(_chosen(self.question, answer))
        elif self.editor is not None and _plain(self.question, self.editor.value()) != answer:
            self.editor.set_value(answer)

    def show_photos(self, count: int) -> None:
        """How many photos answer it."""
        if self.add_photo is not None:
            told = self.tr("%n photos", "", count)
            text = self.tr("Add a photo")
            self.add_photo.setText(f"{text}  ({told})" if count else text)

    def show_problem(self, text: str) -> None:
        """Say below what is wrong; nothing takes the word away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def take_focus(self) -> None:
        """The keyboard goes to the answer."""
        target: QWidget = self.control
        if self.toggles is not None:
            buttons = list(self.toggles.buttons.values())
            target = next((each for each in buttons if each.isChecked()), buttons[0])
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def answer_text(question: Question, answer: Value, language: str) -> str:
    """An answer as people read it; a word where there is none."""
    if answer is None:
        return QCoreApplication.translate("QuestionRow", "Not answered")
    if question.kind is QuestionKind.PHOTO:
        return QCoreApplication.translate("QuestionRow", "See the photos")
    if question.kind is QuestionKind.NUMBER:
        return formats.number(str(answer), question.digits)
    names = {option.value: option.label for option in _options(question, language)}
    if not names:
        return str(answer)
    return formats.listed(names.get(each, each) for each in _chosen(question, answer))


def _plain(question: Question, value: Value) -> Value:
    try:
        return canonical_answer(question, value)
    except InvalidValue:
        return value


def _answer(question: Question, chosen: list[str]) -> Value:
    if question.kind is QuestionKind.CHOICES:
        return chosen
    value = chosen[0] if chosen else None
    if value is None or question.kind is QuestionKind.CHOICE:
        return value
    return value == YES if question.kind is QuestionKind.YES_NO else int(value)


def _chosen(question: Question, answer: Value) -> list[str]:
    if answer is None:
        return []
    if question.kind is QuestionKind.YES_NO:
        return [YES if answer else NO]
    return list(answer) if isinstance(answer, list) else [str(answer)]


def _options(question: Question, language: str) -> list[Option]:
    match question.kind:
        case QuestionKind.YES_NO:
            yes = QCoreApplication.translate("QuestionRow", "Yes")
            return [Option(YES, yes), Option(NO, QCoreApplication.translate("QuestionRow", "No"))]
        case QuestionKind.SCALE:
            steps = range(question.minimum or 0, (question.maximum or 0) + 1)
            return [Option(str(step), str(step)) for step in steps]
        case _:
            return [Option(each.key, words(each.text, language)) for each in question.choices]
