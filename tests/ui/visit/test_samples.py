"""What a visit leaves with the customer: typed by keyboard, signed for, locked with the report, printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.lines.content import read_lines
from crmdesk.ui.printing.output import save_pdf
from crmdesk.ui.printing.proof import Proof
from crmdesk.ui.visit.document import read_report, report_document
from crmdesk.ui.visit.page import VisitPage
from crmdesk.ui.widgets import Label
from tests.support.pdf_pages import read_pdf
from tests.ui.visit.test_page import act, check_in, finish
from tests.ui.visit.test_report_form import page

__all__ = ["page"]


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def lines(page: VisitPage) -> list[Record]:
    return list(read_lines(page.desk.replica, "visit_sample", "visit", page.record_id))


def add(page: VisitPage, qtbot: QtBot, code: str, quantity: str) -> None:
    """A product by its code, then how many."""
    before = len(lines(page))
    qtbot.waitUntil(lambda: focused().accessibleName() == "Product")
    QTest.keyClicks(focused(), code)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(lines(page)) == before + 1)
    qtbot.waitUntil(lambda: focused().accessibleName() == "Quantity")
    QTest.keyClicks(focused(), quantity)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(lines(page)[-1]["quantity"]) == quantity)


def test_samples_are_typed_signed_for_locked_and_printed(
    page: VisitPage, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, card = page.desk, page.samples
    first, second = desk.replica.query("product", Query((Filter("active", "=", True),), sort="code", limit=2))
    card.add_button.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    add(page, qtbot, first["code"], "3")
    add(page, qtbot, second["code"], "12")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    # Counted anew before the page has read the first count again: the difference counts, not the sum.
    for quantity in (5, 4):
        card.model.setData(card.model.index(0, card.model.column_at("quantity")), quantity)
    qtbot.waitUntil(lambda: lines(page)[0]["quantity"] == 4)
    qtbot.waitUntil(
        lambda: page.signature.received.full_text() == f"Received: 4 × {first['name']}, 12 × {second['name']}"
    )

    page.signature.name.set_value("Kim")
    page.signature.paper.setEnabled(True)
    page.signature.paper.click()
    qtbot.waitUntil(page.signature.redo.isVisible)
    assert not card.model.editable
    assert not card.add_button.isVisible()
    page.signature.redo.click()
    assert card.model.editable
    card.table.setFocus()
    card.table.setCurrentIndex(card.model.index(1, 0))
    QTest.keyClick(card.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(lines(page)) == 1)
    page.signature.name.set_value("Kim Min-jun")
    page.signature.paper.click()
    qtbot.waitUntil(lambda: not card.model.editable)

    finish(page, qtbot)
    qtbot.waitUntil(lambda: not page.signature.redo.isVisible())
    assert card.isVisible()
    assert not card.model.editable
    document = report_document(desk, read_report(desk.replica, desk.catalogue, page.record_id))
    file = tmp_path / "report.pdf"
    save_pdf(Proof(document, desk.press.paper(document), lambda: None), file)
    text = "\n".join(read_pdf(file).pages)
    for each in (
        "Visit report",
        "Hanbit Instruments",
        "Samples handed over",
        first["name"],
        "Signed on paper by Kim Min-jun",
    ):
        assert each in text
    assert second["name"] not in text


def test_count_of_an_earlier_program_is_shown_and_not_typed(page: VisitPage, qtbot: QtBot) -> None:
    desk = page.desk
    desk.change(
        "visit", page.record_id, lambda one: edits.update(desk.author, one, {}, add={"samples": 4}), ""
    )
    qtbot.waitUntil(
        lambda: "4" in [each.full_text() for each in page.report.findChildren(Label) if each.isVisible()]
    )


def test_a_count_being_typed_goes_into_the_report_that_is_submitted_by_its_key(
    page: VisitPage, qtbot: QtBot
) -> None:
    desk = page.desk
    (product,) = desk.replica.query("product", Query(limit=1))
    fields = {"visit": page.record_id, "product": product.id, "quantity": 1, "line_number": 1}
    desk.replica.commit(edits.create(desk.author, "visit_sample", fields))
    check_in(page, qtbot)
    page.report.outcome.buttons["successful"].click()
    act(page, qtbot, "Check out")
    qtbot.waitUntil(lambda: page.action.text() == "Submit report" and page.samples.model.rowCount() > 0)
    page.samples.table.edit_at(0, page.samples.model.column_at("quantity"))
    QTest.keyClicks(focused(), "7")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.locked.isVisible)
    assert [line["quantity"] for line in lines(page)] == [7]
