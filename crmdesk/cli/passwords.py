"""A password from stdin, the same for whoever sets one and whoever signs in with it."""

from __future__ import annotations

import sys

from crmdesk.domain.errors import UsageError

_LINE_BYTES = 8192
"""Far beyond the longest password that a centre takes."""


def read_password() -> str:
    """The first line of stdin, UTF-8 whatever the locale; raises `UsageError` if there is none."""
    line = sys.stdin.buffer.readline(_LINE_BYTES).rstrip(b"\r\n")
    if not line:
        raise UsageError("No password came on stdin")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("The password on stdin is not UTF-8") from None
