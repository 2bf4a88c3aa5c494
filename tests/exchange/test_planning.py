"""What an import does with good rows, with bad ones, and with what was edited since the import before."""

import csv
from pathlib import Path

import pytest

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import UsageError
from crmdesk.domain.records import Record
from crmdesk.domain.values import blank
from crmdesk.exchange.findings import TypeCount
from tests.exchange.desk import Desk, count, reasons


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_everything_is_created_with_its_references(desk: Desk) -> None:
    plan = desk.run()
    assert plan.findings.counts() == [
        TypeCount("territory", read=1, created=1),
        TypeCount("user", read=2, created=2),
        TypeCount("account", read=2, created=2, reported=1),
        TypeCount("opportunity", read=2, created=2, reported=1),
    ]
    deal = desk.record("deal", "D1")
    assert deal.fields["account"] == desk.id("company", "Acme")
    assert deal.fields["owner"] == desk.id("rep", "Ada Smith")
    assert deal.fields["territory"] == desk.id("area", "North")
    assert (deal.fields["name"], deal.fields["stage"]) == ("Acme deal D1", "closed_won")
    assert (deal.fields["amount"], deal.fields["close_date"]) == ("100.00", "2017-01-31")


def test_figures_addresses_and_logins_are_brought_into_form(desk: Desk) -> None:
    desk.run()
    acme = desk.record("company", "Acme").fields
    assert (acme["annual_revenue"], acme["annual_revenue_currency"]) == ("1500000.00", "EUR")
    assert acme["billing_address"]["country"] == "Norway"
    assert desk.record("company", "Bolt").fields["billing_address"] is None
    assert desk.record("rep", "Bo Jones").fields["login"] == "bo.jones"


def test_a_second_import_changes_nothing(desk: Desk) -> None:
    first = desk.run()
    before = dict(desk.centre.records)
    again = desk.plan()
    steps = list(again.steps())
    assert [step for step in steps if step.now or step.later or step.remember] == []
    for old, new in zip(first.findings.counts(), again.findings.counts(), strict=True):
        assert (new.unchanged, new.created, new.updated) == (old.created, 0, 0)
        assert (new.read, new.reported) == (old.read, old.reported)
    assert desk.centre.records == before


def test_ids_follow_from_recipe_type_and_key(desk: Desk, tmp_path: Path) -> None:
    first = desk.id("company", "Acme")
    assert first == desk.id("company", "Acme")
    assert first[14] == "5"
    desk.replace("small.toml", 'name = "small"', 'name = "other"')
    assert desk.id("company", "Acme") != first


def test_a_correction_is_made_and_reported(desk: Desk) -> None:
    plan = desk.run()
    assert desk.record("company", "Acme").fields["industry"] == "technology"
    (entry,) = [entry for entry in plan.findings.follow_ups if entry.type == "account"]
    assert (entry.field, entry.value, entry.file, entry.line) == ("industry", "technolgy", "companies.csv", 2)


def test_an_alias_is_followed_silently(desk: Desk) -> None:
    desk.append("deals.csv", "D3,Acme Inc,Ada Smith,Open,,")
    plan = desk.run()
    assert desk.record("deal", "D3").fields["name"] == "Acme deal D3"
    assert count(plan, "opportunity").reported == 1


def test_a_record_without_an_optional_reference_is_kept_and_listed(desk: Desk) -> None:
    plan = desk.run()
    assert desk.record("deal", "D2").fields["account"] is None
    assert desk.record("deal", "D2").fields["name"] == "Deal D2"
    (entry,) = [entry for entry in plan.findings.follow_ups if entry.type == "opportunity"]
    assert (entry.key, entry.field, entry.note) == ("D2", "account", "no company")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("D3,Acme,Ada Smyth,Open,,", "person: there is no rep 'Ada Smyth' (is it 'Ada Smith'?)"),
        ("D3,Nobody,Ada Smith,Open,,", "company: there is no company 'Nobody'"),
        ("D3,Acme,,Open,,", "person is empty"),
        ("D3,Acme,Ada Smith,Wonn,,", "stage: 'Wonn' is none of Open, Won, Lost"),
        ("D3,Acme,Ada Smith,,,", "stage is empty"),
        ("D3,Acme,Ada Smith,Won,10,31-02-2017", "closed: there is no day 31-02-2017 (written dd-mm-yyyy)"),
        ("D3,Acme,Ada Smith,Won,10,2017-01-31", "closed: '2017-01-31' is no date written dd-mm-yyyy"),
        ("D3,Acme,Ada Smith,Won,10,01-01-1017", "closed: there is no day 01-01-1017 (written dd-mm-yyyy)"),
        ("D3,Acme,Ada Smith,Won,ten,", "amount: 'ten' is no number (write it as 1200.00)"),
        ("D3,Acme,Ada Smith,Won,-5,", "amount: Less than 0"),
        (",Acme,Ada Smith,Won,5,", "number is empty, so the row has no key"),
        ("D1,Acme,Ada Smith,Won,5,", "deal 'D1' stands in line 2 already"),
        ("D3,Acme,Ada Smith", "3 cells, but there are 6 columns"),
        ("D3,Acme,Ada Smith,Open,,,x", "7 cells, but there are 6 columns"),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason_and_the_rest_goes_in(
    desk: Desk, line: str, reason: str
) -> None:
    desk.append("deals.csv", line)
    plan = desk.run()
    assert reasons(plan, "deals") == {4: reason}
    assert count(plan, "opportunity") == TypeCount("opportunity", read=3, created=2, rejected=1, reported=1)
    assert not desk.has("deal", "D3")


