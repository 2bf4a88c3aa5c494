"""A rep's day against a real centre, by keyboard: sign in, first sync, a visit, a stage, a conflict, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.app import Desktop
from crmdesk.domain import edits
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.page import HistoryPage
from crmdesk.ui.opportunity.page import OpportunityPage
from crmdesk.ui.signin import SignInPage
from crmdesk.ui.signin.again import SignInAgainPage
from crmdesk.ui.today.page import TodayPage
from crmdesk.ui.translations import Translator
from crmdesk.ui.visit.page import VisitPage
from tests.support import until
from tests.support.centre import PASSWORD, RunningCentre
from tests.sync.laptops import Laptop, Place

"""Milliseconds for what goes over the network and back."""


@pytest.fixture
def colleague(centre: RunningCentre, tmp_path: Path) -> Iterator[Laptop]:
    """Eric's laptop, with a customer, a person and a deal that the centre knows."""
    for login in ("dana", "eric"):
        centre.add_user(login)
    laptop = Place(centre, "http", tmp_path).laptop("eric").synced()
    account = laptop.create("account", name="Harbour Foods", visit_interval=7)
    laptop.create("contact", name="Ines Ngata", account=account)
    laptop.create(
        "opportunity",
        name="Cold store",
        account=account,
        amount="40000",
        currency="USD",
        stage="qualification",
        close_date="2027-01-29",
    )
    laptop.synced()
    yield laptop
    laptop.close()


