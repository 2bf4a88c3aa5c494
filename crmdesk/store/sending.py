"""What goes out next: whole groups in order, numbered durably before they are first sent, without those that must wait.

Edits of one record that were never sent travel as one where that means the same; once numbered, each goes by itself.
A group waits when it needs a record whose creation was refused and not yet tried again: alone, without
holding back others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crmdesk.domain.canonical import payload_hash
from crmdesk.domain.changes import Act, Mutation, payload
from crmdesk.domain.coalesce import joined
from crmdesk.domain.declare import Catalogue
from crmdesk.protocol.limits import BUNDLE_OPS, PUSH_ITEMS
from crmdesk.protocol.messages import Carried, PushItem
from crmdesk.store.connection import Connection
from crmdesk.store.outbox import BODY, decode_mutation
from crmdesk.store.settings import read_setting

_CHUNK = 4_000
"""Open ops looked at in one go: a batch never needs more, and twenty thousand waiting ones cost no memory."""


@dataclass(frozen=True, slots=True)
class _Op:
    """A saved edit as it lies in the outbox."""

    place: int
    number: int | None
    body: bytes
    mutation: Mutation


@dataclass(slots=True)
class _Group:
    """Edits that were saved together."""

    ops: list[_Op] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(len(op.body) for op in self.ops)


@dataclass(slots=True)
class _Item:
    """One item to be: what it says, and the edits that it says it for."""

    mutation: Mutation
    size: int
    ops: list[_Op]


class _Assembly:
    """A batch in the making."""

    def __init__(self, catalogue: Catalogue, limit_bytes: int, *, coalesce: bool) -> None:
        self._catalogue = catalogue
        self._limit = limit_bytes
        self._coalesce = coalesce
        self._size = 0
        self._ops = 0
        self._open: dict[tuple[str, str], int] = {}
        """The item that a record's next edit may join, by its place among the items."""
        self._made: dict[str, int] = {}
        """Where in the batch a record comes into being."""
        self.items: list[_Item] = []

    def take(self, group: _Group) -> bool:
        """Takes the group into the batch; False when it is full. The first is taken however large it is."""
        if self._ops + len(group.ops) > PUSH_ITEMS and self.items:
            return False
        if self._join(group):
            return True
        if self.items and self._size + group.size > self._limit:
            return False
        for op in group.ops:
            self._append(op, alone=len(group.ops) == 1)
        return True

    def _append(self, op: _Op, *, alone: bool) -> None:
        mutation = op.mutation
        record = (mutation.type, mutation.id)
        self._open.pop(record, None)
        if self._coalesce and alone and op.number is None:
            self._open[record] = len(self.items)
        if mutation.act in (Act.CREATE, Act.RESTORE):
            self._made[mutation.id] = len(self.items)
        self.items.append(_Item(mutation, len(op.body), [op]))
        self._ops += 1
        self._size += len(op.body)

    def _join(self, group: _Group) -> bool:
        """Lets a single edit travel with the one before it of the same record, if they mean the same as one."""
        op = group.ops[0]
        place = self._open.get((op.mutation.type, op.mutation.id))
        if place is None or len(group.ops) > 1 or op.number is not None:
            return False
        item = self.items[place]
        entity = self._catalogue[op.mutation.type]
        if len(item.ops) >= BUNDLE_OPS or any(
            self._made.get(one, -1) > place for one in needed(self._catalogue, op.mutation)
        ):
            return False
        both = joined(entity, item.mutation, op.mutation)
        size = len(payload(both)) if both is not None else 0
        if both is None or self._size + size - item.size > self._limit:
            return False
        self._ops += 1
        self._size += size - item.size
        item.mutation, item.size = both, size
        item.ops.append(op)
        return True


def next_batch(
    connection: Connection,
    catalogue: Catalogue,
    replica: str,
    limit_bytes: int,
    after_number: int,
    *,
    coalesce: bool,
) -> list[PushItem]:
    """The next items to push, numbered above `after_number`; empty when nothing is left. Runs in a write
    transaction. `coalesce`: the centre takes several edits of one record as one item."""
    (waiting,) = connection.execute("SELECT EXISTS (SELECT 1 FROM open_op WHERE outcome IS NULL)").fetchone()
    if not waiting:
        return []
    groups = _in_order(
        _numbered(connection, replica, after_number), _unnumbered(connection, catalogue, replica)
    )
    batch = _Assembly(catalogue, limit_bytes, coalesce=coalesce)
    for group in groups:
        if not batch.take(group):
            break
    return _number(connection, replica, batch.items)


def _in_order(numbered: Iterable[_Group], fresh: Iterable[_Group]) -> Iterable[_Group]:
    yield from numbered
    yield from fresh


