"""The parts that screens are made of. They know columns, values and words; no entity, no store, no network.

What every window shows is named here; tables, filters and stages come from their own modules, with the first list.
"""

from __future__ import annotations

from crmdesk.ui.widgets.buttons import Button, IconButton, OnceButton
from crmdesk.ui.widgets.card import (
    Card,
    EmptyState,
    IconLabel,
    IntoMargin,
    Line,
    Property,
    PropertyList,
    scrolled,
)
from crmdesk.ui.widgets.click_row import ClickRow
from crmdesk.ui.widgets.flow_layout import FlowLayout
from crmdesk.ui.widgets.gradually import Gradually
from crmdesk.ui.widgets.labels import Badge, Chip, Label
from crmdesk.ui.widgets.search_box import SearchBox, SearchHit
from crmdesk.ui.widgets.section_bar import SectionBar
from crmdesk.ui.widgets.sync_light import SyncLight, SyncStatus
from crmdesk.ui.widgets.timeline import Timeline, TimelineEntry
from crmdesk.ui.widgets.toast import Toast, ToastStack
from crmdesk.ui.widgets.work_row import WorkRow

__all__ = [
    "Badge",
    "Button",
    "Card",
    "Chip",
    "ClickRow",
    "EmptyState",
    "FlowLayout",
    "Gradually",
    "IconButton",
    "IconLabel",
    "IntoMargin",
    "Label",
    "Line",
    "OnceButton",
    "Property",
    "PropertyList",
    "SearchBox",
    "SearchHit",
    "SectionBar",
    "SyncLight",
    "SyncStatus",
    "Timeline",
    "TimelineEntry",
    "Toast",
    "ToastStack",
    "WorkRow",
    "scrolled",
]
