"""The table by keyboard and mouse, and what it keeps when records change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from crmdesk.ui import formats, theme
from crmdesk.ui.models import QueryRunner, Row
from crmdesk.ui.models.columns import Column, Deadline
from crmdesk.ui.models.keyset import KeysetModel
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets.cell_editor import CellEditor
from crmdesk.ui.widgets.data_table import DataTable
from tests.support import PATIENCE
from tests.ui.models.made_up_rows import COLUMNS, MadeUpRows

Make = Callable[[MadeUpRows], DataTable]
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def made(qtbot: QtBot, runner: QueryRunner, translator: Translator) -> Make:
    def make(source: MadeUpRows) -> DataTable:
        model = KeysetModel(COLUMNS, runner, formats.cell_text)
        table = DataTable(model)
        model.setParent(table)
        qtbot.addWidget(table)
        table.resize(640, 480)
        table.show()
        qtbot.waitExposed(table)
        with qtbot.waitSignal(model.counted):
            model.set_source(source)
        table.setCurrentIndex(model.index(0, 0))
        return table

    return make


def _editor(table: DataTable) -> CellEditor:
    found = table.findChild(CellEditor)
    assert found is not None
    return found


def test_enter_opens_the_record(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(100))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["row-1"]


def test_slash_asks_for_the_filter(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(100))
    with qtbot.waitSignal(table.filter_requested):
        qtbot.keyClicks(table, "/")


def test_f2_edits_and_enter_saves(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(100))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    line = _editor(table).findChild(QLineEdit)
    assert line.text() == "Name 0"
    qtbot.keyClicks(line, "New name")
    with qtbot.waitSignal(table.model().edit_requested) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["row-0", "name", "New name"]


def test_escape_leaves_the_cell_as_it_was(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(100))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    line = _editor(table).findChild(QLineEdit)
    qtbot.keyClicks(line, "New name")
    with qtbot.assertNotEmitted(table.model().edit_requested):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert table.model().data(table.model().index(0, 0)) == "Name 0"


def test_a_wrong_amount_keeps_the_cell_open_and_says_so(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(100))
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = _editor(table)
    line = editor.findChild(QLineEdit)
    qtbot.keyClicks(line, "twelve")
    with qtbot.assertNotEmitted(table.model().edit_requested):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.property("invalid")
    assert line.accessibleDescription() == "Not an amount: twelve"
    line.selectAll()
    qtbot.keyClicks(line, "1,250")
    with qtbot.waitSignal(table.model().edit_requested) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["row-0", "amount", ("1250.00", "USD")]


def test_a_head_sorts_up_and_then_down(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(100))
    viewport = table.horizontalHeader().viewport()
    asked: list[tuple[str, bool]] = []
    table.sort_requested.connect(lambda key, descending: asked.append((key, descending)))
    for _ in range(2):
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert asked == [("name", False), ("name", True)]


@pytest.mark.parametrize("descending", [False, True])
def test_the_arrow_over_numbers_leaves_their_head_to_be_read(made: Make, descending: bool) -> None:
    table = made(MadeUpRows(100))
    heads, model = table.horizontalHeader(), table.model()
    section = next(at for at, column in enumerate(COLUMNS) if column.align == "right")
    words = heads.fontMetrics().horizontalAdvance(model.headerData(section, Qt.Orientation.Horizontal))
    left, width = heads.sectionViewportPosition(section), heads.sectionSize(section)
    ending = QRect(left + width - 12 - words, 0, words, heads.height())
    before = QRect(left, 0, width - 12 - words, heads.height())
    plain = [heads.grab(part).toImage() for part in (before, ending)]
    table.show_sort(COLUMNS[section].key, descending)
    sorted_by = [heads.grab(part).toImage() for part in (before, ending)]
    assert [old == new for old, new in zip(plain, sorted_by, strict=True)] == [False, True]


def test_the_arrow_stands_beside_the_words_of_its_own_head(made: Make) -> None:
    table = made(MadeUpRows(100))
    heads, model = table.horizontalHeader(), table.model()
    section = next(at for at, column in enumerate(COLUMNS) if column.align != "right")
    table.setColumnWidth(section, 300)
    words = heads.fontMetrics().horizontalAdvance(model.headerData(section, Qt.Orientation.Horizontal))
    left, beside = heads.sectionViewportPosition(section), words + 40
    near, far = QRect(left, 0, beside, heads.height()), QRect(left + beside, 0, 300 - beside, heads.height())
    plain = [heads.grab(part).toImage() for part in (near, far)]
    table.show_sort(COLUMNS[section].key)
    sorted_by = [heads.grab(part).toImage() for part in (near, far)]
    assert [old == new for old, new in zip(plain, sorted_by, strict=True)] == [False, True]


def test_end_goes_to_the_last_of_a_million_rows(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(1_000_000))
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.currentIndex().row() == 999_999
    qtbot.waitUntil(lambda: table.current_id() == "row-999999")


def test_refresh_keeps_current_record_selection_and_place(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(10_000))
    table.scrollTo(table.model().index(5_000, 0), table.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: table.model().row_id(5_003) is not None)
    # Not by `selectRow`, which goes by the modifier key that another test was the last to press.
    table.selectionModel().setCurrentIndex(table.model().index(5_003, 0), _WHOLE_ROW)
    top = table.model().row_id(table.rowAt(0))
    with qtbot.waitSignal(table.model().refreshed):
        table.refresh(MadeUpRows(10_000, gone=(1, 2, 3)))
    qtbot.waitUntil(lambda: table.model().row_id(table.rowAt(0)) is not None)
    assert table.current_id() == "row-5003"
    assert table.selected_ids() == ["row-5003"]
    assert table.model().row_id(table.rowAt(0)) == top


def test_a_record_that_an_edit_has_moved_away_has_the_keyboard_when_it_is_back(
    made: Make, qtbot: QtBot
) -> None:
    table = made(MadeUpRows(10_000))
    table.setCurrentIndex(table.model().index(3, 0))
    for source in (MadeUpRows(10_000, last=3), MadeUpRows(10_000)):
        with qtbot.waitSignal(table.model().refreshed):
            table.refresh(source)
        assert table.current_id() == "row-3"
    assert table.currentIndex().row() == 3


def test_columns_are_hidden_moved_and_keep_the_width_they_were_given(made: Make) -> None:
    table = made(MadeUpRows(10))
    table.show_columns(["name"])
    assert table.shown_columns() == ["name"]
    table.show_columns(["amount", "name"], {"amount": 200})
    assert table.shown_columns() == ["amount", "name"]
    table.model().set_source(MadeUpRows(5))
    assert table.columns.widths()["amount"] == 200


def test_columns_of_words_take_what_is_left_of_the_width_until_the_user_sets_one(
    made: Make, qtbot: QtBot
) -> None:
    table = made(MadeUpRows(10))
    name, amount = table.model().columns
    table.resize(name.width + amount.width + 40, 300)
    qtbot.waitUntil(lambda: name.width < table.columnWidth(0) <= name.width + 40)
    table.setColumnWidth(0, 90)
    table.resize(1200, 300)
    assert table.columnWidth(0) == 90


def test_running_text_takes_more_of_the_room_than_names(
    qtbot: QtBot, runner: QueryRunner, translator: Translator
) -> None:
    shown = (Column("subject", "note.subject", strong=True), Column("body", "note.body", prose=True))
    model = KeysetModel((*shown, Column("owner", "account.owner")), runner, formats.cell_text)
    table = DataTable(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(1600, 300)
    table.show()
    qtbot.waitUntil(lambda: table.columnWidth(1) > 2 * table.columnWidth(0) > 0)


def test_addresses_of_mail_take_more_of_the_room_than_phone_numbers_and_no_column_is_left_behind(
    qtbot: QtBot, runner: QueryRunner, translator: Translator
) -> None:
    shown = (
        Column("phones", "contact.phones", "set"),
        Column("emails", "contact.emails", "set", long=True),
        Column("status", "visit.status", "choice"),
    )
    model = KeysetModel((*shown, Column("owner", "account.owner")), runner, formats.cell_text)
    table = DataTable(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.show()
    qtbot.waitUntil(lambda: table.columnWidth(1) > 1.3 * table.columnWidth(0) > 0)
    assert table.columnWidth(2) == shown[2].width
    table.resize(1800, 300)
    qtbot.waitUntil(lambda: table.columnWidth(2) > 1.2 * shown[2].width)


def test_columns_of_words_give_way_a_little_so_that_the_last_is_not_beyond_the_edge(
    made: Make, qtbot: QtBot
) -> None:
    table = made(MadeUpRows(10))
    name, amount = table.model().columns
    frame = table.width() - table.viewport().width()
    whole = name.width + amount.width
    table.resize(whole - name.width // 10 + frame, 300)
    qtbot.waitUntil(lambda: table.viewport().width() == whole - name.width // 10)
    assert table.columnWidth(0) < name.width
    assert table.columnWidth(0) + amount.width <= table.viewport().width()
    table.resize(whole // 2 + frame, 300)
    qtbot.waitUntil(lambda: table.columnWidth(0) == name.width)  # it would not do: the list scrolls


def test_the_menu_key_opens_the_menu_of_the_screen(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(10))
    table.menu_requested.connect(lambda at: table.open_menu(at, lambda menu: menu.addAction("Open")))
    qtbot.keyClick(table, Qt.Key.Key_Menu)
    menu = table.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    menu.close()


def test_a_menu_that_comes_too_late_or_holds_nothing_is_not_shown(made: Make) -> None:
    table = made(MadeUpRows(10))
    shown: list[QMenu] = []
    at = table.mapToGlobal(table.rect().center())
    table.open_menu(at, shown.append)
    table.hide()
    table.open_menu(at, lambda menu: (shown.append(menu), menu.addAction("Open")))
    assert [menu.isVisible() for menu in shown] == [False, False]


def test_the_keyboard_has_a_ring_as_wide_as_in_a_field(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(10))
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    cell = table.visualRect(table.currentIndex())
    painted, focus = table.viewport().grab().toImage(), theme.current().color("focus").rgb()
    across = [painted.pixel(x, cell.center().y()) for x in range(cell.left(), cell.left() + 4)]
    assert [color == focus for color in across] == [True, True, False, False]


def test_a_day_that_is_over_is_painted_as_danger_while_its_record_is_open(
    qtbot: QtBot, runner: QueryRunner, translator: Translator
) -> None:
    deadline = Deadline("status", frozenset({"completed"}))
    columns = (
        Column("due_on", "task.due_on", "date", deadline=deadline),
        Column("status", "task.status", "choice"),
    )

    class Tasks(MadeUpRows):
        def page(self, start_row: int, size: int) -> Sequence[Row]:
            return [("row-0", "2026-03-01", "started"), ("row-1", "2026-03-01", "completed")]

    model = KeysetModel(columns, runner, formats.cell_text, today=lambda: date(2026, 3, 2))
    table = DataTable(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(640, 480)
    table.show()
    with qtbot.waitSignal(model.counted):
        model.set_source(Tasks(2))
    painted, danger = table.viewport().grab().toImage(), theme.current().color("danger_text").rgb()
    reds = []
    for row in range(2):
        cell = table.visualRect(model.index(row, 0))
        places = ((x, y) for x in range(cell.left(), cell.right()) for y in range(cell.top(), cell.bottom()))
        reds.append(any(painted.pixel(x, y) == danger for x, y in places))
    assert reds == [True, False]


def test_rows_not_read_yet_are_painted_as_bars(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(1_000))
    before = table.grab().toImage()
    table.model()._pages.clear()
    table.viewport().update()
    assert table.grab().toImage() != before


class Slow(MadeUpRows):
    """Reads what is far from the top when it may."""

    def __init__(self) -> None:
        super().__init__(100_000)
        self.may = threading.Event()

    def page(self, start_row: int, size: int) -> Sequence[Row]:
        assert start_row < 1_000 or self.may.wait(PATIENCE)
        return super().page(start_row, size)


def test_rows_that_are_soon_read_are_painted_once_and_the_others_as_places(made: Make, qtbot: QtBot) -> None:
    source = Slow()
    table = made(source)
    table._patience.setInterval(60_000)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    assert not table.viewport().updatesEnabled()
    source.may.set()
    qtbot.waitUntil(table.viewport().updatesEnabled)
    assert table.model().row_id(table.rowAt(0)) is not None
    source.may.clear()
    table._patience.setInterval(0)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    qtbot.waitUntil(table.viewport().updatesEnabled)
    assert table.model().row_id(table.rowAt(0)) is None
    source.may.set()


def test_a_place_that_is_read_already_is_painted_at_once(made: Make) -> None:
    table = made(Slow())
    table.verticalScrollBar().setValue(200)
    assert table.viewport().updatesEnabled()
