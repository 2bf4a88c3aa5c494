"""Owns the rows of the card of lines: one a line, and an empty one below in which the next begins. It saves nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.pricing import priced
from crmdesk.domain.records import Record
from crmdesk.ui import formats
from crmdesk.ui.models import Column
from crmdesk.ui.models.columns import CellKind
from crmdesk.ui.models.keyset import COLUMN_ROLE, VALUE_ROLE
from crmdesk.ui.translations import label

Index = QModelIndex | QPersistentModelIndex
NEW_LINE = ""
"""In place of an id: the row in which the next line begins."""
TOTAL = "total"
_WIDTHS = {"quantity": 80, "price": 128, "discount": 80}
_KINDS: Mapping[Kind, CellKind] = {
    Kind.MONEY: "money",
    Kind.DECIMAL: "decimal",
    Kind.INTEGER: "integer",
}
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line and what its product is called."""

    record: Record
    product: str


def columns_of_lines(entity: Entity) -> tuple[Column, ...]:
    """Product, description where the type has one, quantity; where lines have prices, price, discount and total."""
    columns = [
        Column("product", f"{entity.name}.product", "reference", 200, editable=True, strong=True),
        Column("description", f"{entity.name}.description", "text", 200, editable=True),
        *(
            Column(
                name,
                f"{entity.name}.{name}",
                _KINDS[entity.by_name[name].kind],
                width,
                align="right",
                editable=True,
                scale=entity.by_name[name].scale,
            )
            for name, width in _WIDTHS.items()
            if name in entity.by_name
        ),
    ]
    declared = tuple(column for column in columns if column.key in entity.by_name)
    if "price" not in entity.by_name:
        return declared
    return (*declared, Column(TOTAL, "", "money", 128, align="right"))


class LineModel(QAbstractTableModel):
    """Values as `Column` has them. `edited` tells what somebody typed; the next `show_rows` shows what was saved."""

    edited = Signal(str, str, object)
    """Id of the line (`NEW_LINE`: a new one), column key, canonical value."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[LineRow] = []
        self._currency = ""
        self._editable = False

    # -- what the card shows -------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[LineRow], currency: str, *, editable: bool) -> None:
        """Show these lines; `currency` is that of new prices. Rows that stay keep the editor that is open in them."""
        if editable != self._editable:
            self.beginResetModel()
            self._rows, self._editable = list(rows), editable
            self.endResetModel()
        self._currency = currency
        kept = {row.record.id for row in rows}
        for at in reversed(range(len(self._rows))):
            if self._rows[at].record.id not in kept:
                self.beginRemoveRows(_ROOT, at, at)
                del self._rows[at]
                self.endRemoveRows()
        for at, row in enumerate(rows):
            if at >= len(self._rows) or self._rows[at].record.id != row.record.id:
                self.beginInsertRows(_ROOT, at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    @property
    def editable(self) -> bool:
        return self._editable

    @property
    def rows(self) -> tuple[LineRow, ...]:
        """The lines that are shown."""
        return tuple(self._rows)

    def line_id(self, row: int) -> str | None:
        """The id of the line in a row, `NEW_LINE` for the empty one, None where there is no row."""
        if 0 <= row < len(self._rows):
            return self._rows[row].record.id
        return NEW_LINE if self._editable and row == len(self._rows) else None

    def row_of(self, line_id: str) -> int | None:
        """Where a line stands."""
        return next((at for at, row in enumerate(self._rows) if row.record.id == line_id), None)

    def column_at(self, key: str) -> int:
        """The number of a column; raises StopIteration for one that there is not."""
        return next(at for at, column in enumerate(self.columns) if column.key == key)

    def record(self, line_id: str) -> Record | None:
        """A line as it is shown."""
        at = self.row_of(line_id)
        return self._rows[at].record if at is not None else None

    # -- Qt ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows) + self._editable

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.columns[index.column()]
        # A new line begins with its product; the rest follows from that.
        if self._editable and column.editable and (index.row() < len(self._rows) or index.column() == 0):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == COLUMN_ROLE:
            return column
        if role == VALUE_ROLE:
            return self._value(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return formats.headed(self._head(index.column()), self._text(index))
        return None

    def _value(self, index: Index) -> object:
        column = self.columns[index.column()]
        if index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        fields = row.record.fields
        if column.key == TOTAL:
            line = priced(fields)
            return (str(line.total), line.currency) if line is not None else None
        if column.key == "product":
            return (fields["product"], row.product)
        if column.kind == "money":
            return (fields["price"], fields["currency"] or self._currency)
        return fields[column.key]

    def _text(self, index: Index) -> str:
        column = self.columns[index.column()]
        if index.row() >= len(self._rows):
            return add_a_product() if column is self.columns[0] else ""
        value = self._value(index)
        if column.kind != "decimal" or value is None:
            return formats.cell_text(column, value)
        if column.key == "discount":
            return formats.rate(str(value)) if Decimal(str(value)) else ""
        return formats.figure(str(value))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].align == "right"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _head(self, section: int) -> str:
        column = self.columns[section]
        if column.key == TOTAL:
            return QCoreApplication.translate("LineModel", "Total")
        return label(column.title_key)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key, line_id = self.columns[index.column()].key, self.line_id(index.row())
        if line_id is None or value == self._value(index):
            return False
        if line_id != NEW_LINE and key != "product":
            self._show_typed(index.row(), key, value)
        self.edited.emit(line_id, key, value)
        return True

    def _show_typed(self, row: int, key: str, value: Any) -> None:
        """What was typed stands there at once, and its total; the replica says the same a moment later."""
        line = self._rows[row]
        typed: Mapping[str, Any] = {key: value}
        if key == "price":
            amount, currency = value if value is not None else (None, None)
            typed = {"price": amount, "currency": currency}
        self._rows[row] = replace(line, record=replace(line.record, fields={**line.record.fields, **typed}))
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))


def add_a_product() -> str:
    """What the empty line says."""
    return QCoreApplication.translate("LineModel", "Add a product…")
