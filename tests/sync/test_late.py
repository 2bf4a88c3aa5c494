"""A Remote made on first use: nothing before, everything handed on after."""

from __future__ import annotations

from pathlib import Path

from crmdesk.sync.http import HttpRemote
from crmdesk.sync.late import LateRemote
from crmdesk.sync.remote import Remote, Traffic
from crmdesk.sync.session import SignedOut, sign_in
from tests.support.centre import PASSWORD, RunningCentre


def test_nothing_is_made_until_something_is_asked(centre: RunningCentre) -> None:
    centre.add_user("kim")
    made: list[Remote] = []

    def connect() -> Remote:
        made.append(HttpRemote(centre.url, SignedOut()))
        return made[-1]

    remote = LateRemote(connect)
    assert remote.traffic == Traffic()
    assert not made
    tokens = sign_in(remote, "kim", password=PASSWORD)
    assert tokens.user.login == "kim"
    sign_in(remote, "kim", password=PASSWORD)
    assert len(made) == 1
    assert remote.traffic.requests == 2
    remote.close()


def test_closing_what_was_never_asked_is_nothing(tmp_path: Path) -> None:
    def connect() -> Remote:
        raise AssertionError(tmp_path)

    LateRemote(connect).close()
