"""What an account is called in a line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """An account as the line calls it, between `start` and `end`."""

    name: str
    start: int
    end: int


def listed(text: str) -> frozenset[str]:
    """The words of a list that is written over several lines."""
    return frozenset(text.split())
