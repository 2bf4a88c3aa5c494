"""Guesses at a sign-in, counted in the database: whatever process or machine hears them, and over restarts.

It knows neither users nor passwords; logins and addresses are kept as hashes, and only for a quarter of an hour.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select, text

from crmdesk.domain.values import format_instant, parse_instant
from crmdesk.server.database import reading, writing
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.secret import token_hash
from crmdesk.server.throttle import Limit, TooMany

_WINDOW = 15 * 60
GUESSES_AT_LOGIN = Limit(10, _WINDOW)
"""Wrong passwords for one login from one address: ten in a quarter of an hour."""
GUESSES_ANYWHERE = Limit(100, _WINDOW)
"""Wrong passwords for one login from all addresses together."""
GUESSES_FROM_ADDRESS = Limit(60, _WINDOW)
"""Wrong passwords from one address for whatever login."""
_LOCK = 0x43524D47756573
"""The key of PostgreSQL's advisory lock: "CRMGues"."""


class Guesses:
    """Answers as many guesses as are allowed and not one more, however many come at the same time. Thread-safe."""

    def __init__(
        self, engine: Engine, tables: IdentityTables, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._engine = engine
        self._table = tables.guess
        self._now = now
        self._new_id = new_id

    def check(self, login: str, address: str) -> None:
        """Raises `TooMany` if another guess would be one too many: it saves the work of looking at it."""
        with reading(self._engine) as connection:
            self._check(connection, token_hash(login), token_hash(address))

    def settle(self, login: str, address: str, *, right: bool) -> None:
        """To be called before a guess is answered: counts a wrong one, forgets those before a right one.

        Raises `TooMany` if so many came meanwhile that this one may not be answered, right or wrong.
        """
        said, place, c = token_hash(login), token_hash(address), self._table.c
        with writing(self._engine, None) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            self._check(connection, said, place)
            if right:
                mine = (c.login == said, c.address == place)
                connection.execute(delete(self._table).where(*mine))
                return
            connection.execute(delete(self._table).where(c.at <= self._since()))
            now = format_instant(self._now())
            connection.execute(
                insert(self._table).values(id=self._new_id(), login=said, address=place, at=now)
            )

    def _check(self, connection: Connection, login: str, address: str) -> None:
        c = self._table.c
        for limit, which in (
            (GUESSES_AT_LOGIN, (c.login == login, c.address == address)),
            (GUESSES_ANYWHERE, (c.login == login,)),
            (GUESSES_FROM_ADDRESS, (c.address == address,)),
        ):
            wait = self._wait(connection, limit, which)
            if wait:
                raise TooMany("Too many attempts to sign in", wait)

    def _wait(self, connection: Connection, limit: Limit, which: tuple[ColumnElement[bool], ...]) -> int:
        """Seconds until a guess is free again: until the last but `amount` is older than the window; 0 if one is."""
        at = self._table.c.at
        query = select(at).where(*which, at > self._since()).order_by(at.desc())
        last = connection.execute(query.offset(limit.amount - 1).limit(1)).scalar()
        if last is None:
            return 0
        free = parse_instant(last) + timedelta(seconds=limit.seconds)
        return max(1, math.ceil((free - self._now()).total_seconds()))

    def _since(self) -> str:
        return format_instant(self._now() - timedelta(seconds=_WINDOW))
