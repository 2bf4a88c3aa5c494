"""Intents and the mutations they become."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest

from crmdesk.domain import edits
from crmdesk.domain.changes import Act, Mutation, apply, check_mutation
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue, NotAllowed, RecordLocked, UsageError
from crmdesk.domain.identifiers import is_id, uuid7
from crmdesk.domain.records import Record
from crmdesk.domain.values import blank

_counter = itertools.count()
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def new_id() -> str:
    return uuid7(1_700_000_000_000, next(_counter))


AUTHOR = edits.Author(new_id(), CATALOGUE, lambda: NOW, new_id, currency="KRW", zone="Asia/Seoul")


def record(type_name: str, **fields: Any) -> Record:
    return Record(type_name, new_id(), 1, {**blank(CATALOGUE[type_name]), **fields})


def after(one: Record, *mutations: Mutation) -> Record:
    fields = dict(one.fields)
    for mutation in mutations:
        assert check_mutation(CATALOGUE, mutation)
        fields = apply(CATALOGUE[one.type], fields, mutation)
    return Record(one.type, one.id, 1, fields)


def test_ids_are_uuid7_and_in_order() -> None:
    one, two = uuid7(5, 1), uuid7(6, 0)
    assert is_id(one)
    assert one[14] == "7"
    assert one < two


def test_created_opportunity_starts_at_the_first_stage_in_the_house_currency() -> None:
    (mutation,) = edits.create(AUTHOR, "opportunity", {"name": "Deal", "amount": "5000"})
    assert mutation.set == {"name": "Deal", "amount": "5000", "currency": "KRW", "stage": "prospecting"}
    assert check_mutation(CATALOGUE, mutation)


def test_changed_amount_takes_its_currency_along() -> None:
    deal = record("opportunity", name="Deal", amount="10", currency="JPY", stage="proposal")
    (mutation,) = edits.update(AUTHOR, deal, {"amount": "12"})
    assert mutation.set == {"amount": "12", "currency": "JPY"}


def test_half_of_a_unit_alone_is_refused_by_the_validator() -> None:
    deal = record("opportunity", name="Deal", amount="10", currency="JPY", stage="proposal")
    (mutation,) = edits.update(AUTHOR, deal, {"amount": "12"})
    with pytest.raises(InvalidValue):
        check_mutation(
            CATALOGUE,
            Mutation(**{**{n: getattr(mutation, n) for n in mutation.__slots__}, "set": {"currency": "USD"}}),
        )


def test_visit_goes_from_plan_to_submitted_and_is_then_locked() -> None:
    account = new_id()
    (planned,) = edits.plan_visit(AUTHOR, account, "2026-03-02T10:00:00Z", None, purpose="Demo")
    visit = after(record("visit"), planned)
    assert visit["status"] == "planned"
    visit = after(visit, *edits.check_in(AUTHOR, visit, lat="37.5", lon="127.0"))
    assert (visit["status"], visit["check_in"]["lat"], visit["check_in"]["zone"]) == (
        "in_progress",
        "37.500000",
        "Asia/Seoul",
    )
    visit = after(visit, *edits.check_out(AUTHOR, visit))
    assert visit["status"] == "completed"
    visit = after(visit, *edits.submit_visit(AUTHOR, visit))
    with pytest.raises(RecordLocked):
        edits.update(AUTHOR, visit, {"notes": "late"})


def test_visit_that_nobody_planned_is_made_and_checked_in_at_once() -> None:
    (made,) = edits.start_visit(AUTHOR, new_id(), "2026-03-02T10:00:00Z", purpose="Passing by")
    check_mutation(CATALOGUE, made)
    assert made.set["status"] == "in_progress"
    assert made.set["check_in"]["at"] == made.set["planned_start"]
    assert made.set["purpose"] == "Passing by"


def test_second_check_in_is_refused() -> None:
    visit = record(
        "visit", account=new_id(), status="in_progress", check_in={"at": "2026-03-02T09:00:00.000Z"}
    )
    with pytest.raises(NotAllowed):
        edits.check_in(AUTHOR, visit)


def test_check_out_before_check_in_is_refused() -> None:
    visit = record(
        "visit", account=new_id(), status="in_progress", check_in={"at": "2026-03-02T09:00:00.000Z"}
    )
    with pytest.raises(UsageError):
        edits.check_out(AUTHOR, visit, at="2026-03-02T08:00:00Z")


def test_next_step_of_a_visit_becomes_a_task_in_the_same_group() -> None:
    visit = record("visit", account=new_id(), status="in_progress")
    report, task = edits.report_visit(
        AUTHOR, visit, {"outcome": "follow_up"}, {"subject": "Send quote", "due_on": "2026-03-09"}
    )
    assert report.group == task.group
    assert (task.type, task.act, task.set["account"], task.set["status"]) == (
        "task",
        Act.CREATE,
        visit["account"],
        "not_started",
    )


@pytest.mark.parametrize(
    ("choice", "value", "expected"),
    [
        ("mine", None, "2026-08-01"),
        ("theirs", None, "2026-07-01"),
        ("value", {"close_date": "2026-09-09"}, "2026-09-09"),
    ],
)
def test_resolving_sets_what_was_chosen(choice: str, value: dict[str, Any] | None, expected: str) -> None:
    deal = record("opportunity", name="Deal", stage="proposal", close_date="2026-07-01")
    conflict = record(
        "conflict", record_type="opportunity", record=deal.id, about="fields", base={"close_date": None},
        mine={"close_date": "2026-08-01"}, theirs={"close_date": "2026-07-01"}, state="open",
    )  # fmt: skip
    (mutation,) = edits.resolve(AUTHOR, deal, conflict, choice, value)
    assert (mutation.set, mutation.resolves) == ({"close_date": expected}, (conflict.id,))


def test_settling_an_edit_of_a_record_that_is_back_does_not_count_anew() -> None:
    visit = record("visit", samples=5, status="planned")
    conflict = record(
        "conflict", record_type="visit", record=visit.id, about="edit_of_deleted", theirs={"deleted": True},
        base={"notes": None, "samples": None}, mine={"notes": "Left some", "samples": 3}, state="open",
    )  # fmt: skip
    (mutation,) = edits.resolve(AUTHOR, visit, conflict, "mine")
    assert (mutation.act, mutation.set, mutation.resolves) == (
        Act.UPDATE,
        {"notes": "Left some"},
        (conflict.id,),
    )


def test_visit_that_would_end_before_it_starts_is_refused() -> None:
    with pytest.raises(UsageError):
        edits.plan_visit(AUTHOR, new_id(), "2026-03-02T10:00:00Z", "2026-03-02T09:00:00Z")
