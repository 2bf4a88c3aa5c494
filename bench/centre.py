"""A real centre with one rep's territory in it: the database filled at one go, the server a process of its own.

Filling goes past the journal, so that 160,000 rows take seconds; rows, feed and memberships are what it would have
written. Nothing here is measured.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.laptop import COLLEAGUE, LOGIN, PASSWORD
from bench.territory import Chunk, Rep, territory
from crmdesk.domain.values import format_instant
from crmdesk.server.centre import open_centre
from crmdesk.server.database import DATABASE_NAME, data_url


def fill(data: Path, accounts: int) -> None:
    """A centre in the folder `data`: an organisation, a territory, two reps at home there, 16 rows an account."""
    data.mkdir(parents=True)
    core = open_centre(data_url(data))
    try:
        org = core.organisations.found("Bench", "USD", ["en"])
        admin = core.administration(org)
        home = admin.add_territory("North")
        user = admin.add_user(LOGIN, "Rep", "rep", "North", PASSWORD)
        admin.add_user(COLLEAGUE, "Colleague", "rep", "North", PASSWORD)
        first = core.feed.head(org).seq
    finally:
        core.close()
    connection = sqlite3.connect(data / DATABASE_NAME, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        last = first
        for chunk in territory(accounts, Rep(user, home), datetime.now(UTC).date()):
            last = _put(connection, org, chunk, (user, home), first)
        connection.execute("UPDATE organisation SET seq = ?, digested = NULL WHERE id = ?", (last, org))
        connection.execute(
            "INSERT INTO feed_transaction (org, seq, tag, epoch, at) SELECT id, seq, 4711, epoch, ?"
            " FROM organisation WHERE id = ?",
            (format_instant(datetime.now(UTC)), org),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA optimize").fetchall()
    finally:
        connection.close()
    open_centre(data_url(data)).close()  # counts what went past the journal


def _put(connection: sqlite3.Connection, org: int, chunk: Chunk, rep: tuple[str, str], first: int) -> int:
    names = ", ".join(f'"{name}"' for name in ("org", *chunk.columns, "meta"))
    marks = ", ".join("?" * (len(chunk.columns) + 2))
    rows, last = [], first
    for identity, number, *fields in chunk.rows:
        last = first + int(number or 0)
        rows.append((org, identity, last, *fields, f'{{"f":{{"*":{last}}}}}'))
    connection.executemany(f'INSERT INTO "{chunk.type}" ({names}) VALUES ({marks})', rows)
    connection.executemany(
        "INSERT INTO feed (org, seq, type, id, kind) VALUES (?, ?, ?, ?, 'put')",
        [(org, row[2], chunk.type, row[1]) for row in rows],
    )
    user, home = rep
    connection.executemany(
        "INSERT INTO membership (org, type, id, bucket) VALUES (?, ?, ?, ?)",
        [
            (org, chunk.type, row[1], bucket)
            for row in rows
            for bucket in (f"territory:{home}", f"user:{user}")
        ],
    )
    return last


Running = AbstractContextManager[str]
"""A centre that serves while the context lasts; gives its URL."""


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The URL of `crmdesk server run` on that folder, on a free port of loopback."""
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "crmdesk",
                "server",
                "run",
                "--data",
                str(data),
                "--listen",
                "127.0.0.1:0",
            ],
            stdout=subprocess.PIPE,
            stderr=log,
        )
        try:
            yield _ready(process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)
            if process.stdout is not None:
                process.stdout.close()


def _ready(process: subprocess.Popen[bytes]) -> str:
    for line in process.stdout or ():
        if line.startswith(b"READY "):
            return line.decode().split()[1]
    raise RuntimeError("the server did not start; its log says why")
