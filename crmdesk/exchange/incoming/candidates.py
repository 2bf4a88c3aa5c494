"""What a file brings, one record at a time, before anybody has decided about it. It knows no file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value

MOST_RECORDS = 50_000
"""Records of one file that a laptop takes in: each becomes an edit of its own on the way to the centre."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a file points to by what people call it: a name, or an e-mail address (`by` is "emails")."""

    type: str
    text: str
    by: str = "name"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record as the file says it should be. `fields` are canonical, filled ones only; `links` are still names."""

    line: int
    """Where it starts in the file, from 1."""
    fields: Mapping[str, Value]
    links: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    """Reference field, or set of references -> whom it names."""
    once: bool = False
    """The source repeats it; it comes in once."""
    beside: Mapping[Named, Mapping[str, Value]] = field(default_factory=dict)
    """What it says of records that it names, canonical: for those that are made because they are missing."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that cannot come in, with every reason."""

    line: int
    reasons: tuple[InvalidValue, ...]


Read = Candidate | Reject


class Incoming(Protocol):
    """A file that gives records of one type. Iterating reads it anew each time."""

    @property
    def type(self) -> str:
        """The type of record that it gives."""

    def count(self) -> int:
        """How many records there will be, found without reading them: for whoever shows how far the reading is."""

    def __iter__(self) -> Iterator[Read]:
        """Every record in the file's order; raises `UsageError` when it cannot be read on."""
