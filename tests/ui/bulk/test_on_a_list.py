"""Many rows of a list at once, by keyboard: chosen, asked about, changed, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.bulk import EditEach
from crmdesk.store import undo as store_undo
from crmdesk.store.bulk import PART
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.bulk.bar import BulkBar
from crmdesk.ui.bulk.forms import EditForm, TaskForm, VisitForm
from crmdesk.ui.bulk.progress import BulkProgress
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.widgets.filter_bar import Condition
from tests.ui.lists.test_pane import count_after, make, settle

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def deals(desk: Desk, qtbot: QtBot) -> Iterator[ListPane]:
    """The open opportunities, nearest first."""
    pane = make(desk, qtbot, "opportunity")
    pane.table.setFocus()
    yield pane
    pane.close()


def press(qtbot: QtBot, pane: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(pane.focusWidget() or pane, key, held)


def counted(pane: ListPane, qtbot: QtBot) -> None:
    """The panel has said what would happen."""
    qtbot.waitUntil(pane.selection.panel.do.isEnabled)


def edit_form(pane: ListPane) -> EditForm:
    form = pane.selection.panel.form
    assert isinstance(form, EditForm)
    return form


def set_stage(pane: ListPane, stage: str) -> None:
    row = edit_form(pane).rows[0]
    row.choose("stage", "set")
    assert row.editor is not None
    choices = [choice.key for choice in pane._entity.field("stage").choices]
    row.editor.findChildren(QComboBox)[0].setCurrentIndex(choices.index(stage) + 1)
    assert row.editor.value() == stage


def stages(desk: Desk) -> dict[str, int]:
    choices = desk.entity("opportunity").field("stage").choices
    return {
        one.key: desk.replica.count("opportunity", Query((Filter("stage", "=", one.key),))) for one in choices
    }


def test_where_there_is_no_room_for_both_the_panel_stands_in_the_place_of_the_list(
    deals: ListPane, qtbot: QtBot
) -> None:
    deals.resize(640, 420)
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    press(qtbot, deals, Qt.Key.Key_E)
    qtbot.waitUntil(deals.selection.panel.isVisible)
    assert deals.minimumSizeHint().width() <= 640
    assert not deals.table.isVisible()
    qtbot.waitUntil(lambda: deals.selection.panel.width() > 600)
    press(qtbot, deals, Qt.Key.Key_Escape)
    qtbot.waitUntil(deals.table.hasFocus)
    assert deals.table.isVisible()


def test_all_that_match_the_view_are_changed_and_one_undo_takes_it_back(
    deals: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    before, count = stages(desk), deals._model.rowCount()
    assert count > len(list(deals._model.read_ids())), "not all of them have been read"
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    assert deals.selection.bar.text.full_text() == f"{count} opportunities selected"
    press(qtbot, deals, Qt.Key.Key_E)
    panel = deals.selection.panel
    assert panel.accessibleName() == f"Edit {count} opportunities"
    set_stage(deals, "negotiation")
    counted(deals, qtbot)
    changed = count - before["negotiation"]
    assert panel.told.full_text() == f"{changed} opportunities: Stage → Negotiation"
    assert panel.stays.full_text() == f"Left as they are: {before['negotiation']} already so"
    with qtbot.waitSignal(desk.noticed) as told:
        press(qtbot, deals, Qt.Key.Key_Return, CTRL)
    assert panel.isHidden()
    assert told.args[0].text == f"{changed} opportunities changed"
    assert stages(desk)["negotiation"] == count
    with qtbot.waitSignal(desk.noticed) as undone:
        desk.undo()
    assert undone.args[0].text == f"Undone: {changed} opportunities"
    assert stages(desk) == before


def test_closed_ones_are_left_out_until_they_are_asked_for(deals: ListPane, desk: Desk, qtbot: QtBot) -> None:
    count_after(deals, qtbot, "", Condition("stage", "=", "closed_won"))
    count = deals._model.rowCount()
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    press(qtbot, deals, Qt.Key.Key_E)
    set_stage(deals, "negotiation")
    panel = deals.selection.panel
    qtbot.waitUntil(panel.closed_too.isVisible)
    assert panel.stays.full_text() == f"Left as they are: {count} closed"
    assert not panel.do.isEnabled()
    panel.closed_too.setFocus()
    press(qtbot, deals, Qt.Key.Key_Space)
    counted(deals, qtbot)
    assert panel.told.full_text() == f"{count} opportunities: Stage → Negotiation"


def test_submitted_visits_are_named_and_counted(desk: Desk, qtbot: QtBot) -> None:
    visits = make(desk, qtbot, "visit")
    count_after(visits, qtbot, "", Condition("status", "=", "completed"))
    locked = desk.replica.count(
        "visit", Query((Filter("submitted_at", "!=", None), Filter("status", "=", "completed")))
    )
    visits.table.selectAll()
    visits.selection.ask("edit")
    row = edit_form(visits).rows[0]
    row.choose("tags", "add")
    assert row.editor is not None
    line = row.editor.findChildren(QLineEdit)[0]
    line.setFocus()
    qtbot.keyClicks(line, "tidied")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(visits.selection.panel.stays.isVisible)
    assert visits.selection.panel.stays.full_text().endswith(f"{locked} submitted and locked")


def test_losing_brings_the_row_for_its_reason_and_takes_it_along(deals: ListPane, qtbot: QtBot) -> None:
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    press(qtbot, deals, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: deals.selection.panel.form is not None)
    set_stage(deals, "closed_lost")
    form = edit_form(deals)
    assert [row.chosen.name for row in form.rows] == ["stage", "lost_reason"]
    assert form.act() == EditEach({"stage": "closed_lost"})
    reason = form.rows[1].editor
    assert reason is not None
    reason.findChildren(QComboBox)[0].setCurrentIndex(1)
    assert form.act() == EditEach({"stage": "closed_lost", "lost_reason": "price"})
    set_stage(deals, "closed_won")
    assert [row.chosen.name for row in form.rows] == ["stage"]


def test_rows_chosen_one_by_one_are_changed_alone(deals: ListPane, desk: Desk, qtbot: QtBot) -> None:
    before = stages(desk)
    deals.table.setCurrentIndex(deals._model.index(0, 0))
    for _ in range(3):
        press(qtbot, deals, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ids = deals.table.selected_ids()
    assert len(ids) == 4
    qtbot.keyClick(deals.table, Qt.Key.Key_Menu)
    menu = deals.table.findChild(QMenu)
    assert menu is not None
    assert [action.text().split("\t")[0] for action in menu.actions() if action.text()] == [
        "Edit…",
        "Plan visits…",
        "Make tasks…",
        "Delete",
    ]
    menu.close()
    press(qtbot, deals, Qt.Key.Key_E)
    row = edit_form(deals).rows[0]
    row.choose("forecast_category", "clear")
    more = edit_form(deals).add_row()
    more.choose("tags", "add")
    assert more.editor is not None
    more.editor.set_value(["autumn"])
    more.editor.edited.emit(["autumn"])
    counted(deals, qtbot)
    with qtbot.waitSignal(desk.noticed):
        deals.selection.panel.do.click()
    for record_id in ids:
        deal = desk.replica.get("opportunity", record_id)
        assert deal["forecast_category"] is None
        assert "autumn" in deal["tags"]
    assert stages(desk) == before
    assert desk.replica.count("opportunity", Query((Filter("tags", "=", "autumn"),))) == 4


def test_rows_between_the_ends_of_a_long_selection_are_all_chosen(
    deals: ListPane, qtbot: QtBot, desk: Desk
) -> None:
    count = deals._model.rowCount()
    deals.table.setCurrentIndex(deals._model.index(10, 0))
    chosen: list[tuple[Query, int]] = []
    selection = deals.table.selectionModel().selection()
    selection.select(deals._model.index(10, 0), deals._model.index(count - 2, deals._model.columnCount() - 1))
    deals.table.selectionModel().select(selection, deals.table.selectionModel().SelectionFlag.ClearAndSelect)
    deals.selection.with_chosen(lambda query, number: chosen.append((query, number)))
    qtbot.waitUntil(lambda: bool(chosen))
    (query, number) = chosen[0]
    assert number == count - 11
    assert desk.replica.count("opportunity", query) == number


def test_everything_stays_selected_when_a_record_changes_meanwhile(
    deals: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    count = deals.selection.count
    first = str(deals._model.row_id(0))
    with qtbot.waitSignal(deals._model.refreshed):
        desk.replica.commit(
            edits.update(desk.author, desk.replica.get("opportunity", first), {"next_step": "x"})
        )
    assert deals.selection.count == count


def test_escape_leaves_the_panel_then_gives_up_the_selection(deals: ListPane, qtbot: QtBot) -> None:
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    press(qtbot, deals, Qt.Key.Key_E)
    assert deals.focusWidget() is edit_form(deals).rows[0].field
    press(qtbot, deals, Qt.Key.Key_Escape)
    assert deals.selection.panel.isHidden()
    assert deals.focusWidget() is deals.table
    assert deals.escape()
    assert deals.selection.count == 0
    assert not deals.selection.bar.isVisible()
    assert not deals.escape()


def test_more_than_a_few_are_deleted_only_after_their_number_was_said(desk: Desk, qtbot: QtBot) -> None:
    notes = make(desk, qtbot, "note")
    before = desk.replica.count("note")
    mine = count_after(
        notes, qtbot, "", Condition("owner", "~", desk.replica.title("user", desk.author.user))
    )
    assert mine > 50
    notes.table.setFocus()
    notes.table.selectAll()
    press(qtbot, notes, Qt.Key.Key_Delete)
    counted(notes, qtbot)
    assert notes.selection.panel.do.text() == f"Delete {mine}"
    assert notes.focusWidget() is notes.selection.panel.do
    with qtbot.waitSignal(desk.noticed):
        press(qtbot, notes, Qt.Key.Key_Space)
    assert desk.replica.count("note") == before - mine
    with qtbot.waitSignal(desk.noticed):
        desk.undo()
    assert desk.replica.count("note") == before


def test_a_task_is_made_for_each(deals: ListPane, desk: Desk, qtbot: QtBot) -> None:
    count_after(deals, qtbot, "", Condition("stage", "=", "negotiation"))
    count, before = deals._model.rowCount(), desk.replica.count("task")
    deals.table.selectAll()
    deals.selection.ask("task")
    form = deals.selection.panel.form
    assert isinstance(form, TaskForm)
    assert not deals.selection.panel.do.isEnabled(), "a task needs a subject"
    qtbot.keyClicks(deals.focusWidget(), "Year-end call")
    counted(deals, qtbot)
    with qtbot.waitSignal(desk.noticed) as told:
        press(qtbot, deals, Qt.Key.Key_Return, CTRL)
    assert told.args[0].text == f"{count} tasks made"
    made = desk.replica.query("task", Query((Filter("subject", "=", "Year-end call"),)))
    assert len({task["opportunity"] for task in made}) == count == desk.replica.count("task") - before
    assert all(task["due_on"] == desk.today().isoformat() for task in made)


def test_visits_are_planned_for_each_on_working_days(desk: Desk, qtbot: QtBot) -> None:
    accounts = make(desk, qtbot, "account")
    count_after(accounts, qtbot, "", Condition("tier", "=", "a"))
    count = accounts._model.rowCount()
    accounts.table.selectAll()
    accounts.selection.ask("visit")
    form = accounts.selection.panel.form
    assert isinstance(form, VisitForm)
    qtbot.keyClicks(accounts.focusWidget(), "Autumn round")
    counted(accounts, qtbot)
    with qtbot.waitSignal(desk.noticed) as told:
        accounts.selection.panel.do.click()
    assert told.args[0].text == f"{count} visits planned"
    made = desk.replica.query("visit", Query((Filter("purpose", "=", "Autumn round"),), sort="planned_start"))
    assert len({visit["account"] for visit in made}) == count
    days = [date.fromisoformat(visit["planned_start"][:10]) for visit in made]
    assert all(day.weekday() < 5 for day in days)
    assert max(days.count(day) for day in days) == 6


def test_a_bulk_edit_shows_how_far_it_is_and_stops_where_it_is_told(
    deals: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    bar = BulkBar(desk.bulk)
    qtbot.addWidget(bar)
    told: list[BulkProgress | None] = []
    desk.bulk.progressed.connect(told.append)
    before, count = stages(desk), deals._model.rowCount()
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    press(qtbot, deals, Qt.Key.Key_E)
    set_stage(deals, "closed_lost")
    counted(deals, qtbot)
    with qtbot.waitSignal(desk.noticed) as ended:
        deals.selection.panel.do.click()
        assert bar.count.full_text() == f"0 of {count}"
        bar.stop.click()
    assert ended.args[0].text == f"100 opportunities changed · stopped before {count - 100} more"
    assert told[-1] is None
    assert stages(desk)["closed_lost"] == before["closed_lost"] + 100
    with qtbot.waitSignal(desk.noticed):
        desk.undo()
    settle(desk, qtbot)
    assert stages(desk) == before


def test_a_bulk_edit_is_not_undone_in_its_midst(deals: ListPane, desk: Desk, qtbot: QtBot) -> None:
    before, count, said = stages(desk), deals._model.rowCount(), list[str]()
    desk.noticed.connect(lambda notice: said.append(notice.text))
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    press(qtbot, deals, Qt.Key.Key_E)
    set_stage(deals, "closed_lost")
    counted(deals, qtbot)
    deals.selection.panel.do.click()
    desk.undo()
    settle(desk, qtbot)
    assert [text.partition(".")[0] for text in said] == [
        "This is still being saved", f"{count} opportunities changed",
    ]  # fmt: skip
    with qtbot.waitSignal(desk.noticed):
        desk.undo()
    settle(desk, qtbot)
    assert stages(desk) == before


def test_a_large_undo_shows_how_far_it_is_stops_where_it_is_told_and_goes_on(
    deals: ListPane, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_undo, "PART", 100)
    bar = BulkBar(desk.bulk)
    qtbot.addWidget(bar)
    before, count = stages(desk), deals._model.rowCount()
    assert count > 300, "several parts"
    press(qtbot, deals, Qt.Key.Key_A, CTRL)
    press(qtbot, deals, Qt.Key.Key_E)
    set_stage(deals, "closed_lost")
    counted(deals, qtbot)
    with qtbot.waitSignal(desk.noticed):
        deals.selection.panel.do.click()
    for act in (desk.undo, desk.redo):
        here = stages(desk)["closed_lost"]
        with qtbot.waitSignal(desk.noticed) as stopped:
            with qtbot.waitSignal(desk.bulk.progressed):
                act()
            assert bar.count.full_text() == f"100 of {count}"
            assert "goes on with the rest" in bar.stop.toolTip()
            bar.stop.click()
        assert stopped.args[0].text.startswith("Stopped after ")
        assert abs(stages(desk)["closed_lost"] - here) == 200
        with qtbot.waitSignal(desk.noticed) as ended:
            stopped.args[0].on_action()
        assert ended.args[0].text.startswith(("Undone: ", "Done again: "))
        assert stages(desk) == before if act == desk.undo else stages(desk)["closed_lost"] > count
    settle(desk, qtbot)


def test_an_act_that_the_end_of_the_program_cut_short_is_told_at_the_next_start(
    desk: Desk, qtbot: QtBot
) -> None:
    ids = desk.replica.ids("opportunity")
    assert len(ids) > PART
    closed = Desk(desk.replica, desk.author, desk.translator)
    closed.bulk.start("opportunity", EditEach({"next_step": "Call them"}), ids, "Next step → Call them")
    closed.close()
    changed = desk.replica.count("opportunity", Query((Filter("next_step", "=", "Call them"),)))
    assert 0 < changed < len(ids)
    with qtbot.waitSignal(desk.noticed) as said:
        desk.bulk.look_back()
    assert said.args[0].text == (
        f"Next step → Call them. The program ended after {changed} of {len(ids)}:"
        " those are changed, the others are as they were."
    )
    assert said.args[0].tone == "problem", "it stays until it is read"
    qtbot.waitUntil(lambda: not desk.busy)
    assert desk.replica.unfinished_bulk() is None


def test_an_act_that_came_to_its_end_is_not_told_again(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.replica.ids("opportunity")
    with qtbot.waitSignal(desk.noticed):
        desk.bulk.start("opportunity", EditEach({"next_step": "Call them"}), ids, "Next step → Call them")
    qtbot.waitUntil(lambda: not desk.busy)
    assert desk.replica.unfinished_bulk() is None
