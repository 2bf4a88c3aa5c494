"""The search box wired to the replica and to the window's commands."""

from __future__ import annotations

from crmdesk.ui.search.offered import window_commands
from crmdesk.ui.search.wiring import SearchWiring

__all__ = ["SearchWiring", "window_commands"]
