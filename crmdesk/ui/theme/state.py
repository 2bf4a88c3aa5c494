"""Owns which theme is in force. It lives as long as the application's palette, which is one a process as well."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from crmdesk.locations import resource_path
from crmdesk.ui.theme.tokens import Theme, load


class Look(QObject):
    """The theme in force, and a signal after it has changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._themes: dict[str, Theme] = {}
        self.theme = self.of_mode("light")
        self.language = "en"
        self.density = "comfortable"

    def of_mode(self, mode: str) -> Theme:
        """The theme of `light` or `dark`, read once."""
        if mode not in self._themes:
            self._themes[mode] = load(resource_path("themes", f"{mode}.toml"))
        return self._themes[mode]


_look: list[Look] = []


def look() -> Look:
    """The one look of this process, made on first use."""
    if not _look:
        _look.append(Look())
    return _look[0]


def current() -> Theme:
    """The theme in force; the light one until `apply` was called."""
    return look().theme


def paper_theme() -> Theme:
    """The theme for what is printed, whatever is in force."""
    return look().of_mode("light")


def language() -> str:
    """The code of the language whose fonts are in force."""
    return look().language
