"""The calendar in front, on the sample organisation's Monday morning in Seoul."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.values import Value
from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[CalendarPage]:
    """The calendar's week, read once."""
    made = CalendarPage(desk)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    made.setFocus()
    qtbot.waitUntil(lambda: bool(made.entry_buttons()) and not desk.busy)
    yield made
    made.left()
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()


Create = Callable[..., str]


@pytest.fixture
def create(page: CalendarPage, desk: Desk, qtbot: QtBot) -> Create:
    """Saves a record and waits until the calendar shows it; gives its key."""

    def make(type_name: str, **fields: Value) -> str:
        saved = desk.replica.commit(edits.create(desk.author, type_name, fields))
        key = f"{type_name}:{saved[0].id}"
        qtbot.waitUntil(lambda: page.plans.find(key) is not None)
        return key

    return make


def button(page: CalendarPage, key: str) -> EntryButton:
    """The button of an entry on screen."""
    return next(each for each in page.entry_buttons() if each.shown is not None and each.shown.key == key)
