"""Two laptops make the same person: both keep theirs, both are asked whether it is one, and a merge reaches both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crmdesk.domain import same
from crmdesk.domain.errors import NoSuchRecord, NotAllowed, UsageError
from crmdesk.store.duplicates import OpenCase
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]
pytestmark = pytest.mark.parametrize("place", ["in process"], indirect=True)


@pytest.fixture
def ada(laptop: MakeLaptop) -> Laptop:
    return laptop("ada").synced()


@pytest.fixture
def ben(laptop: MakeLaptop) -> Laptop:
    return laptop("ben").synced()


def central_export(place: Place, login: str) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal(login)))


def meet(ada: Laptop, ben: Laptop, **fields: str) -> OpenCase:
    """Both make a contact with one e-mail address while away; gives the case that ada sees then."""
    ada.create("contact", name="Kim", emails=["kim@acme.example"])
    ben.create("contact", name="M. Kim", emails=["KIM@acme.example"], **fields)
    for one in (ada, ben, ada):
        one.synced()
    (case,) = ada.replica.cases()
    return case


def merge(who: Laptop, case: OpenCase, keep: str) -> None:
    first, second = case.record, case.other
    kept, lost = (first, second) if first.id == keep else (second, first)
    who.replica.commit(same.merge(who.replica.author(), kept, lost, case=case.id))


def test_the_same_person_made_on_two_laptops_is_asked_about_on_both(
    place: Place, ada: Laptop, ben: Laptop
) -> None:
    case = meet(ada, ben)
    assert (case.other["name"], case.record["name"], case.fields) == ("Kim", "M. Kim", ("emails",))
    assert [one.id for one in ben.replica.cases()] == [case.id]
    for one in (ada, ben):
        status = one.replica.status()
        assert (status.state, status.duplicates, status.pending) == ("ok", 1, 0)
    assert ada.export() == ben.export() == central_export(place, "ada")


def test_whose_arrived_first_was_first_whatever_was_made_first(ada: Laptop, ben: Laptop) -> None:
    ada.create("contact", name="Made first", emails=["kim@acme.example"])
    ben.create("contact", name="Arrived first", emails=["kim@acme.example"])
    for one in (ben, ada):
        one.synced()
    (case,) = ada.replica.cases()
    assert case.other["name"] == "Arrived first"


def test_a_merge_made_offline_reaches_everybody_with_what_belonged_to_the_other(
    place: Place, ada: Laptop, ben: Laptop
) -> None:
    case = meet(ada, ben, title="Buyer")
    meeting = ben.create("meeting", subject="m", attendees=[case.record.id], status="planned")
    ben.synced()
    boss = place.laptop("max").synced()
    merge(boss, case, keep=case.other.id)
    assert boss.replica.cases() == []
    with pytest.raises(NoSuchRecord):
        boss.get("contact", case.record.id)
    for one in (boss, ada, ben):
        one.synced()
    for one in (ada, ben, boss):
        kept = one.get("contact", case.other.id)
        assert (kept["name"], kept["title"]) == ("Kim", "Buyer")
        assert one.replica.cases() == []
        assert one.export() == central_export(place, "ada")
    assert ben.get("meeting", meeting)["attendees"] == [case.other.id]
    boss.close()


def test_an_edit_made_offline_of_the_record_that_was_merged_away_reaches_the_other(
    ada: Laptop, ben: Laptop
) -> None:
    case = meet(ada, ben)
    ben.synced()
    ada.update("contact", case.other.id, title="Head of sales")
    merge(ben, case, keep=case.other.id)
    ben.update("contact", case.other.id, department="Sales")
    for one in (ben, ada, ben):
        one.synced()
    kept = ada.get("contact", case.other.id)
    assert (kept["title"], kept["department"]) == ("Head of sales", "Sales")


def test_a_merge_cannot_be_undone_and_says_so(ada: Laptop, ben: Laptop) -> None:
    case = meet(ada, ben)
    merge(ada, case, keep=case.record.id)
    with pytest.raises(NotAllowed) as told:
        ada.replica.undo()
    assert told.value.code == "not_undoable"


def test_a_merge_is_taken_back_as_long_as_it_has_not_been_sent(ada: Laptop, ben: Laptop) -> None:
    case = meet(ada, ben)
    author, before = ada.replica.author(), ada.export()
    ada.replica.decide("i", lambda: same.merge(author, case.record, case.other, case=case.id))
    assert (ada.replica.cases(), ada.replica.pending()) == ([], 1)
    assert ada.replica.undo() is not None
    assert (ada.export(), ada.replica.pending(), ada.replica.refused()) == (before, 0, [])
    assert [one.id for one in ada.replica.cases()] == [case.id]
    for one in (ada, ben):
        one.synced()
        assert [each.id for each in one.replica.cases()] == [case.id], "nobody ever heard of it"
    assert ada.replica.redo() is not None
    for one in (ada, ben):
        one.synced()
        assert one.replica.cases() == []
        assert one.replica.verify().sound
    assert [each["name"] for each in ben.replica.query("contact")] == ["M. Kim"]
    with pytest.raises(NotAllowed) as told:
        ada.replica.undo()
    assert told.value.code == "sent"
    with pytest.raises(NoSuchRecord):
        ada.replica.undo()
    assert ada.replica.undo() is None, "that the contact cannot be unmade any more is said once as well"


def test_a_merge_that_may_be_on_its_way_is_not_taken_back(ada: Laptop, ben: Laptop) -> None:
    case = meet(ada, ben)
    author = ada.replica.author()
    ada.replica.decide("i", lambda: same.merge(author, case.record, case.other, case=case.id))
    assert len(ada.replica.next_batch()) == 1, "numbered: an answer may have been lost"
    with pytest.raises(NotAllowed):
        ada.replica.undo()
    for one in (ada, ben):
        assert one.synced().replica.cases() == []


def test_that_they_are_two_is_taken_back_as_long_as_it_has_not_been_sent(ada: Laptop, ben: Laptop) -> None:
    case = meet(ada, ben)
    author = ada.replica.author()
    ada.replica.decide("i", lambda: same.dismiss(author, case.record, case.id))
    assert ada.replica.cases() == []
    ada.update("contact", case.record.id, title="Head of sales")
    assert ada.replica.undo("i") is not None
    for one in (ada, ben):
        assert [each.id for each in one.synced().replica.cases()] == [case.id]
        assert one.get("contact", case.record.id)["title"] == "Head of sales", "what was saved later stays"


def test_a_merge_that_is_refused_leaves_both_and_is_listed(ada: Laptop, ben: Laptop) -> None:
    case = meet(ada, ben)
    ben.delete("contact", case.record.id)
    merge(ada, case, keep=case.record.id)
    for one in (ben, ada):
        one.sync()
    (refused,) = ada.replica.refused()
    assert refused.code == "merge_target"
    assert ada.get("contact", case.other.id)["name"] == "Kim"


def test_who_says_that_they_are_two_is_not_asked_again(ada: Laptop, ben: Laptop) -> None:
    case = meet(ada, ben)
    ada.replica.commit(same.dismiss(ada.replica.author(), case.record, case.id))
    assert ada.replica.cases() == []
    assert ben.replica.cases() != []
    for one in (ada, ben):
        one.synced()
    assert ben.replica.cases() == []
    assert ada.replica.look_alikes("contact", case.record.id) == []


def test_a_case_is_closed_when_the_value_is_changed(ada: Laptop, ben: Laptop) -> None:
    case = meet(ada, ben)
    ada.update("contact", case.other.id, emails=["other@acme.example"])
    for one in (ada, ben):
        one.synced()
        assert one.replica.cases() == []


def test_a_record_deleted_here_is_asked_about_no_more(ada: Laptop, ben: Laptop) -> None:
    case = meet(ada, ben)
    ada.delete("contact", case.other.id)
    assert (ada.replica.cases(), ada.replica.status().duplicates) == ([], 0)


def test_what_is_here_already_is_told_while_saving(ada: Laptop) -> None:
    first = ada.create("contact", name="Kim", emails=["a@acme.example", "Kim@Acme.example"])
    second = ada.create("contact", name="M. Kim", emails=["kim@acme.example"])
    third = ada.create("contact", name="Kimber", emails=["xkim@acme.example"])
    assert [one.id for one in ada.replica.look_alikes("contact", second)] == [first]
    assert ada.replica.look_alikes("contact", third) == []
    assert ada.replica.look_alikes("account", ada.create("account", name="Acme")) == []


def test_look_alikes_are_found_in_the_index_alone(ada: Laptop) -> None:
    with ada.replica._database.read() as connection:  # what the planner does shows nowhere else
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM contact WHERE emails IS NOT NULL AND instr(lower(emails), 'k') LIMIT 11"
        ).fetchall()
    assert "COVERING INDEX contact_by_emails" in str(plan)


def test_only_two_records_of_one_type_are_merged(ada: Laptop) -> None:
    account, contact = ada.create("account", name="A"), ada.create("contact", name="B")
    pairs = [("account", account, "contact", contact), ("contact", contact, "contact", contact)]
    for keep_type, keep, lose_type, lose in pairs:
        with pytest.raises(UsageError):
            same.merge(ada.replica.author(), ada.get(keep_type, keep), ada.get(lose_type, lose))
