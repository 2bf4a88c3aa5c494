"""What the system is asked to show, by whichever way it shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """What shall be shown. `actions` are (name, words); a click on the note itself is the action `default`."""

    key: str
    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()
