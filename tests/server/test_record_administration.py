"""Records that an administrator merges or deletes while laptops still hold edits of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.edits import Author
from crmdesk.protocol.messages import Push, PushItem, Verdict
from crmdesk.server.database import reading, writing
from crmdesk.server.record_administration import RecordAdministration
from crmdesk.server.verification import Verifier
from tests.support.centre import BareCentre


@dataclass
class Desk:
    """A rep's laptop, as the centre sees it, and the administrator beside it."""

    centre: BareCentre
    author: Author
    number: int = 0

    @property
    def records(self) -> RecordAdministration:
        return RecordAdministration(self.centre.core, self.centre.admin)

    def push(self, *mutations: Mutation) -> list[Verdict]:
        items = []
        for mutation in mutations:
            self.number += 1
            items.append(PushItem(number=self.number, mutation=mutation))
        push = Push(replica="01a2006d-23df-76c2-bb3b-2447a49a63d0", epoch=1, items=items)
        return self.centre.core.journal.push(self.centre.principal("kim"), push).verdicts

    def made(self, type_name: str, **fields: Any) -> str:
        (mutation, *_) = edits.create(self.author, type_name, fields)
        assert [verdict.outcome for verdict in self.push(mutation)] == ["applied"]
        return mutation.id

    def record(self, type_name: str, record_id: str) -> Any:
        return self.centre.core.feed.visible(self.centre.principal("kim"), type_name, record_id)

    def faults(self) -> list[str]:
        core = self.centre.core
        return Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(self.centre.org).faults


@pytest.fixture
def desk(bare_centre: BareCentre) -> Desk:
    core = bare_centre.core
    user = bare_centre.add_user("kim", territory="North-East")
    return Desk(bare_centre, Author(user, core.catalogue, core.now, core.new_id))


def test_late_edit_of_a_merged_record_goes_to_the_one_that_was_kept(desk: Desk) -> None:
    keep, lose = desk.made("account", name="Acme"), desk.made("account", name="ACME Corp")
    late = edits.update(desk.author, desk.record("account", lose), {"website": "late.example"})
    desk.records.merge("account", keep, lose)
    assert [verdict.outcome for verdict in desk.push(*late)] == ["merged"]
    assert desk.record("account", keep)["website"] == "late.example"
    assert desk.faults() == []


def test_what_is_made_under_a_merged_record_lies_under_the_one_that_was_kept(desk: Desk) -> None:
    first, second, lose = (desk.made("account", name=name) for name in ("Acme", "ACME Corp", "Acme Ltd"))
    desk.records.merge("account", second, lose)
    desk.records.merge("account", first, second)
    deal = desk.made("opportunity", name="Crane", account=lose, stage="prospecting")
    assert desk.record("opportunity", deal)["account"] == first
    assert desk.faults() == []


def test_merged_people_keep_their_place_among_the_attendees_of_a_late_call(desk: Desk) -> None:
    account = desk.made("account", name="Acme")
    keep, lose, other = (desk.made("contact", name=name, account=account) for name in ("Ann", "Anne", "Bo"))
    call = desk.made("call", subject="Prices", account=account)
    late = edits.update(desk.author, desk.record("call", call), {}, add={"attendees": [lose, other]})
    desk.records.merge("contact", keep, lose)
    assert [verdict.outcome for verdict in desk.push(*late)] == ["applied"]
    assert set(desk.record("call", call)["attendees"]) == {keep, other}


def test_late_delete_of_a_merged_record_leaves_the_one_that_was_kept(desk: Desk) -> None:
    keep, lose = desk.made("account", name="Acme"), desk.made("account", name="ACME Corp")
    late = edits.delete(desk.author, desk.record("account", lose))
    desk.records.merge("account", keep, lose)
    # Also one that had seen the kept record as it stands.
    head = desk.record("account", keep).version
    assert [verdict.outcome for verdict in desk.push(*(replace(one, base=head) for one in late))] == [
        "applied"
    ]
    assert desk.record("account", keep)["name"] == "Acme"


def test_edit_of_a_record_that_the_administrator_deleted_asks_and_holds_together(desk: Desk) -> None:
    note = desk.made("note", body="first", account=desk.made("account", name="Acme"))
    late = edits.update(desk.author, desk.record("note", note), {"body": "second"})
    desk.records.delete("note", note)
    assert [verdict.outcome for verdict in desk.push(*late)] == ["conflict"]
    assert desk.faults() == []


def test_a_merge_that_cannot_be_entered_in_the_audit_log_did_not_happen(desk: Desk) -> None:
    keep, lose = desk.made("account", name="Acme"), desk.made("account", name="ACME Corp")
    with writing(desk.centre.core.engine, desk.centre.org) as connection:
        connection.execute(text("ALTER TABLE audit_event RENAME TO elsewhere"))
    with pytest.raises(DBAPIError):
        desk.records.merge("account", keep, lose)
    with writing(desk.centre.core.engine, desk.centre.org) as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO audit_event"))
    assert desk.record("account", lose)["name"] == "ACME Corp"
    desk.records.merge("account", keep, lose)
    with reading(desk.centre.core.engine) as connection:
        (*_, last) = desk.centre.core.audit.events(connection, desk.centre.org)
    assert (last.what, last.about) == ("records_merged", {"type": "account", "kept": keep, "lost": lose})
    assert desk.faults() == []
