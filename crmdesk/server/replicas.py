"""Which copy of the data speaks: gives replicas their identity at the handshake and knows them again by a token.

A profile that was copied or restored shows a stale token and becomes a replica of its own (docs/sync.md, "Identity").
What a replica has pushed or seen is the journal's and the feed's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, bindparam, insert, select, update

from crmdesk.domain.errors import NotAllowed
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import Handshake
from crmdesk.server.database import reading, writing
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.principal import Principal
from crmdesk.server.secret import draw_token, token_hash

_CLIENT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class ReplicaPass:
    """A replica's id and the token it shows at its next handshake."""

    replica: str
    token: str


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
        self._table = table = tables.replica
        # Asked in every request: building the statement costs more than running it.
        self._greeted = select(table.c.id).where(
            table.c.id == bindparam("of_id"),
            table.c.org == bindparam("of_org"),
            table.c.user == bindparam("of_user"),
            table.c.device == bindparam("of_device"),
        )
        self._now = now
        self._new_id = new_id
        # Built once: building it takes longer than running it.
        c = self._table.c
        self._check = select(c.id).where(
            c.id == bindparam("replica"),
            c.org == bindparam("in_org"),
            c.user == bindparam("of_user"),
            c.device == bindparam("on_device"),
        )

    def greet(self, principal: Principal, handshake: Handshake) -> ReplicaPass:
        """The pass of the replica that shakes hands: the same replica if its token is right, else a new one."""
        token = draw_token()
        with writing(self._engine, principal.org) as connection:
            known = self._known(connection, principal, handshake)
            values = {
                "device": principal.device or "",
                "token": token_hash(token),
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
                return ReplicaPass(replica, token)
            assert handshake.token is not None, "a known replica has shown its token"
            connection.execute(
                update(self._table)
                .where(self._table.c.id == known["id"])
                .values(spent=token_hash(handshake.token), **values)
            )
            return ReplicaPass(known["id"], token)

    def check(self, principal: Principal, replica: str) -> None:
        """Raises `NotAllowed` (code `unknown_replica`) unless this device shook hands as this replica last."""
        shown = {
            "replica": replica,
            "in_org": principal.org,
            "of_user": principal.user,
            "on_device": principal.device,
        }
        with reading(self._engine) as connection:
            found = connection.execute(self._check, shown).one_or_none()
        if found is None:
            raise NotAllowed(
                "This replica is not known here", hint="shake hands first", code="unknown_replica"
            )

    def _known(self, connection: Connection, principal: Principal, handshake: Handshake) -> RowMapping | None:
        if handshake.replica is None or handshake.token is None:
            return None
        table, shown = self._table, token_hash(handshake.token)
        row = (
            connection.execute(
                select(table.c.id, table.c.token, table.c.spent).where(
                    table.c.id == handshake.replica,
                    table.c.org == principal.org,
                    table.c.user == principal.user,
                )
            )
            .mappings()
            .one_or_none()
        )
        return row if row is not None and shown in (row["token"], row["spent"]) else None
