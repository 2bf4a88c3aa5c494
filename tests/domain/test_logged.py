"""What a quick log saves: one group of an activity, an amount and next steps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from crmdesk.domain.edits import Author
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import UsageError
from crmdesk.domain.logged import Logged, NextStep, log
from crmdesk.domain.quick_log import Kind, Outcome
from crmdesk.domain.records import Record
from crmdesk.domain.values import blank
from tests.support.sample_replica import numbered_ids

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
IDS = numbered_ids(3)
ACCOUNT, PERSON, DEAL = IDS(), IDS(), IDS()


@pytest.fixture
def author() -> Author:
    return Author("user", CATALOGUE, lambda: NOW, numbered_ids(5), currency="KRW", zone="Asia/Seoul")


def deal() -> Record:
    fields = blank(CATALOGUE["opportunity"]) | {"name": "Press", "account": ACCOUNT, "stage": "proposal"}
    return Record("opportunity", DEAL, 3, fields)


def test_all_of_it_is_one_group(author: Author) -> None:
    steps = (
        NextStep("send contract", due=date(2026, 11, 27)),
        NextStep("revisit", Kind.VISIT, date(2026, 12, 1), time(15)),
    )
    made = log(
        author,
        Logged(
            Kind.VISIT,
            "the line",
            "",
            ACCOUNT,
            (PERSON,),
            amount=Decimal(20_000_000),
            opportunity=deal(),
            steps=steps,
        ),
    )
    assert [each.type for each in made] == ["visit", "opportunity", "task", "visit"]
    assert len({each.group for each in made}) == len({each.intent for each in made}) == 1
    visit, money, task, planned = (each.set for each in made)
    assert (visit["status"], visit["outcome"], visit["next_step"], visit["notes"]) == (
        "completed",
        "follow_up",
        "send contract",
        "the line",
    )
    assert (money["amount"], money["currency"]) == ("20000000", "KRW")
    assert (task["subject"], task["due_on"], task["opportunity"]) == ("send contract", "2026-11-27", DEAL)
    assert (planned["status"], planned["planned_start"]) == ("planned", "2026-12-01T06:00:00.000Z")


def test_what_just_happened_began_so_long_ago(author: Author) -> None:
    (made,) = log(author, Logged(Kind.CALL, "line", "about it", minutes=30))
    assert (made.set["starts_at"], made.set["ends_at"]) == (
        "2026-11-23T01:00:00.000Z",
        "2026-11-23T01:30:00.000Z",
    )
    assert made.set["status"] == "held"


def test_a_day_without_a_time_is_its_morning_in_the_zone_of_the_author(author: Author) -> None:
    (made,) = log(author, Logged(Kind.MEETING, "line", "about it", planned=True, day=date(2026, 11, 24)))
    assert (made.set["starts_at"], made.set["ends_at"]) == (
        "2026-11-24T00:00:00.000Z",
        "2026-11-24T01:00:00.000Z",
    )


@pytest.mark.parametrize(
    ("kind", "outcome", "status"),
    [
        (Kind.VISIT, Outcome.NOT_MET, "completed"),
        (Kind.VISIT, Outcome.CANCELLED, "cancelled"),
        (Kind.CALL, Outcome.NOT_MET, "not_held"),
        (Kind.MEETING, Outcome.CANCELLED, "not_held"),
        (Kind.MEETING, Outcome.SUCCESSFUL, "held"),
    ],
)
def test_the_outcome_decides_how_it_stands(author: Author, kind: Kind, outcome: Outcome, status: str) -> None:
    (made,) = log(author, Logged(kind, "line", "about it", ACCOUNT, outcome=outcome, outcome_words="so"))
    assert made.set["status"] == status


def test_an_amount_without_an_opportunity_makes_one_only_when_asked(author: Author) -> None:
    amount = Decimal("1250.5")
    only = log(author, Logged(Kind.CALL, "line", "about it", ACCOUNT, amount=amount, currency="USD"))
    assert [each.type for each in only] == ["call"]
    call, made = log(
        author,
        Logged(Kind.CALL, "line", "about it", ACCOUNT, amount=amount, currency="USD", new_opportunity="New"),
    )
    assert (made.set["name"], made.set["amount"], made.set["stage"]) == ("New", "1250.50", "prospecting")
    assert call.set["opportunity"] == made.id


def test_tasks_notes_and_mails_keep_the_line(author: Author) -> None:
    (task,) = log(
        author, Logged(Kind.TASK, "line", "call Lee", ACCOUNT, (PERSON,), day=date(2026, 11, 24), at=time(9))
    )
    assert (task.type, task.set["reminder_at"]) == ("task", "2026-11-24T00:00:00.000Z")
    assert task.set["notes"] == "line"
    (note,) = log(author, Logged(Kind.NOTE, "line", "", ACCOUNT, (PERSON,)))
    assert (note.type, note.set["body"], note.set["contact"]) == ("note", "line", PERSON)
    (mail,) = log(author, Logged(Kind.EMAIL, "line", "Prices", ACCOUNT, (PERSON,)))
    assert (mail.type, mail.set["subject"], mail.set["body"]) == ("email", "Prices", "line")
    assert (mail.set["direction"], mail.set["contacts"]) == ("outbound", [PERSON])


def test_a_visit_without_an_account_is_not_saved(author: Author) -> None:
    with pytest.raises(UsageError):
        log(author, Logged(Kind.VISIT, "line", ""))


@pytest.mark.parametrize("kind", [Kind.CALL, Kind.MEETING, Kind.TASK, Kind.NOTE, Kind.EMAIL])
def test_what_was_done_with_a_lead_and_what_comes_next_are_about_it(author: Author, kind: Kind) -> None:
    steps = (NextStep("send prices", due=date(2026, 11, 27)),)
    made = log(author, Logged(kind, "the line", "Prices", lead=PERSON, steps=steps))
    assert [one.set["lead"] for one in made] == [PERSON, PERSON]


def test_a_visit_says_nothing_of_a_lead_but_its_task_does(author: Author) -> None:
    steps = (NextStep("send prices", due=date(2026, 11, 27)),)
    visit, task = log(author, Logged(Kind.VISIT, "the line", "", ACCOUNT, lead=PERSON, steps=steps))
    assert ("lead" in visit.set, task.set["lead"]) == (False, PERSON)
