"""The list of what waits, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crmdesk.ui.conflicts.inbox_list import InboxEntry, InboxList


def test_the_arrows_go_to_what_came_at_this_moment(qtbot: QtBot) -> None:
    """A row that is not on the screen yet takes no keyboard."""
    rows = InboxList()
    qtbot.addWidget(rows)
    entries = [InboxEntry(key, "conflict", "warning_text", key, "Amount") for key in "ab"]
    rows.show_entries(entries[:1])
    with qtbot.waitActive(rows):
        rows.show()
        rows.activateWindow()
    rows.focus_current()
    rows.show_entries(entries)
    QTest.keyClick(rows.rows[0], Qt.Key.Key_Down)
    assert [row.chosen for row in rows.rows] == [False, True]
