"""Samples of a visit between laptops: lines of two meet, counts add up, a submitted report keeps its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crmdesk.domain import edits
from crmdesk.domain.changes import Act
from crmdesk.domain.errors import RecordLocked
from crmdesk.domain.typed import typed_over
from crmdesk.server.letterhead_administration import LetterheadAdministration
from tests.sync.laptops import Laptop, Place, new_id

MakeLaptop = Callable[[str], Laptop]
pytestmark = pytest.mark.parametrize("place", ["in process"], indirect=True)


@pytest.fixture
def products(place: Place) -> tuple[str, str]:
    admin, made = place.centre.admin, (new_id(), new_id())
    for product, name in zip(made, ("Stove", "Lamp"), strict=True):
        admin.write([admin.mutation(Act.CREATE, "product", product, {"name": name, "active": True})])
    return made


def count(who: Laptop, line: str, quantity: int) -> None:
    record = who.get("visit_sample", line)
    who.replica.commit(typed_over(who.replica.author(), record, {"quantity": quantity}, record.fields))


def test_lines_of_two_laptops_meet_and_counts_of_one_line_add_up(
    laptop: MakeLaptop, products: tuple[str, str]
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    visit = ada.create("visit", account=ada.create("account", name="Acme"), purpose="Show")
    line = ada.create("visit_sample", visit=visit, product=products[0], quantity=1, line_number=1)
    ada.synced()
    ben.synced()
    count(ada, line, 3)
    count(ben, line, 5)
    ben.create("visit_sample", visit=visit, product=products[1], quantity=2, line_number=2)
    for one in (ada, ben, ada):
        one.synced()
    for one in (ada, ben):
        left = {each["product"]: each["quantity"] for each in one.replica.query("visit_sample")}
        assert left == {products[0]: 1 + 2 + 4, products[1]: 2}
    assert ada.export() == ben.export()


def test_what_was_left_is_locked_with_the_report_here_and_at_the_centre(
    laptop: MakeLaptop, products: tuple[str, str]
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    visit = ada.create("visit", account=ada.create("account", name="Acme"), purpose="Show")
    line = ada.create("visit_sample", visit=visit, product=products[0], quantity=1, line_number=1)
    ada.synced()
    ben.synced()
    for intent in (edits.check_in, edits.check_out, edits.submit_visit):
        ada.replica.commit(intent(ada.replica.author(), ada.get("visit", visit)))
    with pytest.raises(RecordLocked, match="submitted") as told:
        count(ada, line, 9)
    assert told.value.hint == "write an amendment"
    ada.synced()
    count(ben, line, 9)  # there the report is not known to be submitted yet
    ben.create("visit_sample", visit=visit, product=products[1], quantity=2, line_number=2)
    ben.sync()
    assert {each.code for each in ben.replica.refused()} == {"locked"}
    ada.synced()
    assert [each["quantity"] for each in ada.replica.query("visit_sample")] == [1]


def test_line_that_was_saved_before_the_report_was_submitted_is_sent_before_it(
    laptop: MakeLaptop, products: tuple[str, str]
) -> None:
    ada = laptop("ada").synced()
    visit = ada.create("visit", account=ada.create("account", name="Acme"), purpose="Show")
    ada.synced()
    ada.update("visit", visit, notes="They want two")
    ada.create("visit_sample", visit=visit, product=products[0], quantity=2, line_number=1)
    for intent in (edits.check_in, edits.check_out, edits.submit_visit):
        ada.replica.commit(intent(ada.replica.author(), ada.get("visit", visit)))
    ada.synced()
    assert ada.replica.refused() == []
    assert [each["quantity"] for each in ada.replica.query("visit_sample")] == [2]


def test_letterhead_reaches_every_laptop(laptop: MakeLaptop, place: Place) -> None:
    ada = laptop("ada").synced()
    LetterheadAdministration(place.centre.admin).set({"street": "1 Quay", "city": "Hull", "bank": "Bank 1"})
    ada.synced()
    (letterhead,) = ada.replica.query("letterhead")
    assert letterhead["address"]["city"] == "Hull"
    assert letterhead["bank"] == "Bank 1"
