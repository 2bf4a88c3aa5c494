"""Rights are judged when a change arrives, and what its author saw when they made it is proven, not believed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crmdesk.domain.changes import Act, Mutation
from crmdesk.protocol.messages import Verdict
from tests.support.journal_world import JournalWorld, Laptop, named_id

ACTIVITIES = {
    "visit": {"status": "planned"},
    "call": {"subject": "Prices", "status": "planned"},
    "meeting": {"subject": "Prices", "status": "planned"},
    "email": {"subject": "Prices", "direction": "inbound"},
    "task": {"subject": "Prices", "status": "not_started"},
    "note": {"body": "Wants a crane"},
}


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


@pytest.fixture
def omar(world: JournalWorld) -> Laptop:
    return world.person("omar", "rep", "south")


@pytest.fixture
def account(world: JournalWorld) -> str:
    """An account in the north that nobody owns."""
    made = world.new_id()
    world.central("account", made, {"name": "Harbour Works", "territory": named_id("north")})
    return made


def head(world: JournalWorld) -> int:
    return world.feed.head(1).seq


def goes_south(world: JournalWorld, type_name: str, record_id: str) -> None:
    world.central(type_name, record_id, {"territory": named_id("south")}, Act.UPDATE)


def making(
    world: JournalWorld, who: Laptop, type_name: str, fields: dict[str, Any], base: int | None = None
) -> Mutation:
    """Something made by a laptop that had seen the feed up to `base` (None: all of it)."""
    return world.mutation(
        who.principal.user, Act.CREATE, type_name, world.new_id(), set=fields,
        base=head(world) if base is None else base,
    )  # fmt: skip


def moved(world: JournalWorld, who: Laptop, **fields: Any) -> Laptop:
    """The person with another home or role."""
    world.central("user", who.principal.user, fields, Act.UPDATE)
    return replace(who, principal=replace(who.principal, **fields))


def told(verdict: Verdict) -> tuple[str, str | None]:
    return verdict.outcome, verdict.code


@pytest.mark.parametrize("type_name", ACTIVITIES)
def test_an_activity_made_before_its_account_left_is_taken(
    world: JournalWorld, mia: Laptop, account: str, type_name: str
) -> None:
    made = making(world, mia, type_name, {**ACTIVITIES[type_name], "account": account})
    goes_south(world, "account", account)
    assert told(world.push(mia, made)[0]) == ("applied", None)
    record = world.get(type_name, made.id, mia.principal)
    assert (record["owner"], record["territory"]) == (mia.principal.user, named_id("south"))
    # As implicit parent of what its author owns, the account is in their sight again.
    assert world.get("account", account, mia.principal)["name"] == "Harbour Works"


def test_an_activity_made_after_its_account_left_is_refused_as_if_there_were_none(
    world: JournalWorld, mia: Laptop, account: str
) -> None:
    goes_south(world, "account", account)
    late = making(world, mia, "note", {"body": "b", "account": account})
    nowhere = making(world, mia, "note", {"body": "b", "account": named_id("nowhere")})
    first, second = world.push(mia, late, nowhere)
    assert told(first) == told(second) == ("refused", "unknown_reference")
    assert (first.title, first.hint) == (second.title, second.hint)


@pytest.mark.parametrize("base", [0, 1, None, 10**12])
def test_no_forged_base_lets_somebody_write_about_what_they_never_saw(
    world: JournalWorld, omar: Laptop, account: str, base: int | None
) -> None:
    forged = making(world, omar, "note", {"body": "b", "account": account}, base)
    assert told(world.push(omar, forged)[0]) == ("refused", "unknown_reference")


def test_a_record_that_passed_through_a_territory_meanwhile_was_seen_there(
    world: JournalWorld, omar: Laptop, account: str
) -> None:
    start = head(world)
    goes_south(world, "account", account)
    world.central("account", account, {"territory": named_id("coast")}, Act.UPDATE)
    made = making(world, omar, "note", {"body": "b", "account": account}, start)
    assert told(world.push(omar, made)[0]) == ("applied", None)


def test_a_rep_who_passed_through_a_territory_saw_what_lay_there_then(
    world: JournalWorld, omar: Laptop, account: str
) -> None:
    start = head(world)
    omar = moved(world, omar, home=named_id("north"))
    omar = moved(world, omar, home=named_id("south"))
    made = making(world, omar, "note", {"body": "b", "account": account}, start)
    late = making(world, omar, "note", {"body": "b", "account": account})
    assert [told(verdict) for verdict in world.push(omar, made, late)] == [
        ("applied", None),
        ("refused", "unknown_reference"),
    ]


def test_a_record_that_entered_a_territory_after_its_rep_had_left_was_never_seen_by_them(
    world: JournalWorld, mia: Laptop
) -> None:
    start = head(world)
    mia = moved(world, mia, home=named_id("south"))
    later = world.new_id()
    world.central("account", later, {"name": "Later", "territory": named_id("north")})
    forged = making(world, mia, "note", {"body": "b", "account": later}, start)
    assert told(world.push(mia, forged)[0]) == ("refused", "unknown_reference")


def test_activities_of_a_rep_who_was_moved_are_taken_and_edits_are_not(
    world: JournalWorld, mia: Laptop, account: str
) -> None:
    made = making(world, mia, "visit", {"status": "planned", "account": account})
    edit = world.update(
        mia, "account", account, base=world.get("account", account).version, set={"tier": "a"}
    )
    gone = replace(edit, op_id=world.new_id(), group=world.new_id(), act=Act.DELETE, set={})
    mia = moved(world, mia, home=named_id("south"))
    assert [told(verdict) for verdict in world.push(mia, made, edit, gone)] == [
        ("applied", None),
        ("refused", "out_of_scope"),
        ("refused", "out_of_scope"),
    ]


def test_edits_and_deletes_of_a_record_that_left_are_refused_as_out_of_scope(
    world: JournalWorld, mia: Laptop, account: str
) -> None:
    base = world.get("account", account).version
    edit = world.update(mia, "account", account, base=base, set={"tier": "a"})
    gone = world.mutation(mia.principal.user, Act.DELETE, "account", account, base=base)
    goes_south(world, "account", account)
    verdicts = world.push(mia, edit, gone)
    assert [told(verdict) for verdict in verdicts] == [("refused", "out_of_scope")] * 2
    assert {verdict.title for verdict in verdicts} == {
        "The record is not in your territory any more: your edit is kept here"
    }
    assert "Harbour" not in repr(verdicts)


@pytest.mark.parametrize("act", [Act.UPDATE, Act.DELETE, Act.RESTORE])
def test_what_was_never_seen_and_what_does_not_exist_get_the_same_answer(
    world: JournalWorld, omar: Laptop, account: str, act: Act
) -> None:
    deleted = world.new_id()
    world.central("account", deleted, {"name": "Gone", "territory": named_id("north")})
    world.central("account", deleted, {}, Act.DELETE)
    sets = {} if act is Act.DELETE else {"tier": "a"}
    tries = [
        world.mutation(omar.principal.user, act, "account", record_id, base=base, set=sets)
        for record_id in (account, deleted, named_id("nowhere"))
        for base in (0, 1, head(world))
    ]
    verdicts = world.push(omar, *tries)
    assert {told(verdict) for verdict in verdicts} == {("refused", "out_of_scope")}
    assert len({(verdict.title, verdict.hint) for verdict in verdicts}) == 1


def test_a_reference_to_something_deleted_that_was_never_seen_is_unknown(
    world: JournalWorld, mia: Laptop, omar: Laptop, account: str
) -> None:
    world.central("account", account, {}, Act.DELETE)
    mine = making(world, mia, "note", {"body": "b", "account": account})
    foreign = making(world, omar, "note", {"body": "b", "account": account})
    assert world.push(mia, mine)[0].code == "parent_deleted"
    assert world.push(omar, foreign)[0].code == "unknown_reference"


def test_facts_about_a_visit_that_left_are_taken_and_its_notes_are_not(
    world: JournalWorld, mia: Laptop, account: str
) -> None:
    visit = world.new_id()
    world.central(
        "visit", visit, {"account": account, "status": "planned", "territory": named_id("north")}
    )  # fmt: skip
    base = world.get("visit", visit).version
    presence = {"at": "2026-03-02T10:00:00.000Z", "zone": "UTC", "lat": None, "lon": None, "accuracy": None,
                "how": "manual"}  # fmt: skip
    arrived = world.update(
        mia,
        "visit",
        visit,
        base=base,
        set={"check_in": presence, "status": "in_progress"},
        was={"check_in": None},
    )
    wrote = world.update(mia, "visit", visit, base=base, set={"notes": "n"}, was={"notes": None})
    both = world.update(mia, "visit", visit, base=base, set={"check_out": presence, "notes": "n"})
    goes_south(world, "visit", visit)
    assert [told(verdict) for verdict in world.push(mia, arrived, wrote, both)] == [
        ("applied", None),
        ("refused", "out_of_scope"),
        ("refused", "out_of_scope"),
    ]
    record = world.get("visit", visit)
    assert (record["check_in"], record["status"], record["notes"]) == (presence, "in_progress", None)


def test_facts_about_a_visit_never_seen_are_refused(world: JournalWorld, omar: Laptop, account: str) -> None:
    visit = world.new_id()
    world.central("visit", visit, {"account": account, "status": "planned", "territory": named_id("north")})
    forged = world.update(
        omar,
        "visit",
        visit,
        base=1,
        set={"submitted_at": "2026-03-02T10:00:00.000Z"},
        was={"submitted_at": None},
    )
    assert told(world.push(omar, forged)[0]) == ("refused", "out_of_scope")
    assert world.get("visit", visit)["submitted_at"] is None


def test_edits_of_an_administrator_who_is_one_no_more_are_forbidden_and_their_activities_taken(
    world: JournalWorld, account: str
) -> None:
    chief = world.person("chief", "admin", "south")
    base = world.get("account", account).version
    edit = world.update(chief, "account", account, base=base, set={"tier": "a"})
    note = making(world, chief, "note", {"body": "b", "account": account})
    chief = moved(world, chief, role="rep")
    refused, taken = world.push(chief, edit, note)
    assert told(refused) == ("refused", "forbidden")
    assert told(taken) == ("applied", None)


def test_a_manager_made_rep_may_delete_others_records_no_more(world: JournalWorld, mia: Laptop) -> None:
    boss = world.person("boss", "manager", "north")
    made = world.create(mia, "account", {"name": "Quay"})
    gone = world.mutation(boss.principal.user, Act.DELETE, "account", made, base=head(world))
    boss = moved(world, boss, role="rep")
    assert told(world.push(boss, gone)[0]) == ("refused", "forbidden")


def test_a_territory_put_elsewhere_in_the_tree_counts_as_it_stood_then(
    world: JournalWorld, mia: Laptop
) -> None:
    account = world.new_id()
    world.central("account", account, {"name": "Pier", "territory": named_id("coast")})
    made = making(world, mia, "note", {"body": "b", "account": account})
    world.central("territory", named_id("coast"), {"parent": named_id("south")}, Act.UPDATE)
    assert told(world.push(mia, made)[0]) == ("applied", None)


def test_an_activity_under_an_account_merged_into_one_out_of_sight_is_taken(
    world: JournalWorld, mia: Laptop, account: str
) -> None:
    other = world.new_id()
    world.central("account", other, {"name": "Far", "territory": named_id("south")})
    made = making(world, mia, "note", {"body": "b", "account": account})
    world.journal.merge(world.admin, world.mutation(world.admin.user, Act.DELETE, "account", account), other)
    assert told(world.push(mia, made)[0]) == ("applied", None)
    assert world.get("note", made.id, mia.principal)["account"] == other


def test_other_records_made_under_an_account_that_left_are_refused(
    world: JournalWorld, mia: Laptop, account: str
) -> None:
    made = making(world, mia, "contact", {"name": "Ann", "account": account})
    goes_south(world, "account", account)
    assert told(world.push(mia, made)[0]) == ("refused", "unknown_reference")


def test_a_later_edit_that_names_somebody_else_s_op_as_its_earlier_one_leaves_their_conflict_alone(
    world: JournalWorld, mia: Laptop
) -> None:
    noah = world.person("noah", "rep", "north")
    deal = world.create(mia, "opportunity", {"name": "A", "stage": "proposal", "close_date": "2026-06-01"})
    other = world.create(mia, "opportunity", {"name": "B", "stage": "proposal", "close_date": "2026-06-01"})
    was = {"close_date": "2026-06-01"}
    world.push(mia, world.update(mia, "opportunity", deal, base=1, set={"close_date": "2026-07-01"}, was=was))
    theirs = world.update(noah, "opportunity", deal, base=1, set={"close_date": "2026-08-01"}, was=was)
    (asked,) = world.push(noah, theirs)
    for record_id in (deal, other):
        forged = world.update(
            mia, "opportunity", record_id, base=head(world), set={"close_date": "2026-09-09"},
            was={"close_date": world.get("opportunity", record_id)["close_date"]}, after={"close_date": theirs.op_id},
        )  # fmt: skip
        assert world.push(mia, forged)[0].outcome == "applied"
    assert world.get("conflict", str(asked.conflict))["mine"] == {"close_date": "2026-08-01"}
