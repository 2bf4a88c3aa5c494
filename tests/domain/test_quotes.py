"""What is done with a quote: drawn up from an opportunity, sent, answered, revised, and what is locked then."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

import pytest

from crmdesk.domain import edits, quotes
from crmdesk.domain.changes import GROUP_SIZE, Act, apply, check_mutation
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import NotAllowed, RecordLocked, UsageError
from crmdesk.domain.locking import check_lines_open, check_open, is_locked
from crmdesk.domain.records import Record
from crmdesk.domain.undoing import inverse
from crmdesk.domain.values import Value, blank

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
QUOTE = CATALOGUE["quote"]


@pytest.fixture
def author() -> Author:
    numbers = count(1)
    return Author(
        "00000000-0000-4000-8000-000000000001",
        CATALOGUE,
        lambda: NOW,
        lambda: f"{next(numbers):08d}-0000-4000-8000-000000000000",
    )


def record(type_name: str, number: int = 0, **fields: Value) -> Record:
    identity = f"{sum(map(ord, type_name)) + number:08d}-0000-4000-9000-000000000000"
    return Record(type_name, identity, 1, {**blank(CATALOGUE[type_name]), **fields})


def line(type_name: str = "opportunity_line", number: int = 0, **fields: Value) -> Record:
    product = f"{number + 1:08d}-0000-4000-a000-000000000000"
    known: dict[str, Value] = {"product": product, "quantity": "3.000", "price": "20.00", "currency": "USD"}
    return record(type_name, number, **{**known, **fields})


def deal(**fields: Value) -> Record:
    return record("opportunity", **{"name": "Second line", "contacts": [], "currency": "USD", **fields})


def quote(**fields: Value) -> Record:
    known: dict[str, Value] = {"name": "Second line", "status": "draft", "currency": "USD", "revision": 1}
    return record("quote", **{**known, **fields})


def rows(group: Group, type_name: str) -> list[dict[str, Value]]:
    return [dict(check_mutation(CATALOGUE, one).set) for one in group if one.type == type_name]


def after(before: Record, group: Group) -> Record:
    """The record as it is once the group is applied."""
    fields = dict(before.fields)
    for one in group:
        if one.id == before.id:
            fields = apply(CATALOGUE[before.type], fields, one)
    return Record(before.type, before.id, before.version, fields)


def test_draft_has_the_lines_of_the_opportunity_in_their_order_in_one_group(author: Author) -> None:
    lines = [line(number=0, discount="5.00"), line(number=1, price="7.00", quantity=None)]
    group = quotes.draw_up(author, deal(), lines, today=TODAY, tax_rate="10")
    assert len({one.group for one in group}) == len({one.intent for one in group}) == 1
    (made,) = rows(group, "quote")
    assert (made["status"], made["name"], made["revision"]) == ("draft", "Second line", 1)
    assert (made["issued_on"], made["valid_until"], made["tax_rate"]) == ("2026-03-02", "2026-04-01", "10.00")
    copied = rows(group, "quote_line")
    assert [each["line_number"] for each in copied] == [1, 2]
    assert [each["price"] for each in copied] == ["20.00", "7.00"]
    assert {each["quote"] for each in copied} == {group[0].id}


def test_more_lines_than_a_group_holds_follow_in_groups_that_are_undone_together(author: Author) -> None:
    lines = [line(number=number) for number in range(GROUP_SIZE + 5)]
    group = quotes.draw_up(author, deal(), lines, today=TODAY)
    sizes: dict[str, int] = {}
    for one in group:
        sizes[one.group] = sizes.get(one.group, 0) + 1
    assert list(sizes.values()) == [GROUP_SIZE, 6]
    assert len({one.intent for one in group}) == 1


def test_sent_quote_says_what_it_asked_for_and_on_which_day(author: Author) -> None:
    draft = quote(tax_rate="10.00")
    told = quotes.figures(draft, [line("quote_line")], "EUR")
    sent = after(draft, quotes.send(author, draft, told, today=TODAY))
    assert (sent["status"], sent["amount"], sent["currency"]) == ("sent", "66.00", "USD")
    assert sent["issued_on"] == "2026-03-02"
    with pytest.raises(NotAllowed):
        quotes.send(author, sent, told, today=TODAY)


def test_accepted_quote_wins_the_opportunity_for_its_net_amount_in_one_group(author: Author) -> None:
    sent, told = quote(status="sent", tax_rate="10.00"), quotes.figures(quote(), [line("quote_line")], "USD")
    sale = deal(stage="proposal")
    group = quotes.accept(author, sent, sale, told)
    assert len({one.group for one in group}) == 1
    assert after(sent, group)["status"] == "accepted"
    won = after(sale, group)
    assert (won["stage"], won["amount"], won["currency"]) == ("closed_won", "60.00", "USD")
    before = {(each.type, each.id): each for each in (sent, sale)}
    undone = [one for part in inverse(author, group, before) for one in part]
    assert after(after(sent, group), undone)["status"] == "sent"
    assert after(won, undone)["stage"] == "proposal"


def test_revision_is_a_new_draft_with_the_same_lines(author: Author) -> None:
    sent = quote(status="rejected", terms="30 days", amount="66.00")
    group = quotes.revise(author, sent, [line("quote_line", description="with feet")], today=TODAY)
    (made,) = rows(group, "quote")
    assert (made["status"], made["revision"], made["revises"]) == ("draft", 2, sent.id)
    assert (made["terms"], made["amount"], made["currency"]) == ("30 days", None, "USD")
    assert rows(group, "quote_line")[0]["description"] == "with feet"


@pytest.mark.parametrize("status", ["sent", "accepted", "rejected", "expired"])
def test_sent_quote_takes_no_edits_but_how_it_goes_on(author: Author, status: str) -> None:
    sent = quote(status=status)
    assert is_locked(QUOTE, sent.fields)
    with pytest.raises(RecordLocked):
        edits.update(author, sent, {"terms": "60 days"})
    with pytest.raises(RecordLocked):
        edits.update(author, sent, {"status": "accepted", "terms": "60 days"})
    with pytest.raises(RecordLocked):
        edits.delete(author, sent)
    with pytest.raises(RecordLocked):
        check_lines_open(QUOTE, sent.fields)
    assert edits.update(author, sent, {"status": "rejected"})


def test_sending_is_taken_back_with_all_that_it_said(author: Author) -> None:
    draft = quote()
    told = quotes.figures(draft, [line("quote_line")], "USD")
    group = quotes.send(author, draft, told, today=TODAY)
    undone = [one for part in inverse(author, group, {(draft.type, draft.id): draft}) for one in part]
    sent = after(draft, group)
    check_open(QUOTE, sent.fields, Act.UPDATE, undone[0].set)
    assert after(sent, undone)["amount"] is None


def test_draft_is_free() -> None:
    check_open(QUOTE, quote().fields, Act.DELETE, {})
    check_lines_open(QUOTE, quote().fields)


@pytest.mark.parametrize(
    ("status", "before"),
    [("sent", "draft"), ("accepted", "sent"), ("rejected", "sent"), ("expired", "sent")],
)
def test_step_is_taken_back_to_the_one_before(author: Author, status: str, before: str) -> None:
    standing = quote(status=status)
    assert after(standing, quotes.take_back(author, standing))["status"] == before


def test_draft_has_no_step_before_it_and_no_quote_ends_as_sent(author: Author) -> None:
    with pytest.raises(NotAllowed):
        quotes.take_back(author, quote())
    with pytest.raises(UsageError):
        quotes.close(author, quote(status="sent"), "sent")


def test_offer_has_ended_when_its_last_day_is_over_and_nobody_answered() -> None:
    assert quotes.has_ended(quote(status="sent", valid_until="2026-03-01"), TODAY)
    assert not quotes.has_ended(quote(status="sent", valid_until="2026-03-02"), TODAY)
    assert not quotes.has_ended(quote(status="accepted", valid_until="2026-03-01"), TODAY)
