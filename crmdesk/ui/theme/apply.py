"""Owns putting a theme into force on a running application: style, palette, fonts, style sheet, icons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from crmdesk.ui.theme.icons import svg
from crmdesk.ui.theme.restyle import Restyle
from crmdesk.ui.theme.state import current, look
from crmdesk.ui.theme.stylesheet import stylesheet
from crmdesk.ui.theme.tokens import Theme
from crmdesk.ui.theme.typography import body_font

Mode = Literal["light", "dark", "system"]
Density = Literal["comfortable", "compact"]
"""How close the rows of lists stand."""
_COMPACT_ROW = 28

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface_alt",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent_soft",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.PlaceholderText: "text_placeholder",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "on_tooltip",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border_input",
    QPalette.ColorRole.Shadow: "shadow",
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)
# Style sheets can only show pictures from files, so the few that controls need are written once per mode.
_CONTROL_PICTURES = {
    "check": "on_accent",
    "chevron-down": "text_muted",
    "chevron-up": "text_muted",
    "chevron-right": "text_muted",
    "chevron-left": "text_muted",
    "close": "text_muted",
}


def palette(theme: Theme) -> QPalette:
    """The QPalette of a theme."""
    result = QPalette()
    for role, token in _ROLES.items():
        result.setColor(role, theme.color(token))
    for role in _DISABLED:
        result.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text_disabled"))
    return result


class _Pictures(QObject):
    """A folder of tinted drawings for the style sheet, gone with the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._folder = QTemporaryDir()

    def of(self, theme: Theme) -> Path:
        folder = Path(self._folder.path()) / theme.mode
        if not folder.is_dir():
            folder.mkdir(parents=True)
            for name, token in _CONTROL_PICTURES.items():
                (folder / f"{name}.svg").write_text(svg(name, theme.colors[token]), encoding="utf-8")
        return folder


def _resolve(mode: Mode) -> str:
    if mode != "system":
        return mode
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def _schemes(mode: Mode) -> Qt.ColorScheme:
    return {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}[
        mode
    ]


def apply(
    app: QApplication, mode: Mode = "system", language: str | None = None, density: Density | None = None
) -> Theme:
    """Put a mode into force, at start or at run time; `language` chooses which CJK forms are drawn first. Language and
    density stay as they are unless they are given.

    Icons given with `set_icon` are drawn anew, then callbacks of `on_change` run.
    """
    state = look()
    # Title bars and native dialogs follow the scheme too. "system" gives the choice back before it is read.
    QGuiApplication.styleHints().setColorScheme(_schemes(mode))
    state.language = language or state.language
    state.density = density or state.density
    theme = state.of_mode(_resolve(mode))
    if state.density == "compact":
        theme = replace(theme, row_height=_COMPACT_ROW)
    state.theme = theme
    app.setProperty("themeMode", mode)
    # Under a style sheet the style no longer says its name, and setting it again repolishes every widget.
    if not app.styleSheet() and app.style().name().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    pictures = app.findChild(_Pictures) or _Pictures(app)
    app.setPalette(palette(theme))
    app.setFont(body_font(theme, state.language))
    (app.findChild(Restyle) or Restyle(app)).put(stylesheet(theme, pictures.of(theme)))
    state.changed.emit()
    return theme


def follow_system(app: QApplication) -> None:
    """From now on, while the mode is `system`, a change of the system's scheme changes the theme."""

    def scheme_changed() -> None:
        if app.property("themeMode") == "system" and _resolve("system") != current().mode:
            apply(app, "system")

    QGuiApplication.styleHints().colorSchemeChanged.connect(scheme_changed)


def on_change(callback: Callable[[], object]) -> None:
    """Call a bound slot of a QObject after every change of theme, for as long as the object lives."""
    look().changed.connect(callback)
