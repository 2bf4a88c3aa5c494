"""What a line costs: as the system says, unless the person has said so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from crmdesk.ui.connection import Connection
from crmdesk.ui.frame import Preferences


class Line(QObject):
    """What the system knows of a line, in the test's hands."""

    isMeteredChanged = Signal(bool)
    reachabilityChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.metered = False

    def isMetered(self) -> bool:
        return self.metered

    def become(self, *, metered: bool) -> None:
        self.metered = metered
        self.isMeteredChanged.emit(metered)


@pytest.fixture
def line(qapp: QObject) -> Line:
    return Line()


@pytest.fixture
def connection(line: Line, tmp_path: Path) -> Connection:
    made = Connection(Preferences(tmp_path / "desktop.ini"))
    made.follow(line)  # type: ignore[arg-type]  # as much of it as is asked
    return made


def test_the_system_s_word_counts_and_its_changes_are_told(connection: Connection, line: Line) -> None:
    told: list[bool] = []
    connection.changed.connect(told.append)
    line.become(metered=True)
    line.become(metered=True)
    line.become(metered=False)
    assert told == [True, False]


def test_what_the_person_says_counts_more_and_is_remembered(
    connection: Connection, line: Line, tmp_path: Path
) -> None:
    connection.choose("metered")
    assert connection.metered
    assert Connection(Preferences(tmp_path / "desktop.ini")).metered
    line.become(metered=True)
    connection.choose("unmetered")
    assert not connection.metered
    connection.choose("automatic")
    assert connection.metered


def test_a_network_that_is_back_is_told(connection: Connection, line: Line, qtbot: QtBot) -> None:
    with qtbot.waitSignal(connection.returned):
        line.reachabilityChanged.emit(QNetworkInformation.Reachability.Online)
    with qtbot.assertNotEmitted(connection.returned):
        line.reachabilityChanged.emit(QNetworkInformation.Reachability.Disconnected)


def test_where_the_system_knows_nothing_a_line_costs_nothing(tmp_path: Path, qapp: QObject) -> None:
    made = Connection(Preferences(tmp_path / "desktop.ini"))
    made.follow(None)
    assert not made.metered


def test_this_system_can_be_asked(tmp_path: Path, qapp: QObject) -> None:
    made = Connection(Preferences(tmp_path / "desktop.ini"))
    made.watch()
    assert made.metered in (True, False)
