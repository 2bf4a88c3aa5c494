"""What becomes of one mutation: rights, references, locks, merging, conflicts. It writes into a `Batch` only.

A refusal is a `UserError` with its code; the journal turns it into a verdict and takes the group back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import msgspec

from crmdesk.domain.changes import Act, Mutation, apply, check_mutation, check_once, check_sets, states_facts
from crmdesk.domain.custom_fields import fitted
from crmdesk.domain.declare import Catalogue, Entity, Kind
from crmdesk.domain.erasure import belongs_to
from crmdesk.domain.errors import Erased, InvalidValue, NoSuchRecord, NotAllowed, UserError
from crmdesk.domain.merge import Clash, Outcome, Since, merge_record
from crmdesk.domain.records import title_of
from crmdesk.domain.scope import Reader, check_circle, check_right
from crmdesk.domain.unique import CASE
from crmdesk.domain.values import Value, blank
from crmdesk.server import counting, duplicates
from crmdesk.server.batch import Batch, Key, Row, Tombstone
from crmdesk.server.disputes import Disputes
from crmdesk.server.field_versions import added_elements, changes_since, over_refused
from crmdesk.server.inheritance import Inheritance
from crmdesk.server.locks import check_locks
from crmdesk.server.merging import Merger
from crmdesk.server.pointing import above, references, rerouted
from crmdesk.server.reports import Reports
from crmdesk.server.serials import serials
from crmdesk.server.stage_changes import note_stage


class Settled(msgspec.Struct, frozen=True):
    """What was decided on one mutation that was not refused."""

    outcome: Outcome
    version: int
    conflict: str | None = None
    lost: Mapping[str, Value] = {}
    repointed: int = 0
    """How many records pointed to one that was merged."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose mutation is judged. `sees` tells whether a record is in scope; `central`: administration, import, jobs."""

    reader: Reader
    home: str | None
    replica: str | None
    central: bool
    sees: Callable[[Key], bool]
    who_saw: Callable[[Key, int], Reader | None] = lambda key, base: None
    """As whom the author had a record in sight at that feed number or later, if ever."""
    merged_into: str | None = None
    """The record that what is deleted is one and the same with."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the judge may ask of the past. `others_changed(key, base)`: whether anyone else changed the record since."""

    others_changed: Callable[[Key, int], bool]
    other_writer: Callable[[Key], str | None]
    """Who was the last but this replica to change anything of the record."""
    verdict: Callable[[str], tuple[str | None, int]]
    """Of an earlier op: the conflict it led to, and the version it made."""
    last_writer: Callable[[Key, tuple[str, ...]], str | None]
    stage_since: Callable[[str], str | None]
    """When the opportunity's stage last changed, as far as stage changes tell."""
    existed: Callable[[Key], bool]
    """Whether there ever was a record with this id, also one that nothing but history knows any more."""


