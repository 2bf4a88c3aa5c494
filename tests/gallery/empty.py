"""What a laptop shows on its first day: sections without records, a search without a hit, a record that has gone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QTabBar

from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.screens import SECTIONS
from tests.gallery.screens import Screen
from tests.gallery.stage import Stage


def empty_screens() -> Iterator[Screen]:
    """Every section and what else can be without anything, on a laptop without a customer."""
    for section in SECTIONS:
        yield Screen(f"empty-{section.key}", partial(_section, section.key))
    for view in ("board", "table", "forecast"):
        yield Screen(
            f"empty-opportunities-{view}",
            lambda stage, shown=view: stage.workspace.open_opportunities(shown),
        )
    yield Screen("empty-calendar-agenda", _agenda)
    yield Screen("empty-search", _nothing_found)
    yield Screen("empty-sync", lambda stage: stage.workspace.open_sync())
    yield Screen("empty-log-visit", lambda stage: stage.workspace.log_visit())
    yield Screen("empty-record-gone", lambda stage: stage.desk.open("account", stage.desk.author.new_id()))


def _section(key: str, stage: Stage) -> None:
    stage.desk.go(key)
    bar = stage.page.findChild(QTabBar)
    if bar is not None:
        bar.setCurrentIndex(0)


def _agenda(stage: Stage) -> None:
    stage.desk.go("calendar")
    stage.settle()
    page = stage.page
    assert isinstance(page, CalendarPage)
    page.choose_view("agenda")


def _nothing_found(stage: Stage) -> None:
    stage.desk.go("today")
    stage.window.search.activate()
    stage.window.search.setText("zzzz")
    stage.settle()
    stage.window.search.show_popup()
