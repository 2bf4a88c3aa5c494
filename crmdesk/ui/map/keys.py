"""What the keys of the map do, for the cheat sheet; the map and the list of stops hear them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def shortcuts() -> list[tuple[str, str]]:
    """(what it does, keys)."""
    return [
        (translate("Map", "Day before, day after"), "PgUp PgDown"),
        (translate("Map", "Move the map"), "← ↑ → ↓"),
        (translate("Map", "Nearer, farther away"), "+ −"),
        (translate("Map", "All customers"), "0"),
        (translate("Map", "Move the stop up, down"), "Alt+↑ Alt+↓"),
    ]
