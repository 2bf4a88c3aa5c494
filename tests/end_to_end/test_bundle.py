"""The built program, away from the checkout and its environment: it starts, shows the demo's replica, and ends.

`make bundle-test` runs the other end-to-end tests with the built program too.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BUILD_SECONDS = 900
"""For the build and the run together; some 60 on two idle cores."""


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


def bare_environment(folder: Path) -> dict[str, str]:
    """What a person's session has who never saw this checkout: no virtual environment, no Python, no screen."""
    kept = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    return kept | {
        "CRMDESK_DEMO_DIR": str(folder / "demo"),
        "PYTHON_KEYRING_BACKEND": os.environ["PYTHON_KEYRING_BACKEND"],
    }


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    with (folder / "errors").open("w") as errors:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=bare_environment(folder),
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
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that CRMDESK_PROGRAM names, else one built for this test."""
    named = os.environ.get("CRMDESK_PROGRAM")
    return Path(named) if named else build(tmp_path_factory.mktemp("bundle"))


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
