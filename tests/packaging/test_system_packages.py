"""What a person on a bare machine is told before anything is installed or started."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def bare_machine(tmp_path: Path) -> dict[str, str]:
    """An environment in which no library is found, of a person who is not root."""
    for name, output in (("ldconfig", ""), ("id", "1000")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho '{output}'\n")
        program.chmod(0o755)
    return {"PATH": f"{tmp_path}:{os.environ['PATH']}"}


def run(script: str, *arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "packaging" / script), *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_libraries_are_named_in_one_line(bare_machine: dict[str, str]) -> None:
    told = run("system_packages.sh", "offscreen", environment=bare_machine)
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 1
    assert "apt-get install" in told.stderr
    assert {"libegl1", "libgl1", "libxkbcommon0"} <= set(told.stderr.split())


def test_a_screen_needs_more_than_none(bare_machine: dict[str, str]) -> None:
    offscreen = run("system_packages.sh", "offscreen", environment=bare_machine).stderr
    display = run("system_packages.sh", "display", environment=bare_machine).stderr
    assert "libxcb-cursor0" not in offscreen
    assert "libxcb-cursor0" in display


def test_one_may_go_on_without_them(bare_machine: dict[str, str]) -> None:
    environment = bare_machine | {"CRMDESK_SKIP_SYSTEM_PACKAGES": "1"}
    assert run("system_packages.sh", "tests", environment=environment).returncode == 0


def test_the_demo_says_so_when_there_is_no_screen() -> None:
    told = run("demo.sh", "check", environment={})
    assert told.returncode == 1
    assert "HEADLESS=1 make demo" in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_the_demo_needs_no_screen_when_asked_for_none() -> None:
    assert run("demo.sh", "check", environment={"HEADLESS": "1"}).returncode == 0
