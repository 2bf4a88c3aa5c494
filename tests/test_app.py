"""The desktop as a program: opens a profile, paints, ends; says what keeps a profile shut."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crmdesk.store.profile import Profile
from crmdesk.store.replica import Replica
from tests.support import PATIENCE, until
from tests.support.centre import PASSWORD, RunningCentre
from tests.support.processes import run
from tests.support.sample_replica import NOW, numbered_ids, sample_replica

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with the sample organisation, and its key file beside it."""
    folder = tmp_path_factory.mktemp("desktop")
    sample_replica(folder / "profile", KEY).close()
    (folder / "key").write_text(KEY.hex())
    (folder / "key").chmod(0o600)
    return folder / "profile"


def desktop(profile: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crmdesk", "--profile", str(profile), "--check", *options]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def test_window_is_painted_over_the_replica_and_the_program_ends(profile: Path) -> None:
    done = desktop(profile, "--key-file", str(profile.parent / "key"))
    assert (
        done.returncode,
        done.stderr.replace("This plugin does not support propagateSizeHints()\n", ""),
    ) == (0, "")


def test_profile_that_another_process_has_open_is_said(profile: Path) -> None:
    held = Replica.open(profile, KEY, now=lambda: NOW, new_id=numbered_ids())
    try:
        done = desktop(profile, "--key-file", str(profile.parent / "key"))
    finally:
        held.close()
    assert done.returncode == 4
    assert "open in another program" in done.stderr


def test_folder_without_a_replica_is_said(tmp_path: Path) -> None:
    done = desktop(tmp_path / "empty")
    assert done.returncode == 11
    assert "Traceback" not in done.stderr


def test_wrong_key_is_said(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("ff" * 32)
    done = desktop(profile, "--key-file", str(tmp_path / "key"))
    assert done.returncode == 13
    assert "key" in done.stderr


def test_second_start_hands_its_link_or_file_over_and_ends(
    profile: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    runtime = tmp_path_factory.mktemp("s")  # the path of a socket may have some hundred bytes only
    own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(runtime)}
    command = [
        sys.executable,
        "-m",
        "crmdesk",
        "--profile",
        str(profile),
        "--key-file",
        str(profile.parent / "key"),
    ]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=own)
    try:
        until(lambda: any((runtime / "crmdesk").glob("*[!k]")), 60)
        link = "crmdesk://account/00000000-0000-0000-0000-000000000000"
        for opened in (link, "people.csv", profile.as_uri() + "/cards.vcf"):
            second = subprocess.run(
                [*command, opened], capture_output=True, text=True, timeout=PATIENCE, check=False, env=own
            )
            assert (second.returncode, second.stdout) == (0, "")
        assert first.poll() is None
    finally:
        first.kill()  # as a crash does: nothing of it is closed
        first.communicate(timeout=PATIENCE)
    anew = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=own)
    try:
        until(lambda: Profile(profile).directory.joinpath("lock").read_text() == str(anew.pid), 60)
    finally:
        anew.terminate()
        anew.wait(timeout=PATIENCE)


def test_link_to_nothing_does_not_keep_the_window_from_being_painted(profile: Path) -> None:
    key = str(profile.parent / "key")
    command = [sys.executable, "-m", "crmdesk", "--profile", str(profile), "--key-file", key, "--check"]
    done = subprocess.run(
        [*command, "crmdesk://nothing"],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_wiped_laptop_is_erased_while_its_window_is_open(centre: RunningCentre, tmp_path: Path) -> None:
    centre.add_user("mia")
    profile, key = tmp_path / "profile", tmp_path / "key"
    words = ("sign-in", "--server", centre.url, "--user", "mia", "--password-stdin", "--key-file", key)
    run("client", "--profile", profile, *words, stdin=PASSWORD + "\n")
    command = [sys.executable, "-m", "crmdesk", "--profile", str(profile), "--key-file", str(key)]
    window = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        until(centre.admin.devices, 60)
        centre.admin.mark_device(centre.admin.devices()[0].id, "wiped")
        until(lambda: Profile(profile).wiped and not (profile / "replica.db").exists(), 60)
    finally:
        window.terminate()
        window.wait(timeout=PATIENCE)
    assert run("client", "--profile", profile, "--json", "status").value["state"] == "wiped"


_FAULTY_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from crmdesk.app import Desktop
from crmdesk.ui.crash_bar import CrashBar
from crmdesk.ui.trouble import TroublePage
from crmdesk.ui.workspace import Workspace

show_first = Workspace.show_first

def fail(workspace):
    raise RuntimeError("Hanbit Pharma")

def again():
    page, bar = desktop.window.pages.currentWidget(), desktop.window.findChild(CrashBar)
    print(desktop.window.isVisible(), isinstance(page, TroublePage), page.accessibleName())
    print(bar.isVisible(), bar.words.text(), "RuntimeError" in bar.text.toPlainText())
    print("Hanbit" in bar.text.toPlainText())
    desktop.app.quit()

Workspace.show_first = fail
desktop = Desktop(Path(sys.argv[1]), Path(sys.argv[2]))
QTimer.singleShot(500, again)
print(desktop.run(check=False, offline=True) > 0)
"""


def test_a_fault_of_the_program_at_its_start_is_shown_with_its_report(profile: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FAULTY_START, str(profile), str(profile.parent / "key")],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"},
    )
    assert done.stdout.splitlines() == [
        "True True CRMDesk could not be opened",
        "True Something failed. What was saved is safe. A report is kept on this laptop. True",
        "False",
        "True",
    ], done.stderr
    (profile / "report.txt").unlink()
