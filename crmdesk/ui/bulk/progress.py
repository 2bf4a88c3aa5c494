"""How far something long is, and how it ended: plain values between what runs and what shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crmdesk.domain.bulk import Stays
from crmdesk.store.bulk import Walk


@dataclass(frozen=True, slots=True)
class BulkProgress:
    """How far something long is; `title` says what it is in words, `stopping` what ending it here means, where that is
    not that what has been changed so far stays."""

    title: str
    done: int
    total: int
    stopping: str = ""


@dataclass(slots=True)
class BulkEnd:
    """How a bulk act ended: how many records were changed, which stayed and why, how many were not come to."""

    walk: Walk
    changed: int = 0
    stays: Counter[Stays] = field(default_factory=Counter)
    left: int = 0
    error: Exception | None = None
