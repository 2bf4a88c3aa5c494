"""A list of any length: only what is on screen is read, never on the GUI thread."""

import threading
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui import formats
from crmdesk.ui.models import Column, QueryRunner, Row
from crmdesk.ui.models.columns import Deadline
from crmdesk.ui.models.keyset import ROW_ID_ROLE, VALUE_ROLE, KeysetModel
from crmdesk.ui.translations import Translator
from tests.support import PATIENCE
from tests.ui.models.made_up_rows import COLUMNS, MadeUpRows

Make = Callable[[MadeUpRows], KeysetModel]


@pytest.fixture
def made(qtbot: QtBot, runner: QueryRunner, translator: Translator) -> Make:
    def make(source: MadeUpRows) -> KeysetModel:
        model = KeysetModel(COLUMNS, runner, formats.cell_text, page_size=50, cached_pages=6)
        with qtbot.waitSignal(model.counted):
            model.set_source(source)
        return model

    return make


def _look_at(model: KeysetModel, qtbot: QtBot, row: int) -> None:
    model.set_viewport(row, row + 30)
    model.data(model.index(row, 0))
    qtbot.waitUntil(lambda: model.row_id(row) is not None)


def test_rows_are_counted_and_read_off_the_gui_thread(made: Make) -> None:
    source = MadeUpRows(100_000)
    model = made(source)
    assert model.rowCount() == 100_000
    assert model.row_id(0) == "row-0"
    assert threading.get_ident() not in source.threads


def test_a_row_not_read_yet_has_no_value_and_is_fetched(made: Make, qtbot: QtBot) -> None:
    model = made(MadeUpRows(100_000))
    index = model.index(70_000, 0)
    model.set_viewport(70_000, 70_030)
    assert model.data(index) is None
    assert model.data(index, ROW_ID_ROLE) is None
    qtbot.waitUntil(lambda: model.data(index) == "Name 70000")
    assert model.data(model.index(70_000, 1), VALUE_ROLE) == ("70000.00", "USD")
    assert model.data(model.index(70_000, 1)) == "$70,000.00"


def test_memory_stays_flat_however_far_one_scrolls(made: Make, qtbot: QtBot) -> None:
    model = made(MadeUpRows(1_000_000))
    for row in range(0, 1_000_000, 50_000):
        _look_at(model, qtbot, row)
    assert model.rows_in_memory <= 6 * 50


def test_scrolling_past_reads_only_where_one_stops(made: Make, qtbot: QtBot) -> None:
    source = MadeUpRows(1_000_000)
    model = made(source)
    source.asked.clear()
    for row in range(0, 900_000, 1_000):
        model.set_viewport(row, row + 30)
        model.data(model.index(row, 0))
    qtbot.waitUntil(lambda: model.row_id(899_000) is not None)
    assert len(source.asked) < 10


def test_a_list_prepares_for_jumps_once_somebody_goes_further(made: Make, qtbot: QtBot) -> None:
    source = MadeUpRows(100_000)
    model = made(source)
    assert source.unprepared == 3
    _look_at(model, qtbot, 70_000)
    qtbot.waitUntil(lambda: source.unprepared == 0)
    _look_at(model, qtbot, 20_000)
    assert source.unprepared == 0
    with qtbot.waitSignal(model.refreshed):
        model.refresh()
    source.unprepared = 3
    _look_at(model, qtbot, 50_000)
    qtbot.waitUntil(lambda: source.unprepared == 0)


class FarApart(MadeUpRows):
    """Reads the page of row 70,000 at once, and every other one when it may."""

    def __init__(self) -> None:
        super().__init__(100_000)
        self.may = threading.Event()

    def page(self, start_row: int, size: int) -> Sequence[Row]:
        assert start_row == 70_000 or self.may.wait(PATIENCE)
        return super().page(start_row, size)


def test_what_is_on_screen_does_not_wait_for_its_neighbours(made: Make, qtbot: QtBot) -> None:
    source = FarApart()
    source.may.set()
    model = made(source)
    source.may.clear()
    try:
        _look_at(model, qtbot, 70_000)
        assert model.row_id(69_999) is None
    finally:
        source.may.set()
    qtbot.waitUntil(lambda: None not in (model.row_id(69_999), model.row_id(70_050)))


def test_refresh_keeps_rows_on_screen_until_the_new_ones_are_there(made: Make, qtbot: QtBot) -> None:
    model = made(MadeUpRows(1_000))
    model.refresh()
    assert model.data(model.index(0, 0)) == "Name 0"
    with qtbot.waitSignal(model.refreshed):
        pass
    assert model.data(model.index(0, 0)) == "Name 0"


def test_refresh_tells_where_kept_rows_are_now(made: Make, qtbot: QtBot) -> None:
    model = made(MadeUpRows(1_000))
    with qtbot.waitSignal(model.refreshed) as told:
        model.refresh(["row-10", "row-1"], MadeUpRows(1_000, gone=(0, 1)))
    assert told.args == [{"row-10": 8, "row-1": None}]
    assert model.rowCount() == 998


def test_an_edit_shows_at_once_and_is_asked_for(made: Make, qtbot: QtBot) -> None:
    model = made(MadeUpRows(10))
    with qtbot.waitSignal(model.edit_requested) as asked:
        assert model.setData(model.index(2, 0), "New name")
    assert asked.args == ["row-2", "name", "New name"]
    assert model.data(model.index(2, 0)) == "New name"


def test_the_same_value_is_no_edit(made: Make, qtbot: QtBot) -> None:
    model = made(MadeUpRows(10))
    with qtbot.assertNotEmitted(model.edit_requested):
        assert not model.setData(model.index(2, 0), "Name 2")


def test_heads_are_labels_in_the_language_of_the_moment(made: Make, translator: Translator) -> None:
    model = made(MadeUpRows(1))
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    translator.switch("ko")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "금액"


def test_an_empty_source_is_known_to_be_empty(made: Make) -> None:
    model = made(MadeUpRows(0))
    assert model.known
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("day", "state", "late"),
    [
        ("2026-03-01", "open", True),
        ("2026-03-02", "open", False),
        ("2026-03-01", "done", False),
        ("2026-03-01", None, True),
        (None, "open", False),
    ],
)
def test_a_day_that_is_over_is_overdue_until_the_record_has_ended(
    qtbot: QtBot, runner: QueryRunner, translator: Translator, day: str | None, state: str | None, late: bool
) -> None:
    translator.switch("en")
    columns = (
        Column("due", "task.due_on", "date", deadline=Deadline("state", frozenset({"done"}))),
        Column("other", "task.due_on", "date"),
        Column("state", "task.status"),
    )

    class OneRow(MadeUpRows):
        def page(self, start_row: int, size: int) -> Sequence[Row]:
            return [("row-0", day, day, state)]

    model = KeysetModel(columns, runner, formats.cell_text, today=lambda: date(2026, 3, 2))
    with qtbot.waitSignal(model.counted):
        model.set_source(OneRow(1))
    assert [model.is_overdue(0, at) for at in range(3)] == [late, False, False]
    said = [str(model.data(model.index(0, at), Qt.ItemDataRole.AccessibleTextRole)) for at in range(2)]
    assert [text.endswith(", overdue") for text in said] == [late, False]
    assert "overdue" not in str(model.data(model.index(0, 0)))
