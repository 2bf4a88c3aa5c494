"""Visit forms, answers and amendments at the centre: what fits is taken, whoever sends it, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.changes import Act
from crmdesk.domain.form_definitions import definition_of, parse_form
from crmdesk.protocol.messages import Verdict
from tests.support.journal_world import JournalWorld, Laptop, named_id

FORM = {
    "name": "Check",
    "questions": [
        {"key": "stock", "kind": "yes_no", "text": "In stock?"},
        {"key": "desks", "kind": "number", "text": "How many?", "max": 10},
    ],
}
WHEN = "2026-03-02T10:00:00.000Z"
SIGNATURE = {"name": "Kim", "at": WHEN, "how": "drawn", "strokes": "0,0 10,12;3,4 5,6"}


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "coast")


@pytest.fixture
def joe(world: JournalWorld) -> Laptop:
    return world.person("joe", "rep", "coast")


@pytest.fixture
def boss(world: JournalWorld) -> Laptop:
    return world.person("boss", "manager", "north")


@pytest.fixture
def form(world: JournalWorld) -> str:
    fields = {
        "name": "Check",
        "key": "check",
        "version_number": 1,
        "active": True,
        "definition": definition_of(parse_form(FORM)),
    }
    world.central("visit_form", named_id("form"), fields)
    return named_id("form")


@pytest.fixture
def visit(world: JournalWorld, mia: Laptop) -> str:
    account = world.create(mia, "account", {"name": "Acme"})
    return world.create(mia, "visit", {"account": account, "status": "in_progress"})


def answer(
    world: JournalWorld, who: Laptop, visit: str, form: str | None, answers: Any, was: Any = None, **more: Any
) -> Verdict:
    before = {"answers": was, "form": form if was else None}
    mutation = world.update(
        who, "visit", visit, base=99, set={"answers": answers, "form": form}, was=before, **more
    )
    (verdict,) = world.push(who, mutation)
    return verdict


def submit(world: JournalWorld, who: Laptop, visit: str) -> None:
    world.push(
        who,
        world.update(who, "visit", visit, base=99, set={"submitted_at": WHEN}, was={"submitted_at": None}),
    )


def amend(world: JournalWorld, who: Laptop, visit: str, **fields: Any) -> Verdict:
    told = {
        "visit": visit,
        "field": "samples",
        "value": 3,
        "reason": "Counted again",
        "amended_at": WHEN,
        **fields,
    }
    (verdict,) = world.push(
        who, world.mutation(who.principal.user, Act.CREATE, "visit_amendment", world.new_id(), set=told)
    )
    return verdict


def test_answers_of_two_people_to_one_visit_both_stand(
    world: JournalWorld, mia: Laptop, boss: Laptop, visit: str, form: str
) -> None:
    assert answer(world, mia, visit, form, {"stock": False}).outcome == "applied"
    assert answer(world, boss, visit, form, {"desks": "4"}).outcome == "merged"
    assert world.get("visit", visit)["answers"] == {"desks": "4", "stock": False}
    assert world.get("visit", visit)["form"] == form


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"desks": "11"}, "invalid_value"),
        ({"desks": 4}, "invalid_value"),
        ({"stock": "no"}, "invalid_value"),
        ({"colour": "red"}, "no_such_question"),
        (["stock"], "invalid_value"),
        ({"stock": 0.5}, "invalid_value"),
        ({f"q{number}": True for number in range(201)}, "invalid_value"),
    ],
)
def test_answer_that_does_not_fit_the_form_is_refused(
    world: JournalWorld, mia: Laptop, visit: str, form: str, answers: Any, code: str
) -> None:
    verdict = answer(world, mia, visit, form, answers)
    assert (verdict.outcome, verdict.code) == ("refused", code)
    assert world.get("visit", visit)["answers"] is None


def test_answers_need_a_form_that_there_is(world: JournalWorld, mia: Laptop, visit: str, form: str) -> None:
    assert answer(world, mia, visit, None, {"stock": True}).code == "no_form"
    assert answer(world, mia, visit, named_id("nothing"), {"stock": True}).code == "unknown_reference"


def test_answer_to_another_form_that_was_there_before_stays(
    world: JournalWorld, mia: Laptop, visit: str, form: str
) -> None:
    assert answer(world, mia, visit, form, {"old": "x", "stock": True}, {"old": "x"}).outcome == "merged"


def test_laptop_publishes_no_form(world: JournalWorld, boss: Laptop) -> None:
    told = {"name": "Mine", "key": "mine", "version_number": 1, "active": True, "definition": FORM}
    (verdict,) = world.push(
        boss, world.mutation(boss.principal.user, Act.CREATE, "visit_form", world.new_id(), set=told)
    )
    assert verdict.code == "server_owned"


def test_answers_and_signature_are_locked_with_the_report(
    world: JournalWorld, mia: Laptop, visit: str, form: str
) -> None:
    answer(world, mia, visit, form, {"stock": True})
    submit(world, mia, visit)
    assert answer(world, mia, visit, form, {"stock": False}, {"stock": True}).code == "locked"
    (verdict,) = world.push(mia, world.update(mia, "visit", visit, base=99, set={"signature": SIGNATURE}))
    assert verdict.code == "locked"


@pytest.mark.any_database
@pytest.mark.parametrize(
    "wrong",
    [
        {"strokes": "0,0;"},
        {"strokes": "a"},
        {"strokes": "1,2 " * 4000},
        {"how": "by mail"},
        {"name": None},
        {"at": "now"},
    ],
)
def test_signature_that_is_none_is_refused(
    world: JournalWorld, mia: Laptop, visit: str, wrong: dict[str, str | None]
) -> None:
    (verdict,) = world.push(
        mia, world.update(mia, "visit", visit, base=99, set={"signature": {**SIGNATURE, **wrong}})
    )
    assert verdict.outcome == "refused"


def test_first_of_two_signatures_stands_and_the_other_is_in_history(
    world: JournalWorld, mia: Laptop, boss: Laptop, visit: str
) -> None:
    other = {**SIGNATURE, "name": "Lee"}
    for who, signature in ((mia, SIGNATURE), (boss, other)):
        given = {"set": {"signature": signature}, "was": {"signature": None}}
        world.push(who, world.update(who, "visit", visit, base=99, **given))
    assert world.get("visit", visit)["signature"]["name"] == "Kim"


def test_amendment_stands_beside_the_report_that_stays(
    world: JournalWorld, mia: Laptop, boss: Laptop, visit: str, form: str
) -> None:
    answer(world, mia, visit, form, {"stock": True})
    submit(world, mia, visit)
    assert amend(world, mia, visit).outcome == "applied"
    assert amend(world, boss, visit, field="answers.stock", value=False).outcome == "applied"
    assert amend(world, mia, visit, field="notes", value=None).outcome == "applied"
    assert world.get("visit", visit)["answers"] == {"stock": True}


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"field": "account"}, "not_amendable"),
        ({"field": "submitted_at", "value": None}, "not_amendable"),
        ({"field": "answers.nothing", "value": True}, "not_amendable"),
        ({"field": "answers.desks", "value": 99}, "invalid_value"),
        ({"value": "many"}, "invalid_value"),
        ({"value": -1}, "invalid_value"),
        ({"field": "contacts", "value": ["nobody"]}, "invalid_value"),
        ({"reason": None}, "required"),
        ({"amended_at": None}, "required"),
    ],
)
def test_amendment_of_what_cannot_be_is_refused(
    world: JournalWorld, mia: Laptop, visit: str, form: str, fields: dict[str, Any], code: str
) -> None:
    answer(world, mia, visit, form, {"stock": True})
    submit(world, mia, visit)
    verdict = amend(world, mia, visit, **fields)
    assert (verdict.outcome, verdict.code) == ("refused", code)


def test_visit_that_is_not_submitted_takes_no_amendment(world: JournalWorld, mia: Laptop, visit: str) -> None:
    assert amend(world, mia, visit).code == "not_submitted"


def test_only_whose_visit_it_was_and_who_leads_them_amend_it(
    world: JournalWorld, mia: Laptop, joe: Laptop, boss: Laptop, visit: str
) -> None:
    submit(world, mia, visit)
    assert amend(world, joe, visit).code == "forbidden"
    assert amend(world, boss, visit).outcome == "applied"


def test_nobody_learns_by_an_amendment_whether_a_visit_exists(
    world: JournalWorld, mia: Laptop, visit: str
) -> None:
    submit(world, mia, visit)
    sue = world.person("sue", "rep", "south")
    assert amend(world, sue, visit).code == amend(world, sue, world.new_id()).code == "unknown_reference"


@pytest.mark.parametrize("act", [Act.UPDATE, Act.DELETE])
def test_nobody_changes_or_deletes_an_amendment(
    world: JournalWorld, mia: Laptop, visit: str, act: Act
) -> None:
    submit(world, mia, visit)
    made = world.create(
        mia,
        "visit_amendment",
        {"visit": visit, "field": "samples", "value": 3, "reason": "Counted again", "amended_at": WHEN},
    )
    given = {"set": {"reason": "None"}} if act is Act.UPDATE else {}
    (verdict,) = world.push(
        mia, world.mutation(mia.principal.user, act, "visit_amendment", made, base=99, **given)
    )
    assert verdict.code == "locked"


def test_photo_of_a_submitted_report_stays(world: JournalWorld, mia: Laptop, visit: str) -> None:
    fields = {
        "file_name": "shelf.jpg",
        "record_type": "visit",
        "record": visit,
        "media_type": "image/jpeg",
        "size": 9,
        "sha256": "0" * 64,
        "question": "shelf",
    }
    first, second = (world.create(mia, "attachment", fields) for _ in range(2))
    (verdict,) = world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "attachment", first, base=99))
    assert verdict.outcome == "applied"
    submit(world, mia, visit)
    (verdict,) = world.push(
        mia, world.mutation(mia.principal.user, Act.DELETE, "attachment", second, base=99)
    )
    assert (verdict.outcome, verdict.code) == ("refused", "locked")


def test_an_answer_typed_over_a_refused_one_leaves_what_others_answered(
    world: JournalWorld, mia: Laptop, joe: Laptop, visit: str, form: str
) -> None:
    refused = world.update(mia, "visit", visit, base=1, set={"answers": {"desks": 99}, "form": form})
    assert world.push(mia, refused)[0].outcome == "refused"
    answer(world, joe, visit, form, {"stock": True})
    after = {"answers": refused.op_id, "form": refused.op_id}
    answer(world, mia, visit, form, None, was={"desks": 99}, after=after)
    assert world.get("visit", visit)["answers"] == {"stock": True}
