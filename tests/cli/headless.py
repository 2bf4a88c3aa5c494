"""The headless laptop in one process: a command line in, what it printed and its exit code out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from crmdesk.cli.main import main
from tests.support.centre import PASSWORD, BareCentre
from tests.support.processes import Answer

Client = Callable[..., Answer]


def invoke(*words: str, stdin: str = "") -> Answer:
    result = CliRunner().invoke(main, list(words), input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout_bytes, result.stderr)


def administer(centre: BareCentre, *words: str) -> Answer:
    """`crmdesk admin` at this centre, whichever database it is on."""
    place = centre.place
    # Receipts of a database server would go into the user's own data folder.
    named = (
        ("--data", str(place.data))
        if place.data is not None
        else ("--database-url", place.url, "--receipts", str(centre.data / "erasures"))
    )
    return invoke("admin", *named, *words)


def sign_in(client: Client, url: str, profile: Path, password: str = PASSWORD, expect: int = 0) -> Answer:
    key = str(profile.with_suffix(".key"))
    words = ("sign-in", "--server", url, "--user", "mia", "--password-stdin", "--key-file", key)
    return client(*words, stdin=password + "\n", expect=expect)


def made(client: Client, *words: str) -> str:
    answer = client("create", *words).value
    assert answer["ok"]
    return str(answer["id"])
