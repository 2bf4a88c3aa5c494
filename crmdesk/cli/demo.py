"""`crmdesk demo`: an embedded server with the sample organisation and the desktop, signed in as a rep. It composes.

What the demo folder holds is `demo_folder.py`'s, what the sample is `exchange/sample`'s.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from crmdesk.cli.demo_folder import DemoFolder, Made, default_path
from crmdesk.cli.demo_laptop import DemoLaptop
from crmdesk.cli.embedded_server import EmbeddedServer
from crmdesk.cli.zones import local_zone
from crmdesk.domain.errors import UsageError
from crmdesk.exchange.sample import Sample, Words, read_words, sample_organisation
from crmdesk.locations import resource_path
from crmdesk.store.keys import system_keyring
from crmdesk.store.profile import Profile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Of the embedded server; a free one unless given."
)
@click.option("--headless", is_flag=True, help="Offscreen, until SIGTERM or SIGINT.")
@click.option("--fresh", is_flag=True, help="Forget what was done in the demo and make it anew.")
def demo(port: int | None, headless: bool, fresh: bool) -> None:
    """The desktop with an embedded server and a sample organisation, signed in as a rep.

    The sample is made anew on a later day, so that its Today is today's, unless something was changed in it.
    It lives in CRMDESK_DEMO_DIR, or among the user's data.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _check_installed()
    folder = DemoFolder(default_path())
    folder.prepare()
    # Two demos at once would share a database and a profile.
    lock = Profile(folder.path)
    lock.acquire()
    try:
        sys.exit(_run(folder, port, datetime.now().astimezone().date(), fresh=fresh))
    finally:
        lock.release()


def _leave(number: int, frame: object) -> NoReturn:
    sys.exit(0)


def _check_installed() -> None:
    """Raises `UsageError` before anything is made if the window or the server could not run."""
    try:
        import PySide6.QtWidgets  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "The demo needs a package that is not installed",
            str(error),
            "pip install 'crmdesk[desktop,server]'",
        ) from error


def _run(folder: DemoFolder, port: int | None, today: date, *, fresh: bool) -> int:
    words = read_words(resource_path("sample"))
    rep = words.organisation["users"][0]
    laptop = DemoLaptop(folder.profile, _key_file(folder), rep["login"], rep["password"])
    sample = None
    if folder.needs_sample(today, fresh=fresh, touched=lambda made: _touched(folder, laptop, made)):
        click.echo("Making the sample organisation …", err=True)
        sample = _make_sample(folder, words, today)
    made = folder.made()
    assert made is not None
    wanted = port if port is not None else _free_or_any(made.port)
    with EmbeddedServer(folder.centre, wanted, folder.server_log) as server:
        made = replace(made, port=int(server.url.rpartition(":")[2]))
        laptop.sign_in(server.url)
        if sample is not None:
            made = replace(made, seq=_let_a_colleague_work(folder, sample))
        folder.remember(made)
        click.echo(_greeting(folder, made, today, rep["name"]), err=True)
        return _open_desktop(laptop, server.url)


def _key_file(folder: DemoFolder) -> Path | None:
    """None where the OS keyring keeps the key; a file in the demo folder where there is none to use."""
    if folder.key_file.exists() or system_keyring() is None:
        return folder.key_file
    return None


def _make_sample(folder: DemoFolder, words: Words, today: date) -> Sample:
    from crmdesk.server.centre import open_centre
    from crmdesk.server.database import data_url
    from crmdesk.server.sample import load_sample

    folder.clear()
    folder.centre.mkdir(mode=0o700)
    with closing(open_centre(data_url(folder.centre))) as centre:
        sample = sample_organisation(words, today, local_zone())
        seq = centre.feed.head(load_sample(centre, sample)).seq
    folder.remember(Made(today.isoformat(), seq, 0))
    return sample


def _let_a_colleague_work(folder: DemoFolder, sample: Sample) -> int:
    """Some edits that arrive while the rep looks at the window; gives the centre's feed number after them."""
    from crmdesk.server.centre import open_centre
    from crmdesk.server.database import data_url
    from crmdesk.server.sample import tell_news

    with closing(open_centre(data_url(folder.centre))) as centre:
        org = centre.organisations.sole()
        tell_news(centre, org, sample)
        return centre.feed.head(org).seq


def _touched(folder: DemoFolder, laptop: DemoLaptop, made: Made) -> bool:
    """Whether anybody saved anything since the sample was made, at the centre or still on the laptop."""
    from crmdesk.server.centre import open_centre
    from crmdesk.server.database import data_url

    if laptop.has_pending():
        return True
    with closing(open_centre(data_url(folder.centre))) as centre:
        return centre.feed.head(centre.organisations.sole()).seq != made.seq


def _free_or_any(port: int) -> int:
    """The port if nobody else has it by now, else 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


def _greeting(folder: DemoFolder, made: Made, today: date, name: str) -> str:
    text = f"Signed in as {name}. Everything of the demo is in {folder.path}"
    if made.day != today.isoformat():
        text += f"\nYour changes were kept, so its dates are those of {made.day}; --fresh makes it anew."
    return text


def _open_desktop(laptop: DemoLaptop, url: str) -> int:
    """The window until it is closed or a signal comes; gives the exit code. Prints READY and the address once up."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from crmdesk.app import run_desktop

    app = QApplication(sys.argv[:1])
    QTimer.singleShot(0, app, lambda: click.echo(f"READY {url}"))
    with _signals_quit(app):
        return run_desktop(laptop.profile, key_file=laptop.key_file)


@contextmanager
def _signals_quit(app: QApplication) -> Iterator[None]:
    """SIGTERM and SIGINT end the application's loop, which runs no Python while nothing happens: a socket wakes it."""
    from PySide6.QtCore import QSocketNotifier

    receiver, sender = socket.socketpair()
    with receiver, sender:
        receiver.setblocking(False)
        sender.setblocking(False)
        notifier = QSocketNotifier(receiver.fileno(), QSocketNotifier.Type.Read, app)
        notifier.activated.connect(lambda: receiver.recv(64))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: app.quit())
        before = signal.set_wakeup_fd(sender.fileno())
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            notifier.setEnabled(False)
