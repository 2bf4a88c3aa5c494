"""Opens the import page: by command, for a file that the system hands over, for one that is dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from crmdesk.exchange.incoming.kinds import ENDINGS
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Command, MainWindow
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.importing.session import ImportSession

_PAGE = "page:import"


class Importing(QObject):
    """One import at a time, which lives as long as the profile is open: its page may go and come back."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.session = ImportSession(desk, self)
        window.add_command(
            Command(
                "import",
                lambda: self.tr("Import…"),
                self.open,
                "file",
                "Ctrl+Shift+I",
                "import",
            )
        )
        desk.file_offered.connect(self.open_file)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def open(self) -> None:
        """Show the import page."""
        self._window.open_page(_PAGE, lambda: ImportPage(self._desk, self.session))

    def open_file(self, path: Path) -> None:
        """Show the import page with this file, unless another import is under way."""
        self.open()
        if self.session.doing:
            self._desk.say(
                self.tr("{0} can be opened once the import under way has ended").format(path.name), "info"
            )
            return
        self.session.choose(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files that are dropped anywhere on the window where nothing else takes them."""
        if isinstance(event, QDropEvent) and watched is self._window:
            path = dropped(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                    self.open_file(path)
                return True
        return False

    def close(self) -> None:
        """End what is under way."""
        self._window.removeEventFilter(self)
        self.session.close()


def dropped(data: QMimeData) -> Path | None:
    """The one file in what is dragged, if it is one that can be imported."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in ENDINGS else None
