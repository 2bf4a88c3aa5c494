"""Judges a world that has been healed and drained: P1 nothing lost, P2 nothing twice, P3 all copies alike.

It trusts neither engine nor journal: it knows what people were told was saved, and looks where those values are now.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from crmdesk.domain.canonical import canonical_json, derived_id
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Kind, Policy
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.values import Value
from crmdesk.schema.columns import row_from_stored
from crmdesk.server.centre import Centre
from crmdesk.server.principal import Principal
from crmdesk.server.readers import read_reader
from crmdesk.store.queries import Query
from crmdesk.store.refusals import typed
from tests.simulation.laptop import Acknowledged, SimulatedLaptop

Key = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """One line of the centre's history, a creation split into its fields."""

    key: Key
    field: str
    old: Value
    new: Value
    outcome: str
    op_id: str | None


class Oracle:
    """`faults` lists what must not be; empty: the world is as promised."""

    def __init__(
        self, centre: Centre, org: int, laptops: Sequence[SimulatedLaptop], people: dict[str, Principal]
    ) -> None:
        self._centre = centre
        self._org = org
        self._laptops = laptops
        self._people = people
        self._lines: dict[Key, list[Line]] = defaultdict(list)
        for line in self._read_history():
            self._lines[line.key].append(line)
        self._records = {entity.name: self._read(entity.name) for entity in CATALOGUE}
        self._ledger = self._read_ledger()
        self._conflicts: dict[Key, list[dict[str, Value]]] = defaultdict(list)
        for conflict in self._records["conflict"].values():
            self._conflicts[conflict["record_type"], conflict["record"]].append(conflict)

    def faults(self) -> list[str]:
        return [
            *self._pending(),
            *self._unlike(),
            *self._lost(),
            *self._twice(),
            *self._added_up(),
            *self._overruled(),
        ]

    # What the centre holds

    def _read_history(self) -> Iterator[Line]:
        table = self._centre.tables.history
        query = select(table).where(table.c.org == self._org).order_by(table.c.seq, table.c.ordinal)
        with self._centre.engine.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            key = (row.type, row.id)
            old, new = (None if text is None else json.loads(text) for text in (row.old, row.new))
            if row.field:
                yield Line(key, row.field, old, new, row.outcome, row.op_id)
            else:
                yield Line(key, "", None, None, row.outcome, row.op_id)
                yield from (
                    Line(key, name, None, value, row.outcome, row.op_id) for name, value in new.items()
                )

    def _read(self, type_name: str) -> dict[str, dict[str, Value]]:
        table = self._centre.tables.entity[type_name]
        with self._centre.engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.org == self._org)).mappings().all()
        entity = CATALOGUE[type_name]
        return {row["id"]: {**row_from_stored(entity, dict(row)), "version": row["version"]} for row in rows}

    def _read_ledger(self) -> dict[str, str]:
        table = self._centre.tables.ledger
        with self._centre.engine.connect() as connection:
            rows = connection.execute(
                select(table.c.op_id, table.c.outcome).where(table.c.org == self._org)
            ).all()
        return {row.op_id: row.outcome for row in rows}

    # P8 and P3

    def _pending(self) -> Iterator[str]:
        for laptop in self._laptops:
            status = laptop.replica.status()
            if status.pending:
                yield f"{laptop.name} still has {status.pending} edits pending"
            expected = "refused" if status.refused else "conflict" if status.conflicts else "ok"
            if not status.pending and status.state != expected:
                yield f"{laptop.name} says {status.state}, not {expected} ({status.code})"

    def _unlike(self) -> Iterator[str]:
        for laptop in self._laptops:
            central = list(self._centre.feed.export(self._people[laptop.login]))
            for with_pending in (False, True):
                here = list(laptop.replica.export(with_pending=with_pending))
                if here != central:
                    only_here, only_there = sorted(set(here) - set(central)), sorted(set(central) - set(here))
                    yield (
                        f"{laptop.name}'s export differs (pending {with_pending}):"
                        f" here {only_here[:2]} there {only_there[:2]}"
                    )
            seen = {one.id: one.version for one in laptop.replica.query("conflict", Query())}
            inside = self._in_scope(laptop.login)
            if seen != {
                id_: one["version"]
                for id_, one in self._records["conflict"].items()
                if (one["record_type"], one["record"]) in inside
            }:
                yield f"{laptop.name} holds other conflicts than the centre"

    def _in_scope(self, login: str) -> set[Key]:
        """Records that the person sees, deleted ones included."""
        table = self._centre.tables.membership
        with self._centre.engine.connect() as connection:
            reader = read_reader(connection, self._centre.tables, self._people[login])
            rows = connection.execute(select(table).where(table.c.org == self._org)).all()
        return {(row.type, row.id) for row in rows if reader.sees([row.bucket])}

    # P1

    def _lost(self) -> Iterator[str]:
        for laptop in self._laptops:
            refused = {one.op_id: one for one in laptop.replica.refused()}
            for said in laptop.acknowledged:
                mutation = said.mutation
                if said.discarded:
                    continue
                outcome = self._ledger.get(mutation.op_id)
                if outcome is None and mutation.op_id in refused:
                    continue  # its record was discarded before it could leave; it is listed
                if outcome is None:
                    # A centre that was put back has forgotten edits that changed nothing; their values still stand.
                    gone = f"{laptop.name}: {_name(mutation)} never reached the centre and "
                    yield from (gone + what for what in self._missing(mutation))
                elif outcome == "refused":
                    if mutation.op_id not in refused or refused[mutation.op_id].fields != typed(mutation):
                        yield f"{laptop.name}: {_name(mutation)} was refused and is not listed with its values"
                else:
                    yield from (
                        f"{laptop.name}: {_name(mutation)} {what}" for what in self._missing(mutation)
                    )

    def _missing(self, mutation: Mutation) -> Iterator[str]:
        key = (mutation.type, mutation.id)
        if mutation.act is Act.DELETE:
            gone = mutation.id not in self._records[mutation.type]
            if (
                not gone
                and not any(line.field == "deleted" for line in self._lines[key])
                and not mutation.resolves
            ):
                yield "deleted nothing and left no trace"
            return
        for name, value in mutation.set.items():
            if name in mutation.was and mutation.was[name] == value:
                continue  # it says what its author saw: nothing was changed
            if value not in (None, []) and not self._kept(key, name, value, mutation):
                yield f"{name} = {value!r} is nowhere"
        for name, given in mutation.add.items():
            if CATALOGUE[mutation.type].field(name).kind is Kind.SET:
                for element in given:
                    if not self._element_kept(key, name, element):
                        yield f"{name} += {element!r} is nowhere"

    def _places(self, key: Key, name: str) -> Iterator[Value]:
        """Every value of a field that the centre still knows."""
        record = self._records[key[0]].get(key[1])
        if record is not None:
            yield record[name]
        for line in self._lines[key]:
            if line.field == name:
                yield line.old
                yield line.new
        for conflict in self._conflicts[key]:
            for side in ("base", "mine", "theirs", "resolution"):
                if name in (conflict[side] or {}):
                    yield conflict[side][name]

    def _kept(self, key: Key, name: str, value: Value, mutation: Mutation) -> bool:
        places = list(self._places(key, name))
        if value in places:
            return True
        declared = CATALOGUE[key[0]].field(name)
        if declared.policy is Policy.TEXT:
            before = set(str(mutation.was.get(name) or "").splitlines())
            added = set(str(value).splitlines()) - before
            return any(added <= set(str(place or "").splitlines()) for place in places)
        if declared.policy is Policy.STRICTEST:
            return value is False and True in places
        return False

    def _element_kept(self, key: Key, name: str, element: Value) -> bool:
        return any(element in (place or []) for place in self._places(key, name))

    # P2

    def _twice(self) -> Iterator[str]:
        applied = Counter(
            (line.op_id, line.key, line.field)
            for lines in self._lines.values()
            for line in lines
            if line.outcome in ("applied", "merged") and line.op_id is not None
        )
        yield from (f"{what} was applied {count} times" for what, count in applied.items() if count > 1)
        moved = {
            derived_id(str(line.op_id), "stage_change")
            for lines in self._lines.values()
            for line in lines
            if line.field == "stage" and line.old is not None and line.old != line.new
            and line.outcome in ("applied", "merged")
        }  # fmt: skip
        for extra in set(self._records["stage_change"]) ^ moved:
            yield f"stage change {extra} without a move, or a move without it"

    def _added_up(self) -> Iterator[str]:
        """Every acknowledged delta counts exactly once."""
        sums: Counter[str] = Counter()
        for mutation in self._effective():
            sums[mutation.id] += mutation.add.get("samples", 0) if mutation.type == "visit" else 0
        for record_id, visit in self._records["visit"].items():
            if (visit["samples"] or 0) != sums[record_id]:
                yield f"visit {record_id} shows {visit['samples']} samples, {sums[record_id]} were left"

    # Whose value stands

    def _overruled(self) -> Iterator[str]:
        """The value that stands is the last one of somebody who wrote the field, never an older one of theirs."""
        writers: dict[tuple[Key, str], dict[str, Value]] = defaultdict(dict)
        unclear: set[Key] = set(self._conflicts)
        for laptop in self._laptops:
            for mutation in self._effective_of(laptop):
                key = (mutation.type, mutation.id)
                if mutation.act in (Act.DELETE, Act.RESTORE) or mutation.resolves:
                    unclear.add(key)
                for name, value in mutation.set.items():
                    writers[key, name][laptop.name] = value
        for (key, name), last in writers.items():
            record = self._records[key[0]].get(key[1])
            declared = CATALOGUE[key[0]].field(name)
            plain = declared.policy in (Policy.LATEST, Policy.ASK) and name not in CATALOGUE[key[0]].closing
            if record is None or key in unclear or not plain:
                continue
            if record[name] not in last.values():
                yield f"{key} shows {name} = {record[name]!r}, the last written were {last}"

    def _effective(self) -> Iterator[Mutation]:
        for laptop in self._laptops:
            yield from self._effective_of(laptop)

    def _effective_of(self, laptop: SimulatedLaptop) -> Iterator[Mutation]:
        for said in laptop.acknowledged:
            if self._ledger.get(said.mutation.op_id) in ("applied", "merged", "conflict"):
                yield said.mutation


def _name(mutation: Mutation) -> str:
    return f"{mutation.act.value} of {mutation.type} {mutation.id} (op {mutation.op_id})"


def digest_of(said: Sequence[Acknowledged]) -> bytes:
    """What was acknowledged, as bytes, for comparing traces."""
    return canonical_json([[one.mutation.op_id, one.discarded] for one in said])
