"""What the forecast shows, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from crmdesk.domain.forecast import (
    Book,
    Covers,
    Line,
    Said,
    Seller,
    figures,
    latest,
    own_line,
    team_lines,
)
from crmdesk.domain.periods import Period
from crmdesk.domain.records import Record
from crmdesk.store.replica import Replica
from crmdesk.ui.pipeline.amounts import in_order

READ = ("opportunity", "goal", "forecast_submission", "user", "team", "territory", "account")
_EMPTY = Book((), (), {}, (), ())


@dataclass(frozen=True, slots=True)
class ForecastWanted:
    """What shall be shown: a period, a currency (empty: the organisation's), and behind which figure to look."""

    period: Period
    currency: str = ""
    line: str = ""
    category: str = "commit"


@dataclass(frozen=True, slots=True)
class ForecastContent:
    """A forecast in one currency. `history` is what the viewer submitted, the latest first."""

    wanted: ForecastWanted
    currency: str
    currencies: tuple[str, ...]
    lines: tuple[Line, ...]
    chosen: Line
    deals: tuple[Record, ...]
    accounts: Mapping[str, str]
    history: tuple[Said, ...]
    before: Said | None
    """What the viewer committed to last in the period before."""
    won_before: Decimal


def covers_of(role: str) -> Covers:
    """What somebody commits for: a rep for themselves, others for their team."""
    return "own" if role == "rep" else "team"


def read_forecast(
    replica: Replica, wanted: ForecastWanted, viewer: Seller, role: str, currency: str
) -> ForecastContent:
    """Everything that the page needs; `currency` is the organisation's, `role` the viewer's."""
    books, organised = replica.forecast(wanted.period)
    currencies = tuple(code for code in in_order({*books, currency}, currency) if code)
    shown = wanted.currency if wanted.currency in currencies else currencies[0]
    book = books.get(shown, _EMPTY)
    if role == "rep":
        lines = [own_line(viewer, book)]
    else:
        lines = team_lines(viewer, organised.sellers, organised.crews, book)
    chosen = next((line for line in lines if line.key == wanted.line), lines[0])
    deals = replica.forecast_deals(wanted.period, shown, wanted.category, sorted_owners(chosen))
    ids = sorted({deal["account"] for deal in deals if deal["account"]})
    covers = covers_of(role)
    mine = [each for each in book.said if each.owner == viewer.id and each.covers == covers]
    return ForecastContent(
        wanted,
        shown,
        currencies,
        tuple(lines),
        chosen,
        tuple(deals),
        replica.titles("account", ids),
        tuple(sorted(mine, key=lambda each: each.at, reverse=True)),
        latest(book.said_before, viewer.id, covers),
        figures(each for each in book.before if each.owner in lines[0].owners).won,
    )


def sorted_owners(line: Line) -> list[str | None]:
    """The owners of a line in an order that is always the same."""
    return sorted(line.owners, key=lambda owner: owner or "")
