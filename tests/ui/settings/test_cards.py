"""Storage, laptops, keys, reports and versions in the settings."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crmdesk import __version__
from crmdesk.domain.errors import DeviceRevoked
from crmdesk.store.attaching import attach
from crmdesk.store.attachments import AUTO_BYTES
from crmdesk.store.progress import Told
from crmdesk.store.verify import Verification
from crmdesk.ui.centre import Centre
from crmdesk.ui.connection import Connection
from crmdesk.ui.crash_reports import CrashReports
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.settings.about_card import LIBRARIES, AboutCard
from crmdesk.ui.settings.devices_card import DevicesCard
from crmdesk.ui.settings.page import ProfilePlace, SettingsPage
from crmdesk.ui.settings.places import PLACES
from crmdesk.ui.settings.reports_card import ReportsCard
from crmdesk.ui.settings.storage_card import StorageCard
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import Card, Label
from tests.support import PATIENCE
from tests.support.centre import PASSWORD, RunningCentre
from tests.sync.laptops import Laptop, Place, now
from tests.ui.records import first

ROOT = Path(__file__).resolve().parents[3]


def shown(card: Card, qtbot: QtBot) -> None:
    qtbot.addWidget(card)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()


def said(card: Card) -> set[str]:
    """What is read on the card. Qt shows what is new in a layout one turn later than it stands there: wait for it."""
    return {each.full_text() for each in card.findChildren(Label) if each.isVisibleTo(card)}


# -- storage -------------------------------------------------------------------------------------------------


@pytest.fixture
def storage(desk: Desk, qtbot: QtBot, tmp_path: Path) -> StorageCard:
    card = StorageCard(desk, tmp_path)
    shown(card, qtbot)
    card.look()
    qtbot.waitUntil(lambda: "Records" in said(card))
    return card


def test_it_says_how_much_the_replica_takes(storage: StorageCard, desk: Desk) -> None:
    room = desk.replica.room()
    assert room.records > 1_000_000
    assert room.search > 100_000
    assert {"Records", "Search index", "Attached files", "Never"} <= said(storage)
    assert not storage.free.isEnabled()


def test_only_what_the_centre_has_is_freed_and_comes_back_when_it_is_opened(
    storage: StorageCard, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    replica, account = desk.replica, first(desk.replica, "account")
    files = []
    for name in ("kept.bin", "sent.bin"):
        file = tmp_path / name
        file.write_bytes(name.encode() * AUTO_BYTES)
        files.append(attach(replica, desk.author, account, file))
    kept, sent = (replica.get("attachment", made[0].id) for made in files)
    replica.attachments.vault.offered(sent["sha256"])
    with replica._database.write() as connection:
        # Its record has arrived: no edit names it any more.
        connection.execute(
            "DELETE FROM open_op WHERE place IN (SELECT place FROM outbox WHERE record = ?)", (sent.id,)
        )
    storage.look()
    qtbot.waitUntil(lambda: any("1 file" in text for text in said(storage)))
    assert storage.free.isEnabled()
    with qtbot.waitSignal(desk.noticed):
        storage.free.click()
    assert replica.attachments.here(kept["sha256"])
    assert not replica.attachments.here(sent["sha256"])
    assert replica.attachments.state_of(sent).state == "elsewhere"
    qtbot.waitUntil(lambda: not storage.free.isEnabled() and "Nothing" in said(storage))


def test_a_check_says_what_it_found_and_is_remembered(storage: StorageCard, qtbot: QtBot) -> None:
    storage.verify.setFocus()
    qtbot.keyClick(storage.verify, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(text.startswith("All well") for text in said(storage)))
    qtbot.waitUntil(lambda: "Never" not in said(storage))


def test_a_check_shows_how_far_it_is_and_is_ended_with_a_key(
    storage: StorageCard, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = desk.replica.verify, threading.Event()

    def at_rest(told: Told) -> Verification:
        def slowly(done: int, total: int) -> None:
            told(done, total)
            if done == 3:
                seen.wait(PATIENCE)

        return real(slowly)

    monkeypatch.setattr(desk.replica, "verify", at_rest)
    storage.verify.setFocus()
    qtbot.keyClick(storage.verify, Qt.Key.Key_Space)
    assert not storage.verify.isEnabled()
    assert storage.work.cancel.hasFocus()
    qtbot.waitUntil(lambda: storage.work.bar.value() == 3)
    assert storage.work.bar.maximum() > 3
    qtbot.keyClick(storage.work.cancel, Qt.Key.Key_Space)
    seen.set()
    qtbot.waitUntil(lambda: not desk.busy)
    assert storage.told.full_text() == "The check was ended before it was through."
    assert storage.verify.hasFocus()
    assert storage.work.isHidden()
    assert desk.replica.status().code is None
    storage.verify.click()
    qtbot.waitUntil(lambda: any(text.startswith("All well") for text in said(storage)))


# -- laptops -------------------------------------------------------------------------------------------------


@pytest.fixture
def laptops(centre: RunningCentre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of Dana's."""
    centre.add_user("dana")
    place = Place(centre, "http", tmp_path)
    made = place.laptop("dana").synced(), place.laptop("dana").synced()
    yield made
    for laptop in made:
        laptop.close()


