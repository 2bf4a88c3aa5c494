"""From a folder of files and a recipe to steps: what to create and update, in order, and what to say about the rest.

Rows are read as a stream and steps given as they come; it writes to no database and asks one only through `Lookups`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import UsageError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.exchange.findings import Findings, FollowUp
from crmdesk.exchange.mapping import Draft, Mapper, Rejected
from crmdesk.exchange.merging import Decision, Fate, decide
from crmdesk.exchange.recipe import Recipe, RecordRule
from crmdesk.exchange.register import Lookups, Register
from crmdesk.exchange.survey import survey
from crmdesk.exchange.tables import Row, Table, open_table

CHUNK = 500
"""Drafts that are compared with the centre at a time."""


@dataclass(frozen=True, slots=True)
class Step:
    """One record's part of the import. `now` is written at once, `later` when the records it points to are there."""

    draft: Draft
    fate: Fate
    now: Mapping[str, Value]
    later: Mapping[str, Value]
    version: int
    """Of the record that stands; 0 for a created one."""
    remember: bool
    """Whether the imported fields differ from those remembered."""


class Plan:
    """One import, ready to run once: take all `steps`, then read `findings`. Opening checks every file's columns."""

    def __init__(self, recipe: Recipe, catalogue: Catalogue, directory: Path, lookups: Lookups) -> None:
        """Raises `UsageError` for files that are missing or cannot be read as tables with the recipe's columns."""
        self.recipe = recipe
        self._catalogue = catalogue
        self._lookups = lookups
        self.tables = _open(recipe, directory, partial=lookups.known())
        self.findings = Findings(recipe.types())
        self._register = Register(recipe, lookups)
        self._order = {rule.name: index for index, rule in enumerate(recipe.records)}

    def steps(self) -> Iterator[Step]:
        """Every record that comes, in an order in which what others point to stands first."""
        circles = survey(self.recipe, self._catalogue, self.tables, self._register)
        for rule in self.recipe.records:
            if rule.source in self.tables:
                reading = _Reading(
                    Mapper(self.recipe, rule, self._catalogue, self._register),
                    self.findings,
                    circles=frozenset(key for name, key in circles if name == rule.name),
                    faults=not rule.distinct or self._all_distinct(rule.source),
                )
                drafts = self._accepted(reading.drafts(self.tables[rule.source]))
                yield from self._decided(rule, _parents_first(rule, drafts, self._register))

    def _all_distinct(self, source: str) -> bool:
        return all(rule.distinct for rule in self.recipe.records if rule.source == source)

    def refuse(self, step: Step, reason: str) -> None:
        """The centre did not take a step: its row is rejected after all."""
        rule = step.draft.rule
        self.findings.refused(rule.type, step.fate)
        self.findings.reject(rule.source, step.draft.line, [reason])

    def _accepted(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        for draft in drafts:
            self._register.accept(draft)
            yield draft

    def _decided(self, rule: RecordRule, drafts: Iterator[Draft]) -> Iterator[Step]:
        while chunk := list(islice(drafts, CHUNK)):
            ids = [draft.id for draft in chunk]
            before = self._lookups.imported(rule.type, ids)
            standing = self._lookups.standing(rule.type, ids)
            for draft in chunk:
                yield self._step(draft, before.get(draft.id), standing.get(draft.id))

    def _step(self, draft: Draft, before: Mapping[str, Value] | None, standing: Record | None) -> Step:
        entity = self._catalogue[draft.rule.type]
        decision = decide(entity, draft.fields, before, standing.fields if standing else None)
        self.findings.count(entity.name, decision.fate.value)
        self._report(draft, decision, changed=before != draft.fields)
        waiting = {
            field for field, rule, _ in draft.links if self._order[rule] > self._order[draft.rule.name]
        }
        return Step(
            draft,
            decision.fate,
            {name: value for name, value in decision.changes.items() if name not in waiting},
            {name: value for name, value in decision.changes.items() if name in waiting},
            standing.version if standing else 0,
            before != draft.fields,
        )

    def _report(self, draft: Draft, decision: Decision, *, changed: bool) -> None:
        remarks = [(remark.field, remark.value, remark.note) for remark in draft.remarks]
        remarks += [
            (
                kept.field,
                _shown(kept.imported),
                f"kept {_shown(kept.standing)!r}: edited since the last import",
            )
            for kept in decision.kept
        ]
        if decision.gone and changed:
            remarks.append(("", "", "stays deleted: deleted since the last import"))
        file = self.recipe.sources[draft.rule.source].file
        for field, value, note in remarks:
            self.findings.report(
                FollowUp(draft.rule.type, draft.id, draft.key, file, draft.line, field, value, note)
            )


def _open(recipe: Recipe, directory: Path, *, partial: bool) -> dict[str, Table]:
    """The tables of the folder. A file may only be missing once the recipe was imported whole (`partial`)."""
    if not directory.is_dir():
        raise UsageError(f"There is no folder {directory}", code="no_file")
    missing = [source.file for source in recipe.sources.values() if not (directory / source.file).is_file()]
    if missing and (not partial or len(missing) == len(recipe.sources)):
        found = sorted(path.name for path in directory.iterdir() if path.is_file())
        raise UsageError(
            f"{directory} lacks {', '.join(missing)}", f"found: {', '.join(found[:20]) or 'nothing'}",
            f"the recipe {recipe.name} names its files", "no_file",
        )  # fmt: skip
    return {
        source.name: open_table(
            directory / source.file, source.columns, encoding=source.encoding, delimiter=source.delimiter
        )
        for source in recipe.sources.values()
        if source.file not in missing
    }


class _Reading:
    """One rule's rows on their way to drafts; rejects and counts go to the findings."""

    def __init__(self, mapper: Mapper, findings: Findings, *, circles: frozenset[str], faults: bool) -> None:
        """`circles`: keys of records above themselves; `faults`: whether unreadable rows are this rule's to count."""
        self._mapper = mapper
        self._rule = mapper.rule
        self._findings = findings
        self._circles = circles
        self._faults = faults
        self._seen: dict[str, tuple[int, bytes]] = {}
        """Key -> line, and what it said (for rows that may repeat)."""
        self._refused: set[str] = set()

    def drafts(self, table: Table) -> Iterator[Draft]:
        """The rule's records, each once."""
        for row in table:
            if row.fault is not None and not self._faults:
                continue
            try:
                self._check_circle(row)
                draft = self._mapper.draft(row)
                if self._is_repeat(draft):
                    continue
            except Rejected as rejected:
                self._reject(row, rejected.reasons)
                continue
            self._findings.count(self._rule.type, "read")
            yield draft

    def _check_circle(self, row: Row) -> None:
        if self._circles and (key := self._mapper.key(row)) in self._circles:
            raise Rejected([f"{self._rule.name} {key!r} is above itself"])

    def _is_repeat(self, draft: Draft) -> bool:
        """Whether an earlier row gave the same record; raises `Rejected` if that is wrong."""
        first = self._seen.get(draft.key)
        said = canonical_json(draft.fields) if self._rule.distinct else b""
        if first is None:
            self._seen[draft.key] = (draft.line, said)
            return False
        if not self._rule.distinct:
            raise Rejected([f"{self._rule.name} {draft.key!r} stands in line {first[0]} already"])
        if first[1] != said:
            raise Rejected([f"says otherwise about {self._rule.name} {draft.key!r} than line {first[0]}"])
        return True

    def _reject(self, row: Row, reasons: list[str]) -> None:
        self._findings.reject(self._rule.source, row.line, reasons)
        if self._rule.distinct and not self._is_first_refusal(row):
            return
        self._findings.count(self._rule.type, "read")
        self._findings.count(self._rule.type, "rejected")

    def _is_first_refusal(self, row: Row) -> bool:
        try:
            key = self._mapper.key(row)
        except Rejected:
            return True
        first = key not in self._refused
        self._refused.add(key)
        return first


def _parents_first(rule: RecordRule, drafts: Iterator[Draft], register: Register) -> Iterator[Draft]:
    """The same drafts, each after the one of the same rule that it points to."""
    if not any(field.reference == rule.name for field in rule.references):
        yield from drafts
        return
    given: set[str] = set()
    waiting: dict[str, list[Draft]] = {}
    for draft in drafts:
        ready = [draft]
        while ready:
            candidate = ready.pop()
            above = [key for _, name, key in candidate.links if name == rule.name and key not in given]
            blocking = next((key for key in above if register.accepted(rule.name, key)), None)
            if blocking is not None:
                waiting.setdefault(blocking, []).append(candidate)
                continue
            given.add(candidate.key)
            yield candidate
            ready += waiting.pop(candidate.key, [])
    # What is left waits for a row that was rejected only now; the centre refuses what points nowhere.
    for left in waiting.values():
        yield from left


def _shown(value: Value) -> str:
    return "" if value is None else value if isinstance(value, str) else canonical_json(value).decode()
