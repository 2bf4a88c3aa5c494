"""Open conflicts end by an edit of their own record alone, and go along when it is merged into another."""

from __future__ import annotations

import pytest

from crmdesk.domain.changes import Act
from tests.support.journal_world import JournalWorld, Laptop


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


@pytest.fixture
def noah(world: JournalWorld) -> Laptop:
    return world.person("noah", "rep", "north")


def asked(world: JournalWorld, one: Laptop, other: Laptop, account: str) -> str:
    """A conflict about the account: two people renamed it at once."""
    was = {"name": world.get("account", account)["name"]}
    for who in (one, other):
        name = f"{was['name']} of {who.principal.login}"
        edit = world.update(who, "account", account, base=1, set={"name": name}, was=was)
        (verdict,) = world.push(who, edit)
    assert verdict.conflict is not None
    return verdict.conflict


def test_an_edit_of_another_record_settles_nothing(world: JournalWorld, mia: Laptop, noah: Laptop) -> None:
    account, other = (world.create(mia, "account", {"name": name}) for name in ("Quay", "Dock"))
    conflict = asked(world, mia, noah, account)
    edit = world.update(mia, "account", other, base=2**40, set={"industry": "ships"}, resolves=(conflict,))
    assert world.push(mia, edit)[0].outcome == "applied"
    assert world.get("conflict", conflict)["state"] == "open"


def test_naming_a_conflict_of_another_record_does_not_unlock_a_submitted_visit(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    fields = {"account": account, "status": "completed", "submitted_at": "2026-03-02T10:00:00.000Z"}
    visit = world.create(mia, "visit", fields)
    conflict = asked(world, mia, noah, account)
    edit = world.update(mia, "visit", visit, base=2**40, set={"notes": "late"}, resolves=(conflict,))
    assert world.push(mia, edit)[0].code == "locked"


def test_a_conflict_settled_in_the_push_that_merges_its_record_stays_settled(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    keep, lose = (world.create(mia, "account", {"name": name}) for name in ("Dock", "Quay"))
    settled, left = (asked(world, mia, noah, lose) for _ in range(2))
    choice = world.update(mia, "account", lose, base=2**40, set={"name": "Quay Inc"}, resolves=(settled,))
    merge = world.mutation(mia.principal.user, Act.DELETE, "account", lose, base=2**40, into=keep)
    assert [one.outcome for one in world.push(mia, choice, merge)] == ["applied", "applied"]
    assert world.get("conflict", settled)["state"] == "resolved"
    assert world.get("conflict", settled)["record"] == lose
    moved = world.get("conflict", left)
    assert (moved["state"], moved["record"]) == ("open", keep)


def test_a_question_about_fields_stays_one_through_deletion_and_return(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    conflict = asked(world, mia, noah, account)
    before = world.get("conflict", conflict)["theirs"]
    for act in (Act.DELETE, Act.RESTORE):
        (verdict,) = world.push(mia, world.mutation(mia.principal.user, act, "account", account, base=2**40))
        assert verdict.outcome == "applied"
    after = world.get("conflict", conflict)
    assert (after["state"], after["about"], after["theirs"]) == ("open", "fields", before)


def test_who_takes_a_deletion_back_withdraws_that_question_and_no_other(
    world: JournalWorld, mia: Laptop
) -> None:
    boss = world.person("boss", "manager", "north")
    account, other = (world.create(mia, "account", {"name": name}) for name in ("Quay", "Dock"))
    renamed = asked(world, mia, boss, account)
    gone = world.mutation(boss.principal.user, Act.DELETE, "account", account, base=1)
    (deletion,) = world.push(boss, gone)
    world.push(mia, world.update(mia, "account", other, base=1, set={"name": "A"}, was={"name": "Dock"}))
    elsewhere, _ = world.push(
        boss,
        world.update(boss, "account", other, base=1, set={"name": "B"}, was={"name": "Dock"}),
        world.mutation(boss.principal.user, Act.RESTORE, "account", account, base=1),
    )
    states = [
        world.get("conflict", str(one))["state"] for one in (deletion.conflict, renamed, elsewhere.conflict)
    ]
    assert states == ["resolved", "open", "open"]


def test_a_choice_about_a_deleted_record_that_is_back_by_now_is_taken(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "account", account, base=2**40))
    (typed,) = world.push(noah, world.update(noah, "account", account, base=1, set={"industry": "ships"}))
    world.push(mia, world.mutation(mia.principal.user, Act.RESTORE, "account", account, base=2**40))
    values = {"set": {"industry": "ships"}, "resolves": (str(typed.conflict),), "base": 2**40}
    choice = world.mutation(noah.principal.user, Act.RESTORE, "account", account, **values)
    assert world.push(noah, choice)[0].outcome == "applied"
    assert world.get("account", account)["industry"] == "ships"
    assert world.get("conflict", str(typed.conflict))["state"] == "resolved"


def visit_of(world: JournalWorld, who: Laptop) -> str:
    account = world.create(who, "account", {"name": "Quay"})
    return world.create(who, "visit", {"account": account, "status": "planned"})


def test_what_was_counted_in_a_deleted_record_is_in_it_when_it_comes_back(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    visit = visit_of(world, mia)
    world.push(mia, world.update(mia, "visit", visit, base=2**40, add={"samples": 1}))
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "visit", visit, base=2**40))
    typed = {"set": {"notes": "Left some"}, "add": {"samples": 3}}
    (both,) = world.push(noah, world.update(noah, "visit", visit, base=1, **typed))
    (count,) = world.push(noah, world.update(noah, "visit", visit, base=1, add={"samples": 2}))
    assert (both.outcome, count.outcome) == ("conflict", "conflict")
    total = {"samples": 1, "purpose": "First visit"}  # as whoever deleted it knew it
    back = world.mutation(mia.principal.user, Act.RESTORE, "visit", visit, base=2**40, set=total)
    assert world.push(mia, back)[0].outcome == "applied"
    stands = world.get("visit", visit)
    assert (stands["samples"], stands["purpose"], stands["notes"]) == (6, "First visit", None)
    asked = world.get("conflict", str(both.conflict))
    assert (asked["state"], asked["about"], asked["mine"]) == ("open", "fields", {"notes": "Left some"})
    assert world.get("conflict", str(count.conflict))["state"] == "resolved"


def test_a_deleted_record_that_is_kept_for_one_count_holds_the_others_once(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    visit = visit_of(world, mia)
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "visit", visit, base=2**40))
    questions = [
        str(world.push(who, world.update(who, "visit", visit, base=1, add={"samples": step}))[0].conflict)
        for who, step in ((noah, 3), (mia, 2))
    ]
    for question, mine in zip(questions, (3, 2), strict=True):
        values = {"set": {"samples": mine}, "resolves": (question,), "base": 2**40}
        choice = world.mutation(noah.principal.user, Act.RESTORE, "visit", visit, **values)
        assert world.push(noah, choice)[0].outcome == "applied"
    assert world.get("visit", visit)["samples"] == 5
    assert [world.get("conflict", one)["state"] for one in questions] == ["resolved", "resolved"]


