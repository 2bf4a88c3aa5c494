"""Edits of one record that travel as one: the centre ends up as if each had come by itself."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain import edits
from crmdesk.domain.canonical import payload_hash
from crmdesk.domain.changes import Act, Mutation, payload
from crmdesk.domain.errors import UserError
from crmdesk.domain.records import Record
from crmdesk.protocol.messages import Carried, PushItem
from tests.support.journal_world import named_id
from tests.sync.two_centres import ACCOUNT, DEAL, VISIT, Both, close, differences, make_both, standing


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    made = make_both(tmp_path)
    yield made
    close(made)


def test_edits_of_one_record_travel_as_one_item_and_each_gets_its_verdict(both: Both) -> None:
    ops = [
        both.edit("opportunity", DEAL, amount="120.00"),
        both.edit("opportunity", DEAL, close_date="2026-07-01"),
        both.edit("opportunity", DEAL, amount="140.00", next_step="one\ntwo\nfour"),
    ]
    heard = both.deliver()
    assert both.sent == 1
    assert [heard[op.op_id].outcome for op in ops] == ["applied"] * 3
    assert [heard[op.op_id].number for op in ops] == [1, 2, 3]
    deal = both.bundled.get("opportunity", DEAL)
    assert (deal["amount"], deal["close_date"]) == ("140.00", "2026-07-01")
    assert differences(both) == []


def test_a_new_record_and_its_edits_arrive_as_one_creation(both: Both) -> None:
    created = both.save(edits.create(both.desk.author, "account", {"name": "New", "tags": ["x"]}))
    both.edit("account", created.id, name="Newer")
    record = both.desk.replica.get("account", created.id)
    both.save(edits.update(both.desk.author, record, {}, add={"tags": ["y"]}, remove={"tags": ["x"]}))
    both.deliver()
    assert both.sent == 1
    account = both.bundled.get("account", created.id)
    assert (account["name"], account["tags"]) == ("Newer", ["y"])
    assert differences(both) == []


def test_an_edit_of_what_someone_else_changed_meanwhile_comes_by_itself(both: Both) -> None:
    both.edit("opportunity", DEAL, close_date="2026-07-01")
    later = both.edit("opportunity", DEAL, close_date="2026-08-01")
    both.elsewhere("opportunity", DEAL, close_date="2026-09-01")
    heard = both.deliver()
    assert heard[later.op_id].outcome == "conflict"
    assert both.sent == 3
    assert differences(both) == []


def test_one_bad_edit_among_several_of_a_record_is_refused_by_itself(both: Both) -> None:
    gone = both.save(edits.create(both.desk.author, "account", {"name": "Elsewhere"}))
    first = both.edit("opportunity", DEAL, probability=10)
    bad = both.edit("opportunity", DEAL, account=gone.id)
    last = both.edit("opportunity", DEAL, probability=20)
    note = both.save(edits.create(both.desk.author, "note", {"body": "After", "account": ACCOUNT}))
    for world in (both.single, both.bundled):
        # Somebody else has used the id: the account cannot be made, and what points to it cannot either.
        world.central("account", gone.id, {"name": "Other", "territory": named_id("south")})
    heard = both.deliver()
    outcomes = {op.op_id: heard[op.op_id].outcome for op in (gone, first, bad, last, note)}
    assert list(outcomes.values()) == ["refused", "applied", "refused", "applied", "applied"]
    (left,) = [one for one in both.desk.replica.refused() if one.op_id == bad.op_id]
    assert left.fields == {"account": gone.id}
    assert both.bundled.get("opportunity", DEAL)["probability"] == 20
    assert differences(both) == []


def test_stage_changes_stay_apart_for_each_is_a_fact(both: Both) -> None:
    for stage in ("qualification", "proposal"):
        both.edit("opportunity", DEAL, stage=stage)
    both.deliver()
    assert both.sent == 2
    assert sum(key[0] == "stage_change" for key in standing(both.bundled)) == 2
    assert differences(both) == []


def test_a_deleted_record_leaves_what_stood_last(both: Both) -> None:
    both.edit("visit", VISIT, purpose="Pier")
    both.desk.delete(both.desk.replica.get("visit", VISIT))
    both.deliver()
    both.save(edits.restore(both.desk.author, Record("visit", VISIT, 0, {})))
    both.deliver()
    assert both.bundled.get("visit", VISIT)["purpose"] == "Pier"
    assert differences(both) == []


def test_an_edit_does_not_overtake_the_record_it_points_to(both: Both) -> None:
    both.edit("opportunity", DEAL, probability=10)
    account = both.save(edits.create(both.desk.author, "account", {"name": "New"}))
    both.edit("opportunity", DEAL, account=account.id)
    heard = both.deliver()
    assert {verdict.outcome for verdict in heard.values()} == {"applied"}
    assert both.sent == 3
    assert differences(both) == []


def test_records_saved_together_stay_together(both: Both) -> None:
    deal = edits.update(both.desk.author, both.desk.replica.get("opportunity", DEAL), {"probability": 10})
    visit = edits.update(both.desk.author, both.desk.replica.get("visit", VISIT), {"purpose": "Pier"})
    both.desk.replica.commit([replace(one, group=deal[0].group) for one in (*deal, *visit)])
    both.edit("opportunity", DEAL, probability=20)
    both.deliver()
    assert both.sent == 3
    assert differences(both) == []


def test_a_centre_that_knows_no_bundles_gets_every_edit_by_itself(both: Both) -> None:
    both.edit("opportunity", DEAL, probability=10)
    both.edit("opportunity", DEAL, probability=20)
    both.deliver(coalesce=False)
    assert both.sent == 2


def test_what_was_numbered_once_goes_by_itself_and_nothing_happens_twice(both: Both) -> None:
    before = both.bundled.get("visit", VISIT)["samples"]
    for _ in range(3):
        record = both.desk.replica.get("visit", VISIT)
        both.save(edits.update(both.desk.author, record, {}, add={"samples": 2}))
    (bundle,) = both.desk.replica.next_batch(coalesce=True)
    first = both.push(both.bundled, [bundle])  # the answer is lost, the laptop starts again
    both.desk.reopen()
    again = both.desk.replica.next_batch(coalesce=True)
    assert [item.op_ids for item in again] == [(op_id,) for op_id in bundle.op_ids]
    verdicts = both.push(both.bundled, again)
    assert [(one.outcome, one.version, one.repeat) for one in verdicts] == [
        (one.outcome, one.version, True) for one in first
    ]
    (late, _, _) = both.push(both.bundled, [bundle])
    assert late.repeat
    assert both.bundled.get("visit", VISIT)["samples"] == before + 6


def test_a_bundle_of_which_some_is_known_is_left_undecided(both: Both) -> None:
    ops = [both.edit("opportunity", DEAL, probability=value) for value in (10, 20)]
    (bundle,) = both.desk.replica.next_batch(coalesce=True)
    both.push(both.bundled, [PushItem(number=1, mutation=ops[0])])
    verdicts = both.push(both.bundled, [bundle, item_of(both)])
    assert [(one.op_id, one.repeat) for one in verdicts] == [(ops[0].op_id, True)]
    assert both.bundled.get("opportunity", DEAL)["probability"] == 10


def item_of(both: Both) -> PushItem:
    """Something that has nothing to do with the rest."""
    note = edits.create(both.desk.author, "note", {"body": "Later", "account": ACCOUNT})[0]
    return PushItem(number=90, mutation=note)


def test_an_op_id_in_a_bundle_with_another_payload_is_refused(both: Both) -> None:
    ops = [both.edit("opportunity", DEAL, probability=value) for value in (10, 20)]
    (bundle,) = both.desk.replica.next_batch(coalesce=True)
    for op in ops:
        both.push(both.bundled, [PushItem(number=1, mutation=op)])
    forged = [Carried(op_id=one.op_id, number=one.number, payload_hash="0" * 64) for one in bundle.also]
    first, second = both.push(both.bundled, [replaced(bundle, also=forged)])
    assert (first.outcome, first.repeat) == ("applied", True)
    assert (second.outcome, second.code) == ("refused", "op_reused")


def replaced(item: PushItem, **changes: Any) -> PushItem:
    fields = {name: getattr(item, name) for name in ("number", "mutation", "payload_hash", "also")}
    return PushItem(**{**fields, **changes})


@pytest.mark.parametrize("also", [("no id",), ("self",), ("twice", "twice")])
def test_a_bundle_that_is_none_is_left_undecided(both: Both, also: tuple[str, ...]) -> None:
    op = both.edit("opportunity", DEAL, probability=10)
    names = {"no id": "x", "self": op.op_id, "twice": named_id("twice")}
    carried = [Carried(op_id=names[name], number=2, payload_hash="0" * 64) for name in also]
    bundle = PushItem(number=1, mutation=op, payload_hash=payload_hash(payload(op)), also=carried)
    assert both.push(both.bundled, [bundle]) == []
    assert both.bundled.get("opportunity", DEAL)["probability"] is None


def test_a_bundle_about_a_record_that_is_gone_is_left_undecided(both: Both) -> None:
    both.edit("opportunity", DEAL, probability=10)
    both.edit("opportunity", DEAL, probability=20)
    (bundle,) = both.desk.replica.next_batch(coalesce=True)
    assert bundle.also
    both.bundled.central("opportunity", DEAL, {}, Act.DELETE)
    assert both.push(both.bundled, [bundle]) == []


@pytest.mark.parametrize("between", [False, True])
def test_an_op_that_comes_twice_in_one_push_is_one_edit(both: Both, between: bool) -> None:
    visit = both.desk.replica.get("visit", VISIT)
    op = both.save(edits.update(both.desk.author, visit, {}, add={"samples": 2}))
    once, again = (PushItem(number=number, mutation=op) for number in (1, 2))
    verdicts = both.push(both.bundled, [once, item_of(both), again] if between else [once, again])
    assert {one.op_id: one.outcome for one in verdicts}[op.op_id] == "applied"
    assert both.bundled.get("visit", VISIT)["samples"] == (visit["samples"] or 0) + 2


# Any edits at all


def _words(dice: random.Random) -> str:
    return "\n".join(dice.choice(("one", "two", "three", "red", "blue")) for _ in range(dice.randint(1, 4)))


FIELDS: dict[str, dict[str, Callable[[random.Random], Any]]] = {
    "opportunity": {
        "amount": lambda dice: f"{dice.randint(1, 4)}00.00",
        "close_date": lambda dice: f"2026-0{dice.randint(5, 8)}-01",
        "next_step": _words,
        "probability": lambda dice: dice.choice((None, 10, 20)),
        "stage": lambda dice: dice.choice(("prospecting", "qualification", "proposal", "closed_won")),
        "name": lambda dice: dice.choice(("Crane", "Derrick")),
        "tags": lambda dice: dice.sample(("a", "b", "c"), 2),
    },
    "visit": {
        "purpose": lambda dice: dice.choice(("Quay", "Pier")),
        "status": lambda dice: dice.choice(("planned", "in_progress", "completed", "missed")),
        "samples": lambda dice: dice.randint(0, 9),
    },
    "account": {
        "name": lambda dice: dice.choice(("Harbour Works", "Dock")),
        "industry": lambda dice: dice.choice(("tools", "ships")),
        "description": _words,
        "tags": lambda dice: dice.sample(("old", "new", "odd"), 2),
    },
}


def _edit_here(both: Both, dice: random.Random, records: list[tuple[str, str]]) -> None:
    kind, record_id = dice.choice(records)
    if dice.random() < 0.1:
        made = both.save(edits.create(both.desk.author, "account", {"name": dice.choice("AB")}))
        records.append(("account", made.id))
        return
    if dice.random() < 0.1:
        both.desk.replica.undo()
        return
    record = both.desk.replica.get(kind, record_id)
    if dice.random() < 0.05:
        both.save(edits.delete(both.desk.author, record))
        return
    both.save(_change(both, dice, record))


def _change(both: Both, dice: random.Random, record: Record) -> list[Mutation]:
    fields = {n: make(dice) for n, make in FIELDS[record.type].items() if dice.random() < 0.3}
    add: dict[str, Any] = {}
    remove: dict[str, Any] = {}
    if "tags" in FIELDS[record.type] and "tags" not in fields:
        add = {"tags": [dice.choice("abcd")]} if dice.random() < 0.4 else {}
        remove = {"tags": [dice.choice("abcd")]} if dice.random() < 0.3 else {}
    if record.type == "visit" and "samples" not in fields and dice.random() < 0.5:
        add = {"samples": dice.randint(-2, 3)}
    return edits.update(both.desk.author, record, fields, add=add, remove=remove)


@pytest.mark.parametrize("seed", range(8))
def test_any_edits_leave_the_centre_as_if_each_had_come_by_itself(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    both = make_both(tmp_path)
    try:
        records = [("account", ACCOUNT), ("opportunity", DEAL), ("visit", VISIT)]
        count = 0
        for _ in range(40):
            try:
                _edit_here(both, dice, records)
            except UserError:
                continue  # the laptop itself does not take it
            if dice.random() < 0.08:
                kind, record_id = dice.choice(records[:3])
                name = dice.choice([*FIELDS[kind]])
                value = FIELDS[kind][name](dice)
                extra = {"currency": "USD"} if name == "amount" else {}
                if (kind, record_id) in standing(both.bundled):
                    both.elsewhere(kind, record_id, **{name: value}, **extra)
        count = both.desk.replica.pending()
        both.deliver()
        assert differences(both) == []
        assert both.desk.replica.next_batch() == []
        assert count == 0 or both.sent < 3 * count
    finally:
        close(both)
