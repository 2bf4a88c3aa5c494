"""The centre as the laptop sees it: the requests of `protocol/messages.py`, whatever carries them.

It owns the words (`Remote`, `Line`, `Wallet`, `Traffic`) and refuses to know a transport. Every method may raise
`Offline`, `SignInNeeded`, `DeviceRevoked`, `UpdateNeeded` or `RequestRefused`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from crmdesk.domain.errors import (
    CentreFault,
    DeviceRevoked,
    InvalidValue,
    NoSuchRecord,
    NotAllowed,
    Offline,
    RequestRefused,
    SignInNeeded,
    UpdateNeeded,
    UserError,
)
from crmdesk.protocol.comparing import Digest, DigestRequest, Repair, RepairRequest
from crmdesk.protocol.messages import (
    Handshake,
    HistoryEntry,
    OwnDevice,
    Page,
    Problem,
    Pull,
    Push,
    SignIn,
    SnapshotPage,
    SnapshotRequest,
    Tokens,
    Verdicts,
    Welcome,
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What proves the signed-in user: `access` with every request, `refresh` once, for new ones.

    `expires_in` seconds is the life of `access` when it was given.
    """

    access: str
    refresh: str
    expires_in: int = 0


class Wallet(Protocol):
    """Where credentials live: durable and encrypted."""

    def load(self) -> Credentials | None:
        """The latest credentials, None before sign-in."""

    def keep(self, credentials: Credentials | None) -> None:
        """Replaces them; returns only when they are durable. None: signed out."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a remote has carried since it was made: bodies as they went over the line, in bytes."""

    requests: int = 0
    sent: int = 0
    received: int = 0


class Remote(Protocol):
    """One centre. May be used by several threads at once."""

    @property
    def traffic(self) -> Traffic:
        """What it has carried so far."""

    def sign_in(self, request: SignIn) -> Tokens:
        """Raises `SignInNeeded` for a wrong password, `NotOurServer` if something else answers. Keeps no tokens."""

    def refresh(self) -> None:
        """Trades the refresh token; the new credentials are in the wallet before they are used."""

    def handshake(self, request: Handshake) -> Welcome:
        """Opens a session of rounds."""

    def push(self, request: Push) -> Verdicts:
        """Offers mutations."""

    def pull(self, request: Pull) -> Page:
        """Asks for what is new."""

    def snapshot(self, request: SnapshotRequest) -> SnapshotPage:
        """Asks for a page of everything."""

    def digest(self, request: DigestRequest) -> Digest:
        """Asks where this copy differs."""

    def repair(self, request: RepairRequest) -> Repair:
        """Asks for what is wrong there."""

    def history(self, type_name: str, record_id: str) -> list[HistoryEntry]:
        """All changes of a record's fields that the centre remembers, oldest first. Raises `NoSuchRecord`."""

    def own_devices(self) -> list[OwnDevice]:
        """The laptops of the signed-in person."""

    def mark_device(self, device: str, how: Literal["revoke", "wipe"], password: str) -> None:
        """Shuts another laptop of theirs out. Raises `NotAllowed` for a wrong password, `NoSuchRecord`."""

    def sign_out(self) -> None:
        """Ends the session at the centre and empties the wallet."""

    def close(self) -> None:
        """Ends its connections; requests under way fail as `Offline`."""


class Line(Protocol):
    """What can hold a live line: `http.HttpRemote`."""

    def live(self, heard: Callable[[bool], bool]) -> None:
        """Blocks while the line stands; `heard` is told of every sign of life (True: a poke) and ends it by False.

        Returns when the centre ends the line. Raises `Offline`, `SignInNeeded`, `DeviceRevoked`, `RequestRefused`.
        """

    def hang_up(self) -> None:
        """Ends the line from any thread; nothing if there is none."""


class LiveRemote(Remote, Line, Protocol):
    """A centre that can also hold a live line."""


def error_of(problem: Problem, *, retry_after: float | None = None) -> UserError:
    """The error that problem details stand for. Their code decides; the status is for what has no code of its own."""
    code, title, detail, hint = problem.code, problem.title, problem.detail, problem.hint
    if code in ("revoked", "wiped"):
        return DeviceRevoked(title, detail, hint, code)
    if code == "update":
        return UpdateNeeded(title, detail, hint)
    if code == "no_such_record":
        return NoSuchRecord(title, detail, hint)
    if code == "forbidden":
        return NotAllowed(title, detail, hint)
    if code == "bug":
        return CentreFault(title, detail, hint, retry_after=retry_after)
    if code == "invalid_value":
        return InvalidValue("request", title, hint)
    if problem.status == 401:
        return SignInNeeded(title, detail, hint)
    if code == "damaged" or problem.status in (408, 425, 429) or problem.status >= 500:
        return Offline(title or "The server cannot answer now", detail, hint, retry_after=retry_after)
    return RequestRefused(problem.status, title, detail, code or None)
