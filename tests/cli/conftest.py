"""A headless laptop and its centre."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.headless import Client, invoke, sign_in
from tests.support.centre import RunningCentre
from tests.support.processes import Answer


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def client(profile: Path) -> Client:
    def run(*words: str, stdin: str = "", expect: int | None = 0) -> Answer:
        answer = invoke("client", "--profile", str(profile), "--json", *words, stdin=stdin)
        if expect is not None:
            assert answer.code == expect, answer.err
        return answer

    return run


@pytest.fixture
def signed_in(centre: RunningCentre, client: Client, profile: Path) -> Client:
    centre.add_user("mia")
    sign_in(client, centre.url, profile)
    client("sync")
    return client
