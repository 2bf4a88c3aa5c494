"""A list in groups: heads, folding by mouse and keys, selection, export, and the view that remembers it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.models.keyset import KeysetModel
from crmdesk.ui.widgets.filter_bar import Condition
from tests.ui.lists.test_pane import make, settle
from tests.ui.records import first


@pytest.fixture
def deals(desk: Desk, qtbot: QtBot) -> Iterator[ListPane]:
    """The list of opportunities, grouped by stage."""
    pane = make(desk, qtbot, "opportunity")
    pane.views.choose(next(view for view in pane.views._standard() if view.name == "All"))
    group(pane, qtbot, "Stage")
    yield pane
    pane.close()


def group(pane: ListPane, qtbot: QtBot, by: str) -> None:
    menu = QMenu()
    pane.group_button.fill_menu(menu)
    next(action for action in menu.actions() if action.text() == by).trigger()
    settle(pane._desk, qtbot)


def asked(model: KeysetModel, row: int) -> bool:
    model.index(row, 0).data()
    return model.row(row) is not None


def read(pane: ListPane, qtbot: QtBot) -> list[str | None]:
    """Every row: the stage of a record, `# stage` for a head."""
    model, found = pane._model, list[str | None]()
    for row in range(model.rowCount()):
        model.set_viewport(row, row + 40)
        qtbot.waitUntil(lambda at=row: model.layout.head(at) is not None or asked(model, at))
        head = model.layout.head(row)
        column = [column.key for column in model.columns].index("stage")
        found.append(f"# {head.key}" if head else str(model.row(row)[column + 1]))
    return found


def test_groups_are_walked_folded_and_opened_by_keys_and_mouse(
    deals: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    table, model = deals.table, deals._model
    total = desk.replica.count("opportunity")
    heads = model.layout.heads
    assert sum(head.count for head in heads) == total
    assert model.rowCount() == total + len(heads)
    stage = "#"
    for row in read(deals, qtbot):
        assert row == stage or str(row).startswith("#")
        stage = str(row).removeprefix("# ")
    table.setFocus()
    table.setCurrentIndex(model.index(0, 0))
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"Prospecting, {heads[0].count}, ")
    assert said.endswith(", open")
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert model.folded == {heads[0].key}
    assert model.rowCount() == total + len(heads) - heads[0].count
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", folded")
    qtbot.keyClick(table, Qt.Key.Key_Down)  # the next head; right goes into its group, left out again
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.currentIndex().row() == 2
    # Rows below heads are asked for when they are painted.
    qtbot.waitUntil(lambda: table.current_id() is not None)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert len(model.folded) == 2
    top = table.rowViewportPosition(0) + 4
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, top))
    assert model.folded == {heads[1].key}
    table.groups.fold_all()
    assert model.rowCount() == len(heads)
    with qtbot.assertNotEmitted(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(model.folded) == len(heads) - 1


def test_what_is_done_to_all_on_screen_leaves_folded_groups_alone(
    deals: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    table, model = deals.table, deals._model
    table.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Left)
    folded, total = model.layout.heads[0], model.layout.records
    table.selectAll()
    assert table.selected_count() == total - folded.count == deals.selection.count
    assert not table.all_selected()
    given: list[int] = []
    deals.selection.with_chosen(
        lambda query, count: given.extend((desk.replica.count("opportunity", query), count))
    )
    qtbot.waitUntil(lambda: bool(given))
    assert given == [total - folded.count] * 2
    table.groups.open_all()
    table.selectAll()
    assert table.all_selected()
    assert table.selected_count() == total


def test_export_puts_group_behind_group(deals: ListPane, qtbot: QtBot, tmp_path: Path) -> None:
    deals.table.groups.fold_all()
    with qtbot.waitSignal(deals.exports.ended) as ended:
        deals.export_to(tmp_path / "deals.csv")
    assert ended.args[1] == deals._model.layout.records
    with (tmp_path / "deals.csv").open(encoding="utf-8-sig", newline="") as file:
        stages = [row["Stage"] for row in csv.DictReader(file)]
    assert len(set(stages)) == 1 + sum(one != other for one, other in pairwise(stages))


def test_record_that_changes_its_group_moves_and_the_keyboard_stays(
    deals: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    deals.filter.set_filter(
        "", (Condition("stage", "!=", "closed_won"), Condition("stage", "!=", "closed_lost"))
    )
    settle(desk, qtbot)
    model = deals._model
    deal = first(desk.replica, "opportunity", stage="prospecting")
    qtbot.waitUntil(lambda: model.row_of(deal.id) is not None)
    row = model.row_of(deal.id)
    assert row is not None
    deals.table.setCurrentIndex(model.index(row, 0))
    counts = {head.key: head.count for head in model.layout.heads}
    with qtbot.waitSignal(model.refreshed):
        desk.replica.commit(edits.update(desk.author, deal, {"stage": "proposal"}))
    after = {head.key: head.count for head in model.layout.heads}
    assert after["prospecting"] == counts["prospecting"] - 1
    assert after["proposal"] == counts["proposal"] + 1
    record = deals._listing.position(deal.id)
    assert record is not None
    assert deals.table.currentIndex().row() == model.layout.row(record) != row


def test_view_remembers_grouping_order_widths_and_what_is_folded(
    deals: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    deals.table.columns.arrange(["name", "stage", "amount"])
    deals.table.columns.set_width("stage", 208)
    assert deals.views.button.text().endswith("*")
    deals.views._save_new()
    deals.views.name_line.setText("By stage")
    qtbot.keyClick(deals.views.name_line, Qt.Key.Key_Return)
    deals.table.setCurrentIndex(deals._model.index(0, 0))
    deals.table.groups.turn(0)
    assert not deals.views.button.text().endswith("*")
    settle(desk, qtbot)
    other = make(desk, qtbot, "opportunity")
    other.views.choose(next(view for view in other.views._saved.all() if view.name == "By stage"))
    settle(desk, qtbot)
    assert other.group_button.field == "stage"
    assert other._model.folded == {"prospecting"}
    assert other.table.shown_columns() == ["name", "stage", "amount"]
    assert other.table.columns.width("stage") == 208
    assert not other.views.button.text().endswith("*")
    other.close()
