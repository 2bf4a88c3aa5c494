"""Takes the facts out of a folded line, the surest first, so that no character says two things of one sort."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crmdesk.domain.quick_log import (
    chinese_days,
    chinese_names,
    clock,
    english_days,
    english_names,
    korean_days,
    korean_names,
    money,
    script,
    words,
)
from crmdesk.domain.quick_log.calendar import Found, Reading
from crmdesk.domain.quick_log.clock import Clock
from crmdesk.domain.quick_log.facts import Amount, Kind, Outcome, Person, Tense
from crmdesk.domain.quick_log.places import Place

_BEFORE_DAY = re.compile(
    r"\b(?:(?:by|on|before|until|till|due(?: on| by)?|for|from|since|no later than)\s+)(?:the\s+)?$"
)
_KO_ENDING = re.compile(r"(?:음|[았었했됐]음|[았었했됐]?다|네요?|[았었]?어요?|아요?|습니다)?(?=$|[^가-힣])")
"""What the stem of a Korean verb takes on at its end: `안 받` + `음`."""
_AFTER = tuple(
    re.compile(text) for text in (english_days.AFTER_DAY, korean_days.AFTER_DAY, chinese_days.AFTER_DAY)
)


@dataclass(frozen=True, slots=True)
class KindHit:
    """A word that says a kind."""

    start: int
    end: int
    kind: Kind
    tense: Tense | None


@dataclass(frozen=True, slots=True)
class OutcomeHit:
    """Words that say how it went."""

    start: int
    end: int
    outcome: Outcome


class Taken:
    """Which characters of the line are spoken for."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def free(self, start: int, end: int) -> bool:
        return not any(self._marks[start:end])

    def take(self, start: int, end: int) -> bool:
        """Mark them; false when one was marked already, then nothing is."""
        if start >= end or not self.free(start, end):
            return False
        self._marks[start:end] = b"\x01" * (end - start)
        return True


@dataclass(slots=True)
class Scan:
    """Everything found in a line, in its order."""

    line: str
    folded: str
    days: list[Found] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    kinds: list[KindHit] = field(default_factory=list)
    outcomes: list[OutcomeHit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def scan(line: str, home: str | None) -> Scan:
    """The facts of a line. `home`: the currency that the person counts in."""
    folded = script.fold(line)
    found = Scan(line[: len(folded)], folded)
    taken = Taken(len(folded))
    has_hangul, has_han = bool(script.HANGUL.search(folded)), bool(script.HAN.search(folded))
    _scan_times(found, taken, clock.DURATIONS)
    _scan_days(found, taken, has_hangul=has_hangul, has_han=has_han)
    _scan_times(found, taken, clock.CLOCKS)
    for amount in money.amounts(folded, money.Home(home, script.is_traditional(line))):
        if taken.take(amount.span.start, amount.span.end):
            found.amounts.append(amount)
    _scan_kinds(found, taken)
    _scan_outcomes(found)
    _scan_names(found, taken, has_hangul=has_hangul, has_han=has_han)
    found.amounts.sort(key=lambda each: each.span.start)
    found.people.sort(key=lambda each: each.span.start)
    for hits in (found.days, found.clocks, found.kinds, found.outcomes, found.places):
        hits.sort(key=lambda each: each.start)
    return found


def _scan_times(found: Scan, taken: Taken, patterns: clock.Patterns) -> None:
    for each in clock.read(found.folded, patterns):
        start, end = _trimmed(found.folded, each.start, each.end)
        if taken.take(start, end):
            found.clocks.append(Clock(start, end, each.at, each.minutes))


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start] == " ":
        start += 1
    while end > start and folded[end - 1] == " ":
        end -= 1
    return start, end


def _scan_days(found: Scan, taken: Taken, *, has_hangul: bool, has_han: bool) -> None:
    patterns: list[tuple[re.Pattern[str], Reading]] = [*english_days.SHARED]
    patterns += [*english_days.ENGLISH_DAYS] if script.LATIN.search(found.folded) else []
    patterns += [*korean_days.KOREAN_DAYS] if has_hangul else []
    patterns += [*chinese_days.CHINESE_DAYS] if has_han else []
    for pattern, reading in patterns:
        for match in pattern.finditer(found.folded):
            start, end = _trimmed(found.folded, match.start(), match.end())
            if not taken.free(start, end):
                continue
            said = reading(match)
            if said is not None:
                start, end = _with_particles(found.folded, start, end, taken)
                taken.take(start, end)
                found.days.append(Found(start, end, *said))


