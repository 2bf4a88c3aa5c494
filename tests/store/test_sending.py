"""What goes out, in which order and under which numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain import edits
from crmdesk.domain.changes import payload
from crmdesk.domain.errors import SignInNeeded
from crmdesk.protocol.messages import PushItem
from crmdesk.store import sending
from crmdesk.store.identity import Session
from tests.store.desk import Desk, person, tokens


def op_ids(items: list[PushItem]) -> list[str]:
    return [item.mutation.op_id for item in items]


def test_edits_go_out_as_they_were_saved_and_numbered_from_one(desk: Desk) -> None:
    desk.create("account", name="A")
    desk.create("account", name="B")
    items = desk.replica.next_batch()
    assert [item.number for item in items] == [1, 2]
    assert [item.mutation for item in items] == [mutation for _, mutation in desk.replica.pending_ops()]


def test_numbers_outlive_a_restart(desk: Desk) -> None:
    desk.create("account", name="A")
    first = desk.replica.next_batch()
    desk.reopen()
    desk.create("account", name="B")
    again = desk.replica.next_batch()
    assert again[0] == first[0]
    assert [item.number for item in again] == [1, 2]


def test_a_batch_goes_on_behind_the_last_one(desk: Desk) -> None:
    for name in "ABC":
        desk.create("account", name=name)
    size = len(payload(desk.replica.pending_ops()[0][1]))
    first = desk.replica.next_batch(limit_bytes=2 * size + 10)
    second = desk.replica.next_batch(limit_bytes=2 * size + 10, after_number=first[-1].number)
    assert [len(first), len(second)] == [2, 1]
    assert desk.replica.next_batch(after_number=second[-1].number) == []


def test_a_group_is_never_torn(desk: Desk) -> None:
    desk.create("account", name="First")
    account = edits.create(desk.author, "account", {"name": "A"})
    task = edits.create(desk.author, "task", {"subject": "T", "account": account[0].id})
    desk.replica.commit([replace(m, group=account[0].group) for m in (*account, *task)])
    size = len(payload(desk.replica.pending_ops()[0][1]))
    first = desk.replica.next_batch(limit_bytes=2 * size)
    assert len(first) == 1
    assert len(desk.replica.next_batch(limit_bytes=2 * size, after_number=1)) == 2


def test_a_group_that_lies_across_two_readings_of_the_outbox_goes_out_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_CHUNK", 2)
    desk.create("account", name="First")
    together = [edits.create(desk.author, "account", {"name": name})[0] for name in "ABC"]
    desk.replica.commit([replace(one, group=together[0].group) for one in together])
    desk.create("account", name="Last")
    names = [item.mutation.set["name"] for item in desk.replica.next_batch()]
    assert names == ["First", "A", "B", "C", "Last"]


def test_a_batch_holds_no_more_edits_than_a_push_may(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PUSH_ITEMS", 2)
    for name in "ABC":
        desk.create("account", name=name)
    assert len(desk.replica.next_batch()) == 2


def test_one_group_goes_out_however_large(desk: Desk) -> None:
    desk.create("account", name="A", description="x" * 5000)
    assert len(desk.replica.next_batch(limit_bytes=10)) == 1


def test_what_has_its_verdict_is_not_sent_again(desk: Desk) -> None:
    desk.create("account", name="A")
    desk.push()
    assert desk.replica.next_batch() == []


def test_numbers_begin_above_what_the_centre_knows(desk: Desk) -> None:
    desk.introduce("replica-1", last_number=40)
    desk.create("account", name="A")
    assert desk.replica.next_batch()[0].number == 41


def test_another_replica_identity_numbers_anew_what_has_no_verdict(desk: Desk) -> None:
    desk.create("account", name="A")
    desk.push()
    desk.create("account", name="B")
    old = desk.replica.next_batch()
    desk.introduce("replica-2")
    new = desk.replica.next_batch()
    assert op_ids(new) == op_ids(old)
    assert [old[0].number, new[0].number] == [2, 1]


def test_nothing_is_sent_before_the_first_handshake(desk: Desk) -> None:
    desk.replica.save_identity(replace(desk.replica.identity(), replica=None))
    with pytest.raises(SignInNeeded):
        desk.replica.next_batch()


def refused_with_a_child(desk: Desk) -> tuple[str, str]:
    """An account whose creation was refused while a task under it had not been sent."""
    account = desk.create("account", name="Refused")
    (item,) = desk.replica.next_batch()
    task = desk.create("task", subject="Call", account=account.id)
    desk.replica.apply_verdicts(
        [desk.verdict(item.mutation.op_id, item.number, "refused", code="invalid_value")]
    )
    return account.id, task.id


def test_a_child_of_a_refused_record_is_held_back_and_others_are_not(desk: Desk) -> None:
    _, task = refused_with_a_child(desk)
    free = desk.create("account", name="Free")
    assert [item.mutation.id for item in desk.replica.next_batch()] == [free.id]
    assert desk.replica.pending() == 2
    assert desk.replica.get("task", task)["subject"] == "Call"


def test_a_retried_record_goes_out_before_what_needs_it(desk: Desk) -> None:
    account, task = refused_with_a_child(desk)
    assert desk.replica.next_batch() == []
    desk.replica.retry()
    assert [item.mutation.id for item in desk.replica.next_batch()] == [account, task]


def test_what_needs_a_discarded_record_is_refused_in_its_turn(desk: Desk) -> None:
    _, task = refused_with_a_child(desk)
    desk.replica.discard()
    (left,) = desk.replica.refused()
    assert (left.record, left.code) == (task, "record_discarded")
    assert desk.replica.pending() == 0
    desk.replica.discard()
    assert desk.replica.refused() == []
    assert desk.replica.verify().sound


def test_what_needs_something_under_a_discarded_record_is_refused_with_it(desk: Desk) -> None:
    account = desk.create("account", name="Refused").id
    (item,) = desk.replica.next_batch()
    made = desk.create("opportunity", name="Deal", account=account, stage="prospecting")
    desk.update(made, probability=30)
    deal, note = made.id, desk.create("note", body="Seen", opportunity=made.id).id
    desk.replica.apply_verdicts(
        [desk.verdict(item.mutation.op_id, item.number, "refused", code="invalid_value")]
    )
    desk.replica.discard()
    left = [(one.record, one.code) for one in desk.replica.refused()]
    assert left == [(record, "record_discarded") for record in (deal, deal, note)]
    assert desk.replica.pending() == 0
    desk.replica.discard()
    assert desk.replica.refused() == []


def test_signing_in_again_keeps_what_waits(desk: Desk) -> None:
    desk.create("account", name="A")
    desk.replica.end_session()
    assert desk.replica.session() is None
    desk.replica.begin_session("https://crm.example", tokens(person()), Session("a", "b", "later"))
    assert len(desk.replica.next_batch()) == 1
