"""Finds commands by their names in every language: any part, first letters, consonants, pinyin. Runs none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.store.name_match import Closeness, Match, match
from crmdesk.store.search_text import Terms, fold, terms, tokens
from crmdesk.ui.frame import Command
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.translations import Translator


@dataclass(frozen=True, slots=True)
class CommandHit:
    """A command that answers. `other` is its name in another language where only that one answers."""

    command: Command
    title: str
    found: Match
    other: str = ""


@dataclass(frozen=True, slots=True)
class CommandIndex:
    """The names of commands, the one in the language of the interface first. Plain data: any thread may ask."""

    entries: tuple[tuple[Command, tuple[str, ...]], ...]

    @classmethod
    def of(cls, commands: Sequence[Command], translator: Translator) -> CommandIndex:
        """Asks every command for its name in each language; call it on the GUI thread."""
        titles = [[command.title() for command in commands]]
        titles += [
            translator.said_in(code, lambda: [command.title() for command in commands]) for code in LANGUAGES
        ]
        return cls(
            tuple(
                (command, tuple(dict.fromkeys(names)))
                for command, *names in zip(commands, *titles, strict=True)
            )
        )

    def find(self, text: str, often: Mapping[str, int]) -> list[CommandHit]:
        """The commands that `text` may mean, the closest first, of those alike what is used `often` (by key)."""
        found = [hit for command, names in self.entries if (hit := _best(command, names, text)) is not None]
        return sorted(
            found, key=lambda hit: (*hit.found.rank, bool(hit.other), -often.get(hit.command.key, 0))
        )


def _best(command: Command, names: tuple[str, ...], text: str) -> CommandHit | None:
    wanted = terms(text)
    found = [
        (answer.rank, at, answer)
        for at, name in enumerate(names)
        if (
            answer := match(name, wanted)
            or _by_first_letters(name, wanted.text)
            or _run_together(name, wanted)
        )
    ]
    if not found:
        return None
    _, at, answer = min(found, key=lambda one: one[:2])
    return CommandHit(command, names[0], answer, names[at] if at else "")


def _by_first_letters(name: str, typed: str) -> Match | None:
    """`nc` for New contact."""
    starts = [start for start, _ in tokens(fold(name))] if len(fold(name)) == len(name) else []
    letters = "".join(fold(name[start]) for start in starts)
    if len(typed) < 2 or not letters.startswith(typed):
        return None
    return Match(Closeness.SOUND, tuple((start, start + 1) for start in starts[: len(typed)]))


def _run_together(name: str, wanted: Terms) -> Match | None:
    """`ㅅㅇㄹㅊ` for 새 연락처: sounds typed without the spaces of a name."""
    places = [at for at, character in enumerate(name) if not character.isspace()]
    found = match("".join(name[at] for at in places), wanted)
    if found is None or found.closeness is not Closeness.SOUND:
        return None
    return Match(Closeness.SOUND, tuple((places[start], places[end - 1] + 1) for start, end in found.spans))
