"""What stands above a visit's report: in place where the page is high, with the report that scrolls where it is low."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

_LOW = 480
"""Pixels of a page below which the report would be left with a few lines, as at 200 % on a small laptop."""


class AboveReport(QWidget):
    """Moves between the page and the head of what scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def stand_in(self, page: QBoxLayout, scrolled: QBoxLayout, parts: Iterable[QWidget]) -> None:
        """The two places, the first one for now, and what stands there from its top."""
        for part in parts:
            self._column.addWidget(part)
        self._page, self._scrolled = page, scrolled
        page.addWidget(self)

    def fit(self, height: int, *, there: bool) -> None:
        """Take the place for a page of this height; `there`: the page has something to show."""
        layout = self._scrolled if height < _LOW else self._page
        if layout.indexOf(self) < 0:
            # What is said when the record has gone is the page's first, and never there at the same time.
            layout.insertWidget(1 if layout is self._page else 0, self)
        self.setVisible(there)
