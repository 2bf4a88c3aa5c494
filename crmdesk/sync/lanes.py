"""The strands of work of a round."""

from __future__ import annotations

from enum import StrEnum


class Lane(StrEnum):
    """Lanes run beside each other. `DISK` lets a snapshot page be stored while the next one is on its way."""

    PULL = "pull"
    PUSH = "push"
    DISK = "disk"


SUSPECTS = 8
"""Groups in a row on which the centre may break before a round gives up; more in the round after one that did."""
