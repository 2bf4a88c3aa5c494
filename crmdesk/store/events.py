"""What the replica tells after a commit, and to whom. It knows no table and no thread but the one that commits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Origin = Literal["local", "remote"]
"""Local: an edit of this laptop's is among the changes, which waits to be sent."""


@dataclass(frozen=True, slots=True)
class RecordsChanged:
    """Records changed and are durable. `ids` None: too many to name; query again."""

    types: frozenset[str]
    ids: Mapping[str, frozenset[str]] | None
    origin: Origin


Listener = Callable[[RecordsChanged], None]


def records_changed(records: Iterable[tuple[str, str]], origin: Origin) -> RecordsChanged:
    """The event for these (type, id) pairs."""
    ids: dict[str, set[str]] = {}
    for type_name, record_id in records:
        ids.setdefault(type_name, set()).add(record_id)
    frozen = {type_name: frozenset(found) for type_name, found in ids.items()}
    return RecordsChanged(frozenset(frozen), frozen, origin)


class Listeners:
    """Those who asked to be told. Called on the committing thread, after the commit, in the order they subscribed."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def add(self, listener: Listener) -> Callable[[], None]:
        """Subscribes `listener`; gives the function that ends the subscription."""
        with self._guard:
            self._listeners = (*self._listeners, listener)

        def remove() -> None:
            with self._guard:
                self._listeners = tuple(kept for kept in self._listeners if kept is not listener)

        return remove

    def emit(self, event: RecordsChanged) -> None:
        """Tells everyone, unless nothing changed."""
        if event.types:
            for listener in self._listeners:
                listener(event)
