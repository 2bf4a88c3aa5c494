"""A person's own laptops: which they are, and shutting another one out, which asks for the password once more.

What an administrator does with everybody's is in `administration.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from sqlalchemy import Engine

from crmdesk.domain.errors import NoSuchRecord, NotAllowed
from crmdesk.protocol.messages import OwnDevice
from crmdesk.server.audit import AuditLog
from crmdesk.server.database import reading, writing
from crmdesk.server.devices import Devices
from crmdesk.server.principal import Principal

Prove = Callable[[Principal, str, str], bool]
"""Whether this is the principal's password, asked from that address; raises `TooMany`."""


class OwnDevices:
    """Nobody sees or marks a laptop of somebody else here."""

    def __init__(self, engine: Engine, devices: Devices, audit: AuditLog, prove: Prove) -> None:
        self._engine = engine
        self._devices = devices
        self._audit = audit
        self._prove = prove

    def all(self, principal: Principal) -> list[OwnDevice]:
        """The principal's laptops, oldest first."""
        with reading(self._engine) as connection:
            found = self._devices.all(connection, principal.org, principal.user)
        return [
            OwnDevice(
                id=one.id,
                name=one.name,
                created_at=one.created_at,
                seen_at=one.seen_at,
                state=one.state,
                this=one.id == principal.device,
            )
            for one in found
        ]

    def mark(
        self,
        principal: Principal,
        device: str,
        state: Literal["revoked", "wiped"],
        password: str,
        address: str,
    ) -> None:
        """Shuts another laptop of theirs out (`wiped`: it erases its data as well).

        Raises `TooMany`, `NotAllowed` for a wrong password and for the laptop that asks, `NoSuchRecord` for one that is
        not theirs.
        """
        if not self._prove(principal, password, address):
            raise NotAllowed("The password is wrong", hint="an administrator can do it as well")
        if device == principal.device:
            raise NotAllowed("This is the laptop you work on", hint="sign out here instead")
        with writing(self._engine, principal.org) as connection:
            if all(one.id != device for one in self._devices.all(connection, principal.org, principal.user)):
                raise NoSuchRecord("No such laptop of yours", hint="it may have been removed")
            self._devices.mark(connection, principal.org, device, state)
            self._audit.append(
                connection,
                principal.org,
                actor=principal.login,
                what=f"device_{state}",
                about={"device": device},
            )
