"""The size of everything is kept, and is what Qt starts with; programs that are started from here inherit nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crmdesk.ui.frame import Preferences

_START = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from crmdesk.ui.frame import Preferences
with Preferences(Path(sys.argv[1])).enlarged():
    app = QApplication(sys.argv[:1])
print(app.primaryScreen().devicePixelRatio(), "QT_SCALE_FACTOR" in os.environ)
"""


def _started(path: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "QT_SCALE_FACTOR"}
    done = subprocess.run(
        [sys.executable, "-c", _START, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.strip()


def test_the_program_starts_in_the_size_that_was_chosen(tmp_path: Path) -> None:
    chosen = Preferences(tmp_path / "desktop.ini")
    chosen.scale = 150
    chosen.save()
    assert _started(tmp_path / "desktop.ini") == "1.5 False"


@pytest.mark.parametrize("stored", ["", "17", "1000", "large"])
def test_a_size_that_is_none_is_as_the_system_has_it(tmp_path: Path, stored: str) -> None:
    path = tmp_path / "desktop.ini"
    path.write_text(f"[General]\nscale={stored}\n", encoding="utf-8")
    assert Preferences(path).scale == 100


def test_what_was_set_outside_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "3")
    chosen = Preferences(tmp_path / "desktop.ini")
    chosen.scale = 150
    with chosen.enlarged():
        assert os.environ["QT_SCALE_FACTOR"] == "3"
    assert os.environ["QT_SCALE_FACTOR"] == "3"
