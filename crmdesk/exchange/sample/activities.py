"""What the reps of the sample organisation did and will do: one story in visits, calls, meetings, tasks and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.exchange.sample.customers import VISIT_INTERVAL, Customer, Deal, Person
from crmdesk.exchange.sample.notes import Topic, call_notes, sentence, visit_notes
from crmdesk.exchange.sample.organisation import Product
from crmdesk.exchange.sample.pipeline import product_about
from crmdesk.exchange.sample.world import Stamp, World, weekday

PAST_DAYS = 300
"""How far back the activities go."""
_SLOTS = ((9, 0), (10, 30), (13, 30), (15, 0), (16, 30))
_TODAY_SLOTS = ((9, 30), (11, 0), (14, 0), (16, 0))
_OUTCOMES = ("successful", "follow_up", "no_interest", "not_met")
_OUTCOME_WEIGHTS = (36, 46, 10, 8)
_FATES = ("completed", "missed", "cancelled")
_FATE_WEIGHTS = (90, 5, 5)


class Diary:
    """Which slots of which day a rep has given away, so that nobody is in two places."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._taken: dict[tuple[str, date], int] = {}

    def book(self, rep: str, day: date) -> datetime:
        """The first free slot on a working day from `day` on; never today, which is planned apart."""
        day = weekday(day)
        while day == self._world.today or self._taken.get((rep, day), 0) >= len(_SLOTS):
            day = weekday(day + timedelta(days=1))
        number = self._taken.get((rep, day), 0)
        self._taken[rep, day] = number + 1
        return self._world.at(day, *_SLOTS[number])


@dataclass(frozen=True, slots=True)
class _Contact:
    """One time that rep and customer had to do with each other."""

    customer: Customer
    deal: Deal | None
    product: Product
    person: Person
    topic: Topic
    start: datetime
    """Aware, UTC."""
    day: date
    """The same in the zone of the story."""


def fill_diaries(world: World, customers: Sequence[Customer]) -> None:
    """Makes all activities. Every rep has visits, tasks and a call today, whatever day of the week it is."""
    diary = Diary(world)
    for customer in customers:
        _visit_regularly(world, diary, customer)
        _talk_now_and_then(world, customer)
    for rep in dict.fromkeys(customer.rep.id for customer in customers):
        _plan_today(world, [customer for customer in customers if customer.rep.id == rep])


def _meet(world: World, customer: Customer, start: datetime) -> _Contact:
    """Someone there, and the open deal of that day, if there is one to talk about."""
    day = start.astimezone(world.zone).date()
    running = [
        deal
        for deal in customer.deals
        if deal.opened <= day and (day <= deal.until or (day >= world.today and deal.open))
    ]
    deal = world.pick(running) if running and world.chance(75) else None
    if day >= world.today and deal is not None and deal.until < world.day(-30):
        deal = None  # what went quiet has nothing planned
    person, product = world.pick(customer.people), product_about(world, customer, deal)
    topic = Topic(customer.language, person.name, customer.name, product.short, deal.quantity if deal else 2)
    return _Contact(customer, deal, product, person, topic, start, day)


def _stamp(world: World, customer: Customer, created: datetime, updated: datetime) -> Stamp:
    """Never later than the end of yesterday: today has not happened yet."""
    latest = world.at(world.day(-1), 18)
    return Stamp(
        customer.rep.id,
        customer.rep.home,
        min(created, latest),
        min(max(created, updated), latest),
        customer.rep.id,
    )


def _visit_regularly(world: World, diary: Diary, customer: Customer) -> None:
    interval = VISIT_INTERVAL[customer.tier]
    neglected = world.chance(16)
    end = world.day(-int(interval * world.dice.uniform(1.1, 1.9))) if neglected else world.today
    day = world.day(-PAST_DAYS + world.dice.randint(0, interval))
    while day < end:
        start = diary.book(customer.rep.id, day)
        if start >= world.at(world.today, 0):
            _add_planned_visit(world, _meet(world, customer, start), 60)
        else:
            _add_past_visit(world, _meet(world, customer, start))
        day += timedelta(days=int(interval * world.dice.uniform(0.75, 1.25)))
    if not neglected and day <= world.day(28):
        start = diary.book(customer.rep.id, max(day, world.day(1)))
        _add_planned_visit(world, _meet(world, customer, start), 60)


def _visit_fields(world: World, contact: _Contact, minutes: int) -> dict[str, Value]:
    colleagues = {contact.person.id}
    if world.chance(30):
        colleagues.add(world.pick(contact.customer.people).id)
    return {
        "purpose": sentence(world, contact.topic, contact.topic.language.subjects["visit"]),
        "account": contact.customer.id,
        "opportunity": contact.deal.id if contact.deal else None,
        "contacts": sorted(colleagues),
        "planned_start": format_instant(contact.start),
        "planned_end": format_instant(contact.start + timedelta(minutes=minutes)),
    }


