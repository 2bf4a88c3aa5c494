"""Records merged by an administrator while laptops are offline with edits of them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import InvalidValue, NoSuchRecord
from crmdesk.server import decide
from crmdesk.server.batch import Batch
from crmdesk.server.merging import Merger
from tests.server.test_digests import check, kept
from tests.support.journal_world import JournalWorld, Laptop, named_id


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


def merge(world: JournalWorld, type_name: str, keep: str, lose: str) -> int:
    deletion = world.mutation(world.admin.user, Act.DELETE, type_name, lose)
    return world.journal.merge(world.admin, deletion, keep)


def account(world: JournalWorld, mia: Laptop, name: str, **fields: Any) -> str:
    return world.create(mia, "account", {"name": name, **fields})


def test_a_merge_is_one_transaction_with_its_alias(world: JournalWorld, mia: Laptop) -> None:
    keep, lose = account(world, mia, "Acme"), account(world, mia, "ACME Corp", website="acme.example")
    world.create(mia, "note", {"body": "b", "account": lose})
    tags = world.tables.transaction
    with world.engine.connect() as connection:
        before = len(connection.execute(tags.select()).all())
    assert merge(world, "account", keep, lose) == 1
    with world.engine.connect() as connection:
        assert len(connection.execute(tags.select()).all()) == before + 1
        grave = connection.execute(world.tables.tombstone.select()).one()
    assert grave.alias == keep
    assert world.get("account", keep)["website"] == "acme.example"


def test_a_merge_that_is_refused_changes_nothing(world: JournalWorld, mia: Laptop) -> None:
    keep, lose = account(world, mia, "Acme"), account(world, mia, "ACME Corp", website="acme.example")
    head = world.feed.head(1)
    with pytest.raises(InvalidValue):
        merge(world, "account", named_id("nobody"), lose)
    with pytest.raises(InvalidValue):
        merge(world, "account", keep, named_id("nobody"))
    with pytest.raises(InvalidValue):
        merge(world, "account", keep, keep)
    assert world.feed.head(1) == head


@pytest.mark.parametrize("breaks", [False, True], ids=["whole", "broken off"])
def test_a_merge_of_a_record_with_very_many_others_holds_a_portion_of_them_at_a_time(
    world: JournalWorld, mia: Laptop, monkeypatch: pytest.MonkeyPatch, breaks: bool
) -> None:
    keep, lose = account(world, mia, "Acme"), account(world, mia, "ACME Corp", website="acme.example")
    below = [account(world, mia, f"Branch {number}", parent=lose) for number in range(4)]
    world.push(mia, world.update(mia, "account", keep, base=99, set={"parent": below[0]}))
    people = [world.create(mia, "contact", {"name": f"Kim {n}", "account": lose}) for n in range(11)]
    notes = [world.create(mia, "note", {"body": "b", "account": lose, "contact": one}) for one in people[:7]]
    held: list[int] = []
    begin_anew = Batch.begin_anew

    def counting(batch: Batch) -> None:
        held.append(len(batch._stored))
        begin_anew(batch)

    monkeypatch.setattr(Batch, "begin_anew", counting)
    monkeypatch.setattr(decide, "Merger", partial(Merger, portion=3))
    head, before = world.feed.head(1), exported(world)
    if breaks:

        def broken(connection: object) -> None:
            raise RuntimeError("planted")

        deletion = world.mutation(world.admin.user, Act.DELETE, "account", lose)
        with pytest.raises(RuntimeError, match="planted"):
            world.journal.merge(world.admin, deletion, keep, beside=broken)
        assert (world.feed.head(1), exported(world)) == (head, before)
    else:
        assert merge(world, "account", keep, lose) == len(below) + len(people) + len(notes)
        assert {world.get("contact", one)["account"] for one in people} == {keep}
        assert {world.get("note", one)["account"] for one in notes} == {keep}
        # What lay above the kept one has its parent in it now, and closes no circle.
        assert (world.get("account", keep)["parent"], world.get("account", keep)["website"]) == (
            None,
            "acme.example",
        )
        assert {world.get("account", one)["parent"] for one in below} == {keep}
        with world.engine.connect() as connection:
            tags = connection.execute(world.tables.transaction.select()).all()
        assert [tag.seq for tag in tags if tag.seq > head.seq] == [world.feed.head(1).seq]
    assert len(held) == 6
    assert max(held) < len(people)
    assert check(world) == kept(world)


def exported(world: JournalWorld) -> list[bytes]:
    return list(world.feed.export(world.admin))


def test_edits_reach_the_last_of_a_chain_of_merges_however_long(world: JournalWorld, mia: Laptop) -> None:
    first, *others = (account(world, mia, f"Acme {number}") for number in range(12))
    late = world.update(mia, "account", first, base=99, set={"website": "late.example"})
    last = first
    for other in others:
        merge(world, "account", other, last)
        last = other
    assert world.push(mia, late)[0].outcome == "applied"
    assert world.get("account", last)["website"] == "late.example"


def test_every_alias_is_one_step_and_none_closes_a_circle(world: JournalWorld, mia: Laptop) -> None:
    one, two, three = (account(world, mia, name) for name in ("One", "Two", "Three"))
    merge(world, "account", two, one)
    merge(world, "account", three, two)
    with pytest.raises(InvalidValue):
        merge(world, "account", one, three)
    with world.engine.connect() as connection:
        graves = connection.execute(world.tables.tombstone.select()).all()
    assert {(grave.id, grave.alias) for grave in graves} == {(one, three), (two, three)}


def test_late_delete_and_restore_of_the_merged_record_leave_the_kept_one_as_it_is(
    world: JournalWorld, mia: Laptop
) -> None:
    keep, lose = (
        account(world, mia, "Acme", website="a.example"),
        account(world, mia, "ACME", website="b.example"),
    )
    merge(world, "account", keep, lose)
    gone = world.mutation(mia.principal.user, Act.DELETE, "account", lose, base=99)
    back = world.mutation(
        mia.principal.user, Act.RESTORE, "account", lose, set={"name": "ACME", "website": "b.example"}
    )
    deleted, restored = world.push(mia, gone, back)
    assert (deleted.outcome, restored.outcome) == ("applied", "merged")
    assert restored.lost == {"name": "ACME", "website": "b.example"}
    kept = world.get("account", keep)
    assert (kept["name"], kept["website"]) == ("Acme", "a.example")
    with pytest.raises(NoSuchRecord):
        world.get("account", lose)


def test_restoring_a_merged_record_brings_back_the_deleted_one_that_stands_for_it(
    world: JournalWorld, mia: Laptop
) -> None:
    keep, lose = account(world, mia, "Acme"), account(world, mia, "ACME")
    merge(world, "account", keep, lose)
    head = world.feed.head(1).seq
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "account", keep, base=head))
    back = world.mutation(mia.principal.user, Act.RESTORE, "account", lose, set={"name": "ACME"})
    assert world.push(mia, back)[0].outcome == "applied"
    assert world.get("account", keep)["name"] == "Acme"


def test_open_conflicts_of_the_merged_record_ask_about_the_kept_one(world: JournalWorld, mia: Laptop) -> None:
    noah = world.person("noah", "rep", "north")
    keep, lose = account(world, mia, "Acme"), account(world, mia, "ACME")
    was = {"name": "ACME"}
    world.push(mia, world.update(mia, "account", lose, base=1, set={"name": "ACME A"}, was=was))
    (asked,) = world.push(noah, world.update(noah, "account", lose, base=1, set={"name": "ACME B"}, was=was))
    merge(world, "account", keep, lose)
    conflict = world.get("conflict", str(asked.conflict), noah.principal)
    assert (conflict["record"], conflict["state"]) == (keep, "open")
    assert (conflict["mine"], conflict["theirs"]) == ({"name": "ACME B"}, {"name": "Acme"})
    choice = world.update(
        noah, "account", lose, base=99, set={"name": "ACME B"}, was={"name": "Acme"}, resolves=(conflict.id,)
    )
    assert world.push(noah, choice)[0].outcome == "applied"
    assert world.get("account", keep)["name"] == "ACME B"
    assert world.get("conflict", conflict.id)["state"] == "resolved"


def test_whether_to_delete_the_merged_record_is_no_question_any_more(
    world: JournalWorld, mia: Laptop
) -> None:
    boss = world.person("boss", "manager", "north")
    keep, lose = account(world, mia, "Acme"), account(world, mia, "ACME")
    world.push(mia, world.update(mia, "account", lose, base=99, set={"industry": "steel"}))
    (asked,) = world.push(boss, world.mutation(boss.principal.user, Act.DELETE, "account", lose, base=1))
    assert asked.outcome == "conflict"
    merge(world, "account", keep, lose)
    conflict = world.get("conflict", str(asked.conflict))
    assert (conflict["state"], conflict["resolution"]) == ("resolved", {"merged": keep})


def test_values_typed_into_a_deleted_record_stand_against_the_kept_one_s_after_a_merge(
    world: JournalWorld, mia: Laptop
) -> None:
    noah = world.person("noah", "rep", "north")
    keep, lose = account(world, mia, "Acme", industry="steel"), account(world, mia, "ACME")
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "account", lose, base=99))
    (asked,) = world.push(noah, world.update(noah, "account", lose, base=1, set={"industry": "tools"}))
    world.push(mia, world.mutation(mia.principal.user, Act.RESTORE, "account", lose, set={"name": "ACME"}))
    merge(world, "account", keep, lose)
    conflict = world.get("conflict", str(asked.conflict))
    assert (conflict["about"], conflict["record"]) == ("fields", keep)
    assert (conflict["mine"], conflict["theirs"]) == ({"industry": "tools"}, {"industry": "steel"})


def test_the_stricter_protection_survives_a_merge(world: JournalWorld, mia: Laptop) -> None:
    keep = world.create(mia, "contact", {"name": "Ann", "do_not_contact": False})
    lose = world.create(mia, "contact", {"name": "Anne", "do_not_contact": True})
    merge(world, "contact", keep, lose)
    assert world.get("contact", keep)["do_not_contact"] is True


@pytest.mark.parametrize("above", ["keep", "lose"])
def test_a_merge_of_an_account_with_one_below_it_closes_no_circle(
    world: JournalWorld, mia: Laptop, above: str
) -> None:
    top = account(world, mia, "Top")
    upper = account(world, mia, "Upper", parent=top)
    between = account(world, mia, "Between", parent=upper)
    lower = account(world, mia, "Lower", parent=between)
    keep, lose = (upper, lower) if above == "keep" else (lower, upper)
    merge(world, "account", keep, lose)
    assert world.get("account", keep)["parent"] == top
    assert world.get("account", between)["parent"] == keep


def test_a_merge_keeps_no_pointer_of_the_kept_record_to_itself(world: JournalWorld, mia: Laptop) -> None:
    keep = world.create(mia, "contact", {"name": "Ann"})
    lose = world.create(mia, "contact", {"name": "Anne", "reports_to": keep})
    other = world.create(mia, "contact", {"name": "Bo", "reports_to": lose})
    world.push(mia, world.update(mia, "contact", keep, base=99, set={"reports_to": lose}))
    merge(world, "contact", keep, lose)
    assert world.get("contact", keep)["reports_to"] is None
    assert world.get("contact", other)["reports_to"] == keep


def test_sets_of_people_name_the_kept_one_once(world: JournalWorld, mia: Laptop) -> None:
    keep, lose = (world.create(mia, "contact", {"name": name}) for name in ("Ann", "Anne"))
    call = world.create(mia, "call", {"subject": "S", "status": "planned", "attendees": [keep, lose]})
    merge(world, "contact", keep, lose)
    assert world.get("call", call)["attendees"] == [keep]
    late = world.create(mia, "call", {"subject": "T", "status": "planned", "attendees": [lose, keep]})
    assert world.get("call", late)["attendees"] == [keep]


def test_an_edit_of_the_merged_record_by_someone_who_does_not_see_the_kept_one_is_refused(
    world: JournalWorld, mia: Laptop
) -> None:
    omar = world.person("omar", "rep", "south")
    keep, lose = account(world, mia, "Acme"), world.create(omar, "account", {"name": "ACME"})
    late = world.update(omar, "account", lose, base=99, set={"industry": "steel"})
    merge(world, "account", keep, lose)
    (verdict,) = world.push(omar, late)
    assert (verdict.outcome, verdict.code) == ("refused", "out_of_scope")
    assert keep not in repr(verdict)


def attached(world: JournalWorld, who: Laptop, record_id: str) -> Mutation:
    """A file hung on an account."""
    fields = {
        "file_name": "plan.pdf", "record_type": "account", "record": record_id, "media_type": "application/pdf",
        "size": 12, "sha256": "0" * 64, "width": None, "height": None, "thumbnail": None,
    }  # fmt: skip
    return world.mutation(who.principal.user, Act.CREATE, "attachment", world.new_id(), set=fields)


def test_files_follow_the_record_that_they_hang_on(world: JournalWorld, mia: Laptop) -> None:
    keep, lose = account(world, mia, "Acme"), account(world, mia, "ACME")
    early, late = attached(world, mia, lose), attached(world, mia, lose)
    assert world.push(mia, early)[0].outcome == "applied"
    merge(world, "account", keep, lose)
    assert world.push(mia, late)[0].outcome == "applied"
    for mutation in (early, late):
        assert world.get("attachment", mutation.id, mia.principal)["record"] == keep


def test_no_file_is_hung_on_a_record_out_of_sight(world: JournalWorld, mia: Laptop) -> None:
    omar = world.person("omar", "rep", "south")
    foreign = world.create(omar, "account", {"name": "Secret"})
    tries = [attached(world, mia, foreign), attached(world, mia, named_id("nowhere"))]
    assert [verdict.code for verdict in world.push(mia, *tries)] == ["unknown_reference"] * 2
