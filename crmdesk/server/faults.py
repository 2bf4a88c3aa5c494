"""Turns what a database says when it fails into a `StorageFault` for people; a wrong statement stays a bug."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    TimeoutError,
)

from crmdesk.domain.errors import StorageFault


@contextmanager
def storage_faults() -> Iterator[None]:
    """Raises `StorageFault` where the database is full, locked, damaged, read-only or out of reach."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise
    except TimeoutError as error:
        raise StorageFault("The database is too busy", str(error), "try again later") from error
    except (OperationalError, DatabaseError) as error:
        words = " ".join(str(error.orig).split())
        hint = "is the disk full, or the file damaged?"
        if not isinstance(error.orig, sqlite3.Error):
            hint = "does the database server run, and is there room on its disk?"
        raise StorageFault("The database cannot be used", words, hint) from error
