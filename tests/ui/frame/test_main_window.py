"""The frame: sections, history, menus, language and theme at run time, what it remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crmdesk.ui import theme
from crmdesk.ui.frame import Command, MainWindow, Page, Preferences
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.translations import Translator


class _Screen(Page):
    """Counts when it comes and goes."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.head.title.setText(name)
        self.comings = self.goings = 0
        self.open_inside = False

    def entered(self) -> None:
        self.comings += 1

    def left(self) -> None:
        self.goings += 1

    def escape(self) -> bool:
        was_open, self.open_inside = self.open_inside, False
        return was_open


def _today() -> str:
    return QCoreApplication.translate("formats", "Today")


@pytest.fixture
def make(
    qtbot: QtBot, qapp: QApplication, translator: Translator, tmp_path: Path
) -> Callable[[], MainWindow]:
    def made() -> MainWindow:
        window = MainWindow(qapp, Preferences(tmp_path / "window.ini"), translator)
        window.add_section("today", _today, "today", lambda: _Screen("Today"))
        window.add_section("accounts", lambda: "Accounts", "accounts", lambda: _Screen("Accounts"))
        window.show_section("today")
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    return made


@pytest.fixture
def window(make: Callable[[], MainWindow]) -> MainWindow:
    return make()


def test_a_page_is_built_when_it_is_first_shown(window: MainWindow) -> None:
    assert window.pages.page("accounts") is None
    window.show_section("accounts")
    assert window.pages.page("accounts") is window.pages.currentWidget()


def test_a_page_that_is_built_ahead_is_the_one_that_is_shown_and_comes_only_then(window: MainWindow) -> None:
    today = window.pages.currentWidget()
    pieces = sum(1 for _ in window.pages.build_ahead())
    ahead = window.pages.page("accounts")
    assert pieces > 0
    assert isinstance(ahead, _Screen)
    assert (ahead.comings, ahead.isVisible(), window.pages.currentWidget()) == (0, False, today)
    assert not list(window.pages.build_ahead())
    window.show_section("accounts")
    assert window.pages.currentWidget() is ahead
    assert ahead.comings == 1


def test_title_keeps_its_width_and_the_word_beside_it_goes_below(window: MainWindow, qtbot: QtBot) -> None:
    page = window.pages.currentWidget()
    assert isinstance(page, Page)
    head = page.head
    window.resize(1366, 600)
    head.title.setText("Good afternoon")
    head.note.setText(
        "Wednesday, September 30  ·  12 visits  ·  7 calls and meetings  ·  24 tasks  ·  3 overdue, 4 quiet"
    )
    qtbot.waitUntil(lambda: head.note.x() > head.title.x())
    window.resize(960, 600)
    qtbot.waitUntil(lambda: head.note.y() > head.title.y())
    assert head.title.text() == "Good afternoon"
    window.resize(1366, 600)
    qtbot.waitUntil(lambda: head.note.x() > head.title.x())


def test_tab_goes_as_people_read_whatever_was_built_first(window: MainWindow, qtbot: QtBot) -> None:
    page = window.pages.currentWidget()
    assert isinstance(page, Page)
    last, first = QLineEdit(), QLineEdit()
    beside = QHBoxLayout()
    beside.setDirection(QBoxLayout.Direction.RightToLeft)
    beside.addWidget(last)
    beside.addWidget(first)
    page.body.addLayout(beside)
    above = QLineEdit()
    page.body.insertWidget(0, above)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(last.isVisible)
    above.setFocus()
    met = []
    for _ in range(3):
        met.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert met == [above, first, last]
    assert window.focusWidget() not in met
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert window.focusWidget() is last


def test_tab_on_a_page_itself_goes_to_what_is_read_first(window: MainWindow, qtbot: QtBot) -> None:
    page = window.pages.currentWidget()
    assert isinstance(page, Page)
    built_first, read_first = QLineEdit(page), QLineEdit(page)
    page.body.addWidget(read_first)
    page.body.addWidget(built_first)
    with qtbot.waitActive(window):
        window.activateWindow()
    page.setFocus()
    qtbot.waitUntil(read_first.isVisible)
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert window.focusWidget() is read_first
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Backtab)
    assert window.focusWidget() not in (page, read_first, built_first)


