"""The quotes of an opportunity or an account, as lines of its page, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui import formats
from crmdesk.ui.columns import tone
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import amount_text
from crmdesk.ui.quote.document import number_text
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import TimelineEntry

_SHOWN = 50


def read_quotes(replica: Replica, field: str, record_id: str) -> tuple[Record, ...]:
    """The quotes that point to a record by `field`, the newest first. Runs on the query thread."""
    found = replica.query("quote", Query((Filter(field, "=", record_id),), limit=_SHOWN))
    return tuple(sorted(found, key=lambda quote: (quote["issued_on"] or "", quote.id), reverse=True))


def entries(desk: Desk, quotes: Sequence[Record]) -> list[TimelineEntry]:
    """A line a quote."""
    return [_entry(desk, quote) for quote in quotes]


def _entry(desk: Desk, quote: Record) -> TimelineEntry:
    until = ""
    if quote["valid_until"]:
        day = formats.short_day(quote["valid_until"], desk.today())
        until = QCoreApplication.translate("QuoteEntries", "valid until {0}").format(day)
    return TimelineEntry(
        target=f"quote:{quote.id}",
        icon="quote",
        title=quote["name"] or "",
        when=amount_text(quote),
        text=" · ".join(part for part in (number_text(quote), until) if part),
        badge=label(f"quote.status.{quote['status']}"),
        tone=tone(desk.entity("quote"), "status", quote["status"]),
    )
