"""The key in the system's own keyring: a real D-Bus session with a real keyring daemon, and the real command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import PATIENCE
from tests.support.centre import PASSWORD, RunningCentre

pytestmark = pytest.mark.skipif(
    not (sys.platform == "linux" and shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-daemon and gnome-keyring-daemon",
)

_READ = """
import sys, keyring
sys.stdout.write(keyring.get_password("crmdesk", sys.argv[1]) or "")
"""

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
        bus = self.start(
            "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", stdout=subprocess.PIPE
        )
        assert bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()

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


def sign_in(session: Session, centre: RunningCentre) -> subprocess.CompletedProcess[str]:
    address = f"http://127.0.0.1:{centre.port}"
    return session.client(
        "sign-in", "--server", address, "--user", "kim", "--password-stdin", stdin=PASSWORD + "\n"
    )


def test_the_key_is_in_the_keyring_and_nowhere_in_the_clear(session: Session, centre: RunningCentre) -> None:
    centre.add_user("kim")
    daemon = session.unlock()
    signed_in = sign_in(session, centre)
    assert signed_in.returncode == 0, signed_in.stderr
    made = session.client("create", "account", "name=Harbour Works")
    assert made.returncode == 0, made.stderr
    assert "Harbour Works" in session.client("--json", "list", "account").stdout

    described = json.loads((session.folder / "profile" / "profile.json").read_text())
    assert described["key"]["source"] == "keyring"
    key = session.run("-c", _READ, described["key"]["name"]).stdout
    assert len(bytes.fromhex(key)) == 32
    for path in (path for path in session.folder.rglob("*") if path.is_file()):
        held = path.read_bytes()
        assert not any(form in held for form in (key.encode(), bytes.fromhex(key), b"Harbour Works")), path

    # Without the keyring nothing opens, and no traceback says so.
    daemon.terminate()
    daemon.wait(PATIENCE)
    locked = session.client("status")
    assert locked.returncode == 13, locked.stderr
    assert "keyring" in locked.stderr
    assert "Traceback" not in locked.stderr


def test_without_an_open_keyring_a_sign_in_says_what_else_can_keep_the_key(
    session: Session, centre: RunningCentre
) -> None:
    centre.add_user("kim")
    refused = sign_in(session, centre)
    assert refused.returncode == 13, refused.stderr
    assert "--key-file" in refused.stderr
    assert "Traceback" not in refused.stderr
