"""How answers look in the list: groups, details, the part that matched. Knows no widget and asks nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.store.name_match import Closeness
from crmdesk.store.search import Hit
from crmdesk.ui.frame import Command
from crmdesk.ui.search.command_index import CommandHit
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import SearchHit

COMMAND = "command"
"""The type in the target of a command, in place of a record's."""

Icon = Callable[[str], str]
"""The icon of a type."""


def shown_records(hits: Sequence[Hit], details: Mapping[str, str], icon: Icon) -> list[SearchHit]:
    """Records whose names answer, by type, the types in the order of their best."""
    named = [hit for hit in hits if hit.closeness < Closeness.TEXT]
    order = list(dict.fromkeys(hit.type for hit in named))
    return [
        _record(hit, details, icon, label(f"{hit.type}.plural"))
        for hit in sorted(named, key=lambda hit: order.index(hit.type))
    ]


def shown_texts(hits: Sequence[Hit], details: Mapping[str, str], icon: Icon) -> list[SearchHit]:
    """Records whose long texts answer."""
    group = QCoreApplication.translate("SearchWiring", "In notes and descriptions")
    return [
        _record(hit, details, icon, group, label(hit.type)) for hit in hits if hit.closeness is Closeness.TEXT
    ]


def shown_used(used: Iterable[Hit], details: Mapping[str, str], icon: Icon) -> list[SearchHit]:
    """Records used lately."""
    group = QCoreApplication.translate("SearchWiring", "Used lately")
    return [_record(hit, details, icon, group, label(hit.type)) for hit in used]


def _record(hit: Hit, details: Mapping[str, str], icon: Icon, group: str, aside: str = "") -> SearchHit:
    detail = details.get(hit.id, "")
    shift = len(detail) - len(hit.snippet)
    in_detail = tuple((start + shift, end + shift) for start, end in hit.marks) if hit.snippet else ()
    return SearchHit(
        target=f"{hit.type}:{hit.id}",
        title=hit.title or label(hit.type),
        group=group,
        detail=detail,
        icon=icon(hit.type),
        aside=aside,
        marks=() if hit.snippet else hit.marks,
        detail_marks=in_detail if detail.endswith(hit.snippet) else (),
    )


def shown_commands(hits: Iterable[CommandHit]) -> list[SearchHit]:
    """Commands that answer, with their shortcuts; a name in another language stands beside where that one answers."""
    return [
        SearchHit(
            target=f"{COMMAND}:{hit.command.key}",
            title=hit.title,
            group=_commands(),
            detail=hit.other,
            icon=hit.command.icon or "play",
            aside=hit.command.shortcut,
            marks=() if hit.other else hit.found.spans,
            detail_marks=hit.found.spans if hit.other else (),
        )
        for hit in hits
    ]


def offered_commands(commands: Iterable[Command]) -> list[SearchHit]:
    """Commands that nobody asked for by name."""
    return [
        SearchHit(
            target=f"{COMMAND}:{command.key}",
            title=command.title(),
            group=_commands(),
            icon=command.icon or "play",
            aside=command.shortcut,
        )
        for command in commands
    ]


def _commands() -> str:
    return QCoreApplication.translate("SearchWiring", "Commands")
