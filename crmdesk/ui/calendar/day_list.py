"""A list of entries under the names of their days, painted row by row, so that its length costs nothing.

It knows neither calendar nor task: rows come as they shall be shown, and what is done to them leaves as a signal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crmdesk.ui import theme
from crmdesk.ui.models.columns import Tone

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_HEAD, _ONE, _TWO = 36, 36, 48
_RING = 40


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line: the name of a group (without `key`), or an entry."""

    text: str
    key: str = ""
    note: str = ""
    """Below the text, muted."""
    aside: str = ""
    """At the left of an entry (a time), at the right of a group's name."""
    end: str = ""
    """At the right."""
    icon: str = ""
    mark: str = ""
    badge: str = ""
    tone: Tone = "neutral"
    ring: bool = False
    """It has a ring at its left that completes it."""
    struck: bool = False
    late: bool = False
    spoken: str = ""
    """What a screen reader says; the text when empty."""
    about: object = None
    """What the list is asked to speak of instead, once a screen reader wants to know."""


def _height(row: DayRow) -> int:
    return _HEAD if not row.key else _TWO if row.note else _ONE


_SIZES = {height: QSize(120, height) for height in (_HEAD, _ONE, _TWO)}


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject, speak: Callable[[Any], str]) -> None:
        super().__init__(parent)
        self._speak = speak
        self.rows: tuple[DayRow, ...] = ()

    def show(self, rows: Sequence[DayRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._speak(row.about) if row.about is not None else row.spoken or row.text
            case Qt.ItemDataRole.UserRole:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Paints rows; `aside` is the width of the column of times."""

    def __init__(self, model: _Model, aside: int) -> None:
        super().__init__(model)
        self._model = model
        self._aside = aside

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # Asked for every row of a list that may have thousands, so the model's own way to the row is too long.
        return _SIZES[_height(self._model.rows[index.row()])]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: DayRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        rect: QRect = option.rect
        if not row.key:
            self._paint_head(painter, rect, row)
        else:
            self._paint_entry(painter, rect, row, option)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: DayRow) -> None:
        now = theme.current()
        font = QFont(painter.font())
        strong = QFont(font)
        strong.setWeight(QFont.Weight(now.strong_weight))
        painter.setFont(strong)
        painter.setPen(now.color("danger_text" if row.late else "text"))
        box = rect.adjusted(15, 8, -12, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.text)
        painter.setFont(font)
        painter.setPen(now.color("text_muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.aside)

    def _paint_entry(self, painter: QPainter, rect: QRect, row: DayRow, option: QStyleOptionViewItem) -> None:
        now = theme.current()
        state: QStyle.StateFlag = option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        selected = bool(state & QStyle.StateFlag.State_Selected) and focused
        hot = bool(state & QStyle.StateFlag.State_MouseOver)
        body = QRectF(rect).adjusted(4, 1, -4, -1)
        painter.setPen(QPen(now.color("focus"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(
            now.color("accent_soft") if selected else now.color("hover") if hot else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(body, now.radius, now.radius)
        left = self._paint_left(painter, rect, row)
        right = self._paint_right(painter, rect, row)
        self._paint_words(painter, QRect(left, rect.top(), right - left, rect.height()), row)

    def _paint_left(self, painter: QPainter, rect: QRect, row: DayRow) -> int:
        """Ring or time, icons; gives where the words begin."""
        now, left = theme.current(), rect.left() + 15
        middle = rect.top() + rect.height() // 2
        if row.ring:
            painter.setPen(QPen(now.color("border_input"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(left + 10, middle), 9, 9)
            left += _RING - 8
        if self._aside:
            painter.setPen(now.color("text_muted"))
            box = QRect(left, rect.top(), self._aside - 8, rect.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.aside)
            left += self._aside
        for name, ink in ((row.icon, "text_muted"), (row.mark, f"{row.tone}_text")):
            if name:
                painter.drawPixmap(left, middle - 8, theme.pixmap(name, ink, 16))
                left += 24
        return left

    def _paint_right(self, painter: QPainter, rect: QRect, row: DayRow) -> int:
        """Badge and what stands at the right; gives where the words must end."""
        now, right = theme.current(), rect.right() - 12
        metrics = painter.fontMetrics()
        if row.end:
            width = metrics.horizontalAdvance(row.end)
            painter.setPen(now.color("danger_text" if row.late else "text_muted"))
            box = QRect(right - width, rect.top(), width, rect.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, row.end)
            right -= width + 12
        if row.badge:
            width = metrics.horizontalAdvance(row.badge) + 16
            height = metrics.height() + 4
            pill = QRectF(right - width, rect.top() + (rect.height() - height) / 2, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color(f"{row.tone}_soft"))
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(now.color(f"{row.tone}_text"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, row.badge)
            right -= width + 12
        return right

    def _paint_words(self, painter: QPainter, box: QRect, row: DayRow) -> None:
        now = theme.current()
        metrics = painter.fontMetrics()
        half = box.height() // 2
        upper = QRect(box.left(), box.top() + 4, box.width(), half - 4) if row.note else box
        font = QFont(painter.font())
        struck = QFont(font)
        struck.setStrikeOut(row.struck)
        painter.setFont(struck)
        painter.setPen(now.color("text_muted" if row.struck else "text"))
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setFont(font)
        if row.note:
            painter.setPen(now.color("text_muted"))
            lower = QRect(box.left(), box.top() + half, box.width(), half - 4)
            note = metrics.elidedText(row.note, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, note)


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
        self._rows = _Model(self, speak)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self._rows, aside))
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
            room -= _height(row)
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
        top = self.indexAt(QPoint(1, 1))
        held = top.data(ROW_ROLE) if top.isValid() else None
        shift = self.visualRect(top).top() if held is not None else 0
        self._rows.show(rows)
        if held is not None:
            self._keep_in_sight(held, shift)
        if at >= 0 and not self.select(key):
            self._select_near(at)

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
        on_ring = (
            row is not None and row.ring and event.position().x() < self.visualRect(index).left() + _RING
        )
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
