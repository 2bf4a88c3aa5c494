"""Owns the menu bar: commands under their menus, language and theme. Knows no command by name but its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from crmdesk.ui import theme
from crmdesk.ui.frame.commands import Command, CommandMenu
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.theme import Mode

_MNEMONIC = re.compile(r"\(&.\)|&")
"""What says in a menu's name which letter opens it with Alt: `&File`, `파일(&F)`."""
_MODES: tuple[Mode, ...] = ("light", "dark", "system")


class Menus(QObject):
    """The menus of one window; every command is an action of the window, so that its shortcut works everywhere."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, window: QMainWindow, language: Callable[[], str], mode: Callable[[], Mode]) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._last: dict[CommandMenu, QAction] = {}
        bar = window.menuBar()
        names: tuple[CommandMenu, ...] = ("file", "record", "edit", "go", "view", "help")
        self._menus: dict[CommandMenu, QMenu] = {name: bar.addMenu("") for name in names}
        self._bare: dict[CommandMenu, list[tuple[QAction, str]]] = {name: [] for name in names}
        """Commands whose icons are not drawn yet: a start would wait for dozens that nobody sees."""
        for name, menu in self._menus.items():
            menu.aboutToShow.connect(partial(self._draw_icons, name))
        view = self._menus["view"]
        self._languages, self._themes = view.addMenu(""), view.addMenu("")
        self._mode_actions: dict[Mode, QAction] = {}
        self._add_languages(language)
        self._add_modes(mode)

    def _add_languages(self, language: Callable[[], str]) -> None:
        group = QActionGroup(self)
        for code, name in LANGUAGES.items():
            action = self._languages.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, chosen=code: self.language_chosen.emit(chosen))
            group.addAction(action)
            self._languages.aboutToShow.connect(
                lambda shown=action, code=code: shown.setChecked(language() == code)
            )

    def _add_modes(self, mode: Callable[[], Mode]) -> None:
        group = QActionGroup(self)
        for name in _MODES:
            action = self._mode_actions[name] = self._themes.addAction("")
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, chosen=name: self.theme_chosen.emit(chosen))
            group.addAction(action)
            self._themes.aboutToShow.connect(lambda shown=action, name=name: shown.setChecked(mode() == name))

    def add(self, command: Command) -> QAction:
        """Put a command into its menu. Raises ValueError when its key or shortcut is taken."""
        if command.key in self._commands:
            raise ValueError(f"command {command.key} exists")
        taken = {keys for other in self._commands.values() for keys in (other.shortcut, other.also) if keys}
        for keys in (command.shortcut, command.also):
            if keys in taken:
                raise ValueError(f"shortcut {keys} of {command.key} is taken")
        action = QAction(self._window)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if command.shortcut:
            action.setShortcuts([QKeySequence(keys) for keys in (command.shortcut, command.also) if keys])
        if command.icon:
            self._bare[command.menu].append((action, command.icon))
        action.triggered.connect(lambda _=False: command.run())
        menu = self._menus[command.menu]
        if command.separated:
            menu.addSeparator()
        menu.addAction(action)
        if command.last:
            self._last[command.menu] = action
        elif (last := self._last.get(command.menu)) is not None:
            menu.addAction(last)  # moves it to the end
        self._window.addAction(action)
        self._commands[command.key], self._actions[command.key] = command, action
        action.setText(command.title())
        return action

    def _draw_icons(self, menu: CommandMenu) -> None:
        for action, icon in self._bare[menu]:
            theme.set_icon(action, icon)
        self._bare[menu].clear()

    def place_of(self, menu: CommandMenu) -> QRect | None:
        """Where a menu's name stands in the window; None where menus are elsewhere (the system's bar)."""
        bar = self._window.menuBar()
        place = bar.actionGeometry(self._menus[menu].menuAction())
        if place.isEmpty() or not bar.isVisibleTo(self._window):
            return None
        return QRect(bar.mapTo(self._window, place.topLeft()), place.size())

    def action(self, key: str) -> QAction:
        """The action of a command, to enable or disable it."""
        return self._actions[key]

    def commands(self) -> tuple[Command, ...]:
        return tuple(self._commands.values())

    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Commands with a shortcut, by menu, for the cheat sheet."""
        found: list[tuple[str, list[tuple[str, str]]]] = []
        for name, menu in self._menus.items():
            rows = [(c.title(), c.shortcut) for c in self._commands.values() if c.menu == name and c.shortcut]
            if rows:
                found.append((_MNEMONIC.sub("", menu.title()), rows))
        return found

    def retranslate(self) -> None:
        """Set every text anew."""
        names = {
            "file": self.tr("&File"),
            "record": self.tr("&Record"),
            "edit": self.tr("&Edit"),
            "go": self.tr("&Go"),
            "view": self.tr("&View"),
            "help": self.tr("&Help"),
        }
        for name, menu in self._menus.items():
            menu.setTitle(names[name])
        self._languages.setTitle(self.tr("Language"))
        self._themes.setTitle(self.tr("Theme"))
        modes = {"light": self.tr("Light"), "dark": self.tr("Dark"), "system": self.tr("Follow the system")}
        for mode, action in self._mode_actions.items():
            action.setText(modes[mode])
        for key, command in self._commands.items():
            self._actions[key].setText(command.title())
