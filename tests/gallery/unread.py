"""What every screen shows while a slow disk is read for the first time, and when it could not be read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

from crmdesk.domain.errors import StorageFault
from crmdesk.ui.screens import SECTIONS
from crmdesk.ui.widgets.reading_cover import ReadingCover
from tests.gallery.screens import Screen
from tests.gallery.stage import Stage
from tests.ui.records import first


def hold(stage: Stage) -> None:
    """Nothing is read from now on: the thread that reads waits until the window is taken down."""
    begun, ended = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        ended.wait()

    stage.desk.runner.submit("held", wait, lambda _: None)
    stage.wait_until(begun.is_set)  # the newest goes first
    stage.held = True
    stage.ending.callback(ended.set)


def fail(stage: Stage) -> None:
    """Whatever is read from now on meets a broken disk."""
    runner = stage.desk.runner
    submit = runner.submit

    def broken() -> None:
        hint = "check the disk and its free space, then try again"
        raise StorageFault("The disk reports an error", "disk I/O error", hint, code="disk_error")

    def submit_broken(
        key: object,
        work: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        submit(key, broken, done, failed)

    runner.submit = submit_broken  # type: ignore[assignment, method-assign]  # the disk is what breaks


def unread_screens(stage: Stage, name: str) -> Iterator[Screen]:
    """Each section and what lies beside them, with `name` before theirs."""
    for section in SECTIONS:
        yield Screen(f"{name}-{section.key}", partial(_shown, partial(stage.desk.go, section.key)))
    account = first(stage.replica, "account").id
    for key, show in (
        ("forecast", lambda: stage.workspace.open_opportunities("forecast")),
        ("account-page", lambda: stage.desk.open("account", account)),
        ("history", lambda: stage.desk.open_history("account", account)),
        ("sync", stage.workspace.open_sync),
    ):
        yield Screen(f"{name}-{key}", partial(_shown, show))


def _shown(show: Callable[[], object], stage: Stage) -> None:
    """Waits until the page says something, where it has a word for that."""
    show()
    covers = stage.page.findChildren(ReadingCover)
    stage.wait_until(lambda: not covers or any(cover.isVisible() for cover in covers))