@pytest.fixture
def desktop(translator: Translator, tmp_path: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """Dana's desktop as the program opens it, before anybody has signed in."""
    made = Desktop(tmp_path / "desktop", tmp_path / "key")
    made.translator.switch("en")
    qtbot.addWidget(made.window)
    made._try_to_open(offline=False)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    yield made
    made.close()


def deal(laptop: Laptop | Desk) -> str:
    found = laptop.replica.query("opportunity", Query((Filter("name", "=", "Cold store"),)))
    return found[0].id


def desk_of(desktop: Desktop) -> Desk:
    assert desktop.opened is not None
    return desktop.opened.desk


def press(desktop: Desktop, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused: QWidget | None = desktop.window.focusWidget()
    QTest.keyClick(focused if focused is not None else desktop.window, key, held)


def synced(desktop: Desktop, qtbot: QtBot) -> None:
    """Everything saved here has reached the centre and come back."""
    qtbot.waitUntil(lambda: desk_of(desktop).replica.pending() == 0)


@pytest.fixture
def day(desktop: Desktop, centre: RunningCentre, colleague: Laptop, qtbot: QtBot) -> Desktop:
    """Dana has signed in by keyboard and Today is shown."""
    page = desktop.window.pages.currentWidget()
    assert isinstance(page, SignInPage)
    page.server.setFocus()
    for text in (centre.url, "dana", PASSWORD):
        QTest.keyClicks(desktop.window.focusWidget(), text)
        if text != PASSWORD:
            press(desktop, Qt.Key.Key_Tab)
    press(desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.pages.history.current == "today")
    qtbot.waitUntil(lambda: desk_of(desktop).replica.count("opportunity") == 1)
    return desktop


def shown(desktop: Desktop, kind: type[VisitPage]) -> VisitPage | None:
    page = desktop.window.pages.currentWidget()
    return page if isinstance(page, kind) and page.record is not None else None


def says(page: VisitPage, text: str) -> bool:
    return page.action.text() == text


def test_visit_is_logged_reported_and_submitted_by_keyboard(
    day: Desktop, colleague: Laptop, qtbot: QtBot
) -> None:
    desk = desk_of(day)
    press(day, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    today = day.window.pages.currentWidget()
    assert isinstance(today, TodayPage)
    line = today.form.account.findChildren(QLineEdit)[0]
    line.setFocus()
    QTest.keyClicks(line, "harbour")
    qtbot.waitUntil(today.form.account._options.isVisible)  # type: ignore[attr-defined]
    press(day, Qt.Key.Key_Down)
    press(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: today.form.account.value() is not None)
    today.form.purpose.setFocus()
    QTest.keyClicks(day.window.focusWidget(), "Second line")
    press(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(day, VisitPage) is not None)
    page = shown(day, VisitPage)
    assert page is not None
    assert page.head.title.full_text() == "Harbour Foods"
    page.report.outcome.buttons["successful"].setFocus()
    press(day, Qt.Key.Key_Space)
    notes = page.report.notes.findChildren(QPlainTextEdit)[0]
    notes.setFocus()
    QTest.keyClicks(notes, "They take two.")
    for text in ("Check out", "Submit report"):
        qtbot.waitUntil(partial(says, page, text))
        page.action.setFocus()
        press(day, Qt.Key.Key_Space)
    qtbot.waitUntil(page.locked.isVisible)
    synced(day, qtbot)
    colleague.synced()
    visit = colleague.get("visit", page.record_id)
    assert (visit["notes"], visit["outcome"], visit["purpose"]) == (
        "They take two.",
        "successful",
        "Second line",
    )
    assert visit["submitted_at"] is not None
    assert desk.replica.conflicts() == []


def stage_button(page: OpportunityPage, name: str) -> QAbstractButton | None:
    """The segment of a stage; one that was replaced and is about to go is hidden already."""
    buttons = page.stages.findChildren(QAbstractButton)
    return next((one for one in buttons if one.isVisible() and one.accessibleName().startswith(name)), None)


def test_opportunity_is_advanced_and_the_colleague_sees_it(
    day: Desktop, colleague: Laptop, qtbot: QtBot
) -> None:
    desk = desk_of(day)
    desk.open("opportunity", deal(desk))
    page = day.window.pages.currentWidget()
    assert isinstance(page, OpportunityPage)
    qtbot.waitUntil(lambda: page.record is not None)
    qtbot.waitUntil(lambda: stage_button(page, "Proposal") is not None)
    proposal = stage_button(page, "Proposal")
    assert proposal is not None
    proposal.setFocus()
    press(day, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.replica.get("opportunity", deal(desk))["stage"] == "proposal")
    synced(day, qtbot)
    colleague.synced()
    assert colleague.get("opportunity", deal(colleague))["stage"] == "proposal"


def contradict(day: Desktop, centre: RunningCentre, colleague: Laptop, qtbot: QtBot) -> str:
    """Both change the amount while the centre is away. Gives the deal's id."""
    desk = desk_of(day)
    found = deal(desk)
    centre.stop()
    amount = {"amount": "45000", "currency": "USD"}
    desk.commit(lambda: edits.update(desk.author, desk.replica.get("opportunity", found), amount), "")
    qtbot.waitUntil(lambda: desk.replica.pending() == 1)
    colleague.update("opportunity", found, amount="52000", currency="USD")
    centre.start()
    colleague.synced()
    press(day, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(desk.replica.conflicts()) == 1)
    return found


def test_conflict_is_met_in_the_inbox_and_settled_with_one_key(
    day: Desktop, centre: RunningCentre, colleague: Laptop, qtbot: QtBot
) -> None:
    desk = desk_of(day)
    found = contradict(day, centre, colleague, qtbot)
    qtbot.waitUntil(lambda: "1 needs you" in day.window.sync_light.words())
    number = list(day.window.sections.keys()).index("inbox") + 1
    press(day, Qt.Key(Qt.Key.Key_0.value + number % 10), Qt.KeyboardModifier.ControlModifier)
    inbox = day.window.pages.currentWidget()
    assert isinstance(inbox, InboxPage)
    qtbot.waitUntil(lambda: bool(inbox.list.rows))
    qtbot.waitUntil(inbox.list.rows[0].hasFocus)
    assert "Eric" in inbox.list.rows[0].accessibleName()
    press(day, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: desk.replica.conflicts() == [])
    synced(day, qtbot)
    colleague.synced()
    assert colleague.get("opportunity", found)["amount"] == "45000.00"
    assert colleague.replica.conflicts() == []
    assert b"".join(desk.replica.export()) == colleague.export()


def test_history_of_a_record_tells_both_authors(
    day: Desktop, centre: RunningCentre, colleague: Laptop, qtbot: QtBot
) -> None:
    desk = desk_of(day)
    found = contradict(day, centre, colleague, qtbot)
    desk.open_history("opportunity", found)
    page = day.window.pages.currentWidget()
    assert isinstance(page, HistoryPage)

    def authors() -> set[str]:
        return {step.by for step in page._content.steps} if page._content else set()

    qtbot.waitUntil(lambda: authors() >= {"Dana", "Eric"})


def test_ended_session_keeps_edits_and_signing_in_again_sends_them(
    day: Desktop, centre: RunningCentre, colleague: Laptop, qtbot: QtBot
) -> None:
    desk = desk_of(day)
    synced(day, qtbot)
    desk.replica.end_session()
    assert day.opened is not None
    press(day, Qt.Key.Key_F5)
    banner = day.opened.workspace.banner
    qtbot.waitUntil(lambda: banner.matter == "sign-in")
    desk.commit(lambda: edits.create(desk.author, "account", {"name": "Kept"}), "")
    qtbot.waitUntil(lambda: desk.replica.pending() == 1)
    banner.button.click()
    page = day.window.pages.currentWidget()
    assert isinstance(page, SignInAgainPage)
    page.secret.setFocus()
    QTest.keyClicks(day.window.focusWidget(), "wrong")
    press(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.secret.error() is not None)
    page.secret.set_value(None)
    QTest.keyClicks(day.window.focusWidget(), PASSWORD)
    press(day, Qt.Key.Key_Return)
    synced(day, qtbot)
    qtbot.waitUntil(banner.isHidden)
    until(lambda: colleague.sync().exit_code == 0)
    assert "Kept" in [account["name"] for account in colleague.replica.query("account")]
