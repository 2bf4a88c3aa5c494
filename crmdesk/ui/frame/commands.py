"""Owns what a command is: name, shortcut, place in the menus. Menus, cheat sheet and search read the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

CommandMenu = Literal["file", "record", "edit", "view", "go", "help"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a user can ask for anywhere in the window.

    `title` gives the name in the language of the moment; `shortcut` is portable text such as `Ctrl+N`.
    """

    key: str
    title: Callable[[], str]
    run: Callable[[], object]
    menu: CommandMenu = "record"
    shortcut: str = ""
    icon: str = ""
    separated: bool = False
    """A line stands before it in its menu."""
    last: bool = False
    """It stays at the end of its menu, behind what is added after it."""
    also: str = ""
    """A second shortcut, for hands that come from elsewhere; menus show the first."""
