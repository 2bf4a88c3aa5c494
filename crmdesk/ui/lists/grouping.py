"""By what a list is grouped: the button that asks for it, and what stands in the heads of the groups. Knows no rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from crmdesk.domain.declare import Entity, Kind
from crmdesk.store.grouped_listing import Grouping
from crmdesk.store.grouping import EMPTY, REST, GroupHead, groupable
from crmdesk.ui import formats, theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.models import Column, HeadWords
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import IconButton
from crmdesk.ui.widgets.data_table import DataTable

KEY = "G"


class GroupButton(Retranslates, IconButton):
    """Asks by which field, and folds or opens all groups."""

    changed = Signal()
    """Another field, or none, was chosen by hand."""

    def __init__(self, desk: Desk, entity: Entity, columns: Sequence[Column]) -> None:
        super().__init__("group", size=18)
        self._desk = desk
        self._entity = entity
        self._columns = {column.key: column for column in columns if groupable(entity.field(column.key))}
        self._sums = tuple(column.key for column in columns if column.kind == "money")
        self.field: str | None = None
        """The field that the list is grouped by."""
        self.clicked.connect(lambda _=False: self._menu_asked())
        self.table: DataTable | None = None
        """Whose groups are folded and opened."""
        self.setEnabled(bool(self._columns))
        self.retranslate()

    def retranslate(self) -> None:
        name = self.tr("Group the list")
        if self.field is not None:
            name = formats.headed(self.tr("Grouped by"), label(self._columns[self.field].title_key))
        self.set_name(name, KEY)
        theme.set_icon(self, "group", "text_muted" if self.field is None else "accent_text")

    def show_field(self, name: str | None) -> None:
        """The list is grouped by this field now; one that cannot be grouped by is none."""
        self.field = name if name in self._columns else None
        self.retranslate()

    def grouping(self) -> Grouping | None:
        """What the store is asked for; None where the list is not grouped."""
        return Grouping(self.field, self._desk.zone, self._sums) if self.field is not None else None

    # -- the menu ------------------------------------------------------------------------------------------

    def _menu_asked(self) -> None:
        menu = QMenu(self)
        self.fill_menu(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def open_menu(self) -> None:
        """Offer the fields, if there are any."""
        if self.isEnabled():
            self._menu_asked()

    def fill_menu(self, menu: QMenu) -> None:
        """What the list can be grouped by, and what can be done with all groups."""
        menu.setAccessibleName(self.tr("Group the list"))
        choices = QActionGroup(menu)
        for key, text in (
            (None, self.tr("No groups")),
            *((key, label(column.title_key)) for key, column in self._columns.items()),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == self.field)
            action.triggered.connect(lambda _=False, chosen=key: self._choose(chosen))
            choices.addAction(action)
        if self.field is not None and self.table is not None:
            menu.addSeparator()
            menu.addAction(self.tr("Fold all groups")).triggered.connect(self.table.groups.fold_all)
            menu.addAction(self.tr("Open all groups")).triggered.connect(self.table.groups.open_all)

    def _choose(self, key: str | None) -> None:
        if key != self.field:
            self.show_field(key)
            self.changed.emit()

    # -- heads ---------------------------------------------------------------------------------------------

    def words(self, head: GroupHead) -> HeadWords:
        """What stands in a head: name, number of records, sums with the organisation's currency first."""
        by_currency = {
            (name, currency): formats.money_short(amount, currency) for name, amount, currency in head.sums
        }
        own = self._desk.author.currency
        codes = sorted({currency for _, currency in by_currency}, key=lambda code: (code != own, code))
        several = len({name for name, _ in by_currency}) > 1
        said = []
        for name in self._sums:
            texts = [by_currency[name, code] for code in codes if (name, code) in by_currency]
            total = " · ".join(texts)
            if total:
                said.append(formats.headed(label(f"{self._entity.name}.{name}"), total) if several else total)
        return HeadWords(self._name(head), formats.number(head.count), "   ".join(said))

    def _name(self, head: GroupHead) -> str:
        if self.field is None:
            return head.key
        column = self._columns[self.field]
        if head.key == EMPTY:
            return formats.headed(label(column.title_key), self.tr("empty"))
        if head.key == REST:
            return self.tr("All others")
        if self._entity.field(self.field).kind in (Kind.DATE, Kind.INSTANT):
            return month_text(head.key)
        return formats.cell_text(column, head.value) or self.tr("(no name)")


def month_text(key: str) -> str:
    """`2026-11` as `November 2026`, `2026년 11월`; a bare year as the language writes it."""
    year, _, month = key.partition("-")
    if not month:
        return year
    name = formats.month_name(int(month)) if month.isdigit() and 1 <= int(month) <= 12 else month
    return QCoreApplication.translate("forecast", "{0} {1}").format(name, year)
