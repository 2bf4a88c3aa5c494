"""Shows sheets of paper one below the other and asks for the pictures of those in sight. Knows no document."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks

_MARGIN, _BETWEEN = 24, 16
_KEPT = 24
"""Pictures that are kept; others are drawn again when they come into sight."""
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class PagesView(Speaks, QAbstractScrollArea):
    """Page Up and Down turn pages, Home and End go to the first and the last, arrows scroll."""

    spoken_role = Role.Document

    wanted = Signal(int, int)
    """A page from 0 whose picture is missing, and how many pixels wide it shall be."""
    turned = Signal(int)
    """The page that is in front now, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._size = QSize(794, 1123)  # A4 at 96 dots an inch
        self._zoom = 1.0
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._asked: set[int] = set()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setProperty("paper", True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.on_change(self.viewport().update)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def current(self) -> int:
        """The page in front, from 0."""
        return self._current

    @property
    def zoom(self) -> float:
        return self._zoom

    def set_pages(self, count: int, size: QSize) -> None:
        """Other pages: how many, and how large at 100 %, in pixels. The place that is looked at stays if it can."""
        self._count, self._size = count, size
        self._forget()
        self._arrange()

    def set_picture(self, number: int, picture: QImage) -> None:
        """The picture that was asked for."""
        self._asked.discard(number)
        self._pictures[number] = picture
        self._pictures.move_to_end(number)
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.viewport().update()

    def picture(self, number: int) -> QImage | None:
        """The picture of a page if it is there."""
        return self._pictures.get(number)

    def set_zoom(self, zoom: float) -> None:
        """1.0 shows paper as large as it is."""
        bar = self.verticalScrollBar()
        place = bar.value() / max(bar.maximum(), 1)
        self._zoom = zoom
        self._forget()
        self._arrange()
        bar.setValue(round(place * bar.maximum()))

    def step_zoom(self, steps: int) -> None:
        """Larger or smaller."""
        nearest = min(range(len(_ZOOMS)), key=lambda at: abs(_ZOOMS[at] - self._zoom))
        self.set_zoom(_ZOOMS[max(0, min(nearest + steps, len(_ZOOMS) - 1))])

    def fit_width(self) -> None:
        """As large as it is on paper, or smaller, so that a page is seen without scrolling sideways."""
        room = self.viewport().width() - 2 * _MARGIN
        fitting = [zoom for zoom in _ZOOMS if zoom <= 1.0 and self._size.width() * zoom <= room]
        self.set_zoom(max(fitting, default=_ZOOMS[0]))

    def _forget(self) -> None:
        self._pictures.clear()
        self._asked.clear()
        self.viewport().update()

    def go_to(self, number: int) -> None:
        """Bring a page to the top."""
        if self._count:
            number = max(0, min(number, self._count - 1))
            self.verticalScrollBar().setValue(self._sheet(number).top() - _MARGIN + self._top())

    # -- where pages are -----------------------------------------------------------------------------------

    def _page_size(self) -> QSize:
        return QSize(round(self._size.width() * self._zoom), round(self._size.height() * self._zoom))

    def _top(self) -> int:
        return int(self.verticalScrollBar().value())

    def _sheet(self, number: int) -> QRect:
        """Where a page is in the viewport."""
        size, view = self._page_size(), self.viewport().width()
        left = max((view - size.width()) // 2, _MARGIN) - self.horizontalScrollBar().value()
        return QRect(
            left, _MARGIN + number * (size.height() + _BETWEEN) - self._top(), size.width(), size.height()
        )

    def _arrange(self) -> None:
        size, view = self._page_size(), self.viewport().size()
        height = 2 * _MARGIN + self._count * (size.height() + _BETWEEN) - _BETWEEN
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, height - view.height()))
        vertical.setPageStep(view.height())
        vertical.setSingleStep(48)
        horizontal.setRange(0, max(0, size.width() + 2 * _MARGIN - view.width()))
        horizontal.setPageStep(view.width())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_scrolled(self) -> None:
        step = self._page_size().height() + _BETWEEN
        at_end = self._top() == self.verticalScrollBar().maximum() and self._top() > 0
        middle = (self._top() + self.viewport().height() // 2 - _MARGIN) // step
        current = self._count - 1 if at_end else max(0, min(middle, self._count - 1))
        if current != self._current:
            self._current = current
            self.turned.emit(current)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.viewport().update()

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.current().color("sidebar"))
        edge = theme.current().color("border_input")
        for number in range(self._count):
            sheet = self._sheet(number)
            if not sheet.intersects(event.rect()):
                continue
            picture = self._pictures.get(number)
            if picture is None:
                painter.fillRect(sheet, Qt.GlobalColor.white)
                self._ask(number)
            else:
                self._pictures.move_to_end(number)
                painter.drawImage(sheet, picture)
            painter.setPen(edge)
            painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(theme.current().color("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _ask(self, number: int) -> None:
        if number not in self._asked:
            self._asked.add(number)
            self.wanted.emit(number, round(self._page_size().width() * self.devicePixelRatioF()))

    # -- keys ----------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places = {
            Qt.Key.Key_PageDown: self._current + 1,
            Qt.Key.Key_PageUp: self._current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count - 1,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self.go_to(place)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget()
        return bool(super().viewportEvent(event))
