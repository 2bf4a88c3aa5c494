"""From lines to money against a real centre, by keyboard: opportunity, lines, quote, PDF, sent, accepted, won."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.changes import Act
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.opportunity.page import OpportunityPage
from crmdesk.ui.printing.preview import PreviewPage
from crmdesk.ui.quote.page import QuotePage
from crmdesk.ui.translations import Translator
from crmdesk.ui.workspace import Workspace
from tests.support.centre import RunningCentre
from tests.support.pdf_pages import read_pdf
from tests.sync.laptops import Laptop, Place, new_id


@pytest.fixture
def dana(centre: RunningCentre, tmp_path: Path) -> Iterator[Laptop]:
    """Dana's laptop, with a deal, and a product that the centre sells."""
    centre.add_user("dana")
    admin, product = centre.admin, new_id()
    price = {"product": product, "price_book": "List", "price": "1250.00", "currency": "USD"}
    admin.write(
        [admin.mutation(Act.CREATE, "product", product, {"name": "Chiller", "code": "CH-1", "active": True})]
    )
    admin.write([admin.mutation(Act.CREATE, "price_book_entry", new_id(), price)])
    laptop = Place(centre, "in process", tmp_path).laptop("dana").synced()
    account = laptop.create("account", name="Harbour Foods")
    laptop.create(
        "opportunity", name="Cold store", account=account, amount="1", currency="USD", stage="proposal"
    )
    laptop.synced()
    yield laptop
    laptop.close()


@pytest.fixture
def window(
    dana: Laptop, qapp: QApplication, tmp_path: Path, translator: Translator, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Her window, with the deal in front."""
    frame = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), translator)
    desk = Desk(dana.replica, dana.replica.author(), translator)
    workspace = Workspace(frame, desk, None)
    frame.resize(1366, 768)
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    desk.open("opportunity", dana.replica.query("opportunity")[0].id)
    qtbot.waitUntil(lambda: not desk.busy)
    yield frame
    workspace.close()
    desk.close()
    frame.close()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(keys: str) -> None:
    chord = QKeySequence(keys)[0]
    QTest.keyClick(focused(), chord.key(), chord.keyboardModifiers())


def tab_to(name: str) -> None:
    """Tab until the focus is on what is called so."""
    met: list[str] = []
    while len(met) < 120:
        met.append(focused().accessibleName() or getattr(focused(), "text", str)())
        if met[-1] == name:
            return
        press("Tab")
    raise AssertionError(f"{name} is not on the way of Tab: {met}")


def in_front(window: MainWindow, kind: type[QWidget], qtbot: QtBot) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), kind))
    page = window.pages.currentWidget()
    assert page is not None
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    return page


def until_named(name: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: focused().accessibleName() == name)


@pytest.fixture
def settle(dana: Laptop, qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    """Syncs, then waits for the screen."""

    def settled(holds: Callable[[], bool]) -> None:
        dana.synced()
        qtbot.waitUntil(holds)

    return settled


def test_deal_is_won_by_a_quote_without_a_mouse(
    window: MainWindow,
    dana: Laptop,
    qtbot: QtBot,
    tmp_path: Path,
    settle: Callable[[Callable[[], bool]], None],
) -> None:
    deal = in_front(window, OpportunityPage, qtbot)
    assert isinstance(deal, OpportunityPage)
    qtbot.waitUntil(lambda: deal.record is not None)
    tab_to("Add a product")
    press("Space")
    QTest.keyClicks(focused(), "ch-1")
    press("Return")
    until_named("Quantity", qtbot)
    QTest.keyClicks(focused(), "4")
    press("Tab")
    press("Tab")
    QTest.keyClicks(focused(), "10")
    press("Return")
    press("Escape")
    qtbot.waitUntil(
        lambda: [line["discount"] for line in dana.replica.query("opportunity_line")] == ["10.00"]
    )
    tab_to("Make a quote")
    press("Space")

    quote = in_front(window, QuotePage, qtbot)
    assert isinstance(quote, QuotePage)
    qtbot.waitUntil(lambda: quote.record is not None)
    assert "next sync" in quote.head.note.full_text()
    settle(lambda: quote.head.note.full_text().startswith("Q-"))
    tab_to("Mark as sent")
    press("Space")
    qtbot.waitUntil(lambda: quote.stages.current == "sent")

    press("Ctrl+P")
    pages = in_front(window, PreviewPage, qtbot)
    assert isinstance(pages, PreviewPage)
    qtbot.waitUntil(lambda: pages.proof is not None)
    pages.save_to(tmp_path / "offer.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "offer.pdf").exists() and pages.save_button.isEnabled())
    text = "".join(read_pdf(tmp_path / "offer.pdf").pages)
    assert quote.head.note.full_text() in text
    assert "$4,500.00" in text
    press("Escape")

    assert in_front(window, QuotePage, qtbot) is quote
    tab_to("Accepted")
    press("Space")
    qtbot.waitUntil(quote.accepting.isVisible)
    press("Return")
    qtbot.waitUntil(lambda: quote.stages.current == "accepted")
    won = dana.replica.query("opportunity")[0]
    assert (won["stage"], won["amount"], won["currency"]) == ("closed_won", "4500.00", "USD")
    dana.synced()
    assert dana.replica.refused() == []
    assert dana.replica.conflicts() == []
