"""Owns the fields for words and plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from crmdesk.domain.values import DECIMAL_LIMIT
from crmdesk.ui import formats
from crmdesk.ui.widgets.editors.base import Editor, Unreadable


class TextEditor(Editor):
    """One line; blanks around it are cut."""

    def _build(self) -> QWidget:
        self._line = QLineEdit(self)
        self._line.textChanged.connect(self._on_changed)
        return self._line

    def _targets(self) -> Sequence[QWidget]:
        return (self._line,)

    def _read(self) -> object:
        text = self._line.text().strip()
        if len(text) > self.spec.max_length:
            raise Unreadable(self.tr("At most %n characters.", "", self.spec.max_length))
        return text or None

    def _write(self, value: object) -> None:
        self._line.setText(str(value or ""))
        self._line.setCursorPosition(0)


class _GrowingText(QPlainTextEdit):
    """Tab leaves it, as in every other field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = min(12, max(3, int(self.document().documentLayout().documentSize().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ensureCursorVisible()


class LongTextEditor(Editor):
    """Many lines; it grows with its text, up to twelve."""

    _LIMIT_BYTES = 64 * 1024

    def _build(self) -> QWidget:
        self._text = _GrowingText(self)
        self._text.textChanged.connect(self._on_changed)
        return self._text

    def _targets(self) -> Sequence[QWidget]:
        return (self._text,)

    def _read(self) -> object:
        text = self._text.toPlainText()
        if len(text.encode("utf-8", "replace")) > self._LIMIT_BYTES:
            raise Unreadable(self.tr("At most 64 KB of text."))
        return text if text.strip() else None

    def _write(self, value: object) -> None:
        if self._text.toPlainText() != str(value or ""):
            self._text.setPlainText(str(value or ""))


class NumberEditor(Editor):
    """Integers (`int`), percentages (`int`) and decimals (`'12.50'`), with group separators while it isn't edited."""

    def _build(self) -> QWidget:
        self._line = QLineEdit(self)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.textChanged.connect(self._on_changed)
        self._line.editingFinished.connect(self._tidy)
        return self._line

    def _targets(self) -> Sequence[QWidget]:
        return (self._line,)

    @property
    def _digits(self) -> int:
        return self.spec.scale if self.spec.kind == "decimal" else 0

    def _read(self) -> object:
        text = self._line.text().strip().rstrip("%").strip()
        if not text:
            return None
        try:
            number = formats.read_number(text)
        except ValueError:
            raise Unreadable(self.tr("Not a number: {0}").format(text)) from None
        self._check(number)
        return f"{number:.{self._digits}f}" if self.spec.kind == "decimal" else int(number)

    def _check(self, number: Decimal) -> None:
        if abs(number) >= DECIMAL_LIMIT:
            raise Unreadable(self.tr("This number is too large."))
        if number != round(number, self._digits):
            if self._digits == 0:
                raise Unreadable(self.tr("Whole numbers only."))
            raise Unreadable(self.tr("At most %n digits after the point.", "", self._digits))
        if self.spec.minimum is not None and number < self.spec.minimum:
            raise Unreadable(self.tr("At least {0}.").format(self._short(self.spec.minimum)))
        if self.spec.maximum is not None and number > self.spec.maximum:
            raise Unreadable(self.tr("At most {0}.").format(self._short(self.spec.maximum)))

    def _write(self, value: object) -> None:
        if value is None:
            self._line.clear()
        elif self.spec.kind == "percent":
            self._line.setText(formats.percent(str(value)))
        elif self.spec.kind == "integer":
            self._line.setText(self._short(int(str(value))))
        else:
            self._line.setText(formats.number(str(value), self._digits))

    def _short(self, value: int) -> str:
        return formats.short_number(value, self.spec.maximum)

    def _tidy(self) -> None:
        if self._problem is None:
            self._writing = True
            self._write(self._value)
            self._writing = False
