"""Which screens there are, and where the code of each lies: it is read when the screen is first wanted, or while nobody
waits (`warming.py`), so that the first window waits for its own alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.domain.entities import ACTIVITIES
from crmdesk.domain.records import Record
from crmdesk.ui.translations import label

if TYPE_CHECKING:
    from crmdesk.ui.desk import Desk

RecordPageFactory = Callable[["Desk", str], QWidget]


@dataclass(frozen=True, slots=True)
class Section:
    """A place in the bar at the left; its page is made when it is first shown."""

    key: str
    icon: str
    title: Callable[[], str]
    page: Callable[[Desk], QWidget]
    numbered: bool = True  # has one of the ten keys of sections


def _today(desk: Desk) -> QWidget:
    from crmdesk.ui.today.page import TodayPage

    return TodayPage(desk)


def _calendar(desk: Desk) -> QWidget:
    from crmdesk.ui.calendar.page import CalendarPage

    return CalendarPage(desk)


def _tasks(desk: Desk) -> QWidget:
    from crmdesk.ui.tasks.page import TasksPage

    return TasksPage(desk)


def _list(type_name: str) -> Callable[[Desk], QWidget]:
    def make(desk: Desk) -> QWidget:
        from crmdesk.ui.lists.page import ListPage

        return ListPage(desk, type_name)

    return make


def _accounts(desk: Desk) -> QWidget:
    from crmdesk.ui.lists.page import ListPage

    def add_actions(menu: QMenu, record: Record) -> None:
        from crmdesk.ui.account.page import add_row_actions

        add_row_actions(desk, menu, record)

    return ListPage(desk, "account", add_actions)


def _opportunities(desk: Desk) -> QWidget:
    from crmdesk.ui.pipeline.page import OpportunitiesPage

    return OpportunitiesPage(desk)


def _activities(desk: Desk) -> QWidget:
    from crmdesk.ui.lists.page import ActivitiesPage

    return ActivitiesPage(desk, ACTIVITIES)


def _map(desk: Desk) -> QWidget:
    from crmdesk.ui.map.page import MapPage

    return MapPage(desk)


def _inbox(desk: Desk) -> QWidget:
    from crmdesk.ui.conflicts.page import InboxPage

    return InboxPage(desk)


SECTIONS: tuple[Section, ...] = (
    Section("today", "today", lambda: QCoreApplication.translate("Workspace", "Today"), _today),
    Section("calendar", "calendar", lambda: QCoreApplication.translate("Workspace", "Calendar"), _calendar),
    Section("tasks", "task", lambda: label("task.plural"), _tasks),
    Section("leads", "lead", lambda: label("lead.plural"), _list("lead")),
    Section("accounts", "accounts", lambda: label("account.plural"), _accounts),
    Section("contacts", "contacts", lambda: label("contact.plural"), _list("contact")),
    Section("opportunities", "opportunities", lambda: label("opportunity.plural"), _opportunities),
    Section("quotes", "quote", lambda: label("quote.plural"), _list("quote"), False),
    Section(
        "activities",
        "activities",
        lambda: QCoreApplication.translate("Workspace", "Activities"),
        _activities,
    ),
    Section("map", "pin", lambda: QCoreApplication.translate("Workspace", "Map"), _map),
    Section("inbox", "inbox", lambda: QCoreApplication.translate("Workspace", "Inbox"), _inbox),
)
"""In the order of the bar."""


def _account(desk: Desk, record_id: str) -> QWidget:
    from crmdesk.ui.account.page import AccountPage

    return AccountPage(desk, record_id)


def _contact(desk: Desk, record_id: str) -> QWidget:
    from crmdesk.ui.contact.page import ContactPage

    return ContactPage(desk, record_id)


def _email(desk: Desk, record_id: str) -> QWidget:
    from crmdesk.ui.email.page import EmailPage

    return EmailPage(desk, record_id)


def _lead(desk: Desk, record_id: str) -> QWidget:
    from crmdesk.ui.lead.page import LeadPage

    return LeadPage(desk, record_id)


def _opportunity(desk: Desk, record_id: str) -> QWidget:
    from crmdesk.ui.opportunity.page import OpportunityPage

    return OpportunityPage(desk, record_id)


def _quote(desk: Desk, record_id: str) -> QWidget:
    from crmdesk.ui.quote.page import QuotePage

    return QuotePage(desk, record_id)


def _visit(desk: Desk, record_id: str) -> QWidget:
    from crmdesk.ui.visit.page import VisitPage

    return VisitPage(desk, record_id)


RECORD_PAGES: Mapping[str, tuple[str, RecordPageFactory]] = {
    "account": ("accounts", _account),
    "contact": ("contacts", _contact),
    "email": ("activities", _email),
    "lead": ("leads", _lead),
    "opportunity": ("opportunities", _opportunity),
    "quote": ("quotes", _quote),
    "visit": ("activities", _visit),
}
"""By type: the section that is marked while the page is shown, and the page. Other types open their form."""
