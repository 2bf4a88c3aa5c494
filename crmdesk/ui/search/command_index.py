"""Finds commands by their names in every language: any part, first letters, consonants, pinyin. Runs none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crmdesk.store import hangul
from crmdesk.store.name_match import Closeness, Match, match
from crmdesk.store.pinyin import readings
from crmdesk.store.search_text import Terms, fold, terms, tokens
from crmdesk.ui.frame import Command
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.search.also_called import also_called
from crmdesk.ui.translations import Translator


@dataclass(frozen=True, slots=True)
class CommandHit:
    """A command that answers. `other` is another name of it, or its name in another language, where only that one
    answers."""

    command: Command
    title: str
    found: Match
    other: str = ""


@dataclass(frozen=True, slots=True)
class CommandIndex:
    """The names of commands, the one that menus show first. Plain data: any thread may ask."""

    entries: tuple[tuple[Command, tuple[str, ...]], ...]

    @classmethod
    def of(cls, commands: Sequence[Command], translator: Translator) -> CommandIndex:
        """Asks every command for its name in each language; call it on the GUI thread."""

        def said() -> list[list[str]]:
            return [[command.title(), *also_called(command.key)] for command in commands]

        everywhere = [said(), *(translator.said_in(code, said) for code in LANGUAGES)]
        return cls(
            tuple(
                (command, tuple(dict.fromkeys(name for names in in_each for name in names)))
                for command, *in_each in zip(commands, *everywhere, strict=True)
            )
        )

    def warm_up(self) -> None:
        """Looks all names through once, so that the first key finds them looked through; it may take a tenth of a
        second."""
        for _, names in self.entries:
            for name in names:
                _looked_through(name)

    def find(self, text: str, often: Mapping[str, int]) -> list[CommandHit]:
        """The commands that `text` may mean, the closest first, of those alike what is used `often` (by key)."""
        wanted = terms(text)
        signs = frozenset(hangul.initials("".join((*wanted.words, *wanted.runs))))
        found = [
            hit
            for command, names in self.entries
            if (hit := _best(command, names, wanted, signs)) is not None
        ]
        return sorted(
            found, key=lambda hit: (*hit.found.rank, bool(hit.other), -often.get(hit.command.key, 0))
        )


def _best(
    command: Command, names: tuple[str, ...], wanted: Terms, signs: frozenset[str]
) -> CommandHit | None:
    found = [
        (answer.rank, at, answer)
        for at, name in enumerate(names)
        if (answer := _answer(_looked_through(name), wanted, signs))
    ]
    if not found:
        return None
    _, at, answer = min(found, key=lambda one: one[:2])
    return CommandHit(command, names[0], answer, names[at] if at else "")


@dataclass(frozen=True, slots=True)
class _Name:
    """What a name is asked for with every key, gathered once."""

    text: str
    folded: str
    signs: frozenset[str]
    """All that is typed of it in any way: a key that none of its ways has settles it without going through them."""
    begins: frozenset[str]
    """The letters that a Latin word typed may begin with, unless it stands inside a word."""
    firsts: tuple[tuple[int, str], ...]
    """The first letter of each of its words, with its place."""
    places: tuple[int, ...]
    """Of all that is no space, where it is heard; empty where its letters are all there is to hear."""


@lru_cache(maxsize=4_096)
def _looked_through(name: str) -> _Name:
    folded = fold(name)
    spoken = [reading for character in folded for reading in readings(character)]
    begins = [start for start, _ in tokens(folded)]
    return _Name(
        name,
        folded,
        frozenset(hangul.initials(folded)).union(*spoken),
        frozenset((*(folded[start] for start in begins), *(reading[0] for reading in spoken))),
        tuple((start, folded[start]) for start in begins) if len(folded) == len(name) else (),
        () if name.isascii() else tuple(at for at, character in enumerate(name) if not character.isspace()),
    )


def _answer(name: _Name, wanted: Terms, signs: frozenset[str]) -> Match | None:
    if not signs <= name.signs:
        return None
    spelt = bool(wanted.number) or all(_may_hold(name, word) for word in wanted.words)
    return (
        (match(name.text, wanted) if spelt else None)
        or _by_first_letters(name, wanted.text)
        or (_run_together(name, wanted) if spelt else None)
    )


def _may_hold(name: _Name, word: str) -> bool:
    """Cheap, for hundreds of names with every key."""
    return word[0] in name.begins or ((len(word) > 1 or not word.isascii()) and word in name.folded)


def _by_first_letters(name: _Name, typed: str) -> Match | None:
    """`nc` for New contact."""
    if len(typed) < 2 or not "".join(letter for _, letter in name.firsts).startswith(typed):
        return None
    return Match(Closeness.SOUND, tuple((start, start + 1) for start, _ in name.firsts[: len(typed)]))


def _run_together(name: _Name, wanted: Terms) -> Match | None:
    """`ㅅㅇㄹㅊ` for 새 연락처: sounds typed without the spaces of a name."""
    found = match("".join(name.text[at] for at in name.places), wanted) if name.places else None
    if found is None or found.closeness is not Closeness.SOUND:
        return None
    places = name.places
    return Match(Closeness.SOUND, tuple((places[start], places[end - 1] + 1) for start, end in found.spans))
