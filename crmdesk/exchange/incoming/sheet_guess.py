"""Guesses which slot each column of a table fills, by its name and by what is in it. It decides nothing: people do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from crmdesk.domain.declare import Entity, Kind
from crmdesk.exchange.incoming.cells import folded
from crmdesk.exchange.incoming.sheet_words import COLUMN_WORDS
from crmdesk.exchange.incoming.slots import TYPES, Slot, slots

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_PHONE = re.compile(r"\+?[\d\s().-]{7,24}")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[-/.년年]\s*\d{1,2}[-/.월月]\s*\d{1,4}[일日.]?(?:[T\s].*)?")
_NUMBER = re.compile(r"[^\w-]?[+-]?\d[\d,.]*\s*[^\W\d]{0,3}%?")
_SHARE = 0.6
"""Of the filled cells that must look like a kind of value for the column to count as that."""

Labels = Mapping[str, Iterable[str]]
"""Slot -> what it is called in the languages of the interface."""


class Sureness(IntEnum):
    """How far a guess can be trusted."""

    LOW = 1
    """Only what is in the column speaks for it."""
    FAIR = 2
    """The name is close, or what is in the column does not look like it."""
    HIGH = 3
    """It is called so."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A slot for a column."""

    slot: str
    sureness: Sureness


def guess_columns(
    entity: Entity, columns: Sequence[str], rows: Sequence[Sequence[str]], labels: Labels
) -> dict[str, Guess]:
    """Column -> its likely slot; a slot that holds one value is given once, to the column that fits it best."""
    candidates: list[tuple[int, int, str, Slot, Sureness]] = []
    open_slots = slots(entity)
    for place, column in enumerate(columns):
        cells = [row[place] for row in rows if row[place]]
        looks = _looks(cells)
        for order, slot in enumerate(open_slots):
            points, sureness = _fit(entity, slot, folded(column), looks, labels)
            if points:
                candidates.append((points * 1000 - order, -place, column, slot, sureness))
    return _assign(candidates)


def known_names(labels: Labels) -> frozenset[str]:
    """Folded names by which columns are known, to tell a row of names from one of values."""
    own = (word for words in COLUMN_WORDS.values() for word in words.split(";"))
    return frozenset(folded(word) for word in (*own, *(each for names in labels.values() for each in names)))


def guess_type(columns: Sequence[str], labels: Mapping[str, Labels], entities: Mapping[str, Entity]) -> str:
    """The type whose slots the columns' names fit best; `account` when nothing speaks for any."""

    def points(type_name: str) -> int:
        entity = entities[type_name]
        own = labels.get(type_name, {})
        found = guess_columns(entity, columns, (), own)
        telling = _TELLING.get(type_name, frozenset())
        return sum(guess.sureness + 3 * (guess.slot in telling) for guess in found.values())

    return max(TYPES, key=lambda name: (points(name), -TYPES.index(name)))


_TELLING: Mapping[str, frozenset[str]] = {
    "account": frozenset({"employees", "annual_revenue", "billing_address.city"}),
    "contact": frozenset({"given_name", "family_name", "department", "account", "birthday"}),
    "lead": frozenset({"source", "company"}),
    "opportunity": frozenset({"stage", "amount", "close_date"}),
    "task": frozenset({"due_on", "subject"}),
}
"""Slots that few other types have."""


def _assign(candidates: list[tuple[int, int, str, Slot, Sureness]]) -> dict[str, Guess]:
    found: dict[str, Guess] = {}
    taken: set[str] = set()
    for _, _, column, slot, sureness in sorted(candidates, key=lambda one: one[:2], reverse=True):
        if column in found or (slot.key in taken and not slot.many):
            continue
        if slot.key in taken and sureness is Sureness.LOW:
            continue
        found[column] = Guess(slot.key, sureness)
        taken.add(slot.key)
    return found


def _fit(entity: Entity, slot: Slot, name: str, looks: str, labels: Labels) -> tuple[int, Sureness]:
    """How well a column fits a slot, 0 for not at all."""
    agrees, against = _agrees(slot, looks)
    words = _words(entity.name, slot.key, tuple(labels.get(slot.key, ())))
    if name in words:
        place = words.index(name)
        return (60 if against else 100) - min(place, 20), Sureness.FAIR if against else Sureness.HIGH
    if not against and any(len(word) > 3 and word in name for word in words):
        return 40 + 10 * agrees, Sureness.FAIR
    if agrees and slot.field.name in _BY_LOOKS:
        return 20, Sureness.LOW
    return 0, Sureness.LOW


_BY_LOOKS = frozenset({"emails", "phones", "website", "due_on", "close_date", "amount"})
"""Fields that what is in a column can speak for alone."""
_LOOKS = {
    Kind.DATE: "date",
    Kind.INSTANT: "date",
    Kind.MONEY: "number",
    Kind.INTEGER: "number",
    Kind.DECIMAL: "number",
}


def _agrees(slot: Slot, looks: str) -> tuple[bool, bool]:
    """Whether what is in a column speaks for the slot, and whether it speaks against it."""
    wanted = {"emails": "email", "phones": "phone", "website": "link"}.get(
        slot.field.name, _LOOKS.get(slot.field.kind, "")
    )
    if not looks:
        return False, False
    if not wanted:
        return False, looks in ("email", "link") and slot.field.kind is not Kind.LONGTEXT
    if wanted == "phone" and looks == "number":
        return False, False
    close = wanted == "number" and looks == "phone"
    return looks == wanted, wanted not in (looks, "link") and not close


def _looks(cells: Sequence[str]) -> str:
    """What most cells of a column look like: `email`, `link`, `date`, `number`, `phone`, `text`, or nothing."""
    if not cells:
        return ""
    kinds = (("email", _EMAIL), ("link", _LINK), ("date", _DATE), ("number", _NUMBER), ("phone", _PHONE))
    for kind, pattern in kinds:
        if kind == "number" and _are_phones(cells):
            continue
        if sum(pattern.fullmatch(cell) is not None for cell in cells) >= _SHARE * len(cells):
            return kind
    return "text"


def _are_phones(cells: Sequence[str]) -> bool:
    """Figures that begin with a zero or a plus and are long enough are dialled, not counted."""
    dialled = sum(
        cell[0] in "0+(" and _PHONE.fullmatch(cell) is not None and sum(map(str.isdigit, cell)) >= 7
        for cell in cells
    )
    return dialled >= _SHARE * len(cells)


@lru_cache(1024)
def _words(type_name: str, slot: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    own = COLUMN_WORDS.get(f"{type_name}.{slot}", "").split(";")
    shared = COLUMN_WORDS.get(slot, "").split(";")
    words = (folded(word) for word in (*labels, *own, *shared, slot.rpartition(".")[2]))
    return tuple(dict.fromkeys(word for word in words if word))
