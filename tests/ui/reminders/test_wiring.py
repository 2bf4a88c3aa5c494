"""Reminders in the window and beside it: opened, put off, put away; and what a locked screen may read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.store.calendar import Reminder
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.reminders.note import Note
from crmdesk.ui.reminders.wiring import Reminders
from crmdesk.ui.reminders.words import notes
from crmdesk.ui.translations import Translator
from tests.ui.records import first


class Line(QObject):
    """The outer end of a line to the system: what was shown and taken away; `test_desktop_line.py` has the real one."""

    acted = Signal(str, str)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Note] = []
        self.withdrawn: list[str] = []

    def show(self, note: Note) -> None:
        self.shown.append(note)

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)

    def close(self) -> None:
        self.shown.clear()


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, translator: Translator) -> Iterator[MainWindow]:
    """A window that is not shown, as one behind others."""
    made = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), translator)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def reminders(window: MainWindow, desk: Desk, line: Line, qtbot: QtBot) -> Iterator[Reminders]:
    made = Reminders(window, desk, line)  # type: ignore[arg-type]  # its outer end is a thread of its own
    made.scheduler.start()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()


@pytest.fixture
def due(desk: Desk) -> list[Reminder]:
    """A visit at half past three in Seoul and a task that is due today."""
    account = first(desk.replica, "account")
    at = "2026-11-23T06:00:00.000Z"
    visit = edits.plan_visit(
        desk.author, account.id, "2026-11-23T06:30:00Z", None, purpose="Shelf", reminder_at=at
    )
    task = edits.create(
        desk.author, "task", {"subject": "Send it", "due_on": "2026-11-23", "reminder_at": at}
    )
    desk.replica.commit(visit)
    desk.replica.commit(task)
    found = desk.replica.reminders_of([("visit", visit[0].id), ("task", task[0].id)])
    return sorted(found, key=lambda each: each.record.type, reverse=True)


def test_bar_shows_the_first_and_counts_the_others(reminders: Reminders, due: list[Reminder]) -> None:
    reminders.scheduler.due.emit(due)
    bar = reminders.bar
    assert not bar.isHidden()
    assert bar.title.text().replace("\u202f", " ") == "Visit, Today 3:30 PM"
    assert "Shelf" in bar.accessibleName()
    assert bar.more.text() == "and 1 more"


def test_open_leads_to_the_record_and_the_next_one_follows(
    reminders: Reminders, desk: Desk, due: list[Reminder], line: Line, qtbot: QtBot
) -> None:
    reminders.scheduler.due.emit(due)
    with qtbot.waitSignal(desk.record_requested) as opened:
        QTest.keyClick(reminders.bar.open, Qt.Key.Key_Space)
    assert opened.args == ["visit", due[0].record.id]
    assert line.withdrawn == [f"visit:{due[0].record.id}"]
    assert reminders.bar.title.text() == "Task, Today"
    reminders.bar.close_button.click()
    assert reminders.bar.isHidden()


@pytest.mark.parametrize(
    ("minutes", "until"),
    [(10, "2026-11-23T01:40:00.000Z"), (60, "2026-11-23T02:30:00.000Z"), (0, "2026-11-24T00:00:00.000Z")],
)
def test_reminder_is_put_off(
    reminders: Reminders, desk: Desk, due: list[Reminder], qtbot: QtBot, minutes: int, until: str
) -> None:
    reminders.scheduler.due.emit(due[:1])
    reminders.bar.put_off(minutes)
    assert reminders.bar.isHidden()
    qtbot.waitUntil(lambda: not desk.busy)
    assert list(desk.replica.setting("reminders")["snoozed"].values()) == [until]


def test_system_is_told_the_kind_and_the_time_alone(
    reminders: Reminders, window: MainWindow, due: list[Reminder], line: Line
) -> None:
    reminders.scheduler.due.emit(due)
    assert [note.body for note in line.shown] == ["", ""]
    assert line.shown[0].title.replace("\u202f", " ") == "Visit, Today 3:30 PM"
    window.preferences.notification_details = True
    reminders.scheduler.due.emit(due)
    assert line.shown[-1].body == "Send it"
    assert "Shelf" in line.shown[-2].body


def test_many_at_once_are_one_note(desk: Desk, due: list[Reminder]) -> None:
    (note,) = notes(desk, due * 2, details=True)
    assert (note.title, note.body) == ("4 reminders", "")


def test_click_on_a_note_opens_the_record_and_its_button_puts_it_off(
    reminders: Reminders, desk: Desk, window: MainWindow, due: list[Reminder], line: Line, qtbot: QtBot
) -> None:
    reminders.scheduler.due.emit(due)
    visit, task = (note.key for note in line.shown)
    line.acted.emit(task, "snooze")
    qtbot.waitUntil(lambda: reminders.scheduler.next == "2026-11-23T01:40:00.000Z")
    with qtbot.waitSignal(desk.record_requested) as opened:
        line.acted.emit(visit, "default")
    assert ":".join(opened.args) == visit
    assert window.isVisible()
    assert reminders.bar.isHidden()


def test_window_in_front_needs_no_note(
    reminders: Reminders, window: MainWindow, due: list[Reminder], line: Line, qtbot: QtBot
) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    reminders.scheduler.due.emit(due)
    assert line.shown == []
    assert reminders.bar.isVisible()


def test_what_is_done_meanwhile_goes_by_itself(
    reminders: Reminders, desk: Desk, due: list[Reminder], qtbot: QtBot
) -> None:
    reminders.scheduler.due.emit(due[1:])
    desk.replica.commit(edits.complete_task(desk.author, desk.replica.get("task", due[1].record.id)))
    qtbot.waitUntil(reminders.bar.isHidden)
