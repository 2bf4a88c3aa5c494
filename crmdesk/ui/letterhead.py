"""The sender of a document as it stands at its head: the organisation's letterhead, else its name alone. Knows neither
what the document is about nor a widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale

from crmdesk.domain.records import Record
from crmdesk.store.queries import Query
from crmdesk.store.replica import Replica
from crmdesk.ui import formats
from crmdesk.ui.facts import address_text
from crmdesk.ui.printing import Block, Paragraph
from crmdesk.ui.translations import label


@dataclass(frozen=True, slots=True)
class Sender:
    """`letterhead` is None until the centre says one. `person`: whose document it is, if that is known here."""

    organisation: str
    letterhead: Record | None
    person: Record | None

    @property
    def name(self) -> str:
        """As documents say it."""
        return str(self.letterhead["name"]) if self.letterhead is not None else self.organisation

    def head(self, locale: QLocale | None = None) -> tuple[Block, ...]:
        """Name, postal address, ways to reach it, tax number, and whom to ask. `locale`: that of the document, where it
        is not the interface's."""
        told = [
            self._address(),
            self._said("phone"),
            self._said("email", "website"),
            self._headed("tax_number", locale),
        ]
        if self.person is not None:
            told.append(_listed(self.person["name"], self.person["email"]))
        return (
            Paragraph(self.name, strong=True, size="large"),
            *(Paragraph(each, tone="muted", size="small") for each in told if each),
        )

    def bank(self, locale: QLocale | None = None) -> tuple[Block, ...]:
        """Where to pay to; nothing where nothing is said of it."""
        text = self._headed("bank", locale)
        return (Paragraph(text, size="small"),) if text else ()

    def _address(self) -> str:
        address = self.letterhead["address"] if self.letterhead is not None else None
        return address_text(address) if address else ""

    def _said(self, *names: str) -> str:
        return _listed(*(self.letterhead[name] for name in names)) if self.letterhead is not None else ""

    def _headed(self, name: str, locale: QLocale | None) -> str:
        text = self._said(name)
        return formats.headed(label(f"letterhead.{name}"), text, locale) if text else ""


def read_sender(replica: Replica, person: Record | None) -> Sender:
    """The sender of this laptop's documents, read on the query thread."""
    known = replica.identity().organisation
    # The centre keeps one; should there ever be two, every laptop takes the same.
    found = min(replica.query("letterhead", Query(limit=10)), key=lambda each: each.id, default=None)
    return Sender(known.name if known is not None else "", found, person)


def _listed(*texts: str | None) -> str:
    return " · ".join(text for text in texts if text)
