"""The board: cards by stage, moved by the pointer and by keys, closed as on the opportunity's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.ui import theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.pipeline.board import BoardView
from crmdesk.ui.pipeline.card_words import close_text, overdue
from crmdesk.ui.pipeline.page import OpportunitiesPage
from crmdesk.ui.pipeline.stage_column import StageColumn

_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[OpportunitiesPage]:
    """The section, showing the board of the rep who is signed in."""
    made = OpportunitiesPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    made.close()


@pytest.fixture
def board(page: OpportunitiesPage) -> BoardView:
    return page.board


def stage(board: BoardView, key: str) -> StageColumn:
    return next(each for each in board.columns if each.stage.key == key)


def saved_stage(desk: Desk, record_id: str) -> str:
    return str(desk.replica.get("opportunity", record_id)["stage"])


def take(column: StageColumn, row: int = 0) -> tuple[str, QPoint]:
    """The id of a card and the middle of it in its list."""
    card = column.model.card(row)
    assert card is not None
    return card.record.id, column.cards.visualRect(column.model.index(row)).center()


def carry(start: StageColumn, at: QPoint, end: StageColumn, steps: int = 8) -> QPoint:
    """Press on a card and move to another column with the button down; gives where the pointer is."""
    view = start.cards.viewport()
    goal = view.mapFromGlobal(end.cards.mapToGlobal(end.cards.rect().center()))
    QTest.mousePress(view, _LEFT, pos=at)
    for step in range(1, steps + 1):
        QTest.mouseMove(view, at + (goal - at) * step / steps)
        QApplication.processEvents()
    return goal


def test_one_card_alone_stands_out_however_many_columns_were_visited(board: BoardView) -> None:
    for column in board.columns[:3]:
        column.cards.setFocus(Qt.FocusReason.TabFocusReason)
    filled = []
    for column in board.columns[:3]:
        at = column.cards.visualRect(column.model.index(0)).topLeft() + QPoint(9, 9)
        filled.append(column.cards.viewport().grab().toImage().pixelColor(at).name())
    colors = theme.current().colors
    assert filled == [colors["surface"], colors["surface"], colors["accent_soft"]]


def test_whoever_comes_to_a_column_with_tab_sees_which_card_has_the_keyboard(
    page: OpportunitiesPage, board: BoardView
) -> None:
    column = board.columns[0]
    column.cards.setFocus(Qt.FocusReason.TabFocusReason)
    assert column.cards.hasFocus()
    assert column.cards.selectionModel().isSelected(column.model.index(0))


def test_sums_are_weighted_where_there_is_room_and_never_cut(board: BoardView) -> None:
    column = stage(board, "proposal")
    column.resize(400, 600)
    assert "wtd." in column._sums[0].full_text()
    column.setMinimumWidth(0)
    column.resize(100, 600)
    assert "wtd." not in column._sums[0].full_text()
    assert column._sums[0].full_text()


def test_every_stage_has_its_count_and_cards_of_the_rep(board: BoardView, desk: Desk) -> None:
    mine = [each for each in desk.replica.query("opportunity") if each["owner"] == desk.author.user]
    for key in ("prospecting", "proposal", "negotiation"):
        there = {each.id for each in mine if each["stage"] == key}
        assert stage(board, key)._count.text() == str(len(there))
        assert {card.record.id for card in stage(board, key).model.cards} <= there


def test_card_dragged_to_another_stage_goes_there_and_undo_brings_it_back(
    board: BoardView, desk: Desk, qtbot: QtBot
) -> None:
    start, end = stage(board, "proposal"), stage(board, "negotiation")
    record_id, at = take(start)
    goal = carry(start, at, end)
    assert end.model.gap is not None, "where it would land is shown"
    assert board.drag.target is end
    with qtbot.waitSignal(desk.noticed) as said:
        QTest.mouseRelease(start.cards.viewport(), _LEFT, pos=goal)
    assert saved_stage(desk, record_id) == "negotiation"
    qtbot.waitUntil(lambda: not desk.busy and end.model.row_of(record_id) >= 0)
    assert end.model.gap is None
    assert start.model.row_of(record_id) < 0
    said.args[0].on_action()
    qtbot.waitUntil(lambda: start.model.row_of(record_id) >= 0)
    assert saved_stage(desk, record_id) == "proposal"


def test_card_let_go_where_it_was_stays(board: BoardView, desk: Desk, qtbot: QtBot) -> None:
    start = stage(board, "proposal")
    record_id, at = take(start)
    view = start.cards.viewport()
    QTest.mousePress(view, _LEFT, pos=at)
    QTest.mouseMove(view, at + QPoint(0, 30))
    QTest.mouseMove(view, at + QPoint(0, 40))
    QTest.mouseRelease(view, _LEFT, pos=at + QPoint(0, 40))
    qtbot.waitUntil(lambda: not desk.busy)
    assert saved_stage(desk, record_id) == "proposal"
    assert not desk.replica.can_undo


def test_escape_puts_the_card_in_hand_back(board: BoardView, desk: Desk, qtbot: QtBot) -> None:
    start, end = stage(board, "proposal"), stage(board, "negotiation")
    record_id, at = take(start)
    goal = carry(start, at, end)
    qtbot.keyClick(start.cards, Qt.Key.Key_Escape)
    assert not board.drag.active
    assert end.model.gap is None
    QTest.mouseRelease(start.cards.viewport(), _LEFT, pos=goal)
    qtbot.waitUntil(lambda: not desk.busy)
    assert saved_stage(desk, record_id) == "proposal"


def test_board_scrolls_while_a_card_is_held_at_its_edge(
    page: OpportunitiesPage, board: BoardView, qtbot: QtBot
) -> None:
    page.resize(760, 700)
    bar = board._area.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    start = stage(board, "prospecting")
    _, at = take(start)
    view = start.cards.viewport()
    edge = view.mapFromGlobal(board._area.mapToGlobal(QPoint(board._area.width() - 8, 300)))
    QTest.mousePress(view, _LEFT, pos=at)
    QTest.mouseMove(view, at + QPoint(40, 0))
    QTest.mouseMove(view, edge)
    qtbot.waitUntil(lambda: bar.value() > 100)
    qtbot.keyClick(start.cards, Qt.Key.Key_Escape)


def test_slash_goes_to_the_filter(board: BoardView, qtbot: QtBot) -> None:
    cards = stage(board, "qualification").cards
    cards.setFocus()
    qtbot.keyClicks(cards, "/")
    assert board.filter.text.hasFocus()
    assert board.filter.text.text() == ""


def test_keys_walk_the_cards_and_send_them_on(board: BoardView, desk: Desk, qtbot: QtBot) -> None:
    board.setFocus()
    board.take_focus()
    start = stage(board, "prospecting")
    assert start.cards.hasFocus()
    qtbot.keyClick(start.cards, Qt.Key.Key_Down)
    assert start.cards.currentIndex().row() == 1
    qtbot.keyClick(start.cards, Qt.Key.Key_Right)
    middle = stage(board, "qualification")
    assert middle.cards.hasFocus()
    card = middle.cards.current
    assert card is not None
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(middle.cards, Qt.Key.Key_Right, _CTRL)
    assert saved_stage(desk, card.record.id) == "proposal"
    qtbot.waitUntil(lambda: not desk.busy)
    there = stage(board, "proposal").cards
    assert there.hasFocus()
    assert there.current is not None
    assert there.current.record.id == card.record.id
    with qtbot.waitSignal(desk.record_requested) as asked:
        qtbot.keyClick(there, Qt.Key.Key_Return)
    assert asked.args == ["opportunity", card.record.id]


def test_undo_and_redo_of_a_move_take_the_keyboard_along(board: BoardView, desk: Desk, qtbot: QtBot) -> None:
    before, after = stage(board, "proposal").cards, stage(board, "negotiation").cards
    before.go_to(0)
    before.setFocus()
    card = before.current
    assert card is not None
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(before, Qt.Key.Key_Right, _CTRL)
    qtbot.waitUntil(lambda: not desk.busy)
    for step, there in ((desk.undo, before), (desk.redo, after)):
        with qtbot.waitSignal(desk.noticed):
            step()
        qtbot.waitUntil(lambda: not desk.busy)
        assert there.hasFocus()
        assert there.current is not None
        assert there.current.record.id == card.record.id


def test_whoever_comes_back_from_a_card_has_the_keyboard_there(board: BoardView, qtbot: QtBot) -> None:
    board.setFocus()
    assert stage(board, "prospecting").cards.hasFocus()
    cards = stage(board, "proposal").cards
    cards.setFocus()
    cards.go_to(1)
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    board.filter.text.setFocus()
    board.setFocus()
    assert cards.hasFocus()
    assert cards.currentIndex().row() == 1


def test_losing_asks_for_the_reason_first(board: BoardView, desk: Desk, qtbot: QtBot) -> None:
    column = stage(board, "closed_won")
    column.cards.go_to(0)
    column.cards.setFocus()
    card = column.cards.current
    assert card is not None
    qtbot.keyClick(column.cards, Qt.Key.Key_Right, _CTRL)
    assert board.lost.isVisible()
    assert saved_stage(desk, card.record.id) == "closed_won"
    qtbot.keyClick(board.lost.buttons["price"], Qt.Key.Key_Escape)
    assert not board.lost.isVisible()
    assert column.cards.hasFocus()
    qtbot.keyClick(column.cards, Qt.Key.Key_Right, _CTRL)
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(board.lost.buttons["price"], Qt.Key.Key_Return)
    lost = desk.replica.get("opportunity", card.record.id)
    assert (lost["stage"], lost["lost_reason"]) == ("closed_lost", "price")


def test_space_asks_for_the_next_step_and_keeps_the_lines_below_it(
    board: BoardView, desk: Desk, qtbot: QtBot
) -> None:
    column = stage(board, "proposal")
    column.cards.setFocus()
    card = column.cards.current
    assert card is not None
    qtbot.keyClick(column.cards, Qt.Key.Key_Space)
    line = board.next_step.line
    assert line.hasFocus()
    line.setText("Send the contract")
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert desk.replica.get("opportunity", card.record.id)["next_step"] == "Send the contract"
    assert column.cards.hasFocus()


def test_filter_by_person_period_and_word_narrows_columns_and_totals(
    board: BoardView, desk: Desk, qtbot: QtBot
) -> None:
    def shown() -> int:
        return sum(int(column._count.text().replace(",", "")) for column in board.columns)

    mine = shown()
    board.filter.owner.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not desk.busy and shown() > mine)
    board.filter.closes.setCurrentIndex(board.filter.closes.findData("overdue"))
    qtbot.waitUntil(lambda: not desk.busy and stage(board, "closed_won")._count.text() == "0")
    today = desk.today()
    for column in board.columns:
        assert all(overdue(card, today) for card in column.model.cards)
    board.filter.text.setText("no such words anywhere")
    qtbot.waitUntil(board.empty.isVisible)
    board.empty.button.click()
    qtbot.waitUntil(lambda: not desk.busy and shown() == mine)


def test_overdue_is_told_in_words(board: BoardView) -> None:
    cards = [card for column in board.columns for card in column.model.cards]
    today = date(2026, 11, 23)
    late = next(card for card in cards if overdue(card, today))
    assert close_text(late, today).startswith("Overdue")
    column = next(each for each in board.columns if each.model.row_of(late.record.id) >= 0)
    index = column.model.index(column.model.row_of(late.record.id))
    assert "Overdue" in index.data(int(Qt.ItemDataRole.AccessibleTextRole))


def test_more_cards_come_when_asked_for(board: BoardView, desk: Desk, qtbot: QtBot) -> None:
    board.filter.owner.setCurrentIndex(1)
    column = stage(board, "qualification")
    qtbot.waitUntil(lambda: not desk.busy and column.more_button.isVisible())
    before = column.model.rowCount()
    column.more_button.click()
    qtbot.waitUntil(lambda: column.model.rowCount() > before)


def test_keys_of_the_board_are_told_in_the_cheat_sheet(page: OpportunitiesPage) -> None:
    assert {keys for _, keys in page.shortcuts()} == {"Ctrl+Left", "Ctrl+Right", "Space"}


def test_view_is_switched_and_kept_for_the_next_time(
    page: OpportunitiesPage, desk: Desk, qtbot: QtBot
) -> None:
    page.switch.buttons["table"].click()
    qtbot.waitUntil(lambda: not desk.busy and page.head.note.text() != "")
    assert page.pane.isVisible()
    again = OpportunitiesPage(desk)
    qtbot.addWidget(again)
    assert again.shown == "table"


def test_the_keyboard_goes_to_what_an_empty_board_offers_and_back_to_the_cards(
    board: BoardView, desk: Desk, qtbot: QtBot
) -> None:
    board.take_focus()
    board.filter.text.setText("no such words anywhere")
    qtbot.waitUntil(board.empty.button.hasFocus)
    board.empty.button.click()
    qtbot.waitUntil(lambda: any(each.cards.hasFocus() for each in board.columns))
