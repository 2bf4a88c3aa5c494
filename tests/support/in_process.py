"""A Remote without sockets: the centre's own operations, called through the bytes of the messages.

A `wire` may stand between, to lose, double or delay what passes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import msgspec

from crmdesk.domain.errors import UserError
from crmdesk.protocol.comparing import Digest, DigestRequest, Repair, RepairRequest
from crmdesk.protocol.messages import (
    Handshake,
    HistoryEntry,
    Message,
    OwnDevice,
    Page,
    Problem,
    Proof,
    Pull,
    Push,
    Refresh,
    SignIn,
    SnapshotPage,
    SnapshotRequest,
    Tokens,
    Verdicts,
    Welcome,
    encode,
)
from crmdesk.server.centre import Centre
from crmdesk.server.problems import problem
from crmdesk.server.routes import records, session, sync
from crmdesk.server.routes.operation import Answer, Call, Operation
from crmdesk.sync.bearer import Bearer
from crmdesk.sync.remote import Traffic, Wallet, error_of

M = TypeVar("M")

_OPERATIONS = {one.name: one for one in (*session.OPERATIONS, *sync.OPERATIONS, *records.OPERATIONS)}


@dataclass(frozen=True)
class Request:
    """What goes over the wire. `access` None: nobody is signed in."""

    name: str
    body: bytes
    access: str | None
    path: tuple[tuple[str, str], ...] = ()


Answered = tuple[int, bytes]
"""Status and body."""
Exchange = Callable[[Request], Answered]


def exchange(centre: Centre, request: Request) -> Answered:
    """What the centre answers."""
    operation = _OPERATIONS[request.name]
    try:
        sender = None
        if operation.signed_in:
            sender = centre.identity.authenticate(request.access or "")
        fitted = centre if sender is None else centre.serving(sender)
        call = Call(fitted, sender, request.body, dict(request.path), {}, "in process")
        return _answer(operation, call)
    except UserError as error:
        details, _ = problem(error)
        return details.status, encode(details)


def _answer(operation: Operation, call: Call) -> Answered:
    given = operation.handler(call)
    if isinstance(given, Answer):
        return given.status, given.body
    return operation.status, msgspec.json.encode(given)


class InProcessRemote:
    """A centre in the same process (`Remote`)."""

    def __init__(self, wire: Exchange, wallet: Wallet) -> None:
        self._wire = wire
        self._wallet = wallet
        self._bearer = Bearer(wallet, self._trade)
        self._traffic = Traffic()

    @property
    def traffic(self) -> Traffic:
        return self._traffic

    def close(self) -> None:
        """There is nothing to close."""

    def sign_in(self, request: SignIn) -> Tokens:
        return self._carry(Tokens, Request("sign_in", encode(request), None))

    def refresh(self) -> None:
        self._bearer.renew()

    def sign_out(self) -> None:
        self._ask(dict[str, str], "sign_out", None)
        self._wallet.keep(None)

    def handshake(self, request: Handshake) -> Welcome:
        return self._ask(Welcome, "handshake", request)

    def push(self, request: Push) -> Verdicts:
        return self._ask(Verdicts, "push", request)

    def pull(self, request: Pull) -> Page:
        return self._ask(Page, "pull", request)

    def snapshot(self, request: SnapshotRequest) -> SnapshotPage:
        return self._ask(SnapshotPage, "snapshot", request)

    def digest(self, request: DigestRequest) -> Digest:
        return self._ask(Digest, "digest", request)

    def repair(self, request: RepairRequest) -> Repair:
        return self._ask(Repair, "repair", request)

    def history(self, type_name: str, record_id: str) -> list[HistoryEntry]:
        return self._ask(list[HistoryEntry], "history", None, (("type", type_name), ("id", record_id)))

    def own_devices(self) -> list[OwnDevice]:
        return self._ask(list[OwnDevice], "own_devices", None)

    def mark_device(self, device: str, how: Literal["revoke", "wipe"], password: str) -> None:
        self._ask(dict[str, str], f"{how}_own_device", Proof(password=password), (("id", device),))

    def _trade(self, refresh: str) -> Tokens:
        return self._carry(Tokens, Request("refresh", encode(Refresh(refresh=refresh)), None))

    def _ask(
        self, kind: type[M], name: str, message: Message | None, path: tuple[tuple[str, str], ...] = ()
    ) -> M:
        body = b"" if message is None else encode(message)
        return self._bearer.send(lambda access: self._carry(kind, Request(name, body, access, path)))

    def _carry(self, kind: type[M], request: Request) -> M:
        status, body = self._wire(request)
        was = self._traffic
        self._traffic = replace(
            was,
            requests=was.requests + 1,
            sent=was.sent + len(request.body),
            received=was.received + len(body),
        )
        if status >= 300:
            raise error_of(msgspec.json.decode(body, type=Problem))
        return msgspec.json.decode(body, type=kind)
