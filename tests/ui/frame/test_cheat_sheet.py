"""The cheat sheet leaves no key out that does something on the page that is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel

from crmdesk.ui.frame import Page
from crmdesk.ui.screens import RECORD_PAGES, SECTIONS
from tests.gallery.stage import Stage, stage

_SAME = {"Ctrl+Return": "Ctrl+Enter", "Return": "Enter", "1": "M", "2": "T", "3": "E"}
"""Keys that do what the one beside them does, which is the one that is told."""


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(qapp, tmp_path_factory.mktemp("s"), signed_in=True) as made:
        yield made


def keys_of(page: Page) -> set[str]:
    return {
        shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
        for shortcut in page.findChildren(QShortcut)
    }


def told(shown: Stage) -> set[str]:
    sheet = shown.window.show_shortcuts()
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    sheet.close()
    return texts


def untold(shown: Stage) -> set[str]:
    page = shown.page
    assert isinstance(page, Page)
    missing = keys_of(page) - told(shown)
    return {key for key in missing if _SAME.get(key) not in keys_of(page)}


@pytest.mark.parametrize("section", [section.key for section in SECTIONS])
def test_every_key_of_a_section_is_told(shown: Stage, section: str) -> None:
    shown.desk.go(section)
    shown.settle()
    assert untold(shown) == set()


@pytest.mark.parametrize("type_name", RECORD_PAGES)
def test_every_key_of_a_record_page_is_told(shown: Stage, type_name: str) -> None:
    shown.desk.open(type_name, shown.replica.query(type_name)[0].id)
    shown.settle()
    page = shown.page
    assert isinstance(page, Page)
    assert "Ctrl+E" in keys_of(page)
    assert untold(shown) == set()
