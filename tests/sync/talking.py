"""A Remote over HTTP and a scripted server to talk to, with credentials in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from crmdesk.protocol.messages import (
    Message,
    OrganisationInfo,
    Page,
    Person,
    Position,
    Problem,
    Pull,
    SignIn,
    Tokens,
    encode,
)
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.remote import Credentials
from tests.support.scripted_server import Reply, Request, ScriptedServer, scripted_server

OURS = {"CRMDesk": "1", "Content-Type": "application/json"}
PULL = Pull(replica="r", position=Position(epoch=1, seq=1, tag=1), scope="s")
PAGE = Page(
    position=Position(epoch=1, seq=2, tag=5),
    more=False,
    contains=0,
    tables=[],
    deleted=[],
    evicted=[],
    scope="s",
)
SIGNED_IN = Credentials("access-1", "refresh-1")
SIGN_IN = SignIn(login="ada", password="secret")


class MemoryWallet:
    """Credentials in memory, and every version that was ever kept."""

    def __init__(self, credentials: Credentials | None = SIGNED_IN) -> None:
        self.held = credentials
        self.kept: list[Credentials | None] = []

    def load(self) -> Credentials | None:
        return self.held

    def keep(self, credentials: Credentials | None) -> None:
        self.held = credentials
        self.kept.append(credentials)


def tokens(access: str, refresh: str) -> Tokens:
    return Tokens(
        access=access,
        refresh=refresh,
        expires_in=900,
        device="d",
        user=Person(id="u", login="ada", name="Ada", role="rep", home=None, scope="s"),
        organisation=OrganisationInfo(id=1, name="o", currency="USD", languages=[], modules=[]),
    )


def ours(message: Message | list[Any], **headers: str) -> Reply:
    return Reply(200, msgspec.json.encode(message), {**OURS, **headers})


def problem(status: int, code: str, **headers: str) -> Reply:
    body = encode(Problem(type="about:blank", title="No", status=status, code=code, hint="do this"))
    return Reply(status, body, {**OURS, **headers})


@contextmanager
def talking(
    script: Callable[[Request], Reply], wallet: MemoryWallet | None = None
) -> Iterator[tuple[HttpRemote, ScriptedServer]]:
    with scripted_server(script) as server, HttpRemote(server.url, wallet or MemoryWallet()) as remote:
        yield remote, server
