"""Backups of either database in either: whole, of one moment, and refused before anything is touched if not so."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from backports import zstd
from sqlalchemy import MetaData, create_engine, insert, inspect, select, text, update

from crmdesk.domain import edits
from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.edits import Author
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import NoSuchRecord, ProfileInUse, StorageFault, UsageError, UserError
from crmdesk.protocol.messages import Push, PushItem
from crmdesk.server import backup as backups
from crmdesk.server.backup_file import MAGIC, BackupTable, Header, Rows, Trailer, check_backup, write_backup
from crmdesk.server.centre import now, open_centre
from crmdesk.server.database import DATABASE_NAME, open_database, reading, writing
from crmdesk.server.location import Place
from crmdesk.server.migrating import upgrade
from crmdesk.server.migrations import LATEST
from crmdesk.server.migrations.generate import whole_metadata
from crmdesk.server.verification import Verifier
from tests.support import PATIENCE
from tests.support.centre import BareCentre, compose, open_fast, signed_in
from tests.support.databases import KINDS, SQLITE, Databases

EARLIER = "0001"
Contents = dict[str, list[tuple[Any, ...]]]


def contents(url: str, schema: str | None = None) -> Contents:
    """Every row of every table, in an order of its own."""
    engine = open_database(url)
    metadata = MetaData(schema=schema)
    with reading(engine) as connection:
        metadata.reflect(connection)
        found = {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def sound(url: str) -> bool:
    with contextlib.closing(open_fast(url)) as core:
        verifier = Verifier(core.engine, core.tables, core.catalogue, core.audit)
        return verifier.verify(core.organisations.sole()).faults == []


def write_something(centre: BareCentre, login: str, count: int = 5) -> None:
    """Accounts with contacts, one deleted, one edited; a laptop's work without the laptop."""
    core, principal = centre.core, centre.principal(login)
    author = Author(principal.user, core.catalogue, core.now, core.new_id)
    for number in range(count):
        account = edits.create(
            author, "account", {"name": f"{login} {number} 한국상사 \U0001f600", "tags": ["a", "b"]}
        )
        contact = edits.create(author, "contact", {"name": "Ann", "account": account[0].id})
        push = [
            PushItem(number=number * 2 + n, mutation=one) for n, one in enumerate((*account, *contact), 1)
        ]
        replica = f"replica of {login}"
        verdicts = core.journal.push(
            principal, Push(replica=replica, epoch=core.feed.head(centre.org).epoch, items=push)
        )
        assert {verdict.outcome for verdict in verdicts.verdicts} == {"applied"}
    record = core.feed.visible(principal, "contact", contact[0].id)
    core.journal.central(principal, edits.delete(author, record))


def fill(centre: BareCentre) -> BareCentre:
    for login, territory in (("kim", "North-East"), ("lee", "South")):
        centre.add_user(login, territory=territory)
        write_something(centre, login)
    return centre


@pytest.fixture
def filled(databases: Databases, tmp_path: Path) -> Iterator[BareCentre]:
    made = compose(databases, tmp_path / "centre", furnish=fill)
    yield made
    made.core.close()


