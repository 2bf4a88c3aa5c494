"""What a person's import means as edits: a candidate becomes a new record, new values of one, or nothing. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from crmdesk.domain import edits
from crmdesk.domain.declare import Kind
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.exchange.incoming.alikes import folded_name
from crmdesk.exchange.incoming.candidates import Candidate, Named
from crmdesk.exchange.incoming.survey import Choice, Decisions, Survey, may_make


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
    accounts: tuple[str, ...] = ()
    """Folded names whose accounts are among the edits."""
    begun: tuple[int, ...] = ()
    """Lines further down whose records are begun among the edits."""


@dataclass(slots=True)
class _Linked:
    """A candidate's fields with ids for names, and the edits that make whom it names and nobody has."""

    fields: dict[str, Value]
    mutations: Group = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)


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
        self._missing = {folded_name(name.text): name.text for name in survey.missing}
        self._accounts: dict[str, str] = {}
        """By folded name: `Acme Inc.` and `ACME` are one account."""
        self._made: dict[int, str] = {}
        """Line -> the record that it makes or changes."""
        self._begun: dict[int, str] = {}
        """Line -> its record, which a row further up named and which has nothing but a name so far."""

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
        linked = self._linked(type_name, candidate)
        begun = self._begun.get(candidate.line)
        if standing is not None:
            made = self._update(candidate, standing, linked)
        elif begun is not None and (record := self._standing(type_name, begun)) is not None:
            made = replace(self._update(candidate, record, linked), fate=Fate.CREATED, before=None)
        else:
            created = edits.create(self._author, type_name, linked.fields, intent=self.intent)
            made = Made(
                candidate.line,
                Fate.CREATED,
                [*linked.mutations, *created],
                created[0].id,
                None,
                tuple(linked.accounts),
                tuple(linked.begun),
            )
        if made.record is not None:
            self._made[made.line] = made.record
        return made

    def waits(self, line: int) -> bool:
        """Whether what was made so far must be saved before this line: its record is begun among it."""
        return line in self._begun

    def dropped(self, made: Made) -> None:
        """These edits were not saved: what they were to make is not there."""
        self._made.pop(made.line, None)
        for name in made.accounts:
            self._accounts.pop(name, None)
        for line in made.begun:
            self._begun.pop(line, None)

    def _linked(self, type_name: str, candidate: Candidate) -> _Linked:
        """Edits that make accounts that are named and missing, and all fields with ids for names."""
        entity = self._author.catalogue[type_name]
        linked = _Linked(dict(candidate.fields))
        for name_of_field, names in candidate.links.items():
            ids = [known for name in names if (known := self._known(name, candidate, linked)) is not None]
            if ids:
                many = entity.field(name_of_field).kind is Kind.SET
                linked.fields[name_of_field] = ids if many else ids[0]
        return linked

    def _known(self, name: Named, candidate: Candidate, linked: _Linked) -> str | None:
        """The record that is meant; one that is missing is made, and one of a row further down is begun."""
        key = folded_name(name.text)
        line = self._survey.rows.get(key) if may_make(name) else None
        known = self._survey.found.get(name) or self._accounts.get(key) or self._of_row(line)
        if known is None and key in self._missing:
            said = {"name": self._missing[key], **candidate.beside.get(name, {})}
            known = self._accounts[key] = self._begin(name, said, linked)
            linked.accounts.append(key)
        elif known is None and line is not None and line != candidate.line:
            known = self._begun[line] = self._begin(name, {"name": name.text}, linked)
            linked.begun.append(line)
        return known

    def _begin(self, name: Named, said: Mapping[str, Value], linked: _Linked) -> str:
        group = edits.create(self._author, name.type, said, intent=self.intent)
        linked.mutations += group
        return group[0].id

    def _of_row(self, line: int | None) -> str | None:
        """The record of a row, as far as there is one."""
        alike = self._survey.alikes.get(line or 0)
        if line is None or alike is None or self._decisions.of(line) is Choice.MAKE:
            return self._made.get(line or 0) or self._begun.get(line or 0)
        return alike.record or self._of_row(alike.first)

    def _update(self, candidate: Candidate, record: Record, linked: _Linked) -> Made:
        entity = self._author.catalogue[record.type]
        values: dict[str, Value] = {}
        add: dict[str, Value] = {}
        for name, value in linked.fields.items():
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
        return Made(
            candidate.line,
            Fate.UPDATED,
            [*linked.mutations, *group],
            record.id,
            record,
            tuple(linked.accounts),
            tuple(linked.begun),
        )
