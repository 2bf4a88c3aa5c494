"""Refused edits stay listed with their value until their author tries again or discards them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain import edits
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.store.outbox import mutation_of
from tests.store.desk import Desk


def refused_update(desk: Desk) -> str:
    account = desk.receive("account", name="Acme", industry="Steel", tags=["a"])
    saved = desk.update(account, industry="Wood")
    desk.push("refused", code="forbidden", title="Not yours", hint="ask the owner")
    return saved.op_id


def test_what_was_typed_is_listed(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", tags=["a"])
    mutation = edits.update(
        desk.author, account, {"industry": "Wood"}, add={"tags": ["b"]}, remove={"tags": ["a"]}
    )
    desk.replica.commit(mutation)
    desk.push("refused")
    (one,) = desk.replica.refused()
    assert one.fields == {"industry": "Wood", "tags": {"add": ["b"], "remove": ["a"]}}
    assert (one.code, one.act, one.record) == ("refused", "update", account.id)


def test_trying_again_is_a_new_edit_with_the_same_values(desk: Desk) -> None:
    old = refused_update(desk)
    (again,) = desk.replica.retry([old])
    assert again.op_id != old
    assert again.set == {"industry": "Wood"}
    assert desk.replica.refused() == []
    assert desk.replica.query("account")[0]["industry"] == "Wood"
    assert [item.mutation.op_id for item in desk.replica.next_batch()] == [again.op_id]


def test_a_group_is_tried_again_whole(desk: Desk) -> None:
    account = edits.create(desk.author, "account", {"name": "A"})
    task = edits.create(desk.author, "task", {"subject": "T", "account": account[0].id})
    desk.replica.commit([replace(m, group=account[0].group) for m in (*account, *task)])
    desk.push("refused")
    again = desk.replica.retry([task[0].op_id])
    assert [m.id for m in again] == [account[0].id, task[0].id]
    assert len({m.group for m in again}) == 1


def test_a_retry_that_cannot_be_saved_changes_nothing(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Wood")
    desk.push("refused")
    desk.replica.apply_page(desk.page(deleted=[("account", account.id)], seq=desk.next_seq()))
    with pytest.raises(NoSuchRecord):
        desk.replica.retry()
    assert len(desk.replica.refused()) == 1


def test_discarding_removes_the_value_and_keeps_that_there_was_one(desk: Desk) -> None:
    op_id = refused_update(desk)
    assert desk.replica.discard([op_id]) == 1
    assert desk.replica.refused() == []
    with desk.replica._database.read() as connection:
        assert mutation_of(connection, op_id) is None
        kept = connection.execute("SELECT hash FROM outbox WHERE op_id = ?", (op_id,)).fetchone()
    assert kept is not None
    assert desk.replica.verify().sound
    desk.reopen()
    assert desk.replica.verify().sound


def test_what_was_discarded_comes_back_by_undo_as_long_as_the_program_runs(desk: Desk) -> None:
    op_id = refused_update(desk)
    (before,) = desk.replica.refused()
    desk.replica.discard([op_id], "i")
    assert desk.replica.refused() == []
    assert desk.replica.undo() is not None
    assert desk.replica.refused() == [before]
    assert desk.replica.redo() is not None
    assert desk.replica.refused() == []
    assert desk.replica.undo() is not None
    (again,) = desk.replica.retry([op_id])
    assert (again.set, desk.replica.refused()) == ({"industry": "Wood"}, [])
    assert desk.replica.verify().sound


def test_values_of_what_was_discarded_go_with_the_end_of_the_program(desk: Desk) -> None:
    op_id, kept = refused_update(desk), refused_update(desk)
    desk.replica.discard([kept], "kept")
    desk.replica.discard([op_id], "gone")
    desk.replica.undo("kept")
    desk.reopen()
    with desk.replica._database.read() as connection:
        assert mutation_of(connection, op_id) is None
    assert [one.op_id for one in desk.replica.refused()] == [kept]
    assert desk.replica.verify().sound


def test_what_waited_for_a_discarded_record_waits_again_once_it_is_back(desk: Desk) -> None:
    account = desk.create("account", name="Refused")
    (item,) = desk.replica.next_batch()
    task = desk.create("task", subject="Call", account=account.id)
    desk.replica.apply_verdicts([desk.verdict(item.mutation.op_id, item.number, "refused")])
    desk.replica.discard(None, "i")
    assert [one.record for one in desk.replica.refused()] == [task.id]
    desk.replica.undo()
    assert [one.record for one in desk.replica.refused()] == [account.id]
    desk.replica.retry()
    assert [each.mutation.id for each in desk.replica.next_batch()] == [account.id, task.id]
    assert desk.replica.verify().sound


def test_an_unknown_refused_edit_is_said_so(desk: Desk) -> None:
    with pytest.raises(NoSuchRecord, match="No such refused edit"):
        desk.replica.retry(["nothing"])
    with pytest.raises(NoSuchRecord):
        desk.replica.discard(["nothing"])


def test_refused_edits_outlive_a_restart(desk: Desk) -> None:
    op_id = refused_update(desk)
    desk.reopen()
    assert [one.op_id for one in desk.replica.refused()] == [op_id]
