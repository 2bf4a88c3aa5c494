"""From an empty profile to work: sign-in, first sync, what goes wrong on the way, unlocking."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crmdesk.app import Desktop
from crmdesk.domain import edits
from crmdesk.store.keys import VARIABLE, find_key
from crmdesk.store.mark import Mark, MarkFile
from crmdesk.store.profile import Profile
from crmdesk.ui import mender
from crmdesk.ui.signin import SignInPage, UnlockPage
from crmdesk.ui.translations import Translator
from crmdesk.ui.trouble import TroublePage
from tests.support import PATIENCE, free_port
from tests.support.centre import PASSWORD, RunningCentre
from tests.ui.signin.conftest import desktops

Open = Callable[..., Desktop]


@pytest.fixture
def opened(translator: Translator, tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    """Opens desktops as the program does, on one profile; they are closed at the end."""
    with desktops(qtbot) as make:
        yield lambda key_file=None: make(tmp_path / "profile", key_file)


def sign_in_page(desktop: Desktop) -> SignInPage:
    page = desktop.window.pages.currentWidget()
    assert isinstance(page, SignInPage)
    return page


def fill(page: SignInPage, server: str, login: str, secret: str) -> None:
    page.server.setText(server)
    page.login.setText(login)
    page.secret.setText(secret)


def test_rep_signs_in_by_keyboard_and_works_after_the_first_sync(
    opened: Open, centre: RunningCentre, tmp_path: Path, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    desktop = opened(tmp_path / "key")
    page = sign_in_page(desktop)
    fill(page, centre.url, "kim", PASSWORD)
    qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.opened is not None)
    qtbot.waitUntil(lambda: desktop.window.pages.history.current == "today")
    assert desktop.opened is not None
    desk = desktop.opened.desk
    desk.commit(lambda: edits.create(desk.author, "account", {"name": "First"}), "")
    qtbot.waitUntil(lambda: desk.replica.pending() == 0 and desk.replica.count("account") == 1)


def test_wrong_password_is_said_and_leaves_nothing_behind(
    opened: Open, centre: RunningCentre, tmp_path: Path, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    desktop = opened(tmp_path / "key")
    page = sign_in_page(desktop)
    fill(page, centre.url, "kim", "wrong")
    with qtbot.waitSignal(page.door.refused):
        page.button.click()
    assert page.trouble.isVisible()
    assert page.button.isEnabled()
    assert not Profile(tmp_path / "profile").exists


@pytest.mark.parametrize("secret", ["", "something"])
def test_missing_fields_are_named(opened: Open, tmp_path: Path, secret: str) -> None:
    page = sign_in_page(opened(tmp_path / "key"))
    fill(page, "http://127.0.0.1:1", "" if secret else "kim", secret)
    page.submit()
    assert page.trouble.full_text() == ("User is missing." if secret else "Password is missing.")


def test_address_that_nobody_answers_at_is_said(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    page = sign_in_page(opened(tmp_path / "key"))
    fill(page, f"http://127.0.0.1:{free_port()}", "kim", "secret")
    with qtbot.waitSignal(page.door.refused) as refused:
        page.button.click()
    assert refused.args[0].code == "offline"
    assert not Profile(tmp_path / "profile").exists


def test_passphrase_locks_the_profile_and_opens_it_again(
    opened: Open, centre: RunningCentre, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    centre.add_user("kim")
    desktop = opened()
    page = sign_in_page(desktop)
    qtbot.waitUntil(page.passphrase.isVisible)
    fill(page, centre.url, "kim", PASSWORD)
    page.passphrase.setText("open sesame")
    page.button.click()
    qtbot.waitUntil(lambda: desktop.opened is not None)
    desktop.close()

    again = opened()
    locked = again.window.pages.currentWidget()
    assert isinstance(locked, UnlockPage)
    locked.passphrase.setText("wrong")
    with qtbot.waitSignal(locked.door.refused):
        locked.button.click()
    assert "passphrase is wrong" in locked.trouble.full_text()
    locked.passphrase.setText("open sesame")
    qtbot.keyClick(locked.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.opened is not None)


def test_profile_in_use_is_said_in_the_window_and_opens_on_another_try(
    opened: Open, centre: RunningCentre, tmp_path: Path, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    first = opened(tmp_path / "key")
    page = sign_in_page(first)
    fill(page, centre.url, "kim", PASSWORD)
    page.button.click()
    qtbot.waitUntil(lambda: first.opened is not None)
    second = opened(tmp_path / "key")
    trouble = second.window.pages.currentWidget()
    assert isinstance(trouble, TroublePage)
    assert "open in another program" in trouble.accessibleName()
    first.close()
    trouble.state.button.click()
    qtbot.waitUntil(lambda: second.opened is not None)
    assert second.window.pages.history.current == "today"


def test_a_fault_is_said_at_its_field_until_it_is_edited(
    opened: Open, centre: RunningCentre, tmp_path: Path, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    page = sign_in_page(opened(tmp_path / "key"))
    fill(page, centre.url, "kim", "wrong")
    with qtbot.waitSignal(page.door.refused):
        page.button.click()
    assert page.secret.property("invalid")
    assert page.secret.accessibleDescription() == page.trouble.full_text()
    assert page.column.indexOf(page.trouble) == page.column.indexOf(page.secret) + 1
    QTest.keyClicks(page.secret, "x")
    assert not page.trouble.isVisible()
    assert not page.secret.property("invalid")


def test_an_address_that_is_no_centre_is_said_at_the_address(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    page = sign_in_page(opened(tmp_path / "key"))
    fill(page, f"http://127.0.0.1:{free_port()}", "kim", "secret")
    with qtbot.waitSignal(page.door.refused):
        page.button.click()
    assert page.server.property("invalid")


def test_a_damaged_profile_is_built_anew_from_the_window(
    opened: Open, centre: RunningCentre, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.add_user("kim")
    first = opened(tmp_path / "key")
    page = sign_in_page(first)
    fill(page, centre.url, "kim", PASSWORD)
    page.button.click()
    qtbot.waitUntil(lambda: first.opened is not None)
    assert first.opened is not None
    replica = first.opened.desk.replica
    replica.commit(edits.create(replica.author(), "account", {"name": "Kept"}))
    directory = replica._profile.directory
    first.close()
    database = bytearray((directory / "replica.db").read_bytes())
    database[:200] = bytes(200)
    (directory / "replica.db").write_bytes(bytes(database))

    second = opened(tmp_path / "key")
    trouble = second.window.pages.currentWidget()
    assert isinstance(trouble, TroublePage)
    assert (trouble.rebuild.text(), trouble.save.text()) == ("Rebuild", "Save what can be read…")
    out = tmp_path / "edits.jsonl"
    assert trouble._mending is not None
    trouble._rescue(trouble._mending, out)
    assert not trouble.rebuild.isEnabled(), "one thing at a time"
    qtbot.waitUntil(lambda: "1 edit" in trouble.told.full_text())
    assert b"Kept" in out.read_bytes()
    begun = threading.Event()
    with monkeypatch.context() as held:
        held.setattr(mender, "find_key", lambda *given: (begun.wait(PATIENCE), find_key(*given))[1])
        trouble.rebuild.click()
        assert trouble.work.cancel.hasFocus()
        assert trouble.escape()
        begun.set()
        qtbot.waitUntil(lambda: "Nothing was changed" in trouble.told.full_text())
    assert trouble.work.isHidden()
    assert trouble.rebuild.hasFocus()
    trouble.rebuild.click()
    assert "Rebuilding" in trouble.told.full_text()
    qtbot.waitUntil(lambda: second.opened is not None)
    assert second.opened is not None
    assert [record["name"] for record in second.opened.desk.replica.query("account")] == ["Kept"]


def test_edits_that_are_missing_are_said_before_a_profile_is_built_anew_without_them(
    opened: Open, centre: RunningCentre, tmp_path: Path, qtbot: QtBot
) -> None:
    centre.add_user("kim")
    first = opened(tmp_path / "key")
    page = sign_in_page(first)
    fill(page, centre.url, "kim", PASSWORD)
    page.button.click()
    qtbot.waitUntil(lambda: first.opened is not None)
    assert first.opened is not None
    directory = first.opened.desk.replica._profile.directory
    first.close()
    with closing(MarkFile(directory / "outbox.mark")) as mark:
        mark.write(Mark(3, "0" * 64))

    second = opened(tmp_path / "key")
    trouble = second.window.pages.currentWidget()
    assert isinstance(trouble, TroublePage)
    assert "3 saved edits are missing" in trouble.accessibleName()
    trouble.rebuild.click()
    qtbot.waitUntil(lambda: second.window.pages.currentWidget() is not trouble)
    stated = second.window.pages.currentWidget()
    assert isinstance(stated, TroublePage)
    assert stated.rebuild.text() == "Rebuild without them"
    assert second.opened is None
    stated.rebuild.click()
    qtbot.waitUntil(lambda: second.opened is not None)
