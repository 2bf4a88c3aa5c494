"""Tells whoever waits that an organisation has a new head: in this process, and on PostgreSQL in all that serve it.

A poke carries no data and may come without cause; after a lost connection everybody is poked, so none is ever missed.
It knows neither laptops nor what changed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, func, select

from crmdesk.server.database import after_commit

CHANNEL = "crmdesk_head"
"""PostgreSQL's channel; the payload is the organisation's number."""
_LOOK_SECONDS = 0.5
"""How long the listener waits before it looks whether it should end."""
_RETRY_SECONDS = 1.0

_log = logging.getLogger("crmdesk.server")


class Poke:
    """What one waits on; only on the event loop that asked for it. Pokes that come while nobody waits count as one."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    async def wait(self, timeout: float | None = None) -> bool:
        """Whether there was a poke since the last wait, or comes one within `timeout` seconds (None: for ever)."""
        try:
            async with asyncio.timeout(timeout):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True

    def tell(self) -> None:
        """Ends the wait. Any thread may call it."""
        # A loop that has ended waits for nothing.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._event.set)


class Pokes:
    """The pokes of one database. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._waiting: dict[int, set[Poke]] = {}
        self._listener: _Listener | None = None

    def publish(self, connection: Connection, org: int) -> None:
        """To be called in the transaction that gives the organisation a new head; pokes when that has committed."""
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_notify(CHANNEL, str(org))))
        else:
            after_commit(connection, lambda: self._tell(org))

    @contextlib.contextmanager
    def subscribe(self, org: int) -> Iterator[Poke]:
        """A poke for whatever is published from now on, on the running event loop."""
        poke = Poke()
        with self._lock:
            self._waiting.setdefault(org, set()).add(poke)
            if self._listener is None and self._engine.dialect.name == "postgresql":
                self._listener = _Listener(self._engine, self._tell)
        try:
            yield poke
        finally:
            with self._lock:
                self._waiting[org].discard(poke)
                if not self._waiting[org]:
                    del self._waiting[org]

    def close(self) -> None:
        """Ends listening; waits that are under way hear nothing more."""
        with self._lock:
            listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()

    def _tell(self, org: int | None) -> None:
        """Pokes one organisation's, or (None) everybody."""
        with self._lock:
            told = [
                poke for key, pokes in self._waiting.items() if org is None or key == org for poke in pokes
            ]
        for poke in told:
            poke.tell()


class _Listener:
    """A thread with a connection of its own that hears what all processes publish; it connects again when cut off."""

    def __init__(self, engine: Engine, tell: Callable[[int | None], None]) -> None:
        self._engine = engine
        self._tell = tell
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pokes", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        import psycopg

        while not self._ended.is_set():
            try:
                self._listen()
            except psycopg.Error as error:
                _log.info("pokes are not heard: %s", error)
                self._ended.wait(_RETRY_SECONDS)

    def _listen(self) -> None:
        import psycopg

        _, options = self._engine.dialect.create_connect_args(self._engine.url)
        with psycopg.connect(**options, autocommit=True, application_name="crmdesk pokes") as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            # Whatever was published before this moment was not heard.
            self._tell(None)
            while not self._ended.is_set():
                for notice in connection.notifies(timeout=_LOOK_SECONDS):
                    if notice.payload.isdecimal():
                        self._tell(int(notice.payload))
                    if self._ended.is_set():
                        break
