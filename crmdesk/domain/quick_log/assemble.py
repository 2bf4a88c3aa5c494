"""Decides what the parts of a line are: what happened, what comes next, what it was worth; nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from crmdesk.domain.quick_log import leftover, words
from crmdesk.domain.quick_log.calendar import Found
from crmdesk.domain.quick_log.facts import Amount, Kind, Outcome, Person, QuickLog, Span, Step, Tense, When
from crmdesk.domain.quick_log.parts import Part, cut
from crmdesk.domain.quick_log.scan import KindHit, OutcomeHit, Scan, scan
from crmdesk.domain.quick_log.script import HAN, HAN_OR_HANGUL, language_of, storable

_ACTIVITIES = (Kind.VISIT, Kind.CALL, Kind.MEETING)
_LESSER = re.compile(
    r"(?:discount|budget|deposit|down ?payment|할인|예산|선금|계약금|优惠|折扣|预算|定金|订金|便宜|降|was"
    r"|from)\D{0,8}$"
)
_UNTIL = re.compile(
    r".*\b(?:no budget|until|till|til|on (?:holiday|vacation|leave)|(?:is|are) (?:away|off))\b"
)
"""Before a day it says how long something lasts."""
_DEADLINE = re.compile(r"\b(?:by|before|due)\b|까지|[前]|之内")
_WORTH = re.compile(
    r"order|close|sign|pay|post|review|update|expect|约|报价|合同|订单|签|주문|발주|견적|계약"
)
_NOUNS = re.compile(
    r"(?:전달|발송|송부|전송|공유|보고|작성|제출|제시|안내|회신|답변|연락)\s*$|^提交(?!给|前)(?:了)?"
)
_EDGE = re.compile(
    r"^(?:[\s,;:.()'\"+&-]|(?:and|then|also|but|so|plus|please|pls)\b|그리고|然后|并且?|(?:으?로|에|까지|은"
    r"|는)(?=\s))+|(?:[\s,;:.('\"+&-]|\b(?:by|on|at|and|then|for|before|until|around|from|the"
    r"|to)$)+$"
)


def parse(line: str, now: datetime, currency: str | None = None) -> QuickLog:
    """Understand a line.

    `now` is the present moment in the person's zone; relative days are counted from its date. `currency` (ISO 4217)
    decides signs that several countries write, such as `$` and `元`. Never raises; the first 400 characters are read.
    """
    found = scan(line, currency)
    label = next(
        ((match, kind) for pattern, kind in words.LABELS if (match := pattern.match(found.folded))), None
    )
    parts = cut(found, label[0].end() if label else 0)
    log = _Reader(found, parts, now, label[1] if label else None, label[0].end() if label else 0).read()
    return replace(log, line=storable(line))


class _Reader:
    """One line on its way to a `QuickLog`."""

    def __init__(
        self, found: Scan, parts: list[Part], now: datetime, label: Kind | None, offset: int
    ) -> None:
        self._scan = found
        self._parts = parts
        self._now = now.replace(tzinfo=None)
        self._today: date = now.date()
        self._label = label
        self._offset = offset

    def read(self) -> QuickLog:
        main = self._main()
        steps = [part for part in self._parts if part is not main and self._is_step(part, main)]
        promoted = None
        if main is None and steps and not self._tells(steps):
            promoted = main = steps.pop(0)
        kind, kind_span = self._kind(main, promoted, steps)
        others = [part for part in self._parts if part is not main and part not in steps]
        made = [self._step(part) for part in steps]
        self._give_days_to_steps(made, steps, others)
        when = self._when(main, others, kind, promoted=promoted is not None, with_steps=bool(made))
        told = [*([main] if main else []), *others]
        outcome = self._outcome(told)
        planned = self._planned(kind, main, when, outcome, promoted=promoted is not None)
        if not planned and self._was_seen(kind, kind_span, main, outcome):
            kind = Kind.VISIT
        amount, more = self._amounts(told)
        people = self._people(told)
        place = next((p for part in told + steps for p in part.places), None)
        return QuickLog(
            line=self._scan.line,
            language=language_of(self._scan.folded),
            kind=kind,
            kind_span=kind_span,
            planned=planned,
            subject=self._subject(main) if main else "",
            people=people,
            account=place.name if place else "",
            account_span=Span(place.start, place.end) if place else None,
            amount=amount,
            other_amounts=more,
            when=when,
            minutes=self._minutes(told),
            outcome=outcome.outcome if outcome else None,
            outcome_span=Span(outcome.start, outcome.end) if outcome else None,
            steps=tuple(made),
            names=leftover.names(self._scan),
            rest=tuple(
                self._scan.line[part.start : part.end] for part in others if part.bare and not part.outcomes
            ),
        )

    # -- which part is what --------------------------------------------------------------------------------

    def _main(self) -> Part | None:
        if self._label is not None and self._parts:
            return self._parts[0]
        scored = [(score, -at) for at, part in enumerate(self._parts) if (score := self._score(part))]
        if not scored:
            return None
        score, place = max(scored)
        part = self._parts[-place]
        # "approved the order, kick-off Jan 11": what is to come is no more than the next step of what is told first.
        return None if score == 1 and place < 0 and self._tells(self._parts[-place:]) else part

    def _score(self, part: Part) -> int:
        """3 for what was or may have been done, 2 for a word on how it went, 1 for what is to come, else 0."""
        missed = any(hit.outcome is Outcome.NOT_MET for hit in part.outcomes)
        if not part.kinds or part.label:
            return 2 if missed else 0
        past = any(hit.tense is Tense.PAST for hit in part.kinds)
        if missed or (past and not part.ahead) or self._was_in_vain(part):
            return 3
        if part.strong or words.REMIND.search(part.text):
            return 0
        at = part.step_at()
        if at is not None and not part.done and self._verb_first(part, at):
            return 0
        if part.done and not part.ahead:
            return 3
        return 1 if part.ahead or part.to_come or self._is_future(part) else 3

    def _was_in_vain(self, part: Part) -> bool:
        """`再访工厂，厂长出差了`: the words after it say that it took place, and that nobody was met."""
        behind = self._parts[self._parts.index(part) + 1 :][:1]
        return not part.days and any(
            not each.kinds and any(hit.outcome is Outcome.NOT_MET for hit in each.outcomes) for each in behind
        )

    @staticmethod
    def _verb_first(part: Part, at: int) -> bool:
        """`send email`, `메일로 견적 발송`: the kind only says how the thing is to be done."""
        first = part.kinds[0]
        if part.text[at - part.start].isascii():
            return at < first.start
        return (first.kind in (Kind.EMAIL, Kind.NOTE) and (part.ahead or bool(part.days))) or (
            at < first.start and part.ahead
        )

    def _is_step(self, part: Part, main: Part | None) -> bool:
        if not part.bare and not part.kinds:
            return False
        if part.strong:
            return True
        dated = bool(part.days) and bool(part.bare or part.kinds) and not _UNTIL.match(part.text)
        dated = dated and (bool(part.kinds) or not part.amounts or _DEADLINE.search(part.text) is not None)
        at = part.step_at()
        if at is not None and (not part.done or part.ahead):
            return not self._names_an_amount(part, at) and not self._just_says_so(part)
        known = main is not None or self._tells([part]) or len(self._parts) == 1
        if known and dated and not part.done and (part.ahead or self._is_future(part)):
            return True
        return known and bool(part.kinds) and part.to_come and not part.done

    def _just_says_so(self, part: Part) -> bool:
        """`카탈로그 전달`, `견적 3억 제출`: without a day, beside other facts, a noun says what was done."""
        if part.days or part.label:
            return False
        facts = len(self._parts) > 1 or bool(part.amounts)
        told = any(_NOUNS.search(part.text[: hit.start - part.start]) for hit in part.outcomes)
        return told or (facts and _NOUNS.search(part.text) is not None)

    def _names_an_amount(self, part: Part, at: int) -> bool:
        """`order 1,200,000 won`: what sounds like something to do only says what the money is for."""
        if not _WORTH.match(self._scan.folded, at):
            return False
        behind = [each for each in part.amounts if each.span.start > at]
        return (
            bool(behind) and not part.days and len(self._scan.folded[at : behind[0].span.start].split()) <= 2
        )

    def _is_future(self, part: Part) -> bool:
        return any(
            (day := each.resolve(self._today, None)) is not None and day > self._today for each in part.days
        )

    def _tells(self, steps: list[Part]) -> bool:
        """Whether parts beside the steps say something that happened."""
        return any(
            part.amounts
            or part.outcomes
            or (part.people and part.bare)
            or len(part.bare) > (4 if HAN_OR_HANGUL.search(part.bare) else 12)
            for part in self._parts
            if part not in steps
        )

    def _kind(self, main: Part | None, promoted: Part | None, steps: list[Part]) -> tuple[Kind, Span | None]:
        if self._label is not None:
            return self._label, Span(0, self._offset)
        if main is None and self._was_cancelled():
            return Kind.MEETING, None
        if main is None:
            sent = words.SENT.search(self._scan.folded)
            return (Kind.EMAIL, Span(*sent.span())) if sent else (Kind.NOTE, None)
        hit = self._kind_hit(main)
        if promoted is not None:
            kind = self._step(promoted).kind
            if (
                kind in _ACTIVITIES
                and (promoted.days or promoted.clocks)
                and not words.REMIND.search(promoted.text)
            ):
                return kind, Span(hit.start, hit.end) if hit else None
            return Kind.TASK, None
        if hit is not None:
            return hit.kind, Span(hit.start, hit.end)
        said = next((each for each in main.outcomes), None)
        by_call = said is not None and words.BY_CALL.search(self._scan.folded[said.start : said.end])
        nearby = next((hit for part in self._parts if part not in steps for hit in part.kinds), None)
        if nearby is not None:
            return nearby.kind, Span(nearby.start, nearby.end)
        return (Kind.CALL if by_call else Kind.VISIT), None

    def _was_cancelled(self) -> bool:
        """`Norma cancelled`: somebody, and nothing else that may be cancelled."""
        hits = [hit for hit in self._scan.outcomes if hit.outcome is Outcome.CANCELLED]
        return bool(hits and self._scan.people) and words.ORDER.search(self._scan.folded) is None

    def _was_seen(self, kind: Kind, span: Span | None, main: Part | None, outcome: OutcomeHit | None) -> bool:
        """A meeting that took place, or was to, face to face: in a rep's day that is a visit."""
        if kind is not Kind.MEETING or span is None or main is None or self._label is not None:
            return False
        if outcome is not None and outcome.outcome is Outcome.CANCELLED:
            return False
        said = self._scan.folded[span.start : span.end]
        return (
            words.IN_PERSON.search(said) is not None
            and words.CONFERENCE.search(f"{main.text} {said}") is None
        )

    @staticmethod
    def _kind_hit(part: Part) -> KindHit | None:
        """The first; but a visit is one, whatever is done there, and what was done comes before what is said of it."""
        if not part.kinds:
            return None
        past = [hit for hit in part.kinds if hit.tense is Tense.PAST]
        first = (past or part.kinds)[0]
        near = [hit for hit in part.kinds if hit.kind is Kind.VISIT]
        return near[0] if first.kind is Kind.MEETING and near and not past else first

    # -- facts ---------------------------------------------------------------------------------------------

    def _tense(self, part: Part, *, with_steps: bool) -> Tense | None:
        """Of the main part: what its words say, else past where the line goes on to tell more."""
        if any(each.tense for each in part.days):
            return next(each.tense for each in part.days if each.tense)
        if any(hit.outcome is Outcome.CANCELLED for hit in part.outcomes):
            return Tense.FUTURE  # the day that it was put off to
        if part.done or part.outcomes:
            return Tense.PAST
        if part.to_come:
            return Tense.FUTURE
        more = with_steps or any(each.amounts or each.outcomes for each in self._parts)
        return Tense.PAST if more else None

    def _when(
        self, main: Part | None, others: list[Part], kind: Kind, *, promoted: bool, with_steps: bool
    ) -> When | None:
        tense = (
            Tense.FUTURE
            if promoted or kind is Kind.TASK
            else self._tense(main, with_steps=with_steps)
            if main
            else Tense.PAST
        )
        loose = [part for part in others if not part.bare]
        past = [each for each in others if each.bare and any(day.tense is Tense.PAST for day in each.days)]
        for part in ([main] if main else []) + loose + past:
            day = self._day(part, tense)
            at = next((each for each in part.clocks if each.at is not None), None)
            if day is not None and not (kind is Kind.TASK and day[1] < self._today):
                at = at or next((c for each in loose for c in each.clocks if c.at is not None), None)
                return When(day[1], at.at if at else None, Span(day[0].start, day[0].end))
            if at is not None and part is main:
                beside = next((each for other in loose for each in other.days), None)
                known = beside.resolve(self._today, tense) if beside else None
                return When(known or self._today, at.at, Span(at.start, at.end))
        return None

    def _day(self, part: Part, tense: Tense | None) -> tuple[Found, date] | None:
        """The day of a part: of several the one that something is due by."""
        due = [each for each in part.days if _DEADLINE.search(self._scan.folded[each.start : each.end])]
        for each in [*due, *part.days]:
            found = each.resolve(self._today, tense)
            if found is not None:
                return each, found
        return None

    def _step(self, part: Part) -> Step:
        known = self._day(part, Tense.FUTURE)
        day = known[1] if known else None
        at = next((each.at for each in part.clocks if each.at is not None), None)
        if day is None and at is not None:
            day = self._today
        # `샘플 발송 약속`: a promise, no appointment
        kinds = [each for each in part.kinds if not _NOUNS.search(part.text[: each.start - part.start])]
        hit = kinds[-1] if kinds else None
        kind = hit.kind if hit is not None and hit.kind in (*_ACTIVITIES, Kind.EMAIL) else Kind.TASK
        if re.search(
            r"re-?visit|(?:go|pop|swing) back|재방(?!송|영)|再访|再去|复访|回访|come back", part.text
        ):
            kind = Kind.VISIT
        elif re.search(r"\b(?:call|ring|phone)(?: \w+)? back\b|재통화|재전화|콜백|回电|再打|再电", part.text):
            kind = Kind.CALL
        elif re.search(r"再约|改约|约(?:了|好|定)|rebook", part.text):
            kind = Kind.MEETING
        return Step(self._without_days(part), kind, day, at, Span(part.start, part.end))

    def _give_days_to_steps(self, made: list[Step], steps: list[Part], others: list[Part]) -> None:
        """`revisit, next Tue`: a day alone behind a step is the step's."""
        for part in list(others):
            if part.bare or not part.days or part.amounts or part.people:
                continue
            before = [n for n, each in enumerate(steps) if each.end <= part.start]
            if not before or made[before[-1]].due is not None:
                continue
            day = part.days[0].resolve(self._today, Tense.FUTURE)
            step = made[before[-1]]
            at = next((each.at for each in part.clocks if each.at is not None), step.at)
            made[before[-1]] = Step(step.text, step.kind, day, at, Span(step.span.start, part.end))
            others.remove(part)

    def _without_days(self, part: Part) -> str:
        """The part as it was typed, without days and times."""
        pieces, at = [], part.start
        for each in part.times:
            pieces.append(self._scan.line[at : max(at, each.start)])
            at = min(max(at, each.end), part.end)
        pieces.append(self._scan.line[at : part.end])
        glue = "" if HAN.search(part.text) and language_of(part.text) == "zh" else " "
        return _tidy(glue.join(pieces))

    def _subject(self, main: Part) -> str:
        return self._without_days(main)

    @staticmethod
    def _outcome(told: list[Part]) -> OutcomeHit | None:
        hits = [hit for part in told for hit in part.outcomes]
        order = (Outcome.CANCELLED, Outcome.NOT_MET, Outcome.NO_INTEREST, Outcome.SUCCESSFUL)
        return min(hits, key=lambda hit: order.index(hit.outcome), default=None)

    def _amounts(self, told: list[Part]) -> tuple[Amount | None, tuple[Amount, ...]]:
        found = self._scan.amounts
        here = [each for part in told for each in part.amounts]
        ranked = [*here, *(each for each in found if each not in here)]
        full = [each for each in ranked if not _LESSER.search(self._scan.folded[: each.span.start])]
        chosen = next(iter(full or ranked), None)
        return chosen, tuple(each for each in found if each is not chosen)

    def _people(self, told: list[Part]) -> tuple[Person, ...]:
        people = [person for part in told for person in part.people] or self._scan.people
        named = [person for person in people if person.name]
        return tuple(named or people)

    @staticmethod
    def _minutes(told: list[Part]) -> int | None:
        return next((each.minutes for part in told for each in part.clocks if each.minutes is not None), None)

    def _planned(
        self, kind: Kind, main: Part | None, when: When | None, outcome: OutcomeHit | None, *, promoted: bool
    ) -> bool:
        if kind is Kind.TASK:
            return True
        if kind not in _ACTIVITIES or main is None or outcome is not None:
            return False
        if when is not None:
            if when.day != self._today:
                return when.day > self._today
            moment = datetime.combine(when.day, when.at) if when.at is not None else None
            done = any(hit.tense is Tense.PAST for hit in main.kinds) or main.done
            return moment is not None and moment > self._now and not done
        alone = all(part is main or not part.bare for part in self._parts)
        return promoted or (main.to_come and not main.done and (alone or not main.text.isascii()))


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    text = _EDGE.sub("", text)
    return re.sub(r"\s+([,;.])", r"\1", text).strip()
