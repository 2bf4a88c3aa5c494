"""What is left of a fault or a crash: where it happened, never what somebody entered."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from crmdesk import __version__
from crmdesk.ui.crash_bar import CrashBar, ProgramWatch
from crmdesk.ui.crash_reports import CRASH, REPORT, CrashReports, ended_the_program
from crmdesk.ui.translations import Translator
from tests.support import PATIENCE

SECRET = "Hanbit Pharma 010-1234-5678"

_PROGRAM = """
import logging, os, sys, threading
from pathlib import Path
from crmdesk.ui.crash_reports import CrashReports
reports = CrashReports(Path(sys.argv[1]))
reports.watch(lambda fault: print("admitted", type(fault).__name__, flush=True))
logging.getLogger("crmdesk.test").warning("read %s", sys.argv[3])
logging.getLogger("elsewhere").warning("read " + sys.argv[3])
if sys.argv[2] == "crash":
    os.abort()
if sys.argv[2] == "fault":
    try:
        {}[sys.argv[3]]
    except KeyError as error:
        raise RuntimeError(sys.argv[3]) from error
if sys.argv[2] == "thread":
    threading.Thread(target=lambda: {}[sys.argv[3]], name="beside").start()
reports.close()
"""


def _run(folder: Path, how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder), how, SECRET],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_a_run_that_ends_well_leaves_no_report(tmp_path: Path) -> None:
    assert _run(tmp_path, "well").returncode == 0
    assert CrashReports(tmp_path).left() == ""


def test_a_fault_is_admitted_and_kept_without_values(tmp_path: Path) -> None:
    done = _run(tmp_path, "fault")
    assert done.stdout == "admitted RuntimeError\n"
    report = CrashReports(tmp_path).left()
    assert not ended_the_program(report)
    assert f"CRMDesk {__version__}" in report
    assert report.index("builtins.KeyError") < report.index("builtins.RuntimeError")
    assert "WARNING crmdesk.test read %s" in report
    assert "WARNING elsewhere" in report
    assert "Hanbit" not in report


def test_the_log_lies_in_the_clear_and_quotes_nobody(tmp_path: Path) -> None:
    done = _run(tmp_path, "fault")
    written = (tmp_path / "desktop.log").read_text()
    assert "Hanbit" not in written + done.stderr
    assert "CRITICAL crmdesk.ui.crash_reports an unexpected fault\nbuiltins.KeyError\n" in written
    assert "builtins.RuntimeError" in done.stderr
    assert "WARNING crmdesk.test read %s" in written
    first, *_ = written.splitlines()
    _run(tmp_path, "fault")
    assert (tmp_path / "desktop.log").read_text().startswith(written), "it goes on"
    assert (tmp_path / "desktop.log").read_text().count(first) == 1


def test_a_log_of_an_earlier_release_goes(tmp_path: Path) -> None:
    for name in ("desktop.log", "desktop.log.1"):
        (tmp_path / name).write_text(
            f"2026-11-20 ERROR crmdesk.ui.desk: an unexpected fault\nKeyError: {SECRET}\n"
        )
    _run(tmp_path, "well")
    assert "Hanbit" not in (tmp_path / "desktop.log").read_text()
    assert not (tmp_path / "desktop.log.1").exists()


def test_a_fault_of_a_thread_is_kept_as_well(tmp_path: Path) -> None:
    assert _run(tmp_path, "thread").stdout == "admitted KeyError\n"
    assert "builtins.KeyError" in CrashReports(tmp_path).left()
    assert "an unexpected fault" in (tmp_path / "desktop.log").read_text()


def test_a_person_is_told_of_it_on_the_thread_of_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    told: list[threading.Thread] = []
    watch = ProgramWatch(CrashReports(tmp_path), lambda _: told.append(threading.current_thread()))
    beside = threading.Thread(target=watch.tell, args=(ValueError(),))
    beside.start()
    beside.join()
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]


@pytest.mark.skipif(sys.platform == "win32", reason="ends by another code there")
def test_a_crash_is_offered_by_the_next_start(tmp_path: Path) -> None:
    assert _run(tmp_path, "crash").returncode == -signal.SIGABRT
    _run(tmp_path, "well")
    report = CrashReports(tmp_path).left()
    assert ended_the_program(report)
    assert "Aborted" in report
    assert "Hanbit" not in report
    assert str(Path.home()) not in report
    assert (tmp_path / REPORT).stat().st_mode & 0o077 == 0
    _run(tmp_path, "well")
    assert CrashReports(tmp_path).left() == report  # until somebody deletes it


def test_the_first_fault_of_a_run_is_the_one_that_is_kept(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    reports.keep(KeyError(SECRET))
    reports.keep(ValueError(SECRET))
    assert "KeyError" in reports.left()
    assert "ValueError" not in reports.left()


def test_an_endless_fault_makes_no_endless_report(tmp_path: Path) -> None:
    def deeper(n: int) -> None:
        try:
            raise ValueError(n)
        except ValueError:
            if n:
                deeper(n - 1)
            raise

    reports = CrashReports(tmp_path)
    with pytest.raises(ValueError, match="0") as caught:
        deeper(500)
    reports.keep(caught.value)
    (tmp_path / CRASH).write_text('  File "/home/mia/x/crmdesk/ui/y.py", line 1 in z\n' * 100_000)
    assert 0 < len(reports.left()) <= 64 * 1024


@pytest.mark.expected_log("the report cannot be kept")
def test_a_disk_that_takes_no_report_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "report.new").mkdir()
    CrashReports(tmp_path).keep(ValueError())
    assert CrashReports(tmp_path).left() == ""


@pytest.fixture
def bar(tmp_path: Path, translator: Translator, qtbot: QtBot) -> CrashBar:
    """After a fault; what it says is in `said`."""
    CrashReports(tmp_path).keep(KeyError(SECRET))
    made = CrashBar(CrashReports(tmp_path), lambda text, tone: said.append((text, tone)))
    said: list[tuple[str, str]] = []
    made.setProperty("said", said)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_no_bar_where_nothing_happened(tmp_path: Path, translator: Translator, qtbot: QtBot) -> None:
    bar = CrashBar(CrashReports(tmp_path), lambda *_: None)
    qtbot.addWidget(bar)
    assert bar.isHidden()


def test_a_report_is_read_copied_and_deleted_by_the_keyboard(
    bar: CrashBar, qtbot: QtBot, tmp_path: Path
) -> None:
    assert bar.text.isHidden()
    qtbot.keyClick(bar.show_button, Qt.Key.Key_Space)
    assert bar.text.isVisible()
    assert "KeyError" in bar.text.toPlainText()
    qtbot.keyClick(bar.copy_button, Qt.Key.Key_Space)
    assert "KeyError" in QGuiApplication.clipboard().text()
    qtbot.keyClick(bar.delete_button, Qt.Key.Key_Space)
    assert bar.isHidden()
    assert not (tmp_path / REPORT).exists()


def test_deleting_a_report_spares_the_one_that_came_meanwhile(
    bar: CrashBar, qtbot: QtBot, tmp_path: Path
) -> None:
    CrashReports(tmp_path).keep(ValueError(SECRET))
    qtbot.keyClick(bar.delete_button, Qt.Key.Key_Space)
    assert bar.isHidden()
    assert "ValueError" in CrashReports(tmp_path).left()


def test_a_report_is_put_off_and_offered_again(bar: CrashBar, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.keyClick(bar.close_button, Qt.Key.Key_Space)
    assert bar.isHidden()
    assert CrashReports(tmp_path).left()


def test_every_control_of_the_bar_has_a_name_in_korean_too(
    bar: CrashBar, translator: Translator, qtbot: QtBot
) -> None:
    translator.switch("ko")
    qtbot.waitUntil(lambda: bar.show_button.text() == "보고서 보기")
    assert "안전합니다" in bar.accessibleName()
    for button in bar.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
