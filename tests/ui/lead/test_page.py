"""The lead page, and converting by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.columns import column_of, tone
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.forms.record_form import RecordForm
from crmdesk.ui.lead.page import LeadPage
from crmdesk.ui.widgets import Button, Label
from crmdesk.ui.widgets.cell_editor import CellEditor


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    desk.noticed.connect(found.append)
    return found


def shown(desk: Desk, qtbot: QtBot, **fields: Value) -> LeadPage:
    """The page of a new lead."""
    given = {
        "name": "Mina Novak",
        "company": "Brightwater Optics",
        "emails": ["mina@brightwater.example"],
        **fields,
    }
    (made,) = desk.replica.commit(edits.create(desk.author, "lead", given))
    page = LeadPage(desk, made.id)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.entered()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.record is not None)
    return page


def asked(page: LeadPage, desk: Desk, qtbot: QtBot) -> LeadPage:
    page.ask_to_convert()
    qtbot.waitUntil(lambda: not desk.busy)
    return page


def lead(desk: Desk, page: LeadPage) -> Record:
    return desk.replica.get("lead", page.record_id)


def converted(desk: Desk, page: LeadPage, qtbot: QtBot) -> Record:
    qtbot.waitUntil(lambda: lead(desk, page)["converted_account"] is not None)
    qtbot.waitUntil(lambda: not desk.busy)
    return lead(desk, page)


def test_the_keyboard_stays_on_the_stage_that_it_chose(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    chosen = page.stages.findChildren(QAbstractButton)[1]
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.stages.current == "contacted")
    assert chosen.hasFocus()


def test_a_change_from_elsewhere_leaves_the_keyboard_on_the_address(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)

    def address() -> QAbstractButton | None:
        """None until it is shown, which is a turn after it was made."""
        seen = (each for each in page.reach.findChildren(QAbstractButton) if each.isVisible())
        return next(seen, None)

    qtbot.waitUntil(lambda: address() is not None)
    before = address()
    before.setFocus()
    record = lead(desk, page)
    desk.replica.commit(edits.update(desk.author, record, {"phones": ["+82 2 555 0100"]}))
    qtbot.waitUntil(lambda: (after := address()) not in (before, None) and after.hasFocus())


def test_lead_is_converted_by_keyboard_alone_and_undone(
    desk: Desk, qtbot: QtBot, notices: list[Notice]
) -> None:
    page = shown(desk, qtbot)
    QTest.keyClick(
        page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: page.conversion.isVisible() and not desk.busy)
    for _ in range(30):
        if page.conversion.with_sale.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    became = converted(desk, page, qtbot)
    account = desk.replica.get("account", became["converted_account"])
    deal = desk.replica.get("opportunity", became["converted_opportunity"])
    assert (account["name"], deal["name"], deal["account"]) == (
        "Brightwater Optics",
        "Brightwater Optics",
        account.id,
    )
    assert deal["contacts"] == [became["converted_contact"]]
    assert became["status"] == "converted"
    qtbot.waitUntil(page.became["opportunity"].hasFocus)
    assert not page.convert_button.isVisible()
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[-1].text == "Lead converted"
    assert notices[-1].on_action is not None
    notices[-1].on_action()
    qtbot.waitUntil(lambda: lead(desk, page)["converted_account"] is None)
    assert desk.replica.query("account", Query((Filter("id", "=", account.id),))) == []
    qtbot.waitUntil(page.convert_button.isVisible)


def test_account_of_the_same_name_and_person_of_the_same_address_are_proposed(
    desk: Desk, qtbot: QtBot
) -> None:
    (contact,) = desk.replica.query("contact", Query((Filter("emails", "!=", None),), limit=1))
    account = desk.replica.get("account", contact["account"])
    before = desk.replica.count("account"), desk.replica.count("contact")
    page = asked(shown(desk, qtbot, company=account["name"], emails=contact["emails"]), desk, qtbot)
    assert (page.conversion.account.value(), page.conversion.contact.value()) == (account.id, contact.id)
    assert "is used" in page.conversion.told.full_text()
    page.conversion.convert_button.click()
    became = converted(desk, page, qtbot)
    assert (became["converted_account"], became["converted_contact"]) == (account.id, contact.id)
    assert became["converted_opportunity"] is None
    assert (desk.replica.count("account"), desk.replica.count("contact")) == before


def test_person_of_the_same_name_is_offered_and_not_taken_for_them(desk: Desk, qtbot: QtBot) -> None:
    (contact,) = desk.replica.query("contact", Query(limit=1))
    page = asked(shown(desk, qtbot, name=contact["name"]), desk, qtbot)
    assert page.conversion.contact.value() is None
    offered = next(one for one in page.conversion.suggestions if one.text() == contact["name"])
    offered.click()
    assert page.conversion.contact.value() is not None


def test_escape_leaves_and_nothing_was_saved(desk: Desk, qtbot: QtBot) -> None:
    page = asked(shown(desk, qtbot), desk, qtbot)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.conversion.isVisible()
    assert lead(desk, page)["status"] == "new"


def test_sale_without_a_name_is_said_at_the_field(desk: Desk, qtbot: QtBot) -> None:
    page = asked(shown(desk, qtbot), desk, qtbot)
    page.conversion.with_sale.setChecked(True)
    page.conversion.sale["name"].set_value(None)
    page.conversion.convert_button.click()
    assert page.conversion.sale["name"].error()
    assert lead(desk, page)["converted_account"] is None


def test_a_lead_that_led_nowhere_stands_out_as_a_lost_sale_does(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, status="unqualified")
    tones = {each.stage.key: each.stage.tone for each in page.stages._segments}
    assert tones["unqualified"] == tone(desk.entity("lead"), "status", "unqualified") == "danger"
    assert tones["nurturing"] == "info"


@pytest.mark.parametrize("taken", [True, False])
def test_website_is_opened_or_can_be_pasted_elsewhere(
    desk: Desk, qtbot: QtBot, notices: list[Notice], monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or taken)
    page = shown(desk, qtbot, website="https://brightwater.example/en?a=b")
    (link,) = (each for each in page.findChildren(Button) if each.accessibleName().startswith("Website"))
    with qtbot.assertNotEmitted(desk.record_requested):
        link.click()
    assert opened == ["https://brightwater.example/en?a=b"]
    assert [each.text for each in notices] == (
        [] if taken else ["No web browser was found. https://brightwater.example/en?a=b is in the clipboard."]
    )


@pytest.mark.parametrize(
    "website", ["file:///etc/passwd", "javascript:alert(1)", "https://", "brightwater", "https://a b"]
)
def test_what_is_no_address_of_the_web_is_no_link(desk: Desk, qtbot: QtBot, website: str) -> None:
    page = shown(desk, qtbot, website=website)
    assert website in [each.full_text() for each in page.findChildren(Label)]


def test_unqualified_asks_for_nothing_and_is_undone(desk: Desk, qtbot: QtBot, notices: list[Notice]) -> None:
    page = shown(desk, qtbot, status="contacted")
    page.move_to("unqualified")
    qtbot.waitUntil(lambda: lead(desk, page)["status"] == "unqualified")
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[-1].on_action is not None
    notices[-1].on_action()
    qtbot.waitUntil(lambda: lead(desk, page)["status"] == "contacted")


@pytest.mark.parametrize("taken", [True, False])
def test_address_is_written_to_or_can_be_pasted_elsewhere(
    desk: Desk, qtbot: QtBot, notices: list[Notice], monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: taken)
    page = shown(desk, qtbot)
    page.reach.activated.emit("mina@brightwater.example")
    last = notices[-1]
    if taken:
        assert (last.text, last.action) == ("Writing to mina@brightwater.example", "Log e-mail")
        assert last.on_action is not None
        with qtbot.waitSignal(desk.form_requested) as asked_for:
            last.on_action()
        assert asked_for.args[0].values["lead"] == page.record_id
    else:
        assert last.text.endswith("mina@brightwater.example is in the clipboard.")


def test_what_a_converted_lead_became_is_a_click_away(desk: Desk, qtbot: QtBot) -> None:
    (found,) = desk.replica.query("lead", Query((Filter("status", "=", "converted"),), limit=1))
    page = LeadPage(desk, found.id)
    qtbot.addWidget(page)
    page.entered()
    qtbot.waitUntil(lambda: page.record is not None)
    with qtbot.waitSignal(desk.record_requested) as opened:
        page.became["account"].click()
    assert opened.args == ["account", found["converted_account"]]
    page.ask_to_convert()
    assert page.conversion.isHidden()


def choices_offered(editor: QWidget) -> set[str | None]:
    (box,) = editor.findChildren(QComboBox)
    return {box.itemData(at) for at in range(box.count())}


def test_neither_form_nor_cell_says_converted_without_converting(desk: Desk, qtbot: QtBot) -> None:
    within = QWidget()
    qtbot.addWidget(within)
    form = RecordForm(desk, desk.entity("lead"), within)
    status = column_of(desk.entity("lead"), desk.entity("lead").field("status"))
    assert status is not None
    cell = CellEditor(status, within)
    for editor in (form.editor("status"), cell):
        assert "qualified" in choices_offered(editor)
        assert "converted" not in choices_offered(editor)
        editor.set_value("converted")
        assert editor.value() == "converted"


def test_what_was_typed_for_converting_outlives_escape_and_a_second_key(desk: Desk, qtbot: QtBot) -> None:
    page = asked(shown(desk, qtbot), desk, qtbot)
    page.conversion.with_sale.setChecked(True)
    page.conversion.sale["name"].set_value("Line two")
    asked(page, desk, qtbot)
    assert page.conversion.sale["name"].value() == "Line two"
    assert page.escape()
    asked(page, desk, qtbot)
    assert page.conversion.with_sale.isChecked()
    assert page.conversion.sale["name"].value() == "Line two"
    page.conversion._cancel.click()
    asked(page, desk, qtbot)
    assert page.conversion.sale["name"].value() == "Brightwater Optics"


def test_what_is_done_with_a_lead_is_told_on_its_page_and_then_on_the_customer_s(
    desk: Desk, qtbot: QtBot
) -> None:
    page = shown(desk, qtbot)
    assert page.quick.call.isVisible()
    assert not page.quick.visit.isVisible()
    with qtbot.waitSignal(desk.quick_log_requested) as logged:
        page.quick.log.click()
    assert logged.args == [{"lead": page.record_id}]
    with qtbot.waitSignal(desk.form_requested) as asked_for:
        page.quick.call.click()
    request = asked_for.args[0]
    assert (request.type, request.values["lead"]) == ("call", page.record_id)
    given = {**request.values, "subject": "Asked for prices"}
    (call,) = desk.replica.commit(edits.create(desk.author, "call", given))
    qtbot.waitUntil(lambda: [each.title for each in page.timeline._entries] == ["Asked for prices"])
    asked(page, desk, qtbot).conversion.convert_button.click()
    became = converted(desk, page, qtbot)
    for kind in ("account", "contact"):
        told = desk.replica.timeline(kind, became[f"converted_{kind}"])
        assert [each.record.id for each in told] == [call.id]
    qtbot.waitUntil(lambda: not page.quick.isVisible())
    assert [each.title for each in page.timeline._entries] == ["Asked for prices"]
