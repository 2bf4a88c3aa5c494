"""What goes out next: whole groups in order, numbered durably before they are first sent, without those that must wait.

A group waits when it needs a record whose creation was refused and not yet tried again: alone, without
holding back others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.protocol.limits import PUSH_ITEMS
from crmdesk.protocol.messages import PushItem
from crmdesk.store.connection import Connection
from crmdesk.store.outbox import decode_mutation

_CHUNK = 4_000
"""Open ops looked at in one go: a batch never needs more, and twenty thousand waiting ones cost no memory."""


@dataclass(slots=True)
class _Group:
    items: list[tuple[int, int | None, Mutation, int]] = field(default_factory=list)
    """(place, number, mutation, payload bytes)"""

    @property
    def size(self) -> int:
        return sum(item[3] for item in self.items)


def next_batch(
    connection: Connection, catalogue: Catalogue, replica: str, limit_bytes: int, after_number: int
) -> list[PushItem]:
    """The next items to push, numbered above `after_number`; empty when nothing is left. Runs in a write
    transaction."""
    groups = _in_order(
        _numbered(connection, replica, after_number), _unnumbered(connection, catalogue, replica)
    )
    taken: list[tuple[int, int | None, Mutation, int]] = []
    size = 0
    for group in groups:
        full = size + group.size > limit_bytes or len(taken) + len(group.items) > PUSH_ITEMS
        if taken and full:
            break
        taken += group.items
        size += group.size
    return _number(connection, replica, taken)


def _in_order(numbered: Iterable[_Group], fresh: Iterable[_Group]) -> Iterable[_Group]:
    yield from numbered
    yield from fresh


def _numbered(connection: Connection, replica: str, after_number: int) -> Iterable[_Group]:
    found = connection.execute(
        "SELECT o.place, s.number, b.grp, b.payload"
        " FROM sent s JOIN open_op o USING (place) JOIN outbox b USING (place)"
        " WHERE s.replica = ? AND s.number > ? AND o.outcome IS NULL ORDER BY s.number LIMIT ?",
        (replica, after_number, _CHUNK),
    ).fetchall()
    return _grouped(found)


def _grouped(found: list[tuple[int, int | None, str, bytes]]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for place, number, name, body in found:
        group = groups.setdefault(name, _Group())
        group.items.append((place, number, decode_mutation(body), len(body)))
    return list(groups.values())


def _unnumbered(connection: Connection, catalogue: Catalogue, replica: str) -> Iterable[_Group]:
    """Groups never sent from this replica, in the order of saving but creations before those that need them."""
    missing = _refused_creations(connection, replica)
    last = 0
    waiting: list[_Group] = []
    while True:
        found = connection.execute(
            "SELECT o.place, NULL, b.grp, b.payload FROM open_op o JOIN outbox b USING (place)"
            " LEFT JOIN sent s ON s.place = o.place AND s.replica = ?"
            " WHERE o.place > ? AND o.outcome IS NULL AND s.place IS NULL ORDER BY o.place LIMIT ?",
            (replica, last, _CHUNK),
        ).fetchall()
        if not found:
            return
        last = found[-1][0]
        if len(found) == _CHUNK:
            found += _rest_of_group(connection, found[-1])
            last = found[-1][0]
        for group in _grouped(found):
            if missing and _needs(catalogue, group, missing):
                missing |= _created(group)
                waiting.append(group)
                continue
            yield group
            missing -= _created(group)
            if waiting:
                ready = [one for one in waiting if not _needs(catalogue, one, missing - _created(one))]
                waiting = [one for one in waiting if one not in ready]
                yield from ready


def _rest_of_group(
    connection: Connection, last: tuple[int, int | None, str, bytes]
) -> list[tuple[int, int | None, str, bytes]]:
    return connection.execute(  # type: ignore[no-any-return]
        "SELECT o.place, NULL, b.grp, b.payload FROM open_op o JOIN outbox b USING (place)"
        " WHERE b.grp = ? AND o.place > ? AND o.outcome IS NULL ORDER BY o.place",
        (last[2], last[0]),
    ).fetchall()


def _refused_creations(connection: Connection, replica: str) -> set[str]:
    """Records that the centre cannot have: their creation was refused, or tried again and not sent yet."""
    refused = connection.execute(
        "SELECT b.payload, v.settled FROM verdict v JOIN outbox b USING (place)"
        " WHERE v.outcome = 'refused' AND v.settled IS NOT 'discarded' AND b.payload IS NOT NULL"
    ).fetchall()
    missing: set[str] = set()
    for body, settled in refused:
        mutation = decode_mutation(body)
        if mutation.act in (Act.CREATE, Act.RESTORE) and (
            settled is None or _creation_unsent(connection, replica, mutation.id)
        ):
            missing.add(mutation.id)
    return missing


def _creation_unsent(connection: Connection, replica: str, record: str) -> bool:
    waiting = connection.execute(
        "SELECT b.payload FROM open_op o JOIN outbox b USING (place)"
        " LEFT JOIN sent s ON s.place = o.place AND s.replica = ?"
        " WHERE b.record = ? AND o.outcome IS NULL AND s.place IS NULL",
        (replica, record),
    ).fetchall()
    return any(decode_mutation(body).act in (Act.CREATE, Act.RESTORE) for (body,) in waiting)


def _created(group: _Group) -> set[str]:
    return {item[2].id for item in group.items if item[2].act in (Act.CREATE, Act.RESTORE)}


def _needs(catalogue: Catalogue, group: _Group, missing: set[str]) -> bool:
    own = _created(group)
    return any(
        needed in missing and needed not in own
        for item in group.items
        for needed in _needed(catalogue, item[2])
    )


def _needed(catalogue: Catalogue, mutation: Mutation) -> Iterable[str]:
    """The record itself and all that the mutation points to."""
    yield mutation.id
    entity = catalogue[mutation.type]
    for name in mutation.touched:
        declared = entity.by_name.get(name)
        if declared is not None and declared.target is not None:
            value = mutation.set.get(name)
            yield from value if isinstance(value, list) else [value] if value else []
            yield from mutation.add.get(name, ())


def _number(
    connection: Connection, replica: str, taken: list[tuple[int, int | None, Mutation, int]]
) -> list[PushItem]:
    fresh = [place for place, number, _, _ in taken if number is None]
    numbers: dict[int, int] = {}
    if fresh:
        (highest,) = connection.execute(
            "SELECT max(coalesce((SELECT max(number) FROM sent WHERE replica = ?), 0),"
            " coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'last_number'), 0))",
            (replica,),
        ).fetchone()
        numbers = {place: highest + index for index, place in enumerate(fresh, 1)}
        connection.executemany(
            "INSERT INTO sent (place, replica, number) VALUES (?, ?, ?)"
            " ON CONFLICT (place) DO UPDATE SET replica = excluded.replica, number = excluded.number",
            [(place, replica, number) for place, number in numbers.items()],
        )
    return [
        PushItem(number=number or numbers[place], mutation=mutation) for place, number, mutation, _ in taken
    ]
