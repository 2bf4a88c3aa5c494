"""The rows of a list that are selected, be they two or all that match its view: what can be done with them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.domain.bulk import DeleteEach, makes_tasks, makes_visits
from crmdesk.domain.declare import Entity
from crmdesk.store.bulk import Judged
from crmdesk.store.grouped_listing import GroupedListing
from crmdesk.store.listing import Listing
from crmdesk.store.queries import Filter, Query
from crmdesk.ui import theme
from crmdesk.ui.bulk.panel import BulkKind, BulkPanel
from crmdesk.ui.bulk.selection_bar import SelectionBar
from crmdesk.ui.bulk.words import counted
from crmdesk.ui.desk import Desk
from crmdesk.ui.widgets.data_table import DataTable

UNASKED = 50
"""So many records go at the press of a key, with an Undo; of more it is said before how many they are."""
Chosen = Callable[[Query, int], None]
"""Told the query that gives the selected records, and how many they are."""


class SelectedRows(QObject):
    """Owns the bar and the panel of one list. All rows selected means all that match, whether they were read or not."""

    def __init__(
        self,
        desk: Desk,
        entity: Entity,
        table: DataTable,
        shown: Callable[[], tuple[Query, Listing | GroupedListing]],
    ) -> None:
        """`shown` gives the query of the list and its rows by number."""
        super().__init__(table)
        self._desk = desk
        self._entity = entity
        self._table = table
        self._shown = shown
        self.bar = SelectionBar(entity)
        self.panel = BulkPanel(desk, entity)
        self.bar.asked.connect(lambda kind: self.ask(cast(BulkKind, kind)))
        self.bar.all_asked.connect(self._select_all)
        self.bar.cleared.connect(self.clear)
        self.panel.closed.connect(self._table.setFocus)
        table.selection_counted.connect(self.bar.show_count)

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return self._table.selected_count()

    def _select_all(self) -> None:
        self._table.selectAll()
        self._table.setFocus()

    def clear(self) -> None:
        """Select nothing."""
        self._table.clearSelection()
        self._table.setFocus()

    def escape(self) -> bool:
        """Leave the panel, else give up the selection; false when there is neither."""
        if not self.panel.isHidden():
            self.panel.leave()
            return True
        if self.count > 1:
            self.clear()
            return True
        return False

    # -- which records -------------------------------------------------------------------------------------

    def with_chosen(self, then: Chosen) -> None:
        """Call `then` for the selected records, at once or when the ids of those that were not read are known."""
        query, listing = self._shown()
        count, ids = self.count, self._table.selected_ids()
        if self._table.all_selected():
            then(query, count)
        elif len(ids) == count:
            then(_of(query, ids), count)
        else:
            ranges = self._table.selected_records()
            self._desk.runner.submit(
                ("selected", id(self)),
                lambda: listing.ids(ranges),
                lambda found: then(_of(query, found), len(found)),
            )

    # -- what is done with them ----------------------------------------------------------------------------

    def ask(self, kind: BulkKind) -> None:
        """Ask in the panel what shall become of them; few are deleted unasked."""
        if self._entity.server_only or self.count < 1:
            return
        if kind == "delete" and self.count <= UNASKED:
            self.with_chosen(self._delete)
        else:
            self.with_chosen(partial(self.panel.ask, kind))

    def _delete(self, query: Query, count: int) -> None:
        replica, entity, act = self._desk.replica, self._entity, DeleteEach()

        def judged(found: Judged) -> None:
            said = self.tr("Delete {0}").format(counted(entity, len(found.ids)))
            self._desk.bulk.start(entity.name, act, found.ids, said, found.stays)

        self._desk.lookups.submit(
            ("delete", id(self)), lambda: replica.judge_each(entity.name, query, act), judged
        )

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with several."""
        offered: list[tuple[BulkKind, str, str, str]] = [("edit", self.tr("Edit…"), "edit", "E")]
        if makes_visits(self._entity):
            offered.append(("visit", self.tr("Plan visits…"), "calendar", ""))
        if makes_tasks(self._entity):
            offered.append(("task", self.tr("Make tasks…"), "task", ""))
        for kind, text, icon, keys in offered:
            action = QAction(f"{text}\t{keys}" if keys else text, menu)
            theme.set_icon(action, icon)
            action.triggered.connect(lambda _=False, asked=kind: self.ask(asked))
            menu.addAction(action)

    def widgets(self) -> tuple[QWidget, QWidget]:
        """Bar and panel, to be placed by the list."""
        return self.bar, self.panel


def _of(query: Query, ids: list[str]) -> Query:
    """These records, in the order of the list."""
    return replace(query, where=(Filter("id", "=", ids),))
