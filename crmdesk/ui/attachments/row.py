"""One attached file in a list: its picture, name, kind, size, how far it is on its way. Knows no replica."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.store.attachments import BytesState
from crmdesk.ui import formats
from crmdesk.ui.attachments.content import AttachedFile
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import Button, IconButton, Label
from crmdesk.ui.widgets.card import IconLabel
from crmdesk.ui.widgets.click_row import ClickRow

_SIDE = 40
_ICONS = {"image": "eye", "audio": "play", "video": "play"}


class FileRow(ClickRow):
    """Enter or a click opens it (`clicked`), Delete or the button takes it off (`removed`)."""

    removed = Signal()
    asked = Signal()
    """Its bytes are to go or come now, though each costs money."""

    def __init__(self, file: AttachedFile, parent: QWidget) -> None:
        super().__init__(parent)
        record = file.record
        self.sha256 = str(record["sha256"])
        self._name = str(record["file_name"])
        self._about = " · ".join(
            part
            for part in (
                label(f"attachment.media_type.{record['media_type']}"),
                formats.data_size(int(record["size"])),
                record["caption"] or "",
            )
            if part
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._picture(file))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self._name, elided=True, parent=self))
        self._line = Label(tone="muted", elided=True, parent=self)
        words.addWidget(self._line)
        row.addLayout(words, 1)
        self.ask = Button(kind="quiet", parent=self)
        self.ask.clicked.connect(self.asked)
        self.ask.clicked.connect(self.ask.hide)
        self.ask.hide()
        row.addWidget(self.ask)
        self.remove = IconButton(
            "close", QCoreApplication.translate("FileRow", "Remove {0}").format(self._name), self
        )
        self.remove.clicked.connect(self.removed)
        row.addWidget(self.remove)
        self.show_state(file.state)

    def offer(self, text: str) -> None:
        """Let the person ask for its bytes with a button of this text; empty: there is nothing to ask for."""
        self.ask.setText(text)
        self.ask.setAccessibleName(f"{text}: {self._name}")
        self.ask.setVisible(bool(text))

    def _picture(self, file: AttachedFile) -> QWidget:
        kind = str(file.record["media_type"]).partition("/")[0]
        if file.picture is None:
            holder = QLabel(self)
            holder.setFixedSize(_SIDE, _SIDE)
            middle = QHBoxLayout(holder)
            middle.setContentsMargins(0, 0, 0, 0)
            icon = IconLabel(_ICONS.get(kind, "attachment"), "text_muted", 20, holder)
            middle.addWidget(icon, 0, Qt.AlignmentFlag.AlignCenter)
            return holder
        picture = QLabel(self)
        picture.setFixedSize(_SIDE, _SIDE)
        picture.setPixmap(_square(file.picture, self.devicePixelRatioF()))
        return picture

    def show_state(self, state: BytesState) -> None:
        """How the bytes stand."""
        self._show(state_text(state), problem=state.state == "trouble")

    def show_progress(self, text: str) -> None:
        """How far they are."""
        self._show(text, problem=False)

    def _show(self, said: str, *, problem: bool) -> None:
        # What happens to it comes first: in a narrow column the end is cut off.
        self._line.setText(" · ".join(part for part in (said, self._about) if part))
        self._line.set_tone("danger" if problem else "muted")
        self.setAccessibleName(", ".join(part for part in (self._name, said, self._about) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def state_text(state: BytesState) -> str:
    """How the bytes of a file stand, in words; nothing where all is well."""
    percent = 100 * state.received // max(1, state.size)
    words = {
        "here": "",
        "sending": QCoreApplication.translate("FileRow", "waiting to be sent"),
        "elsewhere": QCoreApplication.translate("FileRow", "on the server"),
        "fetching": QCoreApplication.translate("FileRow", "fetching {0} %").format(percent),
        "trouble": QCoreApplication.translate("FileRow", "could not be moved: attach it again"),
    }
    return words[state.state]


def sending_text(done: int, size: int) -> str:
    """How far an upload is."""
    return QCoreApplication.translate("FileRow", "sending {0} %").format(100 * done // max(1, size))


def _square(image: QImage, ratio: float) -> QPixmap:
    """The middle of a picture, as large as a row shows it."""
    side = round(_SIDE * ratio)
    filled = image.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (filled.width() - side) // 2, (filled.height() - side) // 2
    square = QPixmap.fromImage(filled.copy(left, top, side, side))
    square.setDevicePixelRatio(ratio)
    return square
