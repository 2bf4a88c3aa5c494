"""Which copy of the data speaks: gives replicas their identity at the handshake and knows them again by a token.

A profile that was copied or restored shows a stale token and becomes a replica of its own (docs/sync.md, "Identity").
What a replica has pushed or seen is the journal's and the feed's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeGuard

from sqlalchemy import Connection, Engine, RowMapping, bindparam, insert, select, update

from crmdesk.domain.errors import NotAllowed
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import Handshake
from crmdesk.server.database import reading, writing
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.principal import Principal
from crmdesk.server.secret import draw_token, token_hash

_CLIENT_LIMIT = 200
_TOKEN_LENGTH = 32


@dataclass(frozen=True, slots=True)
class ReplicaPass:
    """A replica's id, the token it shows at its next handshake, and the name of the session that has begun."""

    replica: str
    token: str
    greeting: str = ""


class Replicas:
    """Registers replicas; all state is in the database."""

    def __init__(
        self,
        engine: Engine,
        tables: IdentityTables,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._table = tables.replica
        self._now = now
        self._new_id = new_id
        # Asked in every request: building it takes longer than running it.
        c = self._table.c
        self._check = select(c.greeting).where(
            c.id == bindparam("replica"),
            c.org == bindparam("in_org"),
            c.user == bindparam("of_user"),
            c.device == bindparam("on_device"),
        )

    def greet(self, principal: Principal, handshake: Handshake) -> ReplicaPass:
        """The pass of the replica that shakes hands: the same replica if its token is right, else a new one.

        Every handshake begins another session, and ends the one before of the same replica: two copies that still
        look the same are never heard in turns, and the second of them shows a token that is spent.
        """
        token = handshake.next if _is_token(handshake.next) else draw_token()
        greeting = draw_token()
        with writing(self._engine, principal.org) as connection:
            known = self._known(connection, principal, handshake)
            values: dict[str, str | int] = {
                "device": principal.device or "",
                "token": token_hash(token),
                "greeting": greeting,
                "client": handshake.client[:_CLIENT_LIMIT],
                "schema": handshake.schema[:_CLIENT_LIMIT],
                "seen_at": format_instant(self._now()),
            }
            if known is None:
                replica = self._new_id()
                connection.execute(
                    insert(self._table).values(
                        id=replica,
                        org=principal.org,
                        user=principal.user,
                        created_at=values["seen_at"],
                        **values,
                    )
                )
                return ReplicaPass(replica, token, greeting)
            if handshake.confirmed > known["confirmed"]:
                values["confirmed"] = handshake.confirmed
            # Whoever asks again with the token it has been given moves nothing on.
            if known["token"] != values["token"]:
                values["spent"] = token_hash(handshake.token or "")
            connection.execute(update(self._table).where(self._table.c.id == known["id"]).values(**values))
            return ReplicaPass(known["id"], token, greeting)

    def check(self, principal: Principal, replica: str, greeting: str = "") -> None:
        """Raises `NotAllowed` (code `unknown_replica`) unless this device shook hands as this replica last, in this
        session. Laptops of the first release name none."""
        with reading(self._engine) as connection:
            self.check_in(connection, principal, replica, greeting)

    def check_in(
        self, connection: Connection, principal: Principal, replica: str, greeting: str = ""
    ) -> None:
        """As `check`, in the transaction of what it asks for."""
        shown = {
            "replica": replica,
            "in_org": principal.org,
            "of_user": principal.user,
            "on_device": principal.device,
        }
        found = connection.execute(self._check, shown).one_or_none()
        if found is None or (greeting and found.greeting != greeting):
            raise NotAllowed(
                "This replica is not known here", hint="shake hands first", code="unknown_replica"
            )

    def _known(self, connection: Connection, principal: Principal, handshake: Handshake) -> RowMapping | None:
        """Who holds the token that will be next has been answered already; who shows the one that was given last is
        the replica; the one before counts only for laptops that do not say which will be next."""
        table = self._table
        mine = select(table.c.id, table.c.token, table.c.spent, table.c.confirmed).where(
            table.c.org == principal.org, table.c.user == principal.user
        )
        if _is_token(handshake.next):
            repeated = mine.where(table.c.token == token_hash(handshake.next))
            row = connection.execute(repeated).mappings().one_or_none()
            if row is not None:
                return row
        if handshake.replica is None or handshake.token is None:
            return None
        row = connection.execute(mine.where(table.c.id == handshake.replica)).mappings().one_or_none()
        if row is None:
            return None
        shown = token_hash(handshake.token)
        is_late = handshake.next is None and shown == row["spent"]
        return row if shown == row["token"] or is_late else None


def _is_token(text: str | None) -> TypeGuard[str]:
    """Whether a token that a laptop drew is one that nobody can guess or choke on."""
    return text is not None and _TOKEN_LENGTH <= len(text) <= _CLIENT_LIMIT
