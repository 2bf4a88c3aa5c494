"""Backs up and restores the embedded database as a file. A database server has tools of its own for this."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path

from crmdesk.domain.errors import NoSuchRecord, StorageFault, UsageError
from crmdesk.server.database import DATABASE_NAME
from crmdesk.server.location import Place, holding


def backup(place: Place, file: Path) -> int:
    """Copies the database to `file` while the server works on it, and gives the copy's size in bytes.

    The copy is one moment's state. It appears under its name only when it is complete and on disk.
    """
    source, part = _database(place), file.with_name(file.name + ".part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with (
            contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)) as origin,
            contextlib.closing(sqlite3.connect(part)) as copy,
        ):
            # One step: in WAL mode a long reader holds up no writer, and sees one moment.
            origin.backup(copy)
            # A copy in WAL mode would leave files beside itself when it is looked at.
            copy.execute("PRAGMA journal_mode=DELETE")
        _to_disk(part)
        os.replace(part, file)
        return file.stat().st_size
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StorageFault("The backup could not be written", str(error), "choose another place") from error


def restore(place: Place, file: Path, now: datetime) -> Path | None:
    """Puts a backup in place of the database and gives the path where the former one was set aside, if there was one.

    Raises `ProfileInUse` while a server runs, `UsageError` if the file is no backup of a centre.
    """
    if place.data is None:
        raise _not_embedded()
    _check_backup(file)
    with holding(place.data):
        target = place.data / DATABASE_NAME
        part = place.data / f"{DATABASE_NAME}.part"
        try:
            _copy(file, part)
            aside = _set_aside(target, now)
            os.replace(part, target)
            _to_disk(place.data)
        except (OSError, sqlite3.Error) as error:
            raise StorageFault(
                "The backup could not be put in place", str(error), "is the disk full?"
            ) from error
    return aside


def _database(place: Place) -> Path:
    if place.data is None:
        raise _not_embedded()
    return place.data / DATABASE_NAME


def _not_embedded() -> UsageError:
    return UsageError(
        "Only the embedded database is backed up here",
        hint="use the database server's own tools, as in pg_dump",
    )


def _check_backup(file: Path) -> None:
    if not file.is_file():
        raise NoSuchRecord(f"There is no file {file}")
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            connection.execute("SELECT id, epoch, seq FROM organisation").fetchall()
    except sqlite3.Error as error:
        raise UsageError(f"{file} is no backup of a centre", str(error)) from error
    if not sound:
        raise StorageFault(f"The backup {file} is damaged", hint="take an older one")


def _copy(file: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with (
        contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as origin,
        contextlib.closing(sqlite3.connect(part)) as copy,
    ):
        origin.backup(copy)
    _to_disk(part)


def _set_aside(target: Path, now: datetime) -> Path | None:
    if not target.exists():
        return None
    with contextlib.closing(sqlite3.connect(target)) as former:
        former.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        former.execute("PRAGMA journal_mode=DELETE")
    aside = target.with_name(f"centre-before-{now:%Y%m%d-%H%M%S}.db")
    os.replace(target, aside)
    return aside


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
