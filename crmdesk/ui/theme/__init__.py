"""How the program looks: colour tokens, fonts, icons and the style sheet made of them. Knows no screen."""

from __future__ import annotations

from crmdesk.ui.theme.apply import Density, Mode, apply, follow_system, on_change
from crmdesk.ui.theme.icons import icon, pixmap, set_icon
from crmdesk.ui.theme.state import current, language, paper_theme
from crmdesk.ui.theme.tokens import Theme, load
from crmdesk.ui.theme.typography import body_font, strong_font, title_font

__all__ = [
    "Density",
    "Mode",
    "Theme",
    "apply",
    "body_font",
    "current",
    "follow_system",
    "icon",
    "language",
    "load",
    "on_change",
    "paper_theme",
    "pixmap",
    "set_icon",
    "strong_font",
    "title_font",
]