@pytest.fixture(params=KINDS)
def other(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Databases of either kind to restore into."""
    made = Databases(request.param)
    yield made
    made.close()


@pytest.fixture
def across(databases: Databases) -> Iterator[Databases]:
    """Databases of the kind that `databases` is not: whoever wants to hear of each kind once, as origin and target."""
    made = Databases(next(kind for kind in KINDS if kind != databases.kind))
    yield made
    made.close()


def place_of(url: str, folder: Path | None = None) -> Place:
    return Place(url, folder if url.startswith("sqlite") else None)


def test_a_backup_holds_everything_and_restores_into_either_database(
    filled: BareCentre, other: Databases, tmp_path: Path
) -> None:
    grant = signed_in(filled)
    file, before = tmp_path / "today.backup", contents(filled.database_url)
    size = backups.backup(filled.place, file, now())
    assert size == file.stat().st_size
    assert file.stat().st_mode & 0o777 == 0o600
    folder = tmp_path / "target"
    target = other.empty(folder)
    assert backups.restore(place_of(target, folder), file, now()) is None
    assert contents(target) == before
    assert sound(target)
    with contextlib.closing(open_fast(target)) as core:
        assert core.identity.authenticate(grant.access).login == "kim"
        assert core.feed.head(filled.org) == filled.core.feed.head(filled.org)


def test_a_backup_is_of_one_moment_however_much_is_written_meanwhile(
    filled: BareCentre, tmp_path: Path, databases: Databases
) -> None:
    enough, writing_now = threading.Event(), threading.Event()

    def write() -> None:
        while not enough.is_set():
            write_something(filled, "kim", 1)
            writing_now.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert writing_now.wait(PATIENCE)
        files = [tmp_path / f"{number}.backup" for number in range(3)]
        for file in files:
            backups.backup(filled.place, file, now())
    finally:
        enough.set()
        writer.join()
    heads = []
    for number, file in enumerate(files):
        folder = tmp_path / f"target {number}"
        target = databases.empty(folder)
        backups.restore(place_of(target, folder), file, now())
        assert sound(target)
        with contextlib.closing(open_fast(target)) as core:
            heads.append(core.feed.head(filled.org).seq)
    assert heads == sorted(heads)


def test_the_former_database_is_set_aside_whole(filled: BareCentre, tmp_path: Path) -> None:
    file = tmp_path / "today.backup"
    backups.backup(filled.place, file, now())
    write_something(filled, "kim")
    filled.core.close()
    before = contents(filled.database_url)
    aside = backups.restore(filled.place, file, now())
    assert aside is not None
    if filled.place.data is not None:
        assert contents(f"sqlite:///{aside}") == before
    else:
        assert contents(filled.database_url, aside.removeprefix("schema ")) == before
    assert contents(filled.database_url) != before
    assert sound(filled.database_url)


def damages(whole: bytes) -> Iterator[bytes]:
    """Cut anywhere, flipped anywhere, lengthened."""
    chance = random.Random(7)
    for length in (len(MAGIC), len(MAGIC) + 1, len(whole) // 2, len(whole) - 1):
        yield whole[:length]
    for _ in range(12):
        at = chance.randrange(len(MAGIC), len(whole))
        yield whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
    yield whole + b"x"


def test_a_damaged_backup_is_refused_before_anything_is_touched(filled: BareCentre, tmp_path: Path) -> None:
    file = tmp_path / "today.backup"
    backups.backup(filled.place, file, now())
    filled.core.close()
    before = contents(filled.database_url)
    for damaged in damages(file.read_bytes()):
        file.write_bytes(damaged)
        with pytest.raises(StorageFault, match="damaged"):
            backups.restore(filled.place, file, now())
    assert contents(filled.database_url) == before


HEAD = Header("0.1.0", LATEST, "", [BackupTable("organisation", [("id", "integer")], ["id"])])


def forge(file: Path, *frames: Header | Rows, counts: list[int]) -> Path:
    """A file whose digest is right, whatever it says."""
    plain = b""
    for frame in frames:
        body = msgspec.msgpack.encode(frame)
        plain += len(body).to_bytes(4, "big") + body
    end = msgspec.msgpack.encode(Trailer(counts, hashlib.sha256(MAGIC + plain).hexdigest()))
    file.write_bytes(MAGIC + zstd.compress(plain + len(end).to_bytes(4, "big") + end))
    return file


@pytest.mark.parametrize(
    ("frames", "counts", "why"),
    [
        ((HEAD, Rows(1, [])), [0], "a table that it does not have"),
        ((HEAD, Rows(-1, [])), [0], "a table that it does not have"),
        ((HEAD, Rows(0, [[1, 2]])), [1], "as many values"),
        ((HEAD, Rows(0, [[1]])), [2], "rows are missing"),
        ((HEAD, HEAD), [0], "two heads"),
        ((Rows(0, [[1]]),), [1], "head is missing"),
    ],
)
def test_a_backup_that_contradicts_itself_is_refused(
    tmp_path: Path, frames: tuple[Header | Rows, ...], counts: list[int], why: str
) -> None:
    with pytest.raises(StorageFault, match="damaged") as refused:
        check_backup(forge(tmp_path / "forged", *frames, counts=counts))
    assert why in refused.value.detail
    assert check_backup(forge(tmp_path / "sound", HEAD, Rows(0, [[1]]), counts=[1])) == HEAD


def test_what_goes_wrong_while_restoring_leaves_the_database_as_it_was(
    filled: BareCentre, tmp_path: Path
) -> None:
    file = tmp_path / "today.backup"
    backups.backup(filled.place, file, now())
    header = check_backup(file)
    place = next(i for i, table in enumerate(header.tables) if table.name == "organisation")
    row = [1, "x", "USD", "[]", "[]", 1, 0, "", *[None] * 20][: len(header.tables[place].columns)]
    write_backup(tmp_path / "twice", header, iter([Rows(place, [row, row])]))
    filled.core.close()
    before = contents(filled.database_url)
    with pytest.raises(StorageFault, match="could not be put in place"):
        backups.restore(filled.place, tmp_path / "twice", now())
    assert contents(filled.database_url) == before
    assert sound(filled.database_url)
    if filled.place.data is not None:
        assert {path.name for path in filled.place.data.glob("*.db*")} == {DATABASE_NAME}


@pytest.mark.any_database
def test_what_is_no_backup_is_said_so(filled: BareCentre, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    for written in (b"", b"Dear Sir", b"SQLite format 3\0 but no more"):
        letter.write_bytes(written)
        with pytest.raises(UsageError, match="no backup"):
            backups.restore(filled.place, letter, now())
    with pytest.raises(NoSuchRecord):
        backups.restore(filled.place, tmp_path / "nothing", now())


def test_a_database_without_a_centre_is_not_backed_up(databases: Databases, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    with pytest.raises(NoSuchRecord):
        backups.backup(place_of(databases.empty(folder), folder), tmp_path / "file", now())
    assert not (tmp_path / "file").exists()


@pytest.mark.any_database
def test_a_backup_of_a_newer_release_is_refused(filled: BareCentre, tmp_path: Path) -> None:
    with writing(filled.core.engine, None) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    backups.backup(filled.place, tmp_path / "newer", now())
    with pytest.raises(UsageError, match="newer release"):
        backups.restore(filled.place, tmp_path / "newer", now())


def test_a_backup_of_an_older_release_is_brought_to_this_one(
    databases: Databases, across: Databases, tmp_path: Path
) -> None:
    folder, target_folder = tmp_path / "old", tmp_path / "new"
    old, target = databases.empty(folder), across.empty(target_folder)
    engine = open_database(old)
    with writing(engine, None) as connection:
        upgrade(connection, EARLIER)
        tables = MetaData()
        tables.reflect(connection, only=["organisation"])
        connection.execute(insert(tables.tables["organisation"]), [{
            "id": 1, "name": "Acme", "currency": "USD", "languages": '["en"]', "modules": '["sales"]', "epoch": 1,
            "seq": 0, "created_at": "2026-03-02T09:00:00.000Z",
        }])  # fmt: skip
    engine.dispose()
    backups.backup(place_of(old, folder), tmp_path / "file", now())
    assert check_backup(tmp_path / "file").revision == EARLIER
    backups.restore(place_of(target, target_folder), tmp_path / "file", now())
    with contextlib.closing(open_fast(target)) as core:
        assert core.organisations.sole() == 1
    assert contents(target)["alembic_version"] == [(LATEST,)]


def test_fields_that_were_added_at_run_time_travel_along(
    databases: Databases, across: Databases, tmp_path: Path
) -> None:
    catalogue = CATALOGUE.with_field("territory", Field("head_count", Kind.INTEGER))
    folder, target_folder = tmp_path / "old", tmp_path / "new"
    source, target = databases.migrated(folder), across.empty(target_folder)
    with contextlib.closing(open_centre(source, catalogue=catalogue)) as core:
        org = core.organisations.found("Acme", "USD", ["en"])
        core.administration(org).add_territory("North")
        table = core.tables.entity["territory"]
        with writing(core.engine, org) as connection:
            connection.execute(update(table).values(head_count=7))
    backups.backup(place_of(source, folder), tmp_path / "file", now())
    backups.restore(place_of(target, target_folder), tmp_path / "file", now())
    assert contents(target) == contents(source)
    with contextlib.closing(open_centre(target, catalogue=catalogue)) as core:
        assert core.administration(org).rows("territory", "head_count") == [{"head_count": 7}]


def test_a_copy_of_the_embedded_database_as_release_0_1_made_it_is_still_a_backup(
    other: Databases, tmp_path: Path
) -> None:
    embedded = fill(compose(Databases(SQLITE), tmp_path / "embedded"))
    with (
        contextlib.closing(sqlite3.connect(embedded.data / DATABASE_NAME)) as here,
        contextlib.closing(sqlite3.connect(tmp_path / "copy")) as there,
    ):
        here.backup(there)
    folder = tmp_path / "target"
    target = other.empty(folder)
    backups.restore(place_of(target, folder), tmp_path / "copy", now())
    assert contents(target) == contents(embedded.database_url)
    embedded.core.close()


def test_a_restore_waits_for_no_server(filled: BareCentre, tmp_path: Path, monkeypatch: Any) -> None:
    from crmdesk.server.location import held

    backups.backup(filled.place, tmp_path / "file", now())
    before = contents(filled.database_url)
    monkeypatch.setattr(backups, "_LEAVING_SECONDS", 0.0)
    with held(filled.place), reading(filled.core.engine), pytest.raises(ProfileInUse):
        backups.restore(filled.place, tmp_path / "file", now())
    assert contents(filled.database_url) == before


@pytest.mark.only_postgresql
def test_tables_of_others_in_the_same_database_stay_where_they_are(
    filled: BareCentre, tmp_path: Path
) -> None:
    backups.backup(filled.place, tmp_path / "file", now())
    with writing(filled.core.engine, None) as connection:
        connection.execute(text("CREATE TABLE payroll (name text)"))
    filled.core.close()
    backups.restore(filled.place, tmp_path / "file", now())
    engine = create_engine(filled.database_url.replace("postgresql:", "postgresql+psycopg:"))
    assert inspect(engine).has_table("payroll")
    engine.dispose()


@pytest.mark.any_database
def test_a_full_disk_leaves_no_half_a_backup(filled: BareCentre, tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("a file")
    with pytest.raises(UserError):
        backups.backup(filled.place, tmp_path / "no folder" / "file", now())
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_backup_takes_the_place_of_an_earlier_one_and_of_nothing_else(
    filled: BareCentre, tmp_path: Path
) -> None:
    daily, letter = tmp_path / "daily", tmp_path / "letter.txt"
    daily.touch()
    for _ in range(2):
        backups.backup(filled.place, daily, now())
    check_backup(daily)
    letter.write_text("Dear Sir")
    database = tmp_path / DATABASE_NAME
    sqlite3.connect(database).execute("PRAGMA user_version = 1").connection.close()
    for other in (letter, database, tmp_path, Path(os.devnull)):
        with pytest.raises(UsageError, match="no backup"):
            backups.backup(filled.place, other, now())
    assert letter.read_text() == "Dear Sir"
    assert database.read_bytes().startswith(b"SQLite format 3")


def test_no_table_numbers_its_rows_by_itself() -> None:
    """A sequence would have to travel along."""
    tables = whole_metadata().sorted_tables
    numbered = [table.name for table in tables if table.autoincrement_column is not None]
    assert numbered == []
