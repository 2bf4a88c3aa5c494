"""Undo and redo by intent: every step is an edit that travels."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pytest

from crmdesk.domain import edits
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import InvalidValue, NotAllowed
from crmdesk.store.undo import Beside, Save, UndoHistory
from tests.store.desk import Desk


def test_undo_takes_the_last_save_back_and_redo_does_it_again(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", industry="Steel", tags=["a"])
    desk.replica.commit(edits.update(desk.author, account, {"industry": "Wood"}, add={"tags": ["b"]}))
    step = desk.replica.undo()
    assert step is not None
    assert (step.act, step.type, step.record, step.title) == ("update", "account", account.id, "Acme")
    assert desk.replica.get("account", account.id)["industry"] == "Steel"
    assert desk.replica.get("account", account.id)["tags"] == ["a"]
    assert desk.replica.redo() is not None
    assert desk.replica.get("account", account.id)["industry"] == "Wood"
    assert desk.replica.get("account", account.id)["tags"] == ["a", "b"]
    assert desk.replica.pending() == 3, "each step back is an edit that travels"
    assert desk.replica.verify().sound


def test_undo_of_a_creation_deletes_and_of_a_deletion_restores(desk: Desk) -> None:
    account = desk.create("account", name="Acme", industry="Steel")
    desk.replica.undo()
    assert desk.replica.count("account") == 0
    desk.replica.redo()
    assert desk.replica.get("account", account.id)["industry"] == "Steel"
    desk.delete(account)
    desk.replica.undo()
    assert desk.replica.get("account", account.id)["name"] == "Acme"


def test_several_steps_can_be_taken_back_in_turn(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    for trade in ("One", "Two", "Three"):
        desk.update(account, industry=trade)
    seen = []
    while desk.replica.can_undo and len(seen) < 3:
        desk.replica.undo()
        seen.append(desk.replica.get("account", account.id)["industry"])
    assert seen == ["Two", "One", None]
    while desk.replica.can_redo:
        desk.replica.redo()
    assert desk.replica.get("account", account.id)["industry"] == "Three"


def test_a_bulk_edit_is_one_step(desk: Desk) -> None:
    accounts = [desk.create("account", name=name) for name in "ABC"]
    intent = desk.new_id()
    for account in accounts:
        desk.replica.commit(edits.update(desk.author, account, {"industry": "Wood"}, intent=intent))
    step = desk.replica.undo()
    assert step is not None
    assert step.records == 3
    assert {record["industry"] for record in desk.replica.query("account")} == {None}


def test_a_new_edit_ends_what_could_be_done_again(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    desk.update(account, industry="Wood")
    desk.replica.undo()
    desk.update(account, industry="Glass")
    assert desk.replica.redo() is None


def test_what_cannot_be_taken_back_says_so_and_stays(desk: Desk) -> None:
    contact = desk.create("contact", name="Anna")
    desk.update(contact, do_not_contact=True)
    with pytest.raises(NotAllowed, match="protection"):
        desk.replica.undo()
    assert desk.replica.get("contact", contact.id)["do_not_contact"] is True


def test_a_step_back_to_a_record_that_is_gone_is_said_once_and_the_one_before_has_its_turn(
    desk: Desk,
) -> None:
    desk.synced()
    gone, stays = (desk.receive("account", name=name) for name in "AB")
    contact = desk.receive("contact", name="Anna", account=gone.id)
    task = desk.create("task", subject="Call")
    desk.update(contact, account=stays.id)
    desk.replica.apply_page(desk.page(deleted=[("account", gone.id)]))
    with pytest.raises(InvalidValue):
        desk.replica.undo()
    assert desk.replica.get("contact", contact.id)["account"] == stays.id
    step = desk.replica.undo()
    assert step is not None
    assert step.record == task.id


def test_a_step_back_in_a_field_that_was_removed_is_said_once(desk: Desk) -> None:
    desk.replica.adopt_fields([CustomField("account", "x_hall", "text", "latest", "Hall")])
    account = desk.create("account", name="A", x_hall="2")
    desk.update(account, x_hall="3")
    desk.replica.adopt_fields([CustomField("account", "x_hall", "text", "latest", "Hall", live=False)])
    with pytest.raises(InvalidValue):
        desk.replica.undo()
    desk.replica.undo()
    assert desk.replica.query("account") == []


def test_steps_of_several_threads_and_erasures_come_at_once() -> None:
    history, failures = UndoHistory(), list[BaseException]()
    about = Beside(records=frozenset({("contact", "a")}))

    def work(act: Callable[[int], None]) -> None:
        try:
            for number in range(1_500):
                act(number)
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            failures.append(error)

    acts: list[Callable[[int], None]] = [
        lambda number: history.saved(Save(f"mine {number}", (), {}, beside=about)),
        lambda number: history.saved(Save(f"import {number}", (), {}, beside=about)),
        lambda _: history.forget({("contact", "b")}),
    ]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(usual)
    assert failures == []


def test_a_step_whose_person_is_erased_while_it_is_taken_back_leaves_nothing() -> None:
    history = UndoHistory()
    step = Save("mine", (), {}, beside=Beside(records=frozenset({("contact", "a")})))
    history.saved(step)
    history.forget({("contact", "a")})
    history.went_back(step, None, step)
    assert (history.last, history.next) == (None, None)


def test_there_is_nothing_to_undo_at_first(desk: Desk) -> None:
    assert desk.replica.undo() is None
    assert desk.replica.redo() is None
