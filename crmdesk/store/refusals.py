"""Edits that the centre refused: listed with their reason and value until their author tries again or
discards them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.store.connection import Connection
from crmdesk.store.outbox import BODY, decode_mutation
from crmdesk.store.settings import read_setting, write_setting

DISCARDED = "discarded"
"""How a refused edit is settled that its author gave up."""
_KEPT = "discarded_kept"
"""Setting: places of discarded edits whose values are still there, for as long as the program runs."""
LEFT_BEHIND = "record_discarded"
WAITS = "parent_refused"
"""It needs a record whose creation was refused, and goes out again with it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One refused edit. `fields` holds what the user typed: values by field, `{"add": …, "remove": …}` for
    elements."""

    op_id: str
    type: str
    record: str
    act: str
    fields: Mapping[str, Any]
    code: str
    title: str
    hint: str
    at: str
    group: str
    missing: tuple[tuple[str, str, str], ...] = ()
    """What it points to and is gone (field, type, id), if that is why: to be brought back, or another chosen."""


def typed(mutation: Mutation) -> dict[str, Any]:
    """What the author of a mutation typed, by field."""
    fields: dict[str, Any] = dict(mutation.set)
    for name in (*mutation.add, *mutation.remove):
        if name not in mutation.set:
            fields[name] = {
                key: given[name]
                for key, given in (("add", mutation.add), ("remove", mutation.remove))
                if name in given
            }
    return fields


def waits_for_refused(connection: Connection, op_id: str, needed: Sequence[str]) -> bool:
    """Whether one of the records that an edit needs is not at the centre because its creation was refused."""
    found = connection.execute(
        "SELECT 1 FROM verdict v JOIN outbox b USING (place) WHERE v.outcome = 'refused' AND v.settled IS NULL"
        " AND b.record IN (SELECT value FROM json_each(?)) AND b.op_id <> ? AND b.payload IS NOT NULL"
        " AND json_extract(CAST(b.payload AS TEXT), '$.act') IN ('create', 'restore') LIMIT 1",
        (msgspec.json.encode(needed).decode(), op_id),
    ).fetchone()
    return found is not None


def refused(connection: Connection) -> list[Refused]:
    """Every refused edit that is neither tried again nor discarded, oldest first; of the erased without a value."""
    found = connection.execute(
        f"SELECT v.code, v.title, v.hint, b.payload IS NULL, {BODY} AS body FROM verdict v JOIN outbox b USING (place)"
        " WHERE v.outcome = 'refused' AND v.settled IS NULL AND body IS NOT NULL ORDER BY v.place"
    ).fetchall()
    result = []
    for code, title, hint, emptied, body in found:
        one = decode_mutation(body)
        result.append(
            Refused(
                one.op_id,
                one.type,
                one.id,
                one.act.value,
                {} if emptied else typed(one),
                code or "refused",
                title or "The centre refused this edit",
                hint or "",
                one.at,
                one.group,
            )
        )
    return result


def chosen(connection: Connection, op_ids: Sequence[str] | None) -> list[tuple[int, Mutation]]:
    """The refused edits of these ids with the rest of their groups (None: all), in order; raises `NoSuchRecord`."""
    found = connection.execute(
        f"SELECT v.place, {BODY} AS body FROM verdict v JOIN outbox b USING (place)"
        " WHERE v.outcome = 'refused' AND v.settled IS NULL AND body IS NOT NULL ORDER BY v.place"
    ).fetchall()
    pending = [(place, decode_mutation(body)) for place, body in found]
    if op_ids is None:
        return pending
    unknown = set(op_ids) - {mutation.op_id for _, mutation in pending}
    if unknown:
        raise NoSuchRecord(f"No such refused edit: {sorted(unknown)[0]}", hint="`refused` lists them")
    groups = {mutation.group for _, mutation in pending if mutation.op_id in set(op_ids)}
    return [(place, mutation) for place, mutation in pending if mutation.group in groups]


def of_erased(connection: Connection) -> set[int]:
    """Places of edits of people who were erased: nothing is left of them that could be tried again."""
    return {place for (place,) in connection.execute("SELECT place FROM erased_op")}


def settle(connection: Connection, place: int, how: str) -> None:
    connection.execute("UPDATE verdict SET settled = ? WHERE place = ?", (how, place))


@dataclass(frozen=True, slots=True)
class Discarded:
    """Edits that were discarded, by their places in the outbox."""

    records: tuple[tuple[str, str], ...]
    """All that were concerned."""
    places: tuple[int, ...]
    left: tuple[int, ...]
    """What waited for them and became refused with them."""


def discard(connection: Connection, op_ids: Sequence[str] | None, *, keep: bool = False) -> Discarded:
    """Drops refused edits: that there were some stays recorded, their values do not.

    Edits still waiting for a record whose creation is discarded become refused themselves, so that nobody
    waits for ever. `keep`: the values go with `forget_discarded` only, and until then `bring_back` lists them again.
    """
    records, places, left = [], [], list[tuple[int, Mutation]]()
    for place, mutation in chosen(connection, op_ids):
        settle(connection, place, DISCARDED)
        if not keep:
            _drop(connection, place)
        places.append(place)
        records.append((mutation.type, mutation.id))
        if mutation.act in (Act.CREATE, Act.RESTORE):
            left += _leave_behind(connection, mutation)
    records += [(mutation.type, mutation.id) for _, mutation in left]
    if keep:
        write_setting(connection, _KEPT, [*read_setting(connection, _KEPT, []), *places])
    return Discarded(tuple(records), tuple(places), tuple(place for place, _ in left))


def are_kept(connection: Connection) -> bool:
    """Whether `forget_discarded` has anything to do."""
    return read_setting(connection, _KEPT) is not None


def forget_discarded(connection: Connection) -> None:
    """The values of what was discarded and kept go now."""
    for place in read_setting(connection, _KEPT, []):
        found = connection.execute("SELECT settled FROM verdict WHERE place = ?", (place,)).fetchone()
        if found == (DISCARDED,):
            _drop(connection, place)
    write_setting(connection, _KEPT, None)


def bring_back(connection: Connection, gone: Discarded) -> list[tuple[int, Mutation]]:
    """Lists what was discarded as refused again, under its own ids; gives what became refused with it and is to wait
    for it again. What somebody has settled or sent meanwhile stays so.
    """
    waiting = []
    for place in gone.places:
        connection.execute(
            "UPDATE verdict SET settled = NULL WHERE place = ? AND settled = ?", (place, DISCARDED)
        )
    for place in gone.left:
        found = connection.execute(
            "SELECT b.payload FROM verdict v JOIN outbox b USING (place)"
            " WHERE v.place = ? AND v.code = ? AND v.settled IS NULL AND b.payload IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM sent s WHERE s.place = v.place)",
            (place, LEFT_BEHIND),
        ).fetchone()
        if found is not None:
            waiting.append((place, decode_mutation(found[0])))
    return waiting


def _drop(connection: Connection, place: int) -> None:
    drop_payload(connection, place)
    connection.execute("DELETE FROM erased_op WHERE place = ?", (place,))


def drop_payload(connection: Connection, place: int) -> None:
    """The one rewrite of an outbox row there is: the chain keeps its hash, the value goes."""
    connection.execute("UPDATE outbox SET payload = NULL WHERE place = ?", (place,))


def conflicts_left(connection: Connection, conflicts: Sequence[str]) -> None:
    """Conflicts left the author's sight with their record: what they typed is listed as refused, not lost.

    Refusals belong to author and replica, so this concerns edits made here alone.
    """
    connection.execute(
        "UPDATE verdict SET outcome = 'refused', code = 'out_of_scope', title = ?, hint = ?"
        " WHERE conflict IN (SELECT value FROM json_each(?)) AND outcome = 'conflict' AND settled IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM conflict WHERE id = verdict.conflict AND state <> 'open')",
        (
            "The record left your territory before the conflict was settled",
            "hand it to a colleague",
            msgspec.json.encode(conflicts).decode(),
        ),
    )


def conflicts_came_back(connection: Connection, conflicts: Sequence[str]) -> None:
    """Their record is in sight again: it is for the conflicts to hold what was typed."""
    connection.execute(
        "UPDATE verdict SET outcome = 'conflict', code = NULL, title = NULL, hint = NULL"
        " WHERE conflict IN (SELECT value FROM json_each(?)) AND outcome = 'refused' AND settled IS NULL",
        (msgspec.json.encode(conflicts).decode(),),
    )


def _leave_behind(connection: Connection, creation: Mutation) -> list[tuple[int, Mutation]]:
    """Refuses what waits for a record that will not be, and what waits for that. Gives these with their places."""
    found = connection.execute(
        f"SELECT b.place, {BODY} FROM open_op o JOIN outbox b USING (place)"
        " WHERE o.outcome IS NULL AND b.grp IN (SELECT b.grp FROM open_op o JOIN outbox b USING (place)"
        " WHERE o.outcome IS NULL AND instr(b.payload, CAST(? AS BLOB)) > 0)",
        (creation.id,),
    ).fetchall()
    left = [(place, decode_mutation(body)) for place, body in found]
    if any(mutation.act is Act.CREATE and mutation.id == creation.id for _, mutation in left):
        return []  # created anew in the meantime: nobody is left behind
    for place, _ in left:
        connection.execute(
            "INSERT INTO verdict (place, outcome, version, code, title, hint) VALUES (?, 'refused', 0, ?, ?, ?)",
            (place, LEFT_BEHIND, "The record it belongs to was discarded", "discard it too"),
        )
        connection.execute("DELETE FROM open_op WHERE place = ?", (place,))
    further = [
        each
        for _, mutation in left
        if mutation.act in (Act.CREATE, Act.RESTORE)
        for each in _leave_behind(connection, mutation)
    ]
    return [*left, *further]
