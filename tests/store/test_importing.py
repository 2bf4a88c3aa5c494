"""A person's own import: ordinary edits, what is here already found, and taken back as a whole also after a restart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from crmdesk.domain import edits
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import NotAllowed
from crmdesk.exchange.incoming.cells import Conventions
from crmdesk.exchange.incoming.sheet import Sheet
from crmdesk.exchange.incoming.sheet_form import open_sheet, recognise
from crmdesk.exchange.incoming.sheet_guess import known_names
from crmdesk.exchange.incoming.survey import Choice, Decisions, Missing, Stopped, Survey, forecast, survey
from crmdesk.store.import_memory import before, forget_before
from crmdesk.store.import_undoing import TakenBack
from crmdesk.store.importing import Imported, Order
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from tests.store.desk import KEY, Clock, Desk, ids

CONTACTS = {"Name": "name", "Mail": "emails", "Company": "account", "Title": "title"}
ACCOUNTS = {"Name": "name", "Trade": "industry", "Tags": "tags"}


SKIPPED = Decisions()


def quiet(*_: int) -> None:
    """Nobody asks how far it is."""


class Bench:
    """A desk with a file to import."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self._folder = folder

    def sheet(self, text: str, type_name: str, columns: Mapping[str, str]) -> Sheet:
        path = self._folder / "in.csv"
        path.write_text(text, encoding="utf-8")
        table = open_sheet(path, recognise(path, known=known_names({})))
        return Sheet(table, self.desk.replica.catalogue[type_name], columns, Conventions(), "USD")

    def survey(self, sheet: Sheet, missing: Missing = Missing.MAKE) -> Survey:
        return survey(sheet, self.desk.replica.importing, missing, quiet)

    def run(
        self,
        text: str,
        type_name: str,
        columns: Mapping[str, str],
        decisions: Decisions = SKIPPED,
        missing: Missing = Missing.MAKE,
    ) -> Imported:
        sheet = self.sheet(text, type_name, columns)
        order = Order("in.csv", sheet, self.survey(sheet, missing), decisions)
        return self.desk.replica.importing.run(order, self.desk.author, quiet)

    def undo(self, done: Imported) -> TakenBack:
        return self.desk.replica.importing.undo(done.batch, self.desk.author, quiet)

    def names(self, type_name: str) -> list[str]:
        return sorted(record["name"] for record in self.desk.replica.query(type_name))


@pytest.fixture
def bench(desk: Desk, tmp_path: Path) -> Bench:
    return Bench(desk, tmp_path)


TWO = "Name,Mail,Company,Title\nKim,kim@a.example,한빛 (주),CEO\nLee,lee@a.example,한빛,CFO\n"


def test_rows_become_records_with_the_accounts_that_they_name(bench: Bench) -> None:
    done = bench.run(TWO, "contact", CONTACTS)
    assert (done.created, done.accounts, done.refused) == (2, 1, {})
    assert bench.names("contact") == ["Kim", "Lee"]
    assert bench.names("account") == ["한빛 (주)"], "one company, however it is written"
    assert bench.desk.replica.pending() == 3, "every record is an edit that travels"
    assert bench.desk.replica.verify().sound


def test_a_field_that_was_added_since_the_last_import_is_updated_and_taken_back(bench: Bench) -> None:
    bench.run("Name\nAcme\n", "account", {"Name": "name"})
    bench.desk.replica.adopt_fields([CustomField("account", "x_hall", "text", "latest", "Hall")])
    columns = {"Name": "name", "Hall": "x_hall"}
    done = bench.run("Name,Hall\nAcme,7\n", "account", columns, Decisions(Choice.UPDATE))
    assert (done.updated, done.refused) == (1, {})
    assert [one["x_hall"] for one in bench.desk.replica.query("account")] == ["7"]
    bench.undo(done)
    assert [one["x_hall"] for one in bench.desk.replica.query("account")] == [None]


def test_an_account_that_is_here_is_found_whatever_its_legal_form(bench: Bench) -> None:
    account = bench.desk.receive("account", name="주식회사 한빛")
    done = bench.run(TWO, "contact", CONTACTS)
    assert (done.created, done.accounts) == (2, 0)
    assert {record["account"] for record in bench.desk.replica.query("contact")} == {account.id}


def test_a_name_that_nothing_has_rejects_the_row_where_that_is_wished(bench: Bench) -> None:
    found = bench.survey(bench.sheet(TWO, "contact", CONTACTS), Missing.REJECT)
    assert sorted(found.rejects) == [2, 3]
    assert found.rejects[2][0].field == "account"


