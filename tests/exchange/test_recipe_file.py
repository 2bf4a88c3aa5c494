"""Recipes are checked when they are loaded, and what is wrong is said by place."""

from pathlib import Path
from textwrap import dedent

import pytest

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import UsageError
from crmdesk.exchange.recipe_file import find_recipe, load_recipe
from crmdesk.exchange.transforms import login
from crmdesk.locations import resource_path
from tests.exchange.desk import RECIPE


def write(folder: Path, text: str) -> Path:
    path = folder / "r.toml"
    path.write_text(dedent(text), "utf-8")
    return path


@pytest.mark.parametrize("path", sorted(resource_path("recipes").glob("*.toml")), ids=lambda path: path.stem)
def test_recipes_that_ship_are_sound_and_named_like_their_files(path: Path) -> None:
    assert load_recipe(path, CATALOGUE).name == path.stem


def test_a_source_needs_the_columns_that_its_records_use(tmp_path: Path) -> None:
    recipe = load_recipe(write(tmp_path, RECIPE), CATALOGUE)
    assert recipe.sources["people"].columns == ("office", "person")
    assert recipe.types() == ("territory", "user", "account", "opportunity")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "small"', 'nam = "small"', "'nam' means nothing here"),
        ('name = "small"', 'name = "Small one"', "name must be small letters"),
        ('type = "territory"', 'type = "teritory"', "records.area: No such type: 'teritory'"),
        ('type = "territory"', 'type = "conflict"', "records.area: conflict cannot be imported"),
        ('key = "{office}"', 'key = "office"', "records.area: key must name a column"),
        ('key = "{office}"', 'key = "{office"', "records.area: expected '}'"),
        ('source = "people"', 'source = "persons"', "records.area: there is no source 'persons'"),
        ('[sources.people]', '[sources.people]\nencoding = "base64"', "there is no encoding 'base64'"),
        ('name = "{office}"', 'nom = "{office}"', "records.area.nom: territory has no such field"),
        ('name = "{office}"', 'created_at = "{office}"', "created_at: this field is written by the centre"),
        ('reference = "area"', 'reference = "aera"', "home refers to 'aera', which is no record of this recipe"),
        ('reference = "area"', 'reference = "company"', "home cannot point to a account"),
        ('value = "rep"', 'value = "boss"', "records.rep.role: 'boss' is not among the choices"),
        ('Won = "closed_won"', 'Won = "won"', "records.deal.stage: 'won' is not among the choices"),
        ('as = "login"', 'as = ["login"]', "records.rep.login: as must be a text"),
        ('values = { Open = "prospecting", Won = "closed_won", Lost = "closed_lost" }', 'values = "Won"',
         "records.deal.stage: values must be a table"),
        ('times = "1000000"', 'decimal = 1', "records.company.annual_revenue: decimal must be a text"),
        ('{ country = "{country}" }', '"{country}"', "billing_address: address must be a table"),
        ('{ technolgy = "technology" }', '1', "sources.companies: corrections.sector must give a text"),
        ('corrections.sector = { technolgy = "technology" }', 'corrections = 1', "corrections must be a table"),
        ('as = "login"', 'as = "logon"', "there is no 'logon'; as can be login"),
        ('date = "dd-mm-yyyy"', 'date = "dd-mm-yy"', "a date's form needs dd, mm and yyyy once each"),
        (', date = "dd-mm-yyyy"', "", "records.deal.close_date: needs date"),
        ('times = "1000000"', 'times = "many"', "records.company.annual_revenue: times must be a number"),
        ('country = "{country}"', 'county = "{country}"', "an address has no county"),
        ('of = "owner"', 'of = "ower"', "copy.of must name a reference of this record, not 'ower'"),
        ('field = "home"', 'field = "team"', "'rep' gives no 'team' that could be copied"),
        ('    currency = { value = "EUR" }\n', "", "an amount needs a currency: give currency as well"),
        ("corrections.sector", "corrections.sektor", "sources.companies: no record uses the column 'sektor'"),
        ('file = "people.csv"', 'file = "../people.csv"', "file must be a file's name without a folder"),
        ('file = "people.csv"', 'file = "people.csv"\n    encoding = "latin-99"', "there is no encoding 'latin-99'"),
        ('name = "rep"', 'name = "area"', "the name 'area' is used twice"),
        ('{ value = "rep" }', '{ value = "rep", from = "{person}" }', "needs one of from, value, copy, address"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_by_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in RECIPE
    with pytest.raises(UsageError) as caught:
        load_recipe(write(tmp_path, RECIPE.replace(old, new, 1)), CATALOGUE)
    assert said in caught.value.title


def test_text_that_is_no_toml_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"r\.toml is no recipe"):
        load_recipe(write(tmp_path, "name = "), CATALOGUE)


def test_a_missing_recipe_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no recipe"):
        load_recipe(tmp_path / "none.toml", CATALOGUE)


def test_a_shipped_recipe_is_found_by_name_and_any_other_by_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_recipe("maven-crm") == resource_path("recipes", "maven-crm.toml")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "maven-crm").mkdir()
    assert find_recipe("maven-crm").is_file()
    own = write(tmp_path, RECIPE)
    assert find_recipe(str(own)) == own


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Darcel Schlecht", "darcel.schlecht"), ("Mei-Mei Johns", "mei-mei.johns"), ("José  Núñez", "jose.nunez"),
        ("O'Brien, Pat", "obrien.pat"), ("김 민수", "김.민수"),
    ],
)  # fmt: skip
def test_names_become_logins(name: str, expected: str) -> None:
    assert login(name) == expected
