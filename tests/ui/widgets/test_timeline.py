"""A timeline: heads and entries, what stays when others replace them, and the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import ClickRow, Label
from crmdesk.ui.widgets.timeline import Timeline, TimelineEntry


def test_a_timeline_shows_groups_and_grows(qtbot: QtBot, translator: Translator) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(480, 600)
    line.set_entries([TimelineEntry(str(n), "note", f"Note {n}", group=f"Day {n // 10}") for n in range(70)])
    line.show()
    more = next(button for button in line.findChildren(QAbstractButton) if button.text() == "Show more")
    assert more.isVisible()
    more.click()
    assert not more.isVisible()


def test_a_timeline_shows_nothing_of_the_entries_that_others_replaced_while_it_was_built(
    qtbot: QtBot, translator: Translator
) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.set_entries([TimelineEntry(f"old:{n}", "note", f"Old {n}") for n in range(40)])
    line.set_entries([TimelineEntry(f"new:{n}", "note", f"New {n}") for n in range(3)])
    names = [row.accessibleName() for row in line.findChildren(ClickRow) if row.isVisibleTo(line)]
    assert names == ["New 0", "New 1", "New 2"]


def entry_of(line: Timeline, name: str) -> ClickRow:
    (found,) = (
        row for row in line.findChildren(ClickRow) if row.accessibleName() == name and row.isVisible()
    )
    return found


def in_order(line: Timeline) -> list[str]:
    """Heads and entries from the top, as they are painted."""
    parts = [each for each in line.children() if isinstance(each, Label | ClickRow) and each.isVisible()]
    said = {each: each.text() if isinstance(each, Label) else each.accessibleName() for each in parts}
    return [said[each] for each in sorted(parts, key=lambda each: each.y())]


def test_a_timeline_keeps_what_stands_there_and_the_keyboard_with_it(
    qtbot: QtBot, translator: Translator
) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(480, 600)
    days = {"Call": "Monday", "Visit": "Monday", "Note": "Sunday"}
    old = [TimelineEntry(f"note:{title}", "note", title, group=day) for title, day in days.items()]
    line.set_entries(old)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    visit, note = entry_of(line, "Visit"), entry_of(line, "Note")
    visit.setFocus()
    new = TimelineEntry("task:1", "task", "Task", group="Today")
    line.set_entries([new, old[1], old[2], TimelineEntry("task:2", "task", "Mail", group="Sunday")])
    qtbot.waitUntil(lambda: in_order(line) == ["Today", "Task", "Monday", "Visit", "Sunday", "Note", "Mail"])
    assert (entry_of(line, "Visit"), entry_of(line, "Note")) == (visit, note)
    assert visit.hasFocus()


def test_the_keyboard_stays_with_an_entry_that_says_something_else_now(
    qtbot: QtBot, translator: Translator
) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    entries = [TimelineEntry(f"visit:{number}", "visit", f"Visit {number}") for number in range(40)]
    line.set_entries(entries)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    qtbot.waitUntil(lambda: len(in_order(line)) == 40)
    entry_of(line, "Visit 30").setFocus()
    entries[30] = TimelineEntry("visit:30", "visit", "Visit 30", badge="Held")
    line.set_entries(entries)
    assert entry_of(line, "Visit 30, Held").hasFocus()


def test_two_entries_that_say_the_same_both_stand_there(qtbot: QtBot, translator: Translator) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.set_entries([TimelineEntry("call:1", "call", "Call"), TimelineEntry("call:1", "call", "Call")])
    line.show()
    assert in_order(line) == ["Call", "Call"]


def test_an_entry_is_opened_by_enter(qtbot: QtBot, translator: Translator) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.set_entries([TimelineEntry("visit:1", "visit", "Visit", badge="Planned")])
    entry = next(child for child in line.findChildren(QWidget) if child.accessibleName() == "Visit, Planned")
    with qtbot.waitSignal(line.activated) as opened:
        qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert opened.args == ["visit:1"]
