"""Lines of products by keyboard alone, on the page of an opportunity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.lines.content import read_lines, read_prices
from crmdesk.ui.lines.lookup import ProductLookup
from crmdesk.ui.lines.model import LineModel, LineRow, columns_of_lines
from crmdesk.ui.lines.table import LinesTable
from crmdesk.ui.opportunity.page import OpportunityPage
from crmdesk.ui.translations import Translator


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    desk.noticed.connect(found.append)
    return found


@pytest.fixture
def opportunity(desk: Desk, qtbot: QtBot) -> Iterator[OpportunityPage]:
    """The page of a new opportunity in won, without lines."""
    made = edits.create(desk.author, "opportunity", {"name": "Second line", "currency": "KRW"})
    desk.replica.commit(made)
    page = OpportunityPage(desk, made[0].id)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.entered()
    qtbot.waitUntil(lambda: page.record is not None and not desk.busy)
    yield page
    page.close()


def products(desk: Desk) -> list[Record]:
    return desk.replica.query("product", Query((Filter("active", "=", True),), sort="code", limit=5))


def lines(desk: Desk, page: OpportunityPage) -> list[Record]:
    return list(read_lines(desk.replica, "opportunity_line", "opportunity", page.record_id))


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def add(desk: Desk, page: OpportunityPage, qtbot: QtBot, code: str) -> None:
    """Type a code into the empty line and take it; the keyboard is in its quantity then."""
    before = len(lines(desk, page))
    qtbot.waitUntil(lambda: focused().accessibleName() == "Product")
    QTest.keyClicks(focused(), code)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(lines(desk, page)) == before + 1)
    qtbot.waitUntil(lambda: focused().accessibleName() == "Quantity")


def test_heads_are_whole_at_200_percent_and_the_table_scrolls_within_itself(desk: Desk, qtbot: QtBot) -> None:
    model = LineModel(columns_of_lines(desk.entity("quote_line")))
    table = LinesTable(model, ProductLookup(desk, lambda: "KRW"))
    qtbot.addWidget(table)
    table.resize(840, 200)
    table.show()
    bar, heads = table.horizontalScrollBar(), table.horizontalHeader()
    low = table.sizeHint().height()
    assert heads.length() == table.viewport().width(), "in a wide one nothing scrolls"
    table.resize(566, 200)
    assert all(table.columnWidth(at) >= heads.sectionSizeHint(at) for at in range(model.columnCount()))
    assert bar.isVisible()
    assert table.sizeHint().height() == low + bar.sizeHint().height(), "the bar hides no line"
    table.resize(840, 200)
    assert not bar.isVisible()


def test_what_no_line_says_leaves_its_room_to_the_products(desk: Desk, qtbot: QtBot) -> None:
    model = LineModel(columns_of_lines(desk.entity("quote_line")))
    table = LinesTable(model, ProductLookup(desk, lambda: "KRW"))
    qtbot.addWidget(table)
    table.resize(1000, 200)
    table.show()
    product, text = model.column_at("product"), model.column_at("description")
    line = next(each for each in desk.replica.query("quote_line", Query()) if not each["description"])
    model.show_rows([LineRow(line, "Pump")], "KRW", editable=True)
    silent = table.columnWidth(product), table.columnWidth(text)
    said = replace(line, fields={**line.fields, "description": "with a second head"})
    model.show_rows([LineRow(said, "Pump")], "KRW", editable=True)
    assert table.columnWidth(text) > silent[1]
    assert table.columnWidth(product) < silent[0]
    assert table.horizontalHeader().length() == table.viewport().width()


def test_heads_are_whole_in_a_language_of_longer_words_too(
    desk: Desk, translator: Translator, qtbot: QtBot
) -> None:
    translator.switch("zh_TW")
    model = LineModel(columns_of_lines(desk.entity("quote_line")))
    table = LinesTable(model, ProductLookup(desk, lambda: "KRW"))
    qtbot.addWidget(table)
    table.resize(700, 200)
    table.show()
    translator.switch("en")
    heads = table.horizontalHeader()
    qtbot.waitUntil(
        lambda: all(table.columnWidth(at) >= heads.sectionSizeHint(at) for at in range(model.columnCount()))
    )


def test_lines_are_typed_without_a_mouse(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot, notices: list[Notice]
) -> None:
    first, second = products(desk)[:2]
    opportunity.lines.add_button.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    add(desk, opportunity, qtbot, first["code"])
    QTest.keyClicks(focused(), "3")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Price"
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Discount"
    QTest.keyClicks(focused(), "7.5")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    add(desk, opportunity, qtbot, second["code"])
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not desk.busy)
    made = next(line for line in lines(desk, opportunity) if line["product"] == first.id)
    other = next(line for line in lines(desk, opportunity) if line["product"] == second.id)
    price = Decimal(read_prices(desk.replica, first.id).by_currency["KRW"])
    assert (made["product"], made["quantity"], made["discount"]) == (first.id, "3.000", "7.50")
    assert (Decimal(made["price"]), made["currency"]) == (price, "KRW")
    assert (other["product"], other["quantity"]) == (second.id, "1.000")
    assert opportunity.lines.totals.net == price * 3 * Decimal("0.925") + Decimal(other["price"])
    assert notices[0].text == f"{first['name']} added"


def test_delete_takes_a_line_away_and_undo_brings_it_back(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot, notices: list[Notice]
) -> None:
    opportunity.lines.table.add_line()
    add(desk, opportunity, qtbot, products(desk)[0]["code"])
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is opportunity.lines.table
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not lines(desk, opportunity))
    qtbot.waitUntil(lambda: notices[-1].text.endswith("removed"))
    assert notices[-1].on_action is not None
    notices[-1].on_action()
    qtbot.waitUntil(lambda: len(lines(desk, opportunity)) == 1)


def test_sum_is_offered_as_the_amount_until_it_is_that(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    assert not opportunity.use_sum.isVisible()
    opportunity.lines.table.add_line()
    add(desk, opportunity, qtbot, products(desk)[0]["code"])
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(opportunity.use_sum.isVisible)
    opportunity.use_sum.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not opportunity.use_sum.isVisible())
    record = desk.replica.get("opportunity", opportunity.record_id)
    assert (record["amount"], record["currency"]) == (str(opportunity.lines.totals.net), "KRW")


def test_figure_that_cannot_be_read_stays_open_and_is_not_saved(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    opportunity.lines.table.add_line()
    add(desk, opportunity, qtbot, products(desk)[0]["code"])
    QTest.keyClicks(focused(), "many")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Quantity"
    assert "many" in focused().accessibleDescription()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert lines(desk, opportunity)[0]["quantity"] == "1.000"


def test_discount_above_all_is_refused_in_words_and_the_table_shows_what_stands(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot, notices: list[Notice]
) -> None:
    opportunity.lines.table.add_line()
    add(desk, opportunity, qtbot, products(desk)[0]["code"])
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "120")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: notices[-1].tone == "problem")
    shown = opportunity.lines.model
    qtbot.waitUntil(lambda: shown.rows[0].record["discount"] is None)


def test_tab_leaves_the_empty_line_for_what_follows_and_never_traps(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    table = opportunity.lines.table
    table.add_line()
    assert focused().accessibleName() == "Product"
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is not table
    assert not table.isAncestorOf(focused())


def test_product_that_nobody_sells_is_said_at_the_cell(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    opportunity.lines.table.add_line()
    QTest.keyClicks(focused(), "zzzz")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "zzzz" in focused().accessibleDescription())
    assert lines(desk, opportunity) == []


def test_editor_that_is_open_keeps_what_was_typed_when_the_lines_are_read_again(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    opportunity.lines.table.add_line()
    add(desk, opportunity, qtbot, products(desk)[0]["code"])
    QTest.keyClicks(focused(), "12")
    fields = {"opportunity": opportunity.record_id, "product": products(desk)[1].id}
    desk.replica.commit(edits.create(desk.author, "opportunity_line", fields))
    qtbot.waitUntil(lambda: len(opportunity.lines.model.rows) == 2)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "12.000" in [line["quantity"] for line in lines(desk, opportunity)])
