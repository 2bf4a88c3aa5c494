"""The messages by which a laptop and the centre compare what they hold, and a laptop's copy is repaired."""

from __future__ import annotations

from crmdesk.protocol.messages import Message, Number, Signed, Table


class DigestRequest(Message, frozen=True):
    """Asks in which leaves a laptop's copy differs: `sums` is what it holds, by bucket."""

    replica: str
    scope: str
    sums: dict[str, Signed]
    greeting: str = ""
    """As in `Pull`."""


class Digest(Message, frozen=True):
    """The centre's sums by leaf, of the reader's buckets whose sums differ; a leaf that is not named is empty."""

    leaves: dict[str, list[tuple[Number, Signed]]]


class HeldLeaf(Message, frozen=True):
    """What a laptop holds in one leaf of one bucket: type, id and hash of each row."""

    bucket: str
    leaf: Number
    rows: list[tuple[str, str, Signed]]


class RepairRequest(Message, frozen=True):
    """Asks for what is wrong in these leaves."""

    replica: str
    scope: str
    leaves: list[HeldLeaf]
    greeting: str = ""
    """As in `Pull`."""


class Repair(Message, frozen=True):
    """The rows that differ or were missing, as they stand now, and those that the reader does not see (any more)."""

    contains: int
    """These rows hold the effect of the replica's ops up to that number."""
    tables: list[Table]
    sets: list[list[str]]
    gone: list[tuple[str, str]]
