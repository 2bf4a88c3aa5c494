"""The baseline "floor": the least that a durable exchange in Python can be: uvicorn, msgspec, SQLite at both ends.

No sign-in, no scopes, no merging, no history, no encryption: a row is a blob under its id, numbered as it arrives.
`python -m bench.floor FILE` serves; `Floor` is the laptop.
"""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TABLE = "CREATE TABLE IF NOT EXISTS row (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, body BLOB NOT NULL)"
_PUT = (
    "INSERT INTO row VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, body = excluded.body"
)


class Item(msgspec.Struct, array_like=True):
    """A row: its id, its number (0: not numbered yet), its content."""

    id: str
    seq: int
    body: str


def open_file(path: Path) -> sqlite3.Connection:
    """A durable database with the one table."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_TABLE)
    connection.execute("CREATE INDEX IF NOT EXISTS row_by_seq ON row (seq)")
    return connection


class Server:
    """Takes rows in and gives out what is newer."""

    def __init__(self, path: Path) -> None:
        self._connection = open_file(path)
        self._items = msgspec.json.Decoder(list[Item])

    async def push(self, request: Request) -> Response:
        """Numbers the rows, keeps them durably, answers with the numbers."""
        items = self._items.decode(await request.body())
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM row").fetchone()
        connection.executemany(_PUT, [(item.id, last + n, item.body) for n, item in enumerate(items, 1)])
        connection.execute("COMMIT")
        numbers = [(item.id, last + n) for n, item in enumerate(items, 1)]
        return Response(msgspec.json.encode(numbers), media_type="application/json")

    async def pull(self, request: Request) -> Response:
        """What came after a number."""
        after = msgspec.json.decode(await request.body(), type=int)
        rows = self._connection.execute(
            "SELECT id, seq, body FROM row WHERE seq > ? ORDER BY seq", (after,)
        ).fetchall()
        return Response(msgspec.json.encode(rows), media_type="application/json")


class Floor:
    """The laptop's end."""

    def __init__(self, url: str, path: Path) -> None:
        self._client = httpx.Client(base_url=url, timeout=30)
        self._connection = open_file(path)
        self._numbers = msgspec.json.Decoder(list[tuple[str, int]])
        self._items = msgspec.json.Decoder(list[tuple[str, int, str]])
        (self.position,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM row").fetchone()

    def save(self, items: list[Item]) -> None:
        """Keeps rows that the server has not numbered yet."""
        self._connection.executemany(_PUT, [(item.id, 0, item.body) for item in items])

    def push(self) -> None:
        """Sends what has no number; durable at both ends when it returns."""
        rows = self._connection.execute("SELECT id, seq, body FROM row WHERE seq = 0").fetchall()
        answer = self._client.post("/push", content=msgspec.json.encode(rows))
        numbers = self._numbers.decode(answer.content)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("UPDATE row SET seq = ? WHERE id = ?", [(seq, i) for i, seq in numbers])
        self._connection.execute("COMMIT")

    def pull(self) -> int:
        """Takes in what is new; gives how many rows that was."""
        answer = self._client.post("/pull", content=msgspec.json.encode(self.position))
        items = self._items.decode(answer.content)
        if items:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(_PUT, items)
            self._connection.execute("COMMIT")
            self.position = items[-1][1]
        return len(items)

    def close(self) -> None:
        """Ends it."""
        self._client.close()
        self._connection.close()


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The URL of a floor server in a process of its own."""
    process = subprocess.Popen([sys.executable, "-m", "bench.floor", str(path)], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().decode().strip()
    finally:
        process.terminate()
        process.wait(timeout=60)
        if process.stdout is not None:
            process.stdout.close()


def _serve(path: Path) -> None:
    server = Server(path)
    app = Starlette(
        routes=[
            Route("/push", server.push, methods=["POST"]),
            Route("/pull", server.pull, methods=["POST"]),
        ]
    )
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")).run([listener])


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
