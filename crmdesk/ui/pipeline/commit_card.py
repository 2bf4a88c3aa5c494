"""What the viewer commits to: an amount with a note, submitted for good; below it what was submitted before."""

from __future__ import annotations

from datetime import tzinfo
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.forecast import error
from crmdesk.ui import formats
from crmdesk.ui.pipeline.forecast_content import ForecastContent
from crmdesk.ui.pipeline.forecast_words import error_text, period_text
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Label, Timeline, TimelineEntry, scrolled

WIDTH, HEIGHT = 320, 344


class CommitCard(Retranslates, Card):
    """Enter in a line submits."""

    submitted = Signal(str, str)
    """The amount as a decimal text, and the note."""

    def __init__(self, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._zone = zone
        self._content: ForecastContent | None = None
        self._team = False
        self.setMinimumHeight(HEIGHT)
        self._before = Label(tone="muted", wrap=True, parent=self)
        self._computed = Label(wrap=True, parent=self)
        self.amount, self.note = QLineEdit(self), QLineEdit(self)
        self.note.setMaxLength(500)
        self._trouble = Label(tone="danger", wrap=True, parent=self)
        self._trouble.hide()
        self.take = Button(kind="link", parent=self)
        self.take.clicked.connect(self._take_computed)
        self.submit = Button(kind="primary", icon="check", parent=self)
        self.submit.clicked.connect(self._submit)
        for line in (self.amount, self.note):
            line.returnPressed.connect(self._submit)
        for widget in (
            self._before,
            self._computed,
            self.take,
            self.amount,
            self.note,
            self._trouble,
            self.submit,
        ):
            self.body.addWidget(widget)
        self._earlier = Label(strong=True, parent=self)
        self._earlier.setContentsMargins(0, 8, 0, 0)
        self.body.addWidget(self._earlier)
        self._nothing = Label(tone="muted", wrap=True, parent=self)
        self.body.addWidget(self._nothing)
        holder = QWidget(self)
        past = scrolled(holder, self)
        self.history = Timeline(holder)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.history)
        column.addStretch(1)
        past.setMinimumHeight(32)
        self.body.addWidget(past, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self.amount.setPlaceholderText(self.tr("Amount you commit to"))
        self.amount.setAccessibleName(self.amount.placeholderText())
        self.note.setPlaceholderText(self.tr("Note: what it is based on"))
        self.note.setAccessibleName(self.tr("Note"))
        self.submit.setText(self.tr("Submit"))
        self.submit.setToolTip(self.tr("A submission stays as it is; submit again to correct it."))
        self.take.setText(self.tr("Use this amount"))
        self._earlier.setText(self.tr("Submitted before"))
        self._nothing.setText(self.tr("Nothing yet for this period."))
        if self._content is not None:
            self.show_content(self._content, team=self._team)

    def show_content(self, content: ForecastContent, *, team: bool) -> None:
        """Show what was read; what is being typed stays."""
        self._content, self._team = content, team
        currency = content.currency
        self.set_title(self.tr("Your team's commit") if team else self.tr("Your commit"))
        self._computed.setText(
            self.tr("Closed and commit come to {0}.").format(formats.money(self._sum(content), currency))
        )
        self._before.setText(self._last(content))
        self._nothing.setVisible(not content.history)
        self.history.set_entries(
            [
                TimelineEntry(
                    target=each.at,
                    icon="flag",
                    title=formats.money(each.amount, currency),
                    when=formats.instant(each.at, self._zone),
                    text=each.note,
                )
                for each in content.history
            ]
        )

    def _last(self, content: ForecastContent) -> str:
        """How the last commitment compares with what came of it."""
        name = period_text(content.wanted.period.moved(-1))
        won = formats.money_short(content.won_before, content.currency)
        if content.before is None:
            return self.tr("{0}: nothing submitted, {1} won.").format(name, won)
        said = formats.money_short(content.before.amount, content.currency)
        missed = error_text(error(content.before.amount, content.won_before))
        return self.tr("{0}: {1} committed, {2} won ({3}).").format(name, said, won, missed)

    @staticmethod
    def _sum(content: ForecastContent) -> Decimal:
        figures = content.lines[0].figures
        return figures.won + figures.amount("commit")

    def _take_computed(self) -> None:
        if self._content is not None:
            digits = formats.currency_digits(self._content.currency)
            self.amount.setText(formats.number(self._sum(self._content), digits))
            self.amount.setFocus()

    def _submit(self) -> None:
        try:
            amount = formats.read_number(self.amount.text())
        except ValueError:
            amount = Decimal(-1)
        wrong = amount < 0
        self._say(self.tr("Type an amount such as 12,000.") if wrong else "")
        if wrong:
            self.amount.setFocus()
        else:
            self.submitted.emit(str(amount), self.note.text().strip())

    def _say(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self.amount.setProperty("invalid", bool(trouble))
        self.amount.style().unpolish(self.amount)
        self.amount.style().polish(self.amount)

    def refuse(self, text: str) -> None:
        """Say why a submission was not taken; what was typed stays."""
        self._say(text)

    def written(self) -> dict[str, str] | None:
        """What is typed and not submitted, in JSON; None for nothing."""
        typed = {"amount": self.amount.text(), "note": self.note.text()}
        return typed if any(typed.values()) else None

    def write_again(self, written: dict[str, str]) -> None:
        """Show what `written` gave."""
        self.amount.setText(written["amount"])
        self.note.setText(written["note"])

    def clear(self) -> None:
        """It is submitted, or belongs to another period."""
        self.amount.clear()
        self.note.clear()
        self._say("")
