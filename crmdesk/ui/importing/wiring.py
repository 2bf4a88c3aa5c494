"""Opens the import page, or the form of an e-mail: by command, for a file that the system hands over, for one that is
dropped on the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from crmdesk.domain.errors import UserError
from crmdesk.exchange.incoming.kinds import ENDINGS, MAIL
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Command, MainWindow

if TYPE_CHECKING:
    from crmdesk.ui.importing.session import ImportSession

_PAGE = "page:import"


class Importing(QObject):
    """One import at a time, which lives as long as the profile is open: its page may go and come back."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._session: ImportSession | None = None
        self._was_saving = False
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
        window.add_command(
            Command(
                "log-mail",
                lambda: self.tr("Log an e-mail from a file…"),
                self.ask_for_mail,
                "file",
                "Ctrl+Shift+E",
                desk.entity("email").icon,
            )
        )
        desk.file_offered.connect(self.open_file)
        desk.import_requested.connect(self.open)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def session(self) -> ImportSession:
        """What is being imported; begun when it is first asked for."""
        if self._session is None:
            from crmdesk.ui.importing.session import ImportSession

            self._session = ImportSession(self._desk, self)
            self._session.changed.connect(self._on_changed)
            self._session.failed.connect(self._on_failed)
        return self._session

    def _on_changed(self) -> None:
        """Whoever went elsewhere meanwhile hears of the end."""
        session = self.session
        was, self._was_saving = self._was_saving, session.saving
        if was and not session.doing and session.state.result is not None and not self._in_front:
            path = session.state.path
            self._desk.say(
                self.tr("{0} has been imported").format(path.name if path is not None else ""),
                action=self.tr("Show"),
                on_action=self.open,
            )

    def _on_failed(self, error: UserError) -> None:
        if not self._in_front:
            self._desk.report(error)

    @property
    def _in_front(self) -> bool:
        return self._window.pages.history.current == _PAGE

    def open(self) -> None:
        """Show the import page."""

        def make() -> QWidget:
            from crmdesk.ui.importing.page import ImportPage

            return ImportPage(self._desk, self.session)

        self._window.open_page(_PAGE, make)

    def open_file(self, path: Path) -> None:
        """Show the import page with this file, once those before it are done; of an e-mail its form."""
        if path.suffix.lower() == MAIL:
            self._open_mail(path)
            return
        self.open()
        self.session.offer(path)

    def ask_for_mail(self) -> None:
        """Let the person choose a file with an e-mail, which becomes the form of one; the window stays usable."""
        dialog = QFileDialog(self._window, self.tr("Choose an e-mail"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{self.tr('E-mails')} (*{MAIL})", self.tr("All files") + " (*)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._open_mail(Path(chosen)))
        dialog.open()

    def _open_mail(self, path: Path) -> None:
        from crmdesk.ui.email.opening import open_mail

        open_mail(self._desk, path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files that are dropped anywhere on the window where nothing else takes them."""
        if isinstance(event, QDropEvent) and watched is self._window:
            paths, others = dropped(event.mimeData())
            if paths:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                    self._open_files(paths, others)
                return True
        return False

    def _open_files(self, paths: Sequence[Path], others: int) -> None:
        for path in paths:
            self.open_file(path)
        if others:
            self._desk.say(self.tr("%n files of other kinds were left aside", "", others), "info")

    def close(self) -> None:
        """End what is under way."""
        self._window.removeEventFilter(self)
        if self._session is not None:
            self._session.close()


def dropped(data: QMimeData) -> tuple[list[Path], int]:
    """The files in what is dragged that can be imported or logged, and how many things are none."""
    urls = data.urls()
    local = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    found = [path for path in local if path.suffix.lower() in (*ENDINGS, MAIL)]
    return found, len(urls) - len(found)
