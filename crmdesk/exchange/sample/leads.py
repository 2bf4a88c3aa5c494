"""The leads of the sample organisation: people met at a fair or on the web, some given up, some customers by now, and
what was said to those that are still worth it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from crmdesk.domain.entities.lead import CONVERTED
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.exchange.sample.customers import Customer, digits
from crmdesk.exchange.sample.notes import Topic, call_notes, sentence
from crmdesk.exchange.sample.organisation import Company, SampleUser
from crmdesk.exchange.sample.words import Language, Words
from crmdesk.exchange.sample.world import Stamp, World, weekday

_EACH = 13
"""Leads of a rep that led to nothing yet, and of those that led to a customer a few more."""
_CONVERTED_EACH = 2
_STATES = ("new", "contacted", "nurturing", "qualified", "unqualified")
_STATE_WEIGHTS = (30, 26, 16, 16, 12)
_SCORES = {
    "new": (5, 55),
    "contacted": (20, 65),
    "nurturing": (30, 70),
    "qualified": (60, 98),
    "unqualified": (2, 30),
}
_SOURCES = ("referral", "web", "event", "call", "partner", "other")
_SOURCE_WEIGHTS = (20, 30, 25, 10, 10, 5)
# Numbers that no exchange gives out, as those of the contacts.
_PHONE = {"ko": "+82 10-0###-####", "zh": "+86 100 #### ####", "en": "+44 7700 900###"}


_SPOKEN_TO = ("contacted", "nurturing", "qualified")
_TASKS = 45
"""Of a hundred leads that were spoken to, with how many there is something to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """A lead that led to nothing yet, with the language that its rep writes about it in."""

    lead: Record
    rep: SampleUser
    language: Language


def find_leads(
    world: World, words: Words, company: Company, customers: Sequence[Customer]
) -> tuple[Found, ...]:
    """Makes some leads for each rep, in the languages of their customers; gives those that led to nothing yet."""
    found: list[Found] = []
    taken = {customer.name for customer in customers}
    for rep in company.reps:
        for _ in range(_EACH):
            code = world.pick(list(rep.languages), list(rep.languages.values()))
            language = words.languages[code]
            found.append(Found(_add_lead(world, rep, language, words.languages["en"], taken), rep, language))
        mine = [customer for customer in customers if customer.rep is rep and customer.deals]
        for customer in world.dice.sample(mine, _CONVERTED_EACH):
            _add_converted(world, customer)
    return tuple(found)


def follow_leads(world: World, company: Company, found: Iterable[Found]) -> None:
    """Whoever came further than new was called; with some there is something to do in the days to come."""
    for each in found:
        if each.lead["status"] in _SPOKEN_TO:
            _talk(world, company, each)


def _talk(world: World, company: Company, found: Found) -> None:
    lead, dice = found.lead, world.dice
    product = world.pick(company.products)
    topic = Topic(found.language, lead["name"], lead["company"], product.short, 2)
    start = world.working_time(weekday(world.day(-dice.randint(3, 18))))
    end = start + timedelta(minutes=dice.randint(3, 20))
    stamp = Stamp(found.rep.id, found.rep.home, start, end, found.rep.id)
    world.add("call", world.new_id("call"), stamp, {
        "lead": lead.id,
        "subject": sentence(world, topic, found.language.subjects["call"]),
        "direction": world.pick(("outbound", "inbound")),
        "status": "held",
        "starts_at": format_instant(start),
        "ends_at": format_instant(end),
        "outcome": sentence(world, topic, found.language.sentences["close"]),
        "notes": call_notes(world, topic),
    })  # fmt: skip
    if world.chance(_TASKS):
        world.add("task", world.new_id("task"), stamp, {
            "lead": lead.id,
            "subject": sentence(world, topic, found.language.subjects["task"]),
            "status": "not_started",
            "due_on": weekday(world.day(dice.randint(1, 12))).isoformat(),
            "priority": "normal",
        })  # fmt: skip


def _add_lead(
    world: World, rep: SampleUser, language: Language, english: Language, taken: set[str]
) -> Record:
    dice, state = world.dice, world.pick(_STATES, _STATE_WEIGHTS)
    name, web, industry = _company(world, language, english, taken)
    family, given = world.pick(language.family), world.pick(language.given)
    parts = (family[0], given[0]) if language.family_first else (given[0], family[0])
    found = world.working_time(world.day(-dice.randint(3, 90)))
    touched = max(found, world.working_time(world.day(-dice.randint(1, 20))))
    return _add(world, Stamp(rep.id, rep.home, found, touched, rep.id), {
        "name": language.joiner.join(parts),
        "company": name,
        "status": state,
        "score": dice.randint(*_SCORES[state]),
        "title": world.pick(language.lists["titles"]),
        "industry": industry,
        "phones": [digits(world, _PHONE[language.code])],
        "emails": [f"{given[1]}.{family[1]}@{web}.example"],
        "website": f"https://{web}.example",
        "do_not_contact": state == "unqualified" and world.chance(30),
        "tags": dice.sample(language.lists["tags"], 1) if world.chance(30) else [],
        "description": world.pick(language.lists["descriptions"]),
    })  # fmt: skip


def _company(world: World, language: Language, english: Language, taken: set[str]) -> tuple[str, str, str]:
    """A name that no account and no other lead has, its web name and its industry."""
    space = "" if language.family_first else " "
    while True:
        root, latin = world.pick(language.roots)
        at = world.dice.randrange(len(language.industries))
        (industry, endings), (_, web_endings) = language.industries[at], english.industries[at]
        kind = world.dice.randrange(len(endings))
        name = f"{root}{space}{endings[kind]}"
        again = world.dice.randrange(2, 99)
        for called in (name, f"{name} {again}"):
            if called not in taken:
                taken.add(called)
                web = f"{latin}-{web_endings[kind].lower().replace(' ', '-')}"
                return called, f"{web}-{again}", industry


def _add_converted(world: World, customer: Customer) -> None:
    person, deal, rep = customer.people[0], customer.deals[0], customer.rep
    contact = world.record("contact", person.id)
    found = world.working_time(customer.since)
    _add(world, Stamp(rep.id, rep.home, found, max(found, world.at(deal.opened, 18)), rep.id), {
        "name": person.name,
        "company": customer.name,
        "status": CONVERTED,
        "score": world.dice.randint(70, 99),
        "title": contact["title"],
        "industry": world.record("account", customer.id)["industry"],
        "phones": contact["phones"],
        "emails": contact["emails"],
        "converted_account": customer.id,
        "converted_contact": person.id,
        "converted_opportunity": deal.id,
    })  # fmt: skip


def _add(world: World, stamp: Stamp, fields: dict[str, Value]) -> Record:
    source = world.pick(_SOURCES, _SOURCE_WEIGHTS)
    return world.add("lead", world.new_id("lead"), stamp, {"source": source, **fields})
