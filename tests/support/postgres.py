"""A real PostgreSQL for tests: one cluster a process of tests, trusted, ended by its process id.

It syncs nothing to disk unless told so, for most tests prove something else. It knows nothing of the product.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from tests.support import PATIENCE, until
from tests.support.files import memory_folder

BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
"""Where the newest PostgreSQL of this machine is, if there is one."""
MISSING = "PostgreSQL is not installed (Debian: postgresql)"
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "max_wal_senders": "0",
    "wal_level": "minimal",
}
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One PostgreSQL server with data and a socket of its own; `start` and `stop` it as often as a test likes."""

    def __init__(self, *, careful: bool = False, **settings: str) -> None:
        """`careful`: commits are on disk before they are told. `settings` as in postgresql.conf.

        Any other lies in memory: a database like another is 370 files, which a disk takes six times as long to copy.
        """
        assert BIN is not None, MISSING
        self._bin = BIN
        memory = None if careful else memory_folder()
        # A socket's path is short.
        self.folder = Path(tempfile.mkdtemp(prefix="crmdesk-pg-", dir=memory or "/tmp"))
        self._settings = {**_SETTINGS, **({} if careful else _CARELESS), **settings}
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        # The server refuses to run as root.
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._as = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self.folder, "postgres", "postgres")
        self._log = self.folder / "log"
        subprocess.run(
            [
                *(self._bin / "initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust"),
                *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"),
            ],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self._as,
        )

    def url(self, database: str = "postgres") -> str:
        """The URL of one of its databases, as `--database-url` takes it."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    @property
    def pid(self) -> int:
        """The process id of the postmaster while it runs."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> Cluster:
        """Returns when it takes connections."""
        words = [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self.folder / "data", "-k", self.folder, *words],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._as,
            )
        until(self._answers, deadline=PATIENCE)
        return self

    def stop(self, number: int = signal.SIGINT) -> None:
        """SIGINT ends all sessions and writes everything; SIGQUIT is a crash. Does nothing if it is not running."""
        if self._process is None:
            return
        self._process.send_signal(number)
        self._process.wait(timeout=PATIENCE)
        self._process = None

    def remove(self) -> None:
        """Stops it and takes its folder away."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_name(self) -> str:
        """A name that no database has yet."""
        return f"test_{next(self._numbers)}"

    def create(self, name: str, template: str = "template0") -> None:
        """A database like another; nobody may be connected to that one."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')

    def drop(self, name: str) -> None:
        """Ends a database with the sessions in it; does nothing if it is gone already."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Runs one statement as the administrator, in no transaction; gives its rows."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[arg-type]  # written in a test, no input
            return cursor.fetchall() if cursor.description else []

    def _answers(self) -> bool:
        import psycopg

        assert self._process is not None
        assert self._process.poll() is None, self._log.read_text("utf-8", "replace")
        with contextlib.suppress(psycopg.OperationalError):
            self.execute("SELECT 1")
            return True
        return False


@cache
def cluster() -> Cluster:
    """The cluster that all tests of this process share, each with databases of its own."""
    made = Cluster().start()
    atexit.register(made.remove)
    return made
