"""A list as a CSV file: what a spreadsheet reads of it, and that a file is whole or not there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.store.queries import Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.export import PART
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.widgets.filter_bar import Condition
from tests.ui.lists.test_pane import count_after, make


@pytest.fixture
def visits(desk: Desk, qtbot: QtBot) -> Iterator[ListPane]:
    pane = make(desk, qtbot, "visit")
    yield pane
    pane.close()


def exported(pane: ListPane, path: Path, qtbot: QtBot) -> list[list[str]]:
    with qtbot.waitSignal(pane.exports.ended) as ended:
        pane.export_to(path)
    assert ended.args[0] == path
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_row_of_the_view_is_there_in_its_order(
    visits: ListPane, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    count = count_after(visits, qtbot, "", Condition("status", "=", "completed"))
    assert count > 2 * PART
    told: list[object] = []
    visits.exports.progressed.connect(told.append)
    head, *lines = exported(visits, tmp_path / "visits.csv", qtbot)
    assert head == ["Purpose", "Account", "Status", "Planned start", "Outcome", "Owner"]
    records = desk.replica.query("visit", visits._query)
    assert [line[0] for line in lines] == [record["purpose"] or "" for record in records]
    assert {line[2] for line in lines} == {"Completed"}
    assert lines[0][1] == desk.replica.title("account", records[0]["account"])
    assert len(lines[0][3]) == len("2026-11-23 09:00")
    assert len(told) == -(-count // PART) + 1
    assert told[-1] is None


def test_what_is_selected_is_written_alone_with_the_columns_on_screen(
    visits: ListPane, qtbot: QtBot, tmp_path: Path
) -> None:
    visits.table.show_columns(["purpose", "status"])
    selection = visits.table.selectionModel()
    last = visits._model.columnCount() - 1
    for row in (2, 5):
        chosen = visits.table.selectionModel().selection()
        chosen.select(visits._model.index(row, 0), visits._model.index(row, last))
        selection.select(chosen, selection.SelectionFlag.Select)
    head, *lines = exported(visits, tmp_path / "two.csv", qtbot)
    assert head == ["Purpose", "Status"]
    assert len(lines) == 2


def test_amounts_are_numbers_with_their_currency_beside_them(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    deals = make(desk, qtbot, "opportunity")
    head, *lines = exported(deals, tmp_path / "deals.csv", qtbot)
    at = head.index("Amount")
    assert head[at + 1] == "Currency"
    amounts = [line for line in lines if line[at]]
    assert amounts
    assert all(float(line[at]) >= 0 and len(line[at + 1]) == 3 for line in amounts)


def test_a_spreadsheet_runs_nothing_of_it_and_reads_every_script(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    names = ["=HYPERLINK(1)", "@SUM(A1)", "한빛 정밀", "华兴“电子”, 上海", "-3 degrees"]
    for name in names:
        desk.replica.commit(edits.create(desk.author, "account", {"name": name, "industry": "export-test"}))
    accounts = make(desk, qtbot, "account")
    assert count_after(accounts, qtbot, "", Condition("industry", "=", "export-test")) == len(names)
    _, *lines = exported(accounts, tmp_path / "고객.csv", qtbot)
    assert {line[0] for line in lines} == {
        "'=HYPERLINK(1)",
        "'@SUM(A1)",
        "한빛 정밀",
        "华兴“电子”, 上海",
        "'-3 degrees",
    }
    assert (tmp_path / "고객.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_export_left_off_leaves_the_older_file_as_it_was(
    visits: ListPane, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "visits.csv"
    path.write_text("older")
    visits.exports.progressed.connect(lambda progress: progress and visits.exports.stop())
    with qtbot.waitSignal(visits.exports.progressed, check_params_cb=lambda progress: progress is None):
        visits.export_to(path)
    assert path.read_text() == "older"
    assert [each.name for each in tmp_path.glob("*.csv*")] == ["visits.csv"]
    assert not visits.exports.busy


def test_a_file_that_cannot_be_written_is_said(
    visits: ListPane, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(desk.noticed) as said:
        visits.export_to(tmp_path / "no such folder" / "visits.csv")
    assert said.args[0].tone == "problem"
    assert said.args[0].text.startswith("The file could not be written")
    assert not visits.exports.busy


def test_an_empty_list_is_its_heads(visits: ListPane, qtbot: QtBot, tmp_path: Path) -> None:
    assert count_after(visits, qtbot, "no such visit") == 0
    assert len(exported(visits, tmp_path / "none.csv", qtbot)) == 1


def test_the_file_is_asked_for_without_holding_up_the_window(
    visits: ListPane, qtbot: QtBot, tmp_path: Path
) -> None:
    visits.export_button.click()
    dialog = visits.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    with qtbot.waitSignal(visits.exports.ended):
        dialog.fileSelected.emit(str(tmp_path / "asked.csv"))
    dialog.reject()
    assert (tmp_path / "asked.csv").stat().st_size > 1000


def test_ids_come_in_the_order_of_the_list(desk: Desk) -> None:
    query = Query(sort="name", descending=True)
    assert desk.replica.ids("account", query) == [
        record.id for record in desk.replica.query("account", query)
    ]
