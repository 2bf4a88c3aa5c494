"""Two records come to hold a value that should be of one alone: the case that opens, who sees it, and how it ends."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import UserError
from crmdesk.domain.records import Record
from crmdesk.domain.unique import CASE, CROWD, case_of
from crmdesk.protocol.messages import Verdict
from crmdesk.server import duplicates
from crmdesk.server.audit import AuditLog
from crmdesk.server.database import writing
from crmdesk.server.verification import Verifier
from tests.support.journal_world import JournalWorld, Laptop, named_id


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


@pytest.fixture
def lee(world: JournalWorld) -> Laptop:
    return world.person("lee", "rep", "south")


def contact(world: JournalWorld, who: Laptop, name: str, *emails: str, **fields: Any) -> str:
    return world.create(who, "contact", {"name": name, "emails": list(emails), **fields})


def case(world: JournalWorld, one: str, other: str, reader: Laptop | None = None) -> Record | None:
    """The case about the two as `reader` (None: an administrator) sees it."""
    try:
        return world.get(CASE, case_of("contact", one, other), reader.principal if reader else None)
    except UserError:
        return None


def change(world: JournalWorld, who: Laptop, record: str, **more: Any) -> Verdict:
    base = world.get("contact", record).version
    return world.push(who, world.update(who, "contact", record, **{"base": base, **more}))[0]


def removal(world: JournalWorld, who: Laptop, record: str, **more: Any) -> Mutation:
    base = world.get("contact", record).version
    return world.mutation(who.principal.user, Act.DELETE, "contact", record, **{"base": base, **more})


def test_the_second_record_with_a_value_lives_and_opens_a_case(world: JournalWorld, mia: Laptop) -> None:
    first = contact(world, mia, "Kim", "kim@acme.example")
    second = contact(world, mia, "M. Kim", "sales@acme.example", " KIM@Acme.example")
    found = case(world, first, second, mia)
    assert found is not None
    assert (found["record"], found["other"], found["fields"]) == (second, first, ["emails"])
    assert (found["record_type"], found["state"], found["created_by"]) == (
        "contact",
        "open",
        mia.principal.user,
    )


def test_one_push_and_one_that_was_there_make_a_case_for_each_pair(world: JournalWorld, mia: Laptop) -> None:
    first = contact(world, mia, "A", "kim@acme.example")
    ids = [world.new_id(), world.new_id()]
    verdicts = world.push(
        mia,
        *(
            world.mutation(
                mia.principal.user,
                Act.CREATE,
                "contact",
                one,
                set={"name": "B", "emails": ["kim@acme.example"]},
            )
            for one in ids
        ),
    )
    assert [verdict.outcome for verdict in verdicts] == ["applied", "applied"]
    pairs = [(first, ids[0]), (first, ids[1]), (ids[0], ids[1])]
    found = [case(world, *pair) for pair in pairs]
    assert [(one["other"], one["record"]) for one in found if one is not None] == pairs


@pytest.mark.parametrize("how", ["update", "add", "restore", "central"])
def test_a_case_opens_however_the_value_comes(world: JournalWorld, mia: Laptop, how: str) -> None:
    first, second = contact(world, mia, "A", "kim@acme.example"), contact(world, mia, "B", "b@acme.example")
    if how == "update":
        change(world, mia, second, set={"emails": ["kim@acme.example"]})
    elif how == "add":
        change(world, mia, second, add={"emails": ["kim@acme.example"]})
    elif how == "restore":
        world.push(mia, removal(world, mia, second))
        restored = {"name": "B", "emails": ["kim@acme.example"]}
        world.push(mia, world.mutation(mia.principal.user, Act.RESTORE, "contact", second, set=restored))
    else:
        world.central("contact", second, {"emails": ["kim@acme.example"]}, Act.UPDATE)
    found = case(world, first, second, mia)
    assert found is not None
    assert found["record"] == second


def test_an_account_number_is_of_one_account(world: JournalWorld) -> None:
    for name, number in (("one", "c-100"), ("two", "C-100")):
        world.central("account", named_id(name), {"name": name, "number": number})
    found = world.get(CASE, case_of("account", named_id("one"), named_id("two")))
    assert (found["record"], found["other"], found["fields"]) == (
        named_id("two"),
        named_id("one"),
        ["number"],
    )


def test_a_case_goes_when_the_value_is_changed_or_a_record_deleted_and_comes_back_with_it(
    world: JournalWorld, mia: Laptop
) -> None:
    first, second = contact(world, mia, "A", "kim@acme.example"), contact(world, mia, "B", "kim@acme.example")
    change(world, mia, first, set={"emails": ["other@acme.example"]})
    assert case(world, first, second) is None
    change(world, mia, first, set={"emails": ["kim@acme.example"]})
    again = case(world, first, second, mia)
    assert again is not None
    assert (again["record"], again["state"]) == (first, "open")
    world.push(mia, removal(world, mia, second))
    assert case(world, first, second) is None
    world.push(mia, world.mutation(mia.principal.user, Act.RESTORE, "contact", second))
    assert case(world, first, second, mia) is not None


def test_a_group_that_is_refused_opens_nothing(world: JournalWorld, mia: Laptop) -> None:
    first, second, group = contact(world, mia, "A", "kim@acme.example"), world.new_id(), world.new_id()
    made = world.mutation(
        mia.principal.user,
        Act.CREATE,
        "contact",
        second,
        group=group,
        set={"name": "B", "emails": ["kim@acme.example"]},
    )
    wrong = world.update(mia, "contact", named_id("nobody"), group=group, set={"name": "C"})
    assert [verdict.outcome for verdict in world.push(mia, made, wrong)] == ["refused", "refused"]
    assert case(world, first, second) is None


def test_nobody_learns_of_a_record_out_of_sight_by_its_value(
    world: JournalWorld, mia: Laptop, lee: Laptop
) -> None:
    boss = world.person("boss", "manager", "north")
    hidden, mine = (
        contact(world, lee, "Hidden", "kim@acme.example"),
        contact(world, mia, "Mine", "kim@acme.example"),
    )
    assert case(world, hidden, mine) is not None  # an administrator sees both
    for one in (mia, lee, boss):
        assert case(world, hidden, mine, one) is None


def test_a_manager_above_both_territories_sees_the_case_and_the_reps_below_do_not(
    world: JournalWorld,
) -> None:
    for name in ("east", "west"):
        world.central("territory", named_id(name), {"name": name, "parent": named_id("north")})
    boss = world.person("boss", "manager", "north")
    eva, will = world.person("eva", "rep", "east"), world.person("will", "rep", "west")
    one, other = contact(world, eva, "A", "kim@acme.example"), contact(world, will, "B", "kim@acme.example")
    assert case(world, one, other, boss) is not None
    assert (case(world, one, other, eva), case(world, one, other, will)) == (None, None)
    # The tree is another one now: nobody but an administrator sees both.
    world.central("territory", named_id("west"), {"parent": named_id("south")}, Act.UPDATE)
    assert case(world, one, other, boss) is None
    assert case(world, one, other) is not None


def test_who_owns_one_and_sees_the_other_by_territory_sees_the_case_until_they_move(
    world: JournalWorld, mia: Laptop
) -> None:
    zoe = world.person("zoe", "rep", "coast")
    own, near = (
        contact(world, mia, "Own", "kim@acme.example"),
        contact(world, mia, "Near", "kim@acme.example"),
    )
    world.central("contact", own, {"territory": named_id("south")}, Act.UPDATE)
    world.central("contact", near, {"owner": named_id("zoe")}, Act.UPDATE)
    assert case(world, own, near, mia) is not None
    assert case(world, own, near, zoe) is None
    world.central("user", mia.principal.user, {"home": named_id("south")}, Act.UPDATE)
    moved = Laptop(
        type(mia.principal)(1, mia.principal.user, "mia", "Mia", "rep", named_id("south"), "device-mia"),
        mia.replica,
    )
    assert case(world, own, near, moved) is None


def test_a_record_that_moves_away_takes_the_case_out_of_sight(
    world: JournalWorld, mia: Laptop, lee: Laptop
) -> None:
    noah = world.person("noah", "rep", "north")
    one, other = contact(world, mia, "A", "kim@acme.example"), contact(world, mia, "B", "kim@acme.example")
    assert case(world, one, other, noah) is not None
    world.central("contact", other, {"territory": named_id("south"), "owner": named_id("lee")}, Act.UPDATE)
    assert [case(world, one, other, who) for who in (noah, mia, lee)] == [None, None, None]
    world.central("contact", other, {"territory": named_id("north")}, Act.UPDATE)
    assert case(world, one, other, noah) is not None


def test_a_person_says_that_they_are_two_and_it_is_remembered(world: JournalWorld, mia: Laptop) -> None:
    one, other = contact(world, mia, "A", "kim@acme.example"), contact(world, mia, "B", "kim@acme.example")
    verdict = change(world, mia, one, resolves=(case_of("contact", one, other),))
    assert verdict.outcome == "applied"
    found = case(world, one, other, mia)
    assert found is not None
    assert (found["state"], found["dismissed_by"]) == ("dismissed", mia.principal.user)
    change(world, mia, one, set={"emails": []})
    change(world, mia, one, set={"emails": ["kim@acme.example"]})
    assert case(world, one, other).fields["state"] == "dismissed"  # type: ignore[union-attr]


def test_a_case_that_its_reader_does_not_see_cannot_be_dismissed(
    world: JournalWorld, mia: Laptop, lee: Laptop
) -> None:
    hidden, mine = (
        contact(world, lee, "Hidden", "kim@acme.example"),
        contact(world, mia, "Mine", "kim@acme.example"),
    )
    unknown = change(world, mia, mine, resolves=(case_of("contact", mine, named_id("nothing")),))
    forged = change(world, mia, mine, resolves=(case_of("contact", mine, hidden),))
    assert (forged.outcome, forged.code) == (unknown.outcome, unknown.code)
    assert case(world, hidden, mine).fields["state"] == "open"  # type: ignore[union-attr]


def test_a_rep_merges_two_records_and_the_case_is_closed(world: JournalWorld, mia: Laptop) -> None:
    keep = contact(world, mia, "Kim", "kim@acme.example")
    lose = contact(world, mia, "M. Kim", "kim@acme.example", "m@acme.example", title="Buyer")
    call = world.create(mia, "call", {"subject": "c", "attendees": [lose], "status": "planned"})
    (verdict,) = world.push(mia, removal(world, mia, lose, into=keep))
    assert verdict.outcome == "applied"
    kept = world.get("contact", keep, mia.principal)
    assert (kept["title"], kept["emails"]) == ("Buyer", ["kim@acme.example", "m@acme.example"])
    assert world.get("call", call)["attendees"] == [keep]
    assert case(world, keep, lose) is None
    late = world.update(mia, "contact", lose, base=99, set={"department": "Sales"})
    assert world.push(mia, late)[0].outcome == "applied"
    assert world.get("contact", keep)["department"] == "Sales"


def test_two_people_merge_the_same_two_records_either_way_round(world: JournalWorld, mia: Laptop) -> None:
    noah = world.person("noah", "manager", "north")
    one, other = contact(world, mia, "A", "kim@acme.example"), contact(world, mia, "B", "kim@acme.example")
    mine, theirs = removal(world, mia, one, into=other), removal(world, noah, other, into=one)
    again = removal(world, noah, one, into=other)
    assert [world.push(mia, mine)[0].outcome, world.push(noah, theirs)[0].outcome] == ["applied", "applied"]
    assert world.push(noah, again)[0].outcome == "applied"
    assert world.get("contact", other)["name"] == "B"


def test_a_merge_into_what_is_gone_or_out_of_sight_is_refused_alike_and_nothing_goes(
    world: JournalWorld, mia: Laptop, lee: Laptop
) -> None:
    mine, hidden = contact(world, mia, "A"), contact(world, lee, "B")
    gone = contact(world, mia, "C")
    world.push(mia, removal(world, mia, gone))
    codes = [
        world.push(mia, removal(world, mia, mine, into=into))[0].code
        for into in (hidden, gone, named_id("nobody"))
    ]
    assert codes == ["merge_target"] * 3
    assert world.get("contact", mine, mia.principal)["name"] == "A"


def test_only_who_may_delete_a_record_may_merge_it_away(world: JournalWorld, mia: Laptop) -> None:
    noah = world.person("noah", "rep", "north")
    one, other = contact(world, mia, "A", "kim@acme.example"), contact(world, mia, "B", "kim@acme.example")
    (verdict,) = world.push(noah, removal(world, noah, one, into=other))
    assert (verdict.outcome, verdict.code) == ("refused", "forbidden")


def test_what_is_not_the_same_as_a_merged_record_is_not_the_same_as_the_kept_one(
    world: JournalWorld, mia: Laptop
) -> None:
    keep, lose = contact(world, mia, "A", "a@acme.example"), contact(world, mia, "B", "kim@acme.example")
    third = contact(world, mia, "C", "kim@acme.example")
    change(world, mia, lose, resolves=(case_of("contact", lose, third),))
    world.push(mia, removal(world, mia, lose, into=keep))
    assert case(world, lose, third) is None
    found = case(world, keep, third, mia)
    assert found is not None
    assert (found["state"], found["fields"]) == ("dismissed", ["emails"])


def test_the_kept_record_of_a_merge_shares_what_the_other_shared(world: JournalWorld, mia: Laptop) -> None:
    keep, lose = contact(world, mia, "A"), contact(world, mia, "B", "kim@acme.example")
    third = contact(world, mia, "C", "kim@acme.example")
    world.push(mia, removal(world, mia, lose, into=keep))
    assert case(world, lose, third) is None
    assert case(world, keep, third, mia) is not None


def test_a_value_of_a_crowd_opens_no_more_cases(world: JournalWorld, mia: Laptop) -> None:
    for number in range(CROWD + 3):
        contact(world, mia, f"C{number}", "info@acme.example")
    table = world.tables.entity[CASE]
    with world.engine.connect() as connection:
        cases = connection.execute(select(func.count()).select_from(table)).scalar_one()
    assert cases == CROWD * (CROWD - 1) // 2


def test_a_clash_from_before_the_upgrade_is_asked_about_when_the_value_is_given_again(
    world: JournalWorld, mia: Laptop
) -> None:
    one, other = contact(world, mia, "A", "kim@acme.example"), contact(world, mia, "B", "b@acme.example")
    with writing(world.engine, 1) as connection:
        connection.execute(delete(world.tables.claim))
        emails = '["kim@acme.example"]'
        connection.execute(update(world.tables.entity["contact"]).values(emails=emails))
        duplicates.rebuild(connection, world.tables, world.catalogue, 1)
    assert case(world, one, other) is None
    change(world, mia, other, add={"emails": ["KIM@acme.example"]})
    assert case(world, one, other) is None, "it holds what it held"
    change(world, mia, other, set={"emails": []})
    change(world, mia, other, set={"emails": ["kim@acme.example"]})
    assert case(world, one, other, mia) is not None


def test_all_that_is_kept_beside_the_records_fits(world: JournalWorld, mia: Laptop, lee: Laptop) -> None:
    one, other = contact(world, mia, "A", "kim@acme.example"), contact(world, mia, "B", "kim@acme.example")
    third = contact(world, lee, "C", "kim@acme.example")
    change(world, mia, one, resolves=(case_of("contact", one, other),))
    world.central("contact", third, {"owner": mia.principal.user}, Act.UPDATE)
    world.push(mia, removal(world, mia, other, into=one))
    verifier = Verifier(world.engine, world.tables, world.catalogue, AuditLog(world.who.audit, world.now))
    faults = [line for line in verifier.verify(1).faults if not line.startswith("audit")]
    assert faults == []
