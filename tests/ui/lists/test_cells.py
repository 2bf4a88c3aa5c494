"""Editing in the cells of a list by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
from tests.ui.lists.test_pane import make, settle
from tests.ui.records import first


def edit(pane: ListPane, record: Record, key: str, qtbot: QtBot) -> None:
    """F2 in the cell of a record, which is the only one that the list shows."""
    pane.filter.set_filter(record["name"], ())
    settle(pane._desk, qtbot)
    columns = [each.key for each in pane._model.columns]
    pane.table.setCurrentIndex(pane._model.index(0, columns.index(key)))
    assert pane.table.current_id() == record.id
    qtbot.keyClick(pane.table, Qt.Key.Key_F2)


def test_an_amount_where_there_was_none_is_one_of_the_organisations_currency(
    desk: Desk, qtbot: QtBot
) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    desk.replica.commit(
        edits.update(desk.author, deal, {"amount": None, "currency": None, "name": "Of its own"})
    )
    pane = make(desk, qtbot, "opportunity")
    edit(pane, desk.replica.get("opportunity", deal.id), "amount", qtbot)
    line = pane.table.findChild(QLineEdit)
    qtbot.keyClicks(line, "20,000,000")
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    saved = desk.replica.get("opportunity", deal.id)
    assert (saved["amount"], saved["currency"]) == ("20000000", desk.author.currency)
    assert desk.author.currency == "KRW"


def test_keys_go_through_choices_and_enter_takes_one(desk: Desk, qtbot: QtBot) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    pane = make(desk, qtbot, "opportunity")
    edit(pane, deal, "stage", qtbot)
    combo = pane.table.findChild(QComboBox)
    with qtbot.assertNotEmitted(pane._model.edit_requested):
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down):
            qtbot.keyClick(combo, key)
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(combo, Qt.Key.Key_Return)
    assert desk.replica.get("opportunity", deal.id)["stage"] == "qualification"


def test_escape_leaves_a_choice_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    pane = make(desk, qtbot, "opportunity")
    edit(pane, deal, "stage", qtbot)
    combo = pane.table.findChild(QComboBox)
    with qtbot.assertNotEmitted(pane._model.edit_requested):
        qtbot.keyClick(combo, Qt.Key.Key_Home)
        qtbot.keyClick(combo, Qt.Key.Key_Escape)
    assert pane.table.hasFocus()
