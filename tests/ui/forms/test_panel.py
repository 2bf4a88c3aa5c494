"""The form of a record: made from the declaration, validated at the field, never lost silently."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.declare import Field, Policy
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.forms.panel import FormPanel
from crmdesk.ui.forms.record_form import RecordForm
from tests.ui.records import first, negotiated


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[FormPanel]:
    """A panel in a window that has the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    made = FormPanel(desk, window)
    window.resize(500, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.resize(500, 900)
    yield made
    made.close()


def form_of(panel: FormPanel) -> RecordForm:
    assert panel.form is not None
    return panel.form


def line(panel: FormPanel, name: str) -> QLineEdit:
    """The first line of a field's editor."""
    return form_of(panel).editor(name).findChildren(QLineEdit)[0]


def test_form_has_an_editor_for_every_field_that_a_person_fills_in(panel: FormPanel, desk: Desk) -> None:
    for entity in desk.catalogue.records:
        # A fact is stated where it happens, and no form asks for it: a forecast is submitted on its own page.
        filled_in = any(field.writable and field.policy is not Policy.APPEND for field in entity.own)
        if not entity.server_only and filled_in:
            desk.new(entity.name)
            assert form_of(panel).names, entity.name
            panel._discard()
    desk.new("visit")
    assert {"purpose", "account", "status", "samples"} <= form_of(panel).names
    assert not {"check_in", "submitted_at"} & form_of(panel).names


def test_declared_field_appears_in_the_form(desk: Desk, qtbot: QtBot) -> None:
    grown = desk.catalogue.with_field("account", Field("loyalty_number"))
    form = RecordForm(desk, grown["account"])
    qtbot.addWidget(form)
    assert "loyalty_number" in form.names


def test_new_record_is_saved_with_what_was_typed(panel: FormPanel, desk: Desk, qtbot: QtBot) -> None:
    desk.new("opportunity")
    line(panel, "name").setText("Cold store")
    line(panel, "amount").setText("1,200,000")
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(line(panel, "name"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = desk.replica.query("opportunity", Query((Filter("name", "=", "Cold store"),)))[0]
    assert (saved["amount"], saved["currency"], saved["stage"]) == ("1200000", "KRW", "prospecting")


def test_reason_is_asked_for_only_while_the_stage_asks_for_it(
    panel: FormPanel, desk: Desk, qtbot: QtBot
) -> None:
    desk.new("opportunity")
    form = form_of(panel)
    reason, stages = form.editor("lost_reason"), form.editor("stage").findChildren(QComboBox)[0]
    assert not reason.isVisible()
    qtbot.keyClick(stages, Qt.Key.Key_End)
    assert form.editor("stage").value() == "closed_lost"
    assert reason.isVisible()
    qtbot.keyClick(stages, Qt.Key.Key_Home)
    assert not reason.isVisible()
    lost = next(each for each in desk.replica.query("opportunity", Query()) if each["stage"] == "closed_lost")
    panel._discard()
    desk.edit(lost)
    assert form_of(panel).editor("lost_reason").isVisible()


def test_values_that_the_form_starts_with_are_saved(panel: FormPanel, desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    made: list[str] = []
    desk.new("task", made.append, account=account.id)
    line(panel, "subject").setText("Send the quote")
    with qtbot.waitSignal(panel.closed):
        panel.save()
    assert desk.replica.get("task", made[0])["account"] == account.id


def test_missing_value_is_said_at_its_field_and_nothing_is_saved(panel: FormPanel, desk: Desk) -> None:
    before = desk.replica.count("account")
    desk.new("account")
    panel.save()
    assert form_of(panel).editor("name").error() == "This is needed."
    assert desk.replica.count("account") == before


@pytest.mark.parametrize(
    ("name", "typed"),
    [("close_date", "31.02.2026"), ("amount", "twelve"), ("probability", "101"), ("amount", "-5")],
)
def test_wrong_value_is_said_while_typing(panel: FormPanel, desk: Desk, name: str, typed: str) -> None:
    desk.edit(negotiated(desk.replica))
    line(panel, name).setText(typed)
    assert form_of(panel).editor(name).error()
    panel.save()
    assert panel.form is not None


def test_text_too_long_for_its_declaration_is_said_while_typing(panel: FormPanel, desk: Desk) -> None:
    desk.edit(first(desk.replica, "account"))
    line(panel, "industry").setText("x" * 501)
    assert form_of(panel).editor("industry").error()


def test_only_changed_fields_travel(panel: FormPanel, desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    desk.edit(account)
    line(panel, "industry").setText("Glass")
    with qtbot.waitSignal(panel.closed):
        panel.save()
    (_, mutation) = desk.replica.pending_ops()[-1]
    assert dict(mutation.set) == {"industry": "Glass"}


def test_tags_travel_as_added_and_removed_elements(panel: FormPanel, desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    desk.edit(account)
    box = line(panel, "tags")
    box.setText("pilot")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.closed):
        panel.save()
    (_, mutation) = desk.replica.pending_ops()[-1]
    assert dict(mutation.add) == {"tags": ["pilot"]}
    assert not mutation.set


def test_unchanged_form_closes_without_saving(panel: FormPanel, desk: Desk) -> None:
    desk.edit(first(desk.replica, "account"))
    panel.save()
    assert panel.isHidden()
    assert not desk.replica.pending_ops()


def test_leaving_with_changes_asks_first_and_going_on_keeps_them(
    panel: FormPanel, desk: Desk, qtbot: QtBot
) -> None:
    desk.edit(first(desk.replica, "account"))
    line(panel, "industry").setText("Glass")
    qtbot.keyClick(line(panel, "industry"), Qt.Key.Key_Escape)
    assert panel._bar.isVisible()
    panel._bar.stay_button.click()
    assert line(panel, "industry").text() == "Glass"
    assert not panel.isHidden()


def test_leaving_without_changes_just_closes(panel: FormPanel, desk: Desk, qtbot: QtBot) -> None:
    desk.edit(first(desk.replica, "account"))
    qtbot.keyClick(line(panel, "industry"), Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_discarding_leaves_the_record_as_it_was(panel: FormPanel, desk: Desk) -> None:
    account = first(desk.replica, "account")
    desk.edit(account)
    line(panel, "industry").setText("Glass")
    panel.leave()
    panel._bar.discard_button.click()
    assert panel.isHidden()
    assert desk.replica.get("account", account.id)["industry"] == account["industry"]


def test_fields_of_a_form_end_where_those_of_the_form_before_it_did(panel: FormPanel, desk: Desk) -> None:
    edges = []
    for _ in range(2):
        desk.new("account")
        QApplication.processEvents()
        description = form_of(panel).editor("description")
        edges.append(description.mapTo(panel, description.rect().topRight()).x())
        panel.leave()
    assert edges[0] == edges[1]


def test_another_form_waits_until_the_open_one_is_saved(panel: FormPanel, desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    desk.edit(account)
    line(panel, "industry").setText("Glass")
    desk.new("task")
    assert panel._bar.isVisible()
    panel._bar.save_button.click()
    qtbot.waitUntil(lambda: panel.form is not None and "subject" in panel.form.names)
    assert desk.replica.get("account", account.id)["industry"] == "Glass"


def test_change_from_elsewhere_shows_in_untouched_fields_and_is_told_at_touched_ones(
    panel: FormPanel, desk: Desk, qtbot: QtBot
) -> None:
    account = first(desk.replica, "account")
    desk.edit(account)
    line(panel, "industry").setText("Mine")
    with qtbot.waitSignal(desk.records_changed):
        desk.replica.commit(
            edits.update(desk.author, account, {"industry": "Theirs", "website": "https://example.com"})
        )
    qtbot.waitUntil(lambda: line(panel, "website").text() == "https://example.com")
    assert line(panel, "industry").text() == "Mine"
    assert form_of(panel).editor("industry").error()
    with qtbot.waitSignal(panel.closed):
        panel.save()
    assert desk.replica.get("account", account.id)["industry"] == "Mine"


def test_reference_is_found_by_typing_and_saved_by_id(panel: FormPanel, desk: Desk, qtbot: QtBot) -> None:
    account = first(desk.replica, "account")
    desk.new("task")
    line(panel, "subject").setText("Visit")
    box = line(panel, "account")
    box.setFocus()
    qtbot.keyClicks(box, account["name"])
    editor = form_of(panel).editor("account")
    qtbot.waitUntil(lambda: bool(editor._options.list.count()))  # type: ignore[attr-defined]
    editor._options._choose(editor._options.list.item(0))  # type: ignore[attr-defined]
    assert (
        editor.value() == account.id or desk.replica.title("account", str(editor.value())) == account["name"]
    )
