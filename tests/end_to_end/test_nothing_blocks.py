"""No journey makes the window stand still: the real window at a real centre, on a territory of 160,000 rows.

What fails is processor time of the GUI thread and calls that wait, never the clock: a loaded machine says nothing.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from bench.laptop import COLLEAGUE, LOGIN, PASSWORD, signed_in
from crmdesk.app import Desktop
from crmdesk.domain import edits
from crmdesk.store.queries import Query
from crmdesk.ui.brief import open_brief, open_todays_briefs
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.history.page import HistoryPage
from crmdesk.ui.lists.page import ListPage
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.map.page import MapPage
from crmdesk.ui.printing.preview import PreviewPage
from crmdesk.ui.screens import RECORD_PAGES
from crmdesk.ui.signin import SignInPage, UnlockPage
from crmdesk.ui.trouble import TroublePage
from tests.support.walked_window import Window, look_through, window_of
from tests.support.walking import BESIDE_OTHERS
from tests.ui.records import first

SECRET = "seven words"
SPOKEN = ("en", "ko", "zh_CN", "zh_TW")
TYPED = ("north instruments", "한빛", "ㄱㅅㅇ", "王小明", "wxm", "settings")
LOGGED = (
    "Met Laura at North Instruments, 40k, quote by Friday",
    "한빛상사 김서연 과장 미팅, 견적 4천만원",
    "拜访王小明,报价3万",
)


def test_start(window: Window) -> None:
    window.walk.settle("start")
    assert window.workspace.sync.last_outcome is not None


def test_sections_opened_and_opened_again(window: Window) -> None:
    for _ in range(2):
        for section in window.sections:
            window.go(section)
    # As the collector does, when the oldest of what was opened since the start is due.
    window.do("garbage looked for", gc.collect)


@pytest.mark.parametrize("section", ["accounts", pytest.param("contacts", marks=pytest.mark.long)])
def test_list_scrolled_sorted_filtered_and_selected(window: Window, section: str) -> None:
    window.go(section)
    page = window.page
    assert isinstance(page, ListPage)
    look_through(window, section, page.pane)
    take_one_row(window, section, page.pane)


def take_one_row(window: Window, name: str, pane: ListPane) -> None:
    """By its keys and its menu."""
    table, kept = pane.table, window.desk.replica
    before = kept.count(pane._entity.name)
    window.desktop.window.activateWindow()
    window.do(f"{name}: a row", lambda: (table.setFocus(), table.setCurrentIndex(pane._model.index(0, 0))))
    window.press(f"{name}: form by key", table, Qt.Key.Key_E)
    assert window.workspace.panel.form is not None
    window.do(f"{name}: form left", window.workspace.panel._shut)
    window.press(f"{name}: menu by key", table, Qt.Key.Key_Menu)
    menu = table.findChild(QMenu)
    assert menu is not None
    window.do(f"{name}: menu left", menu.close)
    window.press(f"{name}: deleted by key", table, Qt.Key.Key_Delete)
    assert kept.count(pane._entity.name) == before - 1
    window.do(f"{name}: brought back", window.desk.undo)
    assert kept.count(pane._entity.name) == before


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


def test_looks_switched_with_every_section_open(window: Window) -> None:
    """What is hidden has its turn when it is opened."""
    for section in window.sections:
        window.go(section)
    for mode in ("dark", "light"):
        window.do(f"theme {mode}", partial(window.desktop.window.set_theme, mode))
        for section in window.sections:
            window.do(f"{section} in {mode}", partial(window.desk.go, section))
    for density in ("compact", "comfortable"):
        window.do(f"rows {density}", partial(window.desktop.window.set_density, density))
        window.do(f"accounts {density}", partial(window.desk.go, "accounts"))


def test_pages_about_the_program(window: Window) -> None:
    window.do("sync page", window.workspace.open_sync)
    window.do("settings", window.workspace.open_settings)
    sheets: list[QWidget] = []
    window.do("shortcuts", lambda: sheets.append(window.desktop.window.show_shortcuts()))
    window.do("shortcuts closed", sheets[0].close)


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
    """From the sign-in page to Today, the opening of the new profile included."""
    walk, profile = window.walk, tmp_path / "profile"
    with window_of(qapp, profile, None) as desktop:
        desktop.window.set_language("en")
        desktop._try_to_open(offline=False)
        walk.rest()
        walk.do("door opened", desktop.window.show)
        door = desktop.window.pages.currentWidget()
        assert isinstance(door, SignInPage)
        typed = (
            (door.server, window.url),
            (door.login, LOGIN),
            (door.secret, PASSWORD),
            (door.passphrase, SECRET),
        )
        for line, words in typed:
            walk.act("signing in typed", partial(line.setText, words))
        walk.do("signed in", door.submit, lambda: desktop.opened)
        assert desktop.opened is not None
        sync = desktop.opened.workspace.sync
        # On a loaded machine all of the territory takes its time.
        walk.do("first sync", lambda: None, lambda: sync.last_outcome, patience=600.0)
        assert desktop.window.pages.history.current == "today"
        assert desktop.opened.desk.replica.count("account") == window.desk.replica.count("account")
    if window.whole:
        come_back(window, qapp, profile, tmp_path / "edits.jsonl")
    walk.report()


def come_back(window: Window, app: QApplication, profile: Path, out: Path) -> None:
    """A passphrase is asked for; then a file has rot in it."""
    walk = window.walk
    with unlocked(window, app, profile) as desktop:
        walk.settle("unlocked", lambda: desktop.opened)
    with (profile / "replica.db").open("r+b") as database:
        database.seek(100)  # behind the salt, without which none of it could be read
        database.write(bytes(200))
    with unlocked(window, app, profile) as desktop:
        pages = desktop.window.pages
        walk.settle("rot found", lambda: isinstance(pages.currentWidget(), TroublePage))
        trouble = pages.currentWidget()
        assert isinstance(trouble, TroublePage)
        mending = trouble._mending
        assert mending is not None
        rescue = partial(trouble._rescue, mending, out)
        walk.do("what can be read is saved", rescue, trouble.work.isHidden, patience=600.0)
        assert out.exists()
        walk.act("built anew", trouble.rebuild.click)
        walk.do("left off", trouble.work.cancel.click, trouble.work.isHidden)
        assert desktop.opened is None
        walk.do("built anew", trouble.rebuild.click, lambda: desktop.opened, patience=600.0)


@contextmanager
def unlocked(window: Window, app: QApplication, profile: Path) -> Iterator[Desktop]:
    """The program on a profile whose passphrase was entered."""
    with window_of(app, profile, None) as desktop:
        desktop._try_to_open(offline=False)
        window.walk.rest()
        window.do("locked door", desktop.window.show)
        door = desktop.window.pages.currentWidget()
        assert isinstance(door, UnlockPage)
        window.type_letters("passphrase typed", door.passphrase, SECRET)
        window.do("passphrase entered", door.submit, lambda: desktop.window.pages.currentWidget() is not door)
        yield desktop


def test_a_turn_that_computes_is_found_with_its_place(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compute() -> None:
        began = time.thread_time()
        while time.thread_time() - began < 2 * BESIDE_OTHERS:
            sum(number * number for number in range(10_000))

    monkeypatch.setattr(window.walk.pace, "slowness", lambda: 1.0)  # no busy machine excuses it
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
