"""What becomes of one mutation: rights, references, locks, merging, conflicts. It writes into a `Batch` only.

A refusal is a `UserError` with its code; the journal turns it into a verdict and takes the group back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from crmdesk.domain.canonical import derived_id
from crmdesk.domain.changes import Act, Mutation, apply, check_mutation
from crmdesk.domain.declare import Catalogue, Entity, Kind
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, NotAllowed, RecordLocked
from crmdesk.domain.merge import Clash, Outcome, Since, merge_record
from crmdesk.domain.scope import Reader, check_circle, check_right
from crmdesk.domain.values import Value, blank, normal_set, parse_instant
from crmdesk.server.batch import Batch, Key, Row, Tombstone

CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided on one mutation that was not refused."""

    outcome: Outcome
    version: int
    conflict: str | None = None
    lost: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose mutation is judged. `sees` tells whether a record is in scope; `central`: administration, import, jobs."""

    reader: Reader
    home: str | None
    replica: str | None
    central: bool
    sees: Callable[[Key], bool]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the judge may ask of the past. `others_changed(key, base)`: whether anyone else changed the record since."""

    others_changed: Callable[[Key, int], bool]
    verdict: Callable[[str], tuple[str | None, int]]
    """Of an earlier op: the conflict it led to, and the version it made."""
    last_writer: Callable[[Key, tuple[str, ...]], str | None]
    stage_since: Callable[[str], str | None]
    """When the opportunity's stage last changed, as far as stage changes tell."""


