"""The outbox: everything that was saved here, in order, chained by hash, with what is known of its way to the centre.

Its rows are appended and never rewritten (discarding one, or erasing whom it is about, empties its payload). It decides
what goes out next; it neither validates an edit nor knows how rows look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from crmdesk.domain.canonical import chain_hash
from crmdesk.domain.changes import Act, Mutation, told
from crmdesk.domain.errors import StorageFault
from crmdesk.schema.canonical import canonical_bytes
from crmdesk.store.connection import Connection
from crmdesk.store.mark import Mark

ACCEPT_OR_RESTORE = "put back the newest copy of the profile folder, or rebuild it with the loss accepted"
"""What to do about edits that cannot be read any more."""
# CROSS JOIN keeps SQLite to this order: by record first, however many edits are open.
_OPEN_OF_RECORD = "FROM outbox b CROSS JOIN open_op o ON o.place = b.place WHERE b.record = ? AND b.type = ?"


# Of an edit of somebody who was erased only a stub is left (`erasing.py`).
BODY = "coalesce(b.payload, (SELECT e.payload FROM erased_op e WHERE e.place = b.place))"
"""What goes out, in a query of the outbox as `b`; NULL if it was discarded."""


def decode_mutation(body: bytes) -> Mutation:
    """A mutation out of its payload."""
    fields = msgspec.json.decode(body)
    fields["act"] = Act(fields["act"])
    fields["resolves"] = tuple(fields["resolves"])
    return Mutation(**fields)


@dataclass(frozen=True, slots=True)
class OpenOp:
    """An edit on its way: without verdict, or not yet contained in a pulled page."""

    place: int
    op_id: str
    type: str
    record: str
    contained: bool
    outcome: str | None


def tip(connection: Connection) -> Mark:
    """The outbox's length and the hash of its last entry."""
    row = connection.execute("SELECT place, hash FROM outbox ORDER BY place DESC LIMIT 1").fetchone()
    return Mark(*row) if row else Mark(0, "")


def append(connection: Connection, mutation: Mutation, last: Mark) -> Mark:
    """Appends a mutation behind `last`; gives the new tip."""
    body = canonical_bytes(told(mutation))
    mark = Mark(last.count + 1, chain_hash(last.tip, mutation.op_id, body))
    connection.execute(
        "INSERT INTO outbox (place, op_id, type, record, grp, payload, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (mark.count, mutation.op_id, mutation.type, mutation.id, mutation.group, body, mark.tip),
    )
    _open(connection, mark.count, mutation)
    return mark


def reopen(connection: Connection, place: int, mutation: Mutation) -> None:
    """The edit at this place is on its way again, as if it had no verdict."""
    _open(connection, place, mutation)
    connection.execute("DELETE FROM verdict WHERE place = ?", (place,))


def _open(connection: Connection, place: int, mutation: Mutation) -> None:
    resolves = msgspec.json.encode(mutation.resolves).decode() if mutation.resolves else None
    connection.execute(
        "INSERT INTO open_op (place, resolves) VALUES (?, ?)"
        " ON CONFLICT (place) DO UPDATE SET contained = 0, outcome = NULL",
        (place, resolves),
    )


def replayed(connection: Connection, type_name: str, record_id: str) -> list[Mutation]:
    """The edits of a record that server truth does not hold yet, in the order in which they are replayed.

    A create comes first wherever it stands: a refused one that was tried again stands behind the edits that need it.
    """
    found = connection.execute(
        f"SELECT b.payload {_OPEN_OF_RECORD} AND o.contained = 0 AND b.payload IS NOT NULL ORDER BY b.place",
        (record_id, type_name),
    ).fetchall()
    mutations = [decode_mutation(body) for (body,) in found]
    if len(mutations) > 1:
        mutations.sort(key=lambda mutation: mutation.act is not Act.CREATE)
    return mutations


def newest_first(connection: Connection, type_name: str, record_id: str) -> Iterator[Mutation]:
    """As `replayed`, newest first, each decoded only when it is asked for."""
    found = connection.execute(
        f"SELECT b.payload {_OPEN_OF_RECORD} AND o.contained = 0 AND b.payload IS NOT NULL"
        " ORDER BY b.place DESC",
        (record_id, type_name),
    )
    for (body,) in found:
        yield decode_mutation(body)


