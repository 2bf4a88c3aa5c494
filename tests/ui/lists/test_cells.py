"""Editing in the cells of a list by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
from tests.ui.lists.test_pane import make, settle, shown
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
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Down):
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


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("amount", "-5", "Less than 0."),
        ("amount", "1.5", "At most 0 digits after the point."),
        ("amount", "9" * 20, "Number out of range."),
        ("amount", "9" * 40, f"'{'9' * 40}' is no number. Write it as 1200.00."),
        ("probability", "101", "More than 100."),
        ("probability", "2.5", "'2.5' is no whole number."),
        ("close_date", "2300-01-01", "The year must lie between 1900 and 2199."),
        ("name", "n" * 501, "Longer than 500 characters. Shorten it."),
        ("name", " ", "Must not be empty."),
    ],
)
def test_what_cannot_be_saved_is_refused_in_words_and_stays_in_its_cell(
    desk: Desk, qtbot: QtBot, key: str, typed: str, said: str
) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    desk.replica.commit(edits.update(desk.author, deal, {"amount": "5", "currency": "KRW"}))
    pane = make(desk, qtbot, "opportunity")
    edit(pane, deal, key, qtbot)
    line = pane.table.findChild(QLineEdit)
    qtbot.keyClicks(line, typed)
    with qtbot.assertNotEmitted(pane._model.edit_requested):
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert line.accessibleDescription() == said
        pane.filter.focus_text()
    assert pane.table.findChild(QLineEdit) is line
    assert line.text() == typed


def test_leaving_an_amount_untouched_saves_nothing(desk: Desk, qtbot: QtBot) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    desk.replica.commit(edits.update(desk.author, deal, {"amount": "1.234", "currency": "KWD"}))
    pane = make(desk, qtbot, "opportunity")
    edit(pane, deal, "amount", qtbot)
    with qtbot.assertNotEmitted(pane._model.edit_requested):
        qtbot.keyClick(pane.table.findChild(QLineEdit), Qt.Key.Key_Return)


def test_a_choice_that_is_needed_cannot_be_emptied_in_its_cell(desk: Desk, qtbot: QtBot) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    pane = make(desk, qtbot, "opportunity")
    edit(pane, deal, "stage", qtbot)
    assert pane.table.findChild(QComboBox).findData(None) < 0


def lose(pane: ListPane, deal: Record, qtbot: QtBot) -> None:
    edit(pane, deal, "stage", qtbot)
    combo = pane.table.findChild(QComboBox)
    qtbot.keyClick(combo, Qt.Key.Key_End)
    qtbot.keyClick(combo, Qt.Key.Key_Return)


def test_losing_in_a_cell_asks_for_the_reason_first(desk: Desk, qtbot: QtBot) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    pane = make(desk, qtbot, "opportunity")
    lose(pane, deal, qtbot)
    settle(desk, qtbot)
    assert desk.replica.get("opportunity", deal.id)["stage"] == "negotiation"
    bar = pane.cells.bar
    assert bar is not None
    assert bar.buttons["price"].hasFocus()
    assert bar.about.full_text() == deal["name"]
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(bar.buttons["price"], Qt.Key.Key_Return)
    saved = desk.replica.get("opportunity", deal.id)
    assert (saved["stage"], saved["lost_reason"]) == ("closed_lost", "price")
    assert not bar.isVisible()
    assert pane.table.hasFocus()


def test_a_loss_that_is_given_up_leaves_the_stage_on_screen_too(desk: Desk, qtbot: QtBot) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    pane = make(desk, qtbot, "opportunity")
    lose(pane, deal, qtbot)
    assert pane.cells.bar is not None
    qtbot.keyClick(pane.cells.bar.buttons["price"], Qt.Key.Key_Escape)
    settle(desk, qtbot)
    assert desk.replica.get("opportunity", deal.id)["stage"] == "negotiation"
    assert shown(pane, "stage") == ["negotiation"]
    assert pane.table.hasFocus()


@pytest.mark.parametrize("way", ["filter", "cell", "choice"])
def test_leaving_a_cell_saves_what_was_typed(desk: Desk, qtbot: QtBot, way: str) -> None:
    deal = first(desk.replica, "opportunity", stage="negotiation", owner=desk.author.user)
    pane = make(desk, qtbot, "opportunity")
    edit(pane, deal, "stage" if way == "choice" else "name", qtbot)
    if way == "choice":
        qtbot.keyClick(pane.table.findChild(QComboBox), Qt.Key.Key_Home)
    else:
        qtbot.keyClicks(pane.table.findChild(QLineEdit), "Another name")
    with qtbot.waitSignal(desk.noticed):
        if way == "cell":
            index = pane._model.index(0, 3)
            at = pane.table.visualRect(index).center()
            qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        else:
            pane.filter.focus_text()
    saved = desk.replica.get("opportunity", deal.id)
    assert (saved["stage"] == "prospecting") if way == "choice" else (saved["name"] == "Another name")
    assert pane.table.findChild(QLineEdit) is None
    assert pane.table.findChild(QComboBox) is None
