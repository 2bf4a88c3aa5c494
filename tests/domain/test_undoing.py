"""What takes an intent back, and what cannot be taken back."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain import edits
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import NotAllowed
from crmdesk.domain.undoing import inverse
from tests.domain.test_edits import AUTHOR, after, new_id, record


def test_undoing_an_edit_brings_back_what_was_there() -> None:
    deal = record("opportunity", name="Deal", stage="proposal", tags=["a"], probability=10)
    edit = edits.update(AUTHOR, deal, {"probability": 90}, add={"tags": ["b"]}, remove={"tags": ["a"]})
    edited = after(deal, *edit)
    (undo,) = inverse(AUTHOR, edit, {("opportunity", deal.id): deal})
    restored = after(edited, *undo)
    assert (restored["probability"], restored["tags"]) == (10, ["a"])


def test_undoing_a_creation_deletes_and_undoing_a_deletion_restores() -> None:
    account = record("account", name="Quay", tags=["x"])
    ((delete,),) = inverse(AUTHOR, edits.create(AUTHOR, "account", {"name": "New"}), {})
    assert delete.act is Act.DELETE
    ((restore,),) = inverse(AUTHOR, edits.delete(AUTHOR, account), {("account", account.id): account})
    assert (restore.act, restore.id, restore.set["name"]) == (Act.RESTORE, account.id, "Quay")


@pytest.mark.parametrize(
    ("type_name", "fields"),
    [("contact", {"do_not_contact": True}), ("visit", {"check_in": {"at": "2026-11-21T09:00:00.000Z"}})],
)
def test_protection_and_facts_cannot_be_undone(type_name: str, fields: dict[str, Any]) -> None:
    before = record(type_name, name="x", account=new_id(), status="planned")
    edit = edits.update(AUTHOR, before, fields) if type_name == "visit" else [
        Mutation("o", Act.UPDATE, "contact", before.id, AUTHOR.user, "t", "g", "i", set=fields)
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        inverse(AUTHOR, edit, {(type_name, before.id): before})


def test_what_is_done_at_once_is_taken_back_at_once_and_judged_one_by_one() -> None:
    one, other = record("account", name="Quay"), record("account", name="Pier")
    changes = [edits.update(AUTHOR, each, {"tier": "a"})[0] for each in (one, other)]
    joined = edits.at_once(AUTHOR, changes)
    assert len({change.intent for change in joined}) == 1
    assert len({change.group for change in joined}) == 2
    undone = inverse(AUTHOR, joined, {("account", each.id): each for each in (one, other)})
    assert {change.id for group in undone for change in group} == {one.id, other.id}
    assert len({change.intent for group in undone for change in group}) == 1
