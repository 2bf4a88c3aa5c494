"""The user's own saved views of lists: private to the profile, in the order the user gave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from crmdesk.store.connection import Connection
from crmdesk.store.queries import Filter


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named way to look at the records of one type. `display` is the window's own (widths, layout)."""

    id: str
    type: str
    name: str
    where: tuple[Filter, ...] = ()
    sort: str | None = None
    descending: bool = False
    columns: tuple[str, ...] = ()
    display: Mapping[str, Any] | None = None


def save_view(connection: Connection, view: SavedView) -> None:
    """Keeps a view, behind the others if it is new."""
    definition = msgspec.json.encode(
        {
            "where": [[one.field, one.op, one.value] for one in view.where],
            "sort": view.sort,
            "descending": view.descending,
            "columns": list(view.columns),
            "display": view.display,
        }
    ).decode()
    connection.execute(
        "INSERT INTO saved_view (id, type, name, place, definition)"
        " VALUES (?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM saved_view), ?)"
        " ON CONFLICT (id) DO UPDATE SET type = excluded.type, name = excluded.name, definition = excluded.definition",
        (view.id, view.type, view.name, definition),
    )


def remove_view(connection: Connection, view_id: str) -> None:
    """Removes a view; one that is not there is nothing."""
    connection.execute("DELETE FROM saved_view WHERE id = ?", (view_id,))


def order_views(connection: Connection, ids: Sequence[str]) -> None:
    """Puts views in this order."""
    connection.executemany("UPDATE saved_view SET place = ? WHERE id = ?", list(enumerate(ids, 1)))


def saved_views(connection: Connection, type_name: str | None) -> list[SavedView]:
    """The views of a type, or all."""
    found = connection.execute(
        "SELECT id, type, name, definition FROM saved_view WHERE ? IS NULL OR type = ? ORDER BY place",
        (type_name, type_name),
    ).fetchall()
    return [_view(*row) for row in found]


def _view(view_id: str, type_name: str, name: str, definition: str) -> SavedView:
    found = msgspec.json.decode(definition)
    return SavedView(
        id=view_id,
        type=type_name,
        name=name,
        where=tuple(Filter(*one) for one in found["where"]),
        sort=found["sort"],
        descending=found["descending"],
        columns=tuple(found["columns"]),
        display=found["display"],
    )
