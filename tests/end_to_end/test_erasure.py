"""A person is erased while a laptop is away with edits about them, and the centre is put back afterwards.

Real processes from one end to the other, and every page of every file looked through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.plain_pages import holding
from tests.support.processes import ClientProcess, ServerProcess, run

PASSWORD = "a quiet afternoon"
MARKER = "Zebramarker"


@dataclass(frozen=True)
class Office:
    """A centre with ada and ben, who see the same."""

    server: ServerProcess
    ada: ClientProcess
    ben: ClientProcess

    def admin(self, *words: str | Path, stdin: str = "", expect: int = 0) -> Any:
        return run("admin", "--data", self.server.data, "--json", *words, stdin=stdin, expect=expect)

    def sync(self, *laptops: ClientProcess) -> None:
        """One after the other: a centre that was put back is told by exit 16, refusals by 14."""
        for laptop in laptops:
            assert laptop("sync", expect=None).code in (0, 14, 16)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    data = tmp_path / "centre"
    run("admin", "--data", data, "org", "init", "Acme")
    run("admin", "--data", data, "territory", "add", "North")
    server = ServerProcess(data)
    server.start()
    try:
        made = Office(server, ClientProcess(tmp_path / "ada"), ClientProcess(tmp_path / "ben"))
        for login, laptop in (("ada", made.ada), ("ben", made.ben)):
            words = ("user", "add", login, "--name", login, "--role", "rep", "--territory", "North")
            made.admin(*words, "--password-stdin", stdin=PASSWORD + "\n")
            laptop.sign_in(server.url, login, PASSWORD)
        yield made
    finally:
        server.stop()


def created(laptop: ClientProcess, *words: str) -> str:
    return str(laptop("create", *words).value["id"])


def left_on(laptop: ClientProcess) -> list[str]:
    """The files of a profile in which the person still stands, in any page or log, or in a file's own bytes."""
    key = bytes.fromhex(laptop.directory.with_suffix(".key").read_text().strip())
    words = (MARKER, MARKER.lower())
    encrypted = {file for file in laptop.directory.rglob("*.db") if any(holding(file, key, w) for w in words)}
    plain = {
        file
        for file in laptop.directory.rglob("*")
        if file.is_file() and any(word.encode() in file.read_bytes() for word in words)
    }
    return sorted(str(file) for file in encrypted | plain)


def left_at(server: ServerProcess) -> list[str]:
    """The same at the centre, but for what restores set aside."""
    words = (MARKER.encode(), MARKER.lower().encode())
    return [
        str(file)
        for file in sorted(server.data.rglob("*"))
        if file.is_file() and "before" not in file.name and any(word in file.read_bytes() for word in words)
    ]


@pytest.mark.long
def test_a_person_erased_while_a_laptop_is_away_is_nowhere_and_a_restore_brings_nobody_back(
    office: Office, tmp_path: Path
) -> None:
    ada, ben, server = office.ada, office.ben, office.server
    account = created(ada, "account", "name=Acme")
    person = created(
        ada, "contact", f"name=Jo {MARKER}", f"account={account}", f"emails+=jo@{MARKER}.example"
    )
    created(ada, "note", f"body={MARKER} is ill", f"contact={person}")
    office.sync(ada, ben)
    office.admin("backup", tmp_path / "before.backup")

    # ben is away: an edit of the person, one of their account, a note and a file about them alone.
    ben("update", "contact", person, f"title=Head of {MARKER}")
    ben("update", "account", account, "website=https://example.com/kept")
    created(ben, "note", f"body=Met {MARKER}", f"contact={person}")
    picture = tmp_path / "photo.pdf"
    picture.write_bytes(b"%PDF-1.7 " + MARKER.encode() * 9_000)
    ben("attach", "contact", person, picture)

    told = office.admin("gdpr", "erase", f"jo@{MARKER}.example").value
    assert (told["id"], told["records"], told["named"]) == (person, {"contact": 1, "note": 1}, [])
    assert left_at(server) == []
    again = office.admin("gdpr", "export", person, expect=3)
    assert "erased" in again.err

    assert ben("sync", expect=None).code == 14
    assert left_on(ben) == []
    office.sync(ada)
    assert left_on(ada) == []
    assert [(one["code"], one["fields"]) for one in ben("refused").lines] == [("erased", {})] * 3

    # Last night's backup still held them.
    server.stop()
    office.admin("restore", tmp_path / "before.backup")
    assert left_at(server) == []
    server.start()
    office.sync(ben, ada, ben, ada)
    central = office.admin("export", "--as-user", "ada").out
    assert b"https://example.com/kept" in central
    assert person.encode() not in central
    for laptop in (ada, ben):
        assert left_on(laptop) == []
        assert laptop("export").out == central
    ben("verify")
    assert office.admin("verify").value["ok"] is True
