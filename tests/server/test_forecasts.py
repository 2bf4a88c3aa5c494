"""Quotas and forecast submissions at the centre: who may say what, and who sees it."""

from __future__ import annotations

import pytest

from crmdesk.domain.changes import Act
from tests.support.journal_world import JournalWorld, Laptop, named_id

SAID = {
    "period": "quarter",
    "starts_on": "2026-01-01",
    "covers": "own",
    "amount": "120.00",
    "currency": "USD",
    "submitted_at": "2026-03-02T09:00:00.000Z",
}
QUOTA = {"period": "quarter", "starts_on": "2026-01-01", "amount": "150.00", "currency": "USD"}


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "coast")


@pytest.fixture
def boss(world: JournalWorld) -> Laptop:
    return world.person("boss", "manager", "north")


@pytest.fixture
def submission(world: JournalWorld, mia: Laptop) -> str:
    return world.create(mia, "forecast_submission", SAID)


@pytest.mark.parametrize("who", ["mia", "boss"])
@pytest.mark.parametrize("act", [Act.UPDATE, Act.DELETE])
def test_nobody_changes_or_deletes_a_submission(
    world: JournalWorld, submission: str, who: str, act: Act, request: pytest.FixtureRequest
) -> None:
    laptop: Laptop = request.getfixturevalue(who)
    given = {"set": {"amount": "1.00", "currency": "USD"}} if act is Act.UPDATE else {}
    mutation = world.mutation(laptop.principal.user, act, "forecast_submission", submission, base=99, **given)
    (verdict,) = world.push(laptop, mutation)
    assert (verdict.outcome, verdict.code) == ("refused", "locked")
    assert world.get("forecast_submission", submission)["amount"] == "120.00"


def test_submission_belongs_to_whoever_made_it(world: JournalWorld, mia: Laptop, submission: str) -> None:
    record = world.get("forecast_submission", submission)
    assert (record["owner"], record["created_by"]) == (mia.principal.user, mia.principal.user)
    assert record["territory"] == named_id("coast")


@pytest.mark.parametrize("wrong", [{"owner": named_id("boss")}, {"submitted_at": None}, {"amount": "-1.00"}])
def test_submission_for_another_or_without_its_moment_is_refused(
    world: JournalWorld, mia: Laptop, wrong: dict[str, str | None]
) -> None:
    mutation = world.mutation(
        mia.principal.user, Act.CREATE, "forecast_submission", world.new_id(), set={**SAID, **wrong}
    )
    assert world.push(mia, mutation)[0].outcome == "refused"


def test_quota_is_set_at_the_centre_alone(world: JournalWorld, boss: Laptop) -> None:
    mutation = world.mutation(boss.principal.user, Act.CREATE, "goal", world.new_id(), set=QUOTA)
    (verdict,) = world.push(boss, mutation)
    assert (verdict.outcome, verdict.code) == ("refused", "server_owned")


def test_quota_and_submission_are_seen_by_their_owner_and_the_manager_above(
    world: JournalWorld, mia: Laptop, boss: Laptop, submission: str
) -> None:
    goal = world.new_id()
    owner = {"owner": mia.principal.user, "territory": named_id("coast")}
    world.central("goal", goal, {**QUOTA, **owner})
    elsewhere = world.person("omar", "rep", "south")
    beside = world.person("lee", "manager", "south")
    for laptop, sees in ((mia, True), (boss, True), (elsewhere, False), (beside, False)):
        exported = b"".join(world.feed.export(laptop.principal)).decode()
        assert (goal in exported, submission in exported) == (sees, sees)
