"""Owns what every form field has in common: canonical value, signals, the message under it. Knows no kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from crmdesk.ui.accessible import say_aloud
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets.card import IconLabel
from crmdesk.ui.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: canonical value, what people read, and a word more."""

    value: str
    label: str
    detail: str = ""


class Lookup(Protocol):
    """Finds records to refer to, in the background; answers on the GUI thread."""

    def search(self, text: str, found: Callable[[Sequence[Option]], None]) -> None: ...

    def name(self, value: str, found: Callable[[str], None]) -> None: ...


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class EditorSpec:
    """What a field needs to be edited; a form makes one from a declaration."""

    kind: str
    label_key: str = ""
    name: str = ""
    """What it is called where no label of the domain says it."""
    required: bool = False
    choices: tuple[str, ...] = ()
    choice_prefix: str = ""
    """A choice's label key is this, a dot and the choice; `label_key` when empty."""
    scale: int = 2
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 500
    currency: str = "USD"
    """The currency that a new amount starts with."""
    lookup: Lookup | None = None
    """For references and sets of references."""
    placeholder: str = ""
    """What an empty reference asks for; "Type to search" when empty."""
    zone: tzinfo | None = None
    """Where instants are shown; the system's zone by default."""
    now: Callable[[], datetime] = _now

    def choice_label(self, choice: str) -> str:
        return label(f"{self.choice_prefix or self.label_key}.{choice}")


class Unreadable(ValueError):
    """What was typed is no value; the text says why, to people."""


class _Message(QWidget):
    """What is wrong with a field. Made when there is something: most fields never have anything to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("warning", "danger_text", 14, self))
        self.words = Label(tone="danger", wrap=True, parent=self)
        row.addWidget(self.words, 1)


class Editor(Retranslates, QWidget):
    """One form field. Subclasses build their control in `_build` and implement `_read`, `_write` and `_targets`.

    `edited` carries the canonical value after every change that can be read; while it can't, `value` keeps the last
    one that could and `is_valid` is false.
    """

    edited = Signal(object)
    validity_changed = Signal(bool)

    def __init__(self, spec: EditorSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._value: object = None
        self._problem: str | None = None
        self._outer_problem: str | None = None
        self._writing = False
        self._message: _Message | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._build())
        for target in self._targets():
            self.setFocusProxy(target)
            break
        self.retranslate()

    # -- for subclasses ------------------------------------------------------------------------------------

    def _build(self) -> QWidget:
        """Make the control."""
        raise NotImplementedError

    def _targets(self) -> Sequence[QWidget]:
        """The widgets that take input; the first one gets the focus."""
        raise NotImplementedError

    def _read(self) -> object:
        """The canonical value of what the control shows. Raises Unreadable."""
        raise NotImplementedError

    def _write(self, value: object) -> None:
        """Show a canonical value."""
        raise NotImplementedError

    def retranslate(self) -> None:
        self._name_targets(label(self.spec.label_key) if self.spec.label_key else self.spec.name)
        self._writing = True
        if self._problem is None:
            self._write(self._value)
        self._writing = False

    def _name_targets(self, name: str) -> None:
        for target in self._targets():
            target.setAccessibleName(name)

    def _on_changed(self, *_: object) -> None:
        if self._writing:
            return
        self._outer_problem = None
        try:
            value = self._read()
        except Unreadable as error:
            self._set_problem(str(error))
            return
        self._set_problem(None)
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    # -- for what is left before it is saved ---------------------------------------------------------------

    def written(self) -> dict[str, Any] | None:
        """What it shows, in JSON, also what cannot be read; None for nothing."""
        if self._problem is not None:
            return {"value": self._value, "typed": [_text(each) for each in self._typed_in()]}
        return None if self._value in (None, "", []) else {"value": self._value}

    def write_again(self, written: dict[str, Any] | None) -> None:
        """Show what `written` gave, without emitting `edited`."""
        self.set_value(self._from_json(written["value"]) if written else None)
        for target, text in zip(self._typed_in(), (written or {}).get("typed", ()), strict=False):
            _set_text(target, text)

    def _from_json(self, value: object) -> object:
        """A canonical value that has been JSON."""
        return value

    def _typed_in(self) -> list[QLineEdit | QPlainTextEdit]:
        return [each for each in self._targets() if isinstance(each, QLineEdit | QPlainTextEdit)]

    # -- for forms -----------------------------------------------------------------------------------------

    def value(self) -> object:
        """The canonical value last read; None when empty."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a canonical value without emitting `edited`; what was typed and couldn't be read is dropped."""
        self._value = value
        self._outer_problem = None
        self._writing = True
        self._write(value)
        self._writing = False
        self._set_problem(None)

    def is_valid(self) -> bool:
        """Whether what the control shows can be read, and is there if it is required."""
        return self._problem is None and not (self.spec.required and self._value in (None, "", []))

    def validate(self) -> bool:
        """Like `is_valid`, and says at the field what is missing; forms call it before saving."""
        if self._problem is None and not self.is_valid():
            self._outer_problem = self.tr("This is needed.")
            self._show_problem()
        return self.is_valid()

    def set_error(self, text: str | None) -> None:
        """A message from elsewhere (a rule between fields, a refusal); gone with the next edit."""
        self._outer_problem = text
        self._show_problem()

    def error(self) -> str | None:
        """The message shown at the field."""
        return self._problem or self._outer_problem

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting edit."""
        for target in self._targets():
            if hasattr(target, "setReadOnly"):
                target.setReadOnly(read_only)
            else:
                target.setEnabled(not read_only)

    def _set_problem(self, problem: str | None) -> None:
        changed = (problem is None) != (self._problem is None)
        self._problem = problem
        self._show_problem()
        if changed:
            self.validity_changed.emit(problem is None)

    def _show_problem(self) -> None:
        text = self.error()
        if text and self._message is None:
            self._message = _Message(self)
            layout = self.layout()
            assert layout is not None, "the control stands in it"
            layout.addWidget(self._message)
        if self._message is not None:
            if text and text != self._message.words.full_text():
                say_aloud(self, text)
            self._message.words.setText(text or "")
            self._message.setVisible(bool(text))
        for target in self._targets():
            target.setAccessibleDescription(text or "")
            if bool(target.property("invalid")) != bool(text):
                target.setProperty("invalid", bool(text))
                target.style().unpolish(target)
                target.style().polish(target)


def _text(line: QLineEdit | QPlainTextEdit) -> str:
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def _set_text(line: QLineEdit | QPlainTextEdit, text: str) -> None:
    line.setText(text) if isinstance(line, QLineEdit) else line.setPlainText(text)
