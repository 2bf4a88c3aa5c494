"""A list of entries under the names of their days, painted row by row, so that its length costs nothing.

It knows neither calendar nor task: rows come as they shall be shown, and what is done to them leaves as a signal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QWidget

from crmdesk.ui.calendar.day_rows import RING, ROW_ROLE, TABLE, DayDelegate, DayModel, DayRow, height_of


class DayList(QListView):
    """Enter or a double click opens a row, Space or a click on the ring completes it; other keys are reported."""

    opened = Signal(str)
    ticked = Signal(str)
    carried = Signal(str, QPoint)
    """A row is being carried over the screen; only where `carries`."""
    dropped = Signal(str, QPoint)
    reached = Signal(int)
    """The list was scrolled to its beginning (-1) or end (1)."""

    def __init__(
        self,
        *,
        aside: int = 0,
        carries: bool = False,
        speak: Callable[[Any], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        """`aside`: width of a column of times at the left. `speak` says what a row is about."""
        super().__init__(parent)
        self._carries = carries
        self._pressed: tuple[QPoint, str] | None = None
        self._carrying = False
        self._rows = DayModel(self, speak)
        self.setModel(self._rows)
        self.setItemDelegate(DayDelegate(self._rows, aside))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(False)
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def rows(self) -> tuple[DayRow, ...]:
        return self._rows.rows

    @property
    def scrolls(self) -> bool:
        """Whether there is more than can be seen at once; lays nothing out to know it."""
        room = self.viewport().height()
        for row in self._rows.rows:
            room -= height_of(row, wide=self._rows.wide)
            if room < 0:
                return True
        return False

    @property
    def current(self) -> str:
        """The key of the row that has the keyboard, empty for none."""
        row = self.currentIndex().data(ROW_ROLE)
        return row.key if row is not None else ""

    def show_rows(self, rows: Sequence[DayRow]) -> None:
        """Replace all rows. The keyboard stays on the same one, else on the one that took its place; what was at the
        top of the sight stays there."""
        if tuple(rows) == self._rows.rows:
            return
        at, key = self.currentIndex().row(), self.current
        held, shift = self._topmost()
        self._rows.show(rows)
        if held is not None:
            self._keep_in_sight(held, shift)
        if at >= 0 and not self.select(key):
            self._select_near(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.viewport().width() >= TABLE
        if wide != self._rows.wide:
            held, _ = self._topmost()
            self._rows.wide = wide
            self.scheduleDelayedItemsLayout()  # rows are lower in a wide list
            if held is not None:
                self._keep_in_sight(held, 0)
        super().resizeEvent(event)

    def _topmost(self) -> tuple[DayRow | None, int]:
        """The row at the top of the sight, and how far it begins above it."""
        top = self.indexAt(QPoint(1, 1))
        return (top.data(ROW_ROLE), self.visualRect(top).top()) if top.isValid() else (None, 0)

    def _keep_in_sight(self, held: DayRow, top: int) -> None:
        for number, row in enumerate(self._rows.rows):
            if row.key == held.key and (row.key or row.text == held.text):
                self.scrollTo(self._rows.index(number), QListView.ScrollHint.PositionAtTop)
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() - top)
                return

    def select(self, key: str) -> bool:
        """Give the keyboard to a row; False when it is not there."""
        for number, row in enumerate(self._rows.rows):
            if row.key == key and key:
                self.setCurrentIndex(self._rows.index(number))
                return True
        return False

    def _select_near(self, at: int) -> None:
        order = sorted(range(len(self._rows.rows)), key=lambda number: (abs(number - at), number < at))
        found = next((number for number in order if self._rows.rows[number].key), None)
        if found is not None:
            self.setCurrentIndex(self._rows.index(found))

    def select_first(self) -> None:
        """Give the keyboard to the first entry, if none has it."""
        if not self.current:
            self._select_near(0)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and row.key:
            self.opened.emit(row.key)

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() > 0 and value in (bar.minimum(), bar.maximum()):
            self.reached.emit(-1 if value == bar.minimum() else 1)

    # -- keys and pointer ----------------------------------------------------------------------------------

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.select_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key:
            self.opened.emit(key)
        elif event.key() == Qt.Key.Key_Space and key:
            self.ticked.emit(key)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters are the page's

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row: DayRow | None = index.data(ROW_ROLE) if index.isValid() else None
        on_ring = row is not None and row.ring and event.position().x() < self.visualRect(index).left() + RING
        super().mousePressEvent(event)
        if row is None or not row.key or event.button() != Qt.MouseButton.LeftButton:
            return
        if on_ring:
            self.ticked.emit(row.key)
        elif self._carries:
            self._pressed = (event.position().toPoint(), row.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        origin, key = self._pressed
        far = (event.position().toPoint() - origin).manhattanLength() >= QApplication.startDragDistance()
        if self._carrying or far:
            self._carrying = True
            self.setCursor(Qt.CursorShape.DragMoveCursor)
            self.carried.emit(key, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, carrying = self._pressed, self._carrying
        self.put_down()
        super().mouseReleaseEvent(event)
        if carrying and pressed is not None:
            self.dropped.emit(pressed[1], event.globalPosition().toPoint())

    def put_down(self) -> bool:
        """Carry nothing any more; False when nothing was carried."""
        had, self._pressed, self._carrying = self._carrying, None, False
        self.unsetCursor()
        return had
