"""How somebody read a table the last time: such a list comes again each month, and a window may close before one is in.

No word of a file is kept: what was taken for names of columns may be somebody's data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.exchange.incoming.cells import DateOrder
from crmdesk.exchange.incoming.slots import TYPES
from crmdesk.exchange.incoming.survey import Missing
from crmdesk.ui.own import Own

_SETTING = "import.readings"
_MOST = 20
"""Lists that are remembered, the latest first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was decided about a table with certain columns, as in `State` and `SheetForm`."""

    type: str
    columns: Mapping[str, str]
    missing: Missing
    dates: DateOrder
    decimal: str


class Remembered:
    """Readings by the names of the columns."""

    def __init__(self, own: Own) -> None:
        self._own = own

    def reading(self, columns: Sequence[str]) -> Reading | None:
        """How a table with these columns was read; None for one that was read as it was guessed."""
        kept = next((each for each in self._kept() if each["of"] == _mark(columns)), None)
        if kept is None or kept["type"] not in TYPES or len(kept["slots"]) != len(columns):
            return None
        assigned = {name: slot for name, slot in zip(columns, kept["slots"], strict=True) if slot}
        dates, decimal = DateOrder(kept["dates"]), str(kept["decimal"])
        return Reading(kept["type"], assigned, Missing(kept["missing"]), dates, decimal)

    def keep(self, columns: Sequence[str], reading: Reading) -> None:
        """Remember it, instead of what was known of such a table."""
        mark = _mark(columns)
        kept = {
            "of": mark,
            "type": reading.type,
            "slots": [reading.columns.get(name, "") for name in columns],
            "missing": reading.missing.value,
            "dates": reading.dates.value,
            "decimal": reading.decimal,
        }
        before = self._kept()
        if kept not in before[:1]:
            others = [each for each in before if each["of"] != mark]
            self._own.save_setting(_SETTING, [kept, *others[: _MOST - 1]])

    def _kept(self) -> list[dict[str, Any]]:
        return self._own.setting(_SETTING) or []


def _mark(columns: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(columns).encode()).hexdigest()
