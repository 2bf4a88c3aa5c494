"""The card of a record's files: added by button and by dropping, opened, taken off, how far they are."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from crmdesk.domain.records import Record
from crmdesk.sync.blob_driver import Moved
from crmdesk.sync.endings import Way
from crmdesk.ui.attachments import AttachmentsCard
from crmdesk.ui.attachments.content import read_files
from crmdesk.ui.attachments.row import FileRow
from crmdesk.ui.desk import Desk, Notice
from tests.support.files import pdf, sha256
from tests.ui.records import negotiated


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> Iterator[AttachmentsCard]:
    made = AttachmentsCard(desk, "account", negotiated(desk.replica)["account"])
    qtbot.addWidget(made)
    made.resize(420, 400)
    made.show()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    made.close()


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    file = tmp_path / "offer.pdf"
    file.write_bytes(pdf(2_000_000))
    return file


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    noise = Image.frombytes("RGB", (300, 200), random.Random(1).randbytes(300 * 200 * 3))
    packed = io.BytesIO()
    noise.save(packed, "JPEG")
    file = tmp_path / "photo.jpg"
    file.write_bytes(packed.getvalue())
    return file


def attached(card: AttachmentsCard, qtbot: QtBot, *files: Path) -> list[FileRow]:
    before = len(card.rows)
    card.attach(list(files))
    qtbot.waitUntil(lambda: len(card.rows) == before + len(files))
    return card.rows


def said(row: FileRow) -> str:
    return row.accessibleName()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed over to the system's programs."""
    handed: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: handed.append(Path(url.toLocalFile())) is None
    )
    return handed


def test_a_card_without_files_says_how_to_add_some(card: AttachmentsCard) -> None:
    assert card.rows == []
    assert card._none.isVisibleTo(card)
    assert card.add.accessibleName() == "Attach files"


def test_a_file_is_listed_with_kind_size_and_state_once_it_is_kept(
    card: AttachmentsCard, qtbot: QtBot, offer: Path
) -> None:
    (row,) = attached(card, qtbot, offer)
    assert said(row) == "offer.pdf, waiting to be sent, PDF document · 1.9 MB"
    assert not card._none.isVisibleTo(card)
    assert card.count.text() == "1"


def test_a_picture_shows_its_thumbnail(card: AttachmentsCard, qtbot: QtBot, photo: Path) -> None:
    attached(card, qtbot, photo)
    (file,) = card.files
    assert file.picture is not None
    assert max(file.picture.width(), file.picture.height()) == 256


@pytest.mark.qt_log_ignore("JPEG", "marker")
def test_what_claims_to_be_a_thumbnail_and_is_none_is_not_drawn(
    card: AttachmentsCard, qtbot: QtBot, photo: Path, desk: Desk
) -> None:
    attached(card, qtbot, photo)
    record = card.files[0].record
    vault = desk.replica.attachments.vault
    with vault._write() as connection:
        connection.execute(
            "UPDATE part SET bytes = ? WHERE sha256 = ?",
            (b"\xff\xd8\xff\xe0" + bytes(50), record["thumbnail"]),
        )
    (file,) = read_files(desk.replica, record["record"])
    assert file.picture is None


