"""Imports at a real journal: what they write, what they leave alone, and what they say."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from sqlalchemy import func, select

from crmdesk.domain.changes import Act
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import UsageError
from crmdesk.domain.records import Record
from crmdesk.exchange.findings import TypeCount
from crmdesk.exchange.recipe_file import load_recipe
from crmdesk.server.importing import Imported, Importer, free_directory
from crmdesk.server.principal import Principal
from tests.exchange.desk import RECIPE, Desk
from tests.support.databases import Databases
from tests.support.journal_world import JournalWorld, Laptop


class Office:
    """A centre and a folder with source files."""

    def __init__(self, folder: Path, databases: Databases) -> None:
        (folder / "files").mkdir()
        self.desk = Desk(folder / "files")
        self.rejects = folder / "rejects"
        self.world = JournalWorld(folder, url=databases.migrated(folder / "centre"))
        world = self.world
        self.importer = Importer(
            world.engine, world.tables, CATALOGUE, world.journal, now=world.now, new_id=world.new_id
        )

    def run(self, *, dry_run: bool = False) -> Imported:
        recipe = load_recipe(self.desk.folder / "small.toml", CATALOGUE)
        return self.importer.run(
            self.world.admin, recipe, self.desk.folder, dry_run=dry_run, rejects=self.rejects
        )

    def record(self, rule: str, key: str, as_: Laptop | None = None) -> Record:
        recipe = self.desk.recipe()
        return self.world.get(recipe.rule(rule).type, self.desk.id(rule, key), as_.principal if as_ else None)

    def head(self) -> int:
        return self.world.feed.head(1).seq

    def count(self, table: str) -> int:
        tables = self.world.tables
        chosen = tables.import_value if table == "import_value" else tables.entity[table]
        with self.world.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(chosen)).scalar_one())


@pytest.fixture
def office(tmp_path: Path, databases: Databases) -> Iterator[Office]:
    office = Office(tmp_path, databases)
    yield office
    office.world.close()


def test_an_import_writes_records_as_the_source_says(office: Office) -> None:
    imported = office.run()
    assert [(line.type, line.created) for line in imported.counts] == [
        ("territory", 1), ("user", 2), ("account", 2), ("opportunity", 2),
    ]  # fmt: skip
    deal = office.record("deal", "D1").fields
    assert (deal["stage"], deal["amount"], deal["currency"]) == ("closed_won", "100.00", "EUR")
    assert deal["owner"] == office.desk.id("rep", "Ada Smith")
    assert deal["territory"] == office.desk.id("area", "North")
    assert office.record("company", "Bolt").fields["parent"] == office.desk.id("company", "Acme")


def test_accounts_have_neither_owner_nor_territory_unless_the_recipe_says_so(office: Office) -> None:
    office.run()
    acme = office.record("company", "Acme").fields
    assert (acme["owner"], acme["territory"]) == (None, None)


def test_a_deal_imported_closed_has_no_stage_change(office: Office) -> None:
    office.run()
    assert office.count("stage_change") == 0


def test_a_dry_run_counts_alike_and_changes_nothing(office: Office) -> None:
    before = office.head()
    dry = office.run(dry_run=True)
    assert office.head() == before
    assert office.count("import_value") == 0
    assert office.run().counts == dry.counts


def test_a_second_import_writes_nothing(office: Office) -> None:
    office.run()
    before = office.head()
    again = office.run()
    assert office.head() == before
    assert again.counts == [
        TypeCount("territory", read=1, unchanged=1),
        TypeCount("user", read=2, unchanged=2),
        TypeCount("account", read=2, unchanged=2, reported=1),
        TypeCount("opportunity", read=2, unchanged=2, reported=1),
    ]


def test_a_source_that_changed_updates_what_nobody_edited(office: Office) -> None:
    office.run()
    office.desk.replace("deals.csv", "Open,,", "Won,75,03-02-2017")
    counts = {line.type: line for line in office.run().counts}
    deal = office.record("deal", "D2").fields
    assert (deal["stage"], deal["amount"], deal["close_date"]) == ("closed_won", "75.00", "2017-02-03")
    assert (counts["opportunity"].updated, counts["opportunity"].unchanged) == (1, 1)
    assert office.count("stage_change") == 1


def test_a_rep_s_later_edit_stands_and_is_reported(office: Office) -> None:
    office.run()
    world = office.world
    ada = Laptop(_principal(office, "Ada Smith"), "replica-ada")
    deal = office.record("deal", "D1")
    (verdict,) = world.push(
        ada, world.update(ada, "opportunity", deal.id, base=deal.version, set={"close_date": "2017-03-03"})
    )
    assert verdict.outcome == "applied"
    office.desk.replace("deals.csv", "Won,100,31-01-2017", "Won,100,01-02-2017")
    counts = {line.type: line for line in office.run().counts}
    assert office.record("deal", "D1").fields["close_date"] == "2017-03-03"
    assert (counts["opportunity"].updated, counts["opportunity"].reported) == (0, 2)
    with (office.rejects / "follow-up.csv").open(encoding="utf-8-sig", newline="") as file:
        entries = [row for row in csv.DictReader(file) if row["key"] == "D1"]
    assert [(row["field"], row["value"]) for row in entries] == [("close_date", "2017-02-01")]


def test_what_was_deleted_stays_deleted(office: Office) -> None:
    office.run()
    deal = office.record("deal", "D2")
    office.world.central("opportunity", deal.id, {}, Act.DELETE)
    before = office.head()
    counts = {line.type: line for line in office.run().counts}
    assert (office.head(), counts["opportunity"].unchanged) == (before, 2)


def test_rejected_rows_lie_in_a_file_of_the_source_s_name(office: Office) -> None:
    office.desk.append("deals.csv", "D3,Acme,Ada Smith,Won,10,31-02-2017")
    imported = office.run()
    assert [path.name for path in imported.files] == ["deals.csv", "follow-up.csv"]
    with (office.rejects / "deals.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["rejected_because"] == "closed: there is no day 31-02-2017 (written dd-mm-yyyy)"
    assert {line.type: line.rejected for line in imported.counts}["opportunity"] == 1


def test_a_row_that_the_centre_refuses_is_rejected(office: Office) -> None:
    office.desk.replace("companies.csv", "Bolt,retail,,,Acme", "Bolt,retail,,,")
    office.run()
    acme, bolt = office.record("company", "Acme"), office.record("company", "Bolt")
    world = office.world
    moved = world.mutation(
        world.admin.user, Act.UPDATE, "account", acme.id, base=acme.version, set={"parent": bolt.id}
    )
    world.journal.central(world.admin, [moved])
    office.desk.replace("companies.csv", "Bolt,retail,,,", "Bolt,retail,7,,Acme")
    counts = {line.type: line for line in office.run().counts}
    assert counts["account"] == TypeCount("account", read=2, unchanged=1, rejected=1, reported=1)
    assert office.record("company", "Bolt").fields["annual_revenue"] is None
    with (office.rejects / "companies.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["company"] == "Bolt"
    assert "Acme" in row["rejected_because"]


def test_references_to_records_further_down_are_set_in_the_end(office: Office) -> None:
    team = """
        [[records]]
        name = "team"
        type = "team"
        source = "people"
        key = "{office}"
        distinct = true
        [records.fields]
        name = "Team {office}"
        area = { reference = "area", from = "{office}" }
    """
    home = 'home = { reference = "area", from = "{office}", required = true }'
    home_and_team = home + '\n    team = { reference = "team", from = "{office}" }'
    office.desk.write(
        "small.toml",
        RECIPE.replace(home, home_and_team) + dedent(team),
    )
    office.run()
    assert office.record("rep", "Bo Jones").fields["team"] == office.desk.id("team", "North")
    before = office.head()
    office.run()
    assert office.head() == before


def test_rejects_never_overwrite_the_source(office: Office) -> None:
    office.rejects = office.desk.folder
    with pytest.raises(UsageError, match="would be written over the files they come from"):
        office.run()


def test_nothing_is_imported_when_a_file_is_no_table(office: Office) -> None:
    before = office.head()
    (office.desk.folder / "deals.csv").write_bytes(b"")
    with pytest.raises(UsageError, match=r"deals\.csv is empty"):
        office.run()
    assert office.head() == before


def test_many_transactions_give_the_same_as_one(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.server.importing.TRANSACTION", 2)
    first = office.run()
    assert sum(line.created for line in first.counts) == 7
    before = office.head()
    assert sum(line.unchanged for line in office.run().counts) == 7
    assert office.head() == before


def test_an_import_cut_off_before_it_remembered_is_taken_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Importer, "remember", cut)
        with pytest.raises(KeyboardInterrupt):
            office.run()
    before = office.head()
    assert sum(line.unchanged for line in office.run().counts) == 7
    assert office.head() == before
    assert office.count("import_value") == 7


def test_a_folder_that_exists_is_not_proposed_for_rejects(tmp_path: Path) -> None:
    assert free_directory(tmp_path, "small").name == "small-rejects"
    (tmp_path / "small-rejects").mkdir()
    assert free_directory(tmp_path, "small").name == "small-rejects-2"


def _principal(office: Office, name: str) -> Principal:
    user = office.record("rep", name).fields
    return Principal(1, office.desk.id("rep", name), user["login"], name, "rep", user["home"], "device")
