"""Three versions of a record's fields side by side, with what differs marked. Knows no conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.ui import theme
from crmdesk.ui.conflicts.differences import Span, differences, marked_up
from crmdesk.ui.widgets import Label, Line


@dataclass(frozen=True, slots=True)
class Version:
    """A column: whose it is, a word more, and what an empty value means there."""

    name: str
    detail: str
    empty: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A row: the field's name, and its text in each version; the first is what the others are compared with.

    `prose` marks single words; other values differ as a whole.
    """

    name: str
    texts: tuple[str, ...]
    prose: bool


_NAMES = (112, 200)
"""Pixels that the names of the fields have at least and at most."""


class Comparison(QWidget):
    """Versions from left to right, fields from top to bottom."""

    def __init__(
        self, versions: Sequence[Version], rows: Sequence[Compared], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.texts: list[tuple[QLabel, list[Span], str]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        for place, version in enumerate(versions, 1):
            head = QVBoxLayout()
            head.setSpacing(0)
            head.addWidget(Label(version.name, strong=True, wrap=True, parent=self))
            head.addWidget(Label(version.detail, tone="muted", wrap=True, parent=self))
            head.addStretch(1)
            grid.addLayout(head, 0, place)
            grid.setColumnStretch(place, 1)
        grid.addWidget(Line(self), 1, 0, 1, len(versions) + 1)
        longest = max((self.fontMetrics().horizontalAdvance(row.name) for row in rows), default=0)
        names = min(_NAMES[1], max(_NAMES[0], longest + 2))
        for number, row in enumerate(rows, 2):
            field = Label(row.name, tone="muted", wrap=True, parent=self)
            field.setFixedWidth(names)
            grid.addWidget(field, number, 0, Qt.AlignmentFlag.AlignTop)
            for place, (version, text) in enumerate(zip(versions, row.texts, strict=True), 1):
                spans = _spans(row.texts[0], text, prose=row.prose)
                grid.addWidget(self._cell(version, text, spans), number, place, Qt.AlignmentFlag.AlignTop)
        theme.on_change(self._draw)
        self._draw()

    def _cell(self, version: Version, text: str, spans: list[Span]) -> QLabel:
        shown = QLabel(self)
        shown.setTextFormat(Qt.TextFormat.RichText)
        shown.setWordWrap(True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"{version.name}: {text or version.empty}")
        self.texts.append((shown, spans, version.empty))
        return shown

    def _draw(self) -> None:
        colors = theme.current().colors
        for shown, spans, empty in self.texts:
            if spans:
                shown.setText(marked_up(spans, colors["warning_text"], colors["warning_soft"]))
            else:
                shown.setText(f'<span style="color:{colors["text_muted"]}">{empty}</span>')


def _spans(old: str, new: str, *, prose: bool) -> list[Span]:
    if prose:
        return differences(old, new)
    return [Span(new, new != old)] if new else []
