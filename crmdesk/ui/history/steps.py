"""The steps of a record's past below each other: who, when, what from and to, and a way back. Reads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.content import Change, Step
from crmdesk.ui.models.columns import Tone
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Badge, Button, Card, IconLabel, Label

_PART = 40
"""Steps shown at once; a button shows more."""
_NAMES = (140, 280)
"""Pixels that the names of the fields have at least and at most: a question of a form is longer than a field."""
_ICONS = {"create": "add", "delete": "delete", "restore": "undo", "update": "edit"}


class StepList(Retranslates, QWidget):
    """`back_wanted` tells the field and the values that bring its old one back."""

    back_wanted = Signal(str, object)

    def __init__(self, desk: Desk, type_name: str) -> None:
        super().__init__()
        self._desk = desk
        self._type = type_name
        self._steps: tuple[Step, ...] = ()
        self._shown = 0
        self._day = ""
        self._names = _NAMES[0]
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(8)
        self._more = Button(kind="quiet", icon="chevron-down")
        self._more.clicked.connect(self._grow)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self._more.setText(self.tr("Show more"))
        self.setAccessibleName(self.tr("Changes"))
        self.show_steps(self._steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Replace what is shown."""
        while self._column.count() > 2:
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._steps, self._shown, self._day = tuple(steps), 0, ""
        self.buttons = []
        names = {self._name(change) for step in self._steps for change in step.changes}
        longest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        self._names = min(_NAMES[1], max(_NAMES[0], longest + 2))
        self._grow()

    def _grow(self) -> None:
        desk = self._desk
        for step in self._steps[self._shown : self._shown + _PART]:
            day = formats.relative_day(formats.local(step.at, desk.zone).date(), desk.today())
            if day != self._day:
                self._day = day
                head = Label(day, strong=True)
                head.setContentsMargins(0, 8, 0, 0)
                self._add(head)
            self._add(self._card(step))
        self._shown = min(len(self._steps), self._shown + _PART)
        self._more.setVisible(self._shown < len(self._steps))

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 2, widget)

    def _card(self, step: Step) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 12, 16, 12)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel(_ICONS.get(step.act, "edit"), "text_muted", 16))
        who = self.tr("You") if step.mine else step.by or self.tr("Somebody out of your sight")
        head.addWidget(Label(who, strong=True))
        head.addWidget(Label(self._act_words(step), tone="muted"))
        head.addStretch(1)
        badge = self._outcome(step)
        if badge is not None:
            head.addWidget(badge)
        head.addWidget(Label(formats.time_of_day(step.at, self._desk.zone), tone="muted"))
        card.body.addLayout(head)
        if step.changes:
            card.body.addLayout(self._changes(step))
        card.setAccessibleName(f"{who} {self._act_words(step)}")
        return card

    def _act_words(self, step: Step) -> str:
        words = {
            "create": self.tr("made this record"),
            "delete": self.tr("deleted it"),
            "restore": self.tr("brought it back"),
            "amend": self.tr("amended the report"),
        }
        return words.get(step.act, self.tr("changed"))

    def _outcome(self, step: Step) -> Badge | None:
        known: Mapping[str, tuple[str, Tone]] = {
            "pending": (self.tr("Offline, not sent yet"), "info"),
            "merged": (self.tr("Merged"), "info"),
            "conflict": (self.tr("Conflict"), "warning"),
            "refused": (self.tr("Refused"), "danger"),
            "lost": (self.tr("Did not stand"), "warning"),
            "retried": (self.tr("Refused, sent again"), "neutral"),
            "discarded": (self.tr("Refused, discarded"), "neutral"),
        }
        found = known.get(step.outcome)
        return Badge(*found) if found is not None else None

    def _changes(self, step: Step) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(26, 2, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, change in enumerate(step.changes):
            name = Label(self._name(change), tone="muted", wrap=True)
            name.setFixedWidth(self._names)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._values(step, change), row, 1, Qt.AlignmentFlag.AlignTop)
            if change.back is not None and step.outcome in ("applied", "merged", "pending"):
                grid.addWidget(self._way_back(change), row, 2, Qt.AlignmentFlag.AlignTop)
        return grid

    def _name(self, change: Change) -> str:
        return change.name or label(f"{self._type}.{change.field}")

    def _values(self, step: Step, change: Change) -> QWidget:
        if step.act == "create" or not change.old:
            text = self._shown_text(change.new)
        else:
            text = f"{self._shown_text(change.old)}  →  {self._shown_text(change.new)}"
        shown = Label(text, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name = self._name(change)
        shown.setAccessibleName(
            self.tr("{0}: from {1} to {2}").format(
                name, self._shown_text(change.old), self._shown_text(change.new)
            )
        )
        return shown

    def _shown_text(self, text: str) -> str:
        """Moments of check-ins come canonical; everything else is words already."""
        if text.endswith("Z") and "T" in text[:11]:
            try:
                return formats.instant(text, self._desk.zone)
            except ValueError:
                return text
        return text or self.tr("empty")

    def _way_back(self, change: Change) -> Button:
        old = self._shown_text(change.old)
        button = Button(self.tr("Restore"), "link", "undo")
        button.setToolTip(self.tr("Restore: {0}").format(old))
        button.setAccessibleName(self.tr("Restore {0}: {1}").format(self._name(change), old))
        button.clicked.connect(lambda: self.back_wanted.emit(change.field, change.back))
        self.buttons.append(button)
        return button
