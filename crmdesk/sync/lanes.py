"""The strands of work of a round."""

from __future__ import annotations

from enum import StrEnum


class Lane(StrEnum):
    """Lanes run beside each other. `DISK` lets a snapshot page be stored while the next one is on its way."""

    PULL = "pull"
    PUSH = "push"
    DISK = "disk"
