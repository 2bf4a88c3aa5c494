"""Answers the search box: records out of the replica, commands by their names. A newer text interrupts the older."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from crmdesk.store.search import Hit
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Command
from crmdesk.ui.models import QueryRunner
from crmdesk.ui.reading import details
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import SearchBox, SearchHit

_RECORDS, _COMMANDS = 24, 5
_COMMAND = "command"


@dataclass(frozen=True, slots=True)
class _Found:
    hits: Sequence[Hit]
    details: Mapping[str, str]


class SearchWiring(QObject):
    """Joins one box, one replica and the commands of one window."""

    def __init__(self, desk: Desk, box: SearchBox, commands: Callable[[], Sequence[Command]]) -> None:
        super().__init__(box)
        self._desk = desk
        self._box = box
        self._commands = commands
        self._thread: int | None = None
        self._runner = QueryRunner(self._interrupt, self)
        self._runner.failed.connect(desk.report)
        box.searched.connect(self._search)
        box.chosen.connect(self._choose)

    def close(self) -> None:
        """End the search under way and its thread."""
        self._runner.close()

    def _search(self, text: str) -> None:
        replica = self._desk.replica
        commands = self._matching(text)

        def look() -> _Found:
            self._thread = threading.get_ident()
            hits = replica.search(text, limit=_RECORDS)
            return _Found(hits, details(replica, hits))

        self._runner.submit("search", look, lambda found: self._show(text, found, commands))

    def _interrupt(self) -> None:
        if self._thread is not None:
            self._desk.replica.interrupt(self._thread)

    def _show(self, text: str, found: _Found, commands: Sequence[Command]) -> None:
        records = [
            SearchHit(
                target=f"{hit.type}:{hit.id}",
                title=hit.title or label(hit.type),
                group=label(f"{hit.type}.plural"),
                detail=found.details.get(hit.id, ""),
                icon=self._desk.entity(hit.type).icon,
            )
            for hit in found.hits
            if not self._desk.entity(hit.type).server_only  # what the centre keeps has no page to open
        ]
        acts = [
            SearchHit(
                target=f"{_COMMAND}:{command.key}",
                title=command.title(),
                group=self.tr("Commands"),
                detail=command.shortcut,
                icon=command.icon or "play",
            )
            for command in commands
        ]
        self._box.set_results(text, [*_by_group(records), *acts])

    def _matching(self, text: str) -> list[Command]:
        wanted = _plain(text)
        found = [command for command in self._commands() if wanted in _plain(command.title())]
        return sorted(found, key=lambda command: not _plain(command.title()).startswith(wanted))[:_COMMANDS]

    def _choose(self, target: str) -> None:
        kind, _, rest = target.partition(":")
        if kind != _COMMAND:
            self._desk.open(kind, rest)
            return
        for command in self._commands():
            if command.key == rest:
                command.run()
                return


def _by_group(hits: Sequence[SearchHit]) -> list[SearchHit]:
    """Hits of one group stand together, groups in the order of their best hit."""
    order = list(dict.fromkeys(hit.group for hit in hits))
    return sorted(hits, key=lambda hit: order.index(hit.group))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
