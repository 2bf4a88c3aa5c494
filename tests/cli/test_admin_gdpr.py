"""`crmdesk admin gdpr`: what it prints, how it ends, and where receipts lie, on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.headless import invoke
from tests.support.centre import BareCentre
from tests.support.processes import Answer

pytestmark = pytest.mark.both_databases


def test_a_person_is_erased_told_of_and_not_exported_any_more(
    bare_centre: BareCentre, tmp_path: Path
) -> None:
    admin, person, note = bare_centre.admin, bare_centre.core.new_id(), bare_centre.core.new_id()
    admin.write([admin.create("contact", person, {"name": "Jo Kimball", "emails": ["jo@acme.example"]})])
    admin.write([admin.create("note", note, {"body": "Asked Jo Kimball for the plans."})])
    place = bare_centre.place
    where = ("--data", str(place.data)) if place.data else ("--database-url", place.url)

    def gdpr(*words: str) -> Answer:
        return invoke("admin", *where, "--receipts", str(tmp_path / "receipts"), "gdpr", *words)

    told = gdpr("erase", "JO@acme.example", "--json").value
    assert (told["type"], told["id"], told["already"]) == ("contact", person, False)
    assert (told["records"], told["files_left"], told["former_databases"]) == ({"contact": 1}, 0, [])
    assert told["named"] == [{"type": "note", "id": note, "in": ["body"]}]
    (receipt,) = (tmp_path / "receipts").iterdir()
    assert json.loads(receipt.read_text())["id"] == told["receipt"]

    again = gdpr("erase", person)
    assert again.code == 0
    assert again.out.decode().startswith(f"Erased already at {told['at']}.")
    exported = gdpr("export", person)
    assert (exported.code, exported.out) == (3, b"")
    assert "was erased" in exported.err
    assert gdpr("erase", "nobody@acme.example").code == 3
