"""What is done to entries of the calendar: moved, stretched, completed, planned, to be reminded of; each with an Undo.

A change shows at once, before it is saved, so that the next key already counts from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QObject, Signal

from crmdesk.domain import edits, planning
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import UserError
from crmdesk.ui import formats
from crmdesk.ui.calendar.words import Shown, changed, hours, in_order, zone_of
from crmdesk.ui.desk import Desk
from crmdesk.ui.quick_actions import VISIT_LENGTH

LEAST = timedelta(minutes=15)
_FIRST_HOUR, _LAST_HOUR = 9, 18
"""Between these a free hour is looked for."""


def on_day(moment: datetime, days: int, zone: tzinfo) -> datetime:
    """The same time of day so many days later, whatever the clock does in between; in UTC."""
    local = moment.astimezone(zone)
    return datetime.combine(local.date() + timedelta(days), local.time(), zone).astimezone(UTC)


class Plans(QObject):
    """The entries on screen and what is done to them."""

    changed = Signal()
    """The entries are others."""
    settled = Signal()
    """All is saved, or was refused: what the replica holds is what counts."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saving = 0
        self._promised: list[tuple[datetime, datetime]] = []
        """From when to when visits were planned that are not among the entries yet."""
        self.entries: tuple[Shown, ...] = ()

    def show(self, entries: Sequence[Shown]) -> None:
        """What was read; left aside while something read before a change is overtaken by it."""
        if not self._saving:
            self.entries = tuple(entries)
            self._promised.clear()
            self.changed.emit()

    def find(self, key: str) -> Shown | None:
        """The entry of a key."""
        return next((each for each in self.entries if each.key == key), None)

    # -- moving --------------------------------------------------------------------------------------------

    def move(self, each: Shown, start: datetime, end: datetime) -> None:
        """An appointment takes place at another time."""
        zone = zone_of(self._desk)
        day = formats.relative_day(start.astimezone(zone).date(), self._desk.today())
        said = self.tr("{0}: {1}, {2}").format(each.name, day, hours(start, end, zone))
        if each.agreed and start != each.start:
            said = self.tr("{0}. The time was agreed: tell the customer").format(said)
        first, last = formats.canonical_instant(start), formats.canonical_instant(end)
        self._change(each, lambda: planning.move(self._desk.author, each.record, first, last), said)

    def move_to_day(self, each: Shown, day: date) -> None:
        """An entry goes to another day, at the same time."""
        if each.start is not None and each.end is not None:
            days, zone = (day - each.day).days, zone_of(self._desk)
            start = on_day(each.start, days, zone)
            self.move(each, start, start + (each.end - each.start))
        elif not each.hint:
            said = self.tr("{0} is due {1}").format(each.name, formats.relative_day(day, self._desk.today()))
            self._change(each, lambda: planning.put_off(self._desk.author, each.record, day), said)

    def shift(self, each: Shown, by: timedelta) -> None:
        """An appointment takes place earlier or later."""
        if each.start is not None and each.end is not None and not each.all_day:
            self.move(each, each.start + by, each.end + by)

    def stretch(self, each: Shown, by: timedelta) -> None:
        """An appointment lasts longer or shorter, a quarter of an hour at least."""
        if each.start is not None and each.end is not None:
            end = max(each.start + LEAST, each.end + by)
            if end != each.end:
                self.move(each, each.start, end)

    def refuse(self, each: Shown) -> None:
        """Say why an entry stays where it is."""
        if each.fixed is not None:
            self._desk.report(each.fixed)
        elif each.hint:
            self._desk.say(self.tr("A close date is changed on the opportunity's page"), "info")

    def _change(self, each: Shown, intent: Callable[[], list[Mutation]], said: str) -> None:
        try:
            group = intent()
        except UserError as error:
            self._desk.report(error)
            return
        after = changed(self._desk, each, group[0].set)
        self.entries = in_order(after if other.key == each.key else other for other in self.entries)
        self._save(group, said)
        self.changed.emit()

    def _save(self, group: list[Mutation], said: str) -> None:
        self._saving += 1
        self._desk.commit(lambda: group, said, done=self._settle, failed=self._fail)

    def _settle(self) -> None:
        self._saving -= 1
        if not self._saving:
            self.settled.emit()

    def _fail(self, error: UserError) -> None:
        self._desk.report(error)
        self._settle()

    # -- doing ---------------------------------------------------------------------------------------------

    def tick(self, each: Shown) -> None:
        """A task is done."""
        if each.record.type == "task" and not each.over:
            said = self.tr("Done: {0}").format(each.name)
            self._save(edits.complete_task(self._desk.author, each.record), said)

    def remind(self, each: Shown, ahead: timedelta | None) -> None:
        """Remind of an entry so long before it begins (a task: before nine on its day), or not at all."""
        at = None if ahead is None else formats.canonical_instant(self.begin(each) - ahead)
        if at is None:
            said = self.tr("No reminder for {0}").format(each.name)
        else:
            when = formats.relative_instant(at, self._desk.now(), zone_of(self._desk))
            said = self.tr("Reminder for {0}: {1}").format(each.name, when)
        self._save(planning.remind(self._desk.author, each.record, at), said)

    def agree(self, each: Shown, *, agreed: bool) -> None:
        """The customer expects a visit at its time, or no longer does."""
        said = self.tr("{0}: time agreed") if agreed else self.tr("{0}: time no longer agreed")
        self._save(planning.agree(self._desk.author, each.record, agreed=agreed), said.format(each.name))

    def begin(self, each: Shown) -> datetime:
        """When an entry begins; a whole day at nine."""
        return each.start or self.at(each.day, _FIRST_HOUR)

    def at(self, day: date, hour: int) -> datetime:
        """An hour of a day, in UTC."""
        return datetime.combine(day, time(hour), zone_of(self._desk)).astimezone(UTC)

    def free(self, day: date, length: timedelta) -> datetime:
        """The first moment of a day at which nothing is planned for so long: from nine, or from now on. Where there is
        none before the evening, the first that is not over yet: `taken` tells what stands there."""
        start, end = self.at(day, _FIRST_HOUR), self.at(day, _LAST_HOUR)
        now = self._desk.author.now().astimezone(UTC)
        if start < now and day == self._desk.today():
            quarters = -(-(now - start) // LEAST)
            start += quarters * LEAST
        first = start
        while start + length <= end:
            standing = self._standing(start, start + length)
            if not standing:
                return start
            start = max(standing)
        return first

    def offered(self, day: date, length: timedelta) -> datetime:
        """As `free`; where nothing is, that is said."""
        start = self.free(day, length)
        if self.taken(start, length):
            told = self.tr("No hour is free on this day: something else is planned for that time")
            self._desk.say(told, "info")
        return start

    def taken(self, start: datetime, length: timedelta) -> bool:
        """Whether something is planned for that time already."""
        return bool(self._standing(start, start + length))

    def _standing(self, start: datetime, end: datetime) -> list[datetime]:
        """When each of the appointments ends that last between these moments."""
        spans = [(each.start, each.end) for each in self.entries if each.start and each.end and not each.over]
        return [ends for begins, ends in [*spans, *self._promised] if begins < end and ends > start]

    def plan_visit(self, account: str, name: str, start: datetime) -> None:
        """A visit at a customer's that is due for one."""
        end = start.astimezone(UTC) + VISIT_LENGTH
        first, last = formats.canonical_instant(start), formats.canonical_instant(end)
        day = formats.relative_instant(first, self._desk.now(), zone_of(self._desk))
        said = self.tr("Visit at {0} planned: {1}").format(name, day)
        if self.taken(start, VISIT_LENGTH):
            said = self.tr("{0}. Something else is planned for that time").format(said)
        try:
            group = edits.plan_visit(self._desk.author, account, first, last)
        except UserError as error:
            self._desk.report(error)
            return
        self._promised.append((start, end))
        self._save(group, said)
