"""Cuts a line into parts: where punctuation stands, where a joint leads on, where something to do begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from crmdesk.domain.quick_log import words
from crmdesk.domain.quick_log.calendar import Found
from crmdesk.domain.quick_log.clock import Clock
from crmdesk.domain.quick_log.facts import Amount, Kind, Person, Tense
from crmdesk.domain.quick_log.places import Place
from crmdesk.domain.quick_log.scan import KindHit, OutcomeHit, Scan
from crmdesk.domain.quick_log.script import HAN_OR_HANGUL, HANGUL

_MOST_PARTS = 16
"""Of a line that is nothing but punctuation, the last part takes in all that is left."""
_SEPARATOR = re.compile(
    r"[,;!?]+|(?<!\b[a-z])(?<!\bst)(?<!\bapprox)\.+(?=\s|$)|\s[-/+]+\s|[-=]+>|(?<!\bre):(?=\s)"
)
_JOINT = re.compile(r"\s(?:and then|and|then|&|so|but|plus)\s+(?=\S)")
_KO_JOINT = re.compile(
    r"(?:하고|했고|했으며|하였으며|하였고|한 뒤|한 후|하여|해서|됐고|이며|으며|후에?|뒤에?)\s(?!\d)"
)
_LEAD = re.compile(
    r"(?:[\s,;.()'\"-]|and\b|then\b|also\b|please\b|pls\b|to\b|i\b|we\b|he\b|she\b|they\b|so\b"
    r"|but\b|now\b|will\b|i'll\b|we'll\b|그리고|이후|也|并且|然后|并|再)*"
)
_EN_ANYWHERE = re.compile(
    r"\b(?:due|deadline|wants? (?:a )?(?:quote|demo|proposal|samples?|call ?back|visit|meeting)"
    r"|reminder)\b|\bto\s+(?:"
    + "send|prepare|schedule|book|submit|call|confirm|arrange|deliver|check|email|share|provide|review|visit"
    + r")\b"
)


_DUE = re.compile(r"까지|前|之前|以前|内$")


@dataclass(slots=True)
class Part:
    """A stretch of the line with what lies in it."""

    start: int
    end: int
    text: str
    days: list[Found]
    clocks: list[Clock]
    amounts: list[Amount]
    kinds: list[KindHit]
    outcomes: list[OutcomeHit]
    people: list[Person]
    places: list[Place]
    label: bool = False
    """A word such as `next:` stands before it."""

    @property
    def times(self) -> list[Found | Clock]:
        """Days and times of day, in their order."""
        return sorted([*self.days, *self.clocks], key=lambda each: each.start)

    @property
    def done(self) -> bool:
        if any(hit.tense is Tense.FUTURE for hit in self.kinds):
            return False  # 约了: what is done is that it was arranged
        return bool(words.DONE.search(self.text)) or any(hit.tense is Tense.PAST for hit in self.kinds)

    @property
    def to_come(self) -> bool:
        return bool(words.TO_COME.search(self.text))

    @property
    def ahead(self) -> bool:
        """A day in it lies ahead by its own words."""
        return any(day.tense is Tense.FUTURE for day in self.days)

    @property
    def strong(self) -> bool:
        return self.label or any(self._free_of_outcomes(match) for match in words.STRONG.finditer(self.text))

    @property
    def weak(self) -> bool:
        """A word for something to do; in English only where a sentence begins with it."""
        return self.step_at() is not None

    def step_at(self) -> int | None:
        """Where in the line the first word for something to do stands."""
        for match in words.STEPS.finditer(self.text):
            if not self._free_of_outcomes(match):
                continue
            if match[0].isascii() and not (
                words.STRONG.match(self.text, match.start())
                or self.leads(match.start())
                or _EN_ANYWHERE.match(self.text, match.start())
            ):
                continue
            return self.start + match.start()
        match_ = _EN_ANYWHERE.search(self.text)
        return self.start + match_.start() if match_ else None

    def leads(self, at: int) -> bool:
        """Nothing but days and small words stand before."""
        before = list(self.text[:at])
        for each in self.times:
            if each.start < self.start + at:
                before[max(0, each.start - self.start) : each.end - self.start] = " " * (
                    each.end - each.start
                )
        text = "".join(before)
        match = _LEAD.match(text)
        return match is not None and match.end() >= len(text.rstrip())

    def _free_of_outcomes(self, match: re.Match[str]) -> bool:
        start, end = self.start + match.start(), self.start + match.end()
        return not any(hit.start < end and start < hit.end for hit in self.outcomes)

    @property
    def bare(self) -> str:
        """What is left without days, times, amounts, people, accounts, kinds."""
        kept = list(self.text)
        spans = [(each.start, each.end) for each in self.times]
        spans += [(hit.start, hit.end) for hit in self.kinds] + [
            (place.start, place.end) for place in self.places
        ]
        spans += [(amount.span.start, amount.span.end) for amount in self.amounts]
        spans += [(person.span.start, person.span.end) for person in self.people]
        for start, end in spans:
            for at in range(max(0, start - self.start), min(len(kept), end - self.start)):
                kept[at] = " "
        return re.sub(r"[\s,;.()'\":~+-]+", " ", "".join(kept)).strip()


def cut(scan: Scan, start: int) -> list[Part]:
    """The parts of the line from `start`."""
    edges = _edges(scan, start)
    parts: list[Part] = []
    for pair in pairwise(edges):
        begin, end = _tight(scan.folded, *pair)
        part = _labelled(scan, begin, end) if begin < end else None
        if part is None:
            continue
        split = _where_step_begins(part)
        if split is None or part.label:
            parts.append(part)
        else:
            first, second = _tight(scan.folded, part.start, split), _tight(scan.folded, split, part.end)
            parts += [_part(scan, *first), _part(scan, *second)]
    return parts


def _edges(scan: Scan, start: int) -> list[int]:
    whole = _part(scan, start, len(scan.folded))
    taken = [(each.start, each.end) for each in whole.times] + [
        (place.start, place.end) for place in whole.places
    ]
    taken += [(amount.span.start, amount.span.end) for amount in whole.amounts]
    taken += [(person.span.start, person.span.end) for person in whole.people]
    edges = [start]

    def is_free(at: int) -> bool:
        return not any(begin < at < end for begin, end in taken)

    for match in _SEPARATOR.finditer(scan.folded, start):
        if all(not begin <= match.start() < end for begin, end in taken):
            edges.append(match.end())
    for match in words.STEP_LABEL.finditer(scan.folded, start):
        if all(not begin <= match.start() < end for begin, end in taken):
            edges.append(match.start())
    for match in _JOINT.finditer(scan.folded, start):
        rest = _part(scan, match.end(), len(scan.folded))
        at = rest.step_at()
        if is_free(match.end()) and at is not None and rest.leads(at - rest.start):
            edges.append(match.start() + 1)
    for match in _KO_JOINT.finditer(scan.folded, start):
        if any(hit.start < match.start() and match.start() - hit.end <= 2 for hit in scan.kinds) and is_free(
            match.end()
        ):
            edges.append(match.end())
    return [*sorted(set(edges))[:_MOST_PARTS], len(scan.folded)]


def _tight(folded: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and folded[begin] in " ,;.!?-+>=":
        begin += 1
    while end > begin and folded[end - 1] in " ,;.!?-+>=:":
        end -= 1
    return begin, end


def _labelled(scan: Scan, begin: int, end: int) -> Part | None:
    """A colon ends a label, not a part: `next: send samples`."""
    label = words.STEP_LABEL.match(scan.folded[: end + 1], begin)
    if label is None and begin > 0:
        label = words.STEP_WORD.match(scan.folded[:end], begin)
    behind = re.search(
        r"(?:next steps?|next|action|to-?do|todo|follow-?up|다음\s?단계|다음\s?할\s?일"
        r"|후속(?:\s?조치)?|다음|할\s?일|넥스트|下一步(?:计划|工作)?|后续(?:安排)?|待办(?:事项)?"
        r"|接下来)\s*[:>=-]+\s*$",
        scan.folded[:begin],
    )
    if label is not None:
        begin = min(label.end(), end)
        return None if begin >= end else _part(scan, begin, end, label=True)
    if re.fullmatch(
        r"next steps?|next|action|to-?do|todo|다음\s?단계|다음|후속\s?조치|후속|할\s?일|넥스트"
        r"|下一步|后续|待办|接下来",
        scan.folded[begin:end],
    ):
        return None
    return _part(scan, begin, end, label=behind is not None)


def _part(scan: Scan, begin: int, end: int, *, label: bool = False) -> Part:
    def here(at: int) -> bool:
        return begin <= at < end

    return Part(
        begin,
        end,
        scan.folded[begin:end],
        [each for each in scan.days if here(each.start)],
        [each for each in scan.clocks if here(each.start)],
        [each for each in scan.amounts if here(each.span.start)],
        [each for each in scan.kinds if here(each.start)],
        [each for each in scan.outcomes if here(each.start)],
        [each for each in scan.people if here(each.span.start)],
        [each for each in scan.places if here(each.start)],
        label,
    )


def _where_step_begins(part: Part) -> int | None:
    """Where, in a part that says what happened, something to do begins without punctuation before it."""
    split = _where_verb_begins(part)
    return _where_day_leads(part) if split is None else split


def _where_day_leads(part: Part) -> int | None:
    """`미팅 예산 5천만 확보 다음주 월요일 제안서`: in Korean and Chinese a day leads what is to be done by it."""
    if not part.kinds or part.kinds[0].tense is Tense.FUTURE or not HAN_OR_HANGUL.search(part.text):
        return None
    facts = [each.span.end for each in part.amounts] + [hit.end for hit in part.outcomes]
    facts += [clock.end for clock in part.clocks if clock.minutes is not None]
    for day in part.days:
        begin, end = day.start - part.start, day.end - part.start
        told = part.kinds[0].end <= day.start and (
            any(fact <= day.start for fact in facts) or words.DONE.search(part.text[:begin]) is not None
        )
        due = part.kinds[0].end <= day.start and _DUE.search(part.text[begin:end]) is not None
        ahead = day.tense is not Tense.PAST
        if (told or due) and ahead and len(part.text[end:].strip(" .,")) > 1:
            return day.start
    return None


def _where_verb_begins(part: Part) -> int | None:
    first = next((hit for hit in part.kinds if hit.tense is not Tense.FUTURE), None)
    at = part.step_at()
    facts = [each.span.end for each in part.amounts] + [hit.end for hit in part.outcomes]
    before = [hit.end for hit in part.kinds if at is not None and hit.end <= at] + [
        end for end in facts if at is not None and end <= at
    ]
    if at is None or not before or (first is None and not facts):
        return None
    if part.text[at - part.start].isascii() and not words.STRONG.match(part.text, at - part.start):
        return None
    if (
        re.match(
            r"예정|하?기로|약속|again|once more|다시\s?$|계획|예약|확인|요청|논의|보고",
            part.text[at - part.start :],
        )
        and not facts
    ):
        return None
    if (
        first is not None
        and first.kind in (Kind.EMAIL, Kind.NOTE)
        and not part.text[first.end - part.start : at - part.start].strip("로을 ")
    ):
        return None
    if HANGUL.search(part.text):
        ends = [*before, *(p.span.end for p in part.people if p.span.end <= at)]
        end = max(ends)
        rest = re.match(
            r"(?:님)?(?:으로|에서|에게|에|을|를|은|는|이|가|함|하고|했고|했음|완료|함께|와|과|후|랑)?\s",
            part.text[end - part.start :],
        )
        begin = end + (rest.end() if rest else 0)
        return begin if part.start < begin <= at else None
    return _back_over_days(part, at)


def _back_over_days(part: Part, at: int) -> int | None:
    moved = True
    while moved:
        moved = False
        for each in part.times:
            between = part.text[each.end - part.start : at - part.start] if each.end <= at else "x"
            if not between.strip(" 前再去,也要会将我们"):
                at, moved = each.start, each.start < at
                break
    return at if at > part.start else None
