"""What is done with a quote besides editing it: drawn up, sent, answered, revised.

The records come in, as in `domain/edits.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from crmdesk.domain import edits
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.entities.quote import ACCEPTED, DRAFT, EXPIRED, REJECTED, SENT
from crmdesk.domain.errors import NotAllowed, UsageError
from crmdesk.domain.pricing import Priced, Totals, canonical, main_currency, priced, totals
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value

VALID_FOR = timedelta(days=30)
"""How long an offer stands until somebody says otherwise."""
_COPIED = ("product", "description", "quantity", "price", "currency", "discount", "line_number")
_CARRIED = (
    "name",
    "account",
    "opportunity",
    "contact",
    "amount",
    "currency",
    "tax_rate",
    "language",
    "terms",
    "notes",
)


def is_draft(quote: Record) -> bool:
    """Whether its lines may still be changed."""
    return bool(quote["status"] == DRAFT)


def has_ended(quote: Record, today: date) -> bool:
    """Whether a sent offer stands no longer, though nobody has said so."""
    until = quote["valid_until"]
    return quote["status"] == SENT and until is not None and until < today.isoformat()


def first_days(today: date) -> dict[str, Value]:
    """The day of a new offer, and until when it stands."""
    return {"issued_on": today.isoformat(), "valid_until": (today + VALID_FOR).isoformat()}


def draw_up(
    author: Author, opportunity: Record, lines: Sequence[Record], *, today: date, **fields: Value
) -> Group:
    """A draft with the lines of an opportunity, as they stand; `fields` say more of it.

    One group: all of it or nothing. Lines beyond the size of a group follow in further ones, undone together.
    """
    contacts = opportunity["contacts"]
    known: dict[str, Value] = {
        "name": opportunity["name"],
        "account": opportunity["account"],
        "opportunity": opportunity.id,
        "contact": contacts[0] if len(contacts) == 1 else None,
        "currency": opportunity["currency"],
        **first_days(today),
        "revision": 1,
    }
    return _made(author, {**known, **fields}, lines)


def revise(author: Author, quote: Record, lines: Sequence[Record], *, today: date) -> Group:
    """The same offer as a new draft, to be changed and sent in the place of this one."""
    known = {name: quote[name] for name in _CARRIED}
    known["amount"] = None
    return _made(
        author,
        {
            **known,
            **first_days(today),
            "revision": (quote["revision"] or 1) + 1,
            "revises": quote.id,
        },
        lines,
    )


def _made(author: Author, fields: Mapping[str, Value], lines: Sequence[Record]) -> Group:
    said = {name: value for name, value in fields.items() if value is not None}
    if "currency" in said:
        said["amount"] = None  # set as one with its currency
    quote = edits.create(author, "quote", said)
    groups = [quote]
    for number, line in enumerate(lines, start=1):
        copied = {name: line.fields[name] for name in _COPIED if line.fields.get(name) is not None}
        groups.append(
            edits.create(author, "quote_line", {**copied, "quote": quote[0].id, "line_number": number})
        )
    return edits.in_groups(author, groups)


def figures(quote: Record, lines: Sequence[Record], currency: str) -> Totals:
    """What the lines come to; in the quote's currency, else in that of most lines, else in `currency`."""
    known: list[Priced] = [line for line in (priced(each.fields) for each in lines) if line is not None]
    return totals(known, quote["currency"] or main_currency(known, currency), quote["tax_rate"])


def send(author: Author, quote: Record, told: Totals, *, today: date) -> Group:
    """The customer has it: its lines stay as they are from now on. Raises `NotAllowed` for one that is no draft."""
    if not is_draft(quote):
        raise NotAllowed(
            "This quote was sent already", "nothing was changed", "revise it instead", code="quote_sent"
        )
    fields: dict[str, Value] = {
        "status": SENT,
        "issued_on": today.isoformat(),
        "amount": canonical(told.gross, told.currency),
        "currency": told.currency,
    }
    return edits.update(author, quote, fields)


def close(author: Author, quote: Record, status: str) -> Group:
    """The customer said no, or nothing until it was too late."""
    if status not in (REJECTED, EXPIRED):
        raise UsageError(f"A quote does not end as {status}", hint=f"{REJECTED} or {EXPIRED}")
    return edits.update(author, quote, {"status": status})


def accept(
    author: Author, quote: Record, opportunity: Record | None = None, told: Totals | None = None
) -> Group:
    """The customer said yes. `opportunity` is won with it, for what the lines come to before tax."""
    accepted = edits.update(author, quote, {"status": ACCEPTED})
    if opportunity is None:
        return accepted
    won: dict[str, Value] = {"stage": "closed_won"}
    if told is not None:
        won |= {"amount": canonical(told.net, told.currency), "currency": told.currency}
    return edits.together(author, accepted, edits.update(author, opportunity, won))


def take_back(author: Author, quote: Record) -> Group:
    """It was not sent after all, or the answer was another one: it is as it was before."""
    before = {SENT: DRAFT, ACCEPTED: SENT, REJECTED: SENT, EXPIRED: SENT}.get(str(quote["status"]))
    if before is None:
        raise NotAllowed("A draft is where a quote begins", code="quote_draft")
    return edits.update(author, quote, {"status": before})
