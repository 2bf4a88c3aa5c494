"""The past of a visit: its answers question by question, and what was amended since."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits, visits
from crmdesk.domain.typed import typed_over
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.as_of import read_as_of
from crmdesk.ui.history.content import read_past
from crmdesk.ui.history.page import HistoryPage
from crmdesk.ui.theme.state import look
from crmdesk.ui.widgets import Label
from tests.ui.visit.test_page import planned


def test_answers_and_amendments_are_told_by_their_questions(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = planned(desk)
    form, other = (
        desk.replica.query("visit_form", Query((Filter("key", "=", key),)))[0]
        for key in ("needs", "store_check")
    )

    def answer(form_id: str, **answers: object) -> None:
        now = desk.replica.get("visit", record.id)
        desk.replica.commit(typed_over(desk.author, now, {"form": form_id, "answers": answers}, now.fields))

    def do(intent: object, *said: object) -> None:
        assert callable(intent)
        desk.replica.commit(intent(desk.author, desk.replica.get("visit", record.id), *said))

    answer(other.id, in_stock=True)
    answer(form.id, reason="growth", budget=True)
    answer(form.id, reason="age", budget=True, urgency=7)
    do(visits.sign_visit, "Kim", None)
    for act in (edits.check_in, edits.check_out, edits.submit_visit):
        do(act)
    do(visits.amend_visit, "answers.urgency", 9, "Misheard")

    page = HistoryPage(desk, None, "visit", record.id)
    qtbot.addWidget(page)
    page.entered()
    qtbot.waitUntil(lambda: page._content is not None)
    assert page._content is not None
    told = [
        [(one.name, one.old, one.new) for one in step.changes if one.name] for step in page._content.steps
    ]
    why, pressing, budget = (
        "Why are they looking for something new?",
        "How urgent is it?",
        "Is there a budget?",
    )
    answers = [step for step in told if step]
    assert answers[0] == [(pressing, "7", "9"), ("Reason", "", "Misheard")]
    assert answers[1] == [(why, "More people", "What they have is old"), (pressing, "", "7")]
    assert answers[2][:2] == [(why, "", "More people"), (budget, "", "Yes")]
    assert "Kim" in [
        one.new for step in page._content.steps for one in step.changes if one.field == "signature"
    ]
    words = [each.full_text() for each in page.steps.findChildren(Label)]
    assert "amended the report" in words
    assert "7  →  9" in words
    assert not [each for each in words if "{" in each or (record["form"] and record["form"] in each)]
    monkeypatch.setattr(look(), "language", "ko")
    past = read_past(desk.replica, desk.catalogue, "visit", record.id, desk.author.user)
    named = [(one.old, one.new) for step in past.steps for one in step.changes if one.field == "form"]
    assert named == [("매장 점검", "니즈 파악"), ("", "매장 점검")]
    as_of = read_as_of(desk.replica, desk.catalogue, "visit", record.id, None)
    assert next(row.now for row in as_of.rows if row.field == "form") == "니즈 파악"
    page.left()
    qtbot.waitUntil(lambda: not desk.busy)