def test_no_account_is_made_for_rows_that_are_skipped_alone(bench: Bench) -> None:
    bench.desk.receive("contact", name="Kim", emails=["kim@a.example"])
    found = bench.survey(bench.sheet(TWO.replace("한빛\n", "새길\n"), "contact", CONTACTS))
    assert forecast(found, Decisions()).accounts == 1
    assert forecast(found, Decisions(Choice.UPDATE)).accounts == 1
    text = "Name,Mail,Company,Title\nKim,kim@a.example,한빛,\n"
    found = bench.survey(bench.sheet(text, "contact", CONTACTS))
    assert (forecast(found, Decisions()).accounts, forecast(found, Decisions(Choice.UPDATE)).accounts) == (
        0,
        1,
    )
    assert bench.run(text, "contact", CONTACTS).accounts == 0


def test_a_name_that_several_have_rejects_the_row(bench: Bench) -> None:
    for _ in range(2):
        bench.desk.receive("account", name="한빛")
    found = bench.survey(bench.sheet(TWO, "contact", CONTACTS))
    assert sorted(found.rejects) == [2, 3]


def test_records_that_are_here_and_rows_that_repeat_are_found(bench: Bench) -> None:
    known = bench.desk.receive("contact", name="Kim Minsu", emails=["KIM@a.example"])
    text = TWO + "Lee,lee@a.example,,\nPark,park@a.example,,\n"
    sheet = bench.sheet(text, "contact", CONTACTS)
    found = bench.survey(sheet)
    assert {line: (one.record, one.first) for line, one in found.alikes.items()} == {
        2: (known.id, None),
        4: (None, 3),
    }
    assert forecast(found, Decisions()).skipped == 2
    assert forecast(found, Decisions(Choice.MAKE, {2: Choice.UPDATE})).created == 3


def test_a_known_record_is_updated_by_what_the_row_says_and_keeps_the_rest(bench: Bench) -> None:
    account = bench.desk.receive(
        "account", name="Acme", industry="Steel", tags=["old"], website="https://a.example"
    )
    text = "Name,Trade,Tags\nACME Inc.,Wood,new\n"
    done = bench.run(text, "account", ACCOUNTS, Decisions(Choice.UPDATE))
    now = bench.desk.replica.get("account", account.id)
    assert (done.created, done.updated) == (0, 1)
    assert (now["name"], now["industry"], now["tags"]) == ("ACME Inc.", "Wood", ["new", "old"])
    assert now["website"] == "https://a.example"


def test_the_same_rows_again_change_nothing(bench: Bench) -> None:
    bench.run(TWO, "contact", CONTACTS)
    before = bench.desk.replica.pending()
    assert bench.run(TWO, "contact", CONTACTS).skipped == 2
    done = bench.run(TWO, "contact", CONTACTS, Decisions(Choice.UPDATE))
    assert (done.unchanged, bench.desk.replica.pending()) == (2, before)


def test_a_repeated_row_updates_what_the_first_one_made(bench: Bench) -> None:
    text = "Name,Mail,Company,Title\nKim,kim@a.example,,\nKim,kim@a.example,,CEO\n"
    done = bench.run(text, "contact", CONTACTS, Decisions(Choice.UPDATE))
    assert (done.created, done.updated) == (1, 1)
    (kim,) = bench.desk.replica.query("contact")
    assert kim["title"] == "CEO"


def test_a_repeated_row_updates_the_first_one_where_that_is_wished_for_it_alone(bench: Bench) -> None:
    text = "Name,Mail,Company,Title\nKim,kim@a.example,,\nKim,kim@a.example,,CEO\nKim,kim@a.example,,CFO\n"
    done = bench.run(text, "contact", CONTACTS, Decisions(Choice.SKIP, {3: Choice.UPDATE}))
    assert (done.created, done.updated, done.skipped) == (1, 1, 1)
    assert [kim["title"] for kim in bench.desk.replica.query("contact")] == ["CEO"]


PARENTS = {"Name": "name", "Trade": "industry", "Above": "parent"}
GROUP = "Name,Trade,Above\nAcme Korea,Steel,ACME\nAcme Inc.,Wood,\nAcme Busan,,acme korea\n"


def _above(bench: Bench) -> dict[str, str | None]:
    names: dict[str | None, str] = {each.id: each["name"] for each in bench.desk.replica.query("account")}
    return {each["name"]: names.get(each["parent"]) for each in bench.desk.replica.query("account")}


