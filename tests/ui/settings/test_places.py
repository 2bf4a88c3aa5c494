"""The palette finds the places of the settings by the words that people of each language have for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.search import window_commands
from crmdesk.ui.search.command_index import CommandIndex
from crmdesk.ui.translations import Translator


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("disk", "storage"),
        ("free up", "storage"),
        ("저장 공간", "storage"),
        ("释放空间", "storage"),
        ("儲存空間", "storage"),
        ("laptops", "devices"),
        ("노트북", "devices"),
        ("设备", "devices"),
        ("裝置", "devices"),
        ("shortcuts", "keys"),
        ("단축키", "keys"),
        ("快速鍵", "keys"),
        ("crash", "reports"),
        ("隐私", "reports"),
        ("licences", "about"),
        ("라이선스", "about"),
        ("알림", "notifications"),
        ("tray", "closing"),
    ],
)
def test_a_place_is_found_by_its_words_in_every_language(
    typed: str, place: str, translator: Translator, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), translator)
    qtbot.addWidget(window)
    opened: list[str] = []
    index = CommandIndex.of(window_commands(window, opened.append), translator)
    found = [hit.command.key for hit in index.find(typed, {})]
    assert f"settings.{place}" in found
