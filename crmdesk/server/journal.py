"""Takes mutations in: skips what it has seen, decides, numbers, writes rows, history, feed and verdicts at once.

Push batches, administration, import and jobs all pass here, one transaction each. Decoding and authentication happen
before; who gets what afterwards is `feed.py`'s. Rules: docs/sync.md, "The journal".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from crmdesk.domain.changes import Act, Mutation, check_mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import InvalidValue, RequestRefused, UserError
from crmdesk.domain.identifiers import is_id
from crmdesk.domain.merge import undisturbed
from crmdesk.domain.scope import Reader
from crmdesk.domain.unique import CASE
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import Carried, Position, Push, PushItem, Verdict, Verdicts
from crmdesk.server import bulk, flushing, membership
from crmdesk.server.batch import Batch, Key
from crmdesk.server.database import writing
from crmdesk.server.decide import Asker, Judge, Memory, Settled
from crmdesk.server.past_sight import PastSight
from crmdesk.server.pointing import references
from crmdesk.server.pokes import Pokes
from crmdesk.server.positions import head_of, knows, signed
from crmdesk.server.principal import Moment, Principal
from crmdesk.server.readers import read_reader
from crmdesk.server.recall import Recall
from crmdesk.server.statements import numbered_of, standing_of
from crmdesk.server.tables import Tables
from crmdesk.server.verdicts import (
    FORGOTTEN,
    OF_VERDICT,
    carried_alone,
    check_size,
    in_groups,
    kept_verdict,
    ledger_line,
    refusal,
    reused,
    settled_verdict,
    with_group,
)

T = TypeVar("T")


@dataclass(frozen=True)
class _Known:
    """The ledger's line on an op id."""

    payload_hash: str
    verdict: Verdict


@dataclass
class _Session:
    """What one transaction remembers while it decides."""

    batch: Batch
    recall: Recall
    known: dict[str, _Known]
    begun: tuple[str, Verdict] | None = None
    """The group that the push before this one ended with, if it was refused, and what refused it."""
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    repointed: int = 0
    head: Position | None = None
    """The end of the feed, if this transaction moved it."""

    def answers(self, items: Iterable[PushItem]) -> list[Verdict]:
        """The verdict of each op id that was decided, in order."""
        return [self.verdicts[op_id] for item in items for op_id in item.op_ids if op_id in self.verdicts]


