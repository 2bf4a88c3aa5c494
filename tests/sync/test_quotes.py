"""Quotes between laptops and a centre: numbers, lines that two edit at once, edits that come after one was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from crmdesk.domain import edits, quotes
from crmdesk.domain.changes import Act
from crmdesk.domain.errors import RecordLocked
from crmdesk.sync.endings import Ending
from tests.sync.laptops import Laptop, Place, new_id

MakeLaptop = Callable[[str], Laptop]
pytestmark = pytest.mark.parametrize("place", ["in process"], indirect=True)
TODAY = date(2026, 11, 23)


@pytest.fixture
def ada(laptop: MakeLaptop) -> Laptop:
    return laptop("ada").synced()


@pytest.fixture
def ben(laptop: MakeLaptop) -> Laptop:
    return laptop("ben").synced()


@pytest.fixture
def product(place: Place) -> str:
    admin = place.centre.admin
    made = new_id()
    admin.write([admin.mutation(Act.CREATE, "product", made, {"name": "Stove", "active": True})])
    return made


def drawn_up(who: Laptop, product: str) -> tuple[str, str]:
    """Ids of a quote and its only line, made from an opportunity."""
    author = who.replica.author()
    deal = who.create("opportunity", name="Kitchen", currency="USD", amount="1")
    who.create(
        "opportunity_line", opportunity=deal, product=product, quantity="2", price="10", currency="USD"
    )
    lines = who.replica.query("opportunity_line")
    made = who.replica.commit(quotes.draw_up(author, who.get("opportunity", deal), lines, today=TODAY))
    return made[0].id, made[1].id


def send(who: Laptop, quote: str) -> None:
    record, lines = who.get("quote", quote), who.replica.query("quote_line")
    told = quotes.figures(record, lines, "USD")
    who.replica.commit(quotes.send(who.replica.author(), record, told, today=TODAY))


def set_line(who: Laptop, line: str, **fields: str) -> None:
    who.replica.commit(edits.update(who.replica.author(), who.get("quote_line", line), fields))


def test_number_comes_with_the_next_sync_and_is_the_same_everywhere(
    ada: Laptop, ben: Laptop, product: str
) -> None:
    ada.synced()
    quote, _ = drawn_up(ada, product)
    assert ada.get("quote", quote)["number"] is None
    ada.synced()
    ben.synced()
    number = ada.get("quote", quote)["number"]
    assert number is not None
    assert ben.get("quote", quote)["number"] == number


def test_price_that_two_change_at_once_is_asked_about_and_the_discount_beside_it_is_kept(
    ada: Laptop, ben: Laptop, product: str
) -> None:
    ada.synced()
    _, line = drawn_up(ada, product)
    ada.synced()
    ben.synced()
    set_line(ada, line, price="12", currency="USD")
    set_line(ben, line, price="11", currency="USD")
    set_line(ben, line, discount="5")
    ada.sync()
    ben.sync()
    ada.sync()
    (conflict,) = ben.replica.conflicts()
    assert (conflict.type, conflict.record) == ("quote_line", line)
    assert ada.get("quote_line", line)["discount"] == "5.00"
    assert ada.get("quote_line", line)["price"] == "12.00"


def test_line_that_was_changed_before_sending_is_sent_first_whatever_else_was_edited(
    ada: Laptop, ben: Laptop, product: str
) -> None:
    ada.synced()
    quote, line = drawn_up(ada, product)
    ada.synced()
    ada.replica.commit(edits.update(ada.replica.author(), ada.get("quote", quote), {"terms": "30 days"}))
    set_line(ada, line, quantity="7")
    send(ada, quote)
    ada.synced()
    ben.synced()
    assert ada.replica.refused() == []
    assert ben.get("quote_line", line)["quantity"] == "7.000"
    assert (ben.get("quote", quote)["status"], ben.get("quote", quote)["amount"]) == ("sent", "70.00")


def test_edit_of_a_line_that_arrives_after_the_quote_was_sent_is_refused_and_listed(
    ada: Laptop, ben: Laptop, product: str
) -> None:
    ada.synced()
    quote, line = drawn_up(ada, product)
    ada.synced()
    ben.synced()
    send(ada, quote)
    set_line(ben, line, quantity="9")
    ada.synced()
    ben.sync()
    (refused,) = ben.replica.refused()
    assert (refused.code, refused.record) == ("locked", line)
    assert ben.get("quote_line", line)["quantity"] == "2.000"
    with pytest.raises(RecordLocked):
        set_line(ben, line, quantity="9")


def test_sending_is_undone_and_the_lines_are_free_again(ada: Laptop, product: str) -> None:
    ada.synced()
    quote, line = drawn_up(ada, product)
    send(ada, quote)
    ada.replica.undo()
    set_line(ada, line, quantity="3")
    ada.synced()
    assert ada.get("quote", quote)["status"] == "draft"
    assert ada.get("quote_line", line)["quantity"] == "3.000"


def test_accepted_here_and_rejected_there_is_asked_about(ada: Laptop, ben: Laptop, product: str) -> None:
    ada.synced()
    quote, _ = drawn_up(ada, product)
    send(ada, quote)
    ada.synced()
    ben.synced()
    ada.replica.commit(quotes.accept(ada.replica.author(), ada.get("quote", quote)))
    ben.replica.commit(quotes.close(ben.replica.author(), ben.get("quote", quote), "rejected"))
    ada.sync()
    ben.sync()
    (conflict,) = ben.replica.conflicts()
    author = ben.replica.author()
    ben.replica.commit(edits.resolve(author, ben.get("quote", quote), conflict.row, "mine"))
    ben.synced()
    ada.synced()
    assert ada.get("quote", quote)["status"] == "rejected"


def test_number_outlives_a_centre_that_was_put_back(ada: Laptop, product: str, place: Place) -> None:
    kept = place.centre.backup(place.directory / "backup")
    ada.synced()
    quote, _ = drawn_up(ada, product)
    send(ada, quote)
    ada.synced()
    number = ada.get("quote", quote)["number"]
    place.centre.put_back(kept)
    assert ada.sync().ending == Ending.EPOCH_CHANGED
    ada.synced()
    assert (ada.get("quote", quote)["number"], ada.get("quote", quote)["status"]) == (number, "sent")
    assert ada.replica.refused() == []
