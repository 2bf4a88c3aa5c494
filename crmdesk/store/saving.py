"""The way of an edit into the replica: completed, checked against what the user sees, written with its outbox entry.

It runs inside the caller's write transaction and decides nothing about conflicts or sending.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from crmdesk.domain import visits
from crmdesk.domain.changes import (
    GROUP_BYTES,
    GROUP_SIZE,
    Act,
    Mutation,
    apply,
    check_mutation,
    check_sets,
    payload,
)
from crmdesk.domain.declare import Catalogue, Entity, Field, Kind, Policy
from crmdesk.domain.errors import InvalidValue, RecordGone, UsageError
from crmdesk.domain.locking import check_lines_open, check_open, said
from crmdesk.domain.records import title_of
from crmdesk.domain.scope import check_circle
from crmdesk.domain.values import Value
from crmdesk.protocol.messages import Position
from crmdesk.store import outbox
from crmdesk.store.conflicts import CONFLICT
from crmdesk.store.connection import Connection
from crmdesk.store.mark import Mark
from crmdesk.store.rebase import Base, Fields, Rebase, StageStep, step
from crmdesk.store.rows import Rows, Stands
from crmdesk.store.settings import read_setting, read_typed

_BY_ARRIVAL = {Policy.LATEST, Policy.ADD, Policy.SERVER}
"""Policies for which it does not matter what the author saw."""


class _Shape:
    """What saving needs to know of an entity, worked out once."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.searchable = frozenset(field.name for field in entity.searchable)
        self.money = tuple(field for field in entity.own if field.currency is not None)

    @cached_property
    def told(self) -> Mapping[str, tuple[str, ...]]:
        """Field -> fields whose value as its author saw it travels when it is set: all but what goes by arrival."""
        result: dict[str, tuple[str, ...]] = {}
        for name, unit in self.entity.units.items():
            policies = {self.entity.by_name[member].policy for member in unit}
            if policies - _BY_ARRIVAL:
                result[name] = unit
        for name in self.entity.closing:
            result[name] = tuple(dict.fromkeys((*result.get(name, ()), *self.entity.closing)))
        return result

    @cached_property
    def references(self) -> tuple[Field, ...]:
        bearer = self.entity.bearer
        return tuple(field for field in self.entity.own if field.target is not None or field is bearer)


@dataclass(frozen=True, slots=True)
class Saved:
    """What one save did: the mutations as they stand in the outbox, the rows as they were before, the outbox's tip."""

    mutations: list[Mutation]
    before: Mapping[tuple[str, str], Fields | None]
    versions: Mapping[tuple[str, str], int]
    tip: Mark


