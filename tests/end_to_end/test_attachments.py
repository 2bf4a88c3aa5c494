"""Attached files with real processes: from one laptop to another, killed on the way, in little memory."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crmdesk.domain.attachments import MAX_BYTES
from tests.support import until
from tests.support.fault_proxy import FaultProxy, fault_proxy
from tests.support.files import pdf, sha256
from tests.support.processes import COMMAND, TIMEOUT, ClientProcess, ServerProcess, memory, run

PASSWORD = "correct horse"
ROOM = 20 * 1024
"""KB of memory that moving a file of 25 MB may take, on either end."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    data = tmp_path / "centre"
    admin = ("admin", "--data", data)
    run(*admin, "org", "init", "Acme")
    run(*admin, "territory", "add", "North")
    for login in ("ada", "ben"):
        who = ("user", "add", login, "--name", login, "--role", "rep", "--territory", "North")
        run(*admin, *who, "--password-stdin", stdin=f"{PASSWORD}\n")
    process = ServerProcess(data)
    process.start()
    yield process
    process.stop()


@pytest.fixture
def laptop(server: ServerProcess, tmp_path: Path) -> Callable[..., ClientProcess]:
    def make(login: str, url: str | None = None) -> ClientProcess:
        client = ClientProcess(tmp_path / login)
        client.sign_in(url or server.url, login, PASSWORD)
        client("sync")
        return client

    return make


def peak(client: ClientProcess, *words: str | Path) -> int:
    """The most memory in kB that one run of the client took; it must end well."""
    command = [*COMMAND, "client", "--profile", client.directory, "--json", *words]
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    most = [0]

    def ended() -> bool:
        most.append(memory(process.pid) or 0)
        return process.poll() is not None

    until(ended, TIMEOUT)
    assert process.returncode == 0, words
    return max(most)


def test_a_file_goes_from_one_laptop_to_another(
    laptop: Callable[[str], ClientProcess], tmp_path: Path
) -> None:
    ada, ben = laptop("ada"), laptop("ben")
    account = ada("create", "account", "name=Acme").value["id"]
    file = tmp_path / "제안서.pdf"
    file.write_bytes(pdf(100_000))
    acknowledged = ada("attach", "account", account, file, "--caption", "The offer").value
    assert acknowledged["ok"]
    assert ada.status()["attachments_pending"] == 1
    synced = ada("sync", "--progress")
    assert synced.value["attachments_sent"] == 1
    told = [json.loads(line) for line in synced.err.splitlines() if line.startswith("{")]
    assert [one["done"] for one in told if one["phase"] == "pushing"][-1] <= 2
    moved = [one["done"] for one in told if one["phase"] == "file up" and one["total"] == 100_000]
    assert len(moved) > 2
    assert moved == sorted(moved)
    assert moved[-1] == 100_000
    assert ada.status()["state"] == "ok"
    ben("sync")
    (listed,) = ben.all("attachment", f"record={account}")
    fields = listed["fields"]
    assert (fields["file_name"], fields["media_type"], fields["size"]) == (
        "제안서.pdf",
        "application/pdf",
        100_000,
    )
    assert (fields["caption"], fields["sha256"]) == ("The offer", sha256(pdf(100_000)))
    folder = tmp_path / "out"
    folder.mkdir()
    written = Path(ben("attachment", acknowledged["id"], "--out", folder).value["file"])
    assert written == folder / "제안서.pdf"
    assert written.read_bytes() == pdf(100_000)
    assert ada("export").out == ben("export").out
    ada("detach", acknowledged["id"])
    ada("sync")
    ben("sync")
    assert ben.all("attachment") == []
    ben("attachment", acknowledged["id"], "--out", folder, expect=3)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pdf", b"", "empty_file"),
        ("holiday.jpg", b"MZ\x90\x00", "media_type"),
        ("large.pdf", None, "file_too_large"),
    ],
)
def test_a_file_that_may_not_be_attached_is_refused_and_nothing_is_kept(
    laptop: Callable[[str], ClientProcess], tmp_path: Path, name: str, data: bytes | None, code: str
) -> None:
    ada = laptop("ada")
    account = ada("create", "account", "name=Acme").value["id"]
    file = tmp_path / name
    file.write_bytes(pdf(MAX_BYTES + 1) if data is None else data)
    refused = ada("attach", "account", account, file, expect=2).value
    assert (refused["ok"], refused["error"]["code"]) == (False, code)
    assert ada.all("attachment") == []
    assert ada.status()["attachments_pending"] == 0


def test_the_largest_file_moves_in_little_memory_and_survives_kills_on_both_ends(
    laptop: Callable[..., ClientProcess], server: ServerProcess, tmp_path: Path
) -> None:
    with fault_proxy("127.0.0.1", int(server.url.rpartition(":")[2])) as line:
        _moves_and_survives(laptop("ada", line.url), laptop("ben"), server, line, tmp_path)


def _moves_and_survives(
    ada: ClientProcess, ben: ClientProcess, server: ServerProcess, line: FaultProxy, folder: Path
) -> None:
    account = ada("create", "account", "name=Acme").value["id"]
    file = folder / "large.pdf"
    file.write_bytes(pdf(MAX_BYTES))
    idle = peak(ada, "sync")  # with all that speaks HTTP, which looking at the replica does not load
    assert peak(ada, "attach", "account", account, file) < idle + 2 * ROOM
    (attachment,) = (one["id"] for one in ada.all("attachment"))
    staging = server.data / "blobs" / "staging"

    def staged() -> int:
        return sum(part.stat().st_size for part in staging.glob("*.part"))

    def strike_on_the_way(strike: Callable[[subprocess.Popen[bytes]], object]) -> None:
        """Lets a third of the file through, and then strikes."""
        had = staged()
        line.allowance, line.silent = MAX_BYTES // 3, False
        command = [*COMMAND, "client", "--profile", str(ada.directory), "sync"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        until(lambda: line.silent)
        strike(process)
        line.heal()
        process.wait(timeout=TIMEOUT)
        assert had < staged() < MAX_BYTES

    strike_on_the_way(lambda process: process.kill())
    strike_on_the_way(lambda _: server.stop(signal.SIGKILL))
    server.start()
    before = memory(server.pid)
    assert peak(ada, "sync") < idle + 2 * ROOM
    assert ada.status()["attachments_pending"] == 0
    ben("sync")
    assert peak(ben, "attachment", attachment, "--out", folder / "copy.pdf") < idle + 2 * ROOM
    assert sha256((folder / "copy.pdf").read_bytes()) == sha256(file.read_bytes())
    now = memory(server.pid)
    assert before is not None
    assert now is not None
    assert now < before + 2 * ROOM
