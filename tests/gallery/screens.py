"""Declares what the gallery shows: every section, record page and form of the workspace, and states brought about.

Knows no picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import get_args

from PySide6.QtWidgets import QComboBox, QLineEdit, QTabBar

from crmdesk.domain import edits
from crmdesk.domain.errors import StorageFault
from crmdesk.domain.records import Record
from crmdesk.domain.unique import case_of
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.brief import open_todays_briefs
from crmdesk.ui.bulk.forms import EditForm, TaskForm
from crmdesk.ui.bulk.panel import BulkKind
from crmdesk.ui.calendar.days import View
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.history.page import HistoryPage
from crmdesk.ui.lead.page import LeadPage
from crmdesk.ui.lists.page import ListPage
from crmdesk.ui.opportunity.page import OpportunityPage
from crmdesk.ui.pipeline.page import OpportunitiesPage
from crmdesk.ui.quote.document import preview
from crmdesk.ui.quote.page import QuotePage
from crmdesk.ui.screens import RECORD_PAGES, SECTIONS
from crmdesk.ui.workspace import NEW
from tests.gallery import visits
from tests.gallery.importing import IMPORT_STEPS, show_import
from tests.gallery.stage import Stage
from tests.ui.centre_side import colleague, decided, disputed, send
from tests.ui.records import first, negotiated


@dataclass(frozen=True, slots=True)
class Screen:
    """A name for the file, and what brings it to the front."""

    name: str
    show: Callable[[Stage], object]


def furnish(stage: Stage) -> None:
    """Give the sample laptop something of everything: edits that wait, questions in the Inbox, one that was refused."""
    replica, desk = stage.replica, stage.desk
    refused = first(replica, "account")
    replica.commit(edits.update(desk.author, refused, {"industry": "Machine tools"}, add={"tags": ["vip"]}))
    decided(replica, "refused", code="out_of_scope", title="You may not change this account")
    deals = replica.query("opportunity", Query((Filter("stage", "=", "negotiation"),), sort="name"))
    deal = next(each for each in deals if each["amount"] and each["owner"] == desk.author.user)
    disputed(
        replica,
        deal,
        {"amount": "48000000", "currency": "KRW", "next_step": "Revised quote by Friday"},
        {"amount": "51500000", "currency": "KRW", "next_step": "Site visit with the plant manager"},
    )
    one, other, *_ = replica.query("contact", Query(sort="name"))
    same = {"owner": desk.author.user, "emails": one["emails"]}
    case = {
        "record_type": "contact",
        "record": other.id,
        "other": one.id,
        "fields": ["emails"],
        "state": "open",
    }
    send(
        replica,
        [
            *((each.type, each.id, {**each.fields, **same}) for each in (one, other)),
            ("duplicate", case_of("contact", one.id, other.id), {**case, "at": "2026-11-23T01:12:00.000Z"}),
        ],
    )
    top = {"name": "Top customers", "shows": "account", "definition": {"where": [["tier", "=", "a"]]}}
    send(replica, [("shared_view", "shared-top", {**top, "owner": colleague(replica)})])
    replica.commit(edits.update(desk.author, negotiated(replica), {"probability": 60}))
    replica.commit(edits.check_in(desk.author, _next_visit(replica, desk.author.user)))


def _next_visit(replica: Replica, user: str) -> Record:
    planned = (Filter("status", "=", "planned"), Filter("owner", "=", user))
    return min(replica.query("visit", Query(planned)), key=lambda visit: str(visit["planned_start"]))


def screens(stage: Stage) -> Iterator[Screen]:
    """Everything that somebody who has signed in can see."""
    for section in SECTIONS:
        yield Screen(section.key, partial(_go, section.key))
    yield from _tabs(stage)
    for type_name in RECORD_PAGES:
        yield Screen(f"{type_name}-page", partial(_open, type_name))
    for choice in stage.desk.entity("visit").field("status").choices:
        if stage.replica.count("visit", Query((Filter("status", "=", choice.key),))):
            yield Screen(f"visit-{choice.key}", partial(_open, "visit", status=choice.key))
    yield Screen("visit-questions", visits.answering)
    yield Screen("visit-amending", visits.amending)
    yield Screen("visit-samples", visits.leaving_samples)
    yield Screen("visit-report", visits.report_on_paper)
    for type_name, _ in NEW:
        yield Screen(f"{type_name}-form", partial(_new, type_name))
    yield Screen("account-edit", _edit_account)
    yield Screen("list-filter", _filter)
    yield Screen("list-grouped", _group)
    yield Screen("list-columns", _columns)
    yield Screen("list-views", _views)
    yield from (Screen(f"bulk-{kind}", partial(_bulk, kind)) for kind in get_args(BulkKind))
    for days in get_args(View):
        yield Screen(f"calendar-{days}", partial(_calendar, days))
    for view in ("table", "forecast", "board"):
        yield Screen(f"opportunities-{view}", partial(_pipeline, view))
    yield Screen("opportunity-lost", _lose)
    yield Screen("list-lost", _lose_in_a_list)
    yield Screen("lead-convert", _convert)
    yield Screen("quote-draft", partial(_open, "quote", status="draft"))
    yield Screen("quote-accept", _accept)
    yield Screen("quote-preview", _preview_quote)
    for number, name in enumerate(("conflict", "refused", "duplicate")):
        yield Screen(f"inbox-{name}", partial(_inbox, number))
    yield Screen("log-visit", lambda stage: stage.workspace.log_visit())
    yield Screen("quick-log", _quick_log)
    yield Screen("search", _search)
    yield Screen("shortcuts", lambda stage: stage.window.show_shortcuts())
    yield Screen("notices", _notices)
    yield Screen(
        "history", lambda stage: stage.desk.history_requested.emit("account", _sample(stage, "account").id)
    )
    yield Screen("history-as-of", _as_of)
    yield Screen("history-visit", visits.past_of_a_visit)
    yield Screen("brief", lambda stage: open_todays_briefs(stage.desk))
    yield Screen("sync", lambda stage: stage.workspace.open_sync())
    yield Screen("settings", lambda stage: stage.workspace.open_settings())
    yield from (Screen(f"import-{name}", partial(show_import, name)) for name in IMPORT_STEPS)
    yield from (Screen(f"set-{each}", partial(_settings, each)) for each in ("devices", "storage", "about"))
    yield from (Screen(f"tour-{number}", partial(_tour, number)) for number in range(1, 7))
    yield Screen("sign-in-again", lambda stage: stage.workspace.open_sign_in())
    yield Screen("reminders", _remind)
    yield Screen("crash-report", _crash_report)


# -- sections and records ----------------------------------------------------------------------------------


def _pipeline(view: str, stage: Stage) -> None:
    stage.workspace.open_opportunities(view)


def _calendar(view: View, stage: Stage) -> None:
    stage.desk.go("calendar")
    stage.settle()
    page = stage.page
    assert isinstance(page, CalendarPage)
    page.choose_view(view)


def _remind(stage: Stage) -> None:
    stage.desk.go("tasks")
    due = stage.replica.reminders("2026-11-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z")
    stage.workspace.reminders.bar.add(due[:3])


def _crash_report(stage: Stage) -> None:
    stage.desk.go("today")
    stage.show_crash_bar().show_button.click()


def _as_of(stage: Stage) -> None:
    account = stage.replica.get("account", negotiated(stage.replica)["account"])
    old = {"tier": "c", "industry": "Semiconductor", "relationship_stage": "starting", "tags": ["prospect"]}
    by = first(stage.replica, "user").id
    entries = [
        HistoryEntry(
            "2026-10-12T02:00:00.000Z", by, None, f"op-{name}", name, value, account[name], "applied"
        )
        for name, value in old.items()
    ]
    stage.replica.save_history("account", account.id, entries)
    stage.desk.open_history("account", account.id)
    stage.settle()
    page = stage.page
    assert isinstance(page, HistoryPage)
    page.go_to("2026-10-01T00:00:00.000Z")


def _go(key: str, stage: Stage) -> None:
    stage.desk.go(key)


def _tabs(stage: Stage) -> Iterator[Screen]:
    """Sections that have tabs at their top show one more picture a tab."""
    for section in SECTIONS:
        stage.desk.go(section.key)
        stage.settle()
        bar = stage.page.findChild(QTabBar)
        for index in range(1, bar.count()) if bar is not None else ():
            yield Screen(f"{section.key}-{index + 1}", partial(_tab, section.key, index))


def _tab(key: str, index: int, stage: Stage) -> None:
    stage.desk.go(key)
    bar = stage.page.findChild(QTabBar)
    assert bar is not None
    bar.setCurrentIndex(index)


def _sample(stage: Stage, type_name: str, **where: object) -> Record:
    if type_name == "opportunity":
        return negotiated(stage.replica)
    return first(stage.replica, type_name, **where)


def _open(type_name: str, stage: Stage, **where: object) -> None:
    stage.desk.open(type_name, _sample(stage, type_name, **where).id)


def _new(type_name: str, stage: Stage) -> None:
    stage.desk.go("today")
    stage.desk.new(type_name)


def _edit_account(stage: Stage) -> None:
    stage.desk.go("accounts")
    stage.desk.edit(_sample(stage, "account"))


def _filter(stage: Stage) -> None:
    stage.desk.go("accounts")
    stage.settle()
    page = stage.page
    assert isinstance(page, ListPage)
    page.pane.filter.open_form("type")


def _group(stage: Stage) -> None:
    stage.workspace.open_opportunities("table")
    stage.settle()
    page = stage.page
    assert isinstance(page, OpportunitiesPage)
    page.pane.group_button.show_field("stage")
    page.pane.group_button.changed.emit()
    stage.settle()
    page.pane.table.groups.turn(0)


def _views(stage: Stage) -> None:
    stage.desk.go("accounts")
    stage.settle()
    page = stage.page
    assert isinstance(page, ListPage)
    page.pane.views.open_menu()


def _columns(stage: Stage) -> None:
    stage.desk.go("accounts")
    stage.settle()
    page = stage.page
    assert isinstance(page, ListPage)
    page.pane.choose_columns()


def _bulk(kind: BulkKind, stage: Stage) -> None:
    stage.workspace.open_opportunities("table")
    stage.settle()
    page = stage.page
    assert isinstance(page, OpportunitiesPage)
    page.pane.group_button.show_field(None)  # as a picture before this one may have left it
    page.pane.group_button.changed.emit()
    stage.settle()
    page.pane.table.selectAll()
    page.pane.selection.ask(kind)
    form = page.pane.selection.panel.form
    if isinstance(form, EditForm):
        form.rows[0].choose("stage", "set")
        assert form.rows[0].editor is not None
        form.rows[0].editor.findChildren(QComboBox)[0].setCurrentIndex(3)
        form.add_row().choose("tags", "add")
    if isinstance(form, TaskForm):
        form.editors["subject"].findChildren(QLineEdit)[0].setText("Ask how the year ends")


def _tour(number: int, stage: Stage) -> None:
    stage.workspace.tour.start()
    for _ in range(number - 1):
        stage.workspace.tour.bubble.next_button.click()


def _settings(place: str, stage: Stage) -> None:
    stage.workspace.open_settings_at(place)


def _lose(stage: Stage) -> None:
    _open("opportunity", stage)
    stage.settle()
    page = stage.page
    assert isinstance(page, OpportunityPage)
    page.lost.ask()


def _lose_in_a_list(stage: Stage) -> None:
    stage.workspace.open_opportunities("table")
    stage.settle()
    page = stage.page
    assert isinstance(page, OpportunitiesPage)
    page.pane.cells.save(page.pane.table.current_id() or "", "stage", "closed_lost")


def _convert(stage: Stage) -> None:
    _open("lead", stage, status="qualified")
    stage.settle()
    page = stage.page
    assert isinstance(page, LeadPage)
    page.ask_to_convert()
    stage.settle()
    page.conversion.with_sale.setChecked(True)


def _accept(stage: Stage) -> None:
    _open("quote", stage, status="sent")
    stage.settle()
    page = stage.page
    assert isinstance(page, QuotePage)
    page.move_to("accepted")


def _preview_quote(stage: Stage) -> None:
    preview(stage.desk, _sample(stage, "quote", status="sent").id)


def _inbox(number: int, stage: Stage) -> None:
    stage.desk.go("inbox")
    stage.settle()
    page = stage.page
    assert isinstance(page, InboxPage)
    page.list.choose(page.list.rows[number].entry.key)
    page.list.focus_current()


_LINES = {
    "en": "met Kim, quote 20m, revisit next Tue",
    "ko": "김부장 미팅, 견적 2천만, 다음주 화 재방문",
    "zh_CN": "拜访王经理，报价20万，下周二再访",
    "zh_TW": "拜訪王經理，報價20萬，下週二再訪",
}


def _quick_log(stage: Stage) -> None:
    stage.desk.go("today")
    stage.workspace.open_quick_log()
    stage.workspace.quick_log.line.setText(_LINES.get(stage.translator.language, _LINES["en"]))


def _search(stage: Stage) -> None:
    stage.desk.go("today")
    stage.window.search.activate()
    stage.window.search.setText("ha")
    stage.settle()
    stage.window.search.show_popup()


def _notices(stage: Stage) -> None:
    stage.desk.go("accounts")
    stage.desk.redo()
    stage.desk.report(
        StorageFault("The disk is full", hint="free some space and try again; nothing that was saved is lost")
    )
