"""The window around the screens: sections, search, history, menus, notices. Knows no screen and no network."""

from __future__ import annotations

from crmdesk.ui.frame.commands import Command, CommandMenu
from crmdesk.ui.frame.main_window import MainWindow
from crmdesk.ui.frame.page import Page, PageHead
from crmdesk.ui.frame.preferences import Preferences

__all__ = ["Command", "CommandMenu", "MainWindow", "Page", "PageHead", "Preferences"]
