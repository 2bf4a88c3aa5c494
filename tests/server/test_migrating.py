import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, insert, inspect, make_url, select, text

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import StorageFault
from crmdesk.server import migrations
from crmdesk.server.centre import open_centre
from crmdesk.server.database import open_database, reading
from crmdesk.server.migrating import migrate
from crmdesk.server.migrations.generate import render, whole_metadata
from tests.support import postgres
from tests.support.databases import POSTGRESQL, Databases

GENERATE = "run python -m crmdesk.server.migrations.generate NAME"


def structure(engine: Engine) -> dict[str, object]:
    """Tables with their columns, keys and indexes, without the names that a database chooses itself."""
    seen = inspect(engine)
    return {
        table: (
            {column["name"]: (_kind(column), column["nullable"]) for column in seen.get_columns(table)},
            seen.get_pk_constraint(table)["constrained_columns"],
            sorted((i["name"], tuple(i["column_names"]), bool(i["unique"])) for i in seen.get_indexes(table)
                   if i["name"] and "_by_" in i["name"]),
            sorted(tuple(unique["column_names"]) for unique in seen.get_unique_constraints(table)),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }  # fmt: skip


def _kind(column: Any) -> str:
    """By what PostgreSQL compares texts has a test of its own."""
    return str(column["type"]).partition(" COLLATE")[0]


@pytest.fixture
def empty(databases: Databases, tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(databases.empty(tmp_path / "empty"))
    yield engine
    engine.dispose()


def test_the_chain_makes_what_the_tables_say(empty: Engine, databases: Databases, tmp_path: Path) -> None:
    migrate(empty)
    declared = open_database(databases.empty(tmp_path / "declared"))
    whole_metadata().create_all(declared)
    assert structure(empty) == structure(declared), GENERATE
    declared.dispose()


def test_nothing_is_left_for_the_next_migration() -> None:
    assert render(whole_metadata()) == "pass", GENERATE


def test_the_head_of_the_chain_is_the_one_that_opening_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.LATEST]


def test_a_new_plain_field_makes_a_migration_of_one_column() -> None:
    catalogue = CATALOGUE.with_field("account", Field("colour"))
    code = render(whole_metadata(catalogue))
    assert "sa.Column('colour', sa.Text(), nullable=True)" in code
    assert code.count("add_column") == 1


def test_migrating_again_changes_nothing(empty: Engine) -> None:
    migrate(empty)
    before = structure(empty)
    migrate(empty)
    assert structure(empty) == before


def test_several_that_open_at_once_migrate_once(databases: Databases, tmp_path: Path) -> None:
    url = databases.empty(tmp_path)
    engines = [open_database(url) for _ in range(4)]
    faults: list[Exception] = []

    def open_one(engine: Engine) -> None:
        try:
            migrate(engine)
        except Exception as error:  # noqa: BLE001 - the test shows whatever came
            faults.append(error)

    threads = [threading.Thread(target=open_one, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for engine in engines:
        engine.dispose()
    assert faults == []


def test_a_database_of_a_newer_release_is_left_alone(empty: Engine) -> None:
    migrate(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageFault, match="newer release"):
        migrate(empty)


def test_a_field_added_at_run_time_gets_its_column_and_keeps_what_was_there(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.migrated(tmp_path)
    centre = open_centre(url)
    org = centre.organisations.found("Acme", "USD", ["en"])
    centre.administration(org).add_territory("North")
    centre.close()
    catalogue = CATALOGUE.with_field("territory", Field("head_count", Kind.INTEGER))
    wider = open_centre(url, catalogue=catalogue)
    (row,) = wider.administration(org).rows("territory", "name", "head_count")
    wider.close()
    assert row == {"name": "North", "head_count": None}


def test_texts_are_sorted_by_code_point_whatever_language_the_database_speaks(
    databases: Databases, tmp_path: Path
) -> None:
    url = _english(databases) if databases.kind == POSTGRESQL else databases.empty(tmp_path)
    names = ["Z", "a", "B", "_", "ä", "a b", "a-b", "ab", "한", "\U0001f600", "\uffee"]
    catalogue = CATALOGUE.with_field("territory", Field("motto"))
    centre = open_centre(url, catalogue=catalogue)
    table = centre.tables.entity["territory"]
    with centre.engine.begin() as connection:
        for name in names:
            values = {"org": 1, "id": name, "name": name, "motto": name, "version": 1, "meta": "{}"}
            connection.execute(insert(table).values(values))
    with reading(centre.engine) as connection:
        for column in (table.c.id, table.c.name, table.c.motto):
            assert list(connection.execute(select(column).order_by(column)).scalars()) == sorted(names)
            assert connection.execute(select(func.max(column))).scalar() == max(names)
    centre.close()


def _english(databases: Databases) -> str:
    """An empty database that sorts as dictionaries do."""
    url = databases.empty(Path())
    name = make_url(url).database
    cluster = postgres.cluster()
    cluster.drop(str(name))
    cluster.execute(
        f'CREATE DATABASE "{name}" TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE "en-US" LOCALE "C.UTF-8"'
    )
    assert cluster.execute("SELECT 'a' < 'B'", str(name)) == [(True,)]
    return url
