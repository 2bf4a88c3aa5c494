"""The history page of an opportunity in negotiation, with a centre whose line a test can cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import Offline
from crmdesk.domain.records import Record
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.ui.centre import Centre
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.page import HistoryPage
from tests.support.sample_replica import NOW
from tests.ui.centre_side import colleague
from tests.ui.records import negotiated


class Line:
    """A centre at the other end of a line that a test can cut: it answers with the entries it holds."""

    def __init__(self) -> None:
        self.entries: list[HistoryEntry] = []
        self.cut = False

    def history(self, type_name: str, record_id: str) -> list[HistoryEntry]:
        if self.cut:
            raise Offline("The server cannot be reached")
        return self.entries


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def centre(desk: Desk, line: Line) -> Iterator[Centre]:
    def connect(*_: Any) -> Any:
        raise AssertionError("history needs no sign-in")

    made = Centre(desk.replica, line, connect, lambda: NOW)  # type: ignore[arg-type]  # asks for history alone
    yield made
    made.close()


@pytest.fixture
def record(desk: Desk) -> Record:
    return negotiated(desk.replica)


OpenPage = Callable[[], HistoryPage]


@pytest.fixture
def open_page(desk: Desk, centre: Centre, record: Record, qtbot: QtBot) -> Iterator[OpenPage]:
    made: list[HistoryPage] = []

    def build() -> HistoryPage:
        page = HistoryPage(desk, centre, "opportunity", record.id)
        made.append(page)
        page.resize(1000, 700)
        page.show()
        page.entered()
        qtbot.waitUntil(lambda: page._content is not None)
        return page

    yield build
    for page in made:
        page.left()
    qtbot.waitUntil(lambda: not desk.busy)
    for page in made:
        page.close()


def entry(
    desk: Desk,
    op: str,
    field: str,
    old: object,
    new: object,
    outcome: str = "applied",
    at: str = "2026-11-20T02:00:00.000Z",
) -> HistoryEntry:
    return HistoryEntry(
        at=at,
        by=colleague(desk.replica),
        device=None,
        op_id=op,
        field=field,
        old=old,
        new=new,
        outcome=outcome,
    )


def texts(page: HistoryPage) -> list[tuple[str, str, str]]:
    assert page._content is not None
    return [(each.field, each.old, each.new) for step in page._content.steps for each in step.changes]