def _numbered(connection: Connection, replica: str, after_number: int) -> Iterable[_Group]:
    found = connection.execute(
        f"SELECT o.place, s.number, b.grp, {BODY}"
        " FROM sent s JOIN open_op o USING (place) JOIN outbox b USING (place)"
        " WHERE s.replica = ? AND s.number > ? AND o.outcome IS NULL ORDER BY s.number LIMIT ?",
        (replica, after_number, _CHUNK),
    ).fetchall()
    return _grouped(found)


def _grouped(found: list[tuple[int, int | None, str, bytes]]) -> Iterator[_Group]:
    """Decoded as they are asked for: a batch takes the first few of what was read."""
    groups: dict[str, list[tuple[int, int | None, bytes]]] = {}
    for place, number, name, body in found:
        groups.setdefault(name, []).append((place, number, body))
    for rows in groups.values():
        yield _Group([_Op(place, number, body, decode_mutation(body)) for place, number, body in rows])


def _unnumbered(connection: Connection, catalogue: Catalogue, replica: str) -> Iterable[_Group]:
    """Groups never sent from this replica, in the order of saving but creations before those that need them."""
    missing = _refused_creations(connection, replica)
    last = 0
    waiting: list[_Group] = []
    while True:
        found = connection.execute(
            f"SELECT o.place, NULL, b.grp, {BODY} FROM open_op o JOIN outbox b USING (place)"
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
        f"SELECT o.place, NULL, b.grp, {BODY} FROM open_op o JOIN outbox b USING (place)"
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
        f"SELECT {BODY} FROM open_op o JOIN outbox b USING (place)"
        " LEFT JOIN sent s ON s.place = o.place AND s.replica = ?"
        " WHERE b.record = ? AND o.outcome IS NULL AND s.place IS NULL",
        (replica, record),
    ).fetchall()
    return any(decode_mutation(body).act in (Act.CREATE, Act.RESTORE) for (body,) in waiting)


def _created(group: _Group) -> set[str]:
    return {op.mutation.id for op in group.ops if op.mutation.act in (Act.CREATE, Act.RESTORE)}


def _needs(catalogue: Catalogue, group: _Group, missing: set[str]) -> bool:
    own = _created(group)
    return any(
        one in missing and one not in own for op in group.ops for one in needed(catalogue, op.mutation)
    )


def needed(catalogue: Catalogue, mutation: Mutation) -> Iterable[str]:
    """The record itself and all that the mutation points to."""
    yield mutation.id
    entity = catalogue[mutation.type]
    for name in mutation.touched:
        declared = entity.by_name.get(name)
        if declared is not None and declared.target is not None:
            value = mutation.set.get(name)
            yield from value if isinstance(value, list) else [value] if value else []
            yield from mutation.add.get(name, ())


def _number(connection: Connection, replica: str, taken: list[_Item]) -> list[PushItem]:
    """The items with their numbers, new ones kept durably."""
    ops = [op for item in taken for op in item.ops]
    numbers = {op.place: op.number for op in ops if op.number is not None}
    fresh = [op.place for op in ops if op.number is None]
    if fresh:
        given = _given(connection, replica, fresh)
        numbers |= given
        connection.executemany(
            "INSERT INTO sent (place, replica, number) VALUES (?, ?, ?)"
            " ON CONFLICT (place) DO UPDATE SET replica = excluded.replica, number = excluded.number",
            [(place, replica, number) for place, number in given.items()],
        )
    return [_sent(item, numbers) for item in taken]


def _given(connection: Connection, replica: str, places: Iterable[int]) -> dict[int, int]:
    """Numbers behind all that were ever given."""
    (highest,) = connection.execute(
        "SELECT max(coalesce((SELECT max(number) FROM sent WHERE replica = ?), 0),"
        " coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'last_number'), 0))",
        (replica,),
    ).fetchone()
    return {place: highest + index for index, place in enumerate(places, 1)}


def renumber(connection: Connection, places: Iterable[int]) -> None:
    """What was sent at these places goes behind all that was: pages say already that they hold the earlier numbers."""
    replica = read_setting(connection, "replica")
    connection.executemany(
        "UPDATE sent SET number = ? WHERE place = ? AND replica = ?",
        [(number, place, replica) for place, number in _given(connection, replica, places).items()],
    )


def _sent(item: _Item, numbers: dict[int, int]) -> PushItem:
    first, *others = item.ops
    if not others:
        return PushItem(number=numbers[first.place], mutation=first.mutation)
    also = [
        Carried(op_id=op.mutation.op_id, number=numbers[op.place], payload_hash=payload_hash(op.body))
        for op in others
    ]
    return PushItem(
        number=numbers[first.place], mutation=item.mutation, payload_hash=payload_hash(first.body), also=also
    )
