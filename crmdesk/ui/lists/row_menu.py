"""What can be done with one record of a list, by key or from its context menu. It decides nothing: what is chosen goes
to the desk."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.store.replica import Replica
from crmdesk.ui import theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.widgets.data_table import DataTable

RowMenu = Callable[[QMenu, Record], object]
"""Adds what else can be done with a record to its context menu."""


class OneRow:
    """The record that is selected alone, or else has the keyboard: it is read beside the window when it is needed."""

    def __init__(self, desk: Desk, entity: Entity, table: DataTable) -> None:
        self._desk = desk
        self._entity = entity
        self._table = table
        self._asked = "menu of", id(table)

    def record_id(self) -> str | None:
        """None where there is no record, on the head of a group, say."""
        return next(iter(self._table.selected_ids()[:1]), None) or self._table.current_id()

    def read(self, what: str, then: Callable[[Record], object]) -> None:
        """`then` is told the record: of several times for one `what`, each of its own record is."""
        if record_id := self.record_id():
            self._read((what, id(self._table), record_id), record_id, then)

    def read_for_menu(self, record_id: str, then: Callable[[Record], object]) -> None:
        """As `read`; what was asked for before counts no more, nor does this after `forget`."""
        self._read(self._asked, record_id, then)

    def _read(self, key: Hashable, record_id: str, then: Callable[[Record], object]) -> None:
        def told(record: Record | None) -> None:
            if record is not None:
                then(record)

        self._desk.lookups.submit(key, partial(_find, self._desk.replica, self._entity.name, record_id), told)

    def forget(self) -> None:
        """Whoever asked for a menu has gone elsewhere."""
        self._desk.lookups.cancel(self._asked)


def _find(replica: Replica, type_name: str, record_id: str) -> Record | None:
    try:
        return replica.get(type_name, record_id)
    except NoSuchRecord:  # it went while it was still on screen; the next refresh shows that
        return None


def fill_for_one(menu: QMenu, desk: Desk, entity: Entity, record: Record, more: RowMenu | None) -> None:
    """Open, edit, open the account, and what else the list knows."""
    add(
        menu,
        QCoreApplication.translate("ListPane", "Open"),
        "eye",
        lambda: desk.open(record.type, record.id),
        "Enter",
    )
    if not entity.server_only:
        add(menu, QCoreApplication.translate("ListPane", "Edit"), "edit", lambda: desk.edit(record), "E")
    if "account" in entity.by_name and record["account"]:
        add(
            menu,
            QCoreApplication.translate("ListPane", "Open the account"),
            "accounts",
            lambda: desk.open("account", record["account"]),
        )
    if more is not None:
        menu.addSeparator()
        more(menu, record)


def add(menu: QMenu, text: str, icon: str, act: Callable[[], object], keys: str = "") -> QAction:
    """One more line of a menu."""
    action = menu.addAction(text)
    theme.set_icon(action, icon)
    if keys:
        # Shown, not bound: the table binds it, for when no menu is open.
        action.setText(f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
    action.triggered.connect(lambda _=False: act())
    return action