def test_every_fault_of_a_row_is_named(desk: Desk) -> None:
    desk.append("deals.csv", "D3,Nobody,No One,Wonn,,")
    assert len(reasons(desk.run(), "deals")[4].split("; ")) == 3


def test_rows_that_may_repeat_must_agree(desk: Desk) -> None:
    desk.write(
        "small.toml",
        (desk.folder / "small.toml")
        .read_text()
        .replace('key = "{person}"', 'key = "{person}"\ndistinct = true'),
    )
    desk.append("people.csv", "Ada Smith,South")
    plan = desk.run()
    assert reasons(plan, "people") == {4: "says otherwise about rep 'Ada Smith' than line 2"}
    assert count(plan, "user") == TypeCount("user", read=3, created=2, rejected=1)


def test_a_login_given_twice_is_rejected(desk: Desk) -> None:
    desk.append("people.csv", "ADA SMITH,North")
    assert reasons(desk.run(), "people") == {4: "login 'ada.smith' belongs to another user already"}


def test_a_login_that_somebody_else_has_is_rejected_with_what_depends_on_it(desk: Desk) -> None:
    other = "00000000-0000-7000-8000-000000000000"
    desk.centre.records[other] = Record("user", other, 1, {**blank(CATALOGUE["user"]), "login": "bo.jones"})
    plan = desk.run()
    assert list(reasons(plan, "people")) == [3]
    assert reasons(plan, "deals") == {3: "person: there is no rep 'Bo Jones'"}


def test_a_parent_further_down_is_found_and_created_first(desk: Desk) -> None:
    desk.append("companies.csv", "Cell,retail,,,Dune")
    desk.append("companies.csv", "Dune,retail,,,Ebb")
    desk.append("companies.csv", "Ebb,retail,,,")
    order = [step.draft.key for step in desk.plan().steps() if step.draft.rule.name == "company"]
    assert order == ["Acme", "Bolt", "Ebb", "Dune", "Cell"]


def test_a_child_of_a_rejected_parent_is_rejected_and_so_are_its_deals(desk: Desk) -> None:
    desk.replace("companies.csv", "technolgy,1.5", "technolgy,much")
    plan = desk.run()
    assert reasons(plan, "companies") == {
        2: "revenue: 'much' is no number",
        3: "parent: there is no company 'Acme'",
    }
    assert reasons(plan, "deals") == {2: "company: there is no company 'Acme'"}


def test_companies_above_each_other_are_rejected(desk: Desk) -> None:
    desk.replace("companies.csv", "Norway,", "Norway,Bolt")
    plan = desk.run()
    assert reasons(plan, "companies") == {
        2: "company 'Acme' is above itself",
        3: "company 'Bolt' is above itself",
    }


def test_rejected_rows_can_be_corrected_and_imported_alone(desk: Desk, tmp_path: Path) -> None:
    desk.append("deals.csv", 'D3,Acme,Bo Jnes,Open,7,"01-02-2017"')
    plan = desk.run()
    rejects = tmp_path / "rejects"
    written = plan.findings.write(rejects, plan.tables)
    assert [path.name for path in written] == ["deals.csv", "follow-up.csv"]
    with (rejects / "deals.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["number"], row["rejected_line"]) == ("D3", "4")
    assert row["rejected_because"] == "person: there is no rep 'Bo Jnes' (is it 'Bo Jones'?)"

    for name in ("people.csv", "companies.csv"):
        (desk.folder / name).unlink()
    (desk.folder / "deals.csv").write_bytes(
        (rejects / "deals.csv").read_bytes().replace(b"Bo Jnes", b"Bo Jones")
    )
    again = desk.run()
    assert count(again, "opportunity") == TypeCount("opportunity", read=1, created=1)
    assert desk.record("deal", "D3").fields["territory"] == desk.id("area", "North")


def test_a_formula_in_a_rejected_row_does_not_run_and_comes_back_as_it_was(
    desk: Desk, tmp_path: Path
) -> None:
    desk.append("companies.csv", "Core,=HYPERLINK(1),many,@Norway,")
    desk.append("companies.csv", "=2+5,retail,1.5,,")
    plan = desk.run()
    rejects = tmp_path / "rejects"
    plan.findings.write(rejects, plan.tables)
    for written in rejects.iterdir():
        with written.open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for line in csv.reader(file) for cell in line if cell[:1] in ("=", "@")]
    (desk.folder / "companies.csv").write_bytes(
        (rejects / "companies.csv").read_bytes().replace(b"many", b"2.5")
    )
    desk.run()
    core = desk.record("company", "Core").fields
    assert (core["industry"], core["billing_address"]["country"]) == ("=HYPERLINK(1)", "@Norway")


