"""Gives memory that was freed back to the system, where the C library would keep it for later."""

from __future__ import annotations

import sys


def give_back() -> None:
    """After something large; it takes milliseconds. Only glibc keeps what lies between other things: elsewhere nothing
    is done (malloc_trim(3))."""
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
