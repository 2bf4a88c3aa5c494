"""Two laptops report on one visit: answers meet question by question, an amendment is seen by both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crmdesk.domain import edits, visits
from crmdesk.domain.errors import InvalidValue, NotAllowed
from crmdesk.domain.typed import typed_over
from crmdesk.server.form_administration import FormAdministration
from crmdesk.store.queries import Query
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]
FORM = {
    "key": "check",
    "name": "Check",
    "questions": [
        {"key": "stock", "kind": "yes_no", "text": "In stock?"},
        {"key": "mood", "kind": "scale", "text": "How content?"},
        {"key": "why", "kind": "text", "text": "Why?"},
    ],
}


@pytest.fixture
def form(place: Place) -> str:
    return FormAdministration(place.centre.admin).publish(FORM).id


@pytest.fixture
def visit(laptop: MakeLaptop, form: str) -> tuple[Laptop, Laptop, str]:
    """Ada and Ben with one visit."""
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="Acme")
    made = ada.create("visit", account=account, purpose="Store check")
    ada.synced()
    return ada, ben.synced(), made


def answer(at: Laptop, visit: str, form: str, **answers: object) -> None:
    record = at.get("visit", visit)
    given = {**(record["answers"] or {}), **answers}
    typed = {"form": form, "answers": given}
    at.replica.commit(typed_over(at.replica.author(), record, typed, record.fields))


def finish(at: Laptop, visit: str) -> None:
    for intent in (edits.check_in, edits.check_out, edits.submit_visit):
        at.replica.commit(intent(at.replica.author(), at.get("visit", visit)))


def amend(at: Laptop, visit: str, field: str, value: object, reason: str) -> None:
    record = at.get("visit", visit)
    at.replica.commit(visits.amend_visit(at.replica.author(), record, field, value, reason))


def test_answers_on_two_laptops_meet_question_by_question(
    visit: tuple[Laptop, Laptop, str], form: str
) -> None:
    ada, ben, at = visit
    answer(ada, at, form, stock=False, mood=3)
    answer(ben, at, form, mood=5)
    answer(ben, at, form, why="New colleagues")
    for one in (ada, ben, ada):
        one.synced()
    for one in (ada, ben):
        assert one.get("visit", at)["answers"] == {"stock": False, "mood": 5, "why": "New colleagues"}
        assert one.get("visit", at)["form"] == form
    assert ada.export() == ben.export()


def test_answer_that_does_not_fit_is_said_before_it_is_saved(
    visit: tuple[Laptop, Laptop, str], form: str
) -> None:
    ada, _, at = visit
    with pytest.raises(InvalidValue):
        answer(ada, at, form, mood=6)
    with pytest.raises(InvalidValue):
        answer(ada, at, form, colour="red")
    assert ada.replica.pending() == 0


def test_report_goes_on_showing_the_form_that_it_answered(
    place: Place, visit: tuple[Laptop, Laptop, str], form: str
) -> None:
    ada, ben, at = visit
    answer(ada, at, form, stock=True)
    finish(ada, at)
    ada.synced()
    changed = {**FORM, "questions": [{"key": "stock", "kind": "text", "text": "What is in stock?"}]}
    FormAdministration(place.centre.admin).publish(changed)
    ben.synced()
    told = visits.form_of(ben.get("visit", at).fields, lambda kind, one: ben.get(kind, one).fields)
    assert told is not None
    assert [each.kind for each in told.questions] == ["yes_no", "scale", "text"]
    assert {each["version_number"]: each["active"] for each in ben.replica.query("visit_form", Query())} == {
        1: False,
        2: True,
    }


def test_amendments_from_two_laptops_both_stand_in_one_order_everywhere(
    visit: tuple[Laptop, Laptop, str], form: str, laptop: MakeLaptop
) -> None:
    ada, ben, at = visit
    max_ = laptop("max")
    answer(ada, at, form, mood=3)
    finish(ada, at)
    ada.synced()
    max_.synced()
    amend(ada, at, "answers.mood", 4, "Misread")
    amend(max_, at, "answers.mood", 5, "I was there too")
    amend(ada, at, "samples", 2, "Forgot them")
    for one in (max_, ada, ben, max_):
        one.synced()
    shown = [
        [
            (each["field"], each["value"])
            for each in visits.in_order(one.replica.query("visit_amendment", Query()))
        ]
        for one in (ada, ben, max_)
    ]
    assert shown[0] == [("answers.mood", 5), ("answers.mood", 4), ("samples", 2)]
    assert shown[0] == shown[1] == shown[2]
    assert ben.get("visit", at)["answers"] == {"mood": 3}
    assert ada.replica.refused() == max_.replica.refused() == []


def test_amendment_is_for_whose_visit_it_was_and_after_its_submission(
    visit: tuple[Laptop, Laptop, str],
) -> None:
    ada, ben, at = visit
    with pytest.raises(NotAllowed, match="not submitted"):
        amend(ada, at, "samples", 2, "Too early")
    finish(ada, at)
    amend(ada, at, "samples", 2, "Forgot them")
    ada.synced()
    ben.synced()
    with pytest.raises(NotAllowed, match="whose visit"):
        amend(ben, at, "samples", 3, "Not mine")
    assert ada.replica.pending() == ada.replica.status().refused == 0
