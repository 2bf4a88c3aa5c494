"""The key in the system's own keyring: a real D-Bus session with a real keyring daemon, and the real command."""

from __future__ import annotations

import json
import subprocess

from tests.support import PATIENCE
from tests.support.centre import PASSWORD, RunningCentre
from tests.support.keyring_session import Session, needs_keyring, session

__all__ = ["session"]

pytestmark = needs_keyring

_READ = """
import sys, keyring
sys.stdout.write(keyring.get_password("crmdesk", sys.argv[1]) or "")
"""


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
