"""Puts previews into the window: what a screen asks for opens as a page. Knows no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow

if TYPE_CHECKING:
    from crmdesk.ui.printing import PrintRequest


class Previews(QObject):
    """Follows `desk.preview_requested` for as long as the window lives."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        desk.preview_requested.connect(self.open)

    def open(self, request: PrintRequest) -> None:
        """Show something as it will be printed; the same request comes to the front again."""

        def make() -> QWidget:
            from crmdesk.ui.printing.preview import PreviewPage

            return PreviewPage(self._desk, request)

        self._window.open_page(f"print:{request.key}", make)