@pytest.mark.parametrize("missing", list(Missing))
def test_rows_that_name_each_other_are_one_record_each(bench: Bench, missing: Missing) -> None:
    sheet = bench.sheet(GROUP, "account", PARENTS)
    found = bench.survey(sheet, missing)
    assert (found.rejects, found.missing, found.left) == ({}, {}, frozenset())
    done = bench.run(GROUP, "account", PARENTS, missing=missing)
    assert (done.created, done.accounts, done.refused) == (3, 0, {})
    assert _above(bench) == {"Acme Korea": "Acme Inc.", "Acme Inc.": None, "Acme Busan": "Acme Korea"}
    assert bench.desk.replica.verify().sound
    undone = bench.undo(done)
    assert (undone.deleted, undone.kept, bench.names("account")) == (3, [], [])


def test_a_row_that_is_here_already_is_what_others_mean_by_its_name(bench: Bench) -> None:
    known = bench.desk.receive("account", name="Acme Holding of old", phones=["+82 2 555 0100"])
    text = "Name,Phone,Above\nAcme Korea,,Acme\nAcme,02-555-0100,\n"
    done = bench.run(text, "account", {"Name": "name", "Phone": "phones", "Above": "parent"})
    assert (done.created, done.skipped, done.accounts) == (1, 1, 0)
    (korea,) = (each for each in bench.desk.replica.query("account") if each["name"] == "Acme Korea")
    assert korea["parent"] == known.id


def test_a_row_that_is_rejected_is_nobody_s_parent(bench: Bench) -> None:
    text = "Name,Trade,Above\nAcme Korea,,Acme\nAcme,,Nobody\n"
    found = bench.survey(bench.sheet(text, "account", PARENTS), Missing.REJECT)
    assert sorted(found.rejects) == [2, 3]


def test_a_company_that_is_above_itself_comes_in_without_one(bench: Bench) -> None:
    done = bench.run("Name,Trade,Above\nAcme,,ACME Inc.\n", "account", PARENTS)
    assert (done.created, done.refused, _above(bench)) == (1, {}, {"Acme": None})


def test_two_rows_that_change_one_record_are_both_taken_back(bench: Bench) -> None:
    kim = bench.desk.receive("contact", name="Kim", emails=["kim@a.example"], phones=["+82 2 555 0100"])
    text = "Name,Mail,Phone,Title,Room\nKim Lee,kim@a.example,,CEO,\nKim,,02-555-0100,,Sales\n"
    columns = {"Name": "name", "Mail": "emails", "Phone": "phones", "Title": "title", "Room": "department"}
    done = bench.run(text, "contact", columns, Decisions(Choice.UPDATE))
    (now,) = bench.desk.replica.query("contact")
    assert (done.updated, now["name"], now["title"], now["department"]) == (2, "Kim", "CEO", "Sales")
    assert bench.undo(done).kept == []
    (back,) = bench.desk.replica.query("contact")
    assert (back.id, back["name"], back["title"], back["department"]) == (kim.id, "Kim", None, None)


@pytest.mark.parametrize("place", range(3))
def test_a_row_that_cannot_be_saved_takes_no_other_with_it(bench: Bench, place: int) -> None:
    replica = bench.desk.replica
    chief = bench.desk.receive("contact", name="Choi")
    rows = ["Kim,NewCo,", "Lee,NewCo,"]
    rows.insert(place, "Park,NewCo,Choi")
    columns = {"Name": "name", "Company": "account", "Chief": "reports_to"}
    sheet = bench.sheet("\n".join(["Name,Company,Chief", *rows, ""]), "contact", columns)
    order = Order("in.csv", sheet, bench.survey(sheet), SKIPPED)
    replica.commit(edits.delete(bench.desk.author, replica.get("contact", chief.id)))
    done = replica.importing.run(order, bench.desk.author, quiet)
    assert (done.created, done.accounts, list(done.refused)) == (2, 1, [place + 2])
    (company,) = replica.query("account")
    people = {each["name"]: each["account"] for each in replica.query("contact")}
    assert people == {"Kim": company.id, "Lee": company.id}
    assert replica.verify().sound
    undone = bench.undo(done)
    assert (undone.deleted, undone.kept, bench.names("contact")) == (3, [], [])


def test_an_import_is_taken_back_also_after_a_restart(bench: Bench) -> None:
    desk = bench.desk
    account = desk.receive("account", name="Acme", industry="Steel", tags=["old"])
    done = bench.run(
        "Name,Trade,Tags\nAcme,Wood,new\nBeta,Tin,\n", "account", ACCOUNTS, Decisions(Choice.UPDATE)
    )
    desk.replica.close()
    desk.replica = Replica.open(desk.directory, KEY, catalogue=CATALOGUE, now=Clock(), new_id=ids(99))
    (batch,) = desk.replica.importing.batches()
    assert (batch.id, batch.file, batch.created, batch.updated) == (done.batch, "in.csv", 1, 1)
    back = bench.undo(done)
    assert (back.deleted, back.restored, back.kept) == (1, 1, [])
    now = desk.replica.get("account", account.id)
    assert (now["industry"], now["tags"], bench.names("account")) == ("Steel", ["old"], ["Acme"])
    assert desk.replica.importing.batches()[0].undone
    assert desk.replica.verify().sound


