"""A brief is reached by keyboard from wherever one thinks of a visit: account, visit, Today, calendar, palette."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.calendar.menus import entry_menu
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.printing import PrintRequest
from crmdesk.ui.printing.preview import PreviewPage
from crmdesk.ui.search import window_commands
from crmdesk.ui.today.page import TodayPage
from crmdesk.ui.translations import Translator
from crmdesk.ui.workspace import Workspace
from tests.support import PATIENCE
from tests.ui.brief.conftest import ago
from tests.ui.records import negotiated

BRIEF = (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def window(
    qapp: QApplication, tmp_path: Path, translator: Translator, desk: Desk, qtbot: QtBot
) -> Iterator[MainWindow]:
    """The frame with the screens in it, in front."""
    made = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), translator)
    workspace = Workspace(made, desk, None)
    workspace.show_first()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    workspace.close()
    made.close()


@pytest.fixture
def planned(desk: Desk) -> Record:
    """A visit of the user's today."""
    mine = (
        Filter("owner", "=", desk.author.user),
        Filter("status", "=", "planned"),
        Filter("planned_start", ">", ago(1)),
    )
    return desk.replica.query("visit", Query(mine, sort="planned_start", limit=1))[0]


def said(window: MainWindow, qtbot: QtBot) -> str:
    """What the preview in front says once its pages are set."""
    page = window.pages.currentWidget()
    assert isinstance(page, PreviewPage)
    qtbot.waitUntil(lambda: page.proof is not None, timeout=int(PATIENCE * 1000))
    assert page.proof is not None
    return page.proof.text()


def test_ctrl_shift_p_on_an_account_shows_its_brief_and_esc_leads_back(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    account = desk.replica.get("account", negotiated(desk.replica)["account"])
    desk.open("account", account.id)
    qtbot.waitUntil(lambda: not desk.busy)
    qtbot.keyClick(window, *BRIEF)
    assert said(window, qtbot).startswith(account["name"])
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.history.current == f"account:{account.id}"


def test_on_a_visit_it_says_when_and_whom_to_meet(
    window: MainWindow, desk: Desk, planned: Record, qtbot: QtBot
) -> None:
    desk.open("visit", planned.id)
    qtbot.waitUntil(lambda: not desk.busy)
    qtbot.keyClick(window, *BRIEF)
    text = said(window, qtbot)
    assert f"Purpose: {planned['purpose']}" in text
    assert "To meet: " in text


def test_on_an_opportunity_it_is_that_of_its_account(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    deal = negotiated(desk.replica)
    desk.open("opportunity", deal.id)
    qtbot.waitUntil(lambda: not desk.busy)
    qtbot.keyClick(window, *BRIEF)
    assert said(window, qtbot).startswith(desk.replica.get("account", deal["account"])["name"])


def test_where_no_customer_is_in_front_it_is_those_of_todays_visits(
    window: MainWindow, desk: Desk, planned: Record, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, *BRIEF)
    assert desk.replica.get("account", planned["account"])["name"] in said(window, qtbot)
    page = window.pages.currentWidget()
    assert isinstance(page, PreviewPage)
    assert page.proof is not None
    assert len(page.proof) == len(page.proof.document.blocks) > 1


@pytest.mark.usefixtures("planned")
def test_today_offers_the_briefs_of_its_visits(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    page = window.pages.currentWidget()
    assert isinstance(page, TodayPage)
    assert page.briefs.accessibleName() == "Briefs for today's visits"
    page.briefs.setFocus()
    qtbot.keyClick(page.briefs, Qt.Key.Key_Space)
    assert isinstance(window.pages.currentWidget(), PreviewPage)


def test_the_menu_of_a_visit_in_the_calendar_has_its_brief(desk: Desk, planned: Record, qtbot: QtBot) -> None:
    page = CalendarPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.entered()
    qtbot.waitUntil(lambda: page.plans.find(f"visit:{planned.id}") is not None)
    each = page.plans.find(f"visit:{planned.id}")
    assert each is not None
    asked: list[PrintRequest] = []
    desk.preview_requested.connect(asked.append)
    holder = QWidget()
    qtbot.addWidget(holder)
    menu = entry_menu(holder, QPoint(), desk, page.plans, each)
    next(action for action in menu.actions() if action.text() == "Pre-visit brief").trigger()
    menu.close()
    page.left()
    assert [request.key for request in asked] == [f"brief:{planned.id}"]


def test_the_palette_knows_both(window: MainWindow) -> None:
    titles = {command.title() for command in window_commands(window, lambda _: None)}
    assert {"Pre-visit brief", "Briefs for today's visits"} <= titles
    assert ("Pre-visit brief", "Ctrl+Shift+P") in [pair for _, rows in window.menus.groups() for pair in rows]
