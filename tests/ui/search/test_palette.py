"""The search box in the window, by keyboard alone: what it offers, what it finds, where it leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QListWidgetItem
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.account.page import AccountPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.settings.page import SettingsPage
from crmdesk.ui.settings.places import PLACES
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets.hit_delegate import ASIDE_ROLE, DETAIL_ROLE, HEAD_ROLE, MARKS_ROLE, TARGET_ROLE
from crmdesk.ui.workspace import Workspace
from tests.ui.records import first


@pytest.fixture
def bot(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> QtBot:
    """Ctrl+K was pressed."""
    del workspace
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.search.popup.isVisible)
    return qtbot


def items(window: MainWindow) -> list[QListWidgetItem]:
    shown = window.search.popup.list
    return [shown.item(row) for row in range(shown.count())]


def titles(window: MainWindow, group: str) -> list[str]:
    """The titles under one head."""
    found: list[str] = []
    inside = False
    for item in items(window):
        if item.data(HEAD_ROLE):
            inside = item.text() == group
        elif inside:
            found.append(item.text())
    return found


def heads(window: MainWindow) -> list[str]:
    return [item.text() for item in items(window) if item.data(HEAD_ROLE)]


def put(window: MainWindow, text: str, bot: QtBot) -> None:
    """Types something, in a script that no key of a test types, and waits for the whole answer."""
    box = window.search
    answered: list[str] = []
    plain = box.popup.fill

    def fill(about: str, hits: object, *, final: bool = True) -> None:
        plain(about, hits, final=final)  # type: ignore[arg-type]  # handed on as it came
        if final:
            answered.append(about)

    box.popup.fill = fill  # type: ignore[method-assign]  # looked at, and handed on
    box.setText(text)
    bot.waitUntil(lambda: text.strip() in answered)
    box.popup.fill = plain  # type: ignore[method-assign]


def test_an_empty_box_offers_what_was_used_lately_and_commands(
    window: MainWindow, desk: Desk, workspace: Workspace, qtbot: QtBot
) -> None:
    del workspace
    account, contact = first(desk.replica, "account"), first(desk.replica, "contact")
    for record in (contact, account):
        desk.open(record.type, record.id)
    qtbot.waitUntil(lambda: len(desk.replica.used()) == 2)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.search.popup.isVisible)
    assert heads(window) == ["Used lately", "Commands"]
    assert titles(window, "Used lately") == [account["name"], contact["name"]]
    assert [item.data(ASIDE_ROLE) for item in items(window)[1:3]] == ["Account", "Contact"]
    assert "Log a visit" in titles(window, "Commands")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), AccountPage))
    qtbot.waitUntil(lambda: not desk.busy)


def test_commands_used_often_come_first(window: MainWindow, desk: Desk, bot: QtBot) -> None:
    put(window, "keyboard shortcuts", bot)
    bot.keyClick(window.search, Qt.Key.Key_Return)
    bot.waitUntil(lambda: desk.replica.setting("commands", {}) == {"shortcuts": 1})
    for sheet in window.findChildren(type(window.show_shortcuts())):
        sheet.close()
    window.search.activate()
    bot.waitUntil(lambda: titles(window, "Commands")[:1] == ["Keyboard shortcuts"])


def test_a_bracket_narrows_to_commands_and_shows_their_shortcuts(window: MainWindow, bot: QtBot) -> None:
    put(window, ">", bot)
    assert heads(window) == ["Commands"]
    assert len(titles(window, "Commands")) > 20
    put(window, "> sync", bot)
    assert heads(window) == ["Commands"]
    assert titles(window, "Commands")[0] == "Sync now"
    assert items(window)[1].data(ASIDE_ROLE) == "F5"


@pytest.mark.parametrize(
    ("typed", "language", "title"),
    [
        ("shortc", "en", "Keyboard shortcuts"),
        ("board shor", "en", "Keyboard shortcuts"),
        ("nc", "en", "New contact"),
        ("nt", "en", "New task"),
        ("새 연락", "en", "New contact"),
        ("new contact", "ko", "새 연락처"),
        ("ㅅㅇㄹ", "ko", "새 연락처"),
        ("language: 한", "ko", "언어: 한국어"),
        ("tongbu", "zh_CN", "立即同步"),
    ],
)
def test_commands_are_found_in_every_language_and_by_their_sounds(
    window: MainWindow, translator: Translator, bot: QtBot, typed: str, language: str, title: str
) -> None:
    translator.switch(language)
    put(window, "> " + typed, bot)
    found = [item.text() for item in items(window) if not item.data(HEAD_ROLE)]
    assert title in found[:2]


def test_a_name_in_another_language_stands_beside_the_one_in_this(
    window: MainWindow, translator: Translator, bot: QtBot
) -> None:
    translator.switch("ko")
    put(window, "> sync now", bot)
    item = items(window)[1]
    assert item.data(TARGET_ROLE) == "command:sync"
    assert item.data(DETAIL_ROLE) == "Sync now"


def test_each_place_of_the_settings_is_found_and_shown(window: MainWindow, desk: Desk, bot: QtBot) -> None:
    for place, found in PLACES.items():
        desk.go("today")
        window.search.activate()
        put(window, found.title(), bot)
        while window.search.popup.target != f"command:settings.{place}":
            assert window.search.popup.step(1), place
        bot.keyClick(window.search, Qt.Key.Key_Return)
        bot.waitUntil(lambda: not desk.busy)
        page = window.pages.currentWidget()
        assert isinstance(page, SettingsPage), place
        if place in ("language", "theme", "density", "metered"):
            choice = getattr(page, place)
            assert window.focusWidget() in choice.toggles.buttons.values(), place
            assert not choice.visibleRegion().isEmpty(), place


def test_what_matched_is_marked(window: MainWindow, desk: Desk, bot: QtBot) -> None:
    made = edits.create(desk.author, "contact", {"name": "김철수"})
    desk.replica.commit(made)
    put(window, "ㄱㅊ", bot)
    item = next(item for item in items(window) if item.data(TARGET_ROLE) == f"contact:{made[0].id}")
    assert [tuple(mark) for mark in item.data(MARKS_ROLE)] == [(0, 2)]
    assert "김철수" in str(item.data(Qt.ItemDataRole.AccessibleTextRole))


def test_texts_come_behind_names_and_commands(window: MainWindow, desk: Desk, bot: QtBot) -> None:
    made = edits.create(desk.author, "account", {"name": "Zeus", "description": "wants to sync everything"})
    desk.replica.commit(made)
    put(window, "sync", bot)
    assert heads(window)[-2:] == ["Commands", "In notes and descriptions"]
    assert "Zeus" in titles(window, "In notes and descriptions")


def test_a_syllable_that_is_still_being_composed_counts(window: MainWindow, desk: Desk, bot: QtBot) -> None:
    made = edits.create(desk.author, "account", {"name": "한빛병원"})
    desk.replica.commit(made)
    window.search.setText("한빛병")
    QApplication.sendEvent(window.search, QInputMethodEvent("원", []))
    assert window.search.typed() == "한빛병원"
    bot.waitUntil(lambda: window.search.popup.text == "한빛병원")
    bot.waitUntil(lambda: window.search.popup.target == f"account:{made[0].id}")


def test_enter_pressed_before_the_answer_opens_the_best_of_it(
    window: MainWindow, desk: Desk, bot: QtBot
) -> None:
    account = first(desk.replica, "account")
    with bot.waitSignal(desk.record_requested) as asked:
        window.search.setText(account["name"])
        bot.keyClick(window.search, Qt.Key.Key_Return)
    assert asked.args == ["account", account.id]
    bot.waitUntil(lambda: not desk.busy)


def test_escape_leads_out_to_where_the_keyboard_was(window: MainWindow, bot: QtBot) -> None:
    put(window, "sync", bot)
    bot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    bot.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.search.hasFocus()
    assert not window.search.popup.isVisible()
