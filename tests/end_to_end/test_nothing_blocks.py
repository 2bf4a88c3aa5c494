"""No journey makes the window stand still: the real window at a real centre, on a territory of 160,000 rows.

What fails is processor time of the GUI thread and calls that wait, never the clock: a loaded machine says nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bench import centre
from bench.laptop import COLLEAGUE, LOGIN, PASSWORD, signed_in
from crmdesk.app import Desktop
from crmdesk.domain import edits
from crmdesk.store.queries import Query
from crmdesk.ui import theme
from crmdesk.ui.brief import open_brief, open_todays_briefs
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.page import HistoryPage
from crmdesk.ui.lists.page import ActivitiesPage, ListPage
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.map.page import MapPage
from crmdesk.ui.printing.preview import PreviewPage
from crmdesk.ui.signin import SignInPage
from crmdesk.ui.watchdog import LIMIT
from crmdesk.ui.workspace import RECORD_PAGES, SECTIONS, Workspace
from tests.support import until
from tests.support.big_territory import Territory, large_territory
from tests.support.walking import BESIDE_OTHERS, Walk, caught
from tests.ui.records import first

SPOKEN = ("en", "ko", "zh_CN", "zh_TW")
TYPED = ("north instruments", "한빛", "ㄱㅅㅇ", "王小明", "wxm", "settings")
LOGGED = (
    "Met Laura at North Instruments, 40k, quote by Friday",
    "한빛상사 김서연 과장 미팅, 견적 4천만원",
    "拜访王小明,报价3万",
)
DANGEROUS = ("today", "calendar", "accounts", "opportunities", "map")
"""Sections that the short form opens."""


ELSEWHERE = {"quit", "language", "theme", "go", "shortcuts", "search", "undo", "redo"}
"""Commands, or kinds of them, that the test of every command does not run."""


class Window:
    """The program on that territory, every turn of it watched."""

    def __init__(self, desktop: Desktop, walk: Walk, url: str, *, whole: bool) -> None:
        self.desktop, self.walk, self.url, self.whole = desktop, walk, url, whole
        self.do = walk.do

    @property
    def desk(self) -> Desk:
        assert self.desktop.opened is not None
        return self.desktop.opened.desk

    @property
    def workspace(self) -> Workspace:
        assert self.desktop.opened is not None
        return self.desktop.opened.workspace

    @property
    def page(self) -> QWidget:
        page = self.desktop.window.pages.currentWidget()
        assert page is not None
        return page

    @property
    def sections(self) -> Sequence[str]:
        return [one.key for one in SECTIONS] if self.whole else DANGEROUS

    def go(self, section: str) -> None:
        self.do(f"{section} opened", partial(self.desk.go, section))

    def press(self, step: str, widget: QWidget, *keys: Qt.Key) -> None:
        for key in keys:
            self.do(step, partial(QTest.keyClick, widget, key))

    def type_letters(self, step: str, line: QLineEdit, words: str) -> None:
        """As quickly as the window takes them: what the last letter asks for is waited for."""
        for letter in words:
            self.walk.act(step, lambda letter=letter: line.insert(letter))  # type: ignore[misc]
        self.walk.settle(step)


@contextmanager
def opened(app: QApplication, territory: Territory, *, whole: bool) -> Iterator[Window]:
    with ExitStack() as stack:
        url = stack.enter_context(centre.serving(territory.data))
        territory.move_to(url)
        walk = Walk(app, lambda: False, limit=LIMIT if whole else BESIDE_OTHERS)
        stack.enter_context(caught(walk))
        stack.callback(theme.apply, app, "light", "en")
        desktop = Desktop(territory.profile, territory.key_file)
        stack.callback(desktop.close)
        desktop.window.set_language("en")
        desktop.window.resize(1366, 768)
        desktop._try_to_open(offline=False)
        made = Window(desktop, walk, url, whole=whole)
        walk.busy = lambda: made.desk.busy or made.workspace.sync.progress is not None
        walk.do("start", desktop.window.show, lambda: made.workspace.sync.last_outcome)
        yield made


@pytest.fixture(scope="module")
def short(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """16,000 rows, made in two seconds."""
    territory = large_territory(1_000, tmp_path_factory.mktemp("w") / "t")
    with opened(qapp, territory, whole=False) as window:
        yield window


@pytest.fixture(scope="module")
def whole(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """160,000 rows."""
    territory = large_territory(10_000, tmp_path_factory.mktemp("w") / "t")
    with opened(qapp, territory, whole=True) as window:
        yield window


@pytest.fixture(params=["short", pytest.param("whole", marks=pytest.mark.long)])
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    made: Window = request.getfixturevalue(request.param)
    yield made
    made.walk.report()


def test_start(window: Window) -> None:
    window.walk.settle("start")
    assert window.workspace.sync.last_outcome is not None


def test_sections_opened_and_opened_again(window: Window) -> None:
    for _ in range(2):
        for section in window.sections:
            window.go(section)


@pytest.mark.parametrize("section", ["accounts", pytest.param("contacts", marks=pytest.mark.long)])
def test_list_scrolled_sorted_filtered_and_selected(window: Window, section: str) -> None:
    window.go(section)
    page = window.page
    assert isinstance(page, ListPage)
    look_through(window, section, page.pane)


@pytest.mark.long
def test_lists_of_activities(whole: Window) -> None:
    whole.go("activities")
    page = whole.page
    assert isinstance(page, ActivitiesPage)
    for kind in page._types:
        whole.do(f"list of each {kind}", partial(page.show_type, kind))
        look_through(whole, kind, page.pane)
    whole.walk.report()


def look_through(window: Window, name: str, pane: ListPane) -> None:
    table, bar = pane.table, pane.table.verticalScrollBar()
    for tenth in range(0, 11, 1 if window.whole else 5):
        window.do(f"{name} scrolled", lambda tenth=tenth: bar.setValue(bar.maximum() * tenth // 10))  # type: ignore[misc]
    window.press(f"{name} by key", table, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown)
    columns = table.shown_columns()
    for column in columns if window.whole else columns[:2]:
        window.do(f"{name} sorted by {column}", partial(pane._on_sort, column, True))
    window.type_letters(f"{name} filtered", pane.filter.text_box, "laborato")
    window.do(f"{name} filter cleared", partial(pane.filter.set_filter, "", ()))
    window.do(f"{name} all selected", table.selectAll)
    window.do(f"{name} none selected", table.clearSelection)


def test_search_letter_by_letter(window: Window) -> None:
    box = window.desktop.window.search
    window.do("search opened", box.activate)
    for words in TYPED if window.whole else TYPED[:3]:
        window.type_letters("search typed", box, words)
        window.do("search cleared", box.clear)
    window.do("search left", box._close)


def test_quick_log_letter_by_letter(window: Window) -> None:
    bar = window.workspace.quick_log
    for words in LOGGED if window.whole else LOGGED[:1]:
        window.do("quick log opened", window.workspace.open_quick_log)
        window.type_letters("quick log typed", bar.line, words)
        window.do("quick log left", bar.leave)


def test_records_opened(window: Window) -> None:
    for kind in RECORD_PAGES:
        if window.desk.replica.count(kind):
            record = first(window.desk.replica, kind)
            window.do(f"page of {kind}", partial(window.desk.open, kind, record.id))
            if window.whole:
                window.do(f"history of {kind}", partial(window.desk.open_history, kind, record.id))
                window.do(f"{kind} in a window", partial(window.desk.open_apart, kind, record.id))
    window.do("windows closed", window.workspace.windows.close)


def test_calendar(window: Window) -> None:
    window.go("calendar")
    page = window.page
    assert isinstance(page, CalendarPage)
    for view in ("day", "week", "month", "agenda"):
        window.do(f"calendar by {view}", partial(page.choose_view, view))
        for step in (1, -1, -1):
            window.do(f"calendar by {view}, on", partial(page.step, step))
    for _ in range(6 if window.whole else 2):
        window.do("agenda grows", partial(page._grow, 1))
    window.do("calendar by week", partial(page.choose_view, "week"))


def test_map(window: Window) -> None:
    window.go("map")
    page = window.page
    assert isinstance(page, MapPage)
    keys = [*[Qt.Key.Key_Plus] * 5, Qt.Key.Key_Left, Qt.Key.Key_Up, *[Qt.Key.Key_Minus] * 8, Qt.Key.Key_Home]
    window.press("map moved", page.view, *keys if window.whole else keys[::3])
    window.do("route", page.find_best_order)


def test_pipeline(window: Window) -> None:
    for view in ("board", "table", "forecast", "board"):
        window.do(f"opportunities as {view}", partial(window.workspace.open_opportunities, view))


def test_language_switched(window: Window) -> None:
    for section in window.sections:
        window.go(section)
    for code in (*SPOKEN[1:], "en") if window.whole else ("ko", "en"):
        window.do(f"language {code}", partial(window.desktop.window.set_language, code))
        window.go("today")


def test_pages_about_the_program(window: Window) -> None:
    window.do("sync page", window.workspace.open_sync)
    window.do("settings", window.workspace.open_settings)
    sheets: list[QWidget] = []
    window.do("shortcuts", lambda: sheets.append(window.desktop.window.show_shortcuts()))
    window.do("shortcuts closed", sheets[0].close)


@pytest.mark.long
def test_every_command_on_an_account(whole: Window) -> None:
    """What is added to the menus is walked from then on; commands with a journey of their own are left to it."""
    window, account = whole, first(whole.desk.replica, "account")
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


def test_what_others_changed_arrives_while_the_list_is_scrolled(
    window: Window, tmp_path_factory: pytest.TempPathFactory
) -> None:
    window.go("accounts")
    page = window.page
    assert isinstance(page, ListPage)
    bar = page.pane.table.verticalScrollBar()
    rows = 5_000 if window.whole else 200
    with signed_in(window.url, tmp_path_factory.mktemp("c") / "p", login=COLLEAGUE) as colleague:
        colleague.sync()
        author = colleague.author()
        notes = colleague.replica.query("visit", Query(limit=rows))
        said = {"notes": "Told by a colleague"}
        colleague.replica.commit([each for one in notes for each in edits.update(author, one, said)])
        colleague.sync()
    window.walk.act("round asked for", window.workspace.sync.sync_now)
    last = notes[-1].id

    def scroll_on() -> None:
        bar.setValue((bar.value() + 3 * bar.singleStep()) % max(1, bar.maximum()))

    while window.desk.replica.get("visit", last)["notes"] != said["notes"]:
        window.walk.act("scrolled during a round", scroll_on)
    window.walk.settle("a round ends")


def test_first_sync_with_a_window_that_answers(window: Window, qapp: QApplication, tmp_path: Path) -> None:
    """From the sign-in page on; opening the new profile itself, once, is no journey yet."""
    with ExitStack() as stack:
        stack.callback(theme.apply, qapp, "light", "en")
        desktop = Desktop(tmp_path / "profile", tmp_path / "key")
        stack.callback(desktop.close)
        desktop.window.set_language("en")
        desktop._try_to_open(offline=False)
        walk = window.walk
        walk.do("door opened", desktop.window.show)
        door = desktop.window.pages.currentWidget()
        assert isinstance(door, SignInPage)
        for line, words in ((door.server, window.url), (door.login, LOGIN), (door.secret, PASSWORD)):
            walk.act("signing in typed", partial(line.setText, words))
        door.submit()
        until(lambda: desktop.opened, between=qapp.processEvents)
        assert desktop.opened is not None
        sync = desktop.opened.workspace.sync
        walk.settle("first sync", lambda: sync.last_outcome is not None)
        assert desktop.opened.desk.replica.count("account") == window.desk.replica.count("account")
    window.walk.report()


def test_a_turn_that_computes_is_found_with_its_place(window: Window) -> None:
    def compute() -> None:
        began = time.thread_time()
        while (
            time.thread_time() - began < 5 * BESIDE_OTHERS
        ):  # also for a machine that is taken for a slow one
            sum(number * number for number in range(10_000))

    window.walk.do("a fault", compute)
    with pytest.raises(AssertionError, match=r"a fault: \d+ ms of processor"):
        window.walk.report()


def test_a_read_on_the_gui_thread_is_found(window: Window) -> None:
    window.walk.do("a fault", lambda: window.desk.replica.count("account"))
    with pytest.raises(AssertionError, match="a fault: the database was asked"):
        window.walk.report()


def test_briefs_shown_turned_and_saved(window: Window, tmp_path: Path) -> None:
    desk = window.desk
    window.do("brief opened", partial(open_brief, desk, first(desk.replica, "account").id))
    window.do("briefs of today opened", partial(open_todays_briefs, desk))
    page = window.page
    assert isinstance(page, PreviewPage)
    window.press("briefs turned", page.view, Qt.Key.Key_End, Qt.Key.Key_Home)
    window.do("briefs enlarged", partial(page.zoom, 1))
    window.do("briefs saved", partial(page.save_to, tmp_path / "briefs.pdf"))
    assert (tmp_path / "briefs.pdf").stat().st_size


def test_account_as_of_a_date(window: Window) -> None:
    account = first(window.desk.replica, "account")
    window.do("history opened", partial(window.desk.open_history, "account", account.id))
    page = window.page
    assert isinstance(page, HistoryPage)
    window.do("as of long ago", partial(page.go_to, "2020-01-01T00:00:00.000Z"))
    window.do("as of now", partial(page.go_to, None))
