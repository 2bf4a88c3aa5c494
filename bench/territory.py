"""One rep's territory at any size, as rows in stored form: N accounts, 3N contacts, 2N opportunities, 10N activities.

The notes are about 200 characters long, in three languages. It feeds the measurements; it writes to no database itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.values import Value, blank, format_instant, normalise_fields
from crmdesk.exchange.sample.notes import Topic, visit_notes
from crmdesk.exchange.sample.words import LANGUAGES, Words, read_words
from crmdesk.exchange.sample.world import World
from crmdesk.locations import resource_path
from crmdesk.schema.columns import MONEY_SCALE, Stored, page_columns, row_to_stored

CHUNK = 5_000
"""Rows of one chunk: enough to keep a driver's `executemany` busy, few enough for a small heap."""
NOTES = 3_000
"""Different notes; each row adds a number of its own, so that no two are equal."""
ACTIVITIES = (("visit", 5), ("call", 2), ("task", 1), ("meeting", 1), ("note", 1))
"""How many of each type an account has: ten together."""
_STAGES = ("prospecting", "qualification", "proposal", "negotiation", "closed_won", "closed_lost")
_FIRST: Mapping[str, Mapping[str, Value]] = {
    "account": {"type": "customer", "tier": "b", "visit_interval": 42, "tags": ["key account"]},
    "contact": {"title": "Laboratory Manager", "role": "buyer"},
    "opportunity": {"currency": "USD", "lead_source": "event"},
    "visit": {"purpose": "Quarterly review", "status": "completed", "outcome": "follow_up"},
    "call": {"subject": "Call about the quote", "status": "held", "direction": "outbound"},
    "task": {"subject": "Send the quote", "status": "not_started", "priority": "normal"},
    "meeting": {"subject": "Technical meeting", "status": "held"},
    "note": {"subject": "Site notes"},
}
"""What all rows of a type have in common."""
_START = {"visit": "planned_start", "call": "starts_at", "meeting": "starts_at"}

Row = tuple[Stored, ...]
Fields = dict[str, Stored]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows of one type; `columns` names their order, which is that of a sync page (`schema.columns.page_columns`)."""

    type: str
    columns: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Rep:
    """Whose territory it is: ids of a user and a territory, which are rows of the organisation's own."""

    user: str
    territory: str


def territory(
    accounts: int, rep: Rep, today: date, *, seed: int = 1, catalogue: Catalogue = CATALOGUE
) -> Iterator[Chunk]:
    """16 rows an account, targets before those that point to them; versions count up from 1."""
    return _Territory(read_words(resource_path("sample")), rep, today, Random(seed), catalogue).chunks(
        accounts
    )


