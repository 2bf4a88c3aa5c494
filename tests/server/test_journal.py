"""What the centre makes of the changes that laptops send."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain.changes import Act
from crmdesk.domain.errors import NoSuchRecord, RequestRefused
from crmdesk.protocol.messages import Push
from tests.support.journal_world import JournalWorld, Laptop, named_id


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


@pytest.fixture
def noah(world: JournalWorld) -> Laptop:
    return world.person("noah", "rep", "north")


@pytest.fixture
def deal(world: JournalWorld, mia: Laptop) -> str:
    account = world.create(mia, "account", {"name": "Harbour Works"})
    return world.create(
        mia,
        "opportunity",
        {"name": "Crane", "account": account, "stage": "prospecting", "amount": "100.00", "currency": "USD",
         "close_date": "2026-06-01", "tags": ["old"], "description": "one\ntwo\nthree"},
    )  # fmt: skip


def version(world: JournalWorld, deal: str) -> int:
    return world.get("opportunity", deal).version


def test_created_record_belongs_to_its_author_and_their_home(world: JournalWorld, mia: Laptop) -> None:
    account = world.get("account", world.create(mia, "account", {"name": "Quay"}))
    assert account["owner"] == mia.principal.user
    assert account["territory"] == named_id("north")
    assert account["created_by"] == mia.principal.user


def test_opportunity_takes_the_territory_of_its_account(world: JournalWorld, mia: Laptop) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    world.central("account", account, {"territory": named_id("coast")}, Act.UPDATE)
    deal = world.create(mia, "opportunity", {"name": "Rope", "account": account, "stage": "prospecting"})
    assert world.get("opportunity", deal)["territory"] == named_id("coast")


def test_what_is_made_under_an_account_of_no_territory_takes_its_author_s_home(
    world: JournalWorld, mia: Laptop
) -> None:
    account = world.new_id()
    world.central("account", account, {"name": "Nowhere yet", "owner": mia.principal.user})
    deal = world.create(mia, "opportunity", {"name": "Rope", "account": account, "stage": "prospecting"})
    assert world.get("opportunity", deal)["territory"] == named_id("north")


def test_same_op_again_gets_the_same_verdict_and_no_second_record(world: JournalWorld, mia: Laptop) -> None:
    mutation = world.mutation(
        mia.principal.user, Act.CREATE, "account", world.new_id(), set={"name": "Twice"}
    )
    (first,) = world.push(mia, mutation)
    head = world.feed.head(1)
    (again,) = world.push(mia, mutation)
    assert (again.outcome, again.version, again.repeat) == (first.outcome, first.version, True)
    assert world.feed.head(1) == head


def test_op_id_with_another_payload_is_refused(world: JournalWorld, mia: Laptop) -> None:
    mutation = world.mutation(mia.principal.user, Act.CREATE, "account", world.new_id(), set={"name": "One"})
    world.push(mia, mutation)
    (verdict,) = world.push(mia, replace(mutation, set={"name": "Other"}))
    assert (verdict.outcome, verdict.code) == ("refused", "op_reused")


def test_edits_of_different_fields_both_stand(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base = version(world, deal)
    world.push(mia, world.update(mia, "opportunity", deal, base=base, set={"lead_source": "web"}))
    (verdict,) = world.push(noah, world.update(noah, "opportunity", deal, base=base, set={"probability": 70}))
    record = world.get("opportunity", deal)
    assert (verdict.outcome, record["lead_source"], record["probability"]) == ("applied", "web", 70)


def test_two_close_dates_ask_and_the_first_stands_meanwhile(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base, was = version(world, deal), {"close_date": "2026-06-01"}
    world.push(
        mia, world.update(mia, "opportunity", deal, base=base, set={"close_date": "2026-07-01"}, was=was)
    )
    (verdict,) = world.push(
        noah, world.update(noah, "opportunity", deal, base=base, set={"close_date": "2026-08-01"}, was=was)
    )
    assert verdict.outcome == "conflict"
    assert verdict.conflict is not None
    conflict = world.get("conflict", verdict.conflict, mia.principal)
    assert conflict["base"] == was
    assert conflict["mine"] == {"close_date": "2026-08-01"}
    assert conflict["theirs"] == {"close_date": "2026-07-01"}
    assert (conflict["mine_by"], conflict["theirs_by"]) == (noah.principal.user, mia.principal.user)
    assert world.get("opportunity", deal)["close_date"] == "2026-07-01"


def test_a_value_that_gives_way_to_a_more_protective_one_is_in_history(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    contact = world.create(mia, "contact", {"name": "Kim"})
    was = {"do_not_contact": None}
    for who, value in ((mia, True), (noah, False)):
        edit = world.update(who, "contact", contact, base=1, set={"do_not_contact": value}, was=was)
        assert world.push(who, edit)[0].outcome in ("applied", "merged")
    assert world.get("contact", contact)["do_not_contact"] is True
    told = world.feed.history(mia.principal, "contact", contact)
    assert (False, "lost") in {(one.new, one.outcome) for one in told if one.field == "do_not_contact"}


def test_resolving_a_conflict_sets_the_value_and_closes_it(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base, was = version(world, deal), {"close_date": "2026-06-01"}
    world.push(
        mia, world.update(mia, "opportunity", deal, base=base, set={"close_date": "2026-07-01"}, was=was)
    )
    (verdict,) = world.push(
        noah, world.update(noah, "opportunity", deal, base=base, set={"close_date": "2026-08-01"}, was=was)
    )
    conflict = str(verdict.conflict)
    choice = world.update(
        mia, "opportunity", deal, base=version(world, deal), set={"close_date": "2026-08-01"},
        was={"close_date": "2026-07-01"}, resolves=(conflict,),
    )  # fmt: skip
    (resolved,) = world.push(mia, choice)
    assert resolved.outcome == "applied"
    assert world.get("opportunity", deal)["close_date"] == "2026-08-01"
    assert world.get("conflict", conflict)["state"] == "resolved"


def test_own_later_edit_of_a_field_in_conflict_becomes_its_mine(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base, was = version(world, deal), {"close_date": "2026-06-01"}
    world.push(
        mia, world.update(mia, "opportunity", deal, base=base, set={"close_date": "2026-07-01"}, was=was)
    )
    first = world.update(noah, "opportunity", deal, base=base, set={"close_date": "2026-08-01"}, was=was)
    second = world.update(
        noah, "opportunity", deal, base=base, set={"close_date": "2026-09-01"}, was={"close_date": "2026-08-01"},
        after={"close_date": first.op_id},
    )  # fmt: skip
    one, two = world.push(noah, first, second)
    assert (one.outcome, two.outcome, two.conflict) == ("conflict", "conflict", one.conflict)
    assert world.get("conflict", str(one.conflict))["mine"] == {"close_date": "2026-09-01"}


def test_own_chain_of_offline_edits_never_conflicts_with_itself(
    world: JournalWorld, mia: Laptop, deal: str
) -> None:
    base = version(world, deal)
    first = world.update(
        mia,
        "opportunity",
        deal,
        base=base,
        set={"close_date": "2026-07-01"},
        was={"close_date": "2026-06-01"},
    )
    second = world.update(
        mia, "opportunity", deal, base=base, set={"close_date": "2026-08-01"}, was={"close_date": "2026-07-01"},
        after={"close_date": first.op_id},
    )  # fmt: skip
    assert [verdict.outcome for verdict in world.push(mia, first, second)] == ["applied", "applied"]


def test_tags_of_two_people_are_united(world: JournalWorld, mia: Laptop, noah: Laptop, deal: str) -> None:
    base = version(world, deal)
    world.push(
        mia,
        world.update(mia, "opportunity", deal, base=base, add={"tags": ["hot"]}, remove={"tags": ["old"]}),
    )
    world.push(noah, world.update(noah, "opportunity", deal, base=base, add={"tags": ["crane"]}))
    assert world.get("opportunity", deal)["tags"] == ["crane", "hot"]


def test_tag_that_someone_added_since_survives_a_removal(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base = version(world, deal)
    world.push(mia, world.update(mia, "opportunity", deal, base=base, remove={"tags": ["old"]}))
    world.push(mia, world.update(mia, "opportunity", deal, base=version(world, deal), add={"tags": ["old"]}))
    world.push(noah, world.update(noah, "opportunity", deal, base=base, remove={"tags": ["old"]}))
    assert world.get("opportunity", deal)["tags"] == ["old"]


def test_notes_of_two_people_are_merged_by_lines(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base, was = version(world, deal), {"description": "one\ntwo\nthree"}
    world.push(
        mia,
        world.update(mia, "opportunity", deal, base=base, set={"description": "ONE\ntwo\nthree"}, was=was),
    )
    (verdict,) = world.push(
        noah,
        world.update(noah, "opportunity", deal, base=base, set={"description": "one\ntwo\nTHREE"}, was=was),
    )
    assert verdict.outcome == "merged"
    assert world.get("opportunity", deal)["description"] == "ONE\ntwo\nTHREE"


def test_winning_against_a_changed_amount_asks_about_all_of_it(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base, was = version(world, deal), {"stage": "prospecting", "amount": "100.00", "currency": "USD"}
    world.push(
        mia,
        world.update(
            mia, "opportunity", deal, base=base, set={"amount": "150.00", "currency": "USD"}, was=was
        ),
    )
    (verdict,) = world.push(
        noah, world.update(noah, "opportunity", deal, base=base, set={"stage": "closed_won"}, was=was)
    )
    conflict = world.get("conflict", str(verdict.conflict))
    assert conflict["mine"] == {"stage": "closed_won", "amount": "100.00", "currency": "USD"}
    assert conflict["theirs"] == {"stage": "prospecting", "amount": "150.00", "currency": "USD"}


def test_stage_change_is_a_record_of_its_own(world: JournalWorld, mia: Laptop, deal: str) -> None:
    mutation = world.update(mia, "opportunity", deal, base=version(world, deal), set={"stage": "proposal"})
    world.push(mia, mutation)
    lines = [line for line in world.feed.export(mia.principal) if b'"stage_change"' in line]
    assert len(lines) == 1
    assert b'"to_stage":"proposal"' in lines[0]


def test_refusal_refuses_the_group_and_nothing_else(world: JournalWorld, mia: Laptop, deal: str) -> None:
    group = world.new_id()
    good = world.update(
        mia, "opportunity", deal, base=version(world, deal), set={"probability": 20}, group=group
    )
    bad = world.mutation(
        mia.principal.user, Act.CREATE, "task", world.new_id(), set={"subject": None}, group=group
    )
    other = world.mutation(mia.principal.user, Act.CREATE, "account", world.new_id(), set={"name": "Free"})
    verdicts = world.push(mia, good, bad, other)
    assert [(v.outcome, v.code) for v in verdicts] == [
        ("refused", "group"),
        ("refused", "required"),
        ("applied", None),
    ]
    assert world.get("opportunity", deal)["probability"] is None


def test_record_of_another_territory_is_out_of_scope(world: JournalWorld, deal: str) -> None:
    stranger = world.person("omar", "rep", "south")
    (verdict,) = world.push(
        stranger,
        world.update(stranger, "opportunity", deal, base=version(world, deal), set={"probability": 1}),
    )
    assert (verdict.outcome, verdict.code) == ("refused", "out_of_scope")


def test_reference_to_a_record_out_of_scope_is_refused_as_unknown(world: JournalWorld, mia: Laptop) -> None:
    stranger = world.person("omar", "rep", "south")
    secret = world.create(stranger, "account", {"name": "Secret"})
    mutation = world.mutation(
        mia.principal.user, Act.CREATE, "task", world.new_id(),
        set={"subject": "Look", "status": "not_started", "account": secret},
    )  # fmt: skip
    (verdict,) = world.push(mia, mutation)
    assert (verdict.outcome, verdict.code) == ("refused", "unknown_reference")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"owner": named_id("admin")}, "server_owned"),
        ({"number": "7"}, "server_owned"),
        ({"name": "\x00"}, "invalid_value"),
    ],
)
def test_forged_or_hostile_values_are_refused(
    world: JournalWorld, mia: Laptop, fields: dict[str, str], code: str
) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    (verdict,) = world.push(mia, world.update(mia, "account", account, base=9, set=fields))
    assert (verdict.outcome, verdict.code) == ("refused", code)


def test_change_in_another_authors_name_is_refused(world: JournalWorld, mia: Laptop, noah: Laptop) -> None:
    mutation = world.mutation(
        noah.principal.user, Act.CREATE, "account", world.new_id(), set={"name": "Forged"}
    )
    assert world.push(mia, mutation)[0].code == "forged_author"


def test_submitted_visit_is_locked(world: JournalWorld, mia: Laptop) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    visit = world.create(
        mia, "visit", {"account": account, "status": "completed", "submitted_at": "2026-03-02T10:00:00.000Z"}
    )
    (verdict,) = world.push(mia, world.update(mia, "visit", visit, base=1, set={"notes": "late"}))
    assert (verdict.outcome, verdict.code) == ("refused", "locked")


def test_account_below_itself_is_refused(world: JournalWorld, mia: Laptop) -> None:
    top = world.create(mia, "account", {"name": "Top"})
    below = world.create(mia, "account", {"name": "Below", "parent": top})
    (verdict,) = world.push(
        mia, world.update(mia, "account", top, base=1, set={"parent": below}, was={"parent": None})
    )
    assert (verdict.outcome, verdict.code) == ("refused", "circle")


def test_delete_against_an_unseen_edit_asks(world: JournalWorld, mia: Laptop, deal: str) -> None:
    boss = world.person("boss", "manager", "north")
    base = version(world, deal)
    world.push(mia, world.update(mia, "opportunity", deal, base=base, set={"probability": 30}))
    (verdict,) = world.push(
        boss, world.mutation(boss.principal.user, Act.DELETE, "opportunity", deal, base=base)
    )
    assert verdict.outcome == "conflict"
    assert world.get("opportunity", deal)["probability"] == 30


def test_edit_of_a_deleted_record_asks_and_can_bring_it_back(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base = version(world, deal)
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "opportunity", deal, base=base))
    (verdict,) = world.push(noah, world.update(noah, "opportunity", deal, base=base, set={"probability": 30}))
    assert verdict.outcome == "conflict"
    back = world.mutation(
        noah.principal.user,
        Act.RESTORE,
        "opportunity",
        deal,
        set={"probability": 30},
        resolves=(str(verdict.conflict),),
    )
    assert world.push(noah, back)[0].outcome == "applied"
    assert world.get("opportunity", deal)["probability"] == 30


def test_a_deletion_that_is_let_stand_settles_the_conflict_and_changes_nothing(
    world: JournalWorld, mia: Laptop, noah: Laptop, deal: str
) -> None:
    base = version(world, deal)
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "opportunity", deal, base=base))
    (asked,) = world.push(noah, world.update(noah, "opportunity", deal, base=base, set={"probability": 30}))
    left = world.update(noah, "opportunity", deal, resolves=(str(asked.conflict),))
    assert world.push(noah, left)[0].outcome == "applied"
    assert world.get("conflict", str(asked.conflict))["state"] == "resolved"
    with pytest.raises(NoSuchRecord):
        world.get("opportunity", deal)


def test_rep_may_not_delete_anothers_record(world: JournalWorld, noah: Laptop, deal: str) -> None:
    gone = world.mutation(noah.principal.user, Act.DELETE, "opportunity", deal, base=version(world, deal))
    assert world.push(noah, gone)[0].code == "forbidden"


def test_push_to_another_epoch_asks_for_a_handshake(world: JournalWorld, mia: Laptop) -> None:
    with pytest.raises(RequestRefused) as refused:
        world.journal.push(mia.principal, Push(replica="r", epoch=7, items=[]))
    assert refused.value.code == "handshake"


def test_conflict_of_a_visit_can_be_settled_after_its_submission_and_nothing_else(
    world: JournalWorld, mia: Laptop, noah: Laptop
) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    visit = world.create(mia, "visit", {"account": account, "status": "completed", "notes": "a"})
    was = {"notes": "a"}
    world.push(mia, world.update(mia, "visit", visit, base=1, set={"notes": "b"}, was=was))
    (clash,) = world.push(noah, world.update(noah, "visit", visit, base=1, set={"notes": "c"}, was=was))
    submitted = {"submitted_at": "2026-03-02T10:00:00.000Z"}
    world.push(mia, world.update(mia, "visit", visit, base=1, set=submitted, was={"submitted_at": None}))
    settling = {"was": {"notes": "b"}, "resolves": (str(clash.conflict),)}
    more = world.update(noah, "visit", visit, base=1, set={"notes": "c", "purpose": "x"}, **settling)
    assert world.push(noah, more)[0].code == "locked"
    assert (
        world.push(noah, world.update(noah, "visit", visit, base=1, set={"notes": "c"}, **settling))[
            0
        ].outcome
        == "applied"
    )
    assert world.get("visit", visit)["notes"] == "c"
