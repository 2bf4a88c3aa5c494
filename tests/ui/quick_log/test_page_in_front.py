"""What is logged on somebody's page was with them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crmdesk.domain.beside import about
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.quick_log import QuickLogBar
from tests.ui.quick_log.bars import Key, TypeIn, customer, go_to, made, press, texts


def saved(desk: Desk, bar: QuickLogBar, type_name: str, qtbot: QtBot) -> Record:
    """What Enter makes of the line."""
    before = {each.id for each in desk.replica.query(type_name)}
    QTest.keyClick(bar.line, Key.Key_Return)
    qtbot.waitUntil(bar.isHidden)
    (made,) = (each for each in desk.replica.query(type_name) if each.id not in before)
    return made


def test_what_is_logged_from_somebodys_page_was_with_them_unless_their_chip_is_taken_away(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, desk: Desk, qtbot: QtBot
) -> None:
    account, _, person = customer(desk.replica)
    bar.ask(about(person))
    type_in("called about the samples")
    assert texts(bar)["person.page"] == person["name"]
    call = saved(desk, bar, "call", qtbot)
    assert (call["account"], call["attendees"]) == (account.id, [person.id])

    bar.ask(about(person))
    type_in("called about the invoice")
    go_to(page, bar, "person.page")
    press(page, Key.Key_Delete)
    assert "person.page" not in texts(bar)
    bar.line.setFocus()
    call = saved(desk, bar, "call", qtbot)
    assert (call["account"], call["attendees"]) == (account.id, [])


def test_a_line_that_is_taken_to_another_page_is_with_whom_that_is_of(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, desk: Desk, qtbot: QtBot
) -> None:
    account, _, person = customer(desk.replica)
    colleague = made(desk, "contact", name="Rosa Late", account=account.id)
    bar.ask(about(person))
    type_in("called about the samples")
    go_to(page, bar, "person.page")
    press(page, Key.Key_Delete)
    bar.ask(about(desk.replica.get("contact", colleague)))
    qtbot.waitUntil(lambda: texts(bar).get("person.page") == "Rosa Late")


def test_what_is_logged_from_a_leads_page_is_about_the_lead(
    bar: QuickLogBar, type_in: TypeIn, desk: Desk, qtbot: QtBot
) -> None:
    lead = desk.replica.get("lead", made(desk, "lead", name="Vera Moss", company="Moss"))
    bar.ask(about(lead))
    type_in("called, wants a quote, task send price list tomorrow")
    assert texts(bar)["person.page"] == "Vera Moss"
    call = saved(desk, bar, "call", qtbot)
    assert (call["account"], call["lead"]) == (None, lead.id)
    tasks = desk.replica.query("task", Query((Filter("lead", "=", lead.id),)))
    assert {each["lead"] for each in tasks} == {lead.id}


def test_the_amount_of_a_line_goes_to_the_opportunity_whose_page_is_open(
    bar: QuickLogBar, type_in: TypeIn, desk: Desk, qtbot: QtBot
) -> None:
    account, _, _ = customer(desk.replica)
    deal = desk.replica.get("opportunity", made(desk, "opportunity", name="Second", account=account.id))
    bar.ask(about(deal))
    type_in("visit, quoted 20k")
    assert texts(bar)["deal"] == "Second"
    visit = saved(desk, bar, "visit", qtbot)
    assert visit["opportunity"] == deal.id
    assert Decimal(desk.replica.get("opportunity", deal.id)["amount"]) == 20_000