class _Territory:
    def __init__(self, words: Words, rep: Rep, today: date, dice: Random, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._languages = [words.languages[code] for code in LANGUAGES]
        self._rep = rep
        self._dice = dice
        self._today = today
        self._midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
        self._version = 0
        world = World(catalogue, today, UTC, dice.randrange(1 << 30))
        self._notes = [self._make_note(world, number) for number in range(NOTES)]

    def _make_note(self, world: World, number: int) -> str:
        person = self._person(number)
        topic = Topic(self._languages[number % 3], person, "", f"Model {number}", number % 40 + 1)
        return visit_notes(world, topic, world.pick(("successful", "follow_up", "no_interest")))

    def chunks(self, accounts: int) -> Iterator[Chunk]:
        places = self._ids(accounts)
        people = self._ids(3 * accounts)
        yield from self._typed("account", places, self._account)
        yield from self._typed("contact", people, lambda n: self._contact(n, places[n // 3]))
        deals = self._ids(2 * accounts)
        yield from self._typed("opportunity", deals, lambda n: self._deal(n, places[n // 2]))
        for name, share in ACTIVITIES:
            make = self._activity(name, share, places)
            yield from self._typed(name, self._ids(share * accounts), make)

    def _ids(self, count: int) -> list[str]:
        bits = self._dice.getrandbits
        # Version and variant bits of a random UUID; going through `UUID(version=4)` would cost half the run.
        mask, fixed = ~((0xF << 76) | (0b11 << 62)), (0x4 << 76) | (0b10 << 62)
        return [str(UUID(int=(bits(128) & mask) | fixed)) for _ in range(count)]

    def _typed(self, name: str, ids: list[str], make: Callable[[int], Fields]) -> Iterator[Chunk]:
        entity = self._catalogue[name]
        columns = page_columns(entity)
        first = row_to_stored(entity, {**blank(entity), **normalise_fields(entity, _FIRST[name])})
        first |= {"owner": self._rep.user, "created_by": self._rep.user, "updated_by": self._rep.user}
        first["territory"] = self._rep.territory
        for start in range(0, len(ids), CHUNK):
            rows: list[Row] = []
            for number in range(start, min(start + CHUNK, len(ids))):
                self._version += 1
                at = self._instant(-(number % 700) - 1, number)
                row: Fields = {
                    "id": ids[number],
                    "version": self._version,
                    **first,
                    "created_at": at,
                    "updated_at": at,
                }
                row.update(make(number))
                rows.append(tuple(row.values()))
            yield Chunk(name, columns, rows)

    def _instant(self, days: int, number: int) -> str:
        return format_instant(self._midnight + timedelta(days=days, minutes=540 + number % 480))

    def _day(self, days: int) -> str:
        return str(self._today + timedelta(days=days))

    def _note_of(self, number: int) -> str:
        return f"{self._notes[number * 7 % NOTES]} #{number}"

    def _person(self, number: int) -> str:
        language = self._languages[number % 3]
        family = language.family[number // 3 % len(language.family)][0]
        given = language.given[number // 3 // len(language.family) % len(language.given)][0]
        return language.joiner.join((family, given) if language.family_first else (given, family))

    def _account(self, number: int) -> Fields:
        language = self._languages[number % 3]
        root = language.roots[number // 3 % len(language.roots)][0]
        industry, endings = language.industries[number % len(language.industries)]
        return {
            "name": f"{root} {endings[0]} {number}",
            "number": f"A-{number}",
            "industry": industry,
            "phones": f'["+82 2-0{number % 900 + 100}-{number % 9000 + 1000}"]',
            "location": f'{{"lat":"{34.5 + number * 7919 % 3600 / 1000:.6f}",'
            f'"lon":"{126.3 + number * 6271 % 3100 / 1000:.6f}"}}',
            "description": self._note_of(number),
        }

    def _contact(self, number: int, account: str) -> Fields:
        return {
            "name": self._person(number),
            "account": account,
            "phones": f'["+82 10-0{number % 900 + 100}-{number // 900 % 9000 + 1000}"]',
            "emails": f'["person{number}@customer{number // 3}.example"]',
        }

    def _deal(self, number: int, account: str) -> Fields:
        return {
            "name": f"Model {number % 900} for {self._person(number)}",
            "account": account,
            "stage": _STAGES[number % len(_STAGES)],
            "amount": (number % 500 + 1) * 100 * 10**MONEY_SCALE,
            "close_date": self._day(number % 3_300 - 3_000),
            "next_step": f"Send the revised quote {number}",
        }

    def _activity(self, name: str, share: int, accounts: list[str]) -> Callable[[int], Fields]:
        text = "body" if name == "note" else "notes"
        start = _START.get(name)

        # Over nine years, so that a person's day holds what one can do, at any size.
        def make(number: int) -> Fields:
            fields: Fields = {"account": accounts[number // share], text: self._note_of(number)}
            if start is not None:
                fields[start] = self._instant(number % 3_300 - 3_000, number)
            elif name == "task":
                fields["due_on"] = self._day(number % 3_300 - 3_000)
            return fields

        return make
