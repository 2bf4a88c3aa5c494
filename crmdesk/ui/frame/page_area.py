"""Owns the room in which pages are shown: as large as the window gives, scrolling where a page needs more. No page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QStyle, QWidget


class PageArea(QScrollArea):
    """Holds a page or a stack of them. In a large window it never scrolls; in a small one nothing is out of reach."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        # Qt lets it paint a ground of its own, the same as the window's: a page that comes to the front is then painted
        # twice, once upon that ground and once upon the window's.
        content.setAutoFillBackground(False)
        if isinstance(content, QStackedWidget):
            content.currentChanged.connect(self._begin)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _begin(self) -> None:
        """Another page is seen from its head, however far the one before was scrolled."""
        self._fit()
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue(0)

    def _fit(self) -> None:
        content = self._content
        page = content.currentWidget() if isinstance(content, QStackedWidget) else content
        if page is None:
            return
        room = self.maximumViewportSize()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        least = page.minimumSizeHint()
        width = max(room.width(), least.width())
        height = _least_height(page, width)
        if width > room.width():
            room.setHeight(room.height() - bar)
        if height > room.height():
            width = max(room.width() - bar, least.width())
            height = _least_height(page, width)
        content.resize(width, max(room.height(), height))


def _least_height(page: QWidget, width: int) -> int:
    """Pixels that a page needs at a width; words that wrap need more where it is narrow."""
    layout = page.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.minimumHeightForWidth(width)
    return page.minimumSizeHint().height()
