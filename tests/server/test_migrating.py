import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import StorageFault
from crmdesk.server import migrations
from crmdesk.server.centre import open_centre
from crmdesk.server.database import data_url, open_database
from crmdesk.server.migrating import migrate
from crmdesk.server.migrations.generate import render, whole_metadata
from tests.support import free_port

GENERATE = "run python -m crmdesk.server.migrations.generate NAME"
POSTGRES = next((path for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def structure(engine: Engine) -> dict[str, object]:
    """Tables with their columns, keys and indexes, without the names that a database chooses itself."""
    seen = inspect(engine)
    return {
        table: (
            {column["name"]: (str(column["type"]), column["nullable"]) for column in seen.get_columns(table)},
            seen.get_pk_constraint(table)["constrained_columns"],
            sorted((i["name"], tuple(i["column_names"]), bool(i["unique"])) for i in seen.get_indexes(table)
                   if i["name"] and "_by_" in i["name"]),
            sorted(tuple(unique["column_names"]) for unique in seen.get_unique_constraints(table)),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }  # fmt: skip


def sqlite(folder: Path) -> Engine:
    folder.mkdir()
    return open_database(data_url(folder))


def test_the_chain_makes_what_the_tables_say_on_sqlite(tmp_path: Path) -> None:
    migrated, declared = sqlite(tmp_path / "a"), sqlite(tmp_path / "b")
    migrate(migrated)
    whole_metadata().create_all(declared)
    assert structure(migrated) == structure(declared), GENERATE
    assert render(whole_metadata()) == "pass", GENERATE
    for engine in (migrated, declared):
        engine.dispose()


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


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    engine = sqlite(tmp_path / "a")
    migrate(engine)
    before = structure(engine)
    migrate(engine)
    assert structure(engine) == before
    engine.dispose()


def test_several_that_open_at_once_migrate_once(tmp_path: Path) -> None:
    engines = [open_database(data_url(tmp_path)) for _ in range(4)]
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


def test_a_database_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    engine = sqlite(tmp_path / "a")
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageFault, match="newer release"):
        migrate(engine)
    engine.dispose()


def test_a_field_added_at_run_time_gets_its_column_and_keeps_what_was_there(tmp_path: Path) -> None:
    centre = open_centre(data_url(tmp_path))
    org = centre.organisations.found("Acme", "USD", ["en"])
    centre.administration(org).add_territory("North")
    centre.close()
    catalogue = CATALOGUE.with_field("territory", Field("head_count", Kind.INTEGER))
    wider = open_centre(data_url(tmp_path), catalogue=catalogue)
    (row,) = wider.administration(org).rows("territory", "name", "head_count")
    wider.close()
    assert row == {"name": "North", "head_count": None}


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The URL of a fresh PostgreSQL on loopback, trusted, without syncing to disk."""
    assert POSTGRES is not None
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="crmdesk-pg-"))
    if as_user:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    start = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    quiet = {"capture_output": True, "cwd": folder}
    try:
        subprocess.run(
            [
                *as_user,
                POSTGRES / "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
            ],
            check=True,
            **quiet,  # type: ignore[call-overload]
        )
        control = [*as_user, POSTGRES / "pg_ctl", "-D", data, "-w"]
        subprocess.run([*control, "-o", start, "-l", folder / "log", "start"], check=True, **quiet)  # type: ignore[call-overload]
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.skipif(POSTGRES is None, reason="PostgreSQL is not installed")
def test_the_chain_makes_what_the_tables_say_on_postgresql() -> None:
    with postgresql() as url:
        migrated = open_database(url)
        migrate(migrated)
        made = structure(migrated)
        with migrated.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        whole_metadata().create_all(migrated)
        assert made == structure(migrated)
        migrated.dispose()


@pytest.mark.skipif(POSTGRES is None, reason="PostgreSQL is not installed")
def test_a_centre_on_postgresql_takes_an_organisation_and_its_users() -> None:
    with postgresql() as url:
        centre = open_centre(url)
        org = centre.organisations.found("Acme", "USD", ["en"])
        administration = centre.administration(org)
        administration.add_territory("North")
        administration.add_user("kim", "Kim", "rep", "North", "correct horse")
        assert [user.login for user in administration.users()] == ["kim"]
        centre.close()
