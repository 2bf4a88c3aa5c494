"""Python's garbage is collected on the GUI thread and nowhere else."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.collector import Collector
from tests.support import PATIENCE


class _Cycle:
    """Says on which thread it was collected."""

    def __init__(self, collected: list[threading.Thread]) -> None:
        self._collected = collected
        self._self = self

    def __del__(self) -> None:
        self._collected.append(threading.current_thread())


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.stop()
    gc.disable()  # as every test of the desktop has it


def _litter(collected: list[threading.Thread]) -> None:
    """Leaves a cycle, then allocates enough for every generation to be due."""
    _Cycle(collected)
    for _ in range(200):
        kept = [[] for _ in range(1_000)]  # type: ignore[var-annotated]
        del kept


def _litter_elsewhere(collected: list[threading.Thread]) -> None:
    worker = threading.Thread(target=_litter, args=(collected,))
    worker.start()
    worker.join()


def test_a_worker_s_litter_waits_for_the_gui_thread(collector: Collector, qtbot: QtBot) -> None:
    collected: list[threading.Thread] = []
    _litter_elsewhere(collected)
    assert collected == []
    gc.set_threshold(1, *gc.get_threshold()[1:])
    try:
        kept = [[] for _ in range(10)]  # type: ignore[var-annotated]
        qtbot.waitUntil(lambda: bool(collected))
        assert kept
    finally:
        gc.set_threshold(700, 10, 10)
    assert collected == [threading.main_thread()]


def test_without_it_the_worker_would_collect_itself(collector: Collector) -> None:
    collector.stop()
    collected: list[threading.Thread] = []
    _litter_elsewhere(collected)
    assert collected
    assert collected[0] is not threading.main_thread()


def test_what_was_loaded_before_is_looked_through_no_more_and_given_back_at_the_end(
    qapp: QApplication,
) -> None:
    collector = Collector()
    try:
        collector.spare()
        assert gc.get_freeze_count() > 1_000
    finally:
        collector.stop()
        gc.disable()  # as every test of the desktop has it
    assert gc.get_freeze_count() < 1_000


def _look_at_the_oldest(collector: Collector) -> None:
    """As the timer does when they are due."""
    gc.set_threshold(1, 1, 1)
    try:
        while gc.get_count()[2] <= 1:
            _litter([])
            gc.collect(1)
        collector.look()
    finally:
        gc.set_threshold(700, 10, 10)


def test_what_outlived_a_look_that_took_long_is_left_aside_until_all_is_looked_at(qapp: QApplication) -> None:
    collector = Collector(held_up=0.0)
    collected: list[threading.Thread] = []
    kept = [_Cycle(collected)]
    try:
        _look_at_the_oldest(collector)
        kept.clear()
        gc.collect()
        assert collected == [], "a look does not go through all of it again"
        collector.look_at_all()
        assert collected == [threading.main_thread()]
    finally:
        collector.stop()
        gc.disable()  # as every test of the desktop has it


def test_what_outlived_a_quick_look_is_found_by_the_next(qapp: QApplication) -> None:
    collector = Collector(held_up=PATIENCE)
    collected: list[threading.Thread] = []
    kept = [_Cycle(collected)]
    try:
        _look_at_the_oldest(collector)
        kept.clear()
        _look_at_the_oldest(collector)
        assert collected == [threading.main_thread()]
    finally:
        collector.stop()
        gc.disable()  # as every test of the desktop has it


def test_all_is_looked_at_while_no_window_can_be_seen(collector: Collector, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    collected: list[threading.Thread] = []
    kept = [_Cycle(collected)]
    collector.spare()
    kept.clear()
    collector.look_unseen()
    assert collected == []
    assert collector._away.isActive(), "it asks again"
    window.showMinimized()
    collector.look_unseen()
    assert collected == [threading.main_thread()]


def test_nobody_is_away_who_comes_back(collector: Collector) -> None:
    collector._on_state(Qt.ApplicationState.ApplicationInactive)
    assert collector._away.isActive()
    collector._on_state(Qt.ApplicationState.ApplicationActive)
    assert not collector._away.isActive()
