"""What tests of several rooms share: waiting for a condition, a free port. It knows nothing of the product."""

import socket
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds to wait for what should come at once: a loaded machine may need many, and no test waits when all is well."""

_PAUSE = 0.005
"""Seconds between two looks at a condition: short beside any deadline, long beside a thread switch."""


def until(
    condition: Callable[[], T], deadline: float = PATIENCE, between: Callable[[], object] | None = None
) -> T:
    """Waits until `condition()` is true and gives its value; at most `deadline` seconds.

    `between` runs after every look that was in vain (`QApplication.processEvents`, say).
    Raises AssertionError naming the condition when the deadline passes.
    """
    end = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= end:
            name = getattr(condition, "__qualname__", repr(condition))
            raise AssertionError(f"{name} did not hold within {deadline} s; last value: {value!r}")
        if between is not None:
            between()
        # Gives way to whoever is waited for; how long the wait is, the condition says.
        time.sleep(_PAUSE)


def free_port() -> int:
    """A TCP port on loopback that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
