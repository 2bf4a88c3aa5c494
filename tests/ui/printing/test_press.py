"""The press works on a thread of its own: it tells how far it is, gives up when told so, and says what failed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import StorageFault
from crmdesk.ui.printing import Press
from crmdesk.ui.printing.output import Tell, save_pdf
from crmdesk.ui.printing.proof import Proof
from tests.support import PATIENCE
from tests.support.pdf_pages import read_pdf
from tests.ui.printing.conftest import document


def unwanted(*_: object) -> None:
    raise AssertionError("this must not be called")


def test_a_document_is_saved_with_its_progress_told(press: Press, qtbot: QtBot, tmp_path: Path) -> None:
    done: list[Path] = []
    told: list[tuple[int, int]] = []
    press.progressed.connect(lambda job, page, pages: told.append((page, pages)))
    press.save(document(60), tmp_path / "offer.pdf", done.append, unwanted)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE * 1000)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert len(read_pdf(done[0]).pages) == 3


def test_pages_are_set_and_drawn_off_the_gui_thread(
    press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[QThread] = []
    paint = Proof.paint

    def watched(self: Proof, *given: object) -> None:
        threads.append(QThread.currentThread())
        paint(self, *given)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Proof, "paint", watched)
    proofs: list[Proof] = []
    pictures: list[QImage] = []
    press.set_pages(document(60), proofs.append, unwanted)
    qtbot.waitUntil(lambda: bool(proofs), timeout=PATIENCE * 1000)
    press.draw_page(proofs[0], 2, 200, pictures.append, unwanted)
    qtbot.waitUntil(lambda: bool(pictures), timeout=PATIENCE * 1000)
    assert (pictures[0].width(), pictures[0].height()) == (200, 259)
    assert threads
    assert QThread.currentThread() not in threads


def test_a_job_that_is_cancelled_leaves_no_file_and_calls_nobody(
    press: Press, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def slow(proof: Proof, path: Path, tell: Tell) -> None:
        def stopping(page: int, pages: int) -> None:
            if page == 2:
                reached.set()
                assert go_on.wait(PATIENCE)
            tell(page, pages)

        save_pdf(proof, path, stopping)

    monkeypatch.setattr("crmdesk.ui.printing.press.save_pdf", slow)
    job = press.save(document(60), tmp_path / "offer.pdf", unwanted, unwanted)
    assert reached.wait(PATIENCE)
    press.cancel(job)
    go_on.set()
    after: list[Proof] = []
    press.set_pages(document(1), after.append, unwanted)  # the thread goes on with other work
    qtbot.waitUntil(lambda: bool(after), timeout=PATIENCE * 1000)
    assert list(tmp_path.iterdir()) == []
    assert not press.busy


def test_what_cannot_be_written_is_told(press: Press, qtbot: QtBot, tmp_path: Path) -> None:
    failed: list[Exception] = []
    press.save(document(1), tmp_path / "missing" / "offer.pdf", unwanted, failed.append)
    qtbot.waitUntil(lambda: bool(failed), timeout=PATIENCE * 1000)
    assert isinstance(failed[0], StorageFault)


def test_closing_gives_up_what_is_under_way(qapp: object, translator: object, tmp_path: Path) -> None:
    closed = Press()
    closed.save(document(400), tmp_path / "offer.pdf", unwanted, unwanted)
    closed.close()
    assert all(each.name == "offer.pdf" for each in tmp_path.iterdir())


def test_setting_pages_can_be_left_off_at_every_row(press: Press) -> None:
    count = 0

    def check() -> None:
        nonlocal count
        count += 1

    Proof(document(200), press.paper(document(1)), check)
    assert count > 200
