"""Who is speaking to the centre: the outcome of authentication, handed to journal and feed."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    fields: str | None = field(default=None, compare=False, repr=False)
    """The organisation's custom fields, as they were kept at the moment in which the principal was recognised."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Who writes this transaction, from where, and when by the centre's clock."""

    org: int
    user: str
    device: str | None
    replica: str | None
    at: str
