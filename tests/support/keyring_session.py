"""A desktop session with a bus and a keyring of its own, none of them the person's: real daemons."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import PATIENCE

needs_keyring = pytest.mark.skipif(
    not (sys.platform == "linux" and shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-daemon and gnome-keyring-daemon",
)
BUS = "DBUS_SESSION_BUS_ADDRESS"

_WAIT = """
import time
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
connection, deadline = open_dbus_connection("SESSION"), time.monotonic() + 30
while not connection.send_and_get_reply(
    new_method_call(bus, "NameHasOwner", "s", ("org.freedesktop.secrets",))
).body[0]:
    assert time.monotonic() < deadline, "the keyring does not come to the bus"
"""


class Session:
    """A desktop session of its own: home, bus and keyring, none of them the person's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        home, runtime = folder / "home", folder / "run"
        for made in (home, runtime):
            made.mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
        self.environment = {
            **kept, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config"),
        }  # fmt: skip
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "CRMDESK_KEY_FILE"):
            self.environment.pop(name, None)
        self._started: list[subprocess.Popen[str]] = []
        self.bus = bus = self.start(
            "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", stdout=subprocess.PIPE
        )
        assert bus.stdout is not None
        self.environment[BUS] = bus.stdout.readline().strip()

    def start(self, *command: str, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        started = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.DEVNULL,
            text=True,
        )  # fmt: skip
        self._started.append(started)
        return started

    def unlock(self) -> subprocess.Popen[str]:
        """Starts a keyring that a login with this password has unlocked."""
        daemon = self.start("gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground")
        assert daemon.stdin is not None
        daemon.stdin.write("open sesame")
        daemon.stdin.close()
        waited = self.run("-c", _WAIT)
        assert waited.returncode == 0, waited.stderr
        return daemon

    def run(self, *command: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], env=self.environment, input=stdin, capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip

    def client(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        profile = str(self.folder / "profile")
        return self.run("-m", "crmdesk", "client", "--profile", profile, *words, stdin=stdin)

    def end(self) -> None:
        for started in reversed(self._started):
            started.send_signal(signal.SIGCONT)  # one that was stopped would not hear that it shall end
            started.terminate()
            started.wait(PATIENCE)
            for pipe in (started.stdin, started.stdout):
                if pipe is not None:
                    pipe.close()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(tmp_path)
    yield session
    session.end()