def test_delete_against_an_unseen_edit_names_who_edited_and_not_who_made_the_record(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    boss = world.person("boss", "manager", "north")
    deal = world.create(boss, "opportunity", {"name": "Deal", "stage": "proposal"})
    base = world.get("opportunity", deal).version
    world.push(noah, world.update(noah, "opportunity", deal, base=base, set={"probability": 20}))
    world.push(mia, world.update(mia, "opportunity", deal, base=base, set={"next_step": "call"}))
    delete = world.mutation(boss.principal.user, Act.DELETE, "opportunity", deal, base=base)
    (asked,) = world.push(boss, delete)
    conflict = world.get("conflict", str(asked.conflict))
    assert (conflict["mine_by"], conflict["theirs_by"]) == (boss.principal.user, mia.principal.user)
    kept = world.update(noah, "opportunity", deal, resolves=(str(asked.conflict),))
    assert world.push(noah, kept)[0].outcome == "applied"
    late = world.mutation(
        boss.principal.user, Act.DELETE, "opportunity", deal, base=99, resolves=(str(asked.conflict),)
    )
    (again,) = world.push(boss, late)
    assert world.get("conflict", str(again.conflict))["theirs_by"] == noah.principal.user


def test_an_edit_typed_over_a_refused_one_is_no_conflict_when_nobody_else_changed_the_field(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    top = world.create(mia, "account", {"name": "Top"})
    below = world.create(mia, "account", {"name": "Below", "parent": top})
    other = world.create(mia, "account", {"name": "Other"})
    seen = world.get("account", top).version
    circle = world.update(mia, "account", top, base=seen, set={"parent": below}, was={"parent": None})
    better = world.update(
        mia, "account", top, base=seen, set={"parent": other}, was={"parent": below},
        after={"parent": circle.op_id},
    )  # fmt: skip
    assert [said.outcome for said in world.push(mia, circle, better)] == ["refused", "applied"]
    assert world.get("account", top)["parent"] == other


def test_an_edit_typed_over_a_refused_one_asks_when_somebody_else_changed_the_field(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    top = world.create(mia, "account", {"name": "Top"})
    below = world.create(mia, "account", {"name": "Below", "parent": top})
    one, other = (world.create(mia, "account", {"name": name}) for name in ("One", "Other"))
    seen = world.get("account", top).version
    circle = world.update(mia, "account", top, base=seen, set={"parent": below}, was={"parent": None})
    assert world.push(mia, circle)[0].code == "circle"
    theirs = world.update(noah, "account", top, base=seen, set={"parent": one}, was={"parent": None})
    assert world.push(noah, theirs)[0].outcome == "applied"
    better = world.update(
        mia, "account", top, base=seen, set={"parent": other}, was={"parent": below},
        after={"parent": circle.op_id},
    )  # fmt: skip
    (asked,) = world.push(mia, better)
    assert world.get("conflict", str(asked.conflict))["theirs"] == {"parent": one}
