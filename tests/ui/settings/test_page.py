"""Settings take effect at once and are remembered; signing out keeps what was saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.errors import Offline
from crmdesk.protocol.messages import OwnDevice
from crmdesk.ui import theme
from crmdesk.ui.centre import Centre
from crmdesk.ui.connection import Connection
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.settings.page import ProfilePlace, SettingsPage
from crmdesk.ui.widgets import Label
from tests.support.sample_replica import NOW


class Unreachable:
    """A centre that is out of reach."""

    def sign_out(self) -> None:
        raise Offline("The server cannot be reached")

    def own_devices(self) -> list[OwnDevice]:
        raise Offline("The server cannot be reached")


@pytest.fixture
def page(desk: Desk, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[SettingsPage]:
    window = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), desk.translator)
    qtbot.addWidget(window)

    def connect(*_: Any) -> Any:
        raise AssertionError("signing out connects to nothing new")

    centre = Centre(desk.replica, Unreachable(), connect, lambda: NOW)  # type: ignore[arg-type]  # signs out alone
    connection = Connection(window.preferences)
    connection.changed.connect(desk.set_metered)
    made = SettingsPage(desk, window, centre, connection, ProfilePlace(tmp_path))
    window.add_section("settings", lambda: "Settings", "settings", lambda: made)
    window.show_section("settings")
    window.show()
    qtbot.waitUntil(lambda: made._identity is not None)
    yield made
    made.left()
    centre.close()
    theme.apply(qapp, "light", "en", "comfortable")


def remembered(page: SettingsPage) -> Preferences:
    return page._window.preferences


def test_the_keyboard_goes_to_what_is_seen_of_a_place(page: SettingsPage, qtbot: QtBot) -> None:
    for place in ("devices", "storage", "about", "keys"):
        page.show_place(place)
        focused = page.window().focusWidget()
        assert focused is not None
        assert focused.isVisible(), place


def test_a_place_stays_in_sight_whole_while_it_grows(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_place("devices")
    page.devices.setMinimumHeight(page.devices.height() + 60)
    view = page._area.viewport()

    def end() -> int:
        return page.devices.mapTo(view, QPoint(0, page.devices.height())).y()

    qtbot.waitUntil(lambda: end() <= view.height())


def test_a_wide_window_shows_two_columns_of_cards(page: SettingsPage, qtbot: QtBot) -> None:
    window = page.window()

    def lefts() -> tuple[int, int]:
        places = [page.keys.mapTo(window, QPoint()), page.storage.mapTo(window, QPoint())]
        return places[0].x(), places[1].x()

    window.resize(1366, 768)
    qtbot.waitUntil(lambda: lefts()[0] == lefts()[1])
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: lefts()[0] + page.keys.width() < lefts()[1])


def test_language_changes_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    page.language.toggles.buttons["ko"].click()
    qtbot.waitUntil(lambda: page.head.title.full_text() == "설정")
    assert remembered(page).language == "ko"
    page.language.toggles.buttons["en"].click()
    qtbot.waitUntil(lambda: page.head.title.full_text() == "Settings")


def test_theme_changes_at_once(page: SettingsPage) -> None:
    page.theme.toggles.buttons["dark"].click()
    assert theme.current().dark
    assert remembered(page).theme == "dark"


def test_a_metered_connection_is_said_here_and_remembered(page: SettingsPage, desk: Desk) -> None:
    assert page.metered.toggles.chosen == ["automatic"]
    assert page._cost.full_text().startswith("It is not metered now")
    page.metered.toggles.buttons["metered"].click()
    assert desk.metered
    assert remembered(page).connection == "metered"
    assert page._cost.full_text().startswith("It is metered now")
    page.metered.toggles.buttons["unmetered"].click()
    assert not desk.metered


def test_choices_follow_what_was_chosen_elsewhere(page: SettingsPage) -> None:
    page._window.set_theme("dark")
    page._window.set_density("compact")
    assert (page.theme.toggles.chosen, page.density.toggles.chosen) == (["dark"], ["compact"])
    checked = [key for key, button in page.theme.toggles.buttons.items() if button.isChecked()]
    assert checked == ["dark"]


def test_facts_stay_when_the_language_changes(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    def said() -> list[str]:
        return [each.full_text() for each in page._who.findChildren(Label) if each.isVisibleTo(page)]

    before = [text for text in said() if text == desk.replica.identity().server]
    page.language.toggles.buttons["ko"].click()
    qtbot.waitUntil(lambda: "서버" in said())
    assert before
    assert before[0] in said()
    page.language.toggles.buttons["en"].click()
    qtbot.waitUntil(lambda: "Centre" in said())


def test_density_brings_the_rows_of_lists_closer(page: SettingsPage) -> None:
    wide = theme.current().row_height
    page.density.toggles.buttons["compact"].click()
    assert theme.current().row_height < wide
    assert remembered(page).density == "compact"


def test_one_choice_is_always_on(page: SettingsPage) -> None:
    page.density.toggles.buttons["comfortable"].click()
    assert page.density.toggles.chosen == ["comfortable"]


def test_it_says_whose_profile_it_is(page: SettingsPage, desk: Desk) -> None:
    user = desk.replica.identity().user
    assert user is not None
    texts = {label.accessibleName() for label in page._who.findChildren(type(page._leaving))}
    assert f"Signed in as: {user.name}" in texts


def test_signing_out_asks_first_and_keeps_edits(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    desk.replica.commit(edits.create(desk.author, "account", {"name": "Kept"}))
    page.sign_out.click()
    assert desk.replica.session() is not None
    with qtbot.waitSignal(desk.noticed) as said:
        page.sign_out.click()
    assert said.args[0].text.startswith("Signed out here")
    assert desk.replica.session() is None
    assert desk.replica.pending() == 1


def test_what_closing_does_is_chosen_where_there_is_a_tray(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.about.isVisibleTo(page))  # the last one
    assert page.closing.isVisibleTo(page) == QSystemTrayIcon.isSystemTrayAvailable()
    page.closing.toggles.buttons["tray"].click()
    assert remembered(page).keep_running
    page.closing.toggles.buttons["quit"].click()
    assert not remembered(page).keep_running
