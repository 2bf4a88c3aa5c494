"""The arithmetic of a forecast: what counts in which category, sums of people and teams, quotas, last period's error.

Pure: sums come in, exact decimals of one currency; nothing is rounded here. It knows no clock and no storage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from crmdesk.domain.edits import Author, Group, create
from crmdesk.domain.entities.opportunity import STAGES
from crmdesk.domain.periods import Period
from crmdesk.domain.values import Value, format_instant

Covers = Literal["own", "team"]
OPEN_CATEGORIES = ("pipeline", "best_case", "commit")
CATEGORIES = (*OPEN_CATEGORIES, "closed")
"""Those that count, in the order of their certainty. What is omitted or lost counts nowhere."""
MOVABLE = ("omitted", *OPEN_CATEGORIES)
"""What the category of an open opportunity may be, from the least certain to the most."""
_BY_STAGE = {
    "prospecting": "pipeline",
    "qualification": "pipeline",
    "proposal": "best_case",
    "negotiation": "commit",
    "closed_won": "closed",
    "closed_lost": "omitted",
}
"""What an opportunity counts as while nobody has said otherwise."""
ZERO = Decimal(0)


def category_of(stage: str | None, said: str | None) -> str:
    """What an opportunity counts as. A closed one is what it is, whatever was said while it was open; an open one of
    which it is said that it is closed counts by its stage."""
    by_stage = _BY_STAGE.get(stage or "", "pipeline")
    if by_stage in ("closed", "omitted"):
        return by_stage
    return said if said in MOVABLE else by_stage


def pairs_of(category: str) -> tuple[tuple[str, str | None], ...]:
    """Every stage and stored category (None: none was said) that count as this category."""
    said = (None, *MOVABLE, "closed")
    return tuple(
        (stage.key, one) for stage in STAGES for one in said if category_of(stage.key, one) == category
    )


@dataclass(frozen=True, slots=True)
class Slice:
    """The opportunities of one owner that have stage and category in common: how many, and their amounts."""

    owner: str | None
    stage: str | None
    said: str | None
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """Amounts and counts by category."""

    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    def amount(self, category: str) -> Decimal:
        return self.amounts.get(category, ZERO)

    @property
    def won(self) -> Decimal:
        return self.amount("closed")


def figures(slices: Iterable[Slice]) -> Figures:
    """The sums of all these."""
    amounts: dict[str, Decimal] = {}
    counts: dict[str, int] = {}
    for each in slices:
        category = category_of(each.stage, each.said)
        amounts[category] = amounts.get(category, ZERO) + each.amount
        counts[category] = counts.get(category, 0) + each.count
    return Figures(amounts, counts)


def error(submitted: Decimal | None, won: Decimal) -> Decimal | None:
    """By what part of what was won the commitment was too high (negative: too low); None where either is missing."""
    return None if submitted is None or won == 0 else (submitted - won) / won


@dataclass(frozen=True, slots=True)
class Seller:
    """A person with opportunities, and the team they are in."""

    id: str
    name: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Crew:
    """A team and who leads it."""

    id: str
    name: str
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A submitted commitment. `at` is an instant."""

    owner: str
    covers: Covers
    amount: Decimal
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What is known of a period and of the one before it, all in one currency. `goals` are quotas by person."""

    now: Sequence[Slice]
    before: Sequence[Slice]
    goals: Mapping[str, Decimal]
    said: Sequence[Said]
    said_before: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Line:
    """A person, a team or all. `owners` are those whose opportunities count; None stands for what has no owner."""

    key: str
    name: str
    depth: int
    kind: Literal["person", "team", "others", "total"]
    owners: frozenset[str | None]
    figures: Figures
    quota: Decimal | None
    said: Said | None
    error: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """What is missing to the quota; negative: by so much it is passed. None without a quota."""
        return None if self.quota is None else self.quota - self.figures.won


def latest(said: Iterable[Said], owner: str | None, covers: Covers) -> Said | None:
    """What somebody submitted last."""
    own = [each for each in said if each.owner == owner and each.covers == covers]
    return max(own, key=lambda each: each.at, default=None)


def own_line(seller: Seller, book: Book) -> Line:
    """What somebody sells themselves."""
    return _line(
        seller.id, seller.name, 0, "person", owners=frozenset({seller.id}), speaker=seller.id, book=book
    )


def team_lines(viewer: Seller, sellers: Sequence[Seller], crews: Sequence[Crew], book: Book) -> list[Line]:
    """The total first, then teams with the people in them; a team lies below the one that whoever leads it is in.

    Opportunities of people who are none of `sellers` are in a line of their own, so that the lines always make up the
    total. The total's commitment is that of `viewer`.
    """
    known = {each.id for each in sellers}
    everyone = frozenset({*known, *(each.owner for each in book.now), *(each.owner for each in book.before)})
    lines = [_line("total", "", 0, "total", owners=everyone, speaker=viewer.id, book=book)]
    above = _upper_crews(sellers, crews)
    led = Counter(crew.lead for crew in crews)
    in_crew = {crew.id: [each for each in sellers if each.team == crew.id] for crew in crews}

    def add(crew: Crew, depth: int) -> None:
        below = [other for other in crews if above.get(other.id) == crew.id]
        owners = _owners(crew, in_crew, above, crews)
        if not owners:
            return
        # Who leads several teams commits for all of them together.
        speaker = crew.lead if led[crew.lead] == 1 else None
        lines.append(_line(crew.id, crew.name, depth, "team", owners=owners, speaker=speaker, book=book))
        lines.extend(_person(each, depth + 1, book) for each in in_crew[crew.id])
        for other in below:
            add(other, depth + 1)

    for crew in crews:
        if above.get(crew.id) is None:
            add(crew, 1)
    in_some = {each.id for each in sellers if each.team in in_crew}
    lines.extend(_person(each, 1, book) for each in sellers if each.id not in in_some)
    if others := everyone - known:
        lines.append(_line("others", "", 1, "others", owners=others, speaker=None, book=book))
    return lines


def _person(seller: Seller, depth: int, book: Book) -> Line:
    return _line(
        seller.id, seller.name, depth, "person", owners=frozenset({seller.id}), speaker=seller.id, book=book
    )


def _owners(
    crew: Crew, in_crew: Mapping[str, Sequence[Seller]], above: Mapping[str, str], crews: Sequence[Crew]
) -> frozenset[str | None]:
    """Everybody in a team and in those below it."""
    inside = {crew.id}
    grown = True
    while grown:
        more = {other.id for other in crews if above.get(other.id) in inside} - inside
        inside |= more
        grown = bool(more)
    return frozenset(each.id for one in inside for each in in_crew[one])


def _upper_crews(sellers: Sequence[Seller], crews: Sequence[Crew]) -> dict[str, str]:
    """By team: the one that its lead works in under somebody else. Teams that would lead each other lie below none."""
    team_of, leads = {each.id: each.team for each in sellers}, {crew.id: crew.lead for crew in crews}
    found: dict[str, str] = {}
    for crew in crews:
        upper = team_of.get(crew.lead or "")
        if upper is None or upper not in leads or leads[upper] == crew.lead:
            continue
        above: str | None = upper
        while above is not None and above != crew.id:
            above = found.get(above)
        if above is None:
            found[crew.id] = upper
    return found


def _line(
    key: str,
    name: str,
    depth: int,
    kind: Literal["person", "team", "others", "total"],
    *,
    owners: frozenset[str | None],
    speaker: str | None,
    book: Book,
) -> Line:
    covers: Covers = "own" if kind == "person" else "team"
    quotas = [book.goals[owner] for owner in owners if owner is not None and owner in book.goals]
    said_before = latest(book.said_before, speaker, covers)
    won_before = figures(each for each in book.before if each.owner in owners).won
    return Line(
        key,
        name,
        depth,
        kind,
        owners,
        figures(each for each in book.now if each.owner in owners),
        sum(quotas, ZERO) if quotas else None,
        latest(book.said, speaker, covers),
        error(said_before.amount if said_before else None, won_before),
    )


def submit_forecast(
    author: Author,
    period: Period,
    covers: Covers,
    *,
    amount: Value,
    currency: str,
    note: str = "",
) -> Group:
    """What the author commits to in a period, beside what they said of it before; raises `InvalidValue`."""
    return create(
        author,
        "forecast_submission",
        {
            "period": period.kind,
            "starts_on": period.start.isoformat(),
            "covers": covers,
            "amount": amount,
            "currency": currency,
            "note": note.strip() or None,
            "submitted_at": format_instant(author.now()),
        },
    )
