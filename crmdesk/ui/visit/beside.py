"""What is written on the page of a visit and not saved by itself: a signature, a time of checking in, the day of a
task, answers and texts that cannot be read. It is there again when the page is; it saves no record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from crmdesk.domain.records import Record
from crmdesk.ui.own import Own
from crmdesk.ui.unfinished import Unfinished
from crmdesk.ui.visit.presence import PresenceFields


class Part(Protocol):
    """A card of the page."""

    def written(self) -> dict[str, Any] | None:
        """What is written in it, in JSON; None for nothing."""

    def write_again(self, written: dict[str, Any]) -> None:
        """Show what `written` gave."""


class Beside:
    """Keeps what the parts of a visit's page hold back."""

    def __init__(self, own: Own, visit: str, presence: PresenceFields, parts: Mapping[str, Part]) -> None:
        self._unfinished = Unfinished.about(own, "visit", visit, "page")
        self._presence = presence
        self._parts = parts
        self._record: Record | None = None

    def follow(self, record: Record) -> None:
        """The visit as it now is; the first time what was being written is shown again."""
        first, self._record = self._record is None, record
        kept = (self._unfinished.kept or {}) if first and not record["submitted_at"] else {}
        for name, part in self._parts.items():
            if name in kept:
                part.write_again(kept[name])
        if kept.get(self._moment) is not None:
            self._presence.write_again(kept[self._moment])

    def keep(self) -> None:
        """The page is left, maybe for good."""
        if self._record is not None:
            written = {name: part.written() for name, part in self._parts.items()}
            written[self._moment] = self._presence.written()
            self._unfinished.keep({name: each for name, each in written.items() if each} or None)

    @property
    def _moment(self) -> str:
        """What a time that is being typed is of: checking in is over once it is done."""
        return "check_in" if self._record is None or self._record["check_in"] is None else "check_out"
