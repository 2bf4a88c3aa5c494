"""Text that a spreadsheet must not take for a formula: it gets a quote before it, and reading the file takes that away.

It knows cells alone, neither tables nor what stands in them.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s().,-]*$)|'+[=+\-@\t\r]")
"""Begins what a spreadsheet may take for a formula; numbers and telephone numbers are none (OWASP, CSV Injection). What
has such a quote already gets another, so that reading gives what was there."""
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text as it may stand in a cell of a file that a spreadsheet opens."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded, by this program or another."""
    return text[1:] if _GUARDED.match(text) else text
