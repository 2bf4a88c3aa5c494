"""The preview by keyboard: pages are turned, enlarged, saved and printed; it follows records and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.printing import Document, Paragraph, PrintRequest
from crmdesk.ui.printing.paper import Paper
from crmdesk.ui.printing.preview import PreviewPage, ask_for_printer
from crmdesk.ui.printing.proof import Proof
from tests.support import PATIENCE
from tests.support.pdf_pages import read_pdf
from tests.ui.printing.conftest import document
from tests.ui.records import first


@pytest.fixture
def record(desk: Desk) -> Record:
    return first(desk.replica, "account")


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    return heard


def _build(record: Record) -> Document:
    long = document(60)
    return Document(record["name"], record["name"], (Paragraph(record["name"]), *long.blocks))


@pytest.fixture
def page(desk: Desk, record: Record, qtbot: QtBot) -> Iterator[PreviewPage]:
    request = PrintRequest(
        key="offer",
        title=lambda: f"Offer in {desk.translator.language}",
        read=lambda: desk.replica.get("account", record.id),
        build=_build,
        types=("account",),
    )
    made = PreviewPage(desk, request)
    made.resize(1000, 700)
    qtbot.addWidget(made)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: made.proof is not None, timeout=PATIENCE * 1000)
    made.view.setFocus()
    return made


def wait(qtbot: QtBot, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE * 1000)


def test_in_a_narrow_window_a_page_is_as_wide_as_there_is_room(desk: Desk, qtbot: QtBot) -> None:
    request = PrintRequest("narrow", lambda: "Narrow", lambda: None, lambda _: document(1), ("account",))
    made = PreviewPage(desk, request)
    made.resize(720, 500)
    qtbot.addWidget(made)
    made.show()
    made.entered()
    wait(qtbot, lambda: made.proof is not None)
    assert made.scale.text() == "75%"
    assert made.view.horizontalScrollBar().maximum() == 0


def test_pages_in_sight_are_drawn_and_turned_by_keys(page: PreviewPage, qtbot: QtBot) -> None:
    wait(qtbot, lambda: page.view.picture(0))
    assert page.view.accessibleName() == "Page 1 of 3"
    assert "₩12,000" in page.view.accessibleDescription()
    qtbot.keyClick(page.view, Qt.Key.Key_PageDown)
    assert page.head.note.text() == "Page 2 of 3"
    wait(qtbot, lambda: page.view.picture(1))
    qtbot.keyClick(page.view, Qt.Key.Key_End)
    assert page.view.accessibleName() == "Page 3 of 3"
    wait(qtbot, lambda: page.view.picture(2))
    qtbot.keyClick(page.view, Qt.Key.Key_PageUp)
    qtbot.keyClick(page.view, Qt.Key.Key_Home)
    assert page.head.note.text() == "Page 1 of 3"


def test_keys_enlarge_and_the_picture_becomes_as_sharp(page: PreviewPage, qtbot: QtBot) -> None:
    wait(qtbot, lambda: page.view.picture(0))
    before = page.view.picture(0)
    assert before is not None
    qtbot.keyClick(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.scale.text() == "125%"
    wait(qtbot, lambda: (now := page.view.picture(0)) and now.width() == round(before.width() * 1.25))
    for _ in range(9):
        qtbot.keyClick(page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert page.scale.text() == "50%"


def test_ctrl_s_asks_for_a_file_and_says_what_was_saved(
    page: PreviewPage, record: Record, notices: list[Notice], qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == f"{record['name']}.pdf"
    dialog.fileSelected.emit(str(tmp_path / "offer.pdf"))
    dialog.close()
    assert not page.save_button.isEnabled()
    wait(qtbot, lambda: notices)
    assert (notices[0].text, notices[0].action) == ("Saved as offer.pdf", "Open")
    assert len(read_pdf(tmp_path / "offer.pdf").pages) == 3
    assert page.save_button.isEnabled()


def test_a_file_that_cannot_be_written_is_said_and_can_be_tried_again(
    page: PreviewPage, notices: list[Notice], qtbot: QtBot, tmp_path: Path
) -> None:
    page.save_to(tmp_path / "missing" / "offer.pdf")
    wait(qtbot, lambda: notices)
    assert notices[0].tone == "problem"
    assert "could not be written" in notices[0].text
    page.save_to(tmp_path / "offer.pdf")
    wait(qtbot, lambda: len(notices) > 1)
    assert notices[1].text == "Saved as offer.pdf"


def test_esc_gives_up_what_is_under_way_before_it_leaves(
    page: PreviewPage, notices: list[Notice], tmp_path: Path
) -> None:
    assert not page.escape()
    page.save_to(tmp_path / "offer.pdf")
    assert page.cancel_button.isVisible()
    assert page.escape()
    assert not page.cancel_button.isVisible()
    assert notices[-1].text == "Cancelled"
    assert not page.escape()


def test_ctrl_p_prints_with_the_printer_that_was_chosen(
    desk: Desk, record: Record, notices: list[Notice], qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[int] = []

    def choose(parent: QWidget, paper: Paper, pages: int, chosen: Callable[[QPrinter], object]) -> None:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setPageSize(paper.size)
        asked.append(pages)
        chosen(printer)

    request = PrintRequest("x", lambda: "Offer", lambda: record, _build)
    page = PreviewPage(desk, request, choose)
    qtbot.addWidget(page)
    page.show()
    page.entered()
    wait(qtbot, lambda: page.proof)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, lambda: notices)
    assert notices[0].text == "Sent to the printer"
    assert len(read_pdf(tmp_path / "printed.pdf").pages) == asked[0] == 3


def test_without_a_printer_the_way_out_is_said(
    page: PreviewPage, notices: list[Notice], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.ui.printing.preview.QPrinterInfo.availablePrinterNames", list)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "There is no printer" in notices[0].text
    assert "Save the pages as PDF" in notices[0].text


def test_the_system_dialog_is_set_to_the_paper_and_its_pages(
    page: PreviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.ui.printing.preview.QPrinterInfo.availablePrinterNames", lambda: ["Office"])
    assert page.proof is not None
    given: list[QPrinter] = []
    dialog = ask_for_printer(page, page.proof.paper, 4, given.append)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 4)
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    assert given[0].pageLayout().pageSize().id() == page.proof.paper.size.id()


def test_it_follows_the_records_and_says_when_they_are_gone(
    page: PreviewPage, desk: Desk, record: Record, qtbot: QtBot
) -> None:
    desk.commit(lambda: edits.update(desk.author, record, {"name": "Renamed"}), "")

    def renamed(proof: Proof | None) -> bool:
        return proof is not None and proof.document.title == "Renamed"

    wait(qtbot, lambda: renamed(page.proof))
    desk.translator.switch("ko")
    wait(qtbot, lambda: page.head.note.text().endswith("페이지"))
    desk.translator.switch("en")
    desk.commit(lambda: edits.delete(desk.author, desk.replica.get("account", record.id)), "")
    wait(qtbot, page.view.isHidden)
    assert not page.print_button.isEnabled()
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", record.id)


def test_pages_of_a_record_that_goes_while_they_are_set_are_not_shown(
    page: PreviewPage, desk: Desk, qtbot: QtBot
) -> None:
    wait(qtbot, lambda: page.proof is not None)
    before, behind = page.proof, list[QImage]()
    assert before is not None
    desk.translator.switch("ko")
    page._on_gone()
    desk.press.draw_page(before, 0, 100, behind.append, desk.report)
    wait(qtbot, lambda: bool(behind))
    desk.translator.switch("en")
    assert page.proof is None
    assert page.view.isHidden()
    assert not page.print_button.isEnabled()


def test_every_control_has_a_name_and_a_key_on_the_cheat_sheet(page: PreviewPage) -> None:
    for button in (page.print_button, page.save_button, page.cancel_button):
        assert button.text()
    for icon in (page.smaller, page.larger):
        assert icon.accessibleName()
    assert {keys for _, keys in page.shortcuts()} >= {
        "Ctrl+P",
        "Ctrl+S",
        "Ctrl++",
        "Ctrl+-",
        "PgDown",
        "PgUp",
    }
    assert page.accessibleName() == "Offer in en"
