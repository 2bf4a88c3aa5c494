"""One list of one type: views, filter, table, and what can be done with its rows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from crmdesk.domain.declare import Entity
from crmdesk.domain.records import Record
from crmdesk.exchange.incoming.slots import TYPES
from crmdesk.store.events import RecordsChanged
from crmdesk.store.queries import Query
from crmdesk.ui import formats
from crmdesk.ui.bulk.bar import BulkBar
from crmdesk.ui.bulk.beside import Beside
from crmdesk.ui.bulk.panel import WIDTH
from crmdesk.ui.columns import list_columns, listed
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.cells import CellEdits
from crmdesk.ui.lists.export import Exports
from crmdesk.ui.lists.grouping import KEY as GROUP_KEY
from crmdesk.ui.lists.grouping import GroupButton
from crmdesk.ui.lists.row_menu import OneRow, RowMenu, add, fill_for_one
from crmdesk.ui.lists.selection import SelectedRows
from crmdesk.ui.lists.shared_views import SharedViews
from crmdesk.ui.lists.source import Wanted, listing_of, query_of
from crmdesk.ui.lists.unread import Unread
from crmdesk.ui.lists.view_bar import ViewBar
from crmdesk.ui.lists.views import SavedViews, View, standard
from crmdesk.ui.models import Column, QueryRunner
from crmdesk.ui.models.keyset import KeysetModel
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, EmptyState, IconButton
from crmdesk.ui.widgets.data_table import DataTable
from crmdesk.ui.widgets.filter_bar import FilterBar

_LEVEL = 2
"""Pixels by which the bare icons of the head stand lower, so that their middle is that of the buttons beside them."""


class ListPane(Retranslates, QWidget):
    """A list with its bar. Keys in the table: Enter opens, F2 edits the cell, E the form (of
    several rows at once where several are selected), N is new, Del deletes."""

    counted = Signal(int)

    def __init__(
        self, desk: Desk, entity: Entity, *, row_menu: RowMenu | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entity = entity
        self._row_menu = row_menu
        self._columns = list_columns(entity, desk.author.currency)
        self._related = frozenset({field.target for field in entity.fields if field.target} - {None})
        self._awake, self._stale = False, True
        self._names: dict[str, str] = {}
        """Of people whom a condition is about."""
        self.group_button = GroupButton(desk, entity, self._columns)
        self.group_button.changed.connect(self._on_grouped)
        words = self.group_button.words
        self._model = KeysetModel(
            self._columns, desk.runner, self._cell_text, head_words=words, today=desk.today, parent=self
        )
        self._model.counted.connect(self._on_counted)
        self._build()
        desk.records_changed.connect(self._on_records_changed)
        runner, model, one = desk.runner, id(self._model), self._one
        self.destroyed.connect(lambda: _forget(runner, model, one))
        self.retranslate()
        self._show_view(self.views.current)

    # -- construction --------------------------------------------------------------------------------------

    def _build(self) -> None:
        desk, entity = self._desk, self._entity
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.filter = FilterBar(self._columns)
        self.filter.name_of = self._name_of
        self.filter.changed.connect(self._on_filter)
        shared = SharedViews(desk, entity, self)
        self.views = ViewBar(
            SavedViews(desk, entity), shared, lambda: standard(entity, desk.author.user), self._as_shown
        )
        self.views.chosen.connect(self._show_view)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.views, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.filter, 1)
        self.columns_button = IconButton("columns", size=18)
        self.columns_button.clicked.connect(self.choose_columns)
        self.export_button = IconButton("export", size=18)
        self.export_button.clicked.connect(self.ask_for_file)
        tools = QHBoxLayout()
        tools.setContentsMargins(0, _LEVEL, 0, 0)
        for button in (self.group_button, self.columns_button, self.export_button):
            tools.addWidget(button)
        row.addLayout(tools)
        row.setAlignment(tools, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        card = Card(parent=self, flush=True)
        holder = QWidget(card)
        self.table = self.group_button.table = DataTable(self._model, holder)
        self.table.groups.folded.connect(lambda: self.views.remember_folds(self._model.folded))
        self.table.opened.connect(lambda record_id: desk.open(entity.name, record_id))
        self.table.opened_apart.connect(lambda record_id: desk.open_apart(entity.name, record_id))
        self.table.sort_requested.connect(self._on_sort)
        self.table.filter_requested.connect(self.filter.focus_text)
        self.filter.left.connect(self.table.setFocus)
        self.table.menu_requested.connect(self._open_menu)
        self._one = OneRow(desk, entity, self.table)
        self.cells = CellEdits(desk, entity, self.table, self.refresh)
        self._model.edit_requested.connect(self.cells.save)
        if self.cells.bar is not None:
            column.addWidget(self.cells.bar)
        self.table.columns_changed.connect(self.views.compare)
        self.empty = EmptyState(entity.icon, parent=holder)
        self.empty.action.connect(self._on_empty_action)
        self.bring_in = Button(icon="import", parent=self.empty)
        self.bring_in.clicked.connect(desk.import_requested)
        self.empty.offer(self.bring_in)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.unread = Unread(desk, self._model, self.table, holder)
        card.body.addWidget(holder)
        self.selection = SelectedRows(desk, entity, self.table, lambda: (self._query, self._listing))
        bar, panel = self.selection.widgets()
        column.addWidget(Beside(card, panel, WIDTH), 1)
        column.addWidget(bar)
        self.exports = Exports(desk, entity)
        self.exports.ended.connect(self._on_exported)
        column.addWidget(BulkBar(self.exports))
        self.setFocusProxy(self.table)
        for keys, act in (
            ("N", self.new),
            ("E", self._edit_chosen),
            ("Del", self._delete_chosen),
            (GROUP_KEY, self.group_button.open_menu),
            ("C", self.choose_columns),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _cell_text(self, column: Column, value: object) -> str:
        """Instants in the user's zone, the rest as everywhere."""
        if column.kind == "instant" and isinstance(value, str):
            return formats.instant(value, self._desk.zone)
        return formats.cell_text(column, value)

    def retranslate(self) -> None:
        self.table.setAccessibleName(label(f"{self._entity.name}.plural"))
        self.columns_button.set_name(self.tr("Choose columns"), "C")
        self.export_button.set_name(self.tr("Export as CSV"))
        self.bring_in.setText(self.tr("Import…"))
        self._describe_emptiness()

    def ask_for_file(self) -> None:
        """Let the user choose the file that the list, or what is selected of it, is written into."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{label(f'{self._entity.name}.plural')} {self._desk.today().isoformat()}.csv"
        proposed = str(Path(folder) / name)
        dialog = QFileDialog(self, self.tr("Export as CSV"), proposed)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter("CSV (*.csv)")
        dialog.selectFile(proposed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write what is selected, or the whole list where less than two rows are, into a CSV file."""
        by_key = {column.key: column for column in self._columns}
        columns = [by_key[key] for key in self.table.shown_columns()]
        title = self.tr("Export: {0}").format(path.name)

        def begin(query: Query, _: int) -> None:
            self.exports.start(path, query, columns, title, self.group_button.grouping())

        if self.selection.count > 1:
            self.selection.with_chosen(begin)
        else:
            begin(self._query, 0)

    def _on_exported(self, path: Path, rows: int) -> None:
        self._desk.say(self.tr("{0} written, rows: {1}").format(path.name, formats.number(rows)))

    def choose_columns(self) -> None:
        """Open the column chooser under its button."""
        button = self.columns_button
        self.table.choose_columns(button.mapToGlobal(button.rect().bottomRight()), right=True)

    # -- reading -------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """The list is in front."""
        self._awake = True
        self.views.shared.wake()
        if self._stale or not self._model.known:  # what could not be read is tried again
            self.refresh()

    def sleep(self) -> None:
        """The list is behind something else: it reads again when it comes back, if it must."""
        self._awake = False
        self._one.forget()

    def refresh(self) -> None:
        """Read what is on screen again."""
        self._stale = False
        self.table.refresh()

    def _on_records_changed(self, event: RecordsChanged) -> None:
        if self._entity.name not in event.types and self._related.isdisjoint(event.types):
            return
        self._stale = True
        if self._awake:
            self.refresh()

    def _as_shown(self) -> View:
        """The list as it is on screen, as a view."""
        return replace(
            self.views.current,
            conditions=self.filter.conditions(),
            text=self.filter.text(),
            sort=self._sort[0],
            descending=self._sort[1],
            columns=self._shown_columns(),
            group=self.group_button.field,
            widths=tuple(self.table.columns.widths().items()),
            folded=self._model.folded,
        )

    def _shown_columns(self) -> tuple[str, ...]:
        """The columns on screen; empty when they are the declared ones."""
        shown = self.table.shown_columns()
        declared = listed(self._entity)
        order = [column.key for column in self._columns if column.key in declared]
        return () if shown == order else tuple(shown)

    def _show_view(self, view: View) -> None:
        self._sort = (view.sort, view.descending)
        self.filter.blockSignals(True)
        self.filter.set_filter(view.text, view.conditions)
        self.filter.blockSignals(False)
        self.group_button.show_field(view.group)
        self._requery(view.folded)
        shown = view.columns or [c.key for c in self._columns if c.key in listed(self._entity)]
        self.table.show_columns(shown, dict(view.widths))
        self.views.compare()
        if view.left_out:
            said = self.tr("“{0}” also asked for a field that is gone: it shows more than it did.")
            self._desk.say(said.format(view.name), "info")

    def _on_filter(self) -> None:
        self._requery()
        self.views.compare()

    def _on_sort(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._requery()
        self.views.compare()

    def _on_grouped(self) -> None:
        self._requery(frozenset())
        self.views.compare()
        self.table.setFocus()

    def _requery(self, folded: frozenset[str] | None = None) -> None:
        self._stale = False
        wanted = Wanted(self.filter.conditions(), self.filter.text(), self._sort)
        self._query = query_of(self._desk, self._entity, wanted)
        grouping = self.group_button.grouping()
        self._listing = listing_of(self._desk, self._entity, self._query, self._columns, grouping)
        self._model.set_source(self._listing, folded=self._model.folded if folded is None else folded)
        self.table.show_sort(*self._sort)

    def _name_of(self, record_id: str) -> str:
        """The name of a person that a condition is about."""
        if record_id == self._desk.author.user:
            return self._desk.own.name
        if record_id not in self._names:
            self._names[record_id] = ""
            self._desk.lookups.submit(
                ("person", id(self), record_id),
                lambda: self._desk.replica.title("user", record_id),
                lambda name: self._on_name(record_id, name),
            )
        return self._names[record_id]

    def _on_name(self, record_id: str, name: str) -> None:
        self._names[record_id] = name
        self.filter.retranslate()

    # -- emptiness -----------------------------------------------------------------------------------------

    def _on_counted(self, count: int) -> None:
        self._describe_emptiness()
        had_keyboard = self.table.hasFocus()
        self._stack.setCurrentWidget(self.table if count else self.empty)
        if count and (had_keyboard or self.empty.button.hasFocus()):
            self.table.setFocus()
        if count and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._model.index(0, 0))
            self.table.clearSelection()
        self.counted.emit(count)

    @property
    def _narrowed(self) -> bool:
        """Whether the user has left something out: what a standard view leaves out is nothing to be taken back."""
        return bool(self.filter.text() or self.filter.conditions()) and not self.views.standard

    def _describe_emptiness(self) -> None:
        plural = label(f"{self._entity.name}.plural")
        self.bring_in.setVisible(self._entity.name in TYPES and not self._narrowed)
        if self._narrowed:
            self.empty.set_texts(
                self.tr("Nothing matches"),
                self.tr("No entry of this list fits the filter."),
                self.tr("Clear the filter"),
            )
        elif self._entity.server_only:
            self.empty.set_texts(plural, self.tr("Nothing here yet. This list is kept at the centre."))
        else:
            self.empty.set_texts(
                plural,
                self.tr(
                    "Nothing here yet. What you add is saved on this laptop and goes out with the next sync."
                ),
                self.tr("New {0}").format(label(self._entity.name).lower()),
            )

    def _on_empty_action(self) -> None:
        if self._narrowed:
            self.filter.set_filter("", ())
        else:
            self.new()

    # -- doing ---------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Open the form of a new record."""
        if not self._entity.server_only:
            self._desk.new(self._entity.name)

    def _edit_chosen(self) -> None:
        if self.selection.count > 1:
            self.selection.ask("edit")
        else:
            self._one.read("edit", self._desk.edit)

    def _delete_chosen(self) -> None:
        if self.selection.count > 1:
            self.selection.ask("delete")
        else:
            self._one.read("delete", self._desk.delete)

    def escape(self) -> bool:
        """Esc was pressed; true when the list has left or given up something of its own."""
        return self.cells.escape() or self.selection.escape()

    def _open_menu(self, at: QPoint) -> None:
        if self.selection.count > 1:
            self.table.open_menu(at, self._offer_for_several)
        elif record_id := self._one.record_id():
            self._one.read_for_menu(
                record_id, lambda record: self.table.open_menu(at, partial(self._offer_for_one, record))
            )
        elif self.group_button.field is not None:
            self.table.open_menu(at, self.group_button.fill_menu)

    def _offer_for_several(self, menu: QMenu) -> None:
        if not self._entity.server_only:
            self.selection.fill_menu(menu)
            self._offer_to_delete(menu)

    def _offer_for_one(self, record: Record, menu: QMenu) -> None:
        fill_for_one(menu, self._desk, self._entity, record, self._row_menu)
        if not self._entity.server_only:
            self._offer_to_delete(menu)

    def _offer_to_delete(self, menu: QMenu) -> None:
        menu.addSeparator()
        add(menu, self.tr("Delete"), "delete", self._delete_chosen, "Del")


def _forget(runner: QueryRunner, model: int, one: OneRow) -> None:
    """The list is gone: what it still asked for has nobody to go to."""
    for what in ("pages", "refresh", "prepare"):
        runner.cancel((what, model))
    one.forget()
