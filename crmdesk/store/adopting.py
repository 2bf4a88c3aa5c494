"""Takes edits into a replica that were saved in another one, under their own op ids: after a rescue.

It runs inside the caller's write transaction. What they are worth now the centre decides, which knows their ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from crmdesk.domain.changes import Mutation
from crmdesk.store import outbox
from crmdesk.store.connection import Connection
from crmdesk.store.mark import Mark
from crmdesk.store.rebase import Rebase
from crmdesk.store.rescue import VERDICT
from crmdesk.store.rows import Rows
from crmdesk.store.saving import Saving

Entry = tuple[Mutation, Mapping[str, Any] | None]
"""An edit, and the centre's word on it if it is known."""


def adopt(
    connection: Connection, rows: Rows, saving: Saving, rebase: Rebase, entries: Sequence[Entry]
) -> tuple[list[Mutation], Mark]:
    """Appends those that are not here yet; gives them and the outbox's tip. Those without a verdict are replayed and
    go out with the next round."""
    last = outbox.tip(connection)
    taken: list[Mutation] = []
    for mutation, verdict in entries:
        if outbox.is_known(connection, mutation.op_id):
            continue
        shown = mutation.type in rows and verdict is None
        if shown and rebase.base(connection, mutation.type, mutation.id) is None:
            rebase.set_aside(connection, mutation.type, mutation.id, saving.provisional(connection, mutation))
        last = outbox.append(connection, mutation, last)
        if verdict is not None:
            _decide(connection, last.count, verdict)
        elif shown:
            rebase.compute(connection, mutation.type, mutation.id)
        taken.append(mutation)
    return taken, last


def _decide(connection: Connection, place: int, verdict: Mapping[str, Any]) -> None:
    connection.execute("DELETE FROM open_op WHERE place = ?", (place,))
    connection.execute(
        f"INSERT INTO verdict (place, {', '.join(VERDICT)}) VALUES (?{', ?' * len(VERDICT)})",
        (place, *(verdict.get(name) for name in VERDICT)),
    )


def write_settings(
    connection: Connection, settings: Mapping[str, str], views: Sequence[tuple[Any, ...]]
) -> None:
    """Puts settings (as JSON text) and saved views back as they were; what is no JSON is left out."""
    for name, text in settings.items():
        try:
            msgspec.json.decode(text)
        except msgspec.DecodeError:
            continue
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, text))
    connection.executemany("INSERT OR REPLACE INTO saved_view VALUES (?, ?, ?, ?, ?)", views)
