"""What a quote's page and its document say, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities.quote import LANGUAGES
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.pricing import Totals
from crmdesk.domain.quotes import figures
from crmdesk.domain.records import Record
from crmdesk.store.replica import Replica
from crmdesk.ui.languages import LANGUAGES as NAMES
from crmdesk.ui.letterhead import Sender, read_sender
from crmdesk.ui.lines.content import read_lines
from crmdesk.ui.reading import names_of

READ = ("quote", "quote_line", "opportunity", "account", "contact", "product", "user", "letterhead")
"""What is read again when it changes."""


@dataclass(frozen=True, slots=True)
class QuoteContent:
    """A quote and what it is about, as far as that is on this laptop. `names` are titles by record id."""

    record: Record
    lines: tuple[Record, ...]
    totals: Totals
    account: Record | None
    contact: Record | None
    opportunity: Record | None
    sender: Sender
    """Who offers, and whose quote it is."""
    names: Mapping[str, str]


def read_quote(replica: Replica, catalogue: Catalogue, quote_id: str, currency: str) -> QuoteContent:
    """Everything that page and document need; raises `NoSuchRecord` when the quote is not here (any more).

    `currency` is that of a quote that says none and has no lines.
    """
    record = replica.get("quote", quote_id)
    lines = read_lines(replica, "quote_line", "quote", quote_id)
    seller = _present(replica, "user", record["owner"] or replica.author().user)
    return QuoteContent(
        record=record,
        lines=lines,
        totals=figures(record, lines, currency),
        account=_present(replica, "account", record["account"]),
        contact=_present(replica, "contact", record["contact"]),
        opportunity=_present(replica, "opportunity", record["opportunity"]),
        sender=read_sender(replica, seller),
        names=names_of(replica, catalogue, [record, *lines]),
    )


def _present(replica: Replica, type_name: str, record_id: str | None) -> Record | None:
    if not record_id:
        return None
    try:
        return replica.get(type_name, record_id)
    except NoSuchRecord:  # out of this user's scope
        return None


def language_for(spoken: Iterable[str | None]) -> str | None:
    """The first of these that names a language of documents: by its code, or in its own or English words."""
    known = {"english": "en", "korean": "ko", "chinese": "zh_CN", "中文": "zh_CN"}
    known |= {code.casefold(): code for code in LANGUAGES} | {
        NAMES[code].casefold(): code for code in LANGUAGES
    }
    for words in spoken:
        found = known.get((words or "").strip().casefold().replace("-", "_"))
        if found is not None:
            return found
    return None