def test_what_was_edited_or_used_since_is_kept_when_an_import_is_taken_back(bench: Bench) -> None:
    desk = bench.desk
    done = bench.run("Name,Trade,Tags\nAcme,,\nBeta,,\nGamma,,\n", "account", ACCOUNTS)
    acme, beta, _ = sorted(desk.replica.query("account"), key=lambda one: str(one["name"]))
    desk.replica.commit(edits.update(desk.author, acme, {"industry": "Steel"}))
    desk.create("task", subject="Call them", account=beta.id)
    back = bench.undo(done)
    assert back.deleted == 1
    assert set(back.kept) == {("account", acme.id), ("account", beta.id)}
    assert bench.names("account") == ["Acme", "Beta"]


def test_a_field_that_was_changed_since_stays_when_an_import_is_taken_back(bench: Bench) -> None:
    desk = bench.desk
    account = desk.receive("account", name="Acme", industry="Steel", tags=[])
    done = bench.run("Name,Trade,Tags\nAcme,Wood,new\n", "account", ACCOUNTS, Decisions(Choice.UPDATE))
    desk.replica.commit(
        edits.update(desk.author, desk.replica.get("account", account.id), {"industry": "Tin"})
    )
    back = bench.undo(done)
    now = desk.replica.get("account", account.id)
    assert (now["industry"], now["tags"], back.kept) == ("Tin", [], [("account", account.id)])


def test_undo_takes_the_whole_import_back_in_one_step(bench: Bench) -> None:
    bench.run(TWO, "contact", CONTACTS)
    assert bench.desk.replica.undo() is not None
    assert (bench.names("contact"), bench.names("account")) == ([], [])
    assert not bench.desk.replica.can_undo


def test_undo_of_a_long_import_says_what_hangs_on_it_and_changes_nothing(bench: Bench) -> None:
    desk = bench.desk
    rows = "".join(f"Firm {number},,\n" for number in range(30))
    bench.run("Name,Trade,Tags\n" + rows, "account", ACCOUNTS)
    (firm,) = desk.replica.query("account", Query((Filter("name", "=", "Firm 7"),)))
    desk.receive("task", subject="Call them", account=firm.id, owner=desk.author.user)
    with pytest.raises(NotAllowed, match="Call them"):
        desk.replica.undo()
    assert desk.replica.count("account") == 30


def test_an_import_that_is_stopped_keeps_what_was_saved_and_can_be_taken_back(bench: Bench) -> None:
    rows = "".join(f"Firm {number},,\n" for number in range(250))
    sheet = bench.sheet("Name,Trade,Tags\n" + rows, "account", ACCOUNTS)
    order = Order("in.csv", sheet, bench.survey(sheet), Decisions())

    def stop(done: int) -> None:
        if done >= 100:
            raise Stopped

    result = bench.desk.replica.importing.run(order, bench.desk.author, stop)
    assert (result.stopped, result.created) == (True, 100)
    assert bench.undo(result).deleted == 100
    assert bench.names("account") == []


def test_nothing_of_an_erased_person_is_kept_of_an_import(bench: Bench) -> None:
    desk = bench.desk
    kim = desk.receive("contact", name="Kim", emails=["kim@a.example"], title="CFO")
    done = bench.run(TWO, "contact", CONTACTS, Decisions(Choice.UPDATE))
    with desk.replica._database.write() as connection:
        assert before(connection, done.batch, kim.id)["title"] == "CFO"
        forget_before(connection, [kim.id])
        assert before(connection, done.batch, kim.id) == {}


def test_an_import_that_the_power_ended_can_be_taken_back(bench: Bench) -> None:
    sheet = bench.sheet(
        "Name\n" + "".join(f"Firm {number}\n" for number in range(250)), "account", {"Name": "name"}
    )
    order = Order("in.csv", sheet, bench.survey(sheet), SKIPPED)
    kept: list[int] = []

    def told(_: int) -> None:
        kept.append(bench.desk.replica.importing.batches()[0].created)

    bench.desk.replica.importing.run(order, bench.desk.author, told)
    assert kept == [100, 200, 250], "what a sudden end after each portion leaves"
    assert bench.desk.replica.importing.batches()[0].created == 250