class Saving:
    """Saves mutations. Holds nothing but what follows from the declarations."""

    def __init__(self, catalogue: Catalogue, rows: Rows, rebase: Rebase) -> None:
        self._catalogue = catalogue
        self._rows = rows
        self._rebase = rebase
        self._shapes = {entity.name: _Shape(entity) for entity in catalogue}

    def save(self, connection: Connection, mutations: Sequence[Mutation]) -> Saved:
        """Writes rows and outbox entries; raises `InvalidValue`, `NoSuchRecord`, `NotAllowed`,
        `RecordLocked`, `UsageError`."""
        last = outbox.tip(connection)
        saved: list[Mutation] = []
        before: dict[tuple[str, str], Fields | None] = {}
        versions: dict[tuple[str, str], int] = {}
        created = frozenset(given.id for given in mutations if given.act in (Act.CREATE, Act.RESTORE))
        for given in mutations:
            stands = self._rows[given.type].stands(connection, given.id)
            before.setdefault((given.type, given.id), stands.fields)
            versions.setdefault((given.type, given.id), stands.version)
            mutation, last = self._save_one(connection, given, stands, last, created)
            saved.append(mutation)
        _check_groups(saved)
        return Saved(saved, before, versions, last)

    def _save_one(
        self, connection: Connection, given: Mutation, stands: Stands, last: Mark, created: frozenset[str]
    ) -> tuple[Mutation, Mark]:
        shape, row = self._shapes[given.type], stands.fields
        self._check_possible(connection, shape.entity, given, row)
        self._check_locks(connection, shape.entity, given, row)
        mutation = check_mutation(self._catalogue, _complete(connection, shape, given, row))
        if mutation.add and row is not None:
            check_sets(shape.entity, apply(shape.entity, row, mutation), mutation.add)
        self._check_references(connection, shape, mutation, row or {}, created=created)
        self._check_circle(connection, shape.entity, mutation)
        base, mutation, fresh = self._based(connection, shape, mutation, stands)
        self._check_report(connection, mutation)
        mutation = self._settling(connection, mutation)
        last = outbox.append(connection, mutation, last)
        if fresh or (row is not None and mutation.act is Act.UPDATE):
            self._show(connection, shape, mutation, base, row)
        else:
            # An earlier edit on its way took part in this (deleted it, say): the replay knows how they
            # belong together.
            self._rebase.compute(connection, given.type, given.id)
        return mutation, last

    def _check_possible(
        self, connection: Connection, entity: Entity, given: Mutation, row: Fields | None
    ) -> None:
        if given.act in (Act.CREATE, Act.RESTORE):
            if row is not None:
                raise InvalidValue("id", "There is a record with this id already", given.id, code="id_taken")
            return
        if given.resolves and given.into is None:
            # Settling a conflict about a deleted or submitted record is the one edit of it that is possible.
            return
        kept = given.into is None or self._rows[entity.name].exists(connection, given.into)
        if row is None or not kept:
            raise RecordGone(entity.name, given.id if row is None else str(given.into))

    def _check_locks(
        self, connection: Connection, entity: Entity, given: Mutation, row: Fields | None
    ) -> None:
        """What would be refused as locked is said before it is saved; who settles a conflict may settle it there."""
        if given.resolves:
            return
        if row is not None and given.act in (Act.UPDATE, Act.DELETE):
            check_open(entity, row, given.act, said(given))
        if entity.locked_with is None:
            return
        above = entity.field(entity.locked_with)
        rows = self._rows[str(above.target)]
        for record_id in {(row or {}).get(above.name), given.set.get(above.name)} - {None}:
            parent = rows.find(connection, str(record_id))
            if parent is not None:
                check_lines_open(rows.entity, parent.fields)

    def _check_references(
        self,
        connection: Connection,
        shape: _Shape,
        mutation: Mutation,
        row: Fields,
        *,
        created: frozenset[str],
    ) -> None:
        for field in shape.references:
            kind = shape.entity.target_of(field.name, mutation.set) or field.target or ""
            for target in _new_targets(field, mutation, row):
                if target not in created and not self._rows[kind].exists(connection, target):
                    raise InvalidValue(
                        field.name,
                        f"There is no {kind} {target}",
                        "create it first, or sync if it was just created elsewhere",
                        code="no_such_target",
                    )

    def _check_circle(self, connection: Connection, entity: Entity, mutation: Mutation) -> None:
        """What closes a circle here would be refused: it is said before it is saved."""
        parent = mutation.set.get(entity.tree.name) if entity.tree is not None else None
        if parent is None:
            return
        rows, above, title = self._rows[entity.name], [], {mutation.id: "", parent: ""}
        upper: str | None = parent
        while upper is not None and upper not in above:
            above.append(upper)
            record = rows.find(connection, upper)
            upper = record["parent"] if record is not None else None
        if mutation.id in above:
            for record_id in title:
                record = rows.find(connection, record_id)
                title[record_id] = title_of(entity, record.fields) if record is not None else entity.name
            check_circle(above, mutation.id, title[parent], title[mutation.id])

    def _check_report(self, connection: Connection, mutation: Mutation) -> None:
        if mutation.type not in visits.TYPES:
            return
        # Most edits are no amendments: asking for the role would be one of a dozen statements.
        user = (read_setting(connection, "user") or {}) if mutation.type == visits.AMENDMENT else {}

        def find(type_name: str, record_id: str) -> Fields | None:
            record = self._rows[type_name].find(connection, record_id)
            return dict(record.fields) if record is not None else None

        visits.check_report(self._catalogue, mutation, visits.Writer(str(user.get("role") or "")), find)

    def _based(
        self, connection: Connection, shape: _Shape, mutation: Mutation, stands: Stands
    ) -> tuple[Base, Mutation, bool]:
        """The base, the mutation with base version, own earlier edits and base values, and whether the base
        is fresh."""
        base = self._rebase.base(connection, mutation.type, mutation.id)
        earlier: dict[str, Mutation] = {}
        fresh = base is None
        if base is None:
            provisional = self.provisional(connection, mutation)
            base = self._rebase.put_below(connection, mutation.type, mutation.id, stands.stored, provisional)
        else:
            earlier = _own_earlier(outbox.newest_first(connection, mutation.type, mutation.id), mutation)
        # What the author saw, own earlier edits included: an own chain is never "theirs" to itself.
        was: dict[str, Value] = {}
        if stands.fields is not None:
            for name in mutation.set:
                for member in shape.told.get(name, ()):
                    was[member] = stands.fields.get(member)
        seen = self._seen(shape.entity, base, earlier)
        if mutation.act is Act.CREATE:
            position = read_typed(connection, "position", Position)
            seen = position.seq if position is not None else 0
        after = {name: one.op_id for name, one in earlier.items()}
        return base, replace(mutation, base=seen, after=after, was=was), fresh

    def _seen(self, entity: Entity, base: Base, earlier: Mapping[str, Mutation]) -> int:
        """Up to which version its author can have seen what the centre has of these fields: what came after an own edit
        of one lies beneath that edit, out of sight."""
        older = {
            name: one for name, one in earlier.items() if one.act is Act.UPDATE and one.base < base.version
        }
        if not older:
            return base.version
        stands = self._rows[entity.name].from_image(base.image) if base.image is not None else {}
        beneath = (
            one.base for name, one in older.items() if name in one.was and one.was[name] != stands.get(name)
        )
        return min((base.version, *beneath))

    def _settling(self, connection: Connection, mutation: Mutation) -> Mutation:
        """Who edits a field that shows a conflict has chosen: the edit settles it (docs/sync.md, "Conflicts")."""
        if mutation.resolves or mutation.act is not Act.UPDATE or CONFLICT not in self._rows:
            return mutation
        found = connection.execute(
            "SELECT id, mine FROM conflict WHERE record = ? AND state = 'open' AND about = 'fields'",
            (mutation.id,),
        ).fetchall()
        settled = [
            conflict
            for conflict, mine in found
            if not mutation.set.keys().isdisjoint(msgspec.json.decode(mine))
        ]
        return replace(mutation, resolves=tuple(settled)) if settled else mutation

    def provisional(self, connection: Connection, mutation: Mutation) -> dict[str, Value]:
        """What the laptop shows of a new record's common fields until the centre has set them."""
        if mutation.act not in (Act.CREATE, Act.RESTORE):
            return {}
        shape = self._shapes[mutation.type]
        user = read_setting(connection, "user") or {}
        territory = user.get("home")
        for name in shape.entity.inherits:
            parent = mutation.set.get(name)
            if parent is not None:
                target = self._rows[shape.entity.field(name).target or ""].find(connection, parent)
                if target is not None and target["territory"] is not None:
                    territory = target["territory"]
                break
        return {
            "owner": mutation.author,
            "territory": territory,
            "created_at": mutation.at,
            "created_by": mutation.author,
        }

    def _show(
        self, connection: Connection, shape: _Shape, mutation: Mutation, base: Base, row: Fields | None
    ) -> None:
        entity = shape.entity
        after = step(entity, row, None, mutation, base.provisional)
        # A new row needs no queueing: the search index follows by row number.
        if row is not None and (after is None or not shape.searchable.isdisjoint(mutation.touched)):
            self._rows.touch(connection, entity.name, (mutation.id,))
        if row is not None and after is not None:
            self._rows[entity.name].change(connection, mutation.id, base.version, row, after)
        else:
            self._rebase.show(connection, entity.name, mutation.id, base.version, after)
        if entity.closing and row is not None and after is not None:
            stage = entity.closing[0]
            if row.get(stage) != after.get(stage):
                one = StageStep(mutation, row.get(stage), after.get(stage))
                self._rebase.show_stage(connection, entity, mutation.id, one)