class Journal:
    """The one door through which records change at the centre."""

    def __init__(
        self,
        engine: Engine,
        tables: Tables,
        catalogue: Catalogue,
        *,
        now: Callable[[], datetime],
        new_tag: Callable[[], int],
        pokes: Pokes,
        fields: str | None = None,
    ) -> None:
        """`new_tag` gives random 63-bit numbers; `now` an aware time; `pokes` hears of every new head; `fields` are the
        organisation's custom fields as kept, with which `catalogue` and `tables` were made."""
        self._fields = fields
        self._engine = engine
        self._tables = tables
        self._catalogue = catalogue
        self._now = now
        self._new_tag = new_tag
        self._pokes = pokes

    def push(
        self, principal: Principal, push: Push, admit: Callable[[Connection], None] = lambda connection: None
    ) -> Verdicts:
        """Decides a laptop's batch, group by group; a verdict an op id, in order, none behind an undecided bundle.

        Raises `RequestRefused` (409, `handshake`) if the laptop speaks to another epoch or has seen more than there is,
        and whatever `admit` does, in the same transaction.
        """
        with writing(self._engine, principal.org) as connection:
            admit(connection)
            standing = self._standing(connection, principal.org)
            lacking = push.seen is not None and not knows(connection, self._tables, principal.org, push.seen)
            if push.epoch != standing.epoch or lacking:
                raise RequestRefused(
                    409, "The centre is not the one of before", "shake hands again", "handshake"
                )
            reader = read_reader(connection, self._tables, principal)
            session = self._take(
                connection, principal, reader, push.items, push.replica, central=False, standing=standing
            )
            head = session.head or head_of(connection, self._tables, principal.org)
        return Verdicts(verdicts=session.answers(push.items), head=head)

    def central(self, principal: Principal, mutations: Sequence[Mutation]) -> list[Verdict]:
        """Writes for administration, import and jobs: fields kept at the centre may be set, everything is in scope.

        Refusals come back as verdicts, like a laptop's. One call is one transaction.
        """
        items = [PushItem(number=0, mutation=mutation) for mutation in mutations]
        with writing(self._engine, principal.org) as connection:
            session = self._take(connection, principal, None, items, None, central=True)
            return session.answers(items)

    def merge(
        self,
        principal: Principal,
        deletion: Mutation,
        keep: str,
        beside: Callable[[Connection], None] = lambda connection: None,
    ) -> int:
        """Merges the record that `deletion` names into `keep` in one transaction, in which `beside` writes as well.

        Gives how many records pointed to it; raises `InvalidValue` with what refused it.
        """
        item = PushItem(number=0, mutation=deletion)
        with writing(self._engine, principal.org) as connection:
            session = self._take(connection, principal, None, [item], None, central=True, merged_into=keep)
            (verdict,) = session.answers([item])
            if verdict.outcome == "refused":
                raise InvalidValue(
                    "id", verdict.title or "It cannot be merged", verdict.hint or "", code=verdict.code
                )
            beside(connection)
        return session.repointed

    def apart(self, principal: Principal, change: Callable[[Batch], T]) -> T:
        """A transaction of what is no mutation (an erasure), numbered and told to laptops like any other."""
        with writing(self._engine, principal.org) as connection:
            standing = self._standing(connection, principal.org)
            batch = self._batch(connection, principal, None, standing.seq)
            result = change(batch)
            batch.keep_group()
            self._finish(batch, standing)
        return result

    def _batch(self, connection: Connection, principal: Principal, replica: str | None, seq: int) -> Batch:
        at = format_instant(self._now())
        moment = Moment(principal.org, principal.user, principal.device, replica, at)
        return Batch(connection, self._tables, self._catalogue, moment, seq)

    def _take(
        self,
        connection: Connection,
        principal: Principal,
        reader: Reader | None,
        items: Sequence[PushItem],
        replica: str | None,
        *,
        central: bool,
        merged_into: str | None = None,
        standing: Any = None,
    ) -> _Session:
        reader = reader or Reader(principal.user, "admin", None)  # nothing is out of the centre's own sight
        standing = standing or self._standing(connection, principal.org)
        batch = self._batch(connection, principal, replica, standing.seq)
        if merged_into is not None:
            batch.spill = partial(flushing.spill, batch)  # a refusal takes the transaction back
        recall = Recall(batch, standing.collected)
        session = _Session(batch, recall, self._read_ledger(connection, principal.org, items))
        self._recall(session, items)
        session.begun = self._begun(connection, principal.org, replica, items)
        self._read_ahead(session, items)
        judge = Judge(
            self._catalogue,
            batch,
            Asker(
                reader,
                principal.home,
                replica,
                central,
                self._sight(session, reader, central=central),
                PastSight(connection, self._tables, principal, reader).who_saw,
                merged_into,
            ),
            self._memory(session),
        )
        for group in in_groups(items):
            if not self._settle(session, judge, group):
                break  # what comes behind may rest on it, and numbers must be decided without a gap
        session.head = self._finish(batch, standing)
        return session

    # Reading

    def _standing(self, connection: Connection, org: int) -> Any:
        """The organisation's `epoch`, the `seq` at which its feed ends, and up to where it was `collected`."""
        row = connection.execute(standing_of(self._tables.organisation), {"of_org": org}).one()
        if row.fields != self._fields:
            raise RequestRefused(
                409, "The organisation's fields have changed", "shake hands again", "handshake"
            )
        return row

    def _recall(self, session: _Session, items: Iterable[PushItem]) -> None:
        """Ops whose line in the ledger was collected are known by what they did."""
        unknown = {item.mutation.op_id: item for item in items if item.mutation.op_id not in session.known}
        for op_id, version in session.recall.decided(item.mutation for item in unknown.values()).items():
            item = unknown[op_id]
            said = Verdict(op_id=op_id, number=item.number, outcome="applied", version=version, repeat=True)
            # Of a bundle's other ops the ledger keeps its lines: history does not name them.
            known = item.payload_hash if item.also else carried_alone(item).payload_hash
            session.known[op_id] = _Known(known, said)

    def _read_ledger(self, connection: Connection, org: int, items: Iterable[PushItem]) -> dict[str, _Known]:
        """The ledger's lines on the ops that arrive and on those they come after."""
        wanted = [op for item in items for op in (*item.op_ids, *item.mutation.after.values())]
        lines = bulk.rows_of(connection, self._tables.ledger, OF_VERDICT, org, wanted, link="op_id")
        return {line[1]: _Known(line[0], kept_verdict(line)) for line in lines}

    def _begun(
        self, connection: Connection, org: int, replica: str | None, items: Sequence[PushItem]
    ) -> tuple[str, Verdict] | None:
        """A laptop sends groups whole; should one come in two pushes, its rest shares the fate of its beginning."""
        if replica is None or not items:
            return None
        sought = {"of_org": org, "of_replica": replica, "of_number": items[0].number - 1}
        row = connection.execute(numbered_of(self._tables.ledger, OF_VERDICT), sought).one_or_none()
        return (row.grp, kept_verdict(row[1:])) if row is not None and row.outcome == "refused" else None

    def _read_ahead(self, session: _Session, items: Sequence[PushItem]) -> None:
        """Reads every record the batch touches or points to, one query a type, and their buckets."""
        ids: dict[str, list[str]] = {}
        for item in items:
            mutation = item.mutation
            if mutation.type not in self._catalogue:
                continue
            ids.setdefault(mutation.type, []).extend([mutation.id, *filter(None, [mutation.into])])
            for _, target, record_id in references(self._catalogue[mutation.type], mutation):
                ids.setdefault(target, []).append(record_id)
            for settled in ("conflict", CASE):
                ids.setdefault(settled, []).extend(mutation.resolves)
        for type_name, wanted in ids.items():
            session.batch.load(type_name, wanted)
        keys = [(type_name, record_id) for type_name, wanted in ids.items() for record_id in wanted]
        keys += [session.batch.stands_for(key) for key in keys]
        membership.lying(session.batch, keys)

    def _sight(self, session: _Session, reader: Reader, *, central: bool) -> Callable[[Key], bool]:
        def sees(key: Key) -> bool:
            # What came into being in this transaction was made by its author.
            return central or session.batch.is_new(key) or reader.sees(session.batch.lies.get(key, ()))

        return sees

    def _memory(self, session: _Session) -> Memory:
        def verdict(op_id: str) -> tuple[str | None, int]:
            found = session.verdicts.get(op_id)
            if found is None and op_id in session.known:
                found = session.known[op_id].verdict
            return (found.conflict, found.version) if found is not None else (None, 0)

        recall = session.recall
        writers = (recall.others_changed, recall.other_writer, verdict, recall.last_writer)
        return Memory(*writers, recall.stage_since, recall.existed)

    # Deciding

    def _settle(self, session: _Session, judge: Judge, group: list[PushItem]) -> bool:
        """Decides a group; says whether it did."""
        if not any(item.also for item in group):
            self._settle_group(session, judge, group)
            return True
        return len(group) == 1 and self._settle_bundle(session, judge, group[0])

    def _settle_bundle(self, session: _Session, judge: Judge, bundle: PushItem) -> bool:
        """Decides edits that travel as one if they mean the same as one by one; else says no, and nothing happened.

        They do if all are new, nobody else changed what they change, and nothing is refused.
        """
        first = Carried(op_id=bundle.mutation.op_id, number=bundle.number, payload_hash=bundle.payload_hash)
        carried = (first, *bundle.also)
        fresh = [one for one in carried if not self._repeat(session, one)]
        if len(fresh) < len(carried):
            return not fresh
        if len(set(bundle.op_ids)) < len(carried) or not all(map(is_id, bundle.op_ids)):
            return False
        try:
            settled = judge.settle(bundle.mutation) if self._undisturbed(session, judge, bundle) else None
        except UserError:
            settled = None
        if settled is None:
            session.batch.drop_group()
            return False
        session.batch.keep_group()
        for one in carried:
            self._enter(session, bundle.mutation, one, settled_verdict(one, settled))
        return True

    def _undisturbed(self, session: _Session, judge: Judge, bundle: PushItem) -> bool:
        """Whether it would change just what its author saw; raises a `UserError` if it is no valid change."""
        mutation = check_mutation(self._catalogue, bundle.mutation)
        if mutation.act is Act.CREATE:
            return True
        row = session.batch.row((mutation.type, mutation.id))
        if mutation.act is not Act.UPDATE or row is None:
            return False
        since = judge.since(row, mutation)
        return undisturbed(self._catalogue[mutation.type], row.fields, mutation, since)

    def _settle_group(self, session: _Session, judge: Judge, group: list[PushItem]) -> None:
        """All of a group's mutations, or none: the first refusal refuses the others with the code `group`."""
        alone = {item.mutation.op_id: carried_alone(item) for item in group}
        fresh = [item for item in group if not self._repeat(session, alone[item.mutation.op_id])]
        before = [session.verdicts[op_id] for op_id in alone if op_id in session.verdicts]
        if session.begun is not None and session.begun[0] == group[0].mutation.group:
            before.append(session.begun[1])
        settled: list[tuple[PushItem, Settled]] = []
        refused = next((verdict for verdict in before if verdict.outcome == "refused"), None)
        for item in fresh if refused is None else ():
            try:
                if item is fresh[0]:
                    check_size(group)
                settled.append((item, judge.settle(item.mutation)))
            except UserError as error:
                refused = refusal(item, error)
                break
            # Later mutations of the group may come after this one.
            session.verdicts[item.mutation.op_id] = settled_verdict(
                alone[item.mutation.op_id], settled[-1][1]
            )
        if refused is None:
            session.batch.keep_group()
            session.repointed += sum(result.repointed for _, result in settled)
        else:
            session.batch.drop_group()
        for item in fresh:
            decided = session.verdicts.get(item.mutation.op_id)
            if refused is not None:
                decided = refused if refused.op_id == item.mutation.op_id else with_group(item, refused)
            assert decided is not None, "every mutation of a group that stands was settled"
            self._enter(session, item.mutation, alone[item.mutation.op_id], decided)

    def _repeat(self, session: _Session, one: Carried) -> bool:
        """Whether this op id was decided before: its verdict is given again, or refused if it says another thing."""
        if one.op_id in session.verdicts:
            return True
        known = session.known.get(one.op_id)
        if known is None:
            return False
        if known.payload_hash in (one.payload_hash, FORGOTTEN):
            session.verdicts[one.op_id] = known.verdict
        else:
            session.verdicts[one.op_id] = reused(one)
        return True

    def _enter(self, session: _Session, mutation: Mutation, one: Carried, verdict: Verdict) -> None:
        session.verdicts[verdict.op_id] = verdict
        if not is_id(verdict.op_id):
            # Refused, and nothing to know again: no laptop makes such a name, and not every database can hold it.
            return
        session.batch.ledger.append(ledger_line(session.batch.moment, mutation, one, verdict))

    def _finish(self, batch: Batch, standing: Any) -> Position | None:
        """Writes it all; gives the end of the feed if this has moved it."""
        if not flushing.flush(batch):
            return None
        connection, org, tag = batch.connection, batch.moment.org, self._new_tag()
        bulk.update(connection, self._tables.organisation, [{"id": org, "seq": batch.seq}], ("id",))
        end = {"org": org, "seq": batch.seq, "tag": tag, "epoch": standing.epoch, "at": batch.moment.at}
        bulk.insert(connection, self._tables.transaction, [end])
        self._pokes.publish(connection, org)
        return signed(standing.secret, standing.epoch, batch.seq, tag)
