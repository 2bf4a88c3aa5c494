"""A list brought in on one laptop reaches another one, and goes there as well when the import is taken back."""

from __future__ import annotations

from pathlib import Path

from crmdesk.domain.entities import CATALOGUE
from crmdesk.exchange.incoming.cells import Conventions
from crmdesk.exchange.incoming.sheet import Sheet
from crmdesk.exchange.incoming.sheet_form import open_sheet, recognise
from crmdesk.exchange.incoming.survey import Decisions, Missing, survey
from crmdesk.store.importing import Order
from crmdesk.store.queries import Filter, Query
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place

ROWS = 120


def people(laptop: Laptop) -> int:
    return laptop.replica.count("contact", Query((Filter("department", "=", "Imported"),)))


def test_an_import_is_seen_on_another_laptop_and_taken_back_there_too(
    centre: RunningCentre, tmp_path: Path
) -> None:
    for login in ("dana", "eric"):
        centre.add_user(login)
    place = Place(centre, "http", tmp_path)
    one, other = place.laptop("dana").synced(), place.laptop("eric").synced()
    path = tmp_path / "people.csv"
    rows = "".join(
        f"Person {number},p{number}@firm.example,Firm {number % 7},Imported\n" for number in range(ROWS)
    )
    path.write_text(f"Name,Mail,Company,Department\n{rows}", encoding="utf-8")
    columns = {"Name": "name", "Mail": "emails", "Company": "account", "Department": "department"}
    sheet = Sheet(open_sheet(path, recognise(path)), CATALOGUE["contact"], columns, Conventions(), "USD")
    importing, author = one.replica.importing, one.replica.author()
    told: list[int] = []
    found = survey(sheet, importing, Missing.MAKE, told.append)
    done = importing.run(Order(path.name, sheet, found, Decisions()), author, told.append)
    assert (done.created, done.accounts, done.refused) == (ROWS, 7, {})
    one.synced()
    other.synced()
    assert people(other) == ROWS
    assert (one.replica.pending(), one.replica.conflicts()) == (0, [])
    back = importing.undo(done.batch, author, lambda *far: far)
    assert (back.deleted, back.kept) == (ROWS + 7, [])
    one.synced()
    other.synced()
    assert people(other) == 0
    assert other.replica.count("account", Query((Filter("name", "~", "Firm"),))) == 0
    one.close()
    other.close()