def test_ctrl_and_a_number_goes_to_a_section(window: MainWindow, qtbot: QtBot) -> None:
    action = window.menus.action("go.accounts")
    assert action.shortcut().toString() == "Ctrl+2"
    action.trigger()
    assert window.pages.history.current == "accounts"
    assert window.windowTitle() == "Accounts – CRMDesk"


def test_a_section_tells_its_own_key_in_every_language(
    window: MainWindow, translator: Translator, qtbot: QtBot
) -> None:
    window.add_section("quotes", lambda: "Quotes", "task", lambda: _Screen("Quotes"), numbered=False)
    window.add_section("map", lambda: "Map", "territory", lambda: _Screen("Map"))
    translator.switch("ko")
    qtbot.waitUntil(lambda: _tip(window, "today").startswith("오늘"))
    told = [_tip(window, key) for key in window.sections.keys()]  # noqa: SIM118 (no mapping)
    translator.switch("en")
    assert told == ["오늘  Ctrl+1", "Accounts  Ctrl+2", "Quotes", "Map  Ctrl+3"]


def _tip(window: MainWindow, key: str) -> str:
    button = window.sections.button(key)
    assert button is not None
    return button.toolTip()


def test_back_and_forward_follow_the_way(window: MainWindow) -> None:
    window.show_section("accounts")
    window.open_page("account:1", lambda: _Screen("Isu Paper"))
    window.menus.action("back").trigger()
    assert window.pages.history.current == "accounts"
    window.menus.action("forward").trigger()
    assert window.pages.history.current == "account:1"


def test_a_record_page_belongs_to_the_section_it_was_opened_from(window: MainWindow) -> None:
    window.show_section("accounts")
    window.open_page("account:1", lambda: _Screen("Isu Paper"))
    assert window.windowTitle() == "Accounts – CRMDesk"


def test_the_window_is_named_after_the_record_that_it_shows(window: MainWindow) -> None:
    window.show_section("accounts")
    page = _Screen("Isu Paper")
    window.open_page("account:1", lambda: page)
    page.setWindowTitle("Isu Paper")
    assert window.windowTitle() == "Isu Paper – CRMDesk"
    window.pages.back()
    page.setWindowTitle("Isu Paper Ltd")
    assert window.windowTitle() == "Accounts – CRMDesk"
    window.pages.forward()
    assert window.windowTitle() == "Isu Paper Ltd – CRMDesk"


def test_escape_closes_what_is_open_in_the_page_and_then_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("account:1", lambda: _Screen("Isu Paper"))
    page = window.pages.currentWidget()
    assert isinstance(page, _Screen)
    page.open_inside = True
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.history.current == "account:1"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.history.current == "today"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.history.current == "today"


def test_pages_are_told_when_they_come_and_go(window: MainWindow) -> None:
    page = window.pages.currentWidget()
    assert isinstance(page, _Screen)
    window.show_section("accounts")
    assert (page.comings, page.goings) == (1, 1)


def test_record_pages_do_not_pile_up(window: MainWindow) -> None:
    for number in range(40):
        window.open_page(f"account:{number}", lambda: _Screen("Account"))
    assert window.pages.count() <= 14
    for _ in range(39):
        window.pages.back()
    assert window.pages.history.current == "account:0"


def test_a_page_that_is_gone_is_left(window: MainWindow) -> None:
    window.show_section("accounts")
    window.open_page("account:1", lambda: _Screen("Isu Paper"))
    window.pages.close_page("account:1")
    assert window.pages.history.current == "accounts"
    assert not window.pages.history.can_go_forward


def test_a_shortcut_has_one_meaning(window: MainWindow) -> None:
    with pytest.raises(ValueError, match="taken"):
        window.add_command(Command("other", lambda: "Other", lambda: None, shortcut="Ctrl+K"))


def test_the_cheat_sheet_names_every_shortcut(window: MainWindow, qtbot: QtBot) -> None:
    window.add_command(Command("new", lambda: "New account", lambda: None, shortcut="Ctrl+N"))
    sheet = window.show_shortcuts()
    texts = {child.accessibleName() for child in sheet.findChildren(QWidget)}
    assert {"New account", "Ctrl+N", "Search everything", "Ctrl+K"} <= texts
    sheet.close()


