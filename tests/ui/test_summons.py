"""Calls for the window: links wait for the profile, the window comes to the front, the system's links are heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.summons import Summons
from tests.ui.records import first


@pytest.fixture
def link(desk: Desk) -> str:
    return f"crmdesk://account/{first(desk.replica, 'account').id}"


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("s")
    made.chmod(0o700)
    return made


@pytest.fixture
def summons(qapp: QApplication, tmp_path: Path, folder: Path) -> Iterator[Summons]:
    made = Summons(qapp, tmp_path / "profile", folder)
    yield made
    made.close()


def test_a_link_at_the_start_waits_until_the_profile_is_open(
    summons: Summons, desk: Desk, link: str, qtbot: QtBot
) -> None:
    assert summons.claim([link])
    with qtbot.waitSignal(desk.record_requested) as asked:
        summons.admit(desk)
    assert asked.args == ["account", link.rpartition("/")[2]]
    with qtbot.assertNotEmitted(desk.record_requested):
        summons.admit(desk)  # once alone


def test_a_link_of_the_system_raises_the_window_and_is_followed(
    summons: Summons, desk: Desk, link: str, qapp: QApplication, qtbot: QtBot
) -> None:
    window = summons.window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    assert summons.claim([])
    summons.admit(desk)
    with qtbot.waitSignal(desk.record_requested):
        qapp.sendEvent(qapp, QFileOpenEvent(QUrl(link)))
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()


def test_a_file_at_the_start_is_offered_to_the_import(
    summons: Summons, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    cards = tmp_path / "명함.vcf"
    cards.write_text("BEGIN:VCARD\nFN:Kim\nEND:VCARD\n")
    assert summons.claim([str(cards)])
    with qtbot.waitSignal(desk.file_offered) as offered:
        summons.admit(desk)
    assert offered.args == [cards]


@pytest.mark.parametrize("name", ["setup.exe", "missing.csv", "folder.csv"])
def test_what_is_no_file_to_import_is_said_and_offered_to_nobody(
    summons: Summons, desk: Desk, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    (tmp_path / "setup.exe").touch()
    (tmp_path / "folder.csv").mkdir()
    assert summons.claim([str(tmp_path / name)])
    with qtbot.assertNotEmitted(desk.file_offered), qtbot.waitSignal(desk.noticed) as said:
        summons.admit(desk)
    assert "cannot be opened" in said.args[0].text


def test_a_file_that_macos_opens_is_offered(
    summons: Summons, desk: Desk, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Name\nKim\n")
    assert summons.claim([])
    summons.admit(desk)
    with qtbot.waitSignal(desk.file_offered) as offered:
        qapp.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(table))))
    assert offered.args == [table]


def test_a_link_after_signing_out_waits_again(
    summons: Summons, desk: Desk, link: str, qapp: QApplication, qtbot: QtBot
) -> None:
    assert summons.claim([])
    summons.admit(desk)
    summons.dismiss()
    with qtbot.assertNotEmitted(desk.record_requested):
        qapp.sendEvent(qapp, QFileOpenEvent(QUrl(link)))


@pytest.mark.expected_log("later starts cannot be heard")
def test_the_desktop_opens_where_no_later_start_can_be_heard(
    qapp: QApplication, tmp_path: Path, desk: Desk, link: str, qtbot: QtBot
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    summons = Summons(qapp, tmp_path / "profile", folder)
    assert summons.claim([link])
    with qtbot.waitSignal(desk.record_requested):
        summons.admit(desk)
    summons.close()