def test_the_first_import_needs_all_files(desk: Desk) -> None:
    (desk.folder / "companies.csv").unlink()
    with pytest.raises(
        UsageError, match=r"lacks companies\.csv\. found: deals\.csv, people\.csv, small\.toml"
    ):
        desk.plan()


def test_a_missing_column_is_said_before_anything_is_read(desk: Desk) -> None:
    desk.replace("deals.csv", "person,stage", "rep,stage")
    with pytest.raises(UsageError, match=r"deals\.csv lacks the column person"):
        desk.plan()


class TestReimport:
    """Three-way: what the source said before, what it says now, what stands."""

    def test_a_change_at_the_source_arrives(self, desk: Desk) -> None:
        desk.run()
        desk.replace("deals.csv", "Won,100", "Won,120")
        plan = desk.run()
        assert desk.record("deal", "D1").fields["amount"] == "120.00"
        assert count(plan, "opportunity") == TypeCount(
            "opportunity", read=2, updated=1, unchanged=1, reported=1
        )

    def test_a_later_edit_stands_when_the_source_is_as_before(self, desk: Desk) -> None:
        desk.run()
        desk.centre.edit(desk.id("deal", "D1"), amount="99.00", name="Mine")
        plan = desk.run()
        assert desk.record("deal", "D1").fields["amount"] == "99.00"
        assert count(plan, "opportunity").unchanged == 2
        assert count(plan, "opportunity").reported == 1

    def test_a_later_edit_stands_against_a_change_at_the_source_and_is_reported_once(
        self, desk: Desk
    ) -> None:
        desk.run()
        desk.centre.edit(desk.id("deal", "D1"), amount="99.00")
        desk.replace("deals.csv", "Won,100", "Won,120")
        plan = desk.run()
        assert desk.record("deal", "D1").fields["amount"] == "99.00"
        assert count(plan, "opportunity").reported == 2
        (entry,) = [entry for entry in plan.findings.follow_ups if entry.key == "D1"]
        assert (entry.field, entry.value) == ("amount", "120.00")
        assert entry.note == "kept '99.00': edited since the last import"
        assert count(desk.run(), "opportunity").reported == 1

    def test_an_edit_of_one_field_does_not_hold_back_another(self, desk: Desk) -> None:
        desk.run()
        desk.centre.edit(desk.id("deal", "D1"), name="Mine")
        desk.replace("deals.csv", "31-01-2017", "01-02-2017")
        desk.run()
        deal = desk.record("deal", "D1").fields
        assert (deal["name"], deal["close_date"]) == ("Mine", "2017-02-01")

    def test_stage_and_amount_of_a_closed_deal_are_one(self, desk: Desk) -> None:
        desk.run()
        desk.centre.edit(desk.id("deal", "D2"), amount="50.00")
        desk.replace("deals.csv", "Bo Jones,Open", "Bo Jones,Lost")
        plan = desk.run()
        assert desk.record("deal", "D2").fields["stage"] == "prospecting"
        kept = [entry.field for entry in plan.findings.follow_ups if entry.note.startswith("kept")]
        assert kept == ["stage", "amount"]

    def test_both_sides_coming_to_the_same_is_nothing_to_report(self, desk: Desk) -> None:
        desk.run()
        desk.centre.edit(desk.id("deal", "D1"), amount="120.00")
        desk.replace("deals.csv", "Won,100", "Won,120")
        plan = desk.run()
        assert count(plan, "opportunity") == TypeCount("opportunity", read=2, unchanged=2, reported=1)

    def test_a_deleted_record_stays_deleted(self, desk: Desk) -> None:
        desk.run()
        del desk.centre.records[desk.id("deal", "D1")]
        plan = desk.run()
        assert count(plan, "opportunity") == TypeCount("opportunity", read=2, unchanged=2, reported=1)
        desk.replace("deals.csv", "Won,100", "Won,120")
        assert count(desk.run(), "opportunity").reported == 2
        assert not desk.has("deal", "D1")
