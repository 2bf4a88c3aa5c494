"""Who is speaking to the centre: the outcome of authentication, handed to journal and feed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in user on one device, or the centre itself acting for an administrator (`device` None)."""

    org: int
    user: str
    login: str
    name: str
    role: str
    home: str | None
    """Home territory."""
    device: str | None = None
