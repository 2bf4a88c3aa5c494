"""Which commands the search box finds: those of the menus, each language, each theme, each place of the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from crmdesk.ui.frame import Command, MainWindow
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.settings.places import PLACES, SettingsPlace

_ITSELF = "search"


def _language_title(name: str) -> str:
    return QCoreApplication.translate("Workspace", "Language: {0}").format(name)


def _place_title(place: SettingsPlace) -> str:
    return QCoreApplication.translate("Workspace", "Settings: {0}").format(place.title())


def window_commands(window: MainWindow, open_settings: Callable[[str], object]) -> list[Command]:
    """What can be asked for in this window by name. `open_settings` shows a place of the settings page."""
    languages = [
        Command(
            f"language.{code}",
            partial(_language_title, name),
            partial(window.set_language, code),
            icon="language",
        )
        for code, name in LANGUAGES.items()
    ]
    themes = [
        Command(
            "theme.light",
            lambda: QCoreApplication.translate("Workspace", "Light theme"),
            lambda: window.set_theme("light"),
            icon="theme",
        ),
        Command(
            "theme.dark",
            lambda: QCoreApplication.translate("Workspace", "Dark theme"),
            lambda: window.set_theme("dark"),
            icon="theme",
        ),
    ]
    places = [
        Command(f"settings.{key}", partial(_place_title, place), partial(open_settings, key), icon=place.icon)
        for key, place in PLACES.items()
    ]
    own = [command for command in window.menus.commands() if command.key != _ITSELF]
    return [*own, *languages, *themes, *places]
