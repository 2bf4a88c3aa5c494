"""The photos of a visit as a strip of thumbnails: added, given a caption, enlarged, taken off. It moves no bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.ui.attachments.card import dropped_files
from crmdesk.ui.attachments.content import AttachedFile, read_picture
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, FlowLayout, IconButton, Label
from crmdesk.ui.widgets.click_row import ClickRow
from crmdesk.ui.widgets.editors import EditorSpec, FormField, editor_for

_TILE = QSize(128, 96)
_LARGE = QSize(720, 480)


class PhotoTile(ClickRow):
    """Enter or a click enlarges it (`clicked`), Delete takes it off (`removed`)."""

    removed = Signal()

    def __init__(self, file: AttachedFile, asked: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.record = file.record
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        picture = QLabel(self)
        picture.setFixedSize(_TILE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if file.picture is not None:
            ratio = self.devicePixelRatioF()
            picture.setPixmap(_fitted(QPixmap.fromImage(file.picture), _TILE, ratio))
        column.addWidget(picture)
        said = str(self.record["caption"] or asked or self.record["file_name"])
        words = Label(said, tone="muted", elided=True, parent=self)
        words.setFixedWidth(_TILE.width())
        column.addWidget(words)
        self.setAccessibleName(", ".join(filter(None, (str(self.record["caption"] or ""), asked, said))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)


class PhotosCard(Retranslates, Card):
    """The strip, and below it the photo that is looked at with its caption."""

    def __init__(self, desk: Desk, visit: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._desk, self._visit = desk, visit
        self._photos: tuple[AttachedFile, ...] = ()
        self._questions: Mapping[str, str] = {}
        self._locked = False
        self._shown: Record | None = None
        self._captioned: str | None = None
        """The caption of the shown photo as it is saved."""
        self.tiles: list[PhotoTile] = []
        self.setAcceptDrops(True)
        self.add = Button(icon="add", parent=self.buttons.parentWidget())
        self.add.setProperty("touch", True)
        self.add.clicked.connect(lambda: self.choose(None))
        self.buttons.addWidget(self.add)
        self._none = Label(tone="muted", wrap=True, parent=self)
        self.body.addWidget(self._none)
        self._strip = QWidget(self)
        self._flow = FlowLayout(self._strip, spacing=8)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._build_large())
        self.retranslate()

    def _build_large(self) -> QWidget:
        self.large = QWidget(self)
        column = QVBoxLayout(self.large)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.picture = QLabel(self.large)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.picture)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.caption = editor_for(EditorSpec("text", label_key="attachment.caption"), self.large)
        self._caption_field = FormField(self.caption, self.large)
        row.addWidget(self._caption_field, 1)
        self.keep = Button(icon="check", parent=self.large)
        self.keep.clicked.connect(self.fold)
        self.remove = Button(kind="quiet", icon="delete", parent=self.large)
        self.remove.clicked.connect(self._take_off_shown)
        self._close = IconButton("close", parent=self.large)
        self._close.clicked.connect(self.fold)
        for button in (self.keep, self.remove, self._close):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self.large.hide()
        return self.large

    def retranslate(self) -> None:
        self.set_title(self.tr("Photos"), len(self._photos))
        self.add.setText(self.tr("Add photos"))
        self._none.setText(self.tr("No photos yet. Add them, or drop them here."))
        self.keep.setText(self.tr("Save caption"))
        self.remove.setText(self.tr("Remove"))
        self._close.set_name(self.tr("Close"), "Esc")
        self.picture.setAccessibleName(self.tr("The photo, enlarged"))

    # -- showing -------------------------------------------------------------------------------------------

    def show_photos(
        self, photos: tuple[AttachedFile, ...], questions: Mapping[str, str], *, locked: bool
    ) -> None:
        """Show what was read; `questions` are the form's, by key. Locked photos stay as they are."""
        focused = next((tile.record.id for tile in self.tiles if tile.hasFocus()), None)
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        while self._flow.count():
            self._flow.takeAt(0)
        self._photos, self._questions, self._locked = photos, questions, locked
        self.tiles = []
        for file in photos:
            tile = PhotoTile(file, questions.get(str(file.record["question"]), ""), self._strip)
            tile.clicked.connect(lambda file=file: self.enlarge(file))
            tile.removed.connect(lambda file=file: self._take_off(file.record))
            self._flow.addWidget(tile)
            tile.show()
            self.tiles.append(tile)
            if tile.record.id == focused:
                tile.setFocus(Qt.FocusReason.OtherFocusReason)
        self._strip.setVisible(bool(photos))
        self._none.setVisible(not photos and not locked)
        self.add.setVisible(not locked)
        self.setVisible(bool(photos) or not locked)
        if self._shown is not None and self._shown.id not in {file.record.id for file in photos}:
            self._captioned = self._caption_typed()  # nothing is left that it could be the caption of
            self.fold()
        self.retranslate()

    def enlarge(self, file: AttachedFile) -> None:
        """Show a photo large below the strip: at once what is here, then the whole of it."""
        self.keep_caption()
        self._shown, self._captioned = file.record, file.record["caption"]
        self.picture.setPixmap(QPixmap())
        if file.picture is not None:
            self._show_picture(QPixmap.fromImage(file.picture))
        self.caption.set_value(file.record["caption"])
        for part in (self._caption_field, self.keep, self.remove):
            part.setVisible(not self._locked)
        self.large.show()
        (self._close if self._locked else self.caption).setFocus(Qt.FocusReason.OtherFocusReason)
        replica, record = self._desk.replica, file.record

        def arrived(image: QImage | None) -> None:
            if image is not None and self._shown is record:
                self._show_picture(QPixmap.fromImage(image))

        self._desk.lookups.submit(
            ("photo", record.id), lambda: read_picture(replica, record, _LARGE * 2), arrived
        )

    def _show_picture(self, picture: QPixmap) -> None:
        room = QSize(max(240, min(_LARGE.width(), self.width() - 32)), _LARGE.height())
        self.picture.setPixmap(_fitted(picture, room, self.devicePixelRatioF()))

    def fold(self) -> bool:
        """Close the enlarged photo, its caption saved; whether there was one."""
        self.keep_caption()
        shown, self._shown = self._shown, None
        self.large.hide()
        if shown is None:
            return False
        tile = next((tile for tile in self.tiles if tile.record.id == shown.id), None)
        (tile or self.add).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- changing ------------------------------------------------------------------------------------------

    def choose(self, question: str | None) -> None:
        """Ask for files of photos; they answer `question` if there is one."""
        kinds = f"{label('attachment.media_type.image/jpeg')} (*.jpg *.jpeg *.png *.webp *.heic *.gif)"
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Add photos"), "", kinds)
        self.attach([Path(name) for name in chosen], question)

    def attach(self, files: list[Path], question: str | None = None) -> None:
        """Hang photos on the visit."""
        for file in files:
            self._desk.attach("visit", self._visit, file, question)

    def _take_off_shown(self) -> None:
        if self._shown is not None:
            self._take_off(self._shown)

    def _take_off(self, record: Record) -> None:
        if not self._locked:
            self._desk.delete(record)

    def _caption_typed(self) -> str | None:
        return cast("str | None", self.caption.value())

    def keep_caption(self) -> None:
        """Save what is typed under the enlarged photo, if it is another caption."""
        record, said = self._shown, self._caption_typed()
        if record is None or self._locked or (said or None) == (self._captioned or None):
            return
        self._captioned = said
        intent = {"caption": said}
        self._desk.commit(lambda: edits.update(self._desk.author, record, intent), self.tr("Caption saved"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.caption.hasFocus():
            self.fold()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._locked and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event)
        if files and not self._locked:
            event.acceptProposedAction()
            self.attach(files)


def _fitted(picture: QPixmap, room: QSize, ratio: float) -> QPixmap:
    fitted = picture.scaled(
        room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    fitted.setDevicePixelRatio(ratio)
    return fitted
