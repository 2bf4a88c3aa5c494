"""Conflicts at the centre: opened, amended by their author's later edit, settled, carried along when records merge.

It writes conflicts into the batch; when there is one, `domain/merge.py` and `decide.py` say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from crmdesk.domain.canonical import derived_id
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.merge import Clash
from crmdesk.domain.values import Value, blank
from crmdesk.server.batch import Batch, Key, Row
from crmdesk.server.counting import adding

CONFLICT = "conflict"


class Disputes:
    """The conflicts of one batch."""

    def __init__(
        self,
        batch: Batch,
        opened_by: Callable[[str], str | None],
        last_writer: Callable[[Key, tuple[str, ...]], str | None],
        other_writer: Callable[[Key], str | None],
    ) -> None:
        """`opened_by` gives the conflict that an earlier op led to, `last_writer` who last wrote some of the fields,
        `other_writer` who but this replica last wrote any."""
        self._batch = batch
        self._opened_by = opened_by
        self._last_writer = last_writer
        self._other_writer = other_writer

    def ask_about_fields(self, key: Key, mutation: Mutation, clash: Clash, index: int) -> str:
        """Both have changed them; `index` tells the clashes of one mutation apart. Gives the id of the conflict."""
        writer = self._last_writer(key, tuple(clash.mine))
        return self._open(key, mutation, clash, index, about="fields", theirs_by=writer)

    def ask_about_delete(self, key: Key, mutation: Mutation) -> str:
        """It deletes what somebody else has edited, or has said to stay. Gives the id of the conflict."""
        clash = Clash({"deleted": False}, {"deleted": True}, {"deleted": False})
        keeper = self._kept_by(mutation) or self._other_writer(key)
        return self._open(key, mutation, clash, 0, about="delete", theirs_by=keeper)

    def ask_about_edit_of_deleted(
        self, key: Key, mutation: Mutation, clash: Clash, deleter: str | None
    ) -> str:
        """It edits what somebody else has deleted. Gives the id of the conflict."""
        return self._open(key, mutation, clash, 0, about="edit_of_deleted", theirs_by=deleter)

    def _open(
        self, key: Key, mutation: Mutation, clash: Clash, index: int, *, about: str, theirs_by: str | None
    ) -> str:
        at, entity = self._batch.moment.at, self._batch.catalogue[CONFLICT]
        conflict = derived_id(mutation.op_id, f"conflict:{index}")
        row = {
            **blank(entity),
            "record_type": key[0], "record": key[1], "about": about, "base": clash.base, "mine": clash.mine,
            "theirs": clash.theirs, "mine_by": mutation.author, "op_id": mutation.op_id, "at": at, "state": "open",
            "theirs_by": theirs_by,
            "created_at": at, "created_by": mutation.author,
        }  # fmt: skip
        self._batch.put((CONFLICT, conflict), row, ())
        for name, value in clash.mine.items():
            self._batch.note(key, name, clash.theirs.get(name), value, outcome="conflict", mutation=mutation)
        return conflict

    def amend(self, mutation: Mutation) -> tuple[list[str], Mutation]:
        """The author's later edit of a field whose earlier edit waits in a conflict becomes its new `mine`.

        Gives the conflicts amended, and what is left of the mutation.
        """
        amended: list[str] = []
        if not mutation.after:
            return amended, mutation
        left = dict(mutation.set)
        for name, own in mutation.after.items():
            conflict = self._opened_by(own)
            row = self._standing(conflict) if conflict not in mutation.resolves else None
            if conflict is None or row is None or name not in row.fields["mine"] or name not in left:
                continue
            if (row.fields["record"], row.fields["mine_by"]) != (mutation.id, mutation.author):
                continue  # `after` names an op of somebody else's, or of another record
            value = left.pop(name)
            mine = {**row.fields["mine"], name: value}
            self._batch.put((CONFLICT, conflict), {**row.fields, "mine": mine}, ("mine",))
            key = (mutation.type, mutation.id)
            stands = row.fields["theirs"].get(name)
            self._batch.note(key, name, stands, value, outcome="conflict", mutation=mutation)
            amended.append(conflict)
        return amended, replace(mutation, set=left) if amended else mutation

    def close(self, mutation: Mutation, key: Key) -> None:
        """Settles the open conflicts of the record that the mutation names."""
        if not mutation.resolves:
            return
        resolution = dict(mutation.set) or {"deleted": mutation.act is Act.DELETE}
        for conflict in mutation.resolves:
            row = self._standing(conflict)
            if row is not None and row.fields["record"] == key[1]:
                self._settle(conflict, row, resolution, mutation.author)

    def overtaken(self, mutation: Mutation) -> bool:
        """Whether a deletion answers a question that is not asked any more: somebody else has said that the record
        stays, or it was restored."""
        rows = [self._batch.row((CONFLICT, conflict)) for conflict in mutation.resolves]
        return any(
            row is not None and row.fields["record"] == mutation.id and _stays(row.fields, mutation.author)
            for row in rows
        )

    def revive(self, key: Key, stands: Mapping[str, Value], author: str) -> None:
        """The record is back: what was typed into it while it was deleted stands against what it says now, but for
        what adds up. That is in it."""
        counts = adding(self._batch.catalogue[key[0]], stands)
        for conflict in self._of(*key):
            row = self._standing(conflict)
            if row is None or (row.fields["record_type"], row.fields["record"]) != key:
                continue
            if row.fields["about"] == "edit_of_deleted":
                asked = [name for name in row.fields["mine"] if name not in counts]
                if not asked:
                    self._settle(conflict, row, {"deleted": False}, author)
                    continue
                base, mine = ({name: row.fields[side][name] for name in asked} for side in ("base", "mine"))
                theirs = {name: stands[name] for name in asked}
                now = {"about": "fields", "base": base, "mine": mine, "theirs": theirs}
                self._batch.put((CONFLICT, conflict), {**row.fields, **now}, now)

    def withdraw(self, key: Key, author: str) -> None:
        """The author takes back the deletion that others are asked about: the record stays."""
        for conflict in self._of(*key):
            row = self._standing(conflict)
            if row is None or (row.fields["record_type"], row.fields["record"]) != key:
                continue
            if row.fields["about"] == "delete" and row.fields["mine_by"] == author:
                self._settle(conflict, row, {"deleted": False}, author)

    def settled_by(self, mutation: Mutation) -> bool:
        """Whether it does nothing but settle open conflicts of its record: that is possible after submission too."""
        fields: set[str] = set()
        for conflict in mutation.resolves:
            row = self._standing(conflict)
            if row is None or row.fields["record"] != mutation.id:
                return False
            fields |= row.fields["mine"].keys()
        return bool(fields) and fields.issuperset(mutation.touched)

    def follow(self, type_name: str, lose: str, keep: str, author: str) -> None:
        """The open conflicts of a record that was merged ask about the one that stands for it.

        Whether to delete the merged record is no question any more; what somebody typed into it when it was deleted
        stands against what the other record says.
        """
        stands = self._batch.row((type_name, keep))
        assert stands is not None, "records are merged into live ones"
        for conflict in self._of(type_name, lose):
            row = self._standing(conflict)
            if row is None or (row.fields["record_type"], row.fields["record"]) != (type_name, lose):
                continue
            mine: Mapping[str, Any] = row.fields["mine"]
            if row.fields["about"] == "delete":
                self._settle(conflict, row, {"merged": keep}, author)
                continue
            theirs = {name: stands.fields[name] for name in mine}
            moved = {**row.fields, "record": keep, "about": "fields", "theirs": theirs}
            self._batch.put((CONFLICT, conflict), moved, ("record", "about", "theirs"))

    def _kept_by(self, mutation: Mutation) -> str | None:
        """Who else has settled that the record stays, of the questions that a deletion answers; None if nobody has."""
        rows = [self._batch.row((CONFLICT, conflict)) for conflict in mutation.resolves]
        stays = [row.fields for row in rows if row is not None and _stays(row.fields, mutation.author)]
        return next((str(row["resolved_by"]) for row in stays if row["state"] != "open"), None)

    def _of(self, type_name: str, record_id: str) -> list[str]:
        """Open conflicts of a record, those of this transaction included."""
        table, batch = self._batch.tables.entity[CONFLICT], self._batch
        query = select(table.c.id).where(
            table.c.org == batch.moment.org,
            table.c.record == record_id,
            table.c.record_type == type_name,
            table.c.state == "open",
        )
        return [*batch.connection.execute(query.order_by(table.c.id)).scalars(), *batch.written(CONFLICT)]

    def _standing(self, conflict: str | None) -> Row | None:
        """The conflict, if it is open."""
        row = self._batch.row((CONFLICT, conflict)) if conflict is not None else None
        return row if row is not None and row.fields["state"] == "open" else None

    def _settle(self, conflict: str, row: Row, resolution: Mapping[str, Value], author: str) -> None:
        closed = {
            **row.fields, "state": "resolved", "resolved_by": author, "resolved_at": self._batch.moment.at,
            "resolution": dict(resolution),
        }  # fmt: skip
        self._batch.put((CONFLICT, conflict), closed, ("state",))


def _stays(conflict: Mapping[str, Value], author: str) -> bool:
    """Whether it is settled, by somebody else than `author`, that the record is not deleted; or asked about values."""
    if conflict["state"] == "open":
        return bool(conflict["about"] == "fields")
    return bool(conflict["resolved_by"] != author and conflict["resolution"] != {"deleted": True})
