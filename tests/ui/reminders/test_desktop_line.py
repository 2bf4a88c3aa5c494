"""Notes on a Linux desktop: a real private bus with a small service on it that shows them as a desktop would."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(
    not (sys.platform == "linux" and shutil.which("dbus-daemon")), reason="needs dbus-daemon"
)
if sys.platform == "linux":
    from jeepney import (
        DBusAddress,
        HeaderFields,
        MessageType,
        new_error,
        new_method_return,
        new_signal,
    )
    from jeepney.bus_messages import message_bus
    from jeepney.io.threading import ReceiveStopped, open_dbus_connection

    from crmdesk.ui.reminders.desktop_line import DesktopLine
    from crmdesk.ui.reminders.note import Note

NAME, PLACE = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class Desktop:
    """The service of a desktop: keeps what it was asked to show, in the types of the specification."""

    def __init__(self, address: str, *, refuses: bool = False) -> None:
        self.shown: list[tuple[Any, ...]] = []
        self.withdrawn: list[int] = []
        self._refuses = refuses
        self._connection = open_dbus_connection(address)
        self._connection.send(message_bus.RequestName(NAME))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except ReceiveStopped:
                return
            fields = message.header.fields
            if message.header.message_type is not MessageType.method_call:
                continue
            if self._refuses:
                self._connection.send(new_error(message, f"{NAME}.Error.Unwilling"))
            elif fields[HeaderFields.member] == "Notify":
                assert fields[HeaderFields.signature] == "susssasa{sv}i"
                self.shown.append(message.body)
                number = message.body[1] or 100 + len(self.shown)
                self._connection.send(new_method_return(message, "u", (number,)))
            elif fields[HeaderFields.member] == "CloseNotification":
                self.withdrawn.append(message.body[0])
                self._connection.send(new_method_return(message))

    def act(self, number: int, action: str) -> None:
        """The person clicks."""
        emitter = DBusAddress(PLACE, NAME, NAME)
        self._connection.send(new_signal(emitter, "ActionInvoked", "us", (number, action)))

    def close(self) -> None:
        self._connection.interrupt()
        self._thread.join(10)
        self._connection.close()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a bus that nobody else is on."""
    command = ("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address")
    daemon = subprocess.Popen([*command, f"--address=unix:dir={tmp_path}"], stdout=subprocess.PIPE, text=True)
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


@pytest.fixture
def desktop(bus: str) -> Iterator[Desktop]:
    made = Desktop(bus)
    yield made
    made.close()


@pytest.fixture
def line(bus: str, qtbot: QtBot) -> Iterator[DesktopLine]:
    made = DesktopLine(bus)
    yield made
    made.close()
    assert not made.isRunning()


def test_note_is_shown_with_its_actions(line: DesktopLine, desktop: Desktop, qtbot: QtBot) -> None:
    line.show(Note("task:1", "Task, today", "Call <b> & co", (("snooze", "Snooze"),)))
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    name, replaces, icon, title, body, actions, hints, timeout = desktop.shown[0]
    assert (name, replaces, icon, title, timeout) == ("CRMDesk", 0, "crmdesk", "Task, today", -1)
    assert body == "Call &lt;b&gt; &amp; co"
    assert actions == ["default", "Task, today", "snooze", "Snooze"]
    assert hints["desktop-entry"] == ("s", "crmdesk")


def test_click_tells_which_note_and_what(line: DesktopLine, desktop: Desktop, qtbot: QtBot) -> None:
    for key in ("task:1", "visit:2"):
        line.show(Note(key, key))
    qtbot.waitUntil(lambda: len(desktop.shown) == 2)
    with qtbot.waitSignal(line.acted) as acted:
        desktop.act(999, "default")  # somebody else's
        desktop.act(102, "snooze")
    assert acted.args == ["visit:2", "snooze"]


def test_note_with_the_same_key_takes_the_place_of_the_earlier_one(
    line: DesktopLine, desktop: Desktop, qtbot: QtBot
) -> None:
    line.show(Note("task:1", "First"))
    qtbot.waitUntil(lambda: len(desktop.shown) == 1 and bool(line._shown))
    line.show(Note("task:1", "Second"))
    qtbot.waitUntil(lambda: len(desktop.shown) == 2)
    assert desktop.shown[1][1] == 101
    line.withdraw("task:1")
    qtbot.waitUntil(lambda: desktop.withdrawn == [101])


def test_without_a_service_the_note_comes_back(line: DesktopLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.failed) as failed:
        line.show(Note("task:1", "Nobody shows it"))
    assert failed.args[0].key == "task:1"


def test_service_that_refuses_gives_the_note_back(bus: str, line: DesktopLine, qtbot: QtBot) -> None:
    desktop = Desktop(bus, refuses=True)
    with qtbot.waitSignal(line.failed):
        line.show(Note("task:1", "Refused"))
    desktop.close()


def test_without_a_bus_every_note_comes_back(tmp_path: Path, qtbot: QtBot) -> None:
    line = DesktopLine(f"unix:path={tmp_path}/nothing")
    for key in ("task:1", "task:2"):
        with qtbot.waitSignal(line.failed) as failed:
            line.show(Note(key, "No bus"))
        assert failed.args[0].key == key
    line.close()


def test_bus_that_goes_as_soon_as_it_has_answered_leaves_no_socket_behind(
    line: DesktopLine, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def gone(connection: Any) -> None:
        raise BrokenPipeError("The bus has gone")

    monkeypatch.setattr(DesktopLine, "_listen", staticmethod(gone))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with qtbot.waitSignal(line.failed):
            line.show(Note("task:1", "Gone"))
        gc.collect()


def test_bus_that_goes_ends_the_line_and_the_next_note_comes_back(
    tmp_path: Path, bus: str, line: DesktopLine, desktop: Desktop, qtbot: QtBot
) -> None:
    line.show(Note("task:1", "There"))
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    line._bus = f"unix:path={tmp_path}/gone"
    assert line._connection is not None
    line._connection.sock.shutdown(2)
    qtbot.waitUntil(line.isFinished)
    with qtbot.waitSignal(line.failed):
        line.show(Note("task:2", "Nobody"))