def _add_planned_visit(world: World, contact: _Contact, minutes: int) -> None:
    planned = contact.start - timedelta(days=world.dice.randint(2, 12))
    stamp = _stamp(world, contact.customer, planned, planned)
    fields = _visit_fields(world, contact, minutes)
    # Half of what is planned for an afternoon was promised.
    local = contact.start.astimezone(world.zone)
    agreed = (local.hour >= 13 and local.minute == 0) or None
    world.add("visit", world.new_id("visit"), stamp, {**fields, "status": "planned", "time_agreed": agreed})


def _add_past_visit(world: World, contact: _Contact) -> None:
    dice = world.dice
    status = world.pick(_FATES, _FATE_WEIGHTS)
    planned = contact.start - timedelta(days=dice.randint(3, 14))
    evening = world.at(contact.day, 18, dice.randrange(45))
    fields = {**_visit_fields(world, contact, world.pick((45, 60, 75))), "status": status}
    if status == "completed":
        outcome = world.pick(_OUTCOMES, _OUTCOME_WEIGHTS)
        fields |= _presence(world, contact, outcome) | _report(world, contact, outcome)
        # A few of the last days still wait for their report to be submitted.
        if contact.day < world.day(-3) or world.chance(50):
            fields["submitted_at"] = format_instant(evening)
        if outcome in ("successful", "follow_up"):
            _add_next_task(world, contact)
    stamp = _stamp(world, contact.customer, planned, evening)
    world.add("visit", world.new_id("visit"), stamp, fields)


def _presence(world: World, contact: _Contact, outcome: str) -> dict[str, Value]:
    start = contact.start + timedelta(minutes=world.dice.randint(-8, 12))
    stay = world.dice.randint(4, 10) if outcome == "not_met" else world.dice.randint(25, 70)
    manual = world.chance(15)

    def said(at: datetime) -> dict[str, Value]:
        where: dict[str, Value] = {"lat": None, "lon": None, "accuracy": None, "how": "manual"}
        if not manual:
            where = {
                "lat": f"{contact.customer.lat + world.dice.uniform(-2e-4, 2e-4):.6f}",
                "lon": f"{contact.customer.lon + world.dice.uniform(-2e-4, 2e-4):.6f}",
                "accuracy": world.dice.randint(6, 60),
                "how": "position",
            }
        return {"at": format_instant(at), "zone": str(world.zone), **where}

    return {"check_in": said(start), "check_out": said(start + timedelta(minutes=stay))}


def _report(world: World, contact: _Contact, outcome: str) -> dict[str, Value]:
    language = contact.topic.language
    wants_more = outcome in ("successful", "follow_up")
    return {
        "outcome": outcome,
        "notes": visit_notes(world, contact.topic, outcome),
        "next_step": sentence(world, contact.topic, language.lists["next_steps"]) if wants_more else None,
        "products": [contact.product.id],
        "samples": world.dice.randint(1, 5) if wants_more and world.chance(15) else None,
        "tags": world.dice.sample(language.lists["tags"], 1) if world.chance(15) else [],
    }


def _add_next_task(world: World, contact: _Contact) -> None:
    """What was promised on a visit; old promises are nearly all kept."""
    if not world.chance(45):
        return
    due = weekday(contact.day + timedelta(days=world.dice.randint(2, 16)))
    status = "not_started"
    if due < world.day(-1):
        old = due < world.day(-30)
        weights = (97, 3, 0) if old else (86, 3, 11)
        status = world.pick(("completed", "cancelled", "not_started"), weights)
    elif world.chance(15):
        status = "started"
    closed = world.working_time(due) if status in ("completed", "cancelled") else contact.start
    _add_task(world, contact, due, status, _stamp(world, contact.customer, contact.start, closed))


def _add_task(world: World, contact: _Contact, due: date, status: str, stamp: Stamp) -> None:
    language = contact.topic.language
    world.add("task", world.new_id("task"), stamp, {
        **_about(contact),
        "subject": sentence(world, contact.topic, language.subjects["task"]),
        "status": status,
        "due_on": str(due),
        "priority": world.pick(("low", "normal", "high"), (15, 60, 25)),
        "contact": contact.person.id,
        "reminder_at": format_instant(world.at(due, 9)) if world.chance(20) else None,
        "notes": sentence(world, contact.topic, language.sentences["need"]) if world.chance(60) else None,
    })  # fmt: skip


def _about(contact: _Contact) -> dict[str, Value]:
    return {
        "account": contact.customer.id,
        "opportunity": contact.deal.id if contact.deal else None,
    }