def _complete(connection: Connection, shape: _Shape, given: Mutation, row: Fields | None) -> Mutation:
    """The members of each touched merge unit get their current value, an amount without currency the
    organisation's."""
    if given.act is Act.DELETE or not given.set:
        return given
    current = row or {}
    values = dict(given.set)
    for name in given.set:
        shape.entity.field(name)
        for member in shape.entity.units[name]:
            if member not in values:
                values[member] = current.get(member)
    for field in shape.money:
        name = field.currency or ""
        if values.get(field.name) not in (None, "") and not values.get(name):
            values[name] = (read_setting(connection, "organisation") or {}).get("currency")
    return replace(given, set=values) if values != given.set else given


def _new_targets(field: Field, mutation: Mutation, row: Fields) -> list[str]:
    """The records that this edit newly points to from `field`."""
    if field.kind is Kind.SET:
        given = [*(mutation.set.get(field.name) or ()), *mutation.add.get(field.name, ())]
        there = row.get(field.name) or ()
        return [target for target in given if target not in there]
    target = mutation.set.get(field.name)
    return [target] if target is not None and target != row.get(field.name) and target != mutation.id else []


def _own_earlier(pending: Iterator[Mutation], mutation: Mutation) -> dict[str, Mutation]:
    """Field -> the last edit still on its way that decided it: one that touched it, else the one that made the record.

    `pending` comes newest first and is read no further than needed.
    """
    missing = set(mutation.touched)
    after: dict[str, Mutation] = {}
    for earlier in pending:
        if not missing:
            break
        makes = earlier.act in (Act.CREATE, Act.RESTORE)
        decided = missing if makes else missing & set(earlier.touched)
        after.update(dict.fromkeys(decided, earlier))
        missing = missing - decided
    return after


def _check_groups(mutations: Sequence[Mutation]) -> None:
    groups: dict[str, list[Mutation]] = {}
    for mutation in mutations:
        groups.setdefault(mutation.group, []).append(mutation)
    for group in groups.values():
        if len(group) > GROUP_SIZE:
            raise UsageError(
                f"More than {GROUP_SIZE} changes in one step",
                hint="save them in several",
                code="group_too_large",
            )
        if len(group) > 1 and sum(len(payload(mutation)) for mutation in group) > GROUP_BYTES:
            raise UsageError(
                "More than 128 KB in one step", hint="save it in several", code="group_too_large"
            )
