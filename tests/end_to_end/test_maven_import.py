"""A real company's pipeline, imported at a real centre: the figures that its owners know must come out."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.values import format_instant
from crmdesk.exchange.findings import TypeCount
from crmdesk.server.administration import console
from crmdesk.server.centre import Centre, open_centre
from crmdesk.server.database import data_url
from crmdesk.server.importing import Imported, run_import
from crmdesk.server.principal import Principal
from tests.support.shared_data import shared_data

Records = dict[str, Mapping[str, Any]]

COUNTS = [
    TypeCount("territory", read=9, created=9),
    TypeCount("user", read=41, created=41),
    TypeCount("team", read=6, created=6),
    TypeCount("product", read=7, created=7),
    TypeCount("price_book_entry", read=7, created=7),
    TypeCount("account", read=85, created=85, reported=12),
    TypeCount("opportunity", read=8800, created=8800, reported=1425),
]


class Company:
    """The centre after one import, read once as an administrator."""

    def __init__(self, folder: Path) -> None:
        self.source = shared_data("maven-crm")
        self.centre: Centre = open_centre(data_url(folder))
        self.org = self.centre.organisations.found("Reseller", "USD", ["en"])
        self.folder = folder
        self.dry = self.run(self.source, dry_run=True)
        self.head_before = self.head()
        self.imported = self.run(self.source, rejects=folder / "rejects")
        self.records = self.export(console(self.org))

    def run(self, source: Path, **options: Any) -> Imported:
        return run_import(self.centre, console(self.org), "maven-crm", source, **options)

    def head(self) -> int:
        return self.centre.feed.head(self.org).seq

    def export(self, principal: Principal) -> dict[str, Records]:
        found: dict[str, Records] = {}
        for line in self.centre.feed.export(principal):
            record = json.loads(line)
            found.setdefault(record["type"], {})[record["id"]] = record["fields"]
        return found

    def user(self, login: str) -> Principal:
        for user_id, fields in self.records["user"].items():
            if fields["login"] == login:
                return Principal(self.org, user_id, login, fields["name"], fields["role"], fields["home"])
        raise AssertionError(f"no user {login}")

    def territory(self, name: str) -> str:
        return next(key for key, fields in self.records["territory"].items() if fields["name"] == name)

    def update(self, type_name: str, record_id: str, **fields: Any) -> None:
        author, now = console(self.org), format_instant(self.centre.now())
        version = self.centre.feed.visible(author, type_name, record_id).version
        op_id = self.centre.new_id()
        mutation = Mutation(
            op_id, Act.UPDATE, type_name, record_id, author.user, now, op_id, op_id, version, set=fields
        )
        (verdict,) = self.centre.journal.central(author, [mutation])
        assert verdict.outcome == "applied", verdict


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    company = Company(tmp_path_factory.mktemp("maven"))
    yield company
    company.centre.close()


@pytest.fixture
def fresh_company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """One that the test may change."""
    company = Company(tmp_path_factory.mktemp("maven"))
    yield company
    company.centre.close()


def won(records: Mapping[str, Mapping[str, Any]]) -> Decimal:
    return sum(
        (Decimal(fields["amount"]) for fields in records.values() if fields["stage"] == "closed_won"),
        Decimal(),
    )


def test_the_dry_run_gives_the_counts_and_changes_nothing(company: Company) -> None:
    assert company.dry.counts == COUNTS
    assert (company.dry.files, company.head_before) == ([], 0)


def test_everything_comes_in_and_nothing_is_rejected(company: Company) -> None:
    assert company.imported.counts == COUNTS
    assert [path.name for path in company.imported.files] == ["follow-up.csv"]
    lines = company.imported.files[0].read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 12 + 1425


def test_stages_and_sums_are_those_that_are_known(company: Company) -> None:
    opportunities = company.records["opportunity"]
    assert Counter(fields["stage"] for fields in opportunities.values()) == {
        "closed_won": 4238, "closed_lost": 2473, "qualification": 1589, "prospecting": 500,
    }  # fmt: skip
    assert won(opportunities) == Decimal("10005534.00")
    assert {fields["currency"] for fields in opportunities.values()} == {"USD"}
    assert sum(fields["account"] is None for fields in opportunities.values()) == 1425


def test_quarters_show_that_days_come_before_months(company: Company) -> None:
    quarters: Counter[str] = Counter()
    for fields in company.records["opportunity"].values():
        if fields["stage"] == "closed_won":
            year, month, _ = fields["close_date"].split("-")
            quarters[f"{year} Q{(int(month) + 2) // 3}"] += int(Decimal(fields["amount"]))
    assert [quarters[f"2017 Q{number}"] for number in (2, 3, 4)] == [3_086_111, 2_982_255, 2_802_496]


def test_the_best_rep_is_the_one_that_is_known(company: Company) -> None:
    sums: Counter[str] = Counter()
    for fields in company.records["opportunity"].values():
        if fields["stage"] == "closed_won":
            sums[company.records["user"][fields["owner"]]["name"]] += int(Decimal(fields["amount"]))
    assert sums.most_common(1) == [("Darcel Schlecht", 1_153_214)]


def test_people_are_at_home_in_their_manager_s_area_below_the_office(company: Company) -> None:
    users, territories = company.records["user"], company.records["territory"]
    assert Counter(fields["role"] for fields in users.values()) == {"rep": 35, "manager": 6}
    offices = {fields["name"] for fields in territories.values() if fields["parent"] is None}
    assert offices == {"Central", "East", "West"}
    darcel = users[company.user("darcel.schlecht").user]
    melvin = users[company.user("melvin.marxen").user]
    assert darcel["home"] == melvin["home"]
    assert territories[territories[darcel["home"]]["parent"]]["name"] == "Central"
    team = company.records["team"][darcel["team"]]
    assert (team["lead"], team["area"]) == (company.user("melvin.marxen").user, darcel["home"])
    assert company.user("mei-mei.johns").role == "rep"


def test_reps_without_deals_are_users_too(company: Company) -> None:
    owners = {fields["owner"] for fields in company.records["opportunity"].values()}
    reps = {key for key, fields in company.records["user"].items() if fields["role"] == "rep"}
    assert (len(owners), len(reps - owners)) == (30, 5)


def test_both_spellings_of_a_product_are_one(company: Company) -> None:
    products = company.records["product"]
    sold = Counter(products[fields["product"]]["name"] for fields in company.records["opportunity"].values())
    assert (len(products), sold["GTX Pro"]) == (7, 1480)
    prices = {
        products[fields["product"]]["name"]: (fields["price"], fields["price_book"], fields["currency"])
        for fields in company.records["price_book_entry"].values()
    }
    assert prices["GTK 500"] == ("26768.00", "standard", "USD")


def test_accounts_are_profiled_corrected_and_linked(company: Company) -> None:
    by_name = {fields["name"]: (key, fields) for key, fields in company.records["account"].items()}
    key, acme = by_name["Acme Corporation"]
    assert (acme["annual_revenue"], acme["annual_revenue_currency"]) == ("1100040000.00", "USD")
    assert (acme["founded"], acme["employees"], acme["industry"]) == (1996, 2822, "technology")
    assert (acme["owner"], acme["territory"]) == (None, None)
    assert by_name["Bluth Company"][1]["parent"] == key
    assert sum(fields["parent"] is not None for _, fields in by_name.values()) == 15


def test_one_opportunity_is_as_its_line_says(company: Company) -> None:
    (deal,) = [
        fields
        for fields in company.records["opportunity"].values()
        if (fields["engaged_on"], fields["amount"], fields["close_date"])
        == ("2016-10-20", "1054.00", "2017-03-01")
    ]
    assert deal["name"] == "Cancity – GTX Plus Basic"
    assert company.records["account"][deal["account"]]["name"] == "Cancity"
    moses = company.user("moses.frase")
    assert (deal["owner"], deal["territory"]) == (moses.user, moses.home)


def test_everyone_sees_what_their_area_holds(company: Company) -> None:
    rep, manager = company.user("moses.frase"), company.user("dustin.brinkmann")
    expected = {
        key for key, fields in company.records["opportunity"].items() if fields["territory"] == rep.home
    }
    for person in (rep, manager):
        seen = company.export(person)
        assert seen["opportunity"].keys() == expected
        accounts = {fields["account"] for fields in seen["opportunity"].values()} - {None}
        assert seen["account"].keys() == accounts
    other = company.export(company.user("darcel.schlecht"))
    assert not other["opportunity"].keys() & expected


def test_a_second_import_changes_nothing(company: Company) -> None:
    before = company.head()
    again = company.run(company.source)
    assert company.head() == before
    assert [(line.type, line.read, line.unchanged) for line in again.counts] == [
        (line.type, line.read, line.read) for line in COUNTS
    ]


def test_a_later_edit_survives_an_import_that_brings_other_changes(
    fresh_company: Company, tmp_path: Path
) -> None:
    company = fresh_company
    edited, followed = "Cancity – GTX Plus Basic", "Codehow – GTX Basic"
    deals = {
        fields["name"]: key for key, fields in company.records["opportunity"].items() if _is_early(fields)
    }
    company.update("opportunity", deals[edited], close_date="2017-03-31")
    for path in company.source.iterdir():
        shutil.copy(path, tmp_path / path.name)
    pipeline = tmp_path / "sales_pipeline.csv"
    text = pipeline.read_text("utf-8")
    changed = text.replace("01-03-2017,1054", "02-03-2017,1054").replace("09-03-2017,588", "10-03-2017,588")
    pipeline.chmod(0o600)
    # As a spreadsheet in a country of decimal commas writes it.
    pipeline.write_bytes(changed.replace(",", ";").encode("utf-16"))
    counts = {line.type: line for line in company.run(tmp_path).counts}
    assert (counts["opportunity"].updated, counts["opportunity"].unchanged) == (1, 8799)
    assert counts["opportunity"].reported == 1426

    def close_date(name: str) -> str:
        found = company.centre.feed.visible(console(company.org), "opportunity", deals[name])
        return str(found.fields["close_date"])

    assert (close_date(edited), close_date(followed)) == ("2017-03-31", "2017-03-10")


def _is_early(fields: Mapping[str, Any]) -> bool:
    return (fields["engaged_on"], fields["amount"]) in {("2016-10-20", "1054.00"), ("2016-10-25", "588.00")}
