"""Today: the agenda, tasks, customers to be seen again, deals that need a push, what others changed."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QResizeEvent

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.store.due_visits import DueVisit
from crmdesk.store.views import Item
from crmdesk.ui import formats
from crmdesk.ui.brief import open_todays_briefs
from crmdesk.ui.columns import tone
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import amount_text
from crmdesk.ui.frame import Page
from crmdesk.ui.live import Live
from crmdesk.ui.today.agenda import Agenda
from crmdesk.ui.today.content import READ, Appointment, TodayContent, read_today
from crmdesk.ui.today.shortlist import FEW, Shortlist
from crmdesk.ui.today.tasks import TaskList
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.visit.log_form import LogVisitForm, Suggestion
from crmdesk.ui.widgets import Button, Card, EmptyState, Label, TimelineEntry
from crmdesk.ui.widgets.reading_cover import ReadingCover

_MINUTE_MS = 60_000
_SUGGESTED = 4
_GAP = 16
"""Pixels between the cards, and below the last."""


class TodayPage(Retranslates, Page):
    """The first screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._content: TodayContent | None = None
        self.quick_log = Button(icon="quick-log", parent=self.head.buttons.parentWidget())
        self.quick_log.clicked.connect(lambda: desk.quick_log(None))
        self.head.buttons.addWidget(self.quick_log)
        self.log = Button(kind="primary", icon="visit", parent=self.head.buttons.parentWidget())
        self.log.clicked.connect(self.ask_for_visit)
        self.head.buttons.addWidget(self.log)
        self.form = LogVisitForm(desk, self)
        self.form.closed.connect(self.log.setFocus)
        self.body.addWidget(self.form)
        self.form.restore()
        self._waiting, self._nobody = EmptyState("sync", parent=self), EmptyState("accounts", parent=self)
        self._nobody.action.connect(lambda: desk.new("account"))
        self.bring_in = Button(icon="import", parent=self._nobody)
        self.bring_in.clicked.connect(desk.import_requested)
        self._nobody.offer(self.bring_in)
        for state in (self._waiting, self._nobody):
            state.hide()
            self.body.addWidget(state, 1)
        self._columns = TwoColumns(self, narrow_width=440, wide_first=True)
        self._area = self.scroll_below(self._columns)
        self._fill_columns()
        cover = ReadingCover(self, self.head)
        self._live = Live(desk, self, types=READ, read=self._read, show=self.show_content, cover=cover)
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self._live.refresh)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_shortlists)
        self.retranslate()

    def _fill_columns(self) -> None:
        desk, columns = self._desk, self._columns
        narrow, wide = columns.narrow.parentWidget(), columns.wide.parentWidget()
        self.agenda_card, self.tasks_card = Card(parent=wide), Card(parent=wide)
        self.agenda = Agenda(desk, self.agenda_card)
        self.agenda.activated.connect(self._open)
        self.briefs = Button(kind="quiet", icon="print", parent=self.agenda_card.buttons.parentWidget())
        self.briefs.clicked.connect(lambda: open_todays_briefs(desk))
        self.agenda_card.buttons.addWidget(self.briefs)
        self._no_agenda = Label(tone="muted", wrap=True, parent=self.agenda_card)
        self.agenda_card.body.addWidget(self._no_agenda)
        self.agenda_card.body.addWidget(self.agenda)
        self.tasks = TaskList(desk, self.tasks_card)
        self.tasks.activated.connect(self._open)
        self.tasks.completed.connect(self._complete)
        self._no_tasks = Label(tone="muted", wrap=True, parent=self.tasks_card)
        self.tasks_card.body.addWidget(self._no_tasks)
        self.tasks_card.body.addWidget(self.tasks)
        self.new_task = Button(kind="quiet", icon="add", parent=self.tasks_card.buttons.parentWidget())
        self.new_task.clicked.connect(lambda: desk.new("task", due_on=desk.today().isoformat()))
        self.tasks_card.buttons.addWidget(self.new_task)
        self.visits_due, self.closing = Shortlist(narrow), Shortlist(narrow)
        self.quiet, self.changed = Shortlist(narrow), Shortlist(narrow)
        for card in (self.agenda_card, self.tasks_card):
            columns.wide.addWidget(card)
        columns.wide.addStretch(1)
        for short in (self.closing, self.visits_due, self.quiet, self.changed):
            short.activated.connect(self._open)
            columns.narrow.addWidget(short)
        columns.narrow.addStretch(1)

    # -- words ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Today"))
        self.quick_log.setText(self.tr("Quick log"))
        self.quick_log.setToolTip(self.tr("Log it in one line  Ctrl+J"))
        self.log.setText(self.tr("Log a visit"))
        self.log.setToolTip(self.tr("Log a visit  Ctrl+L"))
        self.briefs.setText(self.tr("Briefs"))
        self.briefs.setToolTip(self.tr("What to know before today's visits, a page each, to print or save"))
        self.briefs.setAccessibleName(QCoreApplication.translate("brief", "Briefs for today's visits"))
        self.new_task.setText(self.tr("Add"))
        self.new_task.setAccessibleName(self.tr("Add a task"))
        self._no_agenda.setText(
            self.tr("Nothing planned for today. Customers worth a visit are listed beside.")
        )
        self._no_tasks.setText(self.tr("No task is due. Enjoy it, or add one."))
        self._waiting.set_texts(
            self.tr("Your customers are on their way"),
            self.tr("The first sync is bringing them to this laptop. You can already look around."),
        )
        self._nobody.set_texts(
            self.tr("No customers yet"),
            self.tr("Add the first one. Visits, tasks and deals then appear here on their day."),
            self.tr("Add an account"),
        )
        self.bring_in.setText(self.tr("Import…"))
        self.agenda_card.set_title(self.tr("Agenda"))
        self.head.title.setText(self._greeting())
        if self._content is not None:
            self._show(self._content)

    def _greeting(self) -> str:
        hour = self._desk.now().hour
        if 5 <= hour < 12:
            return self.tr("Good morning")
        return self.tr("Good afternoon") if 12 <= hour < 18 else self.tr("Good evening")

    def _summary(self, content: TodayContent) -> str:
        day = formats.full_day(content.day)
        visits = sum(each.record.type == "visit" for each in content.appointments)
        parts = [day]
        if visits:
            parts.append(self.tr("%n visits", "", visits))
        others = len(content.appointments) - visits
        if others:
            parts.append(self.tr("%n calls and meetings", "", others))
        due = len(content.due) + len(content.overdue)
        if due:
            parts.append(self.tr("%n tasks", "", due))
        return "  ·  ".join(parts)

    # -- showing -------------------------------------------------------------------------------------------

    def _read(self) -> TodayContent:
        desk = self._desk
        author = desk.author
        return read_today(desk.replica, desk.catalogue, desk.today(), author.zone, author.user)

    def show_content(self, content: TodayContent) -> None:
        """Show what was read."""
        self.head.title.setText(self._greeting())
        if content != self._content or self._area.isHidden():
            self._content = content
            self._show(content)
        elif content.appointments:
            self.agenda.show_appointments(content.appointments)  # the line of the present moment moves

    def _show(self, content: TodayContent) -> None:
        bare = not content.accounts and not content.appointments and not content.due
        state, other = self._waiting, self._nobody
        if not content.arriving:
            state, other = other, state
        other.hide()
        state.stand_in(self._area, empty=bare)
        self.head.note.setText(self._summary(content))
        self.agenda.show_appointments(content.appointments)
        self.agenda.setVisible(bool(content.appointments))
        self._no_agenda.setVisible(not content.appointments)
        self.briefs.setVisible(any(map(_open_visit, content.appointments)))
        tasks = (*content.overdue, *content.due)
        self.tasks_card.set_title(label("task.plural"), len(tasks) or None)
        self.tasks.show_tasks(tasks)
        self.tasks.setVisible(bool(tasks))
        self._no_tasks.setVisible(not tasks)
        self._show_shortlists(content)
        self.form.offer(self._suggestions(content))

    def _show_shortlists(self, content: TodayContent) -> None:
        self.closing.show_entries(
            self.tr("Closing this week"), [self._deal(item, closing=True) for item in content.closing]
        )
        self.visits_due.show_entries(
            self.tr("Time for a visit"), [self._due(each) for each in content.visits_due]
        )
        self.quiet.show_entries(
            self.tr("Gone quiet"), [self._deal(item, closing=False) for item in content.quiet]
        )
        self.changed.show_entries(
            self.tr("Changed since yesterday"), [self._change(item, content) for item in content.changed]
        )

        self._fit_shortlists()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()  # once the columns have their new size

    def _fit_shortlists(self) -> None:
        """Where there is room below them, the lists show more of their entries, each one more in its turn."""
        lists = [each for each in (self.closing, self.visits_due, self.quiet, self.changed) if each.entries]
        few = dict.fromkeys(lists, FEW)
        room = self.height() - self.head.geometry().bottom() - _GAP * (len(lists) + 1)
        room -= sum(each.least_height() for each in lists)
        growing = lists if self._columns.beside else []
        while growing := [each for each in growing if few[each] < len(each.entries)]:
            for each in growing:
                room -= each.row_height()
                if room < 0:
                    growing = []
                    break
                few[each] += 1
        for each in lists:
            each.show_few(few[each])

    def _deal(self, item: Item, *, closing: bool) -> TimelineEntry:
        record, today = item.record, self._desk.today()
        if closing:
            late = (item.when or "") < today.isoformat()
            day = formats.relative_day(item.when or today, today)
            when = self.tr("was to close {0}").format(day) if late else day
        else:
            days = (today - formats.local(item.when, self._desk.zone).date()).days if item.when else 0
            when = self.tr("%n days without a word", "", days)
        return TimelineEntry(
            target=f"opportunity:{record.id}",
            icon="opportunities",
            title=item.title,
            when=amount_text(record),
            text="  ·  ".join(part for part in (item.customer, when) if part),
        )

    def _due(self, each: DueVisit) -> TimelineEntry:
        if each.last:
            seen = formats.short_day(formats.local(each.last, self._desk.zone).date(), self._desk.today())
            text = self.tr("last seen {0}, every %n days", "", each.interval).format(seen)
        else:
            text = self.tr("not visited yet")
        late = self.tr("%n days over", "", each.days) if each.days else self.tr("due today")
        tier = label(f"account.tier.{each.tier}") if each.tier else ""
        return TimelineEntry(
            f"account:{each.account}", "accounts", each.name, when=late, text=text, badge=tier
        )

    def _change(self, item: Item, content: TodayContent) -> TimelineEntry:
        record = item.record
        at = formats.relative_instant(item.when, self._desk.now(), self._desk.zone) if item.when else ""
        by = content.names.get(record["updated_by"] or "", "")
        state = record.fields.get("stage") or record.fields.get("status")
        name = "stage" if record.fields.get("stage") else "status"
        return TimelineEntry(
            target=f"{record.type}:{record.id}",
            icon=self._desk.entity(record.type).icon,
            title=item.title or label(record.type),
            when=at,
            text="  ·  ".join(part for part in (by, label(record.type), item.customer) if part),
            badge=label(f"{record.type}.{name}.{state}") if state else "",
            tone=tone(self._desk.entity(record.type), name, state) if state else "neutral",
        )

    def _suggestions(self, content: TodayContent) -> list[Suggestion]:
        """Planned visits that nobody checked in for, those of the present hour first; then customers that are due."""
        desk = self._desk
        planned = [each for each in content.appointments if _open_visit(each)]
        moment = desk.now()
        planned.sort(
            key=lambda each: abs(formats.local(each.start, desk.zone) - moment) // timedelta(minutes=1)
        )
        found = [
            Suggestion(
                each.record["account"], each.customer, formats.time_of_day(each.start, desk.zone), each.record
            )
            for each in planned
        ]
        named = {suggestion.account for suggestion in found}
        found += [Suggestion(due.account, due.name) for due in content.visits_due if due.account not in named]
        return found[:_SUGGESTED]

    # -- doing ---------------------------------------------------------------------------------------------

    def ask_for_visit(self) -> None:
        """Open the small form, or close it when it is open."""
        if self.form.isHidden():
            if self._content is not None:
                self.form.offer(
                    self._suggestions(self._content)
                )  # the likeliest of now, not of when it was read
            self.form.ask()
        else:
            self.form.leave()

    def _open(self, target: str) -> None:
        type_name, _, record_id = target.partition(":")
        self._desk.open(type_name, record_id)

    def _complete(self, task: Record) -> None:
        said = self.tr("Done: {0}").format(self._desk.title(task))
        self._desk.commit(lambda: edits.complete_task(self._desk.author, task), said)

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        self._live.wake()
        self._clock.start()

    def left(self) -> None:
        self.form.keep()
        self._live.sleep()
        self._clock.stop()

    def shortcuts(self) -> list[tuple[str, str]]:
        return [*super().shortcuts(), (self.tr("Complete the task"), "Space")]

    def escape(self) -> bool:
        if self.form.isHidden():
            return False
        self.form.leave()
        return True


def _open_visit(each: Appointment) -> bool:
    record = each.record
    return record.type == "visit" and record["status"] == "planned" and record["check_in"] is None