@pytest.fixture
def devices(laptops: tuple[Laptop, Laptop], translator: Translator, qtbot: QtBot) -> Iterator[DevicesCard]:
    laptop = laptops[0]
    desk = Desk(laptop.replica, laptop.replica.author(), translator)
    centre = Centre(laptop.replica, laptop.remote, lambda *_: laptop.remote, now)
    card = DevicesCard(desk, centre)
    shown(card, qtbot)
    card.look()
    yield card
    centre.close()
    desk.close()


def test_another_laptop_is_erased_after_the_password(
    devices: DevicesCard, laptops: tuple[Laptop, Laptop], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(devices.devices) == 2)
    buttons = [button for button in devices.findChildren(QPushButton) if "Erase…" in button.text()]
    assert len(buttons) == 1, "not this one"
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Space)
    assert devices.password.hasFocus()
    qtbot.keyClicks(devices.password, "guess")
    qtbot.keyClick(devices.password, Qt.Key.Key_Return)
    qtbot.waitUntil(devices.trouble.isVisible)
    assert devices.trouble.full_text().startswith("The password is wrong")
    devices.password.clear()
    qtbot.keyClicks(devices.password, PASSWORD)
    qtbot.keyClick(devices.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.state for one in devices.devices] == ["active", "wiped"])
    assert devices.proof.isHidden()
    with pytest.raises(DeviceRevoked):
        laptops[1].remote.own_devices()


def test_a_question_that_is_given_up_leaves_the_keyboard_where_it_was_asked(
    devices: DevicesCard, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(devices.devices) == 2)
    (erase,) = (button for button in devices.findChildren(QPushButton) if "Erase…" in button.text())
    erase.setFocus()
    qtbot.keyClick(erase, Qt.Key.Key_Space)
    assert devices.password.hasFocus()
    devices.cancel()
    assert devices.proof.isHidden()
    assert erase.hasFocus()
    assert [one.state for one in devices.devices] == ["active", "active"]


def test_the_list_says_plainly_that_it_needs_the_network(
    devices: DevicesCard, centre: RunningCentre, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(devices.devices) == 2)
    centre.stop()
    devices.look()
    qtbot.waitUntil(lambda: any(text.startswith("This list needs the network") for text in said(devices)))
    assert len(devices.devices) == 2, "what was known is still shown"


# -- reports, about, places ----------------------------------------------------------------------------------


def test_a_report_is_shown_copied_and_deleted(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    card = ReportsCard(desk, reports)
    shown(card, qtbot)
    card.look()
    assert "No report is kept." in said(card)
    assert not card.copy.isVisible()
    reports.keep(ValueError("boom"))
    card.look()
    card.copy.click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    card.delete.click()
    assert "No report is kept." in said(card)
    assert reports.left() == ""


def test_what_is_copied_for_support_names_nobody(desk: Desk, qtbot: QtBot) -> None:
    card = AboutCard(desk)
    shown(card, qtbot)
    with qtbot.waitSignal(desk.noticed):
        card.copy.click()
    text = QGuiApplication.clipboard().text()
    known = desk.replica.identity()
    assert __version__ in text
    assert known.user is not None
    assert not any(word in text for word in (known.user.name, known.user.login, str(known.server)))


def test_every_library_of_the_desktop_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["desktop"]]
    names = {each.split(">")[0].split(";")[0].split("=")[0].strip().lower() for each in needed}
    told = " ".join(name for name, _ in LIBRARIES).lower()
    assert [name for name in names if name not in told] == []


def test_every_place_of_the_settings_is_brought_into_sight(
    desk: Desk, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), desk.translator)
    page = SettingsPage(desk, window, None, Connection(window.preferences), ProfilePlace(tmp_path))
    window.add_section("settings", lambda: "Settings", "settings", lambda: page)
    window.show_section("settings")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for key in PLACES:
        page.show_place(key)
        focus = page.focusWidget()
        assert focus is not None, key
        if focus.isVisible():
            qtbot.waitUntil(lambda: not page.focusWidget().visibleRegion().isEmpty())
    page.left()
    window.close()
