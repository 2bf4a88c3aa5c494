"""Owns how a window shares its width between sections, page and side panel. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS, ICONS = 232, 56
"""Pixels of the bar of sections, with their names and with their icons alone."""
_ROOMY = 640
"""Pixels of page below which the names of the sections give way."""
_USABLE = 440
"""Pixels of page below which a side panel covers it."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`icons`: sections without their names. `covered`: the panel stands in the place of the page."""

    icons: bool
    covered: bool


def arrange(width: int, panel: int = 0) -> Arrangement:
    """For a window so wide beside a panel so wide, 0 where there is none; all in device-independent pixels."""
    covered = panel > 0 and width - ICONS - panel < _USABLE
    taken = 0 if covered else panel
    return Arrangement(width - SECTIONS - taken < _ROOMY, covered)
