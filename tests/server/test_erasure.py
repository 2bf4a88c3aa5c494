"""An erased person is nowhere at the centre any more and stays erased, whatever comes or is put back;
over 400 lines because all of it is about one story that is told once.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, select, text, update

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.erasure import mark_of
from crmdesk.domain.errors import NoSuchRecord, StorageFault, UsageError
from crmdesk.domain.identifiers import uuid7
from crmdesk.protocol.messages import Page, Pull, Push, PushItem, Verdict
from crmdesk.server import backup as backups
from crmdesk.server.collection import Collector
from crmdesk.server.database import reading, writing
from crmdesk.server.erasure import Erasures
from crmdesk.server.location import former_databases
from crmdesk.server.personal import PersonalData
from crmdesk.server.readers import read_reader
from crmdesk.server.record_administration import RecordAdministration
from crmdesk.server.verification import Verifier
from tests.support.centre import BareCentre, compose
from tests.support.databases import Databases
from tests.support.receipts import folder_of, keeping_receipts, place_of, reopened

MARKER = "Zebramarker"


def everything(centre: BareCentre) -> str:
    """Every value of every row of the database, as text."""
    metadata, told = MetaData(), []
    with reading(centre.core.engine) as connection:
        metadata.reflect(connection)
        for table in metadata.sorted_tables:
            told += [repr(tuple(row)) for row in connection.execute(select(table))]
    return "\n".join(told)


def faults(centre: BareCentre) -> list[str]:
    core = centre.core.of(centre.org)
    return Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(centre.org).faults


@dataclass
class Story:
    """A person with everything that can be about them, and a record that only mentions them."""

    centre: BareCentre
    ids: dict[str, str]

    @property
    def personal(self) -> PersonalData:
        return PersonalData(self.centre.admin)

    def write(self, act: Act, type_name: str, record: str, **values: Any) -> list[Verdict]:
        admin = self.centre.admin
        change = replace(admin.mutation(act, type_name, record, values), base=2**40)
        return self.centre.core.journal.central(admin.principal, [change])

    def verdict(self, act: Act, type_name: str, record: str, **values: Any) -> Verdict:
        (verdict,) = self.write(act, type_name, record, **values)
        return verdict

    def erase(self, name: str = "jo") -> dict[str, Any]:
        return self.personal.erase(self.ids[name])


NAMES = ("acme", "jo", "double", "link", "note", "both", "task", "visit", "file", "boss")
IDS = {name: uuid7(1_790_000_000_000, number) for number, name in enumerate(NAMES, 1)}


@pytest.fixture
def story(databases: Databases, tmp_path: Path) -> Iterator[Story]:
    made = compose(databases, tmp_path / "centre", furnish=_tell)
    keeping_receipts(made)
    yield Story(made, IDS)
    made.core.close()


def _tell(centre: BareCentre) -> None:
    made = Story(centre, IDS)
    ids, jo = made.ids, {"contact": made.ids["jo"]}
    for type_name, name, values in (
        ("account", "acme", {"name": "Acme"}),
        ("contact", "boss", {"name": "Ann"}),
        (
            "contact",
            "jo",
            {"name": f"Jo {MARKER}", "emails": [f"jo@{MARKER}.example"], "account": ids["acme"]},
        ),
        ("contact", "double", {"name": f"J. {MARKER}", "phones": [f"1 {MARKER}"]}),
        ("account_contact", "link", {**jo, "account": ids["acme"], "role": f"friend of {MARKER}"}),
        ("note", "note", {**jo, "body": f"{MARKER} is ill"}),
        ("note", "both", {**jo, "body": "Asked for plans", "account": ids["acme"]}),
        ("task", "task", {**jo, "subject": f"Call {MARKER}", "status": "not_started"}),
        ("visit", "visit", {"account": ids["acme"], "contacts": [ids["jo"]], "status": "planned"}),
    ):
        assert made.verdict(Act.CREATE, type_name, ids[name], **values).outcome == "applied", name
    made.write(Act.UPDATE, "contact", ids["jo"], personal_facts=f"{MARKER} collects stamps")
    made.write(Act.UPDATE, "contact", ids["jo"], name=f"Joanna {MARKER}")
    made.write(Act.DELETE, "note", ids["note"])
    RecordAdministration(centre.core, centre.admin).merge("contact", ids["jo"], ids["double"])
    assert MARKER in everything(centre)


def test_nothing_of_an_erased_person_is_left_in_the_database(story: Story) -> None:
    bare, ids = story.centre, story.ids
    done = story.erase()
    assert done["records"] == {"contact": 2, "account_contact": 1, "note": 1, "task": 1}
    assert MARKER.casefold() not in everything(bare).casefold()
    assert faults(bare) == []
    left = [json.loads(line) for line in bare.core.feed.export(bare.admin.principal)]
    assert {line["id"] for line in left if line["type"] in ("note", "visit", "contact", "account")} == {
        ids["both"], ids["visit"], ids["boss"], ids["acme"],
    }  # fmt: skip


def test_no_page_of_the_database_s_files_holds_a_value_any_more(story: Story) -> None:
    if story.centre.database_url.startswith("postgresql"):
        pytest.skip("a server's files are the server's")
    story.erase()
    for file in story.centre.data.iterdir():
        if file.is_file():
            assert MARKER.casefold().encode() not in file.read_bytes().lower(), file


def test_records_whose_texts_name_the_person_are_told(story: Story) -> None:
    note = story.centre.core.new_id()
    story.write(Act.CREATE, "note", note, body=f"Saw Joanna {MARKER}", account=story.ids["acme"])
    assert story.erase()["named"] == [{"type": "note", "id": note, "in": ["body"]}]
    assert [
        part["id"] for part in [*story.erase()["named"]]
    ] == []  # by the second time the name is not known here


def test_whatever_comes_later_is_refused_and_leaves_nothing(story: Story) -> None:
    story.erase()
    for act in Act:
        for name in ("jo", "double"):
            values = {} if act is Act.DELETE else {"name": MARKER}
            verdict = story.verdict(act, "contact", story.ids[name], **values)
            assert (verdict.outcome, verdict.code) == ("refused", "erased"), act
    assert MARKER not in everything(story.centre)


def test_a_later_edit_is_refused_as_erased_before_anything_else_is_found_wrong_with_it(story: Story) -> None:
    story.erase()
    verdict = story.verdict(Act.UPDATE, "contact", story.ids["jo"], birthday=f"not a date {MARKER}", x_no="y")
    assert verdict.code == "erased"


def test_a_new_record_about_nobody_else_is_refused_and_one_about_others_too_says_why(story: Story) -> None:
    story.erase()
    jo, acme, core = story.ids["jo"], story.ids["acme"], story.centre.core
    alone = story.verdict(Act.CREATE, "note", core.new_id(), body=MARKER, contact=jo)
    link = story.verdict(Act.CREATE, "account_contact", core.new_id(), contact=jo, account=acme)
    both = story.verdict(Act.CREATE, "note", core.new_id(), body="Plans", contact=jo, account=acme)
    wrong = story.verdict(Act.CREATE, "note", core.new_id(), body="Plans", contact=[jo, {}], account=7)
    assert [one.code for one in (alone, link, both)] == ["erased", "erased", "reference_erased"]
    assert wrong.outcome == "refused"


def test_an_edit_decided_before_the_erasure_keeps_its_verdict_when_it_comes_again(story: Story) -> None:
    """Its laptop may have dropped the value by then: what it says is not compared any more."""
    story.centre.add_user("kim")
    core, principal = story.centre.core, story.centre.principal("kim")
    op, group = core.new_id(), core.new_id()
    contact = core.new_id()
    edit = Mutation(op, Act.CREATE, "contact", contact, principal.user, "2026-03-01T00:00:00.000Z", group, group,
                    set={"name": f"Al {MARKER}"})  # fmt: skip

    def push(mutation: Mutation) -> Verdict:
        request = Push(
            replica="r1",
            epoch=core.feed.head(story.centre.org).epoch,
            items=[PushItem(number=1, mutation=mutation)],
        )
        (verdict,) = core.journal.push(principal, request).verdicts
        return verdict

    assert push(edit).outcome == "applied"
    story.personal.erase(contact)
    again = push(replace(edit, set={}))
    assert (again.outcome, again.repeat) == ("applied", True)
    assert f"Al {MARKER}" not in everything(story.centre)


def test_a_deleted_person_and_one_that_only_history_knows_can_be_erased(story: Story) -> None:
    bare = story.centre
    core = bare.core
    story.write(Act.DELETE, "contact", story.ids["jo"])
    collector = Collector(core.engine, core.tables, core.identity_tables, core.catalogue)
    collector.collect(bare.org, "2100-01-01T00:00:00.000Z")
    assert story.personal.erase(f"JO@{MARKER}.example")["id"] == story.ids["jo"]
    assert MARKER.casefold() not in everything(bare).casefold()
    assert faults(bare) == []


def test_a_note_of_which_only_history_is_left_goes_too(story: Story) -> None:
    core = story.centre.core
    collector = Collector(core.engine, core.tables, core.identity_tables, core.catalogue)
    assert collector.collect(story.centre.org, "2100-01-01T00:00:00.000Z").tombstones >= 1
    assert "is ill" in everything(story.centre)
    story.erase()
    assert "is ill" not in everything(story.centre)


def test_conflicts_about_the_person_go(story: Story) -> None:
    bare, jo = story.centre, story.ids["jo"]
    admin = bare.admin
    change = admin.mutation(Act.UPDATE, "contact", jo, {"account": None})
    change = replace(change, act=Act.DELETE, set={}, base=1)
    bare.add_user("max", role="manager")
    principal = bare.principal("max")
    request = Push(
        replica="r2",
        epoch=bare.core.feed.head(bare.org).epoch,
        items=[PushItem(number=1, mutation=replace(change, author=principal.user))],
    )
    (verdict,) = bare.core.journal.push(replace(principal, role="admin"), request).verdicts
    assert verdict.outcome == "conflict", verdict
    assert story.erase()["records"]["conflict"] == 1
    assert faults(bare) == []


def test_tombstones_of_the_erased_are_never_collected(story: Story) -> None:
    story.erase()
    core = story.centre.core
    collector = Collector(core.engine, core.tables, core.identity_tables, core.catalogue)
    collector.collect(story.centre.org, "2100-01-01T00:00:00.000Z")
    assert story.verdict(Act.CREATE, "contact", story.ids["jo"], name="Jo").code == "erased"


def test_export_says_that_a_person_was_erased_and_erasing_again_changes_nothing(story: Story) -> None:
    first = story.erase()
    with pytest.raises(NoSuchRecord) as told:
        story.personal.find(story.ids["jo"])
    assert told.value.code == "erased"
    head = story.centre.core.feed.head(story.centre.org)
    again = story.erase()
    assert (again["already"], again["receipt"], again["records"]) == (True, first["receipt"], {})
    assert story.centre.core.feed.head(story.centre.org) == head
    with pytest.raises(NoSuchRecord):
        story.personal.erase(story.centre.core.new_id())


def test_an_address_of_two_people_is_asked_about(story: Story) -> None:
    for name in ("x", "y"):
        story.write(Act.CREATE, "contact", story.centre.core.new_id(), name=name, emails=["a@b.example"])
    with pytest.raises(UsageError):
        story.personal.erase("a@b.example")


# What laptops are told


def pulled(story: Story, erased: int | None) -> Page:
    core, principal = story.centre.core, story.centre.admin.principal
    head = core.feed.head(story.centre.org)
    with reading(core.engine) as connection:
        scope = read_reader(connection, core.tables, principal).fingerprint
    return core.feed.pull(principal, Pull(replica="r", position=head, scope=scope, erased=erased))


def test_laptops_are_told_by_marks_from_where_they_were_told_last(story: Story) -> None:
    story.erase()
    page = pulled(story, 0)
    assert ("contact", mark_of("contact", story.ids["jo"])) in page.erased
    assert len(page.erased) == 5
    assert story.ids["jo"] not in str(page.erased)
    assert pulled(story, page.erased_upto).erased == []
    assert pulled(story, 2**40).erased == page.erased  # told by a centre that was put back
    assert (pulled(story, None).erased, pulled(story, None).erased_upto) == ([], None)


# Chains


def test_the_audit_chain_holds_and_names_the_person_no_more(story: Story) -> None:
    story.centre.admin.note("personal_data_exported", contact=story.ids["jo"], name=MARKER)
    story.erase()
    core = story.centre.core
    with reading(core.engine) as connection:
        events = list(core.audit.events(connection, story.centre.org))
    assert [event.what for event in events if event.about is None] == [
        "records_merged",
        "personal_data_exported",
    ]
    assert events[-1].what == "person_erased"
    assert story.ids["jo"] not in str(events)
    assert faults(story.centre) == []


def test_what_was_tampered_with_is_still_found_after_an_erasure(story: Story) -> None:
    story.erase()
    core, table = story.centre.core, story.centre.core.identity_tables.audit
    with writing(core.engine, story.centre.org) as connection:
        connection.execute(update(table).where(table.c.about.is_(None)).values(actor="nobody"))
    assert any("chain breaks" in fault for fault in faults(story.centre))


# Receipts


def test_a_backup_from_before_an_erasure_comes_back_without_the_person(story: Story, tmp_path: Path) -> None:
    bare, late = story.centre, story.centre.core.new_id()
    backups.backup(place_of(bare), tmp_path / "before", bare.core.now())
    story.write(Act.CREATE, "note", late, body=f"Newer: {MARKER}", contact=story.ids["jo"])
    story.erase()
    bare.core.close()
    backups.restore(place_of(bare), tmp_path / "before", bare.core.now())
    reopened(story.centre)
    assert MARKER.casefold() not in everything(bare).casefold()
    assert faults(bare) == []
    assert story.verdict(Act.CREATE, "note", late, body=MARKER, contact=story.ids["jo"]).code == "erased"
    assert former_databases(place_of(bare), bare.core.engine) != []


def test_the_receipt_holds_no_value_and_travels_in_backups(story: Story, tmp_path: Path) -> None:
    bare = story.centre
    done = story.erase()
    (file,) = (folder_of(bare)).iterdir()
    assert file.name == f"{done['receipt']}.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert MARKER not in file.read_text()
    assert "Acme" not in file.read_text()
    backups.backup(place_of(bare), tmp_path / "after", bare.core.now())
    bare.core.close()
    file.unlink()
    backups.restore(place_of(bare), tmp_path / "after", bare.core.now())
    reopened(story.centre)
    assert file.exists(), "what only the database knows is kept beside it again"


def test_an_altered_receipt_stops_the_centre_and_another_organisation_s_does_not(story: Story) -> None:
    bare = story.centre
    done = story.erase()
    file = folder_of(bare) / f"{done['receipt']}.json"
    right = json.loads(file.read_text())
    bare.core.close()
    file.write_text(json.dumps({**right, "records": [["contact", story.ids["boss"]]]}))
    with pytest.raises(StorageFault, match="receipt"):
        reopened(story.centre)
    file.write_text("{")
    with pytest.raises(StorageFault, match="receipt"):
        reopened(story.centre)
    file.write_text(json.dumps({**right, "organisation": "00" * 8}))
    reopened(story.centre)


def test_nothing_is_erased_if_the_receipt_cannot_be_kept(story: Story) -> None:
    (folder_of(story.centre)).write_text("a file where the folder should be")
    with pytest.raises(StorageFault, match="receipt"):
        story.erase()
    assert MARKER in everything(story.centre)
    with reading(story.centre.core.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM erasure")).scalar() == 0


def test_receipts_are_applied_once(story: Story) -> None:
    story.erase()
    core = story.centre.core
    head = core.feed.head(story.centre.org)
    assert Erasures(core, story.centre.org).reapply() == 0
    story.centre.core.close()
    reopened(story.centre)
    assert story.centre.core.feed.head(story.centre.org) == head


def test_a_file_written_before_deletions_were_overwritten_is_rewritten_once(story: Story) -> None:
    if story.centre.database_url.startswith("postgresql"):
        pytest.skip("SQLite's own")
    story.centre.core.close()
    file = story.centre.data / "centre.db"
    with contextlib.closing(sqlite3.connect(file)) as careless:
        careless.execute("PRAGMA secure_delete = OFF")
        careless.execute("CREATE TABLE old (text TEXT)")
        careless.executemany("INSERT INTO old VALUES (?)", [(f"{MARKER} {n}" * 30,) for n in range(100)])
        careless.commit()
        careless.execute("DELETE FROM old")
        careless.commit()
    reopened(story.centre)
    story.erase()
    assert MARKER.casefold().encode() not in file.read_bytes().lower()


def test_who_was_erased_holds_no_value_against_others_any_more(story: Story) -> None:
    kim, taken = story.centre.core.new_id(), "jo@unique.example"
    story.verdict(Act.UPDATE, "contact", story.ids["jo"], emails=[taken])
    story.verdict(Act.CREATE, "contact", kim, name="Kim", emails=[taken])
    core = story.centre.core
    cases, claims = core.tables.entity["duplicate"], core.tables.claim
    held = select(claims.c.id).where(claims.c.id.in_((kim, story.ids["jo"])))
    with reading(core.engine) as connection:
        assert len(connection.execute(select(cases)).all()) == 1
        assert set(connection.execute(held).scalars()) == {kim, story.ids["jo"]}
    story.erase()
    with reading(core.engine) as connection:
        assert connection.execute(select(cases)).all() == []
        assert set(connection.execute(held).scalars()) == {kim}
    assert faults(story.centre) == []