def _talk_now_and_then(world: World, customer: Customer) -> None:
    """Calls, meetings and notes between the visits."""
    dice = world.dice
    busy = {"a": 6, "b": 3, "c": 1}[customer.tier]
    for _ in range(dice.randint(busy // 2, busy)):
        day = weekday(world.day(-dice.randint(1, PAST_DAYS)))
        if day < world.today:
            _add_call(
                world, _meet(world, customer, world.at(day, world.pick((11, 12, 17)), dice.randrange(55)))
            )
    if world.chance(10 * busy):
        day = weekday(world.day(dice.randint(-PAST_DAYS, 21)))
        if day != world.today:
            _add_meeting(
                world, _meet(world, customer, world.at(day, world.pick((8, 17)), world.pick((0, 15))))
            )
    for _ in range(dice.randint(0, 2)):
        day = world.day(-dice.randint(1, PAST_DAYS))
        _add_note(world, _meet(world, customer, world.at(day, 18, dice.randrange(60))))


def _add_call(world: World, contact: _Contact, status: str | None = None) -> None:
    status = status or world.pick(("held", "not_held"), (88, 12))
    held = status == "held"
    language = contact.topic.language
    minutes = world.dice.randint(3, 24) if status != "planned" else 15
    end = contact.start + timedelta(minutes=minutes)
    call = world.add("call", world.new_id("call"), _stamp(world, contact.customer, contact.start, end), {
        **_about(contact),
        "subject": sentence(world, contact.topic, language.subjects["call"]),
        "direction": world.pick(("outbound", "inbound"), (75, 25)),
        "status": status,
        "starts_at": format_instant(contact.start),
        "ends_at": format_instant(end),
        "attendees": [contact.person.id],
        "outcome": sentence(world, contact.topic, language.sentences["close"]) if held else None,
        "notes": call_notes(world, contact.topic) if held else None,
    })  # fmt: skip
    if held and contact.start.minute % 4 == 0:
        _add_email(world, contact, call)


def _add_email(world: World, contact: _Contact, call: Record) -> None:
    """What was agreed on the phone, in writing."""
    sent = contact.start + timedelta(minutes=35)
    world.add("email", world.new_id("email"), _stamp(world, contact.customer, sent, sent), {
        **_about(contact),
        "subject": call["subject"],
        "direction": "outbound" if contact.start.minute % 8 == 0 else "inbound",
        "sent_at": format_instant(sent),
        "contacts": [contact.person.id],
        "body": f"{call['outcome']}\n\n{call['notes']}",
    })  # fmt: skip


def _add_meeting(world: World, contact: _Contact, status: str | None = None) -> None:
    held = contact.day < world.today
    language = contact.topic.language
    meeting_id = world.new_id("meeting")
    planned = contact.start - timedelta(days=world.dice.randint(2, 20))
    fields: Mapping[str, Value] = {
        **_about(contact),
        "subject": sentence(world, contact.topic, language.subjects["meeting"]),
        "status": status or (world.pick(("held", "not_held"), (92, 8)) if held else "planned"),
        "starts_at": format_instant(contact.start),
        "ends_at": format_instant(contact.start + timedelta(minutes=world.pick((30, 60, 90)))),
        "place": world.pick(language.lists["places"]),
        "attendees": sorted(person.id for person in contact.customer.people[:3]),
        "calendar_uid": f"{meeting_id}@hanbit-instruments.example",
        "outcome": sentence(world, contact.topic, language.sentences["close"]) if held else None,
        "notes": visit_notes(world, contact.topic, "follow_up") if held else None,
    }
    end = contact.start + timedelta(hours=1)
    world.add("meeting", meeting_id, _stamp(world, contact.customer, planned, end), fields)


def _add_note(world: World, contact: _Contact) -> None:
    language = contact.topic.language
    world.add("note", world.new_id("note"), _stamp(world, contact.customer, contact.start, contact.start), {
        **_about(contact),
        "subject": sentence(world, contact.topic, language.subjects["note"]),
        "body": visit_notes(world, contact.topic, world.pick(("successful", "follow_up"))),
        "contact": contact.person.id,
    })  # fmt: skip


def _plan_today(world: World, customers: Sequence[Customer]) -> None:
    """A full day for one rep: four visits, calls, a meeting, tasks due and overdue."""
    dice = world.dice
    chosen = dice.sample([customer for customer in customers if customer.tier in ("a", "b")], 13)
    for customer, slot in zip(chosen, _TODAY_SLOTS, strict=False):
        _add_planned_visit(world, _meet(world, customer, world.at(world.today, *slot)), 60)
    _add_call(world, _meet(world, chosen[4], world.at(world.today, 12, 45)), "planned")
    _add_meeting(world, _meet(world, chosen[5], world.at(world.today, 17, 15)), "planned")
    for customer, days in zip(chosen[6:], (0, 0, 0, -1, -2, -6, 1), strict=True):
        due = world.day(days)
        made = world.working_time(due - timedelta(days=dice.randint(3, 9)))
        contact = _meet(world, customer, world.at(due, 9))
        _add_task(world, contact, due, "not_started", _stamp(world, customer, made, made))
