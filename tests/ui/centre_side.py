"""What a centre would send to the sample laptop: conflicts, verdicts, rows that somebody else changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, blank
from crmdesk.protocol.messages import Page, Position, Verdict
from crmdesk.protocol.tables import encode_rows
from crmdesk.schema.columns import to_stored
from crmdesk.store.replica import Replica
from tests.support.sample_replica import numbered_ids

new_id = numbered_ids(23)


def send(replica: Replica, records: Sequence[tuple[str, str, Mapping[str, Value]]]) -> None:
    """A page with these records (type, id, fields) as the centre has them now."""
    position = replica.identity().position or Position(1, 1, 1)
    seq = position.seq + 1
    tables = []
    for type_name, record_id, given in records:
        entity = replica.catalogue[type_name]
        fields = {**dict.fromkeys(entity.by_name), **blank(entity), **given}
        row = (record_id, seq, *(to_stored(field, fields[field.name]) for field in entity.fields))
        tables.append(encode_rows(entity, [row]))
    page = Page(
        position=Position(position.epoch, seq, position.tag),
        more=False,
        contains=0,
        tables=tables,
        deleted=[],
        evicted=[],
        scope=replica.identity().scope,
    )
    replica.apply_page(page)


def colleague(replica: Replica) -> str:
    """The id of a user who is not the one at the laptop."""
    author = replica.author().user
    return next(user.id for user in replica.query("user") if user.id != author)


def changed_by(replica: Replica, record: Record, user: str, **fields: Value) -> None:
    """Somebody else changed a record."""
    at = "2026-11-23T01:12:00.000Z"
    now = {**record.fields, **fields, "updated_by": user, "updated_at": at}
    send(replica, [(record.type, record.id, now)])


def disputed(
    replica: Replica,
    record: Record,
    mine: Mapping[str, Value],
    theirs: Mapping[str, Value],
    *,
    about: str = "fields",
    mine_by: str | None = None,
    theirs_by: str | None = None,
) -> str:
    """A conflict about a record; its record shows `theirs` meanwhile. Gives the conflict's id."""
    conflict = new_id()
    user, other = replica.author().user, colleague(replica)
    fields: dict[str, Value] = {
        "record_type": record.type,
        "record": record.id,
        "about": about,
        "base": {name: record[name] for name in (*mine, *theirs)},
        "mine": dict(mine),
        "theirs": dict(theirs),
        "mine_by": mine_by or user,
        "theirs_by": theirs_by or other,
        "op_id": new_id(),
        "at": "2026-11-23T01:12:00.000Z",
        "state": "open",
    }
    send(replica, [("conflict", conflict, fields), (record.type, record.id, {**record.fields, **theirs})])
    return conflict


def decided(
    replica: Replica,
    outcome: str,
    *,
    code: str | None = None,
    title: str | None = None,
    hint: str | None = None,
) -> list[str]:
    """The centre's verdict on everything that waits. Gives the op ids."""
    known = replica.identity()
    if known.replica is None:
        replica.save_identity(replace(known, replica="replica-1", token="token"))
    items = replica.next_batch()
    seq = (replica.identity().position or Position(1, 1, 1)).seq
    replica.apply_verdicts(
        [
            Verdict(
                op_id=item.mutation.op_id,
                number=item.number,
                outcome=outcome,
                version=0 if outcome == "refused" else seq + 1,
                code=code,
                title=title,
                hint=hint,
            )
            for item in items
        ]
    )
    return [item.mutation.op_id for item in items]
