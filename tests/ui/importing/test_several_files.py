"""Several files opened at once are imported one after another; none is lost because another came."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.links import open_file
from crmdesk.ui.workspace import Workspace


def card(folder: Path, name: str) -> Path:
    path = folder / f"{name}.vcf"
    path.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nN:{name};;;;\nEND:VCARD\n")
    return path


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, event)


@pytest.fixture
def cards(tmp_path: Path) -> list[Path]:
    return [card(tmp_path, name) for name in ("Kim", "Lee", "Park")]


def shown(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.session.state.path == path and not page.session.doing)
    qtbot.waitUntil(lambda: page.step is page.preview)


def test_files_that_are_handed_over_together_come_one_after_another(
    page: ImportPage, window: MainWindow, desk: Desk, cards: list[Path], qtbot: QtBot
) -> None:
    kim, lee, park = cards
    window.show()
    for path in (*cards, lee):
        open_file(desk, str(path))
    shown(page, kim, qtbot)
    assert page.queue.isVisible()
    assert page.queue.told.full_text() == "Files that wait: Lee.vcf, Park.vcf"
    page.queue.go_on.click()
    shown(page, lee, qtbot)
    for step in (page.check, page.result):
        page.go_on()
        qtbot.waitUntil(lambda step=step: page.step is step and not page.session.doing)  # type: ignore[misc]
    assert page.next.text() == "Next file"
    page.go_on()
    shown(page, park, qtbot)
    assert page.queue.isHidden()


def test_files_that_are_dropped_together_come_one_after_another_and_others_are_told(
    page: ImportPage, window: MainWindow, desk: Desk, cards: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    drop(window, *cards, tmp_path / "plan.pdf")
    shown(page, cards[0], qtbot)
    assert page.session.waiting == cards[1:]
    assert [notice.text for notice in said] == ["1 file of another kind was left aside"]


def test_a_file_that_cannot_be_read_keeps_no_other_waiting_for_ever(
    page: ImportPage, desk: Desk, cards: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "empty.vcf"
    empty.touch()
    with qtbot.waitSignal(page.session.failed):
        for path in (empty, *cards):
            open_file(desk, str(path))
    assert (page.step, page.session.waiting) == (page.file, cards)
    assert page.queue.go_on.text() == "Next file"
    page.queue.go_on.click()
    shown(page, cards[0], qtbot)


def test_e_mails_that_are_opened_together_come_one_after_another(
    workspace: Workspace, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.eml"
        path.write_text(
            f"From: a{number}@b.example\nSubject: Offer {number}\n"
            f"Date: Mon, 23 Nov 2026 09:00:00 +0900\nMessage-ID: <{number}@b.example>\n\nText\n"
        )
        open_file(desk, str(path))
    subjects = []
    for _ in range(3):
        qtbot.waitUntil(lambda: workspace.panel.form is not None)
        form = workspace.panel.form
        assert form is not None
        subjects.append(form.editor("subject").value())
        workspace.panel.leave()
        assert workspace.panel.form is None
    assert sorted(subjects) == ["Offer 0", "Offer 1", "Offer 2"]
