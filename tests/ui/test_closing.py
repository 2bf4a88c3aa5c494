"""The window is closed by its frame or by a key while something is being typed: it is saved or kept as when its page is
left by another one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.lists.page import ListPage
from crmdesk.ui.quick_log import QuickLogBar
from crmdesk.ui.record_window import RecordWindow
from crmdesk.ui.translations import Translator
from crmdesk.ui.visit.page import VisitPage
from crmdesk.ui.workspace import Workspace
from tests.support.sample_replica import ZONE
from tests.ui.visit.test_page import finish, planned

LINE = "Met Kim, quote 20m"
Close = Callable[[MainWindow], object]
WAYS: dict[str, Close] = {
    "frame": MainWindow.close,
    "key": lambda window: QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
}


@contextmanager
def started_again(replica: Replica, translator: Translator) -> Iterator[Desk]:
    """What the next start of the program reads."""
    again = Desk(replica, replica.author(zone=str(ZONE)), translator, zone=ZONE)
    try:
        yield again
    finally:
        again.close()


def visit_page(window: MainWindow, desk: Desk, qtbot: QtBot, record: str) -> VisitPage:
    desk.open("visit", record)
    page = window.pages.currentWidget()
    assert isinstance(page, VisitPage)
    qtbot.waitUntil(lambda: page.built and page.record is not None)
    return page


def visit_apart(
    workspace: Workspace, desk: Desk, qtbot: QtBot, record: str
) -> tuple[RecordWindow, VisitPage]:
    desk.open_apart("visit", record)
    apart = workspace.windows.windows[-1]
    qtbot.waitExposed(apart)
    page = apart.page
    assert isinstance(page, VisitPage)
    qtbot.waitUntil(lambda: page.built and page.record is not None)
    return apart, page


def take_photo(page: VisitPage, folder: Path, qtbot: QtBot) -> None:
    packed = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(packed, "JPEG")
    (folder / "shelf.jpg").write_bytes(packed.getvalue())
    page.photos.attach([folder / "shelf.jpg"])
    qtbot.waitUntil(lambda: len(page.photos.tiles) == 1)
    page.photos.tiles[0].clicked.emit()


def captions(desk: Desk) -> list[object]:
    photos = Query((Filter("file_name", "=", "shelf.jpg"),))
    return [each["caption"] for each in desk.replica.query("attachment", photos)]


@pytest.mark.parametrize("way", WAYS)
def test_a_caption_that_is_being_typed_is_saved(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path, way: str
) -> None:
    page = visit_page(window, desk, qtbot, planned(desk).id)
    take_photo(page, tmp_path, qtbot)
    page.photos.caption.setFocus()
    QTest.keyClicks(page.photos.caption.findChildren(QLineEdit)[0], "Top shelf")
    WAYS[way](window)
    assert not window.isVisible()
    desk.close()
    assert captions(desk) == ["Top shelf"]


def test_captions_and_reports_of_windows_beside_it_are_saved_with_it(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    visit = planned(desk).id
    _, page = visit_apart(workspace, desk, qtbot, visit)
    take_photo(page, tmp_path, qtbot)
    QTest.keyClicks(page.photos.caption.findChildren(QLineEdit)[0], "Top shelf")
    page.autosave.put("notes", "They want two")
    window.close()
    assert workspace.windows.windows == []
    desk.close()
    assert captions(desk) == ["Top shelf"]
    assert desk.replica.get("visit", visit)["notes"] == "They want two"


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("field", ["notes", "samples"])
def test_an_amendment_that_is_being_written_is_there_again(
    workspace: Workspace,
    window: MainWindow,
    desk: Desk,
    qtbot: QtBot,
    translator: Translator,
    apart: bool,
    field: str,
) -> None:
    record = planned(desk).id
    page = visit_page(window, desk, qtbot, record)
    finish(page, qtbot)
    if apart:
        desk.go("today")
        _, page = visit_apart(workspace, desk, qtbot, record)
    page.open_amending()
    panel = page.amending
    panel.field.setCurrentIndex(panel.field.findData(field))
    assert panel.editor is not None
    value = 4 if field == "samples" else "They want two"
    panel.editor.set_value(value)
    panel.editor.edited.emit(value)
    panel.reason.findChildren(QPlainTextEdit)[0].setPlainText("Heard it wrong")
    window.close()
    desk.close()

    with started_again(desk.replica, translator) as again:
        anew = VisitPage(again, record)
        qtbot.addWidget(anew)
        anew.show()
        anew.entered()
        qtbot.waitUntil(lambda: anew.built and anew.record is not None)
        anew.open_amending()
        panel = anew.amending
        assert panel.editor is not None
        assert (panel.field.currentData(), panel.editor.value()) == (field, value)
        assert panel.reason.value() == "Heard it wrong"
        panel.save.click()
        qtbot.waitUntil(panel.isHidden)
        qtbot.waitUntil(lambda: not again.busy)
        about = Query((Filter("visit", "=", record),))
        (amendment,) = again.replica.query("visit_amendment", about)
        assert (amendment["field"], amendment["value"]) == (field, value)
        assert not [name for name in again.replica.own_settings() if "unfinished" in name]
        anew.left()
        qtbot.waitUntil(lambda: not again.busy)


def test_an_amendment_that_is_given_up_is_not_there_again(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = visit_page(window, desk, qtbot, planned(desk).id)
    finish(page, qtbot)
    page.open_amending()
    page.amending.reason.findChildren(QPlainTextEdit)[0].setPlainText("Heard it wrong")
    page.left()
    assert "unfinished" in " ".join(desk.own._settings)
    page.amending.leave.click()
    window.close()
    desk.close()
    assert not [name for name in desk.replica.own_settings() if "unfinished" in name]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("opened", [True, False])
def test_a_line_of_the_quick_log_is_there_again_as_it_was_left(
    workspace: Workspace,
    window: MainWindow,
    desk: Desk,
    qtbot: QtBot,
    translator: Translator,
    opened: bool,
    way: str,
) -> None:
    workspace.open_quick_log()
    QTest.keyClicks(workspace.quick_log.line, LINE)
    if not opened:
        workspace.quick_log.leave()
    WAYS[way](window)
    assert not window.isVisible()
    desk.close()

    with started_again(desk.replica, translator) as again:
        window = MainWindow(window._app, window.preferences, translator)
        qtbot.addWidget(window)
        bar = QuickLogBar(again)
        window.add_banner(bar)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        assert (bar.line.text(), bar.isVisible(), bar.line.hasFocus()) == (LINE, opened, False)
        bar.ask()
        bar.line.clear()
        bar.leave()
        qtbot.waitUntil(lambda: not again.busy)
        assert not [name for name in again.replica.own_settings() if "unfinished" in name]


def test_what_is_logged_is_not_there_again(workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    workspace.open_quick_log()
    QTest.keyClicks(workspace.quick_log.line, "Task: call back tomorrow")
    workspace.quick_log.leave()
    assert "unfinished.quick_log" in desk.own._settings
    workspace.open_quick_log()
    QTest.keyClick(workspace.quick_log.line, Qt.Key.Key_Return)
    qtbot.waitUntil(workspace.quick_log.isHidden)
    assert desk.own.setting("unfinished.quick_log") is None


@pytest.mark.parametrize(
    "leave",
    [MainWindow.close, lambda window: window.show_section("today"), lambda window: window.search.setFocus()],
    ids=["closing", "another page", "the search"],
)
def test_a_cell_of_a_list_that_is_being_typed_in_is_saved(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot, leave: Close
) -> None:
    desk.go("accounts")
    page = window.pages.currentWidget()
    assert isinstance(page, ListPage)
    table = page.pane.table
    qtbot.waitUntil(lambda: not desk.busy and table.model().rowCount() > 0)
    table.setFocus()
    columns = [each.key for each in page.pane._model.columns]
    table.setCurrentIndex(table.model().index(0, columns.index("industry")))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    assert editor.hasFocus()
    QTest.keyClicks(editor, "Typed to the end")
    leave(window)
    qtbot.waitUntil(lambda: table.findChild(QLineEdit) is None)
    desk.close()
    assert "Typed to the end" in [each["industry"] for each in desk.replica.query("account")]


def test_what_is_typed_while_a_save_is_under_way_is_saved_behind_it_when_the_program_ends(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    record = planned(desk).id
    page = visit_page(window, desk, qtbot, record)
    page.autosave.put("notes", "They want")
    page.autosave.flush()
    page.autosave.put("notes", "They want two")
    window.close()
    page.autosave.finish()  # as the application tells it
    desk.close()
    assert desk.replica.get("visit", record)["notes"] == "They want two"


def test_what_is_written_about_somebody_who_is_erased_goes_with_them(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    record = planned(desk)
    page = visit_page(window, desk, qtbot, record.id)
    finish(page, qtbot)
    page.open_amending()
    page.amending.reason.findChildren(QPlainTextEdit)[0].setPlainText("Heard it wrong")
    page.left()
    qtbot.waitUntil(lambda: not desk.busy)
    assert [name for name in desk.replica.own_settings() if "unfinished" in name]
    with desk.replica._database.write() as connection:
        desk.replica._intake._erasing.purge(connection, {("visit", record.id)})
    assert not [name for name in desk.replica.own_settings() if "unfinished" in name]
