"""The card of a record's files: a list, a button, a place to drop on. It moves no bytes; the desk is asked to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from crmdesk.sync.endings import Way
from crmdesk.ui.attachments.content import AttachedFile, read_files
from crmdesk.ui.attachments.row import FileRow, sending_text, state_text
from crmdesk.ui.desk import Desk
from crmdesk.ui.live import Live
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, Label

if TYPE_CHECKING:
    from crmdesk.sync.blob_driver import Moved


class AttachmentsCard(Retranslates, Card):
    """The files on one record, up to date while it is seen."""

    def __init__(
        self,
        desk: Desk,
        type_name: str,
        record_id: str,
        parent: QWidget | None = None,
        *,
        pictures: bool = True,
    ) -> None:
        """`pictures`: also those that are images; a page may show them elsewhere."""
        super().__init__("", parent)
        self._desk = desk
        self._type, self._id = type_name, record_id
        self.files: tuple[AttachedFile, ...] = ()
        self.rows: list[FileRow] = []
        self.setAcceptDrops(True)
        self.add = Button(kind="quiet", icon="add", parent=self.buttons.parentWidget())
        self.add.clicked.connect(self._choose)
        self.buttons.addWidget(self.add)
        self._none = Label(tone="muted", wrap=True, parent=self)
        self.body.addWidget(self._none)
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.body.addWidget(self._list)
        self._live = Live(
            desk,
            self,
            types=("attachment",),
            read=lambda: read_files(desk.replica, record_id, pictures=pictures),
            show=self.show_files,
        )
        desk.file_moved.connect(self._on_moved)
        desk.metered_changed.connect(self._on_metered)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(label("attachment.plural"), len(self.files))
        self.add.setText(self.tr("Add"))
        self.add.setAccessibleName(self.tr("Attach files"))
        self._none.setText(self.tr("No files yet. Add them, or drop them here."))
        if self.files:
            self.show_files(self.files)

    # -- showing -------------------------------------------------------------------------------------------

    def show_files(self, files: tuple[AttachedFile, ...]) -> None:
        """Show what was read."""
        focused = next((row.sha256 for row in self.rows if row.hasFocus()), None)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.files, self.rows = files, []
        for file in files:
            row = FileRow(file, self._list)
            row.clicked.connect(lambda file=file: self._desk.open_file(file.record))
            row.removed.connect(lambda file=file: self._desk.delete(file.record))
            row.asked.connect(lambda file=file: self._desk.move_file(file.record))
            row.offer(self._offer(file))
            self._column.addWidget(row)
            self.rows.append(row)
            if row.sha256 == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._none.setVisible(not files)
        self._list.setVisible(bool(files))
        self.set_title(label("attachment.plural"), len(files))

    def _offer(self, file: AttachedFile) -> str:
        """What can be asked for where attached files wait."""
        if not self._desk.metered:
            return ""
        offers = {"sending": self.tr("Send now"), "elsewhere": self.tr("Get now")}
        return offers.get(file.state.state, "")

    def _on_metered(self) -> None:
        for file, row in zip(self.files, self.rows, strict=True):
            row.offer(self._offer(file))

    def _on_moved(self, moved: Moved) -> None:
        """A content got on: the rows that show it say so; once it is there, all is read again."""
        named = {str(file.record[name]) for file in self.files for name in ("sha256", "thumbnail")}
        if moved.sha256 not in named or not self.isVisible():
            return
        if moved.done in (0, moved.size):
            self._live.refresh()
            return
        for file, row in zip(self.files, self.rows, strict=True):
            if row.sha256 == moved.sha256:
                if moved.way is Way.UP:
                    row.show_progress(sending_text(moved.done, moved.size))
                else:
                    row.show_progress(state_text(file.state_at(moved.done)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._live.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        self._live.sleep()
        super().hideEvent(event)

    # -- adding --------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Attach files"))
        self.attach([Path(name) for name in chosen])

    def attach(self, files: list[Path]) -> None:
        """Hang files on the record; each is kept before it is shown."""
        for file in files:
            self._desk.attach(self._type, self._id, file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.attach(files)


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files of this laptop in what is being dropped; folders and addresses are none."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
