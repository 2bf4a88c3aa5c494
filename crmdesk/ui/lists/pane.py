"""One list of one type: views, filter, table, and what can be done with its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from crmdesk.domain import edits
from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import NoSuchRecord, UserError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.store.events import RecordsChanged
from crmdesk.store.queries import Query
from crmdesk.ui import formats, theme
from crmdesk.ui.bulk.bar import BulkBar
from crmdesk.ui.columns import list_columns, listed
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.export import Exports
from crmdesk.ui.lists.selection import SelectedRows
from crmdesk.ui.lists.source import Wanted, listing_of, query_of
from crmdesk.ui.lists.view_bar import ViewBar
from crmdesk.ui.lists.views import SavedViews, View, standard
from crmdesk.ui.models import Column, KeysetModel, QueryRunner
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Card, DataTable, EmptyState, FilterBar, IconButton

RowMenu = Callable[[QMenu, Record], object]
"""Adds what else can be done with a record to its context menu."""


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
        self._columns = list_columns(entity)
        self._related = frozenset({field.target for field in entity.fields if field.target} - {None})
        self._awake = False
        self._stale = True
        self._names: dict[str, str] = {}
        """Of people whom a condition is about."""
        self._model = KeysetModel(self._columns, desk.runner, self._cell_text, parent=self)
        self._model.counted.connect(self._on_counted)
        self._model.edit_requested.connect(self._on_edit)
        self._build()
        desk.records_changed.connect(self._on_records_changed)
        runner, model = desk.runner, id(self._model)
        self.destroyed.connect(lambda: _forget(runner, model))
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
        self.views = ViewBar(
            SavedViews(desk, entity), lambda: standard(entity, desk.author.user), self._as_shown
        )
        self.views.chosen.connect(self._show_view)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.views, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.filter, 1)
        self.columns_button = IconButton("columns", size=18)
        self.columns_button.clicked.connect(self._choose_columns)
        self.export_button = IconButton("export", size=18)
        self.export_button.clicked.connect(self.ask_for_file)
        row.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.columns_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        card = Card(flush=True)
        self.table = DataTable(self._model)
        self.table.opened.connect(lambda record_id: desk.open(entity.name, record_id))
        self.table.opened_apart.connect(lambda record_id: desk.open_apart(entity.name, record_id))
        self.table.sort_requested.connect(self._on_sort)
        self.table.filter_requested.connect(self.filter.focus_text)
        self.filter.left.connect(self.table.setFocus)
        self.table.menu_requested.connect(self._fill_menu)
        self.table.columns_changed.connect(self.views.compare)
        self.empty = EmptyState(entity.icon)
        self.empty.action.connect(self._on_empty_action)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        card.body.addWidget(holder)
        self.selection = SelectedRows(desk, entity, self.table, lambda: (self._query, self._listing))
        bar, panel = self.selection.widgets()
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(card, 1)
        beside.addWidget(panel)
        column.addLayout(beside, 1)
        column.addWidget(bar)
        self.exports = Exports(desk, entity)
        self.exports.ended.connect(self._on_exported)
        column.addWidget(BulkBar(self.exports))
        self.setFocusProxy(self.table)
        for keys, act in (("N", self.new), ("E", self._edit_chosen), ("Del", self._delete_chosen)):
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
        self.columns_button.set_name(self.tr("Choose columns"))
        self.export_button.set_name(self.tr("Export as CSV"))
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
            self.exports.start(path, query, columns, title)

        if self.selection.count > 1:
            self.selection.with_chosen(begin)
        else:
            begin(self._query, 0)

    def _on_exported(self, path: Path, rows: int) -> None:
        self._desk.say(self.tr("{0} written, rows: {1}").format(path.name, formats.number(rows)))

    def _choose_columns(self) -> None:
        corner = self.columns_button.rect().bottomLeft()
        self.table.choose_columns(self.columns_button.mapToGlobal(corner))

    # -- reading -------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """The list is in front."""
        self._awake = True
        if self._stale:
            self.refresh()

    def sleep(self) -> None:
        """The list is behind something else: it reads again when it comes back, if it must."""
        self._awake = False

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
        self._requery()
        self.table.show_columns(view.columns or listed(self._entity))
        self.views.compare()

    def _on_filter(self) -> None:
        self._requery()
        self.views.compare()

    def _on_sort(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._requery()
        self.views.compare()

    def _requery(self) -> None:
        self._stale = False
        wanted = Wanted(self.filter.conditions(), self.filter.text(), self._sort)
        self._query = query_of(self._desk, self._entity, wanted)
        self._listing = listing_of(self._desk, self._entity, self._query, self._columns)
        self._model.set_source(self._listing)
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
        return bool(self.filter.text() or self.filter.conditions())

    def _describe_emptiness(self) -> None:
        plural = label(f"{self._entity.name}.plural")
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

    def _chosen(self) -> Record | None:
        """The one record that is selected, or else the current one."""
        record_id = next(iter(self.table.selected_ids()[:1]), None) or self.table.current_id()
        try:
            return self._desk.replica.get(self._entity.name, record_id) if record_id else None
        except NoSuchRecord:  # it went while it was still on screen; the next refresh shows that
            return None

    def _edit_chosen(self) -> None:
        if self.selection.count > 1:
            self.selection.ask("edit")
        elif (record := self._chosen()) is not None:
            self._desk.edit(record)

    def _delete_chosen(self) -> None:
        if self.selection.count > 1:
            self.selection.ask("delete")
        elif (record := self._chosen()) is not None:
            self._desk.delete(record)

    def escape(self) -> bool:
        """Esc was pressed; true when the list has left or given up something of its own."""
        return self.selection.escape()

    def _on_edit(self, record_id: str, key: str, value: object) -> None:
        field = self._entity.field(key)
        fields: dict[str, Value] = {key: value}
        if field.currency and isinstance(value, tuple):
            fields = {key: value[0], field.currency: value[1]}
        elif field.currency and value is None:
            fields = {key: None, field.currency: None}

        author, name = self._desk.author, self._entity.name
        self._desk.change(
            name,
            record_id,
            lambda record: edits.update(author, record, fields),
            self.tr("{0} saved").format(label(f"{name}.{key}")),
            failed=self._refused,
        )

    def _refused(self, error: UserError) -> None:
        self._desk.report(error)
        self.refresh()

    def _fill_menu(self, menu: QMenu, at: QPoint) -> None:
        if self.selection.count > 1:
            if not self._entity.server_only:
                self.selection.fill_menu(menu)
        elif (record := self._chosen()) is not None:
            self._fill_for_one(menu, record)
        else:
            return
        if not self._entity.server_only:
            menu.addSeparator()
            _add(menu, self.tr("Delete"), "delete", self._delete_chosen, "Del")

    def _fill_for_one(self, menu: QMenu, record: Record) -> None:
        desk = self._desk
        _add(menu, self.tr("Open"), "eye", lambda: desk.open(record.type, record.id), "Enter")
        if not self._entity.server_only:
            _add(menu, self.tr("Edit"), "edit", lambda: desk.edit(record), "E")
        if "account" in self._entity.by_name and record["account"]:
            _add(
                menu, self.tr("Open the account"), "accounts", lambda: desk.open("account", record["account"])
            )
        if self._row_menu is not None:
            menu.addSeparator()
            self._row_menu(menu, record)


def _add(menu: QMenu, text: str, icon: str, act: Callable[[], object], keys: str = "") -> QAction:
    action = menu.addAction(text)
    theme.set_icon(action, icon)
    if keys:
        # Shown, not bound: the table binds it, for when no menu is open.
        action.setText(f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
    action.triggered.connect(lambda _=False: act())
    return action


def _forget(runner: QueryRunner, model: int) -> None:
    """The list is gone: what it still asked for has nobody to go to."""
    for what in ("pages", "refresh"):
        runner.cancel((what, model))
