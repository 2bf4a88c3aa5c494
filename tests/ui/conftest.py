"""What tests of the desktop share: an application that looks and speaks as the program does."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.locations import resource_path
from crmdesk.store.replica import Replica
from crmdesk.ui import theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.models import QueryRunner
from crmdesk.ui.translations import Translator, label
from crmdesk.ui.workspace import Workspace
from tests.support.sample_replica import ZONE, sample_replica


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup() -> Generator[None, object, object]:
    """What `crmdesk.ui.collector` does for the program: garbage is collected between events, on the GUI thread. On a
    worker it would end in a deadlock, and within an event it would destroy the very page that the event is told to."""
    gc.disable()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Around pytest-qt's own, which lets what is left of a test's events happen once more. All garbage goes: pages that
    were left would be dressed beside those of every later test, and a page of the map holds 25 MB."""
    try:
        return (yield)
    finally:
        gc.collect()
        gc.enable()


@pytest.fixture(scope="module", autouse=True)
def _no_widget_outlives_its_module() -> Iterator[None]:
    """Nor do those that tests of a module share. What is there before them isn't searched for garbage after each."""
    before = QApplication.topLevelWidgets()
    gc.collect()
    gc.freeze()
    yield
    _destroy_all_but(before)


@pytest.fixture(autouse=True)
def _no_widget_outlives_its_test() -> Iterator[None]:
    """One that stayed would be dressed and laid out anew beside those of every later test."""
    before = QApplication.topLevelWidgets()
    yield
    _destroy_all_but(before)


def _destroy_all_but(before: list[QWidget]) -> None:
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None and widget not in before:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def _translator(qapp: QApplication) -> Translator:
    return Translator(qapp, resource_path("translations"))


@pytest.fixture
def translator(qapp: QApplication, _translator: Translator) -> Iterator[Translator]:
    """Speaks English before and after; the light theme is in force."""
    locale = QLocale()
    _translator.switch("en")
    if _translator.said_in("ko", lambda: label("quote")) == "Quote":
        # The catalogues of a window that an earlier test opened lie above these.
        _translator.switch("ko")
        _translator.switch("en")
    QLocale.setDefault(QLocale("en_US"))
    theme.apply(qapp, "light", "en")
    yield _translator
    _translator.switch("en")
    QLocale.setDefault(locale)


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[QueryRunner]:
    """A query thread that ends with the test."""
    made = QueryRunner()
    yield made
    made.close()


KEY = bytes(range(32))


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    """The sample organisation's first rep, with a laptop of their own for each test."""
    opened = sample_replica(tmp_path / "profile", KEY)
    yield opened
    opened.close()


@pytest.fixture
def desk(replica: Replica, translator: Translator) -> Iterator[Desk]:
    """The desk of that rep; instants are shown in Seoul's time."""
    made = Desk(replica, replica.author(zone=str(ZONE)), translator, zone=ZONE)
    yield made
    made.close()


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, translator: Translator) -> MainWindow:
    """An empty frame. It goes when its test is over, and not before the threads of a workspace in it have ended."""
    return MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), translator)


@pytest.fixture
def workspace(window: MainWindow, desk: Desk, qtbot: QtBot) -> Iterator[Workspace]:
    """The frame with the screens in it, in front."""
    made = Workspace(window, desk, None)
    made.show_first()
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    made.close()
