"""No hour of a rep's day makes the window stand still on a territory of 160,000 rows: a visit from check-in to its
amendment, lists in groups, what is typed in one line, what is set, checked, attached, reminded of, signed in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from bench.laptop import PASSWORD
from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant
from crmdesk.store.queries import Query
from crmdesk.ui.account.page import AccountPage
from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.lists.page import ActivitiesPage, ListPage
from crmdesk.ui.pipeline.page import OpportunitiesPage
from crmdesk.ui.settings.page import SettingsPage
from crmdesk.ui.settings.places import PLACES
from crmdesk.ui.signin.again import SignInAgainPage
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.tasks.page import TasksPage
from crmdesk.ui.today.page import TodayPage
from crmdesk.ui.visit.page import VisitPage
from tests.support.walked_window import Window, look_through
from tests.ui.records import first

pytestmark = [pytest.mark.long, pytest.mark.parametrize("walked", ["whole"], indirect=True)]
ELSEWHERE = {"quit", "language", "theme", "go", "shortcuts", "search", "undo", "redo"}
"""Commands, or kinds of them, that the test of every command does not run."""


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """As large as a telephone's."""
    path = tmp_path / "shelf.jpg"
    Image.effect_noise((3000, 2000), 80).convert("RGB").save(path, quality=80)
    return path


def visit_page(window: Window) -> VisitPage:
    page = window.page
    assert isinstance(page, VisitPage)
    return page


def started(window: Window) -> Record:
    """A visit that somebody has checked in to, as Log a visit makes it."""
    window.do("log a visit", window.workspace.log_visit)
    page = window.page
    assert isinstance(page, TodayPage)
    page.form.account.set_value(first(window.desk.replica, "account").id)
    window.do("checked in", page.form.check_in_now, lambda: isinstance(window.page, VisitPage))
    window.walk.settle("the visit's page", lambda: visit_page(window).record is not None)
    record = visit_page(window).record
    assert record is not None
    return record


