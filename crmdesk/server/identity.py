"""Who is at the door: sign-in by password or enrolment code, guesses throttled, devices registered.

It proves who somebody is and lets `sessions.py` keep it proven; what they may see or do it does not know. Passwords and
codes are set in `credentials.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, Table, and_, insert, select, update

from crmdesk.domain.errors import InvalidValue, SignInNeeded
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import SignIn
from crmdesk.server.audit import AuditLog
from crmdesk.server.database import reading, writing
from crmdesk.server.guesses import Guesses
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.principal import Principal
from crmdesk.server.secret import Passwords, code_hash, login_key
from crmdesk.server.sessions import Grant, Sessions, check_device, is_active, person_columns, principal_of

_NAME_LIMIT = 200


class Identity:
    """Signs people in and knows them again. Thread-safe: all state is in the database."""

    def __init__(
        self,
        engine: Engine,
        tables: IdentityTables,
        users: Table,
        *,
        audit: AuditLog,
        sessions: Sessions,
        passwords: Passwords,
        guesses: Guesses,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._tables = tables
        self._users = users
        self._audit = audit
        self._sessions = sessions
        self._passwords = passwords
        self._guesses = guesses
        self._now = now
        self._new_id = new_id

    # Signing in

    def sign_in(self, request: SignIn, address: str) -> Grant:
        """A new device and its first tokens, by password or enrolment code.

        Raises `TooMany`, `InvalidValue`, `DeviceRevoked` and `SignInNeeded`, the last in the same words and time
        whether the login, the password or the code was wrong or the user is disabled.
        """
        if (request.password is None) == (request.code is None):
            raise InvalidValue("password", "Give either a password or an enrolment code")
        login = login_key(request.login)
        self._guesses.check(login, address)
        with reading(self._engine) as connection:
            user = self._user_of_login(connection, login)
        right = self._proves(user, request)
        self._guesses.settle(login, address, right=right)
        if user is None or not right:
            if user is not None:
                self._record_failure(user, address)
            raise SignInNeeded("Wrong login or password", hint="check both, or ask for an enrolment code")
        return self._admit(user, request, address)

    def _user_of_login(self, connection: Connection, login: str) -> RowMapping | None:
        credential, users = self._tables.credential, self._users
        return (
            connection.execute(
                select(credential.c.password, *person_columns(users))
                .join(users, and_(users.c.org == credential.c.org, users.c.id == credential.c.user))
                .where(credential.c.login == login)
            )
            .mappings()
            .one_or_none()
        )

    def _proves(self, user: RowMapping | None, request: SignIn) -> bool:
        # The slow hash runs in every case, so that the time of an answer tells nothing.
        stored = user["password"] if user is not None else None
        right = self._passwords.verify(stored, request.password or "")
        if request.code is not None:
            right = user is not None and self._code_holds(user, request.code)
        return right and user is not None and is_active(user)

    def _code_holds(self, user: RowMapping, code: str) -> bool:
        enrolment = self._tables.enrolment
        with reading(self._engine) as connection:
            found = connection.execute(
                select(enrolment.c.code).where(
                    enrolment.c.code == code_hash(code),
                    enrolment.c.org == user["org"],
                    enrolment.c.user == user["id"],
                    enrolment.c.used_at.is_(None),
                    enrolment.c.expires_at > self._instant(),
                )
            ).one_or_none()
        return found is not None

    def _record_failure(self, user: RowMapping, address: str) -> None:
        with writing(self._engine, user["org"]) as connection:
            self._audit.append(
                connection,
                user["org"],
                actor=user["login"],
                what="sign_in_failed",
                about={"address": address},
            )

    def _admit(self, user: RowMapping, request: SignIn, address: str) -> Grant:
        org, login = user["org"], user["login"]
        with writing(self._engine, org) as connection:
            if request.code is not None:
                self._use_code(connection, request.code)
            elif request.password is not None and self._passwords.outdated(user["password"]):
                self._rehash(connection, user, request.password)
            device = self._device(connection, user, request)
            principal = principal_of(user, device)
            by = "code" if request.code is not None else "password"
            about = {"address": address, "by": by, "device": device}
            self._audit.append(connection, org, actor=login, what="signed_in", about=about)
            return self._sessions.begin(connection, principal)

    def _use_code(self, connection: Connection, code: str) -> None:
        enrolment = self._tables.enrolment
        used = connection.execute(
            update(enrolment)
            .where(enrolment.c.code == code_hash(code), enrolment.c.used_at.is_(None))
            .values(used_at=self._instant())
        )
        if used.rowcount != 1:
            raise SignInNeeded("The enrolment code has been used", hint="ask for a new one")

    def _rehash(self, connection: Connection, user: RowMapping, password: str) -> None:
        credential = self._tables.credential
        connection.execute(
            update(credential)
            .where(credential.c.org == user["org"], credential.c.user == user["id"])
            .values(password=self._passwords.hash(password))
        )

    def _device(self, connection: Connection, user: RowMapping, request: SignIn) -> str:
        device, now = self._tables.device, self._instant()
        # It is shown on an administrator's terminal: no sign that steers one.
        name = "".join(filter(str.isprintable, request.device_name or ""))[:_NAME_LIMIT].strip() or "laptop"
        known = None
        if request.device is not None:
            known = connection.execute(
                select(device.c.id, device.c.state).where(
                    device.c.id == request.device, device.c.org == user["org"], device.c.user == user["id"]
                )
            ).one_or_none()
        if known is None:
            fresh = self._new_id()
            connection.execute(
                insert(device).values(
                    id=fresh,
                    org=user["org"],
                    user=user["id"],
                    name=name,
                    created_at=now,
                    seen_at=now,
                    state="active",
                )
            )
            return fresh
        check_device(known.state)
        connection.execute(update(device).where(device.c.id == known.id).values(seen_at=now, name=name))
        return str(known.id)

    def proves(self, principal: Principal, password: str, address: str) -> bool:
        """Whether somebody who is signed in knows their password; guesses count as at sign-in. Raises `TooMany`."""
        login = login_key(principal.login)
        self._guesses.check(login, address)
        with reading(self._engine) as connection:
            user = self._user_of_login(connection, login)
        right = self._proves(user, SignIn(login=login, password=password))
        self._guesses.settle(login, address, right=right)
        if user is not None and not right:
            self._record_failure(user, address)
        return right

    # Sessions

    def refresh(self, token: str) -> Grant:
        """As `Sessions.refresh`."""
        return self._sessions.refresh(token)

    def authenticate(self, bearer: str) -> Principal:
        """As `Sessions.authenticate`."""
        return self._sessions.authenticate(bearer)

    def sign_out(self, principal: Principal) -> None:
        """As `Sessions.end`."""
        self._sessions.end(principal)

    def _instant(self) -> str:
        return format_instant(self._now())
