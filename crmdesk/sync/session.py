"""A person's session on this laptop: signing in and out, the tokens in the replica, history on request.

What was saved here outlives every session: an expired or ended one keeps all edits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crmdesk.domain.errors import Offline, SignInNeeded
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import Pull, SignIn, Tokens
from crmdesk.store.history import History
from crmdesk.store.identity import Session
from crmdesk.store.mending import Agreement
from crmdesk.store.replica import Replica
from crmdesk.sync.remote import Credentials, Remote


class SignedOut:
    """The wallet of somebody who is about to sign in: empty, and it stays so."""

    def load(self) -> Credentials | None:
        return None

    def keep(self, credentials: Credentials | None) -> None:
        """Keeps nothing: `begin` puts the tokens of a sign-in into the replica."""


class ReplicaWallet:
    """The tokens inside the encrypted replica (`Wallet`)."""

    def __init__(self, replica: Replica, now: Callable[[], datetime]) -> None:
        self._replica = replica
        self._now = now

    def load(self) -> Credentials | None:
        session = self._replica.session()
        return Credentials(session.access, session.refresh) if session is not None else None

    def keep(self, credentials: Credentials | None) -> None:
        if credentials is None:
            self._replica.end_session()
        else:
            self._replica.save_session(_session(credentials, self._now()))


def begin(replica: Replica, server: str, tokens: Tokens, now: datetime) -> None:
    """Puts what a sign-in brought into the replica. `server` is the address it was brought from.

    Raises `NotAllowed` if edits of another user still wait in this replica.
    """
    credentials = Credentials(tokens.access, tokens.refresh, tokens.expires_in)
    replica.begin_session(server, tokens, _session(credentials, now))


def sign_in(
    remote: Remote,
    login: str,
    *,
    password: str | None = None,
    code: str | None = None,
    device_name: str = "",
    device: str | None = None,
) -> Tokens:
    """Tokens for a password or an enrolment code; raises `SignInNeeded`, `NotOurServer`, `Offline`, `DeviceRevoked`.

    `device` is `ReplicaIdentity.device` of a replica that exists already: the laptop stays the same at the centre.
    """
    return remote.sign_in(
        SignIn(login=login, password=password, code=code, device_name=device_name, device=device)
    )


def sign_out(replica: Replica, remote: Remote) -> bool:
    """Ends the session here in any case, and at the centre if it can be reached; says whether that was told."""
    try:
        remote.sign_out()
    except (Offline, SignInNeeded):
        replica.end_session()
        return False
    return True


def fetch_history(replica: Replica, remote: Remote, type_name: str, record_id: str) -> History:
    """A record's past as the centre tells it, kept in the replica, with the edits that are still on their way."""
    replica.save_history(type_name, record_id, remote.history(type_name, record_id))
    return replica.history(type_name, record_id)


def _session(credentials: Credentials, now: datetime) -> Session:
    expires = now + timedelta(seconds=credentials.expires_in)
    return Session(credentials.access, credentials.refresh, format_instant(expires))


def compare(replica: Replica, remote: Remote) -> Agreement:
    """Whether the copy holds what the centre says it should, now; raises as `Remote.pull`. Nothing is taken in.

    `UNTOLD`: the centre has gone on since the last round.
    """
    known = replica.identity()
    if known.replica is None or known.position is None:
        return Agreement.UNTOLD
    page = remote.pull(
        Pull(replica=known.replica, position=known.position, scope=known.scope, seen=known.seen)
    )
    still = page.position == known.position and not (page.handshake or page.resync)
    return replica.mending.compare(page) if still else Agreement.UNTOLD
