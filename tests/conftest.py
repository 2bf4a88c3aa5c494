"""Holds for every test: no screen, no keyring or profile of the person at the machine, no unexpected log line."""

import faulthandler
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests.support import PATIENCE
from tests.support.files import memory_folder
from tests.support.logfail import unexpected_records_fail

pytest_plugins = ("tests.support.databases", "tests.support.centre", "tests.support.journal_world")

# Before anything imports Qt; a test that wants a real window sets its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The person's keyring stays untouched, also by the processes that tests start. Tests of the keyring bring one.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("CRMDESK_KEY_FILE", None)

# What is imported again and again is compiled once: the migrations, and all that the processes of tests load.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

_HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")

# Time on a shared machine says nothing about the code; benches measure it as a ratio.
# A submission is judged by the same examples each time; everybody's own runs look for new ones.
settings.register_profile(
    "crmdesk",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("crmdesk")

# pytest-qt gives up after 5 s, which a loaded machine may need for a query on its thread.
_MILLISECONDS = int(PATIENCE * 1000)
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    _wait.__kwdefaults__["timeout"] = _MILLISECONDS


def pytest_configure(config: pytest.Config) -> None:
    home = Path(tempfile.mkdtemp(prefix="crmdesk-home-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for name in _HOMES:
        folder = home / name.lower()
        folder.mkdir(mode=0o700)
        os.environ[name] = str(folder)
    # Replicas and centres sync each commit: a laptop's tests some fifty times each, which is most of their wait.
    if (memory := memory_folder()) is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


_LOCKED_UP = 360
"""Seconds after the end of a test's time, when it can only be locked up (`faulthandler_timeout` of pyproject.toml)."""
_EARLY = (
    "tests/simulation/",
    "tests/end_to_end/",
    "tests/sync/test_put_back.py",
    "tests/accessibility/",
    "tests/faults/",
    "tests/cli/",
    "tests/bench/",
    "tests/gallery/",
    "tests/sync/",
)
"""Where modules take longest: whoever gets one of them last would keep the other processes of tests waiting."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> int:
        return next((at for at, folder in enumerate(_EARLY) if item.nodeid.startswith(folder)), len(_EARLY))

    items.sort(key=rank)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """The tests and what was imported for them stay to the end: none of it is searched for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    with unexpected_records_fail(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    if limit := item.get_closest_marker("timeout"):
        # Who says how long a test may take moves the end of a process that is locked up as well.
        faulthandler.dump_traceback_later(limit.args[0] + _LOCKED_UP, exit=True)
    with unexpected_records_fail(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    with unexpected_records_fail(item):
        return (yield)
