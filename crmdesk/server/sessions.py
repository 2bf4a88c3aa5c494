"""Sessions: tokens that rotate, families that end together, and the principal behind a bearer token.

Who may begin a session `identity.py` decides; what its holder may see or do is not known here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from crmdesk.domain.errors import DeviceRevoked, SignInNeeded
from crmdesk.domain.values import format_instant
from crmdesk.server.audit import AuditLog
from crmdesk.server.database import reading, writing
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.principal import Principal
from crmdesk.server.secret import draw_token, token_hash

ACCESS_LIFE = timedelta(minutes=15)
REFRESH_LIFE = timedelta(days=90)
"""A laptop that was away for longer signs in again; its edits wait for that."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sign-in or a refresh gives. `expires_in` seconds is the life of the access token."""

    access: str
    refresh: str
    expires_in: int
    principal: Principal


class Sessions:
    """Begins, renews, recognises and ends sessions. Thread-safe: all state is in the database."""

    def __init__(
        self,
        engine: Engine,
        tables: IdentityTables,
        users: Table,
        organisations: Table,
        *,
        audit: AuditLog,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._tables = tables
        self._audit = audit
        self._now = now
        self._new_id = new_id
        # Built once: building them takes longer than running them.
        # With the organisation's custom fields, which every request needs next.
        customs = organisations.c.fields.label("customs")
        self._by_access = _holder(tables, users, tables.access, tables.access.c.expires_at, customs).join(
            organisations, organisations.c.id == users.c.org
        )
        c = tables.refresh.c
        self._by_refresh = _holder(
            tables, users, tables.refresh, c.hash, c.parent, c.used_at, c.expires_at, c.family
        )

    def begin(self, connection: Connection, principal: Principal) -> Grant:
        """The first tokens of a session on the principal's device."""
        family, now = self._new_id(), self._instant()
        connection.execute(
            insert(self._tables.family).values(
                id=family,
                org=principal.org,
                user=principal.user,
                device=principal.device,
                created_at=now,
                seen_at=now,
            )
        )
        return self._grant(connection, family, principal, parent=None)

    def refresh(self, token: str) -> Grant:
        """New tokens for a refresh token; raises `SignInNeeded` and `DeviceRevoked`.

        A token may be traded again until one of its successors was: the answer may have been lost. Trading one after
        that means that two parties hold it, and ends the family.
        """
        hashed = token_hash(token)
        with reading(self._engine) as connection:
            known = self._refresh_row(connection, hashed)
        if known is None:
            raise _expired()
        with writing(self._engine, known["org"]) as connection:
            row = self._refresh_row(connection, hashed)
            fault = self._refresh_fault(connection, row)
            if fault is None and row is not None:
                return self._rotate(connection, row)
            if row is not None and fault == "replayed":
                self._end_replayed(connection, row)
        raise _expired()

    def _refresh_row(self, connection: Connection, hashed: str) -> RowMapping | None:
        row = connection.execute(self._by_refresh, {"shown": hashed}).mappings().one_or_none()
        if row is not None:
            check_device(row["device_state"])
        return row

    def _refresh_fault(self, connection: Connection, row: RowMapping | None) -> str | None:
        if row is None or row["ended_at"] is not None or row["expires_at"] <= self._instant():
            return "expired"
        if not is_active(row):
            return "disabled"
        refresh = self._tables.refresh
        siblings = refresh.c.parent == row["parent"] if row["parent"] else false()
        later = refresh.c.parent == row["hash"]
        overtaken = connection.execute(
            select(func.count()).where(
                or_(and_(siblings, refresh.c.hash != row["hash"]), later), refresh.c.used_at.is_not(None)
            )
        ).scalar_one()
        return "replayed" if overtaken else None

    def _rotate(self, connection: Connection, row: RowMapping) -> Grant:
        now, tables = self._instant(), self._tables
        connection.execute(
            update(tables.refresh).where(tables.refresh.c.hash == row["hash"]).values(used_at=now)
        )
        connection.execute(
            update(tables.family).where(tables.family.c.id == row["family"]).values(seen_at=now)
        )
        connection.execute(
            update(tables.device).where(tables.device.c.id == row["device"]).values(seen_at=now)
        )
        connection.execute(
            delete(tables.access).where(
                tables.access.c.family == row["family"], tables.access.c.expires_at <= now
            )
        )
        connection.execute(
            delete(tables.refresh).where(
                tables.refresh.c.family == row["family"], tables.refresh.c.expires_at <= now
            )
        )
        return self._grant(connection, row["family"], principal_of(row, row["device"]), parent=row["hash"])

    def _end_replayed(self, connection: Connection, row: RowMapping) -> None:
        family = self._tables.family
        connection.execute(
            update(family).where(family.c.id == row["family"]).values(ended_at=self._instant())
        )
        self._audit.append(
            connection, row["org"], actor=row["login"], what="token_replayed", about={"device": row["device"]}
        )

    def _grant(
        self, connection: Connection, family: str, principal: Principal, *, parent: str | None
    ) -> Grant:
        access, refresh = draw_token(), draw_token()
        now = self._now()
        connection.execute(
            insert(self._tables.access).values(
                hash=token_hash(access), family=family, expires_at=format_instant(now + ACCESS_LIFE)
            )
        )
        connection.execute(
            insert(self._tables.refresh).values(
                hash=token_hash(refresh),
                family=family,
                parent=parent,
                expires_at=format_instant(now + REFRESH_LIFE),
            )
        )
        return Grant(access, refresh, int(ACCESS_LIFE.total_seconds()), principal)

    def authenticate(self, bearer: str) -> Principal:
        """The principal behind an access token, in one indexed query; raises `SignInNeeded` and `DeviceRevoked`."""
        with reading(self._engine) as connection:
            found = connection.execute(self._by_access, {"shown": token_hash(bearer)})
            row = found.mappings().one_or_none()
        if row is None:
            raise _expired()
        check_device(row["device_state"])
        if row["ended_at"] is not None or row["expires_at"] <= self._instant() or not is_active(row):
            raise _expired()
        return replace(principal_of(row, row["device"]), fields=row["customs"])

    def end(self, principal: Principal) -> None:
        """Ends all tokens of the principal's device."""
        family = self._tables.family
        with writing(self._engine, principal.org) as connection:
            connection.execute(
                update(family)
                .where(family.c.device == principal.device, family.c.ended_at.is_(None))
                .values(ended_at=self._instant())
            )
            self._audit.append(
                connection,
                principal.org,
                actor=principal.login,
                what="signed_out",
                about={"device": principal.device},
            )

    def _instant(self) -> str:
        return format_instant(self._now())


def _holder(tables: IdentityTables, users: Table, tokens: Table, *columns: ColumnElement[Any]) -> Select[Any]:
    """The token whose hash is the parameter `shown`, with its session, device and user: four look-ups by key."""
    family, device = tables.family, tables.device
    return (
        select(
            *columns,
            family.c.ended_at,
            device.c.id.label("device"),
            device.c.state.label("device_state"),
            *person_columns(users),
        )
        .join(family, family.c.id == tokens.c.family)
        .join(device, device.c.id == family.c.device)
        .join(users, and_(users.c.org == family.c.org, users.c.id == family.c.user))
        .where(tokens.c.hash == bindparam("shown"))
    )


def person_columns(users: Table) -> tuple[ColumnElement[Any], ...]:
    """The columns that make a principal, and whether the user is active."""
    c = users.c
    return (c.org, c.id, c.login, c.name, c.role, c.home, c.active)


def principal_of(row: RowMapping, device: str) -> Principal:
    """The principal in a row with `person_columns`."""
    return Principal(
        org=row["org"],
        user=row["id"],
        login=row["login"],
        name=row["name"],
        role=row["role"],
        home=row["home"],
        device=device,
    )


def is_active(row: RowMapping) -> bool:
    """Whether the user of a row with `person_columns` may sign in."""
    # Imported users may not say; only a plain no disables.
    return bool(row["active"] != 0)


def check_device(state: str) -> None:
    """Raises `DeviceRevoked`, with the code `revoked` or `wiped`."""
    if state == "wiped":
        raise DeviceRevoked(
            "This laptop was wiped by an administrator", hint="ask your administrator", code="wiped"
        )
    if state != "active":
        raise DeviceRevoked("This laptop was revoked by an administrator", hint="ask your administrator")


def _expired() -> SignInNeeded:
    return SignInNeeded("Your session has ended", hint="sign in again; what you saved is kept")
