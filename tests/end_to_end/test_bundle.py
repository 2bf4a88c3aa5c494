"""The built program, away from the checkout and its environment: it starts, shows the demo's replica, and ends;
and it is used in a real window, by a real keyboard, from signing in to a settled conflict.

`make bundle-test` runs the other end-to-end tests with the built program too.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

import pytest

from crmdesk.domain.records import Record
from tests.support import until
from tests.support.centre import PASSWORD, RunningCentre
from tests.support.screen import screen
from tests.sync.laptops import Laptop, Place

ROOT = Path(__file__).parent.parent.parent
BUILT = ROOT / "build" / "tested"
"""What was built last, in a folder called after all that it was built from."""
INPUTS = ("build.spec", "pyproject.toml", "LICENSE", "crmdesk", "packaging", "resources")
BUILD_SECONDS = 900
"""For the build and the run together; some 40 on two idle cores."""


def build(folder: Path) -> Path:
    """Builds the one-folder program below `folder` as `make bundle` does; gives the program's path."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(folder / "dist"), "--workpath", str(folder / "build")),
            str(ROOT / "build.spec"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return folder / "dist" / "crmdesk" / "crmdesk"


def inputs() -> str:
    """A digest of what the program is built from: the sources, what is installed, and Python itself."""
    digest = hashlib.sha256(repr((sys.version, sys.prefix, str(ROOT))).encode())
    for name, version in sorted((each.name, each.version) for each in distributions()):
        digest.update(f"{name} {version}\n".encode())
    for start in INPUTS:
        for path in sorted((ROOT / start, *(ROOT / start).rglob("*"))):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)} {path.stat().st_mode:o}\n".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def built() -> Path:
    """The program of the sources as they are, built unless it lies there from an earlier run; gives its path."""
    folder = BUILT / inputs()
    if not folder.exists():
        shutil.rmtree(BUILT, ignore_errors=True)
        BUILT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="building-", dir=BUILT) as draft:
            build(Path(draft))
            # Whole or not at all, also where a build is broken off.
            (Path(draft) / "dist").rename(folder)
    return folder / "crmdesk" / "crmdesk"


def bare_environment(folder: Path, display: str) -> dict[str, str]:
    """What a person's session has who never saw this checkout: no virtual environment, no Python, perhaps a screen."""
    kept = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"}
    kept |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {"QT_QPA_PLATFORM": "offscreen"}
    return kept | {
        "CRMDESK_DEMO_DIR": str(folder / "demo"),
        "PYTHON_KEYRING_BACKEND": os.environ["PYTHON_KEYRING_BACKEND"],
    }


@contextmanager
def running(command: list[str], folder: Path, display: str = "") -> Iterator[subprocess.Popen[str]]:
    with (folder / "errors").open("w") as errors:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=bare_environment(folder, display),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def program() -> Path:
    """The program that CRMDESK_PROGRAM names, else one built for this test."""
    named = os.environ.get("CRMDESK_PROGRAM")
    return Path(named) if named else built()


@pytest.mark.timeout(BUILD_SECONDS)
def test_the_built_program_opens_the_demo_replica_and_ends_well(program: Path, tmp_path: Path) -> None:
    with running([str(program), "demo", "--headless"], tmp_path) as demo:
        assert demo.stdout is not None
        ready = demo.stdout.readline()
        assert ready.startswith("READY http://127.0.0.1:"), (tmp_path / "errors").read_text()
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(60) == 0, (tmp_path / "errors").read_text()
    profile = tmp_path / "demo" / "profile"
    assert (profile / "replica.db").stat().st_size > 1_000_000


@pytest.fixture
def colleague(centre: RunningCentre, tmp_path: Path) -> Iterator[Laptop]:
    """Eric's laptop, with a customer, a person and a deal that the centre knows."""
    for login in ("dana", "eric"):
        centre.add_user(login)
    laptop = Place(centre, "http", tmp_path / "eric").laptop("eric").synced()
    account = laptop.create("account", name="Harbour Foods")
    laptop.create("contact", name="Ines Ngata", account=account)
    laptop.create("opportunity", name="Cold store", account=account, stage="negotiation")
    laptop.synced()
    yield laptop
    laptop.close()


@pytest.mark.timeout(BUILD_SECONDS)
def test_a_day_in_the_built_programs_window_with_a_real_keyboard(
    program: Path, centre: RunningCentre, colleague: Laptop, tmp_path: Path
) -> None:
    deal = colleague.replica.query("opportunity")[0].id
    profile, key = tmp_path / "profile", tmp_path / "key"
    command = [str(program), "--profile", str(profile), "--key-file", str(key)]

    def known(type_name: str) -> list[Record]:
        colleague.synced()
        return colleague.replica.query(type_name)

    with screen(tmp_path) as seen, running(command, tmp_path, seen.display) as desktop:
        seen.take_focus()
        for text, then in ((centre.url, "Tab"), ("dana", "Tab"), (PASSWORD, "Return")):
            seen.type(text)
            seen.press(then)
        until(lambda: seen.title() == "Today – CRMDesk")
        assert seen.colours() > 100

        seen.press("ctrl+j")
        seen.type("visited Ines Ngata at Harbour Foods, they take two")
        seen.press_until("Return", lambda: bool(known("visit")))
        (visit,) = known("visit")
        assert visit["account"] == colleague.get("opportunity", deal)["account"]
        assert "they take two" in visit["notes"]

        seen.press("Escape", "ctrl+k")
        seen.type("cold st")
        seen.press_until("Return", lambda: seen.title() == "Cold store – CRMDesk")
        centre.stop()
        seen.press("ctrl+Right")
        colleague.update("opportunity", deal, stage="closed_lost", lost_reason="price")
        centre.start()
        colleague.synced()
        seen.press_until("F5", lambda: bool(colleague.synced().replica.conflicts()))
        seen.press("ctrl+0")
        until(lambda: seen.title() == "Inbox – CRMDesk")
        seen.press_until("m", lambda: not colleague.synced().replica.conflicts())
        assert colleague.get("opportunity", deal)["stage"] == "closed_won"
        seen.press("ctrl+q")
        assert desktop.wait(60) == 0, (tmp_path / "errors").read_text()
    exported = subprocess.run([program, "client", *command[1:], "export"], capture_output=True, check=True)
    assert exported.stdout == colleague.export()
