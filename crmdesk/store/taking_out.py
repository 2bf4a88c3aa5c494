"""Takes edits out of the outbox that have never been sent, as if they had not been saved.

For what no later edit takes back: that two records are one, or that they are two, or what a question was answered. Once
a batch has numbered an edit it may be anywhere on its way, and stays. It knows neither undo nor rows.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import NotAllowed
from crmdesk.store.connection import Connection
from crmdesk.store.outbox import decode_mutation
from crmdesk.store.refusals import drop_payload

TAKEN_BACK = "taken_back"
"""How such an edit is settled."""


def take_out(connection: Connection, op_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Takes these edits out, all or none; gives the records concerned.

    Raises `NotAllowed` if one of them has been sent, or if its record was saved again after it had been deleted.
    """
    found = [_unsent(connection, op_id) for op_id in op_ids]
    for place, _ in found:
        connection.execute("DELETE FROM open_op WHERE place = ?", (place,))
        connection.execute(
            "INSERT INTO verdict (place, outcome, version, code, settled) VALUES (?, 'refused', 0, ?, ?)",
            (place, TAKEN_BACK, TAKEN_BACK),
        )
        drop_payload(connection, place)
    return [(mutation.type, mutation.id) for _, mutation in found]


def check_nothing_upon(connection: Connection, mutations: Sequence[Mutation]) -> None:
    """Raises `NotAllowed` if an edit that was saved later stands on what one of these says: without it, that one would
    come to the centre as if it had been made on something else."""
    own = {mutation.op_id for mutation in mutations}
    for mutation in mutations:
        found = connection.execute("SELECT place FROM outbox WHERE op_id = ?", (mutation.op_id,)).fetchone()
        if found is not None and _stood_upon(connection, found[0], mutation, own):
            raise NotAllowed(
                "This cannot be undone any more", "the record was saved again meanwhile", code="not_undoable"
            )


def _stood_upon(connection: Connection, place: int, mutation: Mutation, own: Container[str]) -> bool:
    # What was put under a record that is new, or came back, names it and is of any type.
    makes = mutation.act in (Act.CREATE, Act.RESTORE)
    named = "instr(CAST(b.payload AS TEXT), ?1) > 0" if makes else "b.record = ?1"
    later = connection.execute(
        "SELECT b.payload FROM outbox b JOIN open_op o USING (place)"
        f" WHERE {named} AND b.place > ?2 AND b.payload IS NOT NULL",
        (mutation.id, place),
    )
    return any(
        mutation.act is not Act.UPDATE
        or one.act is not Act.UPDATE
        or not set(mutation.touched).isdisjoint((*one.touched, *one.was))
        for one in (decode_mutation(body) for (body,) in later)
        if one.op_id not in own
    )


def _unsent(connection: Connection, op_id: str) -> tuple[int, Mutation]:
    found = connection.execute(
        "SELECT b.place, b.payload FROM outbox b JOIN open_op o USING (place) WHERE b.op_id = ?"
        " AND o.outcome IS NULL AND o.contained = 0 AND b.payload IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM sent s WHERE s.place = b.place)",
        (op_id,),
    ).fetchone()
    if found is None:
        merged = connection.execute(
            "SELECT 1 FROM outbox WHERE op_id = ? AND json_extract(CAST(payload AS TEXT), '$.into') IS NOT NULL",
            (op_id,),
        ).fetchone()
        raise NotAllowed(
            "This has been sent and cannot be undone any more",
            "the centre and your colleagues know of it",
            "bring single values back from the history of the record that stayed" if merged else "",
            code="sent",
        )
    place, mutation = found[0], decode_mutation(found[1])
    if mutation.act is Act.DELETE and _saved_later(connection, place, mutation):
        raise NotAllowed(
            "This cannot be undone any more", "the record was saved again meanwhile", code="not_undoable"
        )
    return place, mutation


def _saved_later(connection: Connection, place: int, mutation: Mutation) -> bool:
    later = connection.execute(
        "SELECT 1 FROM outbox b JOIN open_op o USING (place) WHERE b.record = ? AND b.type = ? AND b.place > ?",
        (mutation.id, mutation.type, place),
    ).fetchone()
    return later is not None
