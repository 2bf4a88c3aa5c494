"""What a screen reader would be told of the controls on screen, and where that says nothing. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QTableView, QWidget

from crmdesk.ui.frame.focus_order import reading_order

MEANINGLESS = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Border,
    QAccessible.Role.Window,
    QAccessible.Role.Pane,
    QAccessible.Role.Whitespace,
}
"""Roles that tell somebody who hears them nothing of what they may do."""
_ROWS = 3
"""Rows of a table that are listened to; the others are made alike."""


def visible(tops: Iterable[QWidget]) -> Iterator[QWidget]:
    """Windows and all that is shown in them, each once: a dialog is a child of its window, and a window of its own."""
    for top in tops:
        yield top
        yield from _within_sight(top)


def _within_sight(widget: QWidget) -> Iterator[QWidget]:
    """What is shown in it. Pages behind others, most of a window, are not gone through."""
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield child
            yield from _within_sight(child)


def takes_keyboard(widget: QWidget) -> bool:
    """Whether it can have the keyboard itself."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def place(widget: QWidget) -> str:
    """Where a widget stands, by classes from the inside out."""
    names: list[str] = []
    around: QWidget | None = widget
    while around is not None and len(names) < 4:
        names.append(type(around).__name__)
        around = around.parentWidget()
    return " in ".join(names)


def unspoken(tops: Iterable[QWidget]) -> Iterator[str]:
    """One line for each control that a screen reader could not tell from others, and each cell that says nothing."""
    for widget in visible(tops):
        if takes_keyboard(widget):
            yield from _of_control(widget)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _of_cells(widget)
        if isinstance(widget, QTabBar):
            yield from _of_tabs(widget)


def unreached(root: QWidget) -> Iterator[str]:
    """One line for each control that Tab should stop at and does not come to, in the order that the window keeps."""
    order = set(reading_order(root))
    for widget in _within_sight(root):
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if stops and widget.isEnabled() and widget.focusProxy() is None and not _within(widget, order):
            yield f"{place(widget)} “{widget.accessibleName()}”"


def _within(widget: QWidget, order: set[QWidget]) -> bool:
    """Whether Tab comes to it, or to what it stands in, which moves the keyboard on by keys of its own."""
    around: QWidget | None = widget
    while around is not None:
        if around in order:
            return True
        around = around.parentWidget()
    return False


def _of_control(widget: QWidget) -> Iterator[str]:
    told = QAccessible.queryAccessibleInterface(widget)
    if told is None:
        yield f"{place(widget)}: nothing is told of it"
        return
    if not told.text(QAccessible.Text.Name).strip():
        yield f"{place(widget)}: no name ({told.role().name})"
    if told.role() in MEANINGLESS:
        yield f"{place(widget)}: role {told.role().name}"
    if not told.state().focusable:
        yield f"{place(widget)}: takes the keyboard and does not say so"


def _of_cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = range(model.columnCount()) if isinstance(view, QTableView) else range(1)
    for row in range(min(_ROWS, model.rowCount())):
        for column in columns:
            index = model.index(row, column, QModelIndex())
            shown = index.data(Qt.ItemDataRole.DisplayRole)
            said = index.data(Qt.ItemDataRole.AccessibleTextRole)
            if shown and said is not None and not str(said).strip():
                yield f"{place(view)}: cell {row}, {column} shows {shown!r} and says nothing"
            if not shown and not said and not isinstance(view, QTableView):
                yield f"{place(view)}: row {row} says nothing"
    if isinstance(view, QTableView):
        heads = view.horizontalHeader()
        for column in columns:
            head = model.headerData(column, Qt.Orientation.Horizontal)
            if not heads.isSectionHidden(column) and not str(head or "").strip():
                yield f"{place(view)}: column {column} has no head"


def _of_tabs(bar: QTabBar) -> Iterator[str]:
    for index in range(bar.count()):
        if not (bar.tabText(index) or bar.accessibleTabName(index)).strip():
            yield f"{place(bar)}: tab {index} has no name"
