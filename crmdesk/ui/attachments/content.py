"""What a page shows of the files on a record, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from crmdesk.domain.records import Record
from crmdesk.store.attaching import thumbnail
from crmdesk.store.attachments import BytesState
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica

FILES = 100
"""How many a page shows, newest first."""
_SIDE = 1024
"""No thumbnail is larger; what claims to be is not unpacked."""

_PIXELS = 120_000_000
"""A picture that claims to have more is not unpacked."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file, how its bytes stand, and its small picture if there is one here."""

    record: Record
    state: BytesState
    picture: QImage | None

    def state_at(self, received: int) -> BytesState:
        """How its bytes stand when so many of them have come."""
        return BytesState("fetching", received, self.state.size)


def read_files(replica: Replica, record_id: str, *, pictures: bool = True) -> tuple[AttachedFile, ...]:
    """The files that hang on a record, without images where no `pictures` are wanted."""
    here = Query((Filter("record", "=", record_id),), sort="created_at", descending=True, limit=FILES)
    return tuple(
        AttachedFile(each, replica.attachments.state_of(each), _picture(thumbnail(replica, each)))
        for each in replica.query("attachment", here)
        if pictures or not str(each["media_type"]).startswith("image/")
    )


def read_picture(replica: Replica, record: Record, room: QSize) -> QImage | None:
    """An attached picture, scaled into `room` while it is unpacked; None where its bytes are not here or are none."""
    sha256 = str(record["sha256"])
    if not replica.attachments.here(sha256):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(b"".join(replica.attachments.vault.read(sha256))))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _PIXELS:
        return None
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _picture(small: bytes | None) -> QImage | None:
    """A thumbnail as Qt draws it; whatever is no JPEG of that size is none."""
    if small is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(small))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpg"))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else image
