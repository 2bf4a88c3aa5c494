"""The menus of the calendar: what something new shall be, and what can be done with an entry. They decide nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.domain.planning import REMINDED
from crmdesk.ui import theme
from crmdesk.ui.brief import open_brief
from crmdesk.ui.calendar.plans import Plans
from crmdesk.ui.calendar.words import Shown
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import label

PLANNED: Mapping[str, str] = {"visit": "V", "meeting": "M", "call": "C", "task": "T"}
"""What can be planned, with the letter that chooses it in the menu."""
translate = QCoreApplication.translate


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def ask_what(
    parent: QWidget, where: QPoint, chosen: Callable[[str], object], left: Callable[[], object]
) -> QMenu:
    """Ask what something new shall be; `left` is called when the menu has gone, whatever was chosen."""
    menu = _menu(parent)
    menu.setAccessibleName(translate("Calendar", "Plan something new"))
    for type_name, letter in PLANNED.items():
        name = label(type_name)
        # A letter in brackets where the language's own words have none.
        at = name.upper().find(letter)
        text = f"{name[:at]}&{name[at:]}" if at >= 0 else f"{name} (&{letter})"
        action = menu.addAction(theme.icon(type_name), text)
        action.triggered.connect(lambda _=False, of=type_name: chosen(of))
    menu.aboutToHide.connect(left)
    menu.popup(where)
    menu.setActiveAction(menu.actions()[0])
    return menu


def entry_menu(parent: QWidget, where: QPoint, desk: Desk, plans: Plans, each: Shown) -> QMenu:
    """Everything that can be done with an entry."""
    menu = _menu(parent)
    menu.setAccessibleName(each.name)
    opening = menu.addAction(translate("Calendar", "Open\tEnter"))
    opening.triggered.connect(lambda: desk.open(each.record.type, each.record.id))
    if each.record.type == "visit" and each.record["account"]:
        brief = menu.addAction(theme.icon("print"), translate("brief", "Pre-visit brief"))
        brief.triggered.connect(lambda: open_brief(desk, each.record["account"], each.record.id))
    if each.record.type == "task" and not each.over:
        done = menu.addAction(translate("Calendar", "Complete\tSpace"))
        done.triggered.connect(lambda: plans.tick(each))
    if each.record.type in REMINDED and not each.over and each.fixed is None:
        _add_reminders(menu.addMenu(theme.icon("clock"), translate("Calendar", "Remind me")), plans, each)
    if each.record.type == "visit" and each.start is not None and each.fixed is None:
        agreed = menu.addAction(label("visit.time_agreed"))
        agreed.setCheckable(True)
        agreed.setChecked(each.agreed)
        agreed.triggered.connect(lambda checked: plans.agree(each, agreed=checked))
    if not each.hint and each.record.fields.get("submitted_at") is None:
        menu.addSeparator()
        gone = menu.addAction(translate("Calendar", "Delete\tDel"))
        gone.triggered.connect(lambda: desk.delete(each.record))
    menu.popup(where)
    menu.setActiveAction(opening)
    return menu


def _add_reminders(menu: QMenu, plans: Plans, each: Shown) -> None:
    for text, ahead in (
        (translate("Calendar", "When it begins"), timedelta()),
        (translate("Calendar", "10 minutes before"), timedelta(minutes=10)),
        (translate("Calendar", "30 minutes before"), timedelta(minutes=30)),
        (translate("Calendar", "1 hour before"), timedelta(hours=1)),
        (translate("Calendar", "1 day before"), timedelta(days=1)),
        (translate("Calendar", "Not at all"), None),
    ):
        action = menu.addAction(text)
        action.triggered.connect(lambda _=False, by=ahead: plans.remind(each, by))
