"""The card of the customers that the map shows now, those due for a visit first. It reads and saves nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, islice

from PySide6.QtCore import Signal

from crmdesk.store.due_visits import DueVisit
from crmdesk.store.map_places import MapPlace
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Card, Label, Timeline, TimelineEntry
from crmdesk.ui.widgets.gradually import OF_TWO

_LISTED = 40
"""Customers at most: who wants others moves the map nearer."""


class InViewCard(Retranslates, Card):
    """`chosen` names the account that was clicked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._places: Sequence[MapPlace] = ()
        self._due: Mapping[str, DueVisit] = {}
        self.entries = Timeline(at_once=OF_TWO)
        self.entries.activated.connect(self.chosen)
        self._none = Label(tone="muted", wrap=True)
        self.body.addWidget(self._none)
        self.body.addWidget(self.entries)
        self.retranslate()

    def retranslate(self) -> None:
        self._none.setText(self.tr("No customer here. Move the map, or show all customers."))
        self.show_places(self._places, self._due)

    def show_places(self, places: Sequence[MapPlace], due: Mapping[str, DueVisit]) -> None:
        """List places; `due` by account."""
        self._places, self._due = places, due
        first = [place for place in places if place.account in due]
        first.sort(key=lambda place: -due[place.account].pressure)
        rest = (place for place in places if place.account not in due)
        self.set_title(self.tr("In view"), len(places) or None)
        self._none.setVisible(not places)
        self.entries.set_entries([self._entry(place) for place in islice(chain(first, rest), _LISTED)])
        self.entries.setVisible(bool(places))

    def _entry(self, place: MapPlace) -> TimelineEntry:
        badge = self.tr("due") if place.account in self._due else ""
        return TimelineEntry(place.account, "accounts", place.name, badge=badge, tone="warning")
