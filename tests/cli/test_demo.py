"""`crmdesk demo --headless` as a person starts it: a server, a signed-in laptop, a window offscreen, a clean end."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from crmdesk.cli.demo_folder import DemoFolder, Made
from crmdesk.cli.laptop import Laptop, key_sources, local_zone, make_laptop, open_laptop
from crmdesk.domain import edits
from crmdesk.server.centre import open_centre
from crmdesk.server.database import data_url
from crmdesk.store.queries import Query
from tests.support import free_port

START_SECONDS = 500.0
"""Some 15 on an idle core; two minutes where a dozen processes share one."""


@contextmanager
def demo(path: Path, *options: str, stop: signal.Signals = signal.SIGTERM) -> Iterator[tuple[str, Path]]:
    """A headless demo in `path`: its address, and the file that its words to people go to."""
    said = path.with_suffix(".err")
    with said.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "crmdesk", "demo", "--headless", *options],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "CRMDESK_DEMO_DIR": str(path)},
        )
    deadline = threading.Timer(START_SECONDS, process.kill)
    deadline.start()
    assert process.stdout is not None
    with process.stdout as lines:
        line = lines.readline()
        try:
            assert line.startswith("READY http://127.0.0.1:"), said.read_text()
            yield line.split()[1], said
        finally:
            process.send_signal(stop)
            code = process.wait()
            deadline.cancel()
    assert code == 0, said.read_text()


@contextmanager
def laptop_of(folder: DemoFolder) -> Iterator[Laptop]:
    with open_laptop(folder.profile, key_sources(folder.key_file)) as laptop:
        yield laptop


def replica_of(folder: DemoFolder) -> str | None:
    with laptop_of(folder) as laptop:
        return laptop.replica.identity().replica


def made_yesterday(folder: DemoFolder) -> None:
    made = folder.made()
    assert made is not None
    folder.remember(replace(made, day="2026-01-01"))


def lay_out_another_day(folder: DemoFolder) -> None:
    """A small sample in which nobody has worked, as the demo of another day left it."""
    folder.prepare()
    folder.centre.mkdir()
    with closing(open_centre(data_url(folder.centre))) as centre:
        head = centre.feed.head(centre.organisations.found("Acme", "USD", ["en"]))
    with make_laptop(folder.profile, key_sources(folder.key_file)):
        folder.remember(Made("2026-01-01", head.seq, 0))


@dataclass(frozen=True)
class Ran:
    """A demo's folder after its first run, which was not the folder's first: `before` is the replica it had."""

    folder: DemoFolder
    before: str | None


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One run for all tests, because making the sample takes long; tests/end_to_end begins with an empty folder."""
    folder = DemoFolder(tmp_path_factory.mktemp("first") / "demo")
    lay_out_another_day(folder)
    before = replica_of(folder)
    with demo(folder.path) as (url, _), urlopen(f"{url}/healthz") as answer:
        assert answer.status == 200
    return Ran(folder, before)


@pytest.fixture
def folder(first: Ran, tmp_path: Path) -> DemoFolder:
    """A copy of it, to do anything with."""
    shutil.copytree(first.folder.path, tmp_path / "demo")
    return DemoFolder(tmp_path / "demo")


def test_the_rep_is_signed_in_and_everything_of_theirs_is_on_the_laptop(folder: DemoFolder) -> None:
    with laptop_of(folder) as laptop:
        replica = laptop.replica
        user = replica.identity().user
        assert user is not None
        assert user.login == "daniel.reed"
        assert replica.count("account", Query()) > 150
        assert replica.pending() == 0


def test_no_part_of_the_rep_s_day_is_empty(folder: DemoFolder) -> None:
    made = folder.made()
    assert made is not None
    with laptop_of(folder) as laptop:
        today = laptop.replica.today(date.fromisoformat(made.day), local_zone())
        assert len(today.visits) >= 3
        assert all((today.meetings, today.overdue, today.due, today.closing, today.quiet))
        assert laptop.replica.due_visits(date.fromisoformat(made.day), local_zone())


def test_the_key_is_in_a_file_of_the_owner_s_where_there_is_no_keyring(folder: DemoFolder) -> None:
    assert folder.key_file.stat().st_mode & 0o777 == 0o600
    assert len(folder.key_file.read_text().strip()) == 64


def test_a_port_of_one_s_own_choice_is_taken_and_the_server_ends_with_the_demo(folder: DemoFolder) -> None:
    port = free_port()
    with demo(folder.path, "--port", str(port), stop=signal.SIGINT) as (url, _):
        assert url == f"http://127.0.0.1:{port}"
        assert urlopen(f"{url}/healthz").status == 200
    with pytest.raises(URLError):
        urlopen(f"{url}/healthz")
    made = folder.made()
    assert made is not None
    assert made.port == port


def test_the_same_day_s_sample_is_opened_again_at_the_same_address(folder: DemoFolder) -> None:
    before = (folder.made(), replica_of(folder))
    with demo(folder.path):
        pass
    assert (folder.made(), replica_of(folder)) == before


def test_an_untouched_sample_of_another_day_is_made_anew(first: Ran) -> None:
    made = first.folder.made()
    assert made is not None
    assert made.day != "2026-01-01"
    assert replica_of(first.folder) != first.before


def test_what_was_saved_in_the_demo_is_kept_on_later_days(folder: DemoFolder) -> None:
    with laptop_of(folder) as laptop:
        account = laptop.replica.query("account", Query(limit=1))[0]
        laptop.replica.commit(edits.update(laptop.author(), account, {"description": "kept"}))
    made_yesterday(folder)
    with demo(folder.path) as (_, said):
        pass
    assert "Your changes were kept" in said.read_text()
    with laptop_of(folder) as laptop:
        assert laptop.replica.get("account", account.id)["description"] == "kept"
