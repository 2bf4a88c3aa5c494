"""How work that takes long says how far it is, and how it is ended: by what it tells."""

from __future__ import annotations

from collections.abc import Callable

Told = Callable[[int, int], None]
"""Told how many parts of how many are done, on the thread that works; what it raises ends the work."""


def untold(_done: int, _total: int) -> None:
    """Nobody wants to know."""
