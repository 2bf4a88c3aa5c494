"""The import wizard where a file changes, goes or breaks off, where its person is elsewhere, and by arrow keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crmdesk.store.import_memory import Batch
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.workspace import Workspace
from tests.support import until
from tests.ui.importing.test_page import checked, chosen, go_on, imported, press


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Two thousand accounts."""
    path = tmp_path / "many.csv"
    path.write_text("Name\n" + "".join(f'"Firm of number {number:06}"\n' for number in range(2_000)))
    return path


def test_a_file_that_goes_before_it_is_checked_is_said(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    go_on(window)
    people.unlink()
    with qtbot.waitSignal(page.session.failed):
        go_on(window)
    assert people.name in page.trouble.text()
    assert page.step is page.columns


def test_a_check_that_fails_shows_nothing_of_the_one_before(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    press(window, Qt.Key.Key_Escape)
    assert page.step is page.columns
    people.unlink()
    with qtbot.waitSignal(page.session.failed):
        go_on(window)
    assert page.step is page.columns
    assert page.trouble.isVisible()


def test_a_file_that_goes_before_it_is_imported_is_said(
    page: ImportPage, window: MainWindow, people: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    people.unlink()
    rows = tmp_path / "rows.csv"
    with qtbot.waitSignal(page.session.failed):
        page.check.rejects.write(str(rows))
    assert "There is no file" in page.trouble.text()
    assert not rows.exists()
    with qtbot.waitSignal(page.session.failed):
        go_on(window)
    assert "There is no file" in page.trouble.text()


def test_a_file_that_the_system_does_not_give_away_is_said(
    page: ImportPage, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    people.unlink()
    people.symlink_to("/proc/self/mem")  # it is there, and cannot be read
    with qtbot.waitSignal(page.session.failed):
        page.session.choose(people)
    assert "file cannot be read" in page.trouble.text()


def test_rejected_rows_do_not_overwrite_the_file_that_they_come_from(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    before = people.read_bytes()
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    with qtbot.waitSignal(page.session.failed):
        page.check.rejects.write(str(people))
    assert "another name" in page.trouble.text()
    assert people.read_bytes() == before


def test_rows_of_a_file_that_has_changed_are_not_saved_for_others(
    page: ImportPage, window: MainWindow, people: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    imported(page, window, qtbot)
    people.write_text("Name\nSomebody\nElse\nAltogether\n")
    rows = tmp_path / "rows.csv"
    rows.write_text("an older one")
    with qtbot.waitSignal(page.session.failed):
        page.result.rejects.write(str(rows))
    assert "has changed" in page.trouble.text()
    assert rows.read_text() == "an older one"


def test_what_was_wrong_is_not_said_any_more_of_the_next_file(
    page: ImportPage, people: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    with qtbot.waitSignal(page.session.failed):
        page.session.choose(empty)
    assert page.trouble.isVisible()
    chosen(page, people, qtbot)
    assert not page.trouble.isVisible()


def test_arrows_in_one_choice_of_the_preview_change_no_other(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    page.preview.delimiter.box.setFocus()
    for expected in (";", "\t"):
        press(window, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: not page.session.doing)
        assert page.session.state.form is not None
        assert page.session.state.form.delimiter == expected
    page.preview.encoding.box.setFocus()
    press(window, Qt.Key.Key_Up)  # to one that the file is not in
    qtbot.waitUntil(page.trouble.isVisible)
    assert page.preview.encoding.box.hasFocus()
    assert page.session.state.type == "contact"


def test_a_file_of_nothing_but_names_says_why_it_does_not_go_on(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "names.csv"
    path.write_text("Name,E-mail,Phone\n")
    chosen(page, path, qtbot)
    assert not page.next.isEnabled()
    assert page.preview.faults.text() == "There is no row below the names of the columns."
    assert page.preview.faults.isVisible()


def test_a_page_that_comes_back_while_rows_are_saved_shows_what_became_of_them(
    page: ImportPage, workspace: Workspace, window: MainWindow, many: Path, qtbot: QtBot
) -> None:
    chosen(page, many, qtbot)
    checked(page, window, qtbot)
    go_on(window)
    window.pages.close_page("page:import")  # as a page goes that twelve others were opened after
    workspace.importing.open()
    again = window.pages.currentWidget()
    assert isinstance(again, ImportPage)
    assert again.session.saving
    again.session.stop()
    qtbot.waitUntil(lambda: again.step is again.result)


def test_whoever_went_elsewhere_hears_of_the_end(
    page: ImportPage, window: MainWindow, desk: Desk, people: Path, qtbot: QtBot
) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    go_on(window)
    window.show_section("today")
    qtbot.waitUntil(lambda: bool(said))
    assert people.name in said[0].text
    assert said[0].on_action is not None
    said[0].on_action()
    assert window.pages.currentWidget() is page
    assert page.step is page.result


def test_an_import_that_breaks_off_is_checked_anew_before_it_goes_on(
    page: ImportPage, window: MainWindow, desk: Desk, many: Path, qtbot: QtBot
) -> None:
    chosen(page, many, qtbot)
    checked(page, window, qtbot)
    before, whole = desk.replica.count("account"), many.read_bytes()

    def cut(done: int, _: int) -> None:
        with many.open("r+b") as file:
            file.truncate(len(whole) // 2 + 5)

    page.session.progressed.connect(cut, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(page.session.failed):
        go_on(window)
    page.session.progressed.disconnect(cut)
    came = desk.replica.count("account") - before
    assert 0 < came < 2_000
    assert "never closed" in page.trouble.text()
    assert page.step is page.columns
    many.write_bytes(whole)
    chosen(page, many, qtbot)
    checked(page, window, qtbot)
    assert page.session.state.survey is not None
    assert len(page.session.state.survey.alikes) == came


def test_an_earlier_import_that_is_taken_back_tells_what_became_of_it(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    imported(page, window, qtbot)
    go_on(window)
    qtbot.waitUntil(lambda: bool(page.file.undo_buttons))
    page.file.undo_buttons[0].click()
    qtbot.waitUntil(lambda: not page.session.doing and bool(page.file.told))
    assert page.file.told == "3 records of the import are gone again."


def test_a_file_that_cannot_be_read_leaves_the_import_before_it_as_it_stands(
    page: ImportPage, window: MainWindow, people: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    chosen(page, people, qtbot)
    checked(page, window, qtbot)
    for step in (page.check, page.result):
        if step is page.result:
            imported(page, window, qtbot)
        with qtbot.waitSignal(page.session.failed):
            page.session.choose(empty)  # as one that is dropped on the window
        assert page.trouble.isVisible()
        assert page.step is step
        assert page.session.state.path == people


def test_a_file_whose_name_is_no_text_is_imported(
    page: ImportPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.csv"))
    path.write_text("Name\nAcme Caf\n")
    chosen(page, path, qtbot)
    checked(page, window, qtbot)
    imported(page, window, qtbot)
    assert page.session.state.result is not None
    assert page.session.state.result.created == 1


def test_another_file_may_come_while_the_columns_of_a_wide_one_are_still_built(
    page: ImportPage, window: MainWindow, people: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    wide = tmp_path / "wide.csv"
    wide.write_text(
        "Name" + "".join(f",Column {number}" for number in range(200)) + "\nAcme" + "," * 200 + "\n"
    )
    chosen(page, wide, qtbot)
    go_on(window)
    assert page.step is page.columns
    assert len(page.columns.boxes) < 200
    page.session.choose(people)
    until(lambda: not page.session._runner._worker.running)  # read, and not yet shown
    qtbot.waitUntil(lambda: page.step is page.preview)
    go_on(window)
    qtbot.waitUntil(lambda: list(page.columns.boxes) == ["성명", "이메일", "휴대폰", "회사명", "직책"])


def test_an_import_that_the_end_of_the_program_cut_short_is_told_apart(page: ImportPage) -> None:
    """It begins as one that is not whole, and only its own end makes it so."""
    cut, whole = (
        Batch(name, "account", name, "2026-11-23T00:00:00.000Z", 0, 100) for name in ("cut", "whole")
    )
    page.session.batches = [replace(cut, whole=False), whole]
    page.file.refresh()
    rows = [button.parentWidget() for button in page.file.undo_buttons]
    told = ["stopped before its end" in [each.text() for each in row.findChildren(QLabel)] for row in rows]
    assert told == [True, False]
