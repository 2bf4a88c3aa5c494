"""The window stands before the keyring has answered, asks for a passphrase where there is none, and can be closed."""

from __future__ import annotations

import gc
import os
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring.core
import pytest
import secretstorage
from keyring.backends import SecretService
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from crmdesk.app import Desktop
from crmdesk.store.keys import VARIABLE
from crmdesk.store.profile import Profile
from crmdesk.ui.signin import KeyringPage, SignInPage
from crmdesk.ui.translations import Translator
from tests.support import PATIENCE
from tests.support.centre import PASSWORD, RunningCentre
from tests.support.keyring_session import BUS, Session, needs_keyring, session
from tests.ui.signin.conftest import desktops

__all__ = ["session"]
pytestmark = needs_keyring
Open = Callable[[], Desktop]


@pytest.fixture
def opened(
    session: Session, translator: Translator, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Opens desktops in that session, on one profile."""
    monkeypatch.setenv(BUS, session.environment[BUS])
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(keyring.core, "_keyring_backend", SecretService.Keyring())
    lines = []  # the library leaves them to be collected

    def keep() -> object:
        lines.append(connect())
        return lines[-1]

    connect = secretstorage.dbus_init
    monkeypatch.setattr(secretstorage, "dbus_init", keep)
    with desktops(qtbot) as make:
        yield lambda: make(session.folder / "desk", None)
    for line in lines:
        line.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def shown(desktop: Desktop) -> object:
    return desktop.window.pages.currentWidget()


def at_the_door(desktop: Desktop) -> SignInPage:
    page = shown(desktop)
    assert isinstance(page, SignInPage)
    return page


def sign_in(page: SignInPage, centre: RunningCentre) -> None:
    page.server.setText(centre.url)
    page.login.setText("kim")
    page.secret.setText(PASSWORD)
    page.button.click()


def in_time(act: Callable[[], object]) -> None:
    begun = time.monotonic()
    act()
    assert time.monotonic() - begun < PATIENCE / 4


def test_the_key_goes_into_the_keyring_without_a_passphrase_and_the_profile_opens_with_it(
    session: Session, opened: Open, centre: RunningCentre, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    session.unlock()
    desktop = opened()
    page = at_the_door(desktop)
    qtbot.waitUntil(page.button.isEnabled)
    assert not page.passphrase.isVisible()
    assert not page.waiting.isVisible()
    sign_in(page, centre)
    qtbot.waitUntil(lambda: desktop.opened is not None)
    desktop.close()
    assert Profile(session.folder / "desk").description()["key"]["source"] == "keyring"
    again = opened()
    assert again.opened is not None, "who has the key at once shows what it opens at once"


def test_the_door_stands_while_the_bus_does_not_answer_and_then_asks_for_a_passphrase(
    session: Session, opened: Open, centre: RunningCentre, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    session.bus.send_signal(signal.SIGSTOP)
    page = at_the_door(desktop := opened())
    assert page.waiting.isVisible()
    assert "keyring" in page.waiting.full_text()
    assert (page.button.isEnabled(), page.passphrase.isVisible()) == (False, False)
    page.submit()
    assert not page.door.busy, "there is no telling yet where the key shall go"
    page.secret.setFocus()
    qtbot.waitUntil(page.passphrase.isVisible)
    assert (page.waiting.isVisible(), page.secret.hasFocus()) == (False, True)
    page.passphrase.setText("open sesame")
    sign_in(page, centre)
    qtbot.waitUntil(lambda: desktop.opened is not None)


def test_the_program_ends_while_its_door_waits_for_the_keyring(session: Session, opened: Open) -> None:
    session.bus.send_signal(signal.SIGSTOP)
    in_time(opened().close)


def test_the_program_ends_while_the_keyring_does_not_take_the_key(
    session: Session, opened: Open, centre: RunningCentre, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    daemon = session.unlock()
    desktop = opened()
    page = at_the_door(desktop)
    qtbot.waitUntil(page.button.isEnabled)
    daemon.send_signal(signal.SIGSTOP)
    sign_in(page, centre)
    qtbot.waitUntil(lambda: len(centre.admin.devices()) == 1)
    in_time(desktop.close)
    assert not Profile(session.folder / "desk").exists


def test_the_window_stands_until_the_keyring_gives_the_key_and_ends_if_it_does_not(
    session: Session, opened: Open, centre: RunningCentre, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    daemon = session.unlock()
    first = opened()
    page = at_the_door(first)
    qtbot.waitUntil(page.button.isEnabled)
    sign_in(page, centre)
    qtbot.waitUntil(lambda: first.opened is not None)
    first.close()

    daemon.send_signal(signal.SIGSTOP)
    left = opened()
    waiting = shown(left)
    assert isinstance(waiting, KeyringPage)
    assert "keyring" in waiting.accessibleName()
    ticks: list[int] = []
    timer = QTimer(left.window, interval=1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    qtbot.waitUntil(lambda: len(ticks) > 3)
    in_time(left.close)

    late = opened()
    assert isinstance(shown(late), KeyringPage)
    daemon.send_signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: late.opened is not None)
    qtbot.waitUntil(lambda: late.window.pages.history.current == "today")
    assert not any(isinstance(each, KeyringPage) for each in late.window.pages._pages.values())


def test_a_folder_without_a_profile_asks_no_keyring_before_its_window_stands(
    session: Session, opened: Open, tmp_path: Path
) -> None:
    session.bus.send_signal(signal.SIGSTOP)
    begun = time.monotonic()
    opened()
    assert time.monotonic() - begun < 5, os.fspath(tmp_path)
