"""The first window waits for its own code alone, and the rest is read once it stands."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.warming import GRAMMAR, SCREENS, Warming
from tests.support import until

_LOADED = "import sys, crmdesk.cli.main, crmdesk.app, crmdesk.ui.workspace, crmdesk.ui.today.page; print(*sys.modules)"
_PIECES = 40
_HEAVY = ("sqlalchemy", "httpx", "urllib.request", "ssl", "crmdesk.ui.printing")


def test_first_window_reads_neither_the_grammar_nor_what_it_does_not_show() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "crmdesk.ui.today.page" in loaded
    assert not loaded & {*SCREENS, *GRAMMAR, *_HEAVY}


def test_what_is_read_later_is_read_to_its_end(qtbot: QtBot) -> None:
    parent = QObject()
    warming = Warming(parent, ("crmdesk.ui.tasks.page", "crmdesk.ui.map.page"))
    try:
        until(lambda: not warming.under_way, between=QApplication.processEvents)
        assert all(name in sys.modules for name in (*GRAMMAR, "crmdesk.ui.tasks.page", "crmdesk.ui.map.page"))
    finally:
        warming.close()


def test_every_name_of_a_module_is_one() -> None:
    assert all(import_module(name) for name in (*SCREENS, *GRAMMAR))


def test_pages_are_built_while_nobody_touches_the_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []
    now = [100.0]
    monkeypatch.setattr("crmdesk.ui.warming.time.monotonic", lambda: now[0])
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    handle = window.windowHandle()
    warming = Warming(window, (), _noting(built), handle)
    try:
        until(lambda: GRAMMAR[0] in sys.modules, between=QApplication.processEvents)
        now[0] += 0.9
        _turn(warming)
        assert not built
        now[0] += 0.2
        until(lambda: bool(built), between=QApplication.processEvents)
        QTest.keyClick(handle, Qt.Key.Key_A)
        had = list(built)
        _turn(warming)
        assert built == had
        now[0] += 1.0
        until(lambda: not warming.under_way, between=QApplication.processEvents)
        assert built == list(range(_PIECES))
    finally:
        warming.close()


def test_a_window_that_closes_meanwhile_has_no_more_pages_built(qtbot: QtBot) -> None:
    built: list[int] = []
    parent = QObject()
    warming = Warming(parent, (), _noting(built))
    until(lambda: bool(built), between=QApplication.processEvents)
    warming.close()
    had = len(built)
    QApplication.processEvents()
    assert len(built) == had
    assert not warming.under_way


def test_a_turn_that_stood_behind_other_work_builds_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []
    now = [100.0]
    monkeypatch.setattr("crmdesk.ui.warming.time.monotonic", lambda: now[0])
    parent = QObject()
    warming = Warming(parent, (), _noting(built))
    try:
        until(lambda: bool(built), between=QApplication.processEvents)
        had = list(built)
        now[0] += 0.2
        _turn(warming)
        assert built == had
        _turn(warming)
        assert len(built) > len(had)
    finally:
        warming.close()


def _noting(built: list[int]) -> Iterator[None]:
    for number in range(_PIECES):
        built.append(number)
        yield


def _turn(warming: Warming) -> None:
    """One turn of its clock, whenever that would come."""
    warming._timer.timeout.emit()
    QApplication.processEvents()
