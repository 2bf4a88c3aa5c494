"""The headless laptop in one process: a command line in, what it printed and its exit code out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from crmdesk.cli.main import main
from tests.support.centre import PASSWORD
from tests.support.processes import Answer

Client = Callable[..., Answer]


def invoke(*words: str, stdin: str = "") -> Answer:
    result = CliRunner().invoke(main, list(words), input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout_bytes, result.stderr)


def sign_in(client: Client, url: str, profile: Path, password: str = PASSWORD, expect: int = 0) -> Answer:
    key = str(profile.with_suffix(".key"))
    words = ("sign-in", "--server", url, "--user", "mia", "--password-stdin", "--key-file", key)
    return client(*words, stdin=password + "\n", expect=expect)


def made(client: Client, *words: str) -> str:
    answer = client("create", *words).value
    assert answer["ok"]
    return str(answer["id"])
