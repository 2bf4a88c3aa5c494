"""Which records there are, or will be once the import is done: what references in rows are checked against."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Protocol

from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.exchange.mapping import Draft
from crmdesk.exchange.recipe import Recipe, RecordRule

NEAR_AMONG = 2_000
"""Keys among which a similar one is looked for; past that the search costs more than the hint is worth."""


class Lookups(Protocol):
    """What the centre knows, passed in."""

    def known(self) -> bool:
        """Whether anything was imported with this recipe before."""

    def imported(self, type_name: str, ids: Sequence[str]) -> Mapping[str, Mapping[str, Value]]:
        """By id, the fields that the last import of each record gave; none for those never imported."""

    def standing(self, type_name: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """By id, the live records."""

    def holders(self, type_name: str, field: str) -> Mapping[str, str]:
        """By value of a unique field in small letters, the id of the record that holds it."""


class Register:
    """The knowledge that rows are mapped with. It remembers keys, and of records only fields that others copy."""

    def __init__(self, recipe: Recipe, lookups: Lookups) -> None:
        self._recipe = recipe
        self._lookups = lookups
        self._accepted: dict[str, dict[str, Mapping[str, Value]]] = {rule.name: {} for rule in recipe.records}
        self._deferred: frozenset[str] = frozenset()
        self._central: dict[str, bool] = {}
        self._holders: dict[tuple[str, str], Mapping[str, str]] = {}
        self._claims: dict[tuple[str, str, str], str] = {}
        self._copied: dict[str, set[str]] = {rule.name: set() for rule in recipe.records}
        for rule in recipe.records:
            for field in rule.fields:
                if field.copied is not None:
                    target = rule.field(field.copied[0]).reference
                    self._copied[str(target)].add(field.copied[1])

    def defer(self, rules: frozenset[str]) -> None:
        """Takes every record of these rules for granted, until told otherwise: they are still to be read."""
        self._deferred = rules

    def accept(self, draft: Draft) -> None:
        """A record will be there."""
        copied = self._copied[draft.rule.name]
        self._accepted[draft.rule.name][draft.key] = {name: draft.fields[name] for name in copied}

    def withdraw(self, rule: str, key: str) -> None:
        """A record that was accepted will not be there after all."""
        self._accepted[rule].pop(key, None)

    def accepted(self, rule: str, key: str) -> bool:
        """Whether this import brings the record."""
        return key in self._accepted[rule]

    def exists(self, rule: RecordRule, key: str) -> bool:
        """Whether there is, or will be, a record with this key."""
        if key in self._accepted[rule.name] or rule.name in self._deferred:
            return True
        record_id = self._recipe.record_id(rule, key)
        if record_id not in self._central:
            self._central[record_id] = bool(self._lookups.standing(rule.type, [record_id]))
        return self._central[record_id]

    def fields(self, rule: RecordRule, key: str) -> Mapping[str, Value]:
        """The fields of a record that others copy: as this import gives them, else as the last one did."""
        found = self._accepted[rule.name].get(key)
        if found is None:
            record_id = self._recipe.record_id(rule, key)
            found = self._lookups.imported(rule.type, [record_id]).get(record_id, {})
        return found

    def near(self, rule: RecordRule, key: str) -> str | None:
        """A key of this import that looks much like the one given."""
        keys = self._accepted[rule.name]
        if len(keys) > NEAR_AMONG:
            return None
        by_folded = {known.casefold(): known for known in keys}
        close = difflib.get_close_matches(key.casefold(), by_folded, 1, 0.8)
        return by_folded[close[0]] if close else None

    def taken(self, rule: RecordRule, field: str, value: Value, key: str) -> bool:
        """Whether another record, there or in this import, holds the value; if not, it is this record's from now on."""
        place = (rule.type, field)
        if place not in self._holders:
            self._holders[place] = self._lookups.holders(rule.type, field)
        record_id, folded = self._recipe.record_id(rule, key), str(value).casefold()
        holder = self._holders[place].get(folded, record_id)
        claimed = self._claims.setdefault((*place, folded), record_id)
        return holder != record_id or claimed != record_id
