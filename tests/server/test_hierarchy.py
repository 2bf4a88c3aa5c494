"""Accounts below accounts: no change that arrives, alone or beside another one, closes a circle."""

from __future__ import annotations

import pytest

from crmdesk.domain.changes import Act
from crmdesk.protocol.messages import Verdict
from tests.support.journal_world import JournalWorld, Laptop, named_id


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


def chain(world: JournalWorld, mia: Laptop, *names: str) -> list[str]:
    """Accounts, each below the one before."""
    made: list[str] = []
    for name in names:
        made.append(world.create(mia, "account", {"name": name, "parent": made[-1] if made else None}))
    return made


def put_below(world: JournalWorld, who: Laptop, account: str, parent: str) -> Verdict:
    change = world.update(who, "account", account, base=1, set={"parent": parent}, was={"parent": None})
    return world.push(who, change)[0]


def put_by_the_centre(world: JournalWorld, account: str, parent: str) -> None:
    """As the account is now."""
    change = world.mutation(
        world.admin.user, Act.UPDATE, "account", account, base=2**40, set={"parent": parent}
    )
    assert world.journal.central(world.admin, [change])[0].outcome == "applied"


def test_two_laptops_that_put_two_accounts_below_each_other_close_no_circle(
    world: JournalWorld, mia: Laptop
) -> None:
    noah = world.person("noah", "rep", "north")
    alpha, beta = (world.create(mia, "account", {"name": name}) for name in ("Alpha", "Beta"))
    assert put_below(world, mia, alpha, beta).outcome == "applied"
    late = put_below(world, noah, beta, alpha)
    assert (late.outcome, late.code) == ("refused", "circle")
    assert "Alpha already lies below Beta" in str(late.title)


def test_a_longer_circle_is_refused_with_both_parents_named(world: JournalWorld, mia: Laptop) -> None:
    top, *_, bottom = chain(world, mia, "Top", "Second", "Third", "Bottom")
    verdict = put_below(world, mia, top, bottom)
    assert verdict.code == "circle"
    assert "Bottom already lies below Top" in str(verdict.title)


def test_an_account_is_not_put_below_itself(world: JournalWorld, mia: Laptop) -> None:
    (alone,) = chain(world, mia, "Alone")
    verdict = put_below(world, mia, alone, alone)
    assert verdict.code == "circle"
    assert "Alone cannot lie below itself" in str(verdict.title)


def test_a_circle_through_a_record_out_of_scope_is_refused_without_a_word_about_it(
    world: JournalWorld, mia: Laptop
) -> None:
    top, secret, bottom = chain(world, mia, "Top", "Secret Holding", "Bottom")
    omar = world.person("omar", "rep", "south")
    world.central(
        "account", secret, {"owner": omar.principal.user, "territory": named_id("south")}, Act.UPDATE
    )
    verdict = put_below(world, mia, top, bottom)
    assert verdict.code == "circle"
    assert secret not in repr(verdict)
    assert "Secret" not in repr(verdict)


def test_a_record_that_comes_back_below_one_out_of_scope_names_nobody_where_it_would_close_a_circle(
    world: JournalWorld, mia: Laptop
) -> None:
    top, bottom = chain(world, mia, "Top", "Bottom")
    secret, omar = world.new_id(), world.person("omar", "rep", "south")
    world.central("account", secret, {"name": "Secret Holding", "owner": omar.principal.user})
    put_by_the_centre(world, top, secret)
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "account", top, base=2**40))
    put_by_the_centre(world, secret, bottom)
    (verdict,) = world.push(mia, world.mutation(mia.principal.user, Act.RESTORE, "account", top))
    assert verdict.code == "circle"
    assert "another account already lies below Top" in str(verdict.title)


def test_a_choice_in_a_conflict_that_would_close_a_circle_by_now_is_refused(
    world: JournalWorld, mia: Laptop
) -> None:
    alpha, beta, gamma = (world.create(mia, "account", {"name": name}) for name in ("Alpha", "Beta", "Gamma"))
    noah = world.person("noah", "rep", "north")
    put_below(world, mia, alpha, gamma)
    asked = put_below(world, noah, alpha, beta)
    assert asked.outcome == "conflict"
    assert put_below(world, mia, beta, alpha).outcome == "applied"
    choice = world.update(
        noah, "account", alpha, base=world.get("account", alpha).version, set={"parent": beta},
        was={"parent": gamma}, resolves=(str(asked.conflict),),
    )  # fmt: skip
    assert world.push(noah, choice)[0].code == "circle"
    assert world.get("conflict", str(asked.conflict))["state"] == "open"


def test_a_record_that_comes_back_below_what_lies_below_it_by_now_closes_no_circle(
    world: JournalWorld, mia: Laptop
) -> None:
    top, below = chain(world, mia, "Top", "Below")
    head = world.feed.head(1).seq
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "account", top, base=head))
    back = world.mutation(mia.principal.user, Act.RESTORE, "account", top, set={"parent": below})
    (verdict,) = world.push(mia, back)
    assert verdict.code == "circle"
    assert "Below already lies below Top" in str(verdict.title)


def test_an_edit_of_another_field_of_an_account_with_a_parent_is_no_question_of_circles(
    world: JournalWorld, mia: Laptop
) -> None:
    _, below = chain(world, mia, "Top", "Below")
    (verdict,) = world.push(mia, world.update(mia, "account", below, base=9, set={"industry": "steel"}))
    assert verdict.outcome == "applied"
