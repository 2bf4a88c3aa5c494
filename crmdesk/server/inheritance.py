"""What moves along when the centre gives a record another territory or owner: the children that had theirs from it.

Territory: every child that took it from the record (its opportunity, else its account) and still has it. Owner: what
is still open and belonged to the owner of before; what was done stays with who did it (docs/sync.md, "Who sees and
edits").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Entity, Field, Reach
from crmdesk.domain.values import Value
from crmdesk.server.batch import Batch, Key


class Inheritance:
    """Lets children follow, in one batch."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def follow(
        self, key: Key, before: Mapping[str, Value], after: Mapping[str, Value], mutation: Mutation
    ) -> None:
        """Brings the children of a record that was changed up to date, theirs too."""
        for name in ("territory", "owner"):
            was, now = before.get(name), after.get(name)
            if was is not None and now is not None and was != now:
                self._pass_on(key, (name, was, now), mutation)

    def _pass_on(self, key: Key, change: tuple[str, Value, Value], mutation: Mutation) -> None:
        name, was, now = change
        waiting = [key]
        while waiting:
            parent = waiting.pop()
            for child in list(self._children(parent)):
                row = self._batch.row(child)
                entity = self._batch.catalogue[child[0]]
                if row is None or row.fields.get(name) != was or _source(entity, row.fields) != parent:
                    continue
                if name == "owner" and not _is_open(entity, row.fields):
                    continue
                self._batch.put(child, {**row.fields, name: now}, (name,))
                self._batch.note(child, name, was, now, outcome="applied", mutation=mutation)
                waiting.append(child)

    def _children(self, parent: Key) -> Iterator[Key]:
        """Records that may have theirs from `parent`, those of this transaction included."""
        batch = self._batch
        for entity, field in self._links(parent[0]):
            table = batch.tables.entity[entity.name]
            query = select(table.c.id).where(
                table.c.org == batch.moment.org, table.c[field.name] == parent[1]
            )
            found = list(batch.connection.execute(query.order_by(table.c.id)).scalars())
            batch.load(entity.name, found)
            yield from ((entity.name, one) for one in dict.fromkeys((*found, *batch.written(entity.name))))

    def _links(self, parent_type: str) -> Iterator[tuple[Entity, Field]]:
        for entity, field in self._batch.catalogue.children(parent_type):
            if field.name in entity.inherits:
                yield entity, field


def _source(entity: Entity, fields: Mapping[str, Value]) -> Key | None:
    """The record that it has its territory from."""
    for name in entity.inherits:
        if fields.get(name):
            return str(entity.field(name).target), str(fields[name])
    return None


def _is_open(entity: Entity, fields: Mapping[str, Value]) -> bool:
    """Whether there is still something to do with it; a person or a line is always open, a note never."""
    if entity.state is None:
        return not entity.activity and entity.reach is Reach.OWNED
    choice = entity.state.choice(fields.get(entity.state.name))
    return choice is None or not choice.end