class Judge:
    """Decides mutations one by one, in the order of their arrival."""

    def __init__(self, catalogue: Catalogue, batch: Batch, asker: Asker, memory: Memory) -> None:
        self._catalogue = catalogue
        self._batch = batch
        self._asker = asker
        self._memory = memory
        self._named: Key = ("", "")
        """The record that the mutation at hand names, before any merge is followed."""
        self._reports = Reports(batch, catalogue, asker.reader.role, central=asker.central)
        self._disputes = Disputes(
            batch, lambda op_id: memory.verdict(op_id)[0], memory.last_writer, memory.other_writer
        )

    def settle(self, raw: Mutation) -> Settled:
        """Decides one mutation; raises a `UserError` to refuse it."""
        self._check_erased(raw)
        given, left = fitted(self._catalogue, raw)
        mutation = check_mutation(self._catalogue, given, central=self._asker.central)
        if not self._asker.central and mutation.author != self._asker.reader.user:
            raise NotAllowed("The change names another author", code="forged_author")
        entity = self._catalogue[mutation.type]
        self._check_references(entity, mutation)
        self._named = (mutation.type, mutation.id)
        mutation = rerouted(self._batch, entity, mutation)
        if mutation.act is Act.RESTORE and mutation.id != raw.id and not mutation.resolves:
            return self._bring_back_merged(entity, mutation)
        settled = _ACTS[mutation.act](self, entity, mutation)
        return self._leave(mutation, settled, left) if left else settled

    def _leave(self, mutation: Mutation, settled: Settled, left: Mapping[str, Value]) -> Settled:
        """Values of fields that are no more, or of another kind now, go to history."""
        key = (mutation.type, mutation.id)
        for name, value in left.items():
            self._batch.note(key, name, None, value, outcome="lost", mutation=mutation)
        outcome = Outcome.MERGED if settled.outcome is Outcome.APPLIED else settled.outcome
        return msgspec.structs.replace(settled, outcome=outcome, lost={**settled.lost, **dict.fromkeys(left)})

    def _create(self, entity: Entity, mutation: Mutation) -> Settled:
        key = (mutation.type, mutation.id)
        if self._batch.row(key) is not None or self._batch.tombstone(key) is not None:
            raise NotAllowed("A record with this id exists already", code="exists")
        if self._memory.existed(key):
            raise NotAllowed("The record with this id was deleted long ago", "make a new one", code="exists")
        self._reports.check(mutation)
        row = apply(entity, blank(entity), mutation)
        check_locks(self._batch, entity, mutation, {}, free=self._asker.central)
        row.update(self._provenance(entity, mutation, row) | serials(self._batch, entity, mutation, row))
        version = self._batch.put(key, row, (), dated=self._asker.central)  # an import says when, elsewhere
        said = {name: row[name] for name in mutation.touched if row[name] not in (None, [])}
        self._batch.note(key, "", None, said, outcome="applied", mutation=mutation)
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
            return self._edit_of_deleted(entity, key, mutation)
        self._check_writable(entity, mutation, key, row)
        check_once(entity, mutation, row.fields, central=self._asker.central)
        amended, mutation = self._disputes.amend(mutation)
        since = self.since(row, mutation)
        mutation = over_refused(entity, mutation, row.fields, since, self._memory.verdict)
        merge = merge_record(entity, row.fields, mutation, since)
        check_sets(entity, merged := {**row.fields, **merge.values}, merge.values)
        self._check_circle(entity, key, merge.values)
        version = row.version
        if merge.values:
            version = self._batch.put(
                key, merged, merge.values, added=added_elements(entity, row.fields, merged)
            )
            for name, value in merge.values.items():
                said = "merged" if merge.outcome is Outcome.MERGED else "applied"
                self._batch.note(key, name, row.fields.get(name), value, outcome=said, mutation=mutation)
            note_stage(self._batch, key, row, merged, mutation=mutation, since=self._memory.stage_since)
            if self._asker.central:
                Inheritance(self._batch).follow(key, row.fields, merged, mutation)
        for name, value in merge.lost.items():
            self._batch.note(key, name, merged.get(name), value, outcome="lost", mutation=mutation)
        self._disputes.close(mutation, key)
        self._dismiss(mutation, key)
        clashes = enumerate(merge.clashes)
        opened = [self._disputes.ask_about_fields(key, mutation, clash, index) for index, clash in clashes]
        conflict = next(iter([*opened, *amended]), None)
        outcome = Outcome.CONFLICT if conflict is not None else merge.outcome
        return Settled(outcome, version, conflict, merge.lost)

    def _delete(self, entity: Entity, mutation: Mutation) -> Settled:
        key = (mutation.type, mutation.id)
        row = self._batch.row(key)
        if row is None:
            grave = self._batch.tombstone(key)
            if grave is None or not self._asker.sees(key):
                raise self._missing(key)
            self._disputes.close(mutation, key)
            return Settled(Outcome.APPLIED, grave.version)
        self._check_writable(entity, mutation, key, row)
        if mutation.into is not None:
            return self._merge_away(entity, mutation, mutation.into)
        unseen = not mutation.resolves and not self._asker.central and row.version > mutation.base
        if self._disputes.overtaken(mutation) or (unseen and self._memory.others_changed(key, mutation.base)):
            return Settled(Outcome.CONFLICT, row.version, self._disputes.ask_about_delete(key, mutation))
        if self._asker.merged_into is not None:
            return self._merge(mutation, self._asker.merged_into)
        version = self._batch.remove(key)
        self._batch.note(key, "deleted", False, True, outcome="applied", mutation=mutation)
        self._disputes.close(mutation, key)
        return Settled(Outcome.APPLIED, version)

    def _merge(self, mutation: Mutation, keep: str) -> Settled:
        if keep == mutation.id or self._batch.row((mutation.type, keep)) is None:
            raise self._missing((mutation.type, keep))
        version, repointed = Merger(self._batch, self._disputes).merge(mutation, keep)
        return Settled(Outcome.APPLIED, version, repointed=repointed)

    def _merge_away(self, entity: Entity, mutation: Mutation, into: str) -> Settled:
        """Somebody in the field says that two records are one. What the one that stays does not take is in history."""
        key, keep = (mutation.type, mutation.id), self._batch.stands_for((mutation.type, into))
        row, kept = self._batch.row(key), self._batch.row(keep)
        assert row is not None, "what is gone was handled before"
        if keep == key:  # the other one was merged into it meanwhile
            return Settled(Outcome.APPLIED, row.version)
        if kept is None or not self._asker.sees(keep):
            raise InvalidValue(
                "into", f"The {entity.name} that it is the same as is not there any more", "look at both again",
                code="merge_target",
            )  # fmt: skip
        self._check_writable(entity, replace(mutation, act=Act.UPDATE, id=keep[1]), keep, kept)
        return self._merge(mutation, keep[1])

    def _dismiss(self, mutation: Mutation, key: Key) -> None:
        if mutation.resolves:
            seen = [case for case in mutation.resolves if self._asker.sees((CASE, case))]
            duplicates.dismiss(self._batch, mutation, key[1], seen)

    def _restore(self, entity: Entity, mutation: Mutation) -> Settled:
        key, mutation = (mutation.type, mutation.id), counting.without_totals(entity, mutation)
        if (standing := self._batch.row(key)) is not None:
            return self._take_back(entity, mutation, standing)
        grave = self._batch.tombstone(key)
        if grave is None or not self._asker.sees(key):
            raise self._missing(key)
        check_right(entity, self._asker.reader, mutation, grave.fields)
        row = apply(entity, {**blank(entity), **grave.fields}, mutation)
        self._check_circle(entity, key, row)
        check_locks(self._batch, entity, mutation, grave.fields, free=self._asker.central)
        version = self._batch.put(key, row, mutation.touched)
        self._batch.note(key, "deleted", True, False, outcome="applied", mutation=mutation)
        self._disputes.close(mutation, key)
        self._disputes.revive(key, row, mutation.author)
        return Settled(Outcome.APPLIED, version)

    def _take_back(self, entity: Entity, mutation: Mutation, row: Row) -> Settled:
        """A deletion is taken back that never took place, or was taken back before. What others have changed since its
        author looked is none of it, and nobody needs to be asked about that deletion any more."""
        if mutation.resolves:
            return self._update(entity, mutation)
        since = self.since(row, mutation)
        old = {
            name: value
            for name, value in mutation.set.items()
            if any(since.changed(member) for member in entity.units[name]) and value != row.fields[name]
        }
        kept = {name: value for name, value in mutation.set.items() if name not in old}
        settled = self._update(entity, replace(mutation, set=kept))
        self._disputes.withdraw((mutation.type, mutation.id), mutation.author)
        return self._leave(mutation, settled, old) if old else settled

    def _bring_back_merged(self, entity: Entity, mutation: Mutation) -> Settled:
        """What was merged lives on in the record that stands for it, so its old values change nothing there."""
        key = (mutation.type, mutation.id)
        row = self._batch.row(key)
        if row is None:
            return self._restore(entity, replace(mutation, set={}, add={}))
        self._check_writable(entity, mutation, key, row)
        lost = {name: value for name, value in mutation.set.items() if value != row.fields[name]}
        for name, value in lost.items():
            self._batch.note(key, name, row.fields[name], value, outcome="lost", mutation=mutation)
        return Settled(Outcome.MERGED, row.version, lost=lost)

    def _edit_of_deleted(self, entity: Entity, key: Key, mutation: Mutation) -> Settled:
        grave: Tombstone | None = self._batch.tombstone(key)
        if grave is None or not self._asker.sees(key):
            raise self._missing(key)
        self._disputes.close(mutation, key)
        if not mutation.touched:
            return Settled(Outcome.APPLIED, grave.version)
        # Also what was typed to settle a conflict: that the record is gone meanwhile is for its author to judge.
        check_right(entity, self._asker.reader, mutation, grave.fields)
        edited = apply(entity, {**blank(entity), **grave.fields}, mutation)
        mine = {name: edited[name] for name in mutation.touched}
        clash = Clash({name: grave.fields.get(name) for name in mine}, mine, {"deleted": True})
        self._batch.rebury(key, counting.counted(entity, mutation, edited))
        conflict = self._disputes.ask_about_edit_of_deleted(key, mutation, clash, grave.by)
        return Settled(Outcome.CONFLICT, grave.version, conflict)

    def _check_erased(self, raw: Mutation) -> None:
        """Of an erased person nothing is taken in: no later edit, and no new record about nobody else.

        Before anything else is looked at, so that no other refusal makes a laptop keep the values.
        """
        if raw.type not in self._catalogue:
            return
        if self._batch.is_erased((raw.type, raw.id)):
            raise Erased
        entity = self._catalogue[raw.type]
        pointed = list(references(entity, raw)) if raw.act is Act.CREATE else []
        gone = {(target, record) for _, target, record in pointed if self._batch.is_erased((target, record))}
        if gone:
            fields: dict[str, Value] = {entity.parent_type or "": raw.set.get(entity.parent_type or "")}
            for name, _, record in pointed:
                several = entity.field(name).kind is Kind.SET
                fields[name] = [*fields.get(name, ()), record] if several else record
            if belongs_to(self._catalogue, entity, fields, gone):
                raise Erased

    def _check_writable(self, entity: Entity, mutation: Mutation, key: Key, row: Row) -> None:
        if not self._asker.sees(key):
            self._check_left(entity, mutation, key)
        check_right(entity, self._asker.reader, mutation, row.fields)
        free = self._asker.central or self._disputes.settled_by(mutation)
        check_locks(self._batch, entity, mutation, row.fields, free=free)
        self._reports.check(mutation)

    def _check_left(self, entity: Entity, mutation: Mutation, key: Key) -> None:
        """The record is out of its author's sight: only facts about one that they saw are taken."""
        then = self._who_saw(key, self._named, mutation.base)
        if then is None:
            raise self._missing(key)
        if states_facts(entity, mutation):
            return
        if then.role != self._asker.reader.role:
            raise NotAllowed(
                f"As {self._asker.reader.role} you may not change this record any more", "your edit is kept here",
                "hand it to a colleague",
            )  # fmt: skip
        raise NotAllowed(
            "The record is not in your territory any more", "your edit is kept here", "hand it to a colleague",
            code="out_of_scope",
        )  # fmt: skip

    def _who_saw(self, key: Key, named: Key, base: int) -> Reader | None:
        """`named` is the record that the author knew; `key` the one that stands for it, if it was merged since."""
        return self._asker.who_saw(key, base) or (self._asker.who_saw(named, base) if named != key else None)

    def _missing(self, key: Key) -> UserError:
        """One answer for what does not exist and for what its author never saw: nobody learns which it is."""
        if self._asker.reader.buckets is None:
            return NoSuchRecord(f"There is no such {key[0]}", key[1])
        return NotAllowed(
            f"There is no such {key[0]} in your territory", "your edit is kept here",
            "it may have been deleted, or may belong to a colleague", code="out_of_scope",
        )  # fmt: skip

    def _check_references(self, entity: Entity, mutation: Mutation) -> None:
        """What it points to must stand and be in sight; an activity may be about what was so when it was made."""
        for name, target, record_id in references(entity, mutation):
            named = (target, record_id)
            key = self._batch.stands_for(named)
            stands, seen = self._batch.row(key) is not None, self._asker.sees(key)
            if stands and seen:
                continue
            known = seen or self._who_saw(key, named, mutation.base) is not None
            if stands and known and entity.activity and mutation.act is Act.CREATE:
                continue
            if not stands and known and self._batch.is_erased(key):
                raise InvalidValue(
                    name, f"This {target} was erased", "choose another", code="reference_erased"
                )
            if not stands and known and self._batch.tombstone(key) is not None:
                raise InvalidValue(
                    name, f"This {target} was deleted", "restore it or choose another", code="parent_deleted"
                )
            raise InvalidValue(name, f"There is no such {target}", "choose another", code="unknown_reference")

    def _check_circle(self, entity: Entity, key: Key, values: Mapping[str, Value]) -> None:
        """`values` holds the parent, if it is a new one: what lies below may have changed since its author looked."""
        parent = values.get(entity.tree.name) if entity.tree is not None else None
        if parent is not None:
            upwards = above(self._batch, entity, parent)
            check_circle(upwards, key[1], self._name((entity.name, parent)), self._name(key))

    def _name(self, key: Key) -> str:
        """What a refusal may call a record to whoever asks."""
        stands = self._batch.row(key) or self._batch.tombstone(key)
        if stands is None or not self._asker.sees(key):
            return f"another {key[0]}"
        return title_of(self._catalogue[key[0]], stands.fields) or f"this {key[0]}"

    def since(self, row: Row, mutation: Mutation) -> Since:
        """What is known to have happened to the record since its author saw it."""

        def seen(name: str) -> int:
            own = mutation.after.get(name)
            return max(mutation.base, self._memory.verdict(own)[1] if own else 0)

        return changes_since(row.meta, seen)


_ACTS: dict[Act, Callable[[Judge, Entity, Mutation], Settled]] = {
    Act.CREATE: Judge._create,
    Act.UPDATE: Judge._update,
    Act.DELETE: Judge._delete,
    Act.RESTORE: Judge._restore,
}
