"""What a brief reads: the right records in the right order, and never more than a page could say."""

from __future__ import annotations

from datetime import date

import pytest

from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.values import format_instant
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.brief.content import Reader, read_brief, read_todays
from crmdesk.ui.desk import Desk
from tests.support.sample_replica import NOW
from tests.ui.brief.conftest import Make, ReadBrief, ago
from tests.ui.centre_side import colleague, new_id, send


def test_those_to_meet_come_first_then_who_decides_and_last_who_wants_no_contact(
    make: Make, brief: ReadBrief, account: str
) -> None:
    make("contact", name="A Quiet", account=account, do_not_contact=True)
    make("contact", name="B User", account=account, role="user")
    make("contact", name="C Chief", account=account, role="decision_maker")
    met = make("contact", name="D Met", account=account)
    visit = make("visit", account=account, contacts=[met], planned_start=ago(-1), status="planned")
    assert [each["name"] for each in brief(visit).people] == ["D Met", "C Chief", "B User", "A Quiet"]
    assert [each["name"] for each in brief().people] == ["C Chief", "B User", "D Met", "A Quiet"]


def test_somebody_to_meet_of_another_account_is_among_the_people(
    desk: Desk, make: Make, brief: ReadBrief, account: str
) -> None:
    other = make("account", name="Elsewhere")
    guest = make("contact", name="Guest", account=other)
    visit = new_id()
    values = {
        "account": account,
        "contacts": [guest, new_id()],
        "planned_start": ago(-1),
        "status": "planned",
    }
    send(desk.replica, [("visit", visit, values)])
    assert [each["name"] for each in brief(visit).people] == ["Guest"]


def test_talks_are_the_last_three_that_took_place(make: Make, brief: ReadBrief, account: str) -> None:
    make("visit", account=account, purpose="missed", status="missed", planned_start=ago(1))
    make("visit", account=account, purpose="to come", status="planned", planned_start=ago(-1))
    make("visit", account=account, purpose="third", status="completed", planned_start=ago(9))
    make("call", account=account, subject="first", status="held", starts_at=ago(2))
    make("call", account=account, subject="not held", status="not_held", starts_at=ago(2))
    make("meeting", account=account, subject="second", status="held", starts_at=ago(5))
    make("visit", account=account, purpose="fourth", status="completed", planned_start=ago(20))
    told = [each.fields.get("purpose") or each.fields.get("subject") for each in brief().talks]
    assert told == ["first", "second", "third"]


def test_open_won_and_lost_opportunities_with_what_was_bought(
    desk: Desk, make: Make, brief: ReadBrief, account: str
) -> None:
    product = desk.replica.query("product", Query(limit=1))[0]
    for number in range(3):
        make("opportunity", name=f"open {number}", account=account, stage="proposal")
    won = make("opportunity", name="won", account=account, stage="closed_won", close_date="2026-05-01")
    make("opportunity", name="lost", account=account, stage="closed_lost", lost_reason="price")
    make("opportunity_line", opportunity=won, product=product.id, quantity="12.5")
    content = brief()
    assert {each["name"] for each in content.open} == {"open 0", "open 1", "open 2"}
    assert content.open_count == 3
    assert [each["name"] for each in content.won] == ["won"]
    assert [line["quantity"] for line in content.lines[won]] == ["12.500"]
    assert content.names[product.id] == desk.title(product)
    assert [each["lost_reason"] for each in content.lost] == ["price"]


def test_what_others_did_since_the_last_visit_is_told_and_what_i_did_is_not(
    desk: Desk, make: Make, brief: ReadBrief, account: str
) -> None:
    assert brief().seen is None
    other = colleague(desk.replica)
    make("visit", account=account, status="completed", planned_start=ago(10))
    theirs = {"account": account, "created_by": other, "owner": other}
    before, after, person = new_id(), new_id(), new_id()
    send(
        desk.replica,
        [
            ("note", before, {**theirs, "body": "old news", "created_at": ago(11)}),
            ("note", after, {**theirs, "body": "new news", "created_at": ago(3)}),
            ("contact", person, {**theirs, "name": "Newcomer", "created_at": ago(2)}),
        ],
    )
    make("note", account=account, body="my own")
    content = brief()
    assert content.seen == ago(10)
    assert [entry.record["body"] for entry in content.changes] == ["new news"]
    assert [each["name"] for each in content.newcomers] == ["Newcomer"]


def test_a_stage_that_a_colleague_moved_is_told(
    desk: Desk, make: Make, brief: ReadBrief, account: str
) -> None:
    deal = make("opportunity", name="Deal", account=account, stage="proposal")
    make("visit", account=account, status="completed", planned_start=ago(10))
    other = colleague(desk.replica)
    step = {"opportunity": deal, "from_stage": "proposal", "to_stage": "negotiation", "at": ago(1)}
    mine = {**step, "at": ago(2), "by": desk.author.user}
    send(desk.replica, [("stage_change", new_id(), {**step, "by": other}), ("stage_change", new_id(), mine)])
    assert [entry.record["by"] for entry in brief().changes] == [other]


def test_the_day_the_interval_runs_out(make: Make, brief: ReadBrief, account: str) -> None:
    assert brief().due_on == date(2026, 12, 7)  # never visited: from the day the account was made
    make("visit", account=account, status="completed", planned_start=ago(20))
    assert brief().due_on == date(2026, 11, 17)


def test_numbers_are_told_where_not_everything_is_read(make: Make, brief: ReadBrief, account: str) -> None:
    for number in range(23):
        make("task", account=account, subject=f"task {number}", due_on="2026-12-01")
    content = brief()
    assert (len(content.tasks), content.task_count) == (20, 23)


def test_an_account_that_is_not_here_is_said(desk: Desk, reader: Reader) -> None:
    with pytest.raises(NoSuchRecord):
        read_brief(desk.replica, desk.catalogue, reader, new_id())


def test_todays_briefs_are_for_the_visits_that_are_still_to_come_in_their_order(
    desk: Desk, reader: Reader, make: Make, account: str
) -> None:
    todays = (Filter("planned_start", ">", ago(1)), Filter("planned_start", "<", ago(-1)))
    for each in desk.replica.query("visit", Query(todays)):
        send(desk.replica, [("visit", each.id, {**each.fields, "status": "cancelled"})])
    late = make("visit", account=account, status="planned", planned_start=ago(-0.2))
    early = make("visit", account=account, status="in_progress", planned_start=ago(0.02))
    make("visit", account=account, status="completed", planned_start=ago(0.05))
    make("visit", account=account, status="planned", planned_start=ago(-1))
    gone = {"account": new_id(), "owner": reader.user, "status": "planned", "planned_start": ago(-0.1)}
    send(desk.replica, [("visit", new_id(), gone)])
    found = read_todays(desk.replica, desk.catalogue, reader)
    assert [content.visit and content.visit.id for content in found] == [early, late]
    assert found[0].account.id == account
    assert format_instant(NOW) == ago(0)
