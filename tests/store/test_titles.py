"""What records are called, also those that were deleted here and wait for the centre."""

from __future__ import annotations

from tests.store.desk import Desk


def test_what_was_deleted_here_keeps_its_name_until_the_centre_has_taken_it(desk: Desk) -> None:
    account, other = desk.receive("account", name="Quay"), desk.receive("account", name="Pier")
    desk.update(account, name="Quay and sons")
    assert desk.replica.titles_of_deleted("account", [account.id, other.id]) == {}
    desk.delete(desk.replica.get("account", account.id))
    # As the centre has it: what was typed before it was deleted never was its name there.
    assert desk.replica.titles_of_deleted("account", [account.id, other.id]) == {account.id: "Quay"}
    (_, number) = desk.push()
    gone = desk.page(contains=number, deleted=[("account", account.id)], seq=desk.next_seq())
    desk.replica.apply_page(gone)
    assert desk.replica.titles_of_deleted("account", [account.id]) == {}


def test_a_deleted_line_is_called_as_its_product(desk: Desk) -> None:
    product = desk.receive("product", name="Widget")
    deal = desk.receive("opportunity", name="Deal", stage="proposal")
    line = desk.receive("opportunity_line", opportunity=deal.id, product=product.id)
    desk.delete(line)
    assert desk.replica.titles_of_deleted("opportunity_line", [line.id]) == {line.id: "Widget"}


def test_what_was_made_and_deleted_here_has_no_name_there(desk: Desk) -> None:
    made = desk.create("account", name="Jetty")
    desk.delete(made)
    assert desk.replica.titles_of_deleted("account", [made.id]) == {}
