"""Finds the records that a field may refer to, in the background. Knows no field and no SQL."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from crmdesk.ui.desk import Desk
from crmdesk.ui.reading import details, name_in
from crmdesk.ui.widgets.editors import Option

T = TypeVar("T")

_OFFERED = 8


class RecordLookup:
    """Records of one type by their names."""

    def __init__(self, desk: Desk, type_name: str) -> None:
        self._desk = desk
        self._type = type_name
        self._asked: set[Hashable] = set()

    def forget(self) -> None:
        """Answer nothing of what was asked so far: whoever asked is gone."""
        for key in self._asked:
            self._desk.lookups.cancel(key)
        self._asked.clear()

    def _submit(self, key: Hashable, look: Callable[[], T], found: Callable[[T], None]) -> None:
        self._asked.add(key)
        self._desk.lookups.submit(key, look, found)

    def search(self, text: str, found: Callable[[Sequence[Option]], None]) -> None:
        """Offer the best matches for `text` to `found`, on the GUI thread; a later search supersedes this one."""
        replica, type_name = self._desk.replica, self._type

        def look() -> list[Option]:
            hits = replica.search(text, types=(type_name,), limit=_OFFERED)
            beside = details(replica, hits)
            return [Option(hit.id, hit.title, beside.get(hit.id, "")) for hit in hits]

        self._submit(("search", id(self)), look, found)

    def name(self, value: str, found: Callable[[str], None]) -> None:
        """Tell `found` the record's name; its absence in words when it is out of reach."""
        replica, type_name = self._desk.replica, self._type

        def look() -> str:
            return replica.title(type_name, value)

        self._submit(("name", id(self), value), look, lambda title: found(name_in({value: title}, value)))