def open_op(connection: Connection, op_id: str) -> OpenOp | None:
    """The open edit with that id."""
    row = connection.execute(
        "SELECT b.place, b.op_id, b.type, b.record, o.contained, o.outcome"
        " FROM outbox b CROSS JOIN open_op o ON o.place = b.place WHERE b.op_id = ?",
        (op_id,),
    ).fetchone()
    return OpenOp(row[0], row[1], row[2], row[3], bool(row[4]), row[5]) if row else None


def mutation_of(connection: Connection, op_id: str) -> Mutation | None:
    """A saved mutation by its id, None when there is none or its value was discarded."""
    row = connection.execute("SELECT payload FROM outbox WHERE op_id = ?", (op_id,)).fetchone()
    return decode_mutation(row[0]) if row and row[0] else None


def is_known(connection: Connection, op_id: str) -> bool:
    """Whether an edit with that id was saved here."""
    return connection.execute("SELECT 1 FROM outbox WHERE op_id = ?", (op_id,)).fetchone() is not None


def open_mutations(connection: Connection) -> Iterator[tuple[OpenOp, Mutation]]:
    """All edits on their way, oldest first."""
    cursor = connection.execute(
        f"SELECT b.place, b.op_id, b.type, b.record, o.contained, o.outcome, {BODY}"
        " FROM open_op o CROSS JOIN outbox b ON b.place = o.place ORDER BY o.place"
    )
    for place, op_id, type_name, record, contained, outcome, body in cursor:
        yield OpenOp(place, op_id, type_name, record, bool(contained), outcome), decode_mutation(body)


def check_against(connection: Connection, mark: Mark | None) -> Mark:
    """The outbox's tip, when it holds all that `mark` says was saved; raises `StorageFault` that states the loss."""
    last = tip(connection)
    if mark is None or mark.count == 0:
        return last
    if last.count < mark.count:
        lost = mark.count - last.count
        raise StorageFault(
            f"{lost} saved {'edit is' if lost == 1 else 'edits are'} missing from the replica",
            f"{mark.count} were saved, {last.count} are there: the database or its log was damaged or put back",
            "sync: it looks for them in every page and says what cannot be found",
            code="edits_lost",
        )
    (hash_there,) = connection.execute("SELECT hash FROM outbox WHERE place = ?", (mark.count,)).fetchone()
    if hash_there != mark.tip:
        raise StorageFault(
            "The replica's saved edits are not those of its mark",
            f"entry {mark.count} of the outbox differs",
            "the database was exchanged for another one; put back the whole profile folder",
            code="edits_lost",
        )
    return last


def verify_chain(connection: Connection) -> list[str]:
    """Checks every entry of the outbox against its chain; one sentence a fault."""
    faults: list[str] = []
    previous, expected = "", 1
    for place, op_id, body, kept in connection.execute(
        "SELECT place, op_id, payload, hash FROM outbox ORDER BY place"
    ):
        if place != expected:
            faults.append(f"outbox entries {expected} to {place - 1} are missing")
        if body is not None and chain_hash(previous, op_id, body) != kept:
            faults.append(f"outbox entry {place} does not fit its chain")
        previous, expected = kept, place + 1
    (adrift,) = connection.execute(
        "SELECT count(*) FROM outbox WHERE payload IS NULL AND place NOT IN"
        " (SELECT place FROM verdict WHERE settled IS NOT NULL UNION ALL SELECT place FROM erased_op)"
    ).fetchone()
    if adrift:
        faults.append(f"{adrift} outbox entries have lost their payload")
    (unknown,) = connection.execute(
        "SELECT count(*) FROM outbox WHERE place NOT IN (SELECT place FROM open_op UNION ALL SELECT place FROM verdict)"
    ).fetchone()
    if unknown:
        faults.append(f"{unknown} outbox entries are neither open nor have a verdict")
    return faults


def awaits_verdict(connection: Connection, type_name: str, record_id: str) -> bool:
    """Whether an edit of the record has no verdict yet."""
    found = connection.execute(
        f"SELECT 1 {_OPEN_OF_RECORD} AND o.outcome IS NULL", (record_id, type_name)
    ).fetchone()
    return found is not None


def finish_record(connection: Connection, type_name: str, record_id: str) -> None:
    """Ends the way of every open edit of the record."""
    connection.execute(
        f"DELETE FROM open_op WHERE place IN (SELECT b.place {_OPEN_OF_RECORD})", (record_id, type_name)
    )
