"""How a list was read is remembered by its columns: for next month's, and for whoever closed the window too early."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crmdesk.exchange.incoming.cells import DateOrder
from crmdesk.exchange.incoming.survey import Missing
from crmdesk.store.replica import Replica
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.importing.remembered import Reading, Remembered
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.translations import Translator

COLUMNS = ("Firma", "Ort", "Umsatz")


def reading(type_name: str = "account", slot: str = "name") -> Reading:
    return Reading(type_name, {"Firma": slot}, Missing.LEAVE, DateOrder.DMY, ",")


@pytest.fixture
def remembered(desk: Desk) -> Remembered:
    return Remembered(desk.own)


def test_a_table_is_known_again_by_the_names_of_its_columns_in_their_order(remembered: Remembered) -> None:
    remembered.keep(COLUMNS, reading())
    assert remembered.reading(COLUMNS) == reading()
    assert remembered.reading(COLUMNS[:2]) is None
    assert remembered.reading(tuple(reversed(COLUMNS))) is None


def test_what_was_decided_last_holds_and_the_oldest_lists_are_forgotten(remembered: Remembered) -> None:
    remembered.keep(COLUMNS, reading())
    remembered.keep(COLUMNS, reading("lead", "company"))
    assert remembered.reading(COLUMNS) == reading("lead", "company")
    for number in range(20):
        remembered.keep((f"Firma {number}",), reading())
    assert remembered.reading(COLUMNS) is None
    assert remembered.reading(("Firma 0",)) is not None


def test_a_type_that_is_not_imported_any_more_is_read_as_it_is_guessed(remembered: Remembered) -> None:
    remembered.keep(COLUMNS, reading("campaign"))
    assert remembered.reading(COLUMNS) is None


def test_no_word_of_a_file_is_kept(remembered: Remembered, desk: Desk) -> None:
    remembered.keep(("김민수", "minsu@newfirm.example"), reading())
    kept = json.dumps(desk.own.settings("import."), ensure_ascii=False)
    assert "김민수" not in kept
    assert "newfirm" not in kept


def test_columns_that_were_assigned_before_the_window_closed_are_so_when_it_is_back(
    page: ImportPage, people: Path, replica: Replica, translator: Translator, qtbot: QtBot
) -> None:
    page.session.choose(people)
    qtbot.waitUntil(lambda: page.step is page.preview and not page.session.doing)
    page.session.assign("직책", "department")
    page.session.set_missing(Missing.LEAVE)
    assert not page.session.state.as_before
    qtbot.waitUntil(lambda: not page._desk.busy)

    again = Desk(replica, replica.author(), translator)
    session = ImportSession(again)
    try:
        session.choose(people)
        qtbot.waitUntil(lambda: session.state.preview is not None)
        assert session.state.columns["직책"] == "department"
        assert session.state.columns["성명"] == "name"
        assert session.state.missing is Missing.LEAVE
        assert session.state.as_before
    finally:
        session.close()
        again.close()


def test_the_columns_say_that_they_are_as_before_until_another_type_is_chosen(
    page: ImportPage, window: MainWindow, people: Path, qtbot: QtBot
) -> None:
    for _ in range(2):
        page.session.choose(people)
        qtbot.waitUntil(lambda: page.step is page.preview and not page.session.doing)
        page.session.assign("직책", "department")
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.step is page.columns)
    assert "before" in page.columns.lacking.text()
    page.session.set_type("lead")
    assert "before" not in page.columns.lacking.text()
