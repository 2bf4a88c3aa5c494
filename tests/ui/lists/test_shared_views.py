"""Views that people share: offered beside the own ones, copied by all, changed by their owner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain.list_views import ListView, definition
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.widgets.filter_bar import Condition
from tests.ui.centre_side import colleague, new_id, send
from tests.ui.lists.test_pane import make, settle

TOP = ListView(where=(("tier", "=", "a"),), sort="name", group="type", columns=("name", "tier", "type"))


@pytest.fixture
def accounts(desk: Desk, qtbot: QtBot) -> Iterator[ListPane]:
    """The list of accounts, with a view that a colleague shares with everybody and one for another team."""
    shared(desk, "view-1", "Top customers", TOP)
    shared(desk, "view-2", "Of other people", TOP, team="no-team-of-mine")
    shared(desk, "view-3", "Of another list", TOP, shows="contact")
    pane = make(desk, qtbot, "account")
    yield pane
    pane.close()


def shared(desk: Desk, record_id: str, name: str, view: ListView, **more: object) -> None:
    fields = {
        "name": name,
        "shows": "account",
        "definition": definition(view),
        "owner": colleague(desk.replica),
    }
    send(desk.replica, [("shared_view", record_id, {**fields, **more})])


def offered(pane: ListPane) -> dict[str, QAction]:
    """The lines of the menu by their text in front of the tabulator."""
    menu = QMenu(pane)
    pane.views.fill_menu(menu)
    return {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}


def name(pane: ListPane, qtbot: QtBot, text: str | None = None) -> None:
    if text is not None:
        pane.views.name_line.setText(text)
    qtbot.keyClick(pane.views.name_line, Qt.Key.Key_Return)
    settle(pane._desk, qtbot)


def test_colleagues_view_is_used_and_copied_but_not_changed(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    lines = offered(accounts)
    assert "Of other people" not in lines
    assert "Of another list" not in lines
    assert lines["Top customers"].text().split("\t")[1] == desk.replica.title("user", colleague(desk.replica))
    lines["Top customers"].trigger()
    settle(desk, qtbot)
    assert accounts.views.button.text() == "Top customers"
    assert accounts.group_button.field == "type"
    assert (
        accounts._model.layout.records
        == desk.replica.count("account", Query((Filter("tier", "=", "a"),)))
        > 0
    )
    assert accounts.table.shown_columns() == ["name", "tier", "type"]
    accounts.filter.add_condition(Condition("type", "=", "customer"))
    settle(desk, qtbot)
    lines = offered(accounts)
    assert not {"Save changes for everybody", "Rename the view…", "Share the view no more"} & set(lines)
    lines["Save as a new view…"].trigger()
    name(accounts, qtbot)
    assert [view.name for view in accounts.views._saved.all()] == ["Top customers"]
    assert accounts.views.current.own
    assert not accounts.views.button.text().endswith("*")


def test_view_is_shared_changed_for_everybody_and_taken_back(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    accounts.filter.add_condition(Condition("tier", "=", "b"))
    offered(accounts)["Share with everybody…"].trigger()
    name(accounts, qtbot, "Second tier")
    record = next(r for r in desk.replica.query("shared_view") if r["name"] == "Second tier")
    assert (record["shows"], record["team"], record["owner"]) == ("account", None, desk.author.user)
    assert record["definition"]["where"] == [["tier", "=", "b"]]
    assert offered(accounts)["Second tier"].isChecked()
    assert offered(accounts)["Second tier"].text().endswith("\tshared by you")
    accounts.table.sort_requested.emit("tier", True)
    offered(accounts)["Save changes for everybody"].trigger()
    settle(desk, qtbot)
    assert desk.replica.get("shared_view", record.id)["definition"]["sort"] == "tier"
    offered(accounts)["Rename the view…"].trigger()
    name(accounts, qtbot, "Tier B")
    assert desk.replica.get("shared_view", record.id)["name"] == "Tier B"
    assert accounts.views.button.text() == "Tier B"
    offered(accounts)["Share the view no more"].trigger()
    settle(desk, qtbot)
    assert "Tier B" not in offered(accounts)
    assert accounts.views.current.name == "All"
    desk.undo()
    settle(desk, qtbot)
    assert "Tier B" in offered(accounts)


def test_list_follows_when_the_owner_changes_the_view_unless_it_was_changed_here(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    offered(accounts)["Top customers"].trigger()
    settle(desk, qtbot)
    shared(desk, "view-1", "Top of all", ListView(where=(("tier", "=", "c"),)))
    settle(desk, qtbot)
    qtbot.waitUntil(lambda: accounts.views.button.text() == "Top of all")
    assert accounts.filter.conditions() == (Condition("tier", "=", "c"),)
    accounts.filter.add_condition(Condition("type", "=", "customer"))
    settle(desk, qtbot)
    shared(desk, "view-1", "Top of all", ListView(where=(("tier", "=", "b"),)))
    now = (Condition("tier", "=", "b"),)
    qtbot.waitUntil(lambda: now in [view.conditions for view in accounts.views.shared.all()])
    assert accounts.views.button.text() == "Top of all *"
    assert accounts.filter.conditions()[0] == Condition("tier", "=", "c")


def test_view_for_the_own_team_names_it(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:
    team = new_id()
    me = desk.replica.get("user", desk.author.user)
    send(
        desk.replica,
        [("team", team, {"name": "R&D sales"}), ("user", me.id, {**me.fields, "team": team})],
    )
    qtbot.waitUntil(lambda: accounts.views.shared.team == (team, "R&D sales"))
    offered(accounts)["Share with R&&D sales…"].trigger()
    name(accounts, qtbot, "For us")
    record = next(r for r in desk.replica.query("shared_view") if r["name"] == "For us")
    assert record["team"] == team
