"""The list of days by its width: two lines a row where it is narrow, columns near each other where it is wide."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from crmdesk.ui.calendar.day_list import DayList
from crmdesk.ui.calendar.day_rows import DayRow

ROWS = [
    DayRow("Monday", aside="2"),
    *(DayRow(f"Call back {at}", key=f"k{at}", note="Acme", end="Nov 24", badge="High") for at in range(60)),
]


@pytest.fixture
def days(qtbot: QtBot) -> DayList:
    made = DayList()
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    made.show()
    return made


def painted(days: DayList, row: int) -> list[int]:
    """The columns of pixels in which a row shows something."""
    place = days.visualRect(days.model().index(row, 0)).adjusted(0, 4, 0, -4)
    image = days.viewport().grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(image.width() - 1, 0)
    heights = range(image.height())
    return [x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in heights)]


def test_what_stands_at_the_right_is_near_the_words_of_a_wide_row(days: DayList) -> None:
    days.resize(1640, 400)
    columns = painted(days, 2)
    gaps = [after - before for before, after in pairwise(columns)]
    assert max(gaps) < 700, "the eye has to find the same row again"
    assert max(columns) < 1640 * 0.9


def test_what_stands_at_the_right_keeps_to_the_edge_of_a_narrow_row(days: DayList) -> None:
    assert max(painted(days, 2)) > days.viewport().width() - 20


def test_the_count_of_a_group_stands_behind_its_name(days: DayList) -> None:
    days.resize(1640, 400)
    assert max(painted(days, 0)) < 200


def test_wide_rows_have_one_line_and_the_top_one_stays_there(days: DayList) -> None:
    two_lines = days.visualRect(days.model().index(1, 0)).height()
    days.scrollTo(days.model().index(30, 0), DayList.ScrollHint.PositionAtTop)
    days.resize(1640, 400)
    assert days.visualRect(days.model().index(1, 0)).height() < two_lines
    assert days.indexAt(QPoint(1, 1)).row() == 30
    days.resize(600, 400)
    assert days.visualRect(days.model().index(1, 0)).height() == two_lines
    assert days.indexAt(QPoint(1, 1)).row() == 30
