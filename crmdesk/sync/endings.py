"""How a round ended and which way a file goes: all that the first window needs of syncing, which is loaded after it.

It knows nothing of how either is done.
"""

from __future__ import annotations

from enum import StrEnum


class Ending(StrEnum):
    """How a round ended, worst first: the order in which the command line decides its exit code."""

    WIPED = "wiped"
    REVOKED = "revoked"
    UPDATE = "update"
    SIGN_IN = "sign-in"
    STORAGE = "storage"
    EPOCH_CHANGED = "epoch"
    OFFLINE = "offline"
    OK = "ok"


class Way(StrEnum):
    """The lanes of files."""

    UP = "up"
    DOWN = "down"