def test_files_can_be_dropped_and_folders_and_addresses_cannot(
    card: AttachmentsCard, qtbot: QtBot, offer: Path, tmp_path: Path
) -> None:
    def dropped(*urls: QUrl) -> bool:
        data = QMimeData()
        data.setUrls(list(urls))
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
        enter.ignore()
        card.dragEnterEvent(enter)
        card.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
        return enter.isAccepted()

    assert not dropped(QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.com/x.pdf"))
    assert dropped(QUrl.fromLocalFile(str(offer)))
    qtbot.waitUntil(lambda: len(card.rows) == 1)


def test_a_file_that_may_not_be_attached_is_said(
    card: AttachmentsCard, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"MZ\x90\x00")
    notices: list[Notice] = []
    desk.noticed.connect(notices.append)
    card.attach([file])
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[0].tone == "problem"
    assert card.rows == []


def test_progress_is_shown_while_it_is_sent_and_fetched(
    card: AttachmentsCard, qtbot: QtBot, desk: Desk, offer: Path
) -> None:
    (row,) = attached(card, qtbot, offer)
    desk.file_moved.emit(Moved(row.sha256, Way.UP, 800_000, 2_000_000))
    assert "sending 40 %" in said(row)
    desk.file_moved.emit(Moved(row.sha256, Way.DOWN, 500_000, 2_000_000))
    assert "fetching 25 %" in said(row)
    desk.replica.attachments.vault.offered(row.sha256)
    desk.file_moved.emit(Moved(row.sha256, Way.UP, 2_000_000, 2_000_000))
    qtbot.waitUntil(lambda: said(card.rows[0]) == "offer.pdf, PDF document · 1.9 MB")


def test_over_a_metered_line_a_file_goes_or_comes_when_asked_for(
    card: AttachmentsCard, qtbot: QtBot, desk: Desk, offer: Path
) -> None:
    (row,) = attached(card, qtbot, offer)
    assert not row.ask.isVisibleTo(card)
    desk.set_metered(True)
    assert (row.ask.text(), row.ask.accessibleName()) == ("Send now", "Send now: offer.pdf")
    with qtbot.waitSignal(desk.files_requested):
        row.ask.click()
    held = desk.replica.attachments.vault.held(row.sha256)
    assert held is not None
    assert held.wanted
    desk.set_metered(False)
    assert not row.ask.isVisibleTo(card)


def test_a_file_opens_under_its_own_name_by_mouse_and_keyboard(
    card: AttachmentsCard, qtbot: QtBot, offer: Path, opened: list[Path]
) -> None:
    (row,) = attached(card, qtbot, offer)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].name == "offer.pdf"
    assert opened[0].read_bytes() == offer.read_bytes()


def test_copies_for_other_programs_go_with_the_desk(
    card: AttachmentsCard, qtbot: QtBot, offer: Path, desk: Desk, opened: list[Path]
) -> None:
    attached(card, qtbot, offer)[0].clicked.emit()
    qtbot.waitUntil(lambda: bool(opened))
    desk.close()
    assert not opened[0].exists()


def test_a_file_that_is_elsewhere_is_fetched_and_then_opened(
    card: AttachmentsCard, qtbot: QtBot, offer: Path, desk: Desk, opened: list[Path]
) -> None:
    (row,) = attached(card, qtbot, offer)
    vault = desk.replica.attachments.vault
    vault.drop([row.sha256])
    with qtbot.waitSignal(desk.files_requested):
        row.clicked.emit()
    assert opened == []
    data = offer.read_bytes()
    vault.append(row.sha256, len(data), 0, data)
    assert vault.finish(row.sha256)
    desk.file_moved.emit(Moved(row.sha256, Way.DOWN, len(data), len(data)))
    qtbot.waitUntil(lambda: bool(opened))


def test_a_file_that_comes_in_the_moment_it_is_missed_is_opened(
    card: AttachmentsCard,
    qtbot: QtBot,
    offer: Path,
    desk: Desk,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (row,) = attached(card, qtbot, offer)
    attachments, data = desk.replica.attachments, offer.read_bytes()
    attachments.vault.drop([row.sha256])
    want = attachments.want

    def overtaken(attachment: Record) -> bool:
        here = want(attachment)
        if not here:
            attachments.vault.append(row.sha256, len(data), 0, data)
            assert attachments.vault.finish(row.sha256)
            desk.file_moved.emit(Moved(row.sha256, Way.DOWN, len(data), len(data)))
        return here

    monkeypatch.setattr(attachments, "want", overtaken)
    row.clicked.emit()
    qtbot.waitUntil(lambda: bool(opened))


def test_delete_takes_a_file_off_with_an_undo(
    card: AttachmentsCard, qtbot: QtBot, offer: Path, desk: Desk
) -> None:
    (row,) = attached(card, qtbot, offer)
    assert row.remove.accessibleName() == "Remove offer.pdf"
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: card.rows == [])
    desk.undo()
    qtbot.waitUntil(lambda: len(card.rows) == 1)
    assert sha256(offer.read_bytes()) == card.rows[0].sha256


def test_it_speaks_korean(card: AttachmentsCard, qtbot: QtBot, offer: Path, desk: Desk) -> None:
    attached(card, qtbot, offer)
    desk.translator.switch("ko")
    qtbot.waitUntil(lambda: "PDF 문서" in said(card.rows[0]))
    assert "waiting" not in said(card.rows[0])
    assert card.add.accessibleName() != "Attach files"
    desk.translator.switch("en")
