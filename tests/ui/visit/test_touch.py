"""Every control that is used on site is hit by a finger: at least 44 pixels high and wide at 100 %."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.desk import Desk
from crmdesk.ui.visit.log_form import LogVisitForm, Suggestion
from crmdesk.ui.visit.page import VisitPage
from tests.support.targets import small_targets
from tests.ui.visit.test_page import planned
from tests.ui.visit.test_report_form import page, pick

__all__ = ["page"]


def test_controls_of_a_visit_are_large_enough_in_every_phase(page: VisitPage, qtbot: QtBot) -> None:
    desk = page.desk
    product = desk.replica.query("product")[0].id
    fields = {"visit": page.record_id, "product": product, "quantity": 1, "line_number": 1}
    desk.replica.commit(edits.create(desk.author, "visit_sample", fields))
    qtbot.waitUntil(lambda: page.samples.model.rowCount() == 2)
    pick(page, "needs")
    page.elsewhere.click()
    page.signature.name.set_value("Kim")
    qtbot.waitUntil(lambda: bool(page.form.rows))
    assert small_targets(page) == []
    page.autosave.flush()
    for intent in (edits.check_in, edits.check_out, edits.submit_visit):
        desk.replica.commit(intent(desk.author, desk.replica.get("visit", page.record_id)))
    qtbot.waitUntil(page.locked.isVisible)
    page.open_amending()
    assert page.amending.isVisible()
    assert small_targets(page) == []


def test_controls_that_start_a_visit_are_large_enough(desk: Desk, qtbot: QtBot) -> None:
    visit = planned(desk)
    form = LogVisitForm(desk)
    qtbot.addWidget(form)
    form.resize(900, 300)
    form.offer([Suggestion(visit["account"], "Acme", "in 10 minutes", visit)])
    form.ask()
    assert len(form.suggestions) == 1
    assert small_targets(form) == []
