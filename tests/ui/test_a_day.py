"""A rep's day against a real centre, by keyboard: sign in, first sync, a visit, a stage, a conflict, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.app import Desktop
from crmdesk.domain import edits
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.page import HistoryPage
from crmdesk.ui.signin import FirstSyncPage
from crmdesk.ui.signin.again import SignInAgainPage
from crmdesk.ui.today.page import TodayPage
from crmdesk.ui.translations import Translator
from crmdesk.ui.visit.page import VisitPage
from tests.support import until
from tests.support.centre import PASSWORD, RunningCentre
from tests.sync.laptops import Laptop, Place
from tests.ui.hands import Hands, opened_desktop, said


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
    with opened_desktop(tmp_path) as made:
        qtbot.waitUntil(made.window.isActiveWindow)
        yield made


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
    Hands(desktop).sign_in(centre.url, "dana")
    qtbot.waitUntil(lambda: desk_of(desktop).replica.count("opportunity") == 1)
    return desktop


def shown(desktop: Desktop, kind: type[VisitPage]) -> VisitPage | None:
    page = desktop.window.pages.currentWidget()
    return page if isinstance(page, kind) and page.record is not None else None


def says(page: VisitPage, text: str) -> bool:
    return page.action.text() == text


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


def test_a_line_begun_during_the_first_sync_goes_on_when_the_screens_come(day: Desktop, qtbot: QtBot) -> None:
    assert day.opened is not None
    first_sync = FirstSyncPage(day.opened.workspace.sync)
    day.window.open_page("first-sync", lambda: first_sync)
    press(day, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(day.window.focusWidget(), "visited ")
    day._leave_first_sync()
    assert day.window.pages.history.current == "today"
    QTest.keyClicks(day.window.focusWidget(), "Ines Ngata")
    assert cast(QLineEdit, day.window.focusWidget()).text() == "visited Ines Ngata"


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


def test_from_the_start_to_a_settled_conflict_no_hand_leaves_the_keyboard(
    desktop: Desktop, centre: RunningCentre, colleague: Laptop, qtbot: QtBot
) -> None:
    keys = Hands(desktop)
    keys.sign_in(centre.url, "dana")
    desk = desk_of(desktop)
    keys.until(lambda: desk.replica.count("opportunity") == 1)

    keys.press("Ctrl+L")
    keys.tab_to("Account")
    keys.type("harbour")
    form = cast(TodayPage, desktop.window.pages.currentWidget()).form
    keys.until(form.account._options.isVisible)  # type: ignore[attr-defined]
    keys.press("Down")
    keys.press("Return")
    keys.tab_to("Purpose")
    keys.type("Second line")
    keys.press("Return")
    keys.shows("Second line")
    keys.tab_to("Successful")
    keys.press("Space")
    keys.tab_to("Notes")
    keys.type("They take two.")
    page = shown(desktop, VisitPage)
    assert page is not None
    for text in ("Check out", "Submit report"):
        keys.until(partial(says, page, text))
        keys.press("Ctrl+Return")
    keys.until(page.locked.isVisible)
    visit = page.record_id

    keys.press("Ctrl+K")
    keys.type("cold st")
    keys.until(lambda: desktop.window.search.popup.target == f"opportunity:{deal(desk)}")
    keys.press("Return")
    keys.shows("Cold store")
    deal_id = deal(desk)

    def stage() -> str:
        return str(desk.replica.get("opportunity", deal_id)["stage"])

    keys.press("Ctrl+Right")
    keys.until(lambda: stage() == "proposal")
    keys.press("Ctrl+Z")
    keys.until(lambda: stage() == "qualification")
    keys.press("Ctrl+Shift+Z")
    keys.until(lambda: stage() == "proposal")
    synced(desktop, qtbot)

    centre.stop()
    keys.press("Ctrl+E")
    keys.tab_to("Amount")
    keys.press("Ctrl+A")
    keys.type("45000")
    keys.press("Ctrl+S")
    keys.until(lambda: desk.replica.pending() == 1)
    centre.start()
    colleague.synced()
    colleague.update("opportunity", deal_id, amount="52000", currency="USD")
    colleague.synced()
    keys.press("F5")
    keys.until(lambda: len(desk.replica.conflicts()) == 1)
    keys.press("Ctrl+0")
    keys.shows("Inbox")
    inbox = cast(InboxPage, desktop.window.pages.currentWidget())
    keys.until(lambda: bool(inbox.list.rows) and inbox.list.rows[0].hasFocus())
    keys.until(lambda: "1 needs you" in desktop.window.sync_light.words())
    assert "Eric" in said(keys.focused)
    keys.press("M")
    keys.until(lambda: desk.replica.conflicts() == [])
    synced(desktop, qtbot)
    colleague.synced()
    won = colleague.get("opportunity", deal_id)
    assert (won["stage"], won["amount"]) == ("proposal", "45000.00")
    told = colleague.get("visit", visit)
    assert (told["notes"], told["outcome"], told["purpose"]) == (
        "They take two.",
        "successful",
        "Second line",
    )
    assert told["submitted_at"] is not None
    assert colleague.replica.conflicts() == []
    assert b"".join(desk.replica.export()) == colleague.export()
