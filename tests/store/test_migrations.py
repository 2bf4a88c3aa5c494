"""The replica's tables follow the declarations: one line more is a column, in rows, pages, export and search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import UpdateNeeded
from crmdesk.store.migrations import STEPS
from crmdesk.store.queries import Filter, Query
from tests.store.desk import Desk

LINE = Field("segment", searchable=True, indexed=True, listed=True)
"""The one line that declares a field."""


def test_a_field_is_one_line(desk: Desk) -> None:
    old = desk.receive("account", name="Before")
    pending = desk.receive("account", name="Pending")
    desk.update(pending, industry="Wood")
    desk.catalogue = CATALOGUE.with_field("account", LINE)
    desk.reopen()
    assert desk.replica.get("account", old.id)["segment"] is None
    assert desk.replica.get("account", pending.id)["industry"] == "Wood"
    new = desk.create("account", name="After", segment="Platinum")
    desk.receive("account", old.id, name="Before", segment="Gold")
    desk.receive("account", pending.id, name="Pending", segment="Silver")
    assert desk.replica.get("account", pending.id)["segment"] == "Silver"
    assert desk.replica.get("account", pending.id)["industry"] == "Wood"
    assert desk.replica.count("account", Query((Filter("segment", "=", "Gold"),))) == 1
    assert [
        row[1] for row in desk.replica.rows("account", Query(sort="segment"), ["segment"]).page(0, 9)
    ] == [
        "Gold",
        "Platinum",
        "Silver",
    ]
    assert [hit.id for hit in desk.replica.search("platin")] == [new.id]
    desk.replica.index_now()
    assert [hit.id for hit in desk.replica.search("gold")] == [old.id]
    exported = {json.loads(line)["fields"]["segment"] for line in desk.replica.export()}
    assert exported == {"Gold", "Silver"}
    assert desk.replica.verify().sound
    with desk.replica._database.read() as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert "account_by_segment" in names


def test_a_whole_entity_comes_with_its_table(desk: Desk) -> None:
    from crmdesk.domain.declare import Catalogue, Entity

    vehicle = Entity(
        "vehicle",
        own=(
            Field("name", required=True, searchable=True),
            Field("account", Kind.REFERENCE, target="account"),
        ),
    )
    desk.catalogue = Catalogue((*CATALOGUE, vehicle))
    desk.reopen()
    van = desk.create("vehicle", name="Van", account=desk.create("account", name="Acme").id)
    assert [hit.id for hit in desk.replica.search("van")] == [van.id]


def test_opening_again_changes_nothing(desk: Desk) -> None:
    def shape() -> list[str]:
        with desk.replica._database.read() as connection:
            return [
                row[0]
                for row in connection.execute(
                    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1"
                )
            ]

    before = shape()
    desk.reopen()
    assert shape() == before


def test_a_field_that_is_gone_leaves_its_values_alone(desk: Desk, tmp_path: Path) -> None:
    desk.catalogue = CATALOGUE.with_field("account", LINE)
    desk.reopen()
    account = desk.create("account", name="Acme", segment="Gold")
    desk.catalogue = CATALOGUE
    desk.reopen()
    assert "segment" not in desk.replica.get("account", account.id).fields
    desk.catalogue = CATALOGUE.with_field("account", LINE)
    desk.reopen()
    assert desk.replica.get("account", account.id)["segment"] == "Gold"


def test_a_replica_of_a_newer_program_is_left_alone(desk: Desk) -> None:
    with desk.replica._database.write() as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(UpdateNeeded) as needed:
        desk.reopen()
    assert needed.value.exit_code == 12


def test_opening_a_replica_again_writes_nothing(desk: Desk) -> None:
    # What is opened without writing can be read on a full disk.
    desk.receive("account", name="Harbour Works")
    desk.replica.index_now()
    desk.reopen()
    assert desk.replica.get("account", desk.replica.search("harbour")[0].id)["name"] == "Harbour Works"
    logs = list(desk.directory.glob("*-wal"))
    assert logs
    assert [path.stat().st_size for path in logs] == [0] * len(logs)
