"""Answers the search box: records out of the replica, commands by their names. A newer text interrupts the older.

Names come first and at once; what long texts answer is added behind them when it is there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from crmdesk.store.name_match import Closeness
from crmdesk.store.search import Hit
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Command
from crmdesk.ui.models import QueryRunner
from crmdesk.ui.reading import details
from crmdesk.ui.search.command_index import CommandHit, CommandIndex
from crmdesk.ui.search.shown import (
    COMMAND,
    offered_commands,
    shown_commands,
    shown_records,
    shown_texts,
    shown_used,
)
from crmdesk.ui.widgets import SearchBox, SearchHit

_RECORDS, _EACH, _COMMANDS = 24, 8, 5
_USED, _OFTEN = 8, 6
_NARROWED = 40
ONLY_COMMANDS = ">"
"""What a text begins with that means commands alone."""
_SETTING = "commands"
_KEPT = 40
FIRST_COMMANDS = ("quick-log", "log-visit", "new.contact", "new.task", "new.opportunity", "sync", "settings")
"""Offered until somebody has used others."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query brings. `used` stands for records used lately, when nothing was typed."""

    hits: Sequence[Hit]
    details: Mapping[str, str]
    commands: Sequence[CommandHit] = ()
    enough: bool = False
    """No long text is worth a look."""
    often: Mapping[str, int] | None = None


class SearchWiring(QObject):
    """Joins one box, one replica and the commands of one window."""

    def __init__(self, desk: Desk, box: SearchBox, commands: Callable[[], Sequence[Command]]) -> None:
        super().__init__(box)
        self._desk = desk
        self._box = box
        self._commands = commands
        self._index: tuple[str, tuple[str, ...], CommandIndex] | None = None
        self._warm = False
        self._thread: int | None = None
        self._runner = QueryRunner(self._interrupt, self)
        self._runner.failed.connect(desk.report)
        box.searched.connect(self._search)
        box.chosen.connect(self._choose)

    def close(self) -> None:
        """End the search under way and its thread."""
        self._runner.close()

    # -- asking --------------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        index = self._names_of_commands()
        wanted = text.removeprefix(ONLY_COMMANDS).strip()
        if not wanted:
            self._ask(partial(self._look_at_used, text), lambda found: self._show_used(text, found))
        elif text.startswith(ONLY_COMMANDS):
            self._ask(
                partial(self._look_at_commands, index, wanted),
                lambda found: self._box.set_results(text, shown_commands(found.commands[:_NARROWED])),
            )
        else:
            self._ask(
                partial(self._look_at_names, index, wanted), lambda found: self._show_names(text, found)
            )

    def _ask(self, look: Callable[[], _Found], show: Callable[[_Found], None]) -> None:
        self._runner.submit("search", partial(self._looking, look), show)

    def _looking(self, look: Callable[[], _Found]) -> _Found:
        self._thread = threading.get_ident()
        return look()

    def _interrupt(self) -> None:
        if self._thread is not None:
            self._desk.replica.interrupt(self._thread)

    def _names_of_commands(self) -> CommandIndex:
        """Made anew when the language or the commands change."""
        commands = self._commands()
        language, keys = self._desk.translator.language, tuple(command.key for command in commands)
        if self._index is None or self._index[:2] != (language, keys):
            self._index = language, keys, CommandIndex.of(commands, self._desk.translator)
        return self._index[2]

    # -- looking, on the query thread ----------------------------------------------------------------------

    def _look_at_names(self, index: CommandIndex, text: str) -> _Found:
        replica = self._desk.replica
        names = replica.search_names(text, limit=_RECORDS, each=_EACH)
        hits = self._with_pages(names.hits)
        commands = index.find(text, self._often())[:_COMMANDS]
        return _Found(hits, details(replica, hits), commands, names.enough)

    def _look_at_texts(self, text: str) -> _Found:
        replica = self._desk.replica
        hits = self._with_pages(replica.search_texts(text, limit=_RECORDS, each=_EACH))
        return _Found(hits, details(replica, hits))

    def _look_at_commands(self, index: CommandIndex, text: str) -> _Found:
        return _Found((), {}, index.find(text, self._often()))

    def _look_at_used(self, text: str) -> _Found:
        often = self._often()
        if text:
            return _Found((), {}, often=often)
        replica = self._desk.replica
        used = [Hit(kind, record, title, "", "") for kind, record, title in replica.used(limit=_USED * 2)]
        hits = self._with_pages(used)[:_USED]
        return _Found(hits, details(replica, hits), often=often)

    def _often(self) -> Mapping[str, int]:
        kept = self._desk.replica.setting(_SETTING, {})
        return {key: times for key, times in kept.items() if isinstance(times, int)}

    def _with_pages(self, hits: Sequence[Hit]) -> list[Hit]:
        """Without what the centre alone keeps, which has no page to open."""
        return [hit for hit in hits if not self._desk.entity(hit.type).server_only]

    # -- showing -------------------------------------------------------------------------------------------

    def _show_names(self, text: str, found: _Found) -> None:
        records = shown_records(found.hits, found.details, self._icon)
        commands = shown_commands(found.commands)
        closest = min((hit.closeness for hit in found.hits), default=Closeness.TEXT)
        first = found.commands[0].found.closeness if found.commands else Closeness.TEXT
        shown = [*records, *commands] if closest <= first else [*commands, *records]
        self._box.set_results(text, shown, final=found.enough)
        if found.enough:
            return
        self._ask(
            partial(self._look_at_texts, text),
            lambda more: self._box.set_results(
                text, [*shown, *shown_texts(more.hits, more.details, self._icon)]
            ),
        )

    def _show_used(self, text: str, found: _Found) -> None:
        often = found.often or {}
        commands = {command.key: command for command in self._commands()}
        keys = sorted((key for key in often if key in commands), key=lambda key: -often[key])
        keys = list(dict.fromkeys([*keys, *(key for key in FIRST_COMMANDS if key in commands)]))[:_OFTEN]
        if text:
            keys = list(dict.fromkeys([*keys, *commands]))[:_NARROWED]
        shown: list[SearchHit] = shown_used(found.hits, found.details, self._icon)
        self._box.set_results(text, [*shown, *offered_commands(commands[key] for key in keys)])
        self._warm_up()

    def _warm_up(self) -> None:
        """Looks the commands' names through, and loads the readings of Chinese characters, before the first key asks
        for them."""
        if not self._warm:
            self._warm = True
            self._runner.submit("warm", self._names_of_commands().warm_up, lambda _: None)

    def _icon(self, type_name: str) -> str:
        return self._desk.entity(type_name).icon

    # -- doing ---------------------------------------------------------------------------------------------

    def _choose(self, target: str) -> None:
        kind, _, rest = target.partition(":")
        if kind != COMMAND:
            self._desk.open(kind, rest)
            return
        for command in self._commands():
            if command.key == rest:
                self._desk.keep(partial(self._count, rest))
                command.run()
                return

    def _count(self, key: str) -> None:
        """Remembers that a command was used, on the committing thread."""
        often = dict(self._often())
        often[key] = often.pop(key, 0) + 1
        kept = sorted(often, key=lambda one: (one == key, often[one]))[-_KEPT:]
        self._desk.replica.save_setting(_SETTING, {one: often[one] for one in kept})