def test_a_visit_from_its_start_to_its_amendment(window: Window, picture: Path) -> None:
    record = started(window)
    page, replica = visit_page(window), window.desk.replica
    notes = page.report.notes.findChild(QPlainTextEdit)
    assert notes is not None
    for letter in "They take two, and ask for a quote by Friday.":
        window.walk.act("notes typed", partial(notes.insertPlainText, letter))
    window.do("notes saved", page.autosave.flush, lambda: page.autosave.state == "saved")
    window.do("outcome", page.report.outcome.buttons["successful"].click)
    window.do("photo", partial(page.photos.attach, [picture]), lambda: len(page.photos.tiles) == 1)
    window.do("photo enlarged", partial(QTest.keyClick, page.photos.tiles[0], Qt.Key.Key_Return))
    window.do("photo folded", page.photos.fold)
    page.signature.name.set_value("Ines Ngata")
    left, pad = Qt.MouseButton.LeftButton, page.signature.pad
    window.do("page scrolled to the signature", partial(page.reveal, pad))
    window.walk.act("pen down", partial(QTest.mousePress, pad, left, pos=pad.rect().center()))
    window.drag("signature", pad, pad.rect().center(), pad.rect().bottomRight() / 2)
    window.do("signed", page.signature.sign.click, page.signature.redo.isVisible)
    window.do("checked out", page.action.click, lambda: replica.get("visit", record.id)["check_out"])
    window.do("submitted", page.action.click, lambda: replica.get("visit", record.id)["submitted_at"])
    window.do(
        "report as it is printed",
        partial(QTest.keyClick, page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
    )
    window.do("back", window.desktop.window.pages.back)
    window.do("amendment", page.open_amending)
    window.do("amended", partial(page._on_amended, "notes", "They take three.", "Misheard"))
    window.walk.report()


@pytest.mark.parametrize("kind", ["visit", "opportunity"])
def test_a_list_put_together_by_each_thing_it_can_be(window: Window, kind: str) -> None:
    if kind == "opportunity":
        window.do("table", partial(window.workspace.open_opportunities, "table"))
        page = window.page
        assert isinstance(page, OpportunitiesPage)
        pane = page.pane
    else:
        window.go("activities")
        shown = window.page
        window.do("visits", partial(shown.show_type, kind))  # type: ignore[attr-defined]
        pane = shown.pane  # type: ignore[attr-defined]
    menu = QMenu()
    pane.group_button.fill_menu(menu)
    fields = [None, *pane.group_button._columns]
    bar = pane.table.verticalScrollBar()
    for field in [*fields[1:], None]:
        window.do(f"{kind} by {field}", partial(pane.group_button._choose, field))
        if field is None:
            continue
        for tenth in (3, 10, 0):
            window.do(
                f"{kind} by {field}, scrolled", lambda tenth=tenth: bar.setValue(bar.maximum() * tenth // 10)
            )  # type: ignore[misc]
        window.do(f"{kind} by {field}, folded", pane.table.groups.fold_all)
        window.do(f"{kind} by {field}, opened", pane.table.groups.open_all)
        # Who goes on does not wait for the groups.
        window.walk.act(f"{kind} by {field}, given up", partial(pane.group_button._choose, None))
        window.walk.act(f"{kind} by {field}, given up", partial(pane.group_button._choose, field))
    menu.deleteLater()
    window.walk.report()


def test_a_line_becomes_a_visit_an_amount_and_a_task(window: Window) -> None:
    account = first(window.desk.replica, "account")
    bar, before = window.workspace.quick_log, window.desk.replica.count("visit")
    window.do("quick log opened", partial(bar.ask, {"account": account.id}))
    window.type_letters("quick log typed", bar.line, "visited today, quote 40k, call Friday")
    window.do("quick log saved", bar.save, bar.isHidden)
    assert window.desk.replica.count("visit") == before + 1
    window.do("quick log taken back", window.desk.undo)
    window.do("quick log done again", window.desk.redo)
    window.walk.report()


def test_tasks_done_and_reminders_shown(window: Window) -> None:
    desk = window.desk
    soon = format_instant(desk.author.now() - timedelta(minutes=1))
    for number in range(5):
        fields = {"subject": f"Call {number}", "due_on": desk.today().isoformat(), "reminder_at": soon}
        desk.replica.commit(edits.create(desk.author, "task", fields))
    window.do("reminded", window.workspace.reminders.scheduler.look_at_the_clock)
    window.do("put off", partial(window.workspace.reminders.bar.put_off, 15))
    window.go("tasks")
    page = window.page
    assert isinstance(page, TasksPage)
    entries = page._entries
    assert entries
    window.do("task done", partial(page._complete, entries[0].record.id))
    window.do("task back", desk.undo)
    window.walk.report()


def test_a_file_is_attached_and_seen(window: Window, picture: Path) -> None:
    account = first(window.desk.replica, "account")
    window.do("account", partial(window.desk.open, "account", account.id))
    page = window.page
    assert isinstance(page, AccountPage)
    window.do("file attached", partial(page.attachments.attach, [picture]))
    window.do("a round", window.workspace.sync.sync_now, lambda: window.desk.replica.pending() == 0)
    window.walk.report()


def test_a_record_is_written_deleted_and_brought_back(window: Window) -> None:
    desk = window.desk
    window.go("accounts")
    before = desk.replica.count("account")
    window.do("form of a new account", partial(desk.new, "account"))
    form = window.workspace.panel.form
    assert form is not None
    line = form.findChild(QLineEdit)
    assert line is not None
    window.type_letters("name typed", line, "Harbour Instruments")
    window.do("saved", window.workspace.panel.save, lambda: desk.replica.count("account") == before + 1)
    (made,) = desk.replica.query("account", Query(sort="created_at", descending=True, limit=1))
    window.do("deleted", partial(desk.delete, made), lambda: desk.replica.count("account") == before)
    window.do("brought back", desk.undo, lambda: desk.replica.count("account") == before + 1)
    window.walk.report()


def test_the_views_of_a_list_and_what_its_cells_hold(window: Window) -> None:
    window.go("accounts")
    page = window.page
    assert isinstance(page, ListPage)
    pane = page.pane
    for view in pane.views._standard():
        window.do(f"view {view.name}", partial(pane.views.choose, view))
    columns = pane.table.shown_columns()
    window.do("columns", partial(pane.table.columns.arrange, columns[:3]))
    window.do("columns back", partial(pane.table.columns.arrange, columns))
    window.walk.report()


def test_everything_that_can_be_set_and_checked(window: Window) -> None:
    for place in PLACES:
        window.do(f"settings at {place}", partial(window.workspace.open_settings_at, place))
    page = window.page
    assert isinstance(page, SettingsPage)
    window.do("libraries told", page.about._toggle)
    window.do("devices told", page.devices.look)
    window.do("size of everything", partial(page._choose_scale, "125"))
    window.do("size back", partial(page._choose_scale, "100"))
    window.do("sync page", window.workspace.open_sync)
    shown = window.page
    assert isinstance(shown, SyncPage)
    window.do("everything checked", shown.verify, lambda: not window.desk.checkup.busy)
    window.walk.act("a check begun", shown.verify)
    assert shown.work.isVisible()
    window.do("the check left off", shown.work.cancel.click, lambda: not window.desk.checkup.busy)
    assert shown.work.isHidden()
    window.walk.report()


def test_the_tour(window: Window) -> None:
    tour = window.workspace.tour
    window.do("tour", tour.start)
    while tour.is_shown:
        window.do("tour goes on", tour._forth)
    window.walk.report()


def test_a_session_that_ended_is_begun_again(window: Window) -> None:
    window.desk.replica.end_session()
    window.do("a round without a session", window.workspace.sync.sync_now)
    window.do("sign in again", window.workspace.open_sign_in)
    page = window.page
    assert isinstance(page, SignInAgainPage)
    page.secret.set_value(PASSWORD)
    window.do("signed in again", page.submit, lambda: not isinstance(window.page, SignInAgainPage))
    window.walk.report()


def test_lists_of_activities(window: Window) -> None:
    window.go("activities")
    page = window.page
    assert isinstance(page, ActivitiesPage)
    for kind in page._types:
        window.do(f"list of each {kind}", partial(page.show_type, kind))
        look_through(window, kind, page.pane)
    window.walk.report()


def test_every_command_on_an_account(window: Window) -> None:
    """What is added to the menus is walked from then on; commands with a journey of their own are left to it."""
    account = first(window.desk.replica, "account")
    menus = window.desktop.window.menus
    for command in menus.commands():
        if command.key in ELSEWHERE or command.key.partition(".")[0] in ELSEWHERE:
            continue
        window.do("account in front", partial(window.desk.open, "account", account.id))
        window.do(f"command {command.key}", menus.action(command.key).trigger)
        window.workspace.panel._shut()
        window.workspace.quick_log.leave()
        window.workspace.windows.close()
    window.walk.report()


def test_refused_edits_are_settled(window: Window, tmp_path: Path) -> None:
    """The centre takes nothing that names another author."""
    desk, count = window.desk, 40
    account = first(desk.replica, "account")
    stranger = replace(desk.author, user=desk.author.new_id())
    for number in range(count):
        fields = {"account": account.id, "body": f"Note {number}"}
        desk.replica.commit(edits.create(stranger, "note", fields))
    window.do("a round", window.workspace.sync.sync_now, lambda: len(desk.replica.refused()) == count)
    window.go("inbox")
    page = window.page
    assert isinstance(page, InboxPage)
    page.list.focus_current()
    window.press("refused edits looked at", page.list, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    out = tmp_path / "refused.json"
    window.do("refused edits saved", partial(page.export_to, out), out.exists)
    window.do("edited and sent", page.edit_and_send)
    window.do("form left", window.workspace.panel._shut)
    window.do("sent again", page.send_again)
    window.do("a round", window.workspace.sync.sync_now, lambda: desk.replica.pending() == 0)
    for left in range(count - 1, count - 6, -1):
        window.do("discarded", page.discard, lambda left=left: len(desk.replica.refused()) == left)  # type: ignore[misc]
    desk.replica.discard([each.op_id for each in desk.replica.refused()])
    window.walk.settle("all gone")
    window.walk.report()
