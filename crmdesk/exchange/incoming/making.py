"""What a person's import means as edits: a candidate becomes a new record, new values of one, or nothing. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain import edits
from crmdesk.domain.declare import Kind
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.exchange.incoming.candidates import Candidate, Named
from crmdesk.exchange.incoming.survey import Choice, Decisions, Survey


class Fate(StrEnum):
    """What becomes of a record of the file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    """It says nothing that the record does not say."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Made:
    """A candidate's edits. `record` is the id of the record, None for a skipped one; `before` is it as it stood."""

    line: int
    fate: Fate
    mutations: Group
    record: str | None = None
    before: Record | None = None
    accounts: tuple[Named, ...] = ()
    """Names whose accounts are among the edits."""


class Maker:
    """Makes the edits of one import, in the file's order; all of them carry one intent."""

    def __init__(
        self,
        author: Author,
        survey: Survey,
        decisions: Decisions,
        standing: Callable[[str, str], Record | None],
        intent: str,
    ) -> None:
        """`standing` gives a record by type and id."""
        self.intent = intent
        self._author = author
        self._survey = survey
        self._decisions = decisions
        self._standing = standing
        self._accounts: dict[Named, str] = {}
        self._made: dict[int, str] = {}
        """Line -> the record that it made or changed."""

    def make(self, type_name: str, candidate: Candidate) -> Made:
        """The edits of one candidate; raises `UserError` as the intents do."""
        alike = self._survey.alikes.get(candidate.line)
        choice = self._decisions.of(candidate.line) if alike is not None else Choice.MAKE
        if choice is Choice.SKIP:
            return Made(candidate.line, Fate.SKIPPED, [])
        standing = None
        if alike is not None and choice is Choice.UPDATE:
            target = alike.record or self._made.get(alike.first or 0)
            standing = self._standing(type_name, target) if target else None
        mutations, accounts, fields = self._linked(type_name, candidate)
        if standing is not None:
            return self._update(candidate, standing, mutations, accounts, fields)
        created = edits.create(self._author, type_name, fields, intent=self.intent)
        record = created[0].id
        return Made(candidate.line, Fate.CREATED, [*mutations, *created], record, None, accounts)

    def kept(self, made: Made) -> None:
        """These edits were saved: later lines may be about the same record."""
        if made.record is not None:
            self._made[made.line] = made.record

    def dropped(self, made: Made) -> None:
        """These edits were not saved: the accounts among them are not there."""
        for name in made.accounts:
            self._accounts.pop(name, None)

    def _linked(
        self, type_name: str, candidate: Candidate
    ) -> tuple[Group, tuple[Named, ...], dict[str, Value]]:
        """Edits that make accounts that are named and missing, their names, and all fields with ids for names."""
        entity = self._author.catalogue[type_name]
        fields = dict(candidate.fields)
        mutations: Group = []
        fresh: list[Named] = []
        for field, names in candidate.links.items():
            ids: list[str] = []
            for name in names:
                known = self._survey.found.get(name) or self._accounts.get(name)
                if known is None and name in self._survey.missing:
                    said = {"name": name.text, **candidate.beside.get(name, {})}
                    group = edits.create(self._author, name.type, said, intent=self.intent)
                    known = self._accounts[name] = group[0].id
                    mutations += group
                    fresh.append(name)
                if known is not None:
                    ids.append(known)
            if ids:
                many = entity.field(field).kind is Kind.SET
                fields[field] = ids if many else ids[0]
        return mutations, tuple(fresh), fields

    def _update(
        self,
        candidate: Candidate,
        record: Record,
        mutations: Group,
        accounts: tuple[Named, ...],
        fields: Mapping[str, Value],
    ) -> Made:
        entity = self._author.catalogue[record.type]
        values: dict[str, Value] = {}
        add: dict[str, Value] = {}
        for name, value in fields.items():
            stands = record.fields.get(name)
            if entity.field(name).kind is Kind.SET:
                if new := [item for item in value if item not in (stands or ())]:
                    add[name] = new
            elif entity.field(name).kind is Kind.ADDRESS:
                whole = {part: value.get(part) or (stands or {}).get(part) for part in value}
                if whole != stands:
                    values[name] = whole
            elif value != stands:
                values[name] = value
        if not values and not add:
            return Made(candidate.line, Fate.UNCHANGED, [], record.id)
        group = edits.update(self._author, record, values, add=add, intent=self.intent)
        return Made(candidate.line, Fate.UPDATED, [*mutations, *group], record.id, record, accounts)
