"""The Inbox in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[InboxPage]:
    made = InboxPage(desk)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    qtbot.waitUntil(lambda: made._read_once)
    yield made
    made.left()
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()
