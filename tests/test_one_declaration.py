"""One line declares a field; everything that has to do with records then knows it. The line is `LOYALTY` below."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import MetaData

from crmdesk.cli.client_records import describe as describe_type
from crmdesk.domain import edits
from crmdesk.domain.changes import check_mutation
from crmdesk.domain.declare import Field, Policy
from crmdesk.domain.edits import Author
from crmdesk.domain.entities import CATALOGUE as SHIPPED
from crmdesk.domain.errors import InvalidValue
from crmdesk.exchange.planning import Plan
from crmdesk.exchange.recipe_file import load_recipe
from crmdesk.protocol.messages import SnapshotRequest
from crmdesk.protocol.tables import rows_decoder, schema_fingerprint
from crmdesk.schema.columns import page_columns
from crmdesk.schema.tables import central_tables
from crmdesk.server.openapi import describe as describe_api
from crmdesk.server.routes import records as record_routes
from crmdesk.store.declared_tables import declared_tables
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.columns import list_columns, listed
from crmdesk.ui.forms.declared import editable
from tests.exchange.desk import Desk
from tests.support.journal_world import JournalWorld, named_id

LOYALTY = Field("loyalty", policy=Policy.ASK, searchable=True, listed=True, max_length=20)

CATALOGUE = SHIPPED.with_field("account", LOYALTY)
ACCOUNT = CATALOGUE["account"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[JournalWorld]:
    world = JournalWorld(
        tmp_path / "centre.db", catalogue=CATALOGUE, url=f"sqlite:///{tmp_path / 'centre.db'}"
    )
    yield world
    world.close()


@pytest.fixture
def replica(tmp_path: Path, world: JournalWorld) -> Iterator[Replica]:
    replica = Replica.create(
        tmp_path / "profile",
        b"k" * 32,
        catalogue=CATALOGUE,
        now=lambda: datetime.now(UTC),
        new_id=world.new_id,
    )
    yield replica
    replica.close()


def test_both_tables_and_the_wire_have_its_column() -> None:
    assert "loyalty" in declared_tables(CATALOGUE)["account"].columns
    assert "loyalty" in central_tables(CATALOGUE, MetaData())["account"].c
    place = page_columns(ACCOUNT).index("loyalty")
    row: list[object] = ["id", 1, *([None] * len(ACCOUNT.fields))]
    row[place] = "gold"
    assert rows_decoder(ACCOUNT)(json.dumps([row]).encode())[0][place] == "gold"
    row[place] = 5
    with pytest.raises(msgspec.ValidationError):
        rows_decoder(ACCOUNT)(json.dumps([row]).encode())
    assert schema_fingerprint(CATALOGUE) != schema_fingerprint(SHIPPED)


def test_its_values_are_validated(world: JournalWorld) -> None:
    author = Author(named_id("a"), CATALOGUE, world.now, world.new_id)
    (good,) = edits.create(author, "account", {"name": "Quay", "loyalty": "gold"})
    assert check_mutation(CATALOGUE, good).set["loyalty"] == "gold"
    with pytest.raises(InvalidValue):
        edits.create(author, "account", {"name": "Quay", "loyalty": "x" * 21})


def test_form_and_list_show_it() -> None:
    assert LOYALTY in list(editable(ACCOUNT))
    assert "loyalty" in [column.key for column in list_columns(ACCOUNT, "EUR")]
    assert "loyalty" in listed(ACCOUNT)


def test_it_travels_is_found_exported_merged_and_remembered(world: JournalWorld, replica: Replica) -> None:
    mia = world.person("mia", "rep", "north")
    account = world.create(mia, "account", {"name": "Quay", "loyalty": "platinum"})
    page = world.snapshots.page(mia.principal, SnapshotRequest(replica=mia.replica))
    replica.begin_snapshot()
    replica.apply_snapshot_page(page)
    assert replica.get("account", account)["loyalty"] == "platinum"
    assert [hit.id for hit in replica.search("platin")] == [account]
    assert [one.id for one in replica.query("account", Query((Filter("loyalty", "=", "platinum"),)))] == [
        account
    ]
    assert b"".join(replica.export()) == b"".join(world.feed.export(mia.principal))
    assert b'"loyalty":"platinum"' in b"".join(replica.export())

    base, was = world.get("account", account).version, {"loyalty": "platinum"}
    noah = world.person("noah", "rep", "north")
    world.push(mia, world.update(mia, "account", account, base=base, set={"loyalty": "gold"}, was=was))
    (verdict,) = world.push(
        noah, world.update(noah, "account", account, base=base, set={"loyalty": "tin"}, was=was)
    )
    assert verdict.outcome == "conflict"
    conflict = world.get("conflict", str(verdict.conflict))
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == (
        was,
        {"loyalty": "tin"},
        {"loyalty": "gold"},
    )
    told = [(entry.field, entry.new) for entry in world.feed.history(mia.principal, "account", account)]
    assert {("loyalty", "platinum"), ("loyalty", "gold"), ("loyalty", "tin")} <= set(told)


def test_an_import_can_fill_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.replace("small.toml", 'industry = "{sector}"', 'industry = "{sector}"\n    loyalty = "{sector}"')
    plan = Plan(load_recipe(tmp_path / "small.toml", CATALOGUE), CATALOGUE, tmp_path, desk.centre)
    for step in plan.steps():
        desk.centre.take(step)
    acme = desk.centre.records[plan.recipe.record_id(plan.recipe.rule("company"), "Acme")]
    assert acme.fields["loyalty"] == acme.fields["industry"]


def test_the_api_and_the_command_line_tell_of_it() -> None:
    page = describe_api(CATALOGUE, record_routes.OPERATIONS)
    assert "loyalty" in json.dumps(page["components"]["schemas"]["record.account"])
    (told,) = [field for field in describe_type(ACCOUNT)["fields"] if field["name"] == "loyalty"]
    assert told == {
        "name": "loyalty", "kind": "text", "required": False, "writable": True, "policy": "ask", "choices": [],
        "target": None,
    }  # fmt: skip
