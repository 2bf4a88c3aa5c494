"""A list: rows, order, filters, views, editing in place, deleting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.desk import Desk, FormRequest
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.models.keyset import VALUE_ROLE
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets.filter_bar import Condition
from tests.support.sample_replica import ZONE, bare_replica
from tests.ui.records import first


def make(desk: Desk, qtbot: QtBot, type_name: str) -> ListPane:
    pane = ListPane(desk, desk.entity(type_name))
    qtbot.addWidget(pane)
    pane.resize(1100, 600)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    pane.wake()
    settle(desk, qtbot)
    return pane


def settle(desk: Desk, qtbot: QtBot) -> None:
    """Everything that was asked for has been answered."""
    qtbot.waitUntil(lambda: not desk.busy)


@pytest.fixture
def accounts(desk: Desk, qtbot: QtBot) -> Iterator[ListPane]:
    """The list of accounts, read."""
    pane = make(desk, qtbot, "account")
    yield pane
    pane.close()


def shown(pane: ListPane, name: str, rows: int = 20) -> list[object]:
    """The canonical values of a column in the first rows."""
    keys = [column.key for column in pane._model.columns]
    model = pane._model
    count = min(rows, model.rowCount())
    return [model.index(row, keys.index(name)).data(VALUE_ROLE) for row in range(count)]


def count_after(pane: ListPane, qtbot: QtBot, text: str, *conditions: Condition) -> int:
    pane.filter.set_filter(text, conditions)
    settle(pane._desk, qtbot)
    return pane._model.rowCount()


def test_rows_come_in_the_order_of_their_names(accounts: ListPane) -> None:
    names = shown(accounts, "name")
    assert names
    assert names == sorted(names, key=lambda name: str(name).encode())


def test_click_on_a_head_orders_by_it_and_again_the_other_way(accounts: ListPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(accounts.counted):
        accounts.table.sort_requested.emit("name", True)
    names = shown(accounts, "name")
    assert names == sorted(names, key=lambda name: str(name).encode(), reverse=True)


def test_text_filters_by_what_the_list_shows(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:
    name = first(desk.replica, "account")["name"]
    assert count_after(accounts, qtbot, name) == 1
    assert shown(accounts, "name") == [name]


def test_text_finds_visits_by_the_name_of_their_account(desk: Desk, qtbot: QtBot) -> None:
    visit = first(desk.replica, "visit", status="planned")
    name = desk.replica.title("account", visit["account"])
    pane = make(desk, qtbot, "visit")
    assert count_after(pane, qtbot, name) > 0
    assert {value[1] for value in shown(pane, "account") if isinstance(value, tuple)} == {name}


def test_conditions_hold_together(accounts: ListPane, qtbot: QtBot) -> None:
    both = (Condition("type", "=", "customer"), Condition("tier", "=", "a"))
    assert count_after(accounts, qtbot, "", *both) > 0
    assert set(shown(accounts, "type")) == {"customer"}
    assert set(shown(accounts, "tier")) == {"a"}


def test_day_condition_on_an_instant_covers_that_day_in_the_users_zone(desk: Desk, qtbot: QtBot) -> None:
    pane = make(desk, qtbot, "visit")
    today = desk.today().isoformat()
    count = count_after(pane, qtbot, "", Condition("planned_start", "=", today))
    starts = [str(value) for value in shown(pane, "planned_start", 200)]
    assert count == len(starts) > 0
    assert all(f"{today}T" > value >= "2026-11-22T15:00" or value.startswith(today) for value in starts)
    assert all(value < f"{today}T15:00" for value in starts)


def test_nothing_found_offers_to_clear_the_filter(accounts: ListPane, qtbot: QtBot) -> None:
    assert count_after(accounts, qtbot, "no such account") == 0
    assert accounts.empty.isVisible()
    with qtbot.waitSignal(accounts.counted) as counted:
        accounts.empty.button.click()
    assert counted.args[0] > 0
    assert accounts.table.isVisible()


def test_a_standard_view_without_records_offers_the_first_one_not_to_take_its_own_conditions_back(
    tmp_path: Path, translator: Translator, qtbot: QtBot
) -> None:
    with closing(bare_replica(tmp_path / "bare")) as replica:
        desk = Desk(replica, replica.author(zone=str(ZONE)), translator, zone=ZONE)
        pane = make(desk, qtbot, "lead")
        qtbot.waitUntil(pane.empty.isVisible)
        assert pane.filter.conditions()
        with qtbot.waitSignal(desk.form_requested):
            pane.empty.button.click()
        pane.close()
        desk.close()


@pytest.mark.parametrize(("type_name", "offered"), [("contact", True), ("quote", False)])
def test_what_a_file_can_bring_in_is_offered_where_there_is_nothing(
    tmp_path: Path, translator: Translator, qtbot: QtBot, type_name: str, offered: bool
) -> None:
    with closing(bare_replica(tmp_path / "bare")) as replica:
        desk = Desk(replica, replica.author(zone=str(ZONE)), translator, zone=ZONE)
        pane = make(desk, qtbot, type_name)
        qtbot.waitUntil(pane.empty.isVisible)
        assert pane.bring_in.isVisible() is offered
        assert not pane.bring_in.hasFocus()
        if offered:
            with qtbot.waitSignal(desk.import_requested):
                pane.bring_in.click()
            pane.filter.set_filter("nobody", ())
            qtbot.waitUntil(lambda: not pane.bring_in.isVisible())
        pane.close()
        desk.close()


def test_opportunities_start_with_the_open_ones_nearest_first(desk: Desk, qtbot: QtBot) -> None:
    pane = make(desk, qtbot, "opportunity")
    assert not {"closed_won", "closed_lost"} & set(shown(pane, "stage"))
    dates = [value for value in shown(pane, "close_date") if value is not None]
    assert dates == sorted(dates, key=str)


def test_cell_edit_is_saved_as_one_field(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    column = [each.key for each in accounts._model.columns].index("industry")
    with qtbot.waitSignal(desk.noticed):
        accounts._model.setData(accounts._model.index(0, column), "Glass")
    assert desk.replica.get("account", account.id)["industry"] == "Glass"
    (_, mutation) = desk.replica.pending_ops()[-1]
    assert dict(mutation.set) == {"industry": "Glass"}


def test_cell_edit_by_keyboard(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    column = [each.key for each in accounts._model.columns].index("industry")
    accounts.table.setFocus()
    accounts.table.setCurrentIndex(accounts._model.index(0, column))
    qtbot.keyClick(accounts.table, Qt.Key.Key_F2)
    editor = accounts.table.findChild(QLineEdit)
    assert editor is not None
    editor.clear()
    qtbot.keyClicks(editor, "Ceramics")
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert desk.replica.get("account", account.id)["industry"] == "Ceramics"


def test_amount_edited_in_its_cell_keeps_its_currency(desk: Desk, qtbot: QtBot) -> None:
    pane = make(desk, qtbot, "opportunity")
    keys = [each.key for each in pane._model.columns]
    row = next(number for number, value in enumerate(shown(pane, "amount")) if value is not None)
    record_id = str(pane._model.row_id(row))
    currency = desk.replica.get("opportunity", record_id)["currency"]
    with qtbot.waitSignal(desk.noticed):
        pane._model.setData(pane._model.index(row, keys.index("amount")), ("1000", currency))
    saved = desk.replica.get("opportunity", record_id)
    assert (saved["amount"].split(".")[0], saved["currency"]) == ("1000", currency)


def test_forbidden_cell_edit_is_said_and_the_old_value_comes_back(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    column = [each.key for each in accounts._model.columns].index("name")
    before = shown(accounts, "name", 1)
    with qtbot.waitSignal(desk.noticed) as said, qtbot.waitSignal(accounts.counted):
        accounts._model.setData(accounts._model.index(0, column), None)
    assert said.args[0].tone == "problem"
    assert shown(accounts, "name", 1) == before


def test_delete_takes_all_selected_and_undo_brings_them_back(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    notes = make(desk, qtbot, "note")
    count_after(notes, qtbot, "", Condition("owner", "~", desk.replica.title("user", desk.author.user)))
    before = desk.replica.count("note")
    notes.table.setFocus()
    notes.table.setCurrentIndex(notes._model.index(0, 0))
    qtbot.keyClick(notes.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(notes.table.selected_ids()) == 2
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(notes.table, Qt.Key.Key_Delete)
    assert desk.replica.count("note") == before - 2
    with qtbot.waitSignal(desk.noticed):
        desk.undo()
    assert desk.replica.count("note") == before


def test_what_others_own_stays_when_a_rep_deletes_it_and_is_counted(desk: Desk, qtbot: QtBot) -> None:
    notes = make(desk, qtbot, "note")
    other = next(note["owner"] for note in desk.replica.query("note") if note["owner"] != desk.author.user)
    count_after(notes, qtbot, "", Condition("owner", "~", desk.replica.title("user", other)))
    before = desk.replica.count("note")
    notes.table.setFocus()
    notes.table.setCurrentIndex(notes._model.index(0, 0))
    qtbot.keyClick(notes.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(desk.noticed) as said:
        qtbot.keyClick(notes.table, Qt.Key.Key_Delete)
    assert "2 that only the owner or a manager may delete" in said.args[0].text
    assert desk.replica.count("note") == before


def test_keys_open_edit_and_make_records(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    asked: list[FormRequest] = []
    desk.form_requested.connect(asked.append)
    accounts.table.setFocus()
    accounts.table.setCurrentIndex(accounts._model.index(0, 0))
    with qtbot.waitSignal(desk.record_requested) as opened:
        qtbot.keyClick(accounts.table, Qt.Key.Key_Return)
    assert opened.args == ["account", account.id]
    with qtbot.waitSignal(desk.form_requested):
        qtbot.keyClick(accounts.table, Qt.Key.Key_E)
    qtbot.keyClick(accounts.table, Qt.Key.Key_N)
    assert [(each.type, each.record and each.record.id) for each in asked] == [
        ("account", account.id),
        ("account", None),
    ]


def test_slash_goes_to_the_filter(accounts: ListPane, qtbot: QtBot) -> None:
    accounts.table.setFocus()
    qtbot.keyClicks(accounts.table, "/")
    assert accounts.filter.text_box.hasFocus()


def test_context_menu_offers_what_can_be_done_with_the_row(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    accounts.table.setCurrentIndex(accounts._model.index(0, 0))
    qtbot.keyClick(accounts.table, Qt.Key.Key_Menu)
    settle(desk, qtbot)
    menu = accounts.table.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["Open", "Edit", "Delete"]
    menu.close()


def test_menu_of_a_row_does_not_open_over_what_is_shown_meanwhile(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    accounts.table.setCurrentIndex(accounts._model.index(0, 0))
    qtbot.keyClick(accounts.table, Qt.Key.Key_Menu)
    accounts.sleep()
    settle(desk, qtbot)
    assert accounts.table.findChild(QMenu) is None


def test_a_row_that_went_meanwhile_is_neither_edited_nor_deleted(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    account = first(desk.replica, "account")
    accounts.sleep()  # so that it stays on screen
    desk.replica.commit(edits.delete(desk.author, account))
    settle(desk, qtbot)
    accounts.table.setFocus()
    accounts.table.setCurrentIndex(accounts._model.index(0, 0))
    assert accounts.table.current_id() == account.id
    with qtbot.assertNotEmitted(desk.form_requested), qtbot.assertNotEmitted(desk.noticed):
        qtbot.keyClick(accounts.table, Qt.Key.Key_E)
        qtbot.keyClick(accounts.table, Qt.Key.Key_Delete)
        settle(desk, qtbot)


def test_change_from_elsewhere_shows_without_asking(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:

    account = first(desk.replica, "account")
    desk.replica.commit(edits.update(desk.author, account, {"industry": "Elsewhere"}))
    qtbot.waitUntil(lambda: shown(accounts, "industry", 1) == ["Elsewhere"])


def test_list_behind_another_page_reads_only_when_it_comes_back(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:

    accounts.sleep()
    account = first(desk.replica, "account")
    with qtbot.assertNotEmitted(accounts._model.refreshed), qtbot.waitSignal(desk.records_changed):
        desk.replica.commit(edits.update(desk.author, account, {"industry": "Elsewhere"}))
    with qtbot.waitSignal(accounts._model.refreshed):
        accounts.wake()
    assert shown(accounts, "industry", 1) == ["Elsewhere"]


# -- views ---------------------------------------------------------------------------------------------------


def test_view_is_saved_under_a_name_and_found_again_by_the_next_list(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    count = count_after(accounts, qtbot, "", Condition("tier", "=", "a"))
    assert accounts.views.button.text().endswith("*")
    accounts.views._save_new()
    accounts.views.name_line.setText("R&D")
    qtbot.keyClick(accounts.views.name_line, Qt.Key.Key_Return)
    assert accounts.views.button.text() == "R&&D"  # as Qt writes the sign itself
    qtbot.waitUntil(lambda: bool(desk.replica.saved_views("account")))
    other = make(desk, qtbot, "account")
    view = other.views._saved.all()[0]
    with qtbot.waitSignal(other.counted) as counted:
        other.views.choose(view)
    assert counted.args[0] == count
    assert not other.views.button.text().endswith("*")


def test_view_is_renamed_changed_and_deleted(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:
    views = accounts.views
    views._save_new()
    views.name_line.setText("First")
    qtbot.keyClick(views.name_line, Qt.Key.Key_Return)
    views._rename()
    views.name_line.setText("Second")
    qtbot.keyClick(views.name_line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [view.name for view in desk.replica.saved_views("account")] == ["Second"])
    count_after(accounts, qtbot, "", Condition("tier", "=", "b"))
    views._save_changes()
    qtbot.waitUntil(lambda: len(desk.replica.saved_views("account")[0].where) == 1)
    _take_all_back_and_do_it_again(accounts, desk, qtbot)
    with qtbot.waitSignal(desk.noticed) as said:
        views._delete()
    qtbot.waitUntil(lambda: not desk.replica.saved_views("account"))
    assert views.current.name == "All"
    assert (said.args[0].text, said.args[0].action) == ("Second deleted", "Undo")
    said.args[0].on_action()
    qtbot.waitUntil(lambda: [len(each.where) for each in desk.replica.saved_views("account")] == [1])
    assert views.current.name == "Second"


def _take_all_back_and_do_it_again(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:
    """Saved, renamed, saved over: each is a step of undo and of redo, and the list shows what it showed."""

    def kept() -> list[tuple[str, int]]:
        return [(view.name, len(view.where)) for view in desk.replica.saved_views("account")]

    def step(act: Callable[[], object], said: str, left: list[tuple[str, int]], shown: str) -> None:
        with qtbot.waitSignal(desk.noticed) as told:
            act()
        assert told.args[0].text == said
        qtbot.waitUntil(lambda: kept() == left)
        assert accounts.views.button.text() == shown

    step(desk.undo, "Undone: Second saved", [("Second", 0)], "Second *")
    step(desk.undo, "Undone: First renamed to Second", [("First", 0)], "First *")
    step(desk.undo, "Undone: First saved", [], "All *")
    step(desk.redo, "Done again: First saved", [("First", 0)], "First *")
    step(desk.redo, "Done again: First renamed to Second", [("Second", 0)], "Second *")
    step(desk.redo, "Done again: Second saved", [("Second", 1)], "Second")


def test_naming_a_view_is_left_by_escape(accounts: ListPane, desk: Desk, qtbot: QtBot) -> None:
    accounts.views._save_new()
    qtbot.keyClicks(accounts.views.name_line, "Nothing")
    qtbot.keyClick(accounts.views.name_line, Qt.Key.Key_Escape)
    assert not accounts.views.name_line.isVisible()
    assert not desk.replica.saved_views("account")
