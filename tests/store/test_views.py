"""Today, the pipeline, follow-ups, what changed, and timelines."""

from __future__ import annotations

from datetime import date

import pytest

from crmdesk.domain.errors import UsageError
from crmdesk.store.events import RecordsChanged
from crmdesk.store.settings import INDEXES_MISSING, write_setting
from crmdesk.store.views import day_bounds
from tests.store.desk import OTHER_USER, USER, Desk

DAY = date(2026, 11, 24)
"""A Tuesday."""


def test_a_day_begins_where_the_user_is() -> None:
    assert day_bounds(DAY, "Asia/Seoul") == ("2026-11-23T15:00:00.000Z", "2026-11-24T15:00:00.000Z")
    assert day_bounds(date(2026, 10, 25), "Europe/Berlin") == (
        "2026-10-24T22:00:00.000Z",
        "2026-10-25T23:00:00.000Z",
    ), "the day the clocks go back has 25 hours"
    assert day_bounds(DAY, "Nowhere/Land") == ("2026-11-24T00:00:00.000Z", "2026-11-25T00:00:00.000Z")


def test_today_shows_visits_of_the_day_in_their_order(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    for start in (
        "2026-11-24T09:00:00Z",
        "2026-11-23T15:30:00Z",
        "2026-11-24T15:00:00Z",
        "2026-11-22T09:00:00Z",
    ):
        desk.create("visit", account=account.id, planned_start=start, purpose=start)
    view = desk.replica.today(DAY, "Asia/Seoul")
    assert [item.title for item in view.visits] == ["2026-11-23T15:30:00Z", "2026-11-24T09:00:00Z"]
    assert {item.customer for item in view.visits} == {"Acme"}
    assert all(item.pending for item in view.visits)


def test_a_day_of_a_hundred_visits_is_told_whole(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    starts = [f"2026-11-24T{minute // 60:02}:{minute % 60:02}:00.000Z" for minute in range(0, 500, 5)]
    for start in reversed(starts):
        desk.create("visit", account=account.id, planned_start=start)
    desk.create("visit", account=account.id, planned_start="2026-11-25T00:00:00.000Z")
    assert [item.record["planned_start"] for item in desk.replica.visits_of(DAY)] == starts


def test_today_shows_only_the_user_s_own(desk: Desk) -> None:
    desk.receive(
        "meeting", subject="Theirs", status="planned", starts_at="2026-11-24T09:00:00.000Z", owner=OTHER_USER
    )
    assert desk.replica.today(DAY).meetings == ()
    assert len(desk.replica.today(DAY, everyone=True).meetings) == 1


def test_tasks_are_due_or_overdue_until_they_are_done(desk: Desk) -> None:
    for due, status in (
        ("2026-11-24", "not_started"),
        ("2026-11-20", "started"),
        ("2026-11-20", "completed"),
        ("2026-11-25", "not_started"),
        (None, "not_started"),
    ):
        desk.create("task", subject=f"{due} {status}", due_on=due, status=status)
    view = desk.replica.today(DAY)
    assert [item.title for item in view.due] == ["2026-11-24 not_started"]
    assert [item.title for item in view.overdue] == ["2026-11-20 started"]


def test_opportunities_close_this_week_or_have_gone_quiet(desk: Desk) -> None:
    def deal(name: str, close: str | None, updated: str, stage: str = "proposal") -> str:
        fields = {"name": name, "stage": stage, "close_date": close, "updated_at": updated}
        return desk.receive("opportunity", **fields).id  # type: ignore[arg-type]

    deal("Soon", "2026-11-29", "2026-11-23T09:00:00.000Z")
    deal("Late", "2026-10-01", "2026-11-23T09:00:00.000Z")
    deal("Next week", "2026-11-30", "2026-11-23T09:00:00.000Z")
    deal("Won", "2026-11-25", "2026-11-23T09:00:00.000Z", "closed_won")
    deal("Quiet", None, "2026-10-01T09:00:00.000Z")
    busy = deal("Busy", None, "2026-10-01T09:00:00.000Z")
    desk.receive("note", body="met", opportunity=busy, updated_at="2026-11-20T09:00:00.000Z")
    view = desk.replica.today(DAY)
    assert [item.title for item in view.closing] == ["Late", "Soon"]
    assert [item.title for item in view.quiet] == ["Quiet"]


def test_who_went_quiet_waits_for_the_indexes_of_a_first_sync(desk: Desk) -> None:
    old = "2026-01-01T00:00:00.000Z"
    deal = desk.receive("opportunity", name="Old", stage="proposal", owner=USER, updated_at=old)
    with desk.replica._database.write() as connection:
        write_setting(connection, INDEXES_MISSING, True)
    assert desk.replica.today(DAY).quiet == ()
    told: list[RecordsChanged] = []
    desk.replica.subscribe(told.append)
    desk.replica._restore_indexes()
    assert [item.record.id for item in desk.replica.today(DAY).quiet] == [deal.id]
    assert any("opportunity" in each.types for each in told)


def test_what_others_changed_is_recent(desk: Desk) -> None:
    first = desk.receive("account", name="First", updated_by=OTHER_USER)
    desk.receive("account", name="Own", updated_by=USER)
    second = desk.receive("contact", name="Second", updated_by=OTHER_USER)
    desk.receive("account", first.id, name="First again", updated_by=OTHER_USER)
    assert [item.record.id for item in desk.replica.today(DAY).recent] == [first.id, second.id]
    assert len(desk.replica.recent()) == 3


def test_the_pipeline_sums_by_stage_and_currency(desk: Desk) -> None:
    for amount, currency, probability in (
        ("100.00", "EUR", None),
        ("50.00", "EUR", 10),
        ("1000", "JPY", None),
        (None, None, None),
    ):
        desk.receive(
            "opportunity",
            name="D",
            stage="proposal",
            amount=amount,
            currency=currency,
            probability=probability,
        )
    by_stage = {one.stage: one for one in desk.replica.pipeline()}
    assert list(by_stage) == [
        "prospecting",
        "qualification",
        "proposal",
        "negotiation",
        "closed_won",
        "closed_lost",
    ]
    proposal = by_stage["proposal"]
    assert proposal.count == 4
    assert proposal.amounts == {"EUR": "150.00", "JPY": "1000"}
    assert proposal.weighted == {"EUR": "55.00", "JPY": "500"}
    assert by_stage["closed_won"].count == 0


def test_follow_ups_are_tasks_and_visits_without_a_next_step(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    other = desk.receive("account", name="Other")
    fields = {"status": "completed", "outcome": "follow_up", "planned_start": "2026-11-20T09:00:00.000Z"}
    open_end = desk.receive("visit", account=account.id, **fields)
    desk.receive("visit", account=other.id, **fields)
    task = desk.create("task", subject="Call", account=other.id, due_on="2026-11-25")
    found = desk.replica.follow_ups(DAY.replace(day=30))
    assert [item.record.id for item in found] == [open_end.id, task.id]


def test_a_timeline_is_newest_first_and_goes_on(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    deal = desk.receive("opportunity", name="Deal", stage="proposal", account=account.id)
    desk.receive("user", USER, login="mina", name="Mina Kim", role="rep")
    for day in ("01", "03"):
        desk.receive(
            "call",
            subject=f"call {day}",
            account=account.id,
            status="held",
            starts_at=f"2026-11-{day}T09:00:00.000Z",
        )
    desk.receive("task", subject="task 02", account=account.id, status="not_started", due_on="2026-11-02")
    desk.receive("stage_change", opportunity=deal.id, to_stage="proposal", at="2026-11-04T09:00:00.000Z")
    desk.receive("note", body="Elsewhere", created_at="2026-11-05T09:00:00.000Z")
    found = desk.replica.timeline("account", account.id)
    assert [entry.record.type for entry in found] == ["stage_change", "call", "task", "call"]
    assert {entry.by for entry in found} == {"Mina Kim"}
    rest = desk.replica.timeline("account", account.id, limit=2, before=found[1].when)
    assert [entry.title for entry in rest] == ["task 02", "call 01"]
    assert [entry.record.type for entry in desk.replica.timeline("opportunity", deal.id)] == ["stage_change"]


def test_a_person_s_timeline_holds_what_they_attended(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    anna = desk.receive("contact", name="Anna", account=account.id)
    ben = desk.receive("contact", name="Ben", account=account.id)
    with_anna = desk.receive("visit", account=account.id, status="planned", contacts=[anna.id])
    desk.receive("visit", account=account.id, status="planned", contacts=[ben.id])
    note = desk.receive("note", body="About Anna", contact=anna.id)
    assert {entry.record.id for entry in desk.replica.timeline("contact", anna.id)} == {with_anna.id, note.id}


def test_a_lead_s_timeline_holds_what_was_done_with_it(desk: Desk) -> None:
    lead = desk.receive("lead", name="Kim Minji", status="new")
    call = desk.receive("call", subject="Asked for prices", lead=lead.id, status="held")
    desk.receive("call", subject="Somebody else", status="held")
    assert [entry.record.id for entry in desk.replica.timeline("lead", lead.id)] == [call.id]


def test_other_types_have_no_timeline(desk: Desk) -> None:
    with pytest.raises(UsageError):
        desk.replica.timeline("task", "x")