class Judge:
    """Decides mutations one by one, in the order of their arrival."""

    def __init__(self, catalogue: Catalogue, batch: Batch, asker: Asker, memory: Memory) -> None:
        self._catalogue = catalogue
        self._batch = batch
        self._asker = asker
        self._memory = memory

    def settle(self, raw: Mutation) -> Settled:
        """Decides one mutation; raises a `UserError` to refuse it."""
        mutation = check_mutation(self._catalogue, raw, central=self._asker.central)
        if not self._asker.central and mutation.author != self._asker.reader.user:
            raise NotAllowed("The change names another author", code="forged_author")
        mutation = self._rerouted(mutation)
        entity = self._catalogue[mutation.type]
        self._check_references(entity, mutation)
        return _ACTS[mutation.act](self, entity, mutation)

    def _rerouted(self, mutation: Mutation) -> Mutation:
        """The same change on the record that its own was merged into, pointing to what took the place of its targets.

        A delete stays with the record it names: whoever threw away a duplicate did not mean the one that was kept.
        """
        entity = self._catalogue[mutation.type]
        if mutation.act is not Act.DELETE:
            mutation = replace(mutation, id=self._batch.stands_for((mutation.type, mutation.id))[1])
        if all(
            self._batch.stands_for((target, pointed)) == (target, pointed)
            for _, target, pointed in references(entity, mutation)
        ):
            return mutation
        return replace(
            mutation, set=self._repointed(entity, mutation.set), add=self._repointed(entity, mutation.add)
        )

    def _repointed(self, entity: Entity, values: Mapping[str, Value]) -> dict[str, Value]:
        result = dict(values)
        for name, value in values.items():
            target = entity.field(name).target
            if target is None or not value:
                continue
            if entity.field(name).kind is Kind.SET:
                result[name] = normal_set([self._batch.stands_for((target, item))[1] for item in value])
            else:
                result[name] = self._batch.stands_for((target, value))[1]
        return result

    # Acts

    def _create(self, entity: Entity, mutation: Mutation) -> Settled:
        key = (mutation.type, mutation.id)
        if self._batch.row(key) is not None or self._batch.tombstone(key) is not None:
            raise NotAllowed("A record with this id exists already", code="exists")
        row = apply(entity, blank(entity), mutation)
        row.update(self._provenance(entity, mutation, row))
        self._check_circle(entity, key, row)
        # An import may say when a record was made and last changed elsewhere.
        version = self._batch.put(key, row, (), dated=self._asker.central)
        self._batch.note(key, "", None, _said(row, mutation), outcome="applied", mutation=mutation)
        return Settled(Outcome.APPLIED, version)

    def _provenance(self, entity: Entity, mutation: Mutation, row: Mapping[str, Value]) -> dict[str, Value]:
        moment, asker = self._batch.moment, self._asker
        stamp = {"created_at": moment.at, "created_by": mutation.author}
        if asker.central:
            stamp |= {"updated_at": moment.at, "updated_by": moment.user}
            return {name: value if row.get(name) is None else row[name] for name, value in stamp.items()}
        return {**stamp, "owner": mutation.author, "territory": self._inherited_territory(entity, row)}

    def _inherited_territory(self, entity: Entity, row: Mapping[str, Value]) -> str | None:
        for name in entity.inherits:
            target = entity.field(name).target
            if target and row.get(name):
                parent = self._batch.row((target, row[name]))
                if parent is not None and parent.fields.get("territory"):
                    return str(parent.fields["territory"])
        return self._asker.home

    def _update(self, entity: Entity, mutation: Mutation) -> Settled:
        key = (mutation.type, mutation.id)
        row = self._batch.row(key)
        if row is None:
            return self._edit_of_deleted(key, mutation)
        self._check_writable(entity, mutation, key, row)
        amended, mutation = self._amend_conflicts(mutation)
        merge = merge_record(entity, row.fields, mutation, self._since(row, mutation))
        merged = {**row.fields, **merge.values}
        self._check_circle(entity, key, merged)
        version = row.version
        if merge.values:
            version = self._batch.put(key, merged, merge.values, added=_added(entity, row, merged))
            for name, value in merge.values.items():
                said = "merged" if merge.outcome is Outcome.MERGED else "applied"
                self._batch.note(key, name, row.fields.get(name), value, outcome=said, mutation=mutation)
            self._note_stage(entity, key, row, merged, mutation)
        for name, value in merge.lost.items():
            self._batch.note(key, name, merged.get(name), value, outcome="lost", mutation=mutation)
        self._close_conflicts(mutation, key)
        opened = [
            self._open_conflict(key, mutation, clash, index) for index, clash in enumerate(merge.clashes)
        ]
        conflict = next(iter([*opened, *amended]), None)
        outcome = Outcome.CONFLICT if conflict is not None else merge.outcome
        return Settled(outcome, version, conflict, merge.lost)

    def _delete(self, entity: Entity, mutation: Mutation) -> Settled:
        key = (mutation.type, mutation.id)
        row = self._batch.row(key)
        if row is None:
            grave = self._batch.tombstone(key)
            if grave is None or not self._asker.sees(key):
                raise _missing(key)
            self._close_conflicts(mutation, key)
            return Settled(Outcome.APPLIED, grave.version)
        self._check_writable(entity, mutation, key, row)
        unseen = not mutation.resolves and not self._asker.central and row.version > mutation.base
        if unseen and self._memory.others_changed(key, mutation.base):
            clash = Clash({"deleted": False}, {"deleted": True}, {"deleted": False})
            conflict = self._open_conflict(key, mutation, clash, 0, about="delete")
            return Settled(Outcome.CONFLICT, row.version, conflict)
        version = self._batch.remove(key)
        self._batch.note(key, "deleted", False, True, outcome="applied", mutation=mutation)
        self._close_conflicts(mutation, key)
        return Settled(Outcome.APPLIED, version)

    def _restore(self, entity: Entity, mutation: Mutation) -> Settled:
        key = (mutation.type, mutation.id)
        if self._batch.row(key) is not None:
            return self._update(entity, mutation)
        grave = self._batch.tombstone(key)
        if grave is None or not self._asker.sees(key):
            raise _missing(key)
        row = apply(entity, {**blank(entity), **grave.fields}, mutation)
        version = self._batch.put(key, row, mutation.touched)
        self._batch.note(key, "deleted", True, False, outcome="applied", mutation=mutation)
        self._close_conflicts(mutation, key)
        return Settled(Outcome.APPLIED, version)

    def _edit_of_deleted(self, key: Key, mutation: Mutation) -> Settled:
        grave: Tombstone | None = self._batch.tombstone(key)
        if grave is None or not self._asker.sees(key):
            raise _missing(key)
        self._close_conflicts(mutation, key)
        if not mutation.touched:
            return Settled(Outcome.APPLIED, grave.version)
        # Also what was typed to settle a conflict: that the record is gone meanwhile is for its author to judge.
        entity = self._catalogue[key[0]]
        edited = apply(entity, {**blank(entity), **grave.fields}, mutation)
        mine = {name: edited[name] for name in mutation.touched}
        clash = Clash({name: grave.fields.get(name) for name in mine}, mine, {"deleted": True})
        conflict = self._open_conflict(key, mutation, clash, 0, about="edit_of_deleted", theirs_by=grave.by)
        return Settled(Outcome.CONFLICT, grave.version, conflict)

    # Rules

    def _check_writable(self, entity: Entity, mutation: Mutation, key: Key, row: Row) -> None:
        if not self._asker.sees(key):
            raise NotAllowed(
                "The record is not in your territory any more", "your edit is kept here", "hand it to a colleague",
                code="out_of_scope",
            )  # fmt: skip
        check_right(entity, self._asker.reader, mutation, row.fields)
        locked = entity.locked_by and row.fields.get(entity.locked_by) is not None
        if locked and not self._asker.central and not self._settles(mutation):
            raise RecordLocked(
                f"This {entity.name} was submitted and is locked", hint="write a note as an amendment"
            )

    def _settles(self, mutation: Mutation) -> bool:
        """Whether it does nothing but settle open conflicts of its record: that is possible after submission too."""
        fields: set[str] = set()
        for conflict in mutation.resolves:
            row = self._batch.row((CONFLICT, conflict))
            if row is None or row.fields["state"] != "open" or row.fields["record"] != mutation.id:
                return False
            fields |= row.fields["mine"].keys()
        return bool(fields) and fields.issuperset(mutation.touched)

    def _check_references(self, entity: Entity, mutation: Mutation) -> None:
        for name, target, record_id in references(entity, mutation):
            key = (target, record_id)
            if self._batch.row(key) is None:
                gone = self._batch.tombstone(key) is not None
                raise InvalidValue(
                    name,
                    f"This {target} was deleted" if gone else f"There is no such {target}",
                    "restore it or choose another",
                    code="parent_deleted" if gone else "unknown_reference",
                )
            if not self._asker.sees(key):
                raise InvalidValue(
                    name, f"There is no such {target}", "choose another", code="unknown_reference"
                )

    def _check_circle(self, entity: Entity, key: Key, row: Mapping[str, Value]) -> None:
        declared = entity.by_name.get("parent")
        if declared is None or declared.target != entity.name or not row.get("parent"):
            return
        ancestors: list[str] = []
        above: str | None = row["parent"]
        while above is not None and above not in ancestors:
            ancestors.append(above)
            upper = self._batch.row((entity.name, above))
            above = upper.fields.get("parent") if upper is not None and above != key[1] else None
        first = self._batch.row((entity.name, row["parent"]))
        check_circle(ancestors, key[1], str(first.fields.get("name")) if first else row["parent"])

    def _since(self, row: Row, mutation: Mutation) -> Since:
        def seen(name: str) -> int:
            own = mutation.after.get(name)
            return max(mutation.base, self._memory.verdict(own)[1] if own else 0)

        def added(name: str) -> frozenset[str]:
            base = seen(name)
            return frozenset(
                item for item, version in row.meta.get("e", {}).get(name, {}).items() if version > base
            )

        return Since(changed=lambda name: row.changed_at(name) > seen(name), added=added)

    def _note_stage(
        self, entity: Entity, key: Key, before: Row, after: Mapping[str, Value], mutation: Mutation
    ) -> None:
        """The fact that an opportunity's stage changed, as a record of its own."""
        if entity.name != "opportunity" or before.fields["stage"] == after["stage"]:
            return
        at = self._batch.moment.at
        since = parse_instant(str(self._memory.stage_since(key[1]) or before.fields.get("created_at") or at))
        change_key = ("stage_change", derived_id(mutation.op_id, "stage_change"))
        if self._batch.row(change_key) is not None:
            return
        row = {
            **blank(self._catalogue["stage_change"]),
            "opportunity": key[1], "from_stage": before.fields["stage"], "to_stage": after["stage"], "at": at,
            "by": mutation.author, "days_in_stage": max(0, (parse_instant(at) - since) // timedelta(days=1)),
            "owner": after.get("owner"), "territory": after.get("territory"), "created_at": at,
            "created_by": mutation.author,
        }  # fmt: skip
        self._batch.put(change_key, row, ())

    # Conflicts

    def _open_conflict(
        self,
        key: Key,
        mutation: Mutation,
        clash: Clash,
        index: int,
        *,
        about: str = "fields",
        theirs_by: str | None = None,
    ) -> str:
        at, entity = self._batch.moment.at, self._catalogue[CONFLICT]
        conflict = derived_id(mutation.op_id, f"conflict:{index}")
        row = {
            **blank(entity),
            "record_type": key[0], "record": key[1], "about": about, "base": clash.base, "mine": clash.mine,
            "theirs": clash.theirs, "mine_by": mutation.author, "op_id": mutation.op_id, "at": at, "state": "open",
            "theirs_by": theirs_by or self._memory.last_writer(key, tuple(clash.mine)),
            "created_at": at, "created_by": mutation.author,
        }  # fmt: skip
        self._batch.put((CONFLICT, conflict), row, ())
        for name, value in clash.mine.items():
            self._batch.note(key, name, clash.theirs.get(name), value, outcome="conflict", mutation=mutation)
        return conflict

    def _amend_conflicts(self, mutation: Mutation) -> tuple[list[str], Mutation]:
        """The author's later edit of a field whose earlier edit waits in a conflict becomes its new `mine`."""
        amended: list[str] = []
        left = dict(mutation.set)
        for name, own in mutation.after.items():
            conflict, _ = self._memory.verdict(own)
            row = (
                self._batch.row((CONFLICT, conflict))
                if conflict and conflict not in mutation.resolves
                else None
            )
            if conflict is None or row is None or row.fields["state"] != "open":
                continue
            if name in row.fields["mine"] and name in left:
                value = left.pop(name)
                mine = {**row.fields["mine"], name: value}
                self._batch.put((CONFLICT, conflict), {**row.fields, "mine": mine}, ("mine",))
                key = (mutation.type, mutation.id)
                self._batch.note(
                    key, name, row.fields["theirs"].get(name), value, outcome="conflict", mutation=mutation
                )
                amended.append(conflict)
        return amended, replace(mutation, set=left) if amended else mutation

    def _close_conflicts(self, mutation: Mutation, key: Key) -> None:
        moment = self._batch.moment
        for conflict in mutation.resolves:
            row = self._batch.row((CONFLICT, conflict))
            if row is None or row.fields["state"] != "open" or row.fields["record"] != key[1]:
                continue
            closed = {
                **row.fields, "state": "resolved", "resolved_by": mutation.author, "resolved_at": moment.at,
                "resolution": dict(mutation.set) or {"deleted": mutation.act is Act.DELETE},
            }  # fmt: skip
            self._batch.put((CONFLICT, conflict), closed, ("state",))


_ACTS: dict[Act, Callable[[Judge, Entity, Mutation], Settled]] = {
    Act.CREATE: Judge._create,
    Act.UPDATE: Judge._update,
    Act.DELETE: Judge._delete,
    Act.RESTORE: Judge._restore,
}


def references(entity: Entity, mutation: Mutation) -> Iterator[tuple[str, str, str]]:
    """Every record that the mutation points to: (field, type, id). What is malformed is left to the validator."""
    for declared in entity.pointing:
        for values in (mutation.set, mutation.add):
            value = values.get(declared.name)
            if not value:
                continue
            listed = value if declared.kind is Kind.SET else [value]
            if isinstance(listed, list | tuple):
                for record_id in listed:
                    yield declared.name, declared.target or "", str(record_id)


def _added(entity: Entity, before: Row, after: Mapping[str, Value]) -> dict[str, list[str]]:
    """New elements of each set field."""
    added: dict[str, list[str]] = {}
    for declared in entity.own:
        if declared.kind is Kind.SET and after.get(declared.name) != before.fields.get(declared.name):
            old = before.fields.get(declared.name) or []
            added[declared.name] = [str(item) for item in after[declared.name] if item not in old]
    return added


def _said(row: Mapping[str, Value], mutation: Mutation) -> dict[str, Value]:
    return {name: row[name] for name in mutation.touched if row[name] not in (None, [])}


def _missing(key: Key) -> NoSuchRecord:
    return NoSuchRecord(f"There is no such {key[0]}", key[1], "it may have left your territory")
