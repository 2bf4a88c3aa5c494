"""The laptops that people signed in on, and what an administrator decided about each. It checks no token."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Table, and_, select, true, update

from crmdesk.domain.errors import NoSuchRecord
from crmdesk.server.identity_tables import IdentityTables


@dataclass(frozen=True, slots=True)
class Device:
    """A row a laptop. `state` is active, revoked or wiped; times are canonical instants."""

    id: str
    name: str
    user: str
    login: str
    created_at: str
    seen_at: str
    state: str


class Devices:
    """Reads and marks devices on the caller's connection."""

    def __init__(self, tables: IdentityTables, users: Table) -> None:
        self._table = tables.device
        self._users = users

    def all(self, connection: Connection, org: int, user: str | None = None) -> list[Device]:
        """Every device of the organisation, or of one user, oldest first."""
        device, users = self._table, self._users
        rows = connection.execute(
            select(
                device.c.id,
                device.c.name,
                device.c.user,
                users.c.login,
                device.c.created_at,
                device.c.seen_at,
                device.c.state,
            )
            .join(users, and_(users.c.org == device.c.org, users.c.id == device.c.user))
            .where(device.c.org == org, true() if user is None else device.c.user == user)
            .order_by(device.c.created_at, device.c.id)
        )
        return [Device(*row) for row in rows]

    def mark(self, connection: Connection, org: int, device_id: str, state: str) -> None:
        """Sets a device's state; raises `NoSuchRecord`. A wiped one stays wiped."""
        device = self._table
        known = connection.execute(
            select(device.c.state).where(device.c.org == org, device.c.id == device_id)
        ).scalar_one_or_none()
        if known is None:
            raise NoSuchRecord(f"No such device: {device_id}", hint="`admin device list` shows them")
        if known != "wiped":
            connection.execute(update(device).where(device.c.id == device_id).values(state=state))
