"""The opportunity page: stages, figures, products."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.desk import Desk
from crmdesk.ui.opportunity.page import OpportunityPage
from tests.ui.records import negotiated


@pytest.fixture
def opportunity(desk: Desk, qtbot: QtBot) -> Iterator[OpportunityPage]:
    """The page of an opportunity in negotiation."""
    made = OpportunityPage(desk, negotiated(desk.replica).id)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    made.close()


def test_page_shows_stage_amount_and_close_date(opportunity: OpportunityPage) -> None:
    record = opportunity.record
    assert record is not None
    assert opportunity.stages.current == "negotiation"
    assert record["amount"].split(".")[0] in opportunity._amount._value.full_text().replace(",", "")
    assert opportunity._closes._value.full_text() != "–"


def test_people_are_there_with_a_number_to_call(opportunity: OpportunityPage, desk: Desk) -> None:
    record = opportunity.record
    assert record is not None
    people = [desk.replica.get("contact", each) for each in record["contacts"]]
    shown = {entry.title: entry.when for entry in opportunity.people._entries}
    assert shown == {person["name"]: next(iter(person["phones"]), "") for person in people}
    assert any(shown.values())


def test_click_on_a_stage_moves_it_there_and_undo_moves_it_back(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.noticed) as said:
        opportunity.stages.stage_requested.emit("closed_won")
    qtbot.waitUntil(lambda: opportunity.stages.current == "closed_won")
    assert desk.replica.get("opportunity", opportunity.record_id)["stage"] == "closed_won"
    said.args[0].on_action()
    qtbot.waitUntil(lambda: opportunity.stages.current == "negotiation")


def test_keys_move_it_along_the_stages_and_never_into_a_loss(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    def at(stage: str) -> bool:
        return opportunity.stages.current == stage and not desk.busy

    opportunity.stages.setFocus()
    for key, stage in (
        (Qt.Key.Key_Left, "proposal"),
        (Qt.Key.Key_Right, "negotiation"),
        (Qt.Key.Key_Right, "closed_won"),
    ):
        qtbot.keyClick(opportunity, key, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda stage=stage: at(stage))
    with qtbot.assertNotEmitted(opportunity.stages.stage_requested):
        qtbot.keyClick(opportunity, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert {"Ctrl+Right", "Ctrl+Left", "Ctrl+E"} <= {keys for _, keys in opportunity.shortcuts()}


def test_losing_asks_for_the_reason_in_the_page(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    opportunity.stages.stage_requested.emit("closed_lost")
    assert opportunity.lost.isVisible()
    assert desk.replica.get("opportunity", opportunity.record_id)["stage"] == "negotiation"
    with qtbot.waitSignal(desk.noticed):
        opportunity.lost.buttons["price"].click()
    saved = desk.replica.get("opportunity", opportunity.record_id)
    assert (saved["stage"], saved["lost_reason"]) == ("closed_lost", "price")
    assert not opportunity.lost.isVisible()


def test_reason_is_answered_by_keyboard_and_escape_leaves_it_open(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    opportunity.move_to("closed_lost")
    button = opportunity.lost.buttons["price"]
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert not opportunity.lost.isVisible()
    assert desk.replica.get("opportunity", opportunity.record_id)["stage"] == "negotiation"
    opportunity.move_to("closed_lost")
    with qtbot.waitSignal(desk.noticed):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert desk.replica.get("opportunity", opportunity.record_id)["lost_reason"] == "price"


def test_late_close_date_is_told_by_colour_and_position(
    opportunity: OpportunityPage, desk: Desk, qtbot: QtBot
) -> None:
    record = opportunity.record
    assert record is not None
    desk.replica.commit(edits.update(desk.author, record, {"close_date": "2026-11-01"}))
    qtbot.waitUntil(lambda: opportunity._closes._value.property("tone") == "danger")


def test_stage_changes_stand_in_the_timeline(opportunity: OpportunityPage, desk: Desk, qtbot: QtBot) -> None:
    opportunity.move_to("closed_won")
    qtbot.waitUntil(lambda: any("→ Closed won" in entry.title for entry in opportunity.timeline._entries))