def test_the_whole_frame_speaks_korean_at_once(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.set_language("ko")
    qtbot.waitUntil(lambda: window.windowTitle() == "오늘 – CRMDesk")
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["파일(&F)", "레코드(&R)", "편집(&E)", "이동(&G)", "보기(&V)", "도움말(&H)"]
    assert window.search.placeholderText() == "전체 검색"
    assert Preferences(tmp_path / "window.ini").language == "ko"


def test_the_theme_changes_at_once_and_is_remembered(window: MainWindow, tmp_path: Path) -> None:
    window.set_theme("dark")
    assert theme.current().dark
    assert Preferences(tmp_path / "window.ini").theme == "dark"
    window.set_theme("light")


def test_geometry_is_remembered(make: Callable[[], MainWindow]) -> None:
    first = make()
    first.resize(1100, 700)
    first.close()
    # The offscreen screen is narrower than the window may be, so only its height can be kept.
    assert make().height() == 700


def test_a_window_of_a_screen_that_is_gone_comes_back_where_it_is_seen(
    make: Callable[[], MainWindow],
) -> None:
    first = make()
    first.move(9000, 9000)
    first.close()
    back = make()
    seen = back.screen().availableGeometry().intersected(back.frameGeometry())
    assert (seen.width() > 200, seen.height() > 200) == (True, True)
    assert back.frameGeometry().top() >= back.screen().availableGeometry().top()


def test_every_control_of_the_frame_has_a_name(window: MainWindow) -> None:
    window.open_page("account:1", lambda: _Screen("Isu Paper"))
    controls = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    inside = {"QLineEditIconButton", "QToolButton"}  # Qt's own, inside a line edit or the menu bar
    nameless = [
        control
        for control in controls
        if not control.accessibleName()
        and not control.text()
        and control.metaObject().className() not in inside
    ]
    assert nameless == []


def test_a_second_shortcut_does_the_same_and_is_taken_as_well(window: MainWindow, qtbot: QtBot) -> None:
    done: list[str] = []
    window.add_command(
        Command("again", lambda: "Again", lambda: done.append("again"), shortcut="Ctrl+G", also="Ctrl+Y")
    )
    with qtbot.waitActive(window):
        window.activateWindow()
    for key in (Qt.Key.Key_G, Qt.Key.Key_Y):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert done == ["again", "again"]
    with pytest.raises(ValueError, match="Ctrl\\+Y of other is taken"):
        window.add_command(Command("other", lambda: "Other", lambda: None, shortcut="Ctrl+Y"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_menu_is_opened_by_a_letter_of_its_own(
    window: MainWindow, translator: Translator, qtbot: QtBot, language: str
) -> None:
    translator.switch(language)
    qtbot.waitUntil(
        lambda: window.menus.action("quit").text() == QCoreApplication.translate("MainWindow", "Quit")
    )
    letters = [QKeySequence.mnemonic(action.text()).toString() for action in window.menuBar().actions()]
    assert letters == ["Alt+F", "Alt+R", "Alt+E", "Alt+G", "Alt+V", "Alt+H"]
    assert not [title for title, _ in window.menus.groups() if "&" in title or "(" in title]
    translator.switch("en")


def test_alt_and_its_letter_open_a_menu(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    menu = window.menuBar().actions()[0].menu()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_a_command_has_its_icon_once_its_menu_opens(window: MainWindow, qtbot: QtBot) -> None:
    window.add_command(Command("new", lambda: "New account", lambda: None, icon="add"))
    new = window.menus.action("new")
    menu = next(one.menu() for one in window.menuBar().actions() if new in one.menu().actions())
    assert isinstance(menu, QMenu)
    assert new.icon().isNull()
    menu.popup(window.mapToGlobal(window.rect().center()))
    assert not new.icon().isNull()
    menu.close()


def test_every_command_in_the_menus_has_a_text(window: MainWindow) -> None:
    menus = window.menuBar().actions()
    actions = [action for menu in menus for action in menu.menu().actions() if not action.isSeparator()]
    assert actions
    assert all(isinstance(action, QAction) and action.text() for action in actions)
