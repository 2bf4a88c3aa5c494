"""The contact page."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.contact.page import ContactPage
from crmdesk.ui.desk import Desk, FormRequest
from crmdesk.ui.widgets import Label
from tests.ui.records import negotiated


def test_page_tells_how_to_reach_the_person_and_leads_to_their_account(desk: Desk, qtbot: QtBot) -> None:
    contact = desk.replica.get("contact", negotiated(desk.replica)["contacts"][0])
    made = ContactPage(desk, contact.id)
    qtbot.addWidget(made)
    made.entered()
    qtbot.waitUntil(lambda: not desk.busy)
    assert made.head.title.full_text() == contact["name"]
    said = [each.full_text() for each in made.reach.findChildren(Label)]
    assert all(phone in said for phone in contact["phones"])
    with qtbot.waitSignal(desk.record_requested) as opened:
        made.account.click()
    assert opened.args == ["account", contact["account"]]


def test_protection_is_said_in_words(desk: Desk, qtbot: QtBot) -> None:
    contact = desk.replica.get("contact", negotiated(desk.replica)["contacts"][0])
    desk.replica.commit(edits.update(desk.author, contact, {"do_not_contact": True}))
    made = ContactPage(desk, contact.id)
    qtbot.addWidget(made)
    made.entered()
    qtbot.waitUntil(lambda: made._warning.isVisibleTo(made))
    assert made._warning.text() == "Do not contact"


def test_visit_and_call_name_the_person(desk: Desk, qtbot: QtBot) -> None:
    contact = desk.replica.get("contact", negotiated(desk.replica)["contacts"][0])
    made = ContactPage(desk, contact.id)
    qtbot.addWidget(made)
    made.entered()
    qtbot.waitUntil(lambda: made.record is not None)
    asked: list[FormRequest] = []
    desk.form_requested.connect(asked.append)
    made.quick.plan.click()
    made.quick.call.click()
    assert [each.values["contacts" if each.type == "visit" else "attendees"] for each in asked] == [
        [contact.id],
        [contact.id],
    ]


def test_contact_without_account_cannot_be_visited_but_noted_on(desk: Desk, qtbot: QtBot) -> None:
    mutations = edits.create(desk.author, "contact", {"name": "Nobody's"})
    desk.replica.commit(mutations)
    made = ContactPage(desk, mutations[0].id)
    qtbot.addWidget(made)
    made.entered()
    qtbot.waitUntil(lambda: made.record is not None)
    assert made.quick.visit.isHidden()
    asked: list[FormRequest] = []
    desk.form_requested.connect(asked.append)
    made.quick.note.click()
    assert dict(asked[0].values) == {"contact": mutations[0].id}


def test_the_link_to_the_account_says_the_signs_of_its_name(desk: Desk, qtbot: QtBot) -> None:
    account = edits.create(desk.author, "account", {"name": "Reed & Sons"})
    contact = edits.create(desk.author, "contact", {"name": "Tom Reed", "account": account[0].id})
    desk.replica.commit([*account, *contact])
    made = ContactPage(desk, contact[0].id)
    qtbot.addWidget(made)
    made.entered()
    qtbot.waitUntil(lambda: made.account.text() == "Reed && Sons")  # as Qt writes the sign itself
