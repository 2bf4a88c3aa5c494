"""The account page: what it shows and what it starts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.values import parse_instant
from crmdesk.ui.account.page import AccountPage
from crmdesk.ui.desk import Desk, FormRequest
from crmdesk.ui.widgets import Label
from tests.ui.records import negotiated


@pytest.fixture
def account(desk: Desk, qtbot: QtBot) -> Iterator[AccountPage]:
    """The page of an account with people and an opportunity in negotiation."""
    made = AccountPage(desk, negotiated(desk.replica)["account"])
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    made.close()


def words(page: AccountPage) -> str:
    """Every text on the page, one after the other."""
    return "\n".join(each.full_text() for each in page.findChildren(Label) if each.isVisibleTo(page))


def test_page_tells_who_it_is_and_who_looks_after_it(account: AccountPage, desk: Desk) -> None:
    record = account.record
    assert record is not None
    assert account.head.title.full_text() == record["name"]
    assert desk.replica.title("user", record["owner"]) in words(account)
    assert account.head.badge.isVisibleTo(account)


def test_people_opportunities_and_timeline_are_there(account: AccountPage, desk: Desk) -> None:
    opportunity = negotiated(desk.replica)
    assert opportunity["name"] in words(account)
    assert len(account.people._entries) > 0
    assert len(account.timeline._entries) > 0


def test_closed_opportunities_are_left_out(account: AccountPage, desk: Desk) -> None:
    shown = {entry.target.partition(":")[2] for entry in account.opportunities._entries}
    stages = {desk.replica.get("opportunity", each)["stage"] for each in shown}
    assert stages
    assert not stages & {"closed_won", "closed_lost"}


def test_line_of_the_timeline_leads_to_its_record(account: AccountPage, qtbot: QtBot) -> None:
    entry = account.timeline._entries[0]
    with qtbot.waitSignal(account.desk.record_requested) as opened:
        account.timeline.activated.emit(entry.target)
    assert opened.args == entry.target.split(":")


def test_visit_now_makes_a_visit_and_opens_it(account: AccountPage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.record_requested) as opened:
        account.quick.visit.click()
    kind, visit_id = opened.args
    visit = desk.replica.get("visit", visit_id)
    assert (kind, visit["account"], visit["status"]) == ("visit", account.record_id, "planned")
    assert parse_instant(visit["planned_start"]) == desk.author.now()


@pytest.mark.parametrize(
    ("button", "kind"),
    [("plan", "visit"), ("call", "call"), ("task", "task"), ("note", "note"), ("opportunity", "opportunity")],
)
def test_quick_action_opens_a_form_for_this_account(
    account: AccountPage, desk: Desk, button: str, kind: str
) -> None:
    asked: list[FormRequest] = []
    desk.form_requested.connect(asked.append)
    getattr(account.quick, button).click()
    assert [(each.type, each.values["account"]) for each in asked] == [(kind, account.record_id)]


def test_change_from_elsewhere_shows(account: AccountPage, desk: Desk, qtbot: QtBot) -> None:
    record = account.record
    assert record is not None
    desk.replica.commit(edits.update(desk.author, record, {"name": "New name"}))
    qtbot.waitUntil(lambda: account.head.title.full_text() == "New name")


def test_deleted_account_says_so_and_comes_back_by_undo(
    account: AccountPage, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(account.back):
        account.delete()
    qtbot.waitUntil(lambda: account._gone.isVisibleTo(account))
    assert not account.attachments.isVisibleTo(account)
    assert not account.brief_button.isEnabled()
    assert not account.quick.isVisibleTo(account)
    desk.undo()
    qtbot.waitUntil(lambda: account.quick.isVisibleTo(account))
    assert not account._gone.isVisibleTo(account)


def test_the_keyboard_stands_on_the_way_back_from_a_record_that_has_gone(
    account: AccountPage, desk: Desk, qtbot: QtBot
) -> None:
    account.setFocus()
    account.delete()
    qtbot.waitUntil(lambda: account._gone.isVisibleTo(account))
    assert account.window().focusWidget() is account._gone.button
    desk.undo()
    qtbot.waitUntil(lambda: account.quick.isVisibleTo(account))
    assert account.window().focusWidget() is account


def test_page_behind_another_reads_nothing(account: AccountPage, desk: Desk, qtbot: QtBot) -> None:
    record = account.record
    assert record is not None
    account.left()
    with qtbot.waitSignal(desk.records_changed):
        desk.replica.commit(edits.update(desk.author, record, {"name": "New name"}))
    qtbot.waitUntil(lambda: not desk.busy)
    assert account.head.title.full_text() == record["name"]
    account.entered()
    qtbot.waitUntil(lambda: account.head.title.full_text() == "New name")


def test_language_changes_at_once(account: AccountPage, desk: Desk, qtbot: QtBot) -> None:
    desk.translator.switch("ko")
    qtbot.waitUntil(lambda: account.edit_button.text() == "편집")
