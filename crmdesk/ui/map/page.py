"""The map page: customers where they are, the stops of a day in their order, the best order, one more stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain import edits, planning
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import UserError
from crmdesk.domain.values import format_instant
from crmdesk.locations import resource_path
from crmdesk.store.map_places import MapPlace
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.live import Live
from crmdesk.ui.map.chosen import ChosenCard
from crmdesk.ui.map.content import (
    EMPTY,
    READ,
    MapContent,
    Stop,
    best,
    earliest,
    late,
    legs,
    new_stop,
    next_start,
    read_map,
    times,
)
from crmdesk.ui.map.in_view import InViewCard
from crmdesk.ui.map.keys import shortcuts
from crmdesk.ui.map.outline import Outline
from crmdesk.ui.map.stops import StopLine, StopList
from crmdesk.ui.map.view import MapView, Shown
from crmdesk.ui.map.words import broken, way_text
from crmdesk.ui.quick_actions import VISIT_LENGTH
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.turning_row import TurningRow
from crmdesk.ui.widgets import (
    Button,
    Card,
    EmptyState,
    IconButton,
    IntoMargin,
    Label,
    scrolled,
)
from crmdesk.ui.widgets.reading_cover import ReadingCover

_SIDE = 360
_MAP_HEIGHT = 240
"""Pixels, where the window is narrow and the list stands below the map."""
_EVENING = time(18)
"""When work ends."""
_SETTLE_MS = 120
"""How long the map must stand still before what is in view is listed."""


class MapPage(Retranslates, Page):
    """Beside the map: the day's stops, the customer that was clicked, and all customers in view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day = self._today = desk.today()
        self._content = EMPTY
        self._order: list[str] = []
        """Visits in the order on screen, where that is not the planned one."""
        self._looked = False
        self.view = MapView(Outline(resource_path("map", "countries-50m.json")), desk.lookups)
        self.view.activated.connect(self.choose)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._list_in_view)
        self.view.moved.connect(self._settled.start)
        self._build_head()
        self._nowhere = EmptyState("pin")
        self._nowhere.action.connect(lambda: desk.go("accounts"))
        self._nowhere.hide()
        self.body.addWidget(self._nowhere, 1)
        self._both = TurningRow()
        self._both.add(self.view, height=_MAP_HEIGHT)
        self._both.add(self._build_side(), width=_SIDE, height=_MAP_HEIGHT)
        self._both.setFocusProxy(self.view)
        reach = IntoMargin()
        reach.addWidget(self._both)
        self.body.addLayout(reach, 1)
        cover = ReadingCover(self, self.head)
        self._live = Live(desk, self, types=READ, read=self._read, show=self.show_content, cover=cover)
        self.retranslate()

    def _build_head(self) -> None:
        self.earlier, self.today, self.later = (
            IconButton("chevron-left", size=18),
            Button(kind="quiet"),
            IconButton("chevron-right", size=18),
        )
        self.farther, self.nearer = IconButton("zoom-out", size=18), IconButton("zoom-in", size=18)
        self.whole = Button()
        self.earlier.clicked.connect(lambda: self.go_to(self._day - timedelta(days=1)))
        self.later.clicked.connect(lambda: self.go_to(self._day + timedelta(days=1)))
        self.today.clicked.connect(lambda: self.go_to(self._desk.today()))
        self.nearer.clicked.connect(self.view.nearer)
        self.farther.clicked.connect(self.view.farther)
        self.whole.clicked.connect(self.view.look_at_all)
        for button in (self.earlier, self.today, self.later, self.farther, self.nearer, self.whole):
            self.head.buttons.addWidget(button)

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(16)
        self.stops_card, self.chosen_card, self.view_card = Card(), ChosenCard(), InViewCard()
        self.chosen_card.plan_asked.connect(self.plan_visit)
        self.chosen_card.opened.connect(lambda: self._desk.open("account", self.view.chosen))
        self.chosen_card.closed.connect(lambda: self.choose(""))
        self.order = Button(kind="quiet", icon="sort")
        self.order.clicked.connect(self.find_best_order)
        self.stops_card.buttons.addWidget(self.order)
        self.sum = Label(tone="muted", wrap=True)
        self.stops = StopList()
        self.stops.activated.connect(lambda visit: self._desk.open("visit", visit))
        self.stops.moved.connect(self._move)
        self.keep, self.drop = Button(kind="primary"), Button()
        self.keep.clicked.connect(self.keep_order)
        self.drop.clicked.connect(self.drop_order)
        self._answer = QWidget()
        answers = QHBoxLayout(self._answer)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(8)
        for button in (self.keep, self.drop):
            answers.addWidget(button)
        answers.addStretch(1)
        for part in (self.sum, self.stops, self._answer):
            self.stops_card.body.addWidget(part)
        self.view_card.chosen.connect(self.choose)
        for card in (self.chosen_card, self.stops_card, self.view_card):
            column.addWidget(card)
        column.addStretch(1)
        return scrolled(side, in_margin=True)

    # -- words ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Map"))
        self.head.title.setText(self.tr("Map"))
        self.earlier.set_name(self.tr("Day before"), "PgUp")
        self.later.set_name(self.tr("Day after"), "PgDown")
        self.today.setText(self.tr("Today"))
        self.whole.setText(self.tr("All customers"))
        self.nearer.set_name(self.tr("Nearer"), "+")
        self.farther.set_name(self.tr("Farther away"), "−")
        self.order.setText(self.tr("Best order"))
        self.keep.setText(self.tr("Keep this order"))
        self.drop.setText(self.tr("Leave as it was"))
        self._nowhere.set_texts(
            self.tr("No customers on the map yet"),
            self.tr("Locations come from an import or from the centre. Customers that have one appear here."),
            label("account.plural"),
        )
        self._show()

    # -- showing -------------------------------------------------------------------------------------------

    def _read(self) -> MapContent:
        desk = self._desk
        return read_map(desk.replica, desk.catalogue, self._day, desk.author.zone, self._content)

    def show_content(self, content: MapContent) -> None:
        """Show what was read; an order that was not kept goes when the stops are others."""
        if {stop.id for stop in content.stops} != {stop.id for stop in self._content.stops}:
            self._order = []
        self._content = content
        self._show()
        if content.places and not self._looked and content.day == self._day:
            self._looked = True
            self.view.look_at([stop.place.account for stop in content.stops if stop.place is not None])

    def ordered(self) -> list[Stop]:
        """The stops in the order on screen."""
        by_id = {stop.id: stop for stop in self._content.stops}
        return [by_id[visit] for visit in self._order] if self._order else list(self._content.stops)

    def _show(self) -> None:
        content, stops = self._content, self.ordered()
        if content is not EMPTY:  # showing what stands in no window yet would give it its looks twice
            anything = bool(content.places or content.stops)
            self._nowhere.stand_in(self._both, empty=not anything)
            for button in (self.farther, self.nearer, self.whole):
                button.setEnabled(anything)
        self.head.note.setText(formats.full_day(self._day))
        accounts = tuple(stop.visit["account"] for stop in stops)
        self.view.show_places(Shown(content.places, content.points, frozenset(content.due), accounts))
        self._show_stops(stops)
        self._show_chosen()
        self._list_in_view()

    def _show_stops(self, stops: Sequence[Stop]) -> None:
        changed = bool(self._order)
        self.stops_card.set_title(self.tr("Stops"), len(stops) or None)
        self.stops.show_lines(self._lines(stops))
        free = [stop for stop in stops if not stop.fixed and stop.place is not None]
        self.order.setVisible(len(free) > 1)
        self._answer.setVisible(changed)
        why_not = self._why_not(stops) if changed else ""
        self.keep.setEnabled(not why_not)
        self.sum.set_tone("danger" if why_not else "muted")
        if not stops:
            self.sum.setText(self.tr("No visit on this day. Click a customer on the map to plan one."))
        else:
            planned = self._content.stops if changed else stops
            self.sum.setText(why_not or way_text(stops, planned, self._evening(), self._desk.now().tzinfo))

    def _why_not(self, stops: Sequence[Stop]) -> str:
        """What keeps an order from being kept; empty for none."""
        if late(stops):
            return broken(stops)
        if all(self._on_this_day(end) for _, end in times(stops).values()):
            return ""
        return self.tr("With the way between them, these stops do not fit into the day.")

    def _evening(self) -> datetime:
        return datetime.combine(self._day, _EVENING, self._desk.now().tzinfo)

    def _on_this_day(self, moment: datetime) -> bool:
        return moment.astimezone(self._desk.now().tzinfo).date() == self._day

    def _lines(self, stops: Sequence[Stop]) -> list[StopLine]:
        would = times(stops) if self._order else {}
        found = []
        for number, (stop, way) in enumerate(zip(stops, legs(stops), strict=True), start=1):
            planned = formats.time_of_day(stop.visit["planned_start"], self._desk.zone)
            when = planned
            if stop.id in would:
                when = formats.time_of_day(format_instant(would[stop.id][0]), self._desk.zone)
            found.append(StopLine(stop, number, when, planned if planned != when else "", way))
        return found

    def _show_chosen(self) -> None:
        account, content = self.view.chosen, self._content
        planned = any(stop.visit["account"] == account for stop in content.stops)
        self.chosen_card.show_place(self._place(account), content.due.get(account), planned=planned)

    def _list_in_view(self) -> None:
        self.view_card.show_places(self.view.in_view(), self._content.due)

    def _place(self, account: str) -> MapPlace | None:
        return next((place for place in self._content.places if place.account == account), None)

    # -- doing ---------------------------------------------------------------------------------------------

    def go_to(self, day: date) -> None:
        """Show another day's stops."""
        self._day, self._order, self._looked = day, [], False
        self.head.note.setText(formats.full_day(day))
        self._live.refresh()

    def choose(self, account: str) -> None:
        """Say something about one customer, and offer to add them to the day; '' closes that."""
        self.view.choose(account)
        self._show_chosen()
        if account:
            self.chosen_card.take_focus()

    def find_best_order(self) -> None:
        """Look for the short way in the background and show it; nothing is changed before it is kept."""
        stops = self.ordered()
        self.order.setEnabled(False)
        self._desk.lookups.submit(
            ("route", id(self)),
            partial(best, stops, self._evening()),
            self._on_best_order,
            self._on_order_failed,
        )

    def _on_best_order(self, stops: list[Stop]) -> None:
        self.order.setEnabled(True)
        if {stop.id for stop in stops} != {stop.id for stop in self._content.stops}:
            return  # the day has changed meanwhile
        if [stop.id for stop in stops] == [stop.id for stop in self._content.stops]:
            self._order = []
            said = broken(stops)
            self._desk.say(said or self.tr("This is the best order already"), "info")
        else:
            self._order = [stop.id for stop in stops]
        self._show()

    def _on_order_failed(self, error: Exception) -> None:
        self.order.setEnabled(True)
        self._desk.report(error)

    def _move(self, visit: str, step: int) -> None:
        """By hand; what has begun or is over keeps its place."""
        stops = self.ordered()
        here = next(place for place, stop in enumerate(stops) if stop.id == visit)
        there = here + step
        if not 0 <= there < len(stops) or stops[there].fixed:
            return
        stops[here], stops[there] = stops[there], stops[here]
        order = [stop.id for stop in stops]
        self._order = [] if order == [stop.id for stop in self._content.stops] else order
        self._show()

    def keep_order(self) -> None:
        """Plan the visits anew in the order on screen, as one step that can be undone."""
        would, author = times(self.ordered()), self._desk.author
        stops = {stop.id: stop for stop in self._content.stops}

        def intent() -> list[Mutation]:
            found: list[Mutation] = []
            for visit, (start, end) in would.items():
                record = stops[visit].visit
                span = (format_instant(start), format_instant(end))
                if span != (record["planned_start"], record["planned_end"]):
                    found += planning.move(author, record, *span)
            return edits.at_once(author, found)

        self._desk.commit(intent, self.tr("The day has a new order"), done=self._order_kept)

    def _order_kept(self) -> None:
        self._order = []
        self._live.refresh()

    def drop_order(self) -> None:
        """Show the stops as they are planned."""
        self._order = []
        self._show()

    def plan_visit(self) -> None:
        """One more stop: the customer that was chosen, after the last one."""
        account, desk = self.view.chosen, self._desk
        place = self._place(account)
        if place is None:
            return
        start = next_start(self._content.stops, place, earliest(self._day, self._desk.now()))
        if not self._on_this_day(start + VISIT_LENGTH):
            desk.say(self.tr("There is no time left for {0} on this day").format(place.name), "info")
            return
        span = (format_instant(start), format_instant(start + VISIT_LENGTH))
        group = planning.plan(desk.author, "visit", *span, account=account)
        said = self.tr("{0} added at {1}").format(place.name, formats.time_of_day(span[0], desk.zone))
        desk.commit(lambda: group, said, failed=self._refused)
        # On screen before it is saved, so that the next one comes after it.
        stops = (*self._content.stops, new_stop(desk.catalogue, group[0], place))
        self.show_content(replace(self._content, stops=stops))
        self.choose("")
        self.view.setFocus()

    def _refused(self, error: UserError) -> None:
        self._desk.report(error)
        self._live.refresh()

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        before, self._today = self._today, self._desk.today()
        if self._day == before != self._today:  # who looked at today goes on with today
            self.go_to(self._today)
        self._live.wake()

    def left(self) -> None:
        self._live.sleep()

    def shortcuts(self) -> list[tuple[str, str]]:
        return shortcuts()

    def escape(self) -> bool:
        if self.view.chosen:
            self.choose("")
            self.view.setFocus()
            return True
        if self._order:
            self.drop_order()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.go_to(self._day + timedelta(days=step))
