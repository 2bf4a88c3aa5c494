"""Commands are found by what other programs call them, in every language, and each of these names has its command."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from crmdesk.ui.frame import MainWindow
from crmdesk.ui.search.also_called import _NAMES
from crmdesk.ui.search.command_index import CommandIndex
from crmdesk.ui.search.offered import window_commands
from crmdesk.ui.translations import Translator
from crmdesk.ui.workspace import Workspace


@pytest.fixture
def index(
    window: MainWindow, workspace: Workspace, translator: Translator, qapp: QApplication
) -> CommandIndex:
    return CommandIndex.of(window_commands(window, lambda place: None), translator)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("dark mode", "theme.dark"),
        ("다크", "theme.dark"),
        ("暗黑", "theme.dark"),
        ("preferences", "settings"),
        ("환경설정", "settings"),
        ("deals", "go.opportunities"),
        ("new customer", "new.account"),
        ("簽到", "log-visit"),
        ("refresh", "sync"),
    ],
)
def test_a_command_is_found_by_what_others_call_it(index: CommandIndex, typed: str, key: str) -> None:
    assert key in [hit.command.key for hit in index.find(typed, {})][:3]


def test_what_menus_call_a_command_comes_before_what_others_call_one(index: CommandIndex) -> None:
    first, *_ = index.find("settings", {})
    assert (first.command.key, first.other) == ("settings", "")


def test_every_other_name_is_that_of_a_command(index: CommandIndex) -> None:
    assert _NAMES.keys() <= {command.key for command, _ in index.entries}
