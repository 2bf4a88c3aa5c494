"""Python's garbage is collected on the GUI thread and nowhere else."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.ui.collector import Collector


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
