"""What a bulk act does to one record, and what keeps a record out of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crmdesk.domain.bulk import (
    BulkAct,
    DeleteEach,
    EditEach,
    Stays,
    TaskEach,
    VisitEach,
    changeable,
    makes_tasks,
    makes_visits,
)
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.records import Record
from crmdesk.domain.scope import Reader
from tests.domain.test_edits import AUTHOR, after, new_id, record

REP = Reader(AUTHOR.user, "rep", None)
MANAGER = Reader(AUTHOR.user, "manager", None)


def why(act: BulkAct, about: Record, who: Reader = REP) -> Stays | None:
    return act.why_stays(CATALOGUE[about.type], who, about)


def test_each_record_gets_what_it_does_not_have_yet_under_one_intent() -> None:
    deal = record("opportunity", name="Deal", stage="proposal", tags=["a"], probability=10)
    act = EditEach({"probability": 10, "next_step": "Call"}, {"tags": ["a", "b"]})
    (mutation,) = act.group(AUTHOR, deal, 0, intent := new_id())
    assert (dict(mutation.set), dict(mutation.add)) == ({"next_step": "Call"}, {"tags": ["b"]})
    assert mutation.intent == intent
    assert why(act, after(deal, mutation)) is Stays.ALREADY


def test_emptying_a_set_takes_away_what_the_record_holds_and_no_more() -> None:
    account = record("account", name="Quay", tags=["x", "y"])
    (mutation,) = EditEach({"tags": []}).group(AUTHOR, account, 0, new_id())
    assert (dict(mutation.set), dict(mutation.remove)) == ({}, {"tags": ["x", "y"]})


def test_submitted_visits_stay() -> None:
    visit = record("visit", account=new_id(), status="completed", submitted_at="2026-11-21T09:00:00.000Z")
    assert why(EditEach({"outcome": "successful"}), visit) is Stays.LOCKED
    assert why(DeleteEach(), visit) is Stays.LOCKED


def test_what_is_closed_keeps_its_stage_unless_that_is_asked_for() -> None:
    won = record("opportunity", name="Deal", stage="closed_won")
    assert why(EditEach({"stage": "proposal"}), won) is Stays.CLOSED
    assert why(EditEach({"stage": "proposal"}, closed_too=True), won) is None
    assert why(EditEach({"next_step": "Thank them"}), won) is None


def test_a_rep_deletes_what_is_their_own_and_a_manager_all() -> None:
    other = record("note", owner=new_id())
    mine = record("note", owner=AUTHOR.user)
    assert why(DeleteEach(), other) is Stays.FORBIDDEN
    assert why(DeleteEach(), other, MANAGER) is None
    assert why(DeleteEach(), mine) is None


@pytest.mark.parametrize(
    "act", [EditEach({"stage": None}), EditEach({"probability": 101}), EditEach({"stage": "no such"})]
)
def test_what_no_record_can_take_is_said_before(act: EditEach) -> None:
    with pytest.raises(InvalidValue):
        act.checked(CATALOGUE["opportunity"])


def test_fields_that_make_sense_together_alone_are_not_offered() -> None:
    names = {field.name for field in changeable(CATALOGUE["visit"])}
    assert names.isdisjoint({"planned_start", "planned_end", "submitted_at", "check_in", "owner"})
    assert {"status", "outcome", "tags", "samples"} <= names
    assert "currency" not in {field.name for field in changeable(CATALOGUE["opportunity"])}


def test_a_task_is_about_its_record_and_the_account_of_that() -> None:
    contact = record("contact", name="Kim", account=(account := new_id()))
    (made,) = TaskEach({"subject": "Call back", "due_on": "2026-11-30"}).group(AUTHOR, contact, 0, new_id())
    assert (made.set["contact"], made.set["account"], made.set["subject"]) == (
        contact.id,
        account,
        "Call back",
    )
    assert made.set["status"] == "not_started"


def test_a_task_about_a_lead_names_it_and_no_account() -> None:
    lead = record("lead", name="Kim")
    (made,) = TaskEach({"subject": "Call back"}).group(AUTHOR, lead, 0, new_id())
    assert (made.set["lead"], "account" in made.set) == (lead.id, False)
    assert (makes_tasks(CATALOGUE["lead"]), makes_visits(CATALOGUE["lead"])) == (True, False)


def test_visits_are_an_hour_apart_and_leave_the_weekend_out() -> None:
    act = VisitEach(date(2026, 11, 27), 2)  # a Friday
    starts = [act.start(number, "UTC") for number in (0, 1, 2, 11, 12)]
    assert starts == [
        datetime(2026, 11, 27, 9, tzinfo=UTC),
        datetime(2026, 11, 27, 10, tzinfo=UTC),
        datetime(2026, 11, 30, 9, tzinfo=UTC),
        datetime(2026, 12, 4, 10, tzinfo=UTC),
        datetime(2026, 12, 7, 9, tzinfo=UTC),
    ]
    assert VisitEach(date(2026, 11, 28), 2).start(0, "UTC").date() == date(2026, 11, 30)


def test_a_contact_is_visited_at_their_account_and_one_without_any_is_left_out() -> None:
    contact = record("contact", name="Kim", account=(account := new_id()))
    (made,) = VisitEach(date(2026, 11, 27), 6).group(AUTHOR, contact, 0, new_id())
    assert (made.set["account"], made.set["contacts"]) == (account, [contact.id])
    assert why(VisitEach(date(2026, 11, 27), 6), record("contact", name="Lee")) is Stays.WITHOUT_ACCOUNT
