"""Bulk acts on a replica: what is counted before, what is saved part by part, and taken back as one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crmdesk.domain import edits
from crmdesk.domain.bulk import BulkAct, DeleteEach, EditEach, Stays
from crmdesk.store import undo
from crmdesk.store.bulk import PART, Part, Walk
from crmdesk.store.queries import Filter, Query
from crmdesk.store.undo import UndoStep
from tests.store.desk import OTHER_USER, USER, Desk

WOOD = EditEach({"industry": "Wood"})


def many(desk: Desk, count: int) -> list[str]:
    """That many accounts, as one save."""
    made = [edits.create(desk.author, "account", {"name": f"Account {at:04}"}) for at in range(count)]
    desk.replica.commit([mutation for group in made for mutation in group])
    return [group[0].id for group in made]


def walk(desk: Desk, act: BulkAct, ids: Sequence[str]) -> Walk:
    return Walk("account", act, tuple(ids), desk.new_id(), desk.author)


def run(desk: Desk, going: Walk) -> list[Part]:
    return [desk.replica.bulk_part(going, start) for start in range(0, len(going.ids), PART)]


def take_back(desk: Desk) -> list[UndoStep]:
    steps: list[UndoStep] = []
    step = desk.replica.undo()
    while step is not None:
        steps.append(step)
        step = desk.replica.undo(step.intent) if step.left else None
    return steps


def industries(desk: Desk) -> dict[str | None, int]:
    found: dict[str | None, int] = {}
    for account in desk.replica.query("account"):
        found[account["industry"]] = found.get(account["industry"], 0) + 1
    return found


def test_what_would_change_and_what_stays_is_counted_in_the_order_of_the_list(desk: Desk) -> None:
    desk.receive("account", name="B", owner=USER)
    a = desk.receive("account", name="A", owner=USER)
    desk.receive("account", name="C", industry="Wood", owner=OTHER_USER)
    judged = desk.replica.judge_each("account", Query(sort="name"), WOOD)
    assert (judged.ids[0], len(judged.ids), dict(judged.stays)) == (a.id, 2, {Stays.ALREADY: 1})
    deleted = desk.replica.judge_each("account", Query((Filter("name", "!=", "B"),)), DeleteEach())
    assert (deleted.ids, dict(deleted.stays)) == ((a.id,), {Stays.FORBIDDEN: 1})


def test_records_chosen_by_their_ids_are_judged_alone(desk: Desk) -> None:
    ids = many(desk, 5)
    judged = desk.replica.judge_each("account", Query((Filter("id", "=", ids[1:3]),)), WOOD)
    assert sorted(judged.ids) == sorted(ids[1:3])


def test_all_parts_are_one_step_that_is_taken_back_and_done_again_part_by_part(desk: Desk) -> None:
    count = 2 * undo.PART + 30
    ids = many(desk, count)
    parts = run(desk, walk(desk, WOOD, ids))
    assert sum(part.changed for part in parts) == count
    assert industries(desk) == {"Wood": count}
    steps = take_back(desk)
    assert [step.left for step in steps] == [undo.PART + 30, 30, 0]
    assert {(step.records, step.is_of_many) for step in steps} == {(count, True)}
    assert industries(desk) == {None: count}
    again = desk.replica.redo()
    while again is not None and again.left:
        again = desk.replica.redo(again.intent)
    assert industries(desk) == {"Wood": count}
    take_back(desk)
    assert industries(desk) == {None: count}
    assert desk.replica.verify().sound


def test_a_save_between_two_parts_leaves_the_bulk_edit_one_step(desk: Desk) -> None:
    ids = many(desk, PART + 10)
    going = walk(desk, WOOD, ids)
    desk.replica.bulk_part(going, 0)
    desk.update(desk.replica.get("account", ids[0]), website="https://quay.example")
    desk.replica.bulk_part(going, PART)
    take_back(desk)
    assert industries(desk) == {None: PART + 10}
    assert desk.replica.get("account", ids[0])["website"] == "https://quay.example"


def test_a_save_between_two_parts_of_an_undo_does_not_end_it(desk: Desk) -> None:
    count = undo.PART + 10
    ids = many(desk, count)
    run(desk, walk(desk, WOOD, ids))
    first = desk.replica.undo()
    assert first is not None
    assert first.left == 10
    desk.update(desk.replica.get("account", ids[0]), website="https://quay.example")
    last = desk.replica.undo(first.intent)
    assert last is not None
    assert last.left == 0
    assert industries(desk) == {None: count}
    assert not desk.replica.can_redo, "half of it is not done again"


def test_what_went_meanwhile_is_left_out_and_the_rest_saved(desk: Desk) -> None:
    ids = many(desk, 20)
    going = walk(desk, WOOD, ids)
    desk.delete(desk.replica.get("account", ids[3]))
    (part,) = run(desk, going)
    assert (part.changed, dict(part.stays)) == (19, {Stays.GONE: 1})


def test_a_value_that_one_record_cannot_take_keeps_out_that_one_alone(desk: Desk) -> None:
    ids = many(desk, 20)
    below = EditEach({"parent": ids[7]})  # an account cannot lie below itself
    (part,) = run(desk, walk(desk, below, ids))
    assert (part.changed, dict(part.stays)) == (19, {Stays.REFUSED: 1})
    assert desk.replica.get("account", ids[7])["parent"] is None


def test_what_went_since_stays_away_when_the_rest_of_a_large_edit_is_undone(desk: Desk) -> None:
    ids = many(desk, undo.PART + 10)
    run(desk, walk(desk, WOOD, ids))
    gone = desk.replica.get("account", ids[5])
    desk.replica.commit(edits.delete(desk.author, gone))
    desk.replica._undo.drop(desk.replica._undo.last)  # type: ignore[arg-type]  # as if a colleague had deleted it
    steps = take_back(desk)
    assert steps[-1].stayed == 1
    assert industries(desk) == {None: undo.PART + 9}


@pytest.mark.parametrize("act", [WOOD, DeleteEach()])
def test_undo_keeps_no_more_of_the_records_than_it_needs(desk: Desk, act: BulkAct) -> None:
    ids = many(desk, 3)
    run(desk, walk(desk, act, ids))
    save = desk.replica._undo.last
    assert save is not None
    kept = {len(before.fields) for before in save.before.values()}
    assert kept == ({1} if act is WOOD else {len(desk.replica.catalogue["account"].fields)})
    take_back(desk)
    assert desk.replica.count("account") == 3
