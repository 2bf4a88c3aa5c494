"""An e-mail as an activity: logged by hand, from the program that writes it, and out of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.ui.account.page import AccountPage
from crmdesk.ui.contact.page import ContactPage
from crmdesk.ui.desk import Desk, FormRequest
from crmdesk.ui.email.opening import open_mail
from crmdesk.ui.email.page import EmailPage
from crmdesk.ui.forms.panel import FormPanel
from crmdesk.ui.links import open_file
from tests.ui.records import first, negotiated


@pytest.fixture
def contact(desk: Desk) -> Record:
    return desk.replica.get("contact", negotiated(desk.replica)["contacts"][0])


def emails(desk: Desk, contact: Record) -> list[Record]:
    found = desk.replica.timeline("contact", contact.id, limit=500)
    return [each.record for each in found if each.record.type == "email"]


def test_address_of_an_account_is_written_to_and_logged_there(
    desk: Desk, contact: Record, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: url.toString() == "mailto:it@acme.example")
    account = desk.replica.get("account", contact["account"])
    desk.replica.commit(edits.update(desk.author, account, {}, add={"emails": ["it@acme.example"]}))
    panel, page = FormPanel(desk), AccountPage(desk, account.id)
    for widget in (panel, page):
        qtbot.addWidget(widget)
    page.entered()
    qtbot.waitUntil(lambda: page.record is not None and not desk.busy)
    links = {each.accessibleName(): each for each in page.findChildren(QAbstractButton)}
    with qtbot.waitSignal(desk.noticed) as said:
        links["E-mail: it@acme.example"].click()
    assert said.args[0].text == "Writing to it@acme.example"
    said.args[0].on_action()
    assert panel.form is not None
    assert panel.form.editor("account").value() == account.id
    panel.leave()
    page.left()


def test_address_that_no_program_takes_can_be_pasted_elsewhere(
    desk: Desk, contact: Record, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page = ContactPage(desk, contact.id)
    qtbot.addWidget(page)
    with qtbot.waitSignal(desk.noticed) as said:
        page.reach.activated.emit("kim@acme.example")
    assert said.args[0].tone == "problem"
    assert said.args[0].text == "No program for e-mail was found. kim@acme.example is in the clipboard."
    assert QGuiApplication.clipboard().text() == "kim@acme.example"


def test_email_is_logged_by_hand_and_stays_as_it_was_said(
    desk: Desk, contact: Record, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: url.toString() == "mailto:kim@acme.example")
    panel, page = FormPanel(desk), ContactPage(desk, contact.id)
    for widget in (panel, page):
        qtbot.addWidget(widget)
    page.entered()
    qtbot.waitUntil(lambda: page.record is not None and not desk.busy)
    before = len(emails(desk, contact))
    with qtbot.waitSignal(desk.noticed) as said:
        page.reach.activated.emit("kim@acme.example")
    assert said.args[0].action == "Log e-mail"
    said.args[0].on_action()
    form = panel.form
    assert form is not None
    assert form.editor("contacts").value() == [contact.id]
    form.editor("subject").set_value("Prices")
    form.editor("body").set_value("As agreed.")
    panel.save()
    qtbot.waitUntil(lambda: panel.form is None)
    assert len(emails(desk, contact)) == before + 1
    made = emails(desk, contact)[0]
    assert (made["subject"], made["direction"], made["body"]) == ("Prices", "outbound", "As agreed.")
    assert made["account"] == contact["account"]
    desk.edit(made)
    assert panel.form is not None
    assert panel.form.names == {"account", "opportunity", "lead", "contacts"}
    panel.leave()
    page.left()


def test_page_shows_with_whom_when_and_what_was_said(desk: Desk, qtbot: QtBot) -> None:
    made = first(desk.replica, "email")
    page = EmailPage(desk, made.id)
    qtbot.addWidget(page)
    page.entered()
    qtbot.waitUntil(lambda: page.record is not None)
    assert page.head.title.full_text() == made["subject"]
    assert page.text.text() == made["body"]
    assert page.head.badge.text() in ("Sent", "Received")
    with qtbot.waitSignal(desk.record_requested) as opened:
        page.people.activated.emit(f"contact:{made['contacts'][0]}")
    assert opened.args == ["contact", made["contacts"][0]]
    page.left()


def test_email_of_a_lead_in_a_file_is_logged_with_the_lead(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    given = {"name": "Mina Novak", "emails": ["mina@brightwater.example"]}
    (lead,) = desk.replica.commit(edits.create(desk.author, "lead", given))
    path = tmp_path / "prices.eml"
    path.write_text("From: mina@brightwater.example\nSubject: Prices\n\nWhat do ten cost?")
    with qtbot.waitSignal(desk.form_requested) as asked:
        open_mail(desk, path)
    said = asked.args[0].values
    assert (said["direction"], said["lead"], said["subject"]) == ("inbound", lead.id, "Prices")
    assert "contacts" not in said


def test_email_in_a_file_is_looked_at_before_it_is_logged_and_known_again(
    desk: Desk, contact: Record, tmp_path: Path, qtbot: QtBot
) -> None:
    address = "buyer.one@acme.example"
    desk.replica.commit(edits.update(desk.author, contact, {}, add={"emails": [address]}))
    path = tmp_path / "Re offer.EML"
    path.write_bytes(
        f"From: {address}\nTo: {desk.replica.get('user', desk.author.user)['email']}\n"
        "Cc: stranger@elsewhere.example\nDate: Mon, 23 Nov 2026 10:00:00 +0900\nMessage-ID: <one@acme.example>\n"
        "Subject: =?euc-kr?B?sN/A+w==?=\n\nThank you.".encode()
    )
    asked: list[FormRequest] = []
    desk.form_requested.connect(asked.append)
    with qtbot.waitSignal(desk.noticed) as said:
        open_mail(desk, path)
    assert said.args[0].text == "No contact has this address: stranger@elsewhere.example"
    assert dict(asked[0].values) == {
        "subject": "견적",
        "direction": "inbound",
        "contacts": [contact.id],
        "account": contact["account"],
        "sent_at": "2026-11-23T01:00:00.000Z",
        "body": "Thank you.",
        "message_id": "one@acme.example",
    }
    (made,) = desk.replica.commit(edits.create(desk.author, "email", dict(asked[0].values)))
    with qtbot.waitSignal(desk.record_requested) as opened:
        open_mail(desk, path)
    assert opened.args == ["email", made.id]
    with qtbot.waitSignal(desk.file_offered) as offered:
        open_file(desk, str(path))
    assert offered.args == [path]
    (tmp_path / "no.eml").write_bytes(b"no mail")
    with qtbot.waitSignal(desk.noticed) as said:
        open_mail(desk, tmp_path / "no.eml")
    assert "is no e-mail" in said.args[0].text
