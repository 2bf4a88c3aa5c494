"""Small parts of the wizard's steps: a plain table, figures in a row, a drop-down list with its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from crmdesk.ui.widgets import Card, Label
from crmdesk.ui.widgets.combo_box import CalmComboBox

Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """Texts in rows and columns, under heads."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def fill(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._heads, self._rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._rows[index.row()][index.column()]
            return text.replace("\n", " ⏎ ") if role == Qt.ItemDataRole.DisplayRole else text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class Grid(QTableView):
    """A table that is only looked at; Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GridModel()
        self.setModel(self._model)
        self.setProperty("sheet", True)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(72)
        self.horizontalHeader().setStretchLastSection(True)

    def fill(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int] = ()) -> None:
        """Show these rows; `widths` in pixels are those of the first columns."""
        self._model.fill(heads, rows)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)

    def texts(self) -> list[list[str]]:
        """What is shown."""
        return [list(row) for row in self._model._rows]


class Figure(Card):
    """A number and what it counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(2)
        self.number = Label(title=True)
        self.name = Label(tone="muted", wrap=True)
        self.body.addWidget(self.number)
        self.body.addWidget(self.name)
        self.body.addStretch(1)  # beside one whose name takes two lines, numbers stand level

    def show_figure(self, number: str, name: str, tone: str = "") -> None:
        """Say how many of what; `tone` is only beside the words."""
        self.number.setText(number)
        self.number.set_tone(tone)
        self.name.setText(name)
        self.setAccessibleName(f"{name}: {number}")


class Figures(QWidget):
    """Figures side by side, of equal width."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.figures = [Figure() for _ in range(count)]
        for figure in self.figures:
            row.addWidget(figure, 1)

    def show_figures(self, figures: Sequence[tuple[str, str, str]]) -> None:
        """(number, name, tone) of each."""
        for widget, (number, name, tone) in zip(self.figures, figures, strict=True):
            widget.show_figure(number, name, tone)


class Choose(QWidget):
    """A drop-down list under its name; `chosen` is told the key that somebody picked."""

    def __init__(self, chosen: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.name = Label(tone="muted")
        self.box = CalmComboBox()
        self.name.setBuddy(self.box)
        self.box.activated.connect(lambda index: chosen(str(self.box.itemData(index))))
        column.addWidget(self.name)
        column.addWidget(self.box)

    def offer(self, name: str, choices: Sequence[tuple[str, str]], current: str) -> None:
        """(key, text) of each choice, and the one that holds."""
        self.name.setText(name)
        self.box.setAccessibleName(name)
        shown = [(self.box.itemData(place), self.box.itemText(place)) for place in range(self.box.count())]
        if shown != list(choices):
            self.box.clear()
            for key, text in choices:
                self.box.addItem(text, key)
        self.box.setCurrentIndex(self.box.findData(current))
