"""What helps on site, beside the report: where it is, what was agreed last time, what is open here. Saves nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import address_text
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.visit.content import VisitContent
from crmdesk.ui.widgets import Card, Label, Property, PropertyList, Timeline, TimelineEntry


class VisitAside(Retranslates, QWidget):
    """`activated` tells `type:id` of what was clicked."""

    activated = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._content: VisitContent | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._place, self._before, self._tasks, self._notes = (Card(parent=self) for _ in range(4))
        self._facts = PropertyList(self._place)
        self._facts.activated.connect(self.activated)
        self._place.body.addWidget(self._facts)
        self._outcome = Label(tone="muted", parent=self._before)
        self._said = Label(wrap=True, parent=self._before)
        self._agreed = Label(wrap=True, strong=True, parent=self._before)
        for part in (self._outcome, self._said, self._agreed):
            self._before.body.addWidget(part)
        self.tasks, self.notes = Timeline(self._tasks), Timeline(self._notes)
        for card, entries in ((self._tasks, self.tasks), (self._notes, self.notes)):
            entries.activated.connect(self.activated)
            card.body.addWidget(entries)
        for card in (self._notes, self._before, self._tasks, self._place):
            column.addWidget(card)
            card.hide()
        self.retranslate()

    def retranslate(self) -> None:
        if self._content is not None:
            self.show_content(self._content)

    def show_content(self, content: VisitContent) -> None:
        """Show what was read."""
        self._content = content
        self._show_place(content)
        self._show_before(content)
        self._tasks.set_title(self.tr("Open tasks here"), len(content.tasks))
        self._tasks.setVisible(bool(content.tasks))
        today = self._desk.today()
        self.tasks.set_entries(
            [
                TimelineEntry(
                    target=f"task:{task.id}",
                    icon="task",
                    title=task["subject"] or "",
                    when=formats.relative_day(task["due_on"], today) if task["due_on"] else "",
                )
                for task in content.tasks
            ]
        )
        self._notes.set_title(self.tr("Notes since then"), len(content.notes))
        self._notes.setVisible(bool(content.notes))
        self.notes.set_entries(
            [
                TimelineEntry(
                    target=f"note:{note.id}",
                    icon="note",
                    title=note["subject"] or note["body"] or "",
                    when=content.names.get(note["created_by"] or "", ""),
                    text=note["body"] if note["subject"] else "",
                )
                for note in content.notes
            ]
        )

    def _show_place(self, content: VisitContent) -> None:
        record, account = content.record, content.account
        rows = []
        if account is not None:
            rows.append(Property(label("account"), account["name"] or "", f"account:{account.id}"))
        if record["opportunity"]:
            name = content.names.get(record["opportunity"], "")
            rows.append(Property(label("opportunity"), name, f"opportunity:{record['opportunity']}"))
        if account is not None:
            address = account["visiting_address"] or account["billing_address"]
            rows.append(Property(label("account.visiting_address"), address_text(address) if address else ""))
            rows.append(Property(label("account.phones"), ", ".join(account["phones"] or ())))
            rows.append(Property(label("account.opening_hours"), account["opening_hours"] or ""))
        for name in ("check_in", "check_out"):
            place = record[name]
            if place and place.get("lat"):
                rows.append(Property(label(f"visit.{name}"), f"{place['lat']}, {place['lon']}"))
        shown = [row for row in rows if row.value]
        self._place.set_title(self.tr("Where"))
        self._place.setVisible(bool(shown))
        self._facts.set_properties(shown)

    def _show_before(self, content: VisitContent) -> None:
        before = content.before
        self._before.setVisible(before is not None)
        if before is None:
            return
        day = formats.short_day(
            formats.local(before["planned_start"], self._desk.zone).date(), self._desk.today()
        )
        self._before.set_title(self.tr("Last time, {0}").format(day))
        outcome = label(f"visit.outcome.{before['outcome']}") if before["outcome"] else ""
        self._outcome.setText(outcome)
        self._outcome.set_tone("success" if before["outcome"] == "successful" else "muted")
        self._outcome.setVisible(bool(outcome))
        self._said.setText((before["notes"] or "").strip())
        self._said.setVisible(bool(before["notes"]))
        step = (before["next_step"] or "").strip()
        self._agreed.setText(self.tr("Agreed: {0}").format(step) if step else "")
        self._agreed.setVisible(bool(step))
