"""The first window waits for its own code alone, and the rest is read once it stands."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.ui.warming import GRAMMAR, SCREENS, Warming
from tests.support import until

_LOADED = "import sys, crmdesk.cli.main, crmdesk.app, crmdesk.ui.workspace, crmdesk.ui.today.page; print(*sys.modules)"
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
