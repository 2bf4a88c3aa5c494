"""Puts previews into the window: what a screen asks for opens as a page. Knows no screen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.printing.preview import PreviewPage
from crmdesk.ui.printing.request import PrintRequest


class Previews(QObject):
    """Follows `desk.preview_requested` for as long as the window lives."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        desk.preview_requested.connect(self.open)

    def open(self, request: PrintRequest) -> None:
        """Show something as it will be printed; the same request comes to the front again."""
        self._window.open_page(f"print:{request.key}", lambda: PreviewPage(self._desk, request))