def _with_particles(folded: str, start: int, end: int, taken: Taken) -> tuple[int, int]:
    before = _BEFORE_DAY.search(folded[max(0, start - 24) : start])
    if before is not None and taken.free(start - len(before[0]), start):
        start -= len(before[0])
    for after in _AFTER:
        match = after.match(folded, end)
        if match is not None and match.end() > end and taken.free(end, match.end()):
            end = match.end()
    return start, end


def _scan_kinds(found: Scan, taken: Taken) -> None:
    own = Taken(len(found.folded))
    for word in words.KINDS:
        for match in word.pattern.finditer(found.folded):
            if match.end() > match.start() and taken.free(*match.span()) and own.take(*match.span()):
                found.kinds.append(KindHit(match.start(), match.end(), word.kind, word.tense))


def _scan_outcomes(found: Scan) -> None:
    own = Taken(len(found.folded))
    for pattern, outcome in words.OUTCOMES:
        for match in pattern.finditer(found.folded):
            ending = _KO_ENDING.match(found.folded, match.end())
            end = (
                ending.end() if ending and script.HANGUL.match(found.folded, match.end() - 1) else match.end()
            )
            if own.take(match.start(), end):
                found.outcomes.append(OutcomeHit(match.start(), end, outcome))


def _scan_names(found: Scan, taken: Taken, *, has_hangul: bool, has_han: bool) -> None:
    folded, line = found.folded, found.line
    companies = _companies(found, taken) if has_hangul else []
    if has_hangul:
        _add_people(
            found, taken, (p for p in korean_names.korean_people(folded, line) if not _inside(p, companies))
        )
    if has_han:
        _add_people(found, taken, chinese_names.chinese_people(folded, line))
        if not found.people:
            _add_people(found, taken, chinese_names.chinese_names(folded, line))
    has_latin = script.LATIN.search(folded) is not None
    latin, places = english_names.english_people(folded, line) if has_latin else ([], [])
    _add_people(found, taken, (p for p in latin if not _is_kind(found, p.span.start, p.span.end)))
    if has_hangul:
        places += list(korean_names.korean_places(folded, line, found.people))
    if has_han:
        edges = [e.end for e in found.days] + [e.end for e in found.clocks] + [e.end for e in found.kinds]
        edges += [p.span.end for p in found.people]
        places += list(chinese_names.chinese_places(folded, line, found.people, edges))
    for place in (_free_part(place, taken) for place in places):
        if (
            len(place.name) > 1
            and not (place.name.isascii() and english_names.says_nothing(place.name))
            and not _is_kind(found, place.start, place.end)
            and taken.take(place.start, place.end)
        ):
            found.places.append(place)
    if has_hangul and not found.people:
        bare = (p for p in korean_names.korean_names(folded) if not _is_kind(found, p.span.start, p.span.end))
        _add_people(found, taken, bare)


def _free_part(place: Place, taken: Taken) -> Place:
    """`Helix Pharma 3pm`: a name ends where another fact begins."""
    end = next((at for at in range(place.start, place.end) if not taken.free(at, at + 1)), place.end)
    name = place.name[: end - place.start].rstrip(" .,")
    return Place(name, place.start, place.start + len(name)) if end < place.end else place


def _companies(found: Scan, taken: Taken) -> list[Place]:
    return [p for p in korean_names.korean_companies(found.folded, found.line) if taken.free(p.start, p.end)]


def _inside(person: Person, places: Iterable[Place]) -> bool:
    return any(place.start < person.span.end and person.span.start < place.end - 1 for place in places)


def _is_kind(found: Scan, start: int, end: int) -> bool:
    return any(hit.start <= start and end <= hit.end for hit in found.kinds)


def _add_people(found: Scan, taken: Taken, people: Iterable[Person]) -> None:
    for person in people:
        if taken.take(person.span.start, person.span.end):
            found.people.append(person)
