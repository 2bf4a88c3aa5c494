"""The pre-visit brief: one printed page of what to know before one sees a customer."""

from __future__ import annotations

from crmdesk.ui.brief.request import open_brief, open_todays_briefs

__all__ = ["open_brief", "open_todays_briefs"]
