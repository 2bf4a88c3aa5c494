"""The import wizard, from file to undo, by keyboard; nothing is saved before it was seen."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.exchange.incoming.survey import Choice
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.workspace import Workspace


def press(
    window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(focused if focused is not None else window, key, held)


def go_on(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def chosen(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    page.session.choose(path)
    qtbot.waitUntil(lambda: page.step is page.preview and not page.session.doing)


def checked(page: ImportPage, window: MainWindow, qtbot: QtBot) -> None:
    go_on(window)
    qtbot.waitUntil(lambda: page.step is page.columns)
    go_on(window)
    qtbot.waitUntil(lambda: page.step in (page.check, page.known) and not page.session.doing)


def imported(page: ImportPage, window: MainWindow, qtbot: QtBot) -> None:
    go_on(window)
    qtbot.waitUntil(lambda: page.step is page.result and not page.session.doing)


def named(desk: Desk, type_name: str, name: str) -> int:
    return desk.replica.count(type_name, Query((Filter("name", "=", name),)))


def test_the_keyboard_stands_on_the_choice_of_a_file(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.import_requested.emit()
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    assert window.focusWidget() is page.file.choose_button


def test_a_korean_list_is_imported_corrected_and_undone_by_keyboard(
    page: ImportPage, window: MainWindow, desk: Desk, people: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = desk.replica.count("contact")
    chosen(page, people, qtbot)
    form, seen = page.session.state.form, page.session.state.preview
    assert form is not None
    assert seen is not None
    assert (form.encoding, form.delimiter, form.named, page.session.state.type) == (
        "cp949",
        ",",
        True,
        "contact",
    )
    assert len(seen.rows) == 3
    checked(page, window, qtbot)
    assert page.session.state.columns == {
        "성명": "name", "이메일": "emails", "휴대폰": "phones", "회사명": "account", "직책": "title",
    }  # fmt: skip
    assert page.step is page.check
    assert page.check.rejects.grid.texts() == [["3", "Name: Must not be empty."]]
    assert desk.replica.count("contact") == before, "nothing is saved before it was seen"
    assert page.next.text() == "Import 2 records"
    imported(page, window, qtbot)
    assert (named(desk, "contact", "김민수"), named(desk, "account", "새한물산")) == (1, 1)

    out = tmp_path / "rejected.csv"
    with qtbot.waitSignal(desk.noticed):
        page.result.rejects.write(str(out))
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][1] == "nobody@newfirm.example"
    assert rows[1][-2:] == ["3", "Name: Must not be empty."]

    page.result.undo.setFocus()
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.session.state.undone is not None and not page.session.doing)
    assert desk.replica.count("contact") == before
    assert (named(desk, "contact", "김민수"), named(desk, "account", "새한물산")) == (0, 0)
    assert "are gone again" in page.result.told.text()


def test_escape_goes_a_step_back_and_then_leaves(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    for step in (page.columns, page.preview, page.file):
        press(window, Qt.Key.Key_Escape)
        assert page.step is step
    press(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is not page


def test_preview_and_columns_fit_a_small_laptop_at_200_percent(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    window.resize(683, 384)
    chosen(page, people, qtbot)
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= 613)
    go_on(window)
    assert page.step is page.columns
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= 613)


def test_another_delimiter_shows_the_rows_anew_and_a_required_field_holds_next_back(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    page.preview.delimiter.box.setFocus()
    press(window, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.session.state.preview is not None and not page.session.doing)
    seen = page.session.state.preview
    assert seen is not None
    assert len(seen.columns) == 1
    go_on(window)
    assert page.step is page.columns
    assert not page.next.isEnabled()
    assert "Name" in page.columns.lacking.text()


def test_a_column_is_assigned_by_keyboard_and_its_slot_is_given_up_elsewhere(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    go_on(window)
    box = page.columns.boxes["직책"]
    box.setFocus()
    while page.session.state.columns.get("직책") != "name":
        before = box.currentIndex()
        press(window, Qt.Key.Key_Up)
        assert box.currentIndex() < before
    assert "성명" not in page.session.state.columns
    assert page.columns.boxes["성명"].currentIndex() == 0


def test_a_record_that_is_here_is_shown_beside_the_row_and_updated_where_that_is_chosen(
    page: ImportPage, window: MainWindow, desk: Desk, people: Path, qtbot: QtBot
) -> None:
    desk.replica.commit(
        edits.create(desk.author, "contact", {"name": "Minsu Kim", "emails": ["minsu@newfirm.example"]})
    )
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    assert page.step is page.known
    (pair,) = page.session.state.pairs
    assert pair.record is not None
    assert pair.record["name"] == "Minsu Kim"
    page.known.usual.box.setFocus()
    press(window, Qt.Key.Key_Down)
    assert page.session.state.decisions.usual is Choice.UPDATE
    go_on(window)
    imported(page, window, qtbot)
    assert (named(desk, "contact", "Minsu Kim"), named(desk, "contact", "김민수")) == (0, 1)
    page.session.undo()
    qtbot.waitUntil(lambda: page.session.state.undone is not None and not page.session.doing)
    assert (named(desk, "contact", "Minsu Kim"), named(desk, "contact", "김민수")) == (1, 0)


def test_a_file_that_is_no_table_says_so_and_the_wizard_stays(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    book = tmp_path / "book.csv"
    book.write_bytes(b"PK\x03\x04" + bytes(200))
    with qtbot.waitSignal(page.session.failed):
        page.session.choose(book)
    assert "Excel workbook" in page.trouble.text()
    assert page.step is page.file
    assert not page.session.doing


def test_a_file_that_changed_since_it_was_checked_is_not_imported(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    people.write_text("Name\nSomebody else\n")
    with qtbot.waitSignal(page.session.failed):
        go_on(window)
    assert "has changed" in page.trouble.text()


def test_a_file_of_nothing_but_wrong_rows_is_told_row_by_row_and_cannot_be_imported(
    page: ImportPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("Name,E-mail\n" + ",a@b.example\n" * 3_000)
    chosen(page, path, qtbot)
    checked(page, window, qtbot)
    model = page.check.rejects.grid.model()
    assert model.rowCount() == 3_000
    assert model.index(2_999, 1).data() == "Name: Must not be empty."
    assert not page.next.isEnabled()


def test_a_file_that_is_dropped_on_the_window_is_opened(
    workspace: Workspace, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(people))])
    entered = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)
    qtbot.waitUntil(lambda: workspace.importing.session.state.path == people)
    assert isinstance(window.pages.currentWidget(), ImportPage)


def test_an_import_that_was_left_is_still_there_when_its_page_comes_back(
    page: ImportPage, workspace: Workspace, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    window.pages.close_page("page:import")
    workspace.importing.open()
    again = window.pages.currentWidget()
    assert isinstance(again, ImportPage)
    assert again is not page
    assert again.step is again.preview


def test_an_earlier_import_can_be_undone_from_the_first_step(
    page: ImportPage, window: MainWindow, desk: Desk, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    imported(page, window, qtbot)
    go_on(window)
    qtbot.waitUntil(lambda: page.step is page.file and len(page.file.undo_buttons) == 1)
    page.file.undo_buttons[0].setFocus()
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: named(desk, "contact", "김민수") == 0)
    qtbot.waitUntil(lambda: not page.session.doing and not page.file.undo_buttons)
