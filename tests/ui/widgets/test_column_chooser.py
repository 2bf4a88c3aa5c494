"""Which columns a table shows, by keys alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui.widgets.column_chooser import STEP
from tests.ui.models.made_up_rows import MadeUpRows
from tests.ui.widgets.test_data_table import Make, made

__all__ = ["made"]


def test_columns_are_hidden_shown_moved_and_sized_by_keys_alone(made: Make, qtbot: QtBot) -> None:
    table = made(MadeUpRows(10))
    chooser = table.choose_columns(QPoint(0, 0))
    keys = chooser.list
    assert keys.hasFocus()
    qtbot.keyClick(keys, Qt.Key.Key_Space)  # the column that names the record stays
    assert table.shown_columns() == ["name", "amount"]
    qtbot.keyClick(keys, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.columns_changed):
        qtbot.keyClick(keys, Qt.Key.Key_Space)
    assert table.shown_columns() == ["name"]
    qtbot.keyClick(keys, Qt.Key.Key_Right)  # one that is hidden has no width
    assert not table.columns.widths()
    qtbot.keyClick(keys, Qt.Key.Key_Space)
    with qtbot.waitSignal(table.columns_changed):
        qtbot.keyClick(keys, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert table.shown_columns() == ["amount", "name"]
    width = table.columns.width("amount")
    qtbot.keyClick(keys, Qt.Key.Key_Right)
    qtbot.keyClick(keys, Qt.Key.Key_Right)
    qtbot.keyClick(keys, Qt.Key.Key_Left)
    assert table.columns.width("amount") == width + STEP
    assert chooser.list.accessibleDescription() == f"{width + STEP} px wide"
    gone = chooser.destroyed
    with qtbot.waitSignal(gone):
        qtbot.keyClick(keys, Qt.Key.Key_Escape)
    assert table.shown_columns() == ["amount", "name"]
