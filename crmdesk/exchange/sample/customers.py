"""The accounts of the sample organisation and the people there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from itertools import product as pairs
from typing import Any

from crmdesk.domain.values import Value
from crmdesk.exchange.sample.organisation import Company, Product, SampleUser
from crmdesk.exchange.sample.words import Language, Words
from crmdesk.exchange.sample.world import Stamp, World

SERVICE = "Service"
"""The product family that is sold along with others, never by itself."""
VISIT_INTERVAL = {"a": 21, "b": 42, "c": 84}
"""Days between visits, by tier."""
_TIERS, _TIER_WEIGHTS = ("a", "b", "c"), (15, 35, 50)
_PEOPLE = {"a": (4, 6), "b": (3, 4), "c": (2, 3)}
_EMPLOYEES = {"a": (400, 4000), "b": (80, 600), "c": (8, 120)}
# Million US dollars, and how many units of the currency go to one.
_REVENUE = {"a": (80, 900), "b": (12, 120), "c": (1, 20)}
_RATE = {"KRW": 1350, "CNY": 7, "USD": 1}
_ROLES = ("decision_maker", "influencer", "user", "buyer", "gatekeeper")
# Numbers that no exchange gives out: ranges kept for fiction (GB), local numbers beginning with 0 (KR, CN).
_DESK_PHONE = {"KR": "+82 2-0##-####", "CN": "+86 21 0### ####", "GB": "+44 20 7946 0###"}
_MOBILE = {"KR": "+82 10-0###-####", "CN": "+86 100 #### ####", "GB": "+44 7700 900###"}
_LANGUAGE_NAME = {"en": "English", "ko": "한국어", "zh": "中文"}


@dataclass(slots=True)
class Person:
    """A contact, as the other parts need them."""

    id: str
    name: str


@dataclass(slots=True)
class Deal:
    """An opportunity as the activities see it: what about, from when to when."""

    id: str
    product: Product
    quantity: int
    opened: date
    until: date
    """The last day something happened on it: closed then, or gone quiet, or today."""
    open: bool
    stage: str


@dataclass(slots=True)
class Customer:
    """An account, as the other parts need it."""

    id: str
    name: str
    language: Language
    rep: SampleUser
    tier: str
    currency: str
    since: date
    lat: float
    lon: float
    wants: tuple[Product, ...]
    """Instruments that they talk about."""
    services: tuple[Product, ...]
    """Contracts and training that come with a deal."""
    people: list[Person] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)


def win_customers(world: World, words: Words, company: Company) -> list[Customer]:
    """Makes accounts, contacts and second roles; each account has one rep of its territory as owner."""
    english = words.languages["en"]
    names = {code: _company_names(world, language, english) for code, language in words.languages.items()}
    customers: list[Customer] = []
    for key, territory in company.territories.items():
        reps = [rep for rep in company.reps if rep.territory == key]
        for number in range(territory.get("accounts", 0)):
            rep = reps[number % len(reps)]
            code = world.pick(list(rep.languages), list(rep.languages.values()))
            place = world.pick(words.places[key], [place["weight"] for place in words.places[key]])
            setting = _Setting(words.languages[code], next(names[code]), place, territory["currency"])
            customers.append(_add_account(world, company, rep, setting, len(customers)))
    _add_subsidiaries(world, customers)
    _add_second_roles(world, customers)
    return customers


@dataclass(frozen=True, slots=True)
class _Setting:
    language: Language
    name: tuple[str, str, str]
    """Company name, its Latin form, its industry."""
    place: Mapping[str, Any]
    currency: str


def _company_names(world: World, language: Language, english: Language) -> Iterator[tuple[str, str, str]]:
    """Names without end, with a web name and the industry; the languages list the same industries in the same order."""
    endings = [
        (ending, web_ending.lower().replace(" ", "-"), industry)
        for (industry, suffixes), (_, web_suffixes) in zip(
            language.industries, english.industries, strict=True
        )
        for ending, web_ending in zip(suffixes, web_suffixes, strict=True)
    ]
    combinations = list(pairs(language.roots, endings))
    world.dice.shuffle(combinations)
    space = " " if language.family_first is False else ""
    for round_number in count(1):
        again = f" {round_number}" if round_number > 1 else ""
        for (root, latin), (ending, web_ending, industry) in combinations:
            yield f"{root}{space}{ending}{again}", f"{latin}-{web_ending}{again.strip()}", industry


def _add_account(world: World, company: Company, rep: SampleUser, setting: _Setting, number: int) -> Customer:
    dice, place, language = world.dice, setting.place, setting.language
    currency = setting.currency
    if language.code == "en" and world.chance(40):
        currency = "USD"
    since = world.day(-dice.randint(330, 1300))
    customer = Customer(
        id=world.new_id("account"),
        name=setting.name[0],
        language=language,
        rep=rep,
        tier=world.pick(_TIERS, _TIER_WEIGHTS),
        currency=currency,
        since=since,
        lat=place["lat"] + dice.uniform(-1, 1) * place["spread"],
        lon=place["lon"] + dice.uniform(-1, 1) * place["spread"],
        wants=tuple(dice.sample([item for item in company.products if item.family != SERVICE], 4)),
        services=tuple(item for item in company.products if item.family == SERVICE),
    )
    tier = customer.tier
    address = _address(world, language, place)
    touched = world.working_time(world.day(-dice.randint(5, 200)))
    world.add("account", customer.id, Stamp(rep.id, rep.home, world.working_time(since), touched, rep.id), {
        "name": customer.name,
        "number": f"HB-{10001 + number}",
        "type": world.pick(("customer", "prospect", "partner"), (70, 26, 4)),
        "industry": setting.name[2],
        "tier": tier,
        "relationship_stage": world.pick(
            ("starting", "growing", "steady", "at_risk", "ended"), (15, 25, 45, 12, 3)
        ),
        "visit_interval": VISIT_INTERVAL[tier],
        "employees": dice.randint(*_EMPLOYEES[tier]),
        "annual_revenue": str(dice.randint(*_REVENUE[tier]) * 1_000_000 * _RATE[currency]),
        "annual_revenue_currency": currency,
        "founded": dice.randint(1951, 2021),
        "website": f"https://{setting.name[1]}.example",
        "phones": [digits(world, _DESK_PHONE[place["country"]])],
        "emails": [f"info@{setting.name[1]}.example"],
        "billing_address": address if world.chance(80) else _address(world, language, place),
        "visiting_address": address,
        "location": {"lat": customer.lat, "lon": customer.lon},
        "opening_hours": world.pick(language.lists["opening_hours"]),
        "tags": dice.sample(language.lists["tags"], dice.randint(0, 3)),
        "description": world.pick(language.lists["descriptions"]),
    })  # fmt: skip
    for _ in range(dice.randint(*_PEOPLE[tier])):
        customer.people.append(_add_contact(world, customer, setting))
    return customer


def _address(world: World, language: Language, place: Mapping[str, Any]) -> dict[str, Value]:
    street = language.lists["street_format"][0].format(
        street=world.pick(language.lists["streets"]), number=world.dice.randint(1, 240)
    )
    district = world.pick(place["districts"][language.code])
    return {
        "street": f"{street}, {district}" if language.code == "en" else f"{district} {street}",
        "city": place["name"][language.code],
        "region": place["region"][language.code],
        "postal_code": digits(world, place["postal"]),
        "country": place["country"],
    }


def digits(world: World, pattern: str) -> str:
    """The pattern with a random digit for each `#`."""
    return "".join(str(world.dice.randrange(10)) if sign == "#" else sign for sign in pattern)


def _add_contact(world: World, customer: Customer, setting: _Setting) -> Person:
    dice, language, rep = world.dice, customer.language, customer.rep
    taken = {person.name for person in customer.people}
    while True:
        family, given = world.pick(language.family), world.pick(language.given)
        parts = (family[0], given[0]) if language.family_first else (given[0], family[0])
        name = language.joiner.join(parts)
        if name not in taken:
            break
    position = dice.randrange(len(language.lists["titles"]))
    known_since = world.working_time(customer.since + timedelta(days=dice.randint(0, 320)))
    person = Person(world.new_id("contact"), name)
    world.add("contact", person.id, Stamp(rep.id, rep.home, known_since, known_since, rep.id), {
        "name": name,
        "family_name": family[0],
        "given_name": given[0],
        "account": customer.id,
        "title": language.lists["titles"][position],
        "department": language.lists["departments"][position],
        "role": world.pick(_ROLES),
        "phones": [digits(world, _MOBILE[setting.place["country"]])],
        "emails": [f"{given[1]}.{family[1]}@{setting.name[1]}.example"] if world.chance(93) else [],
        "preferred_channel": world.pick(("phone", "email", "message", "visit")),
        "preferred_language": _LANGUAGE_NAME[language.code],
        "do_not_contact": world.chance(3),
        "birthday": str(date(1959, 1, 1) + timedelta(days=dice.randrange(365 * 40))) if world.chance(60) else None,
        "reports_to": customer.people[0].id if customer.people and world.chance(50) else None,
        "personal_facts": world.pick(language.lists["facts"]).format(month=world.pick(language.lists["months"]))
        if world.chance(55)
        else None,
        "tags": dice.sample(language.lists["tags"], 1) if world.chance(20) else [],
    })  # fmt: skip
    return person


def _add_subsidiaries(world: World, customers: list[Customer]) -> None:
    """Some small accounts belong to an earlier large one of the same rep, which has no parent: there is no circle."""
    parents: dict[str, list[Customer]] = {}
    for customer in customers:
        known = parents.setdefault(customer.rep.id, [])
        if customer.tier == "a":
            known.append(customer)
        elif customer.tier == "c" and known and world.chance(10):
            world.amend("account", customer.id, None, parent=world.pick(known).id)


def _add_second_roles(world: World, customers: list[Customer]) -> None:
    for customer in customers:
        if not world.chance(25):
            continue
        rep = customer.rep
        colleagues = [
            other for other in customers if other.rep is rep and other.language is customer.language
        ]
        other = world.pick(colleagues)
        if other is customer:
            continue
        since = world.working_time(world.day(-world.dice.randint(5, 300)))
        world.add("account_contact", world.new_id("account_contact"), Stamp(rep.id, rep.home, since, since, rep.id), {
            "account": customer.id,
            "contact": world.pick(other.people).id,
            "role": world.pick(customer.language.lists["side_roles"]),
            "primary": False,
            "active": world.chance(90),
        })  # fmt: skip
