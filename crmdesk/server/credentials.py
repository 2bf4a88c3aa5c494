"""Gives users their way in: passwords, and enrolment codes for those who have none yet. It signs nobody in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import format_instant
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.secret import PASSWORD_LENGTH, PASSWORD_LIMIT, Passwords, code_hash, draw_code, login_key

CODE_LIFE = timedelta(days=7)
"""Long enough for a code sent before a weekend."""


class Credentials:
    """Writes credentials on the caller's connection, whose transaction holds the organisation's lock."""

    def __init__(self, tables: IdentityTables, passwords: Passwords, now: Callable[[], datetime]) -> None:
        self._tables = tables
        self._passwords = passwords
        self._now = now

    def hash(self, password: str) -> str:
        """The hash to store for a new password; raises `InvalidValue`. Slow: call it before the transaction."""
        if len(password) < PASSWORD_LENGTH:
            raise InvalidValue("password", f"Shorter than {PASSWORD_LENGTH} characters")
        if len(password) > PASSWORD_LIMIT:
            raise InvalidValue("password", f"Longer than {PASSWORD_LIMIT} characters")
        return self._passwords.hash(password)

    def set_password(self, connection: Connection, org: int, user: str, login: str, hashed: str) -> None:
        """Stores a password's hash and ends the user's sessions; open enrolment codes stop working."""
        self._credential(connection, org, user, login, hashed)
        self.end_sessions(connection, org, user)
        self._forget_codes(connection, org, user)

    def enrol(self, connection: Connection, org: int, user: str, login: str) -> tuple[str, str]:
        """A new one-time code and the instant it expires; an older code of this user stops working."""
        self._credential(connection, org, user, login, None)
        self._forget_codes(connection, org, user)
        code, expires = draw_code(), format_instant(self._now() + CODE_LIFE)
        connection.execute(
            insert(self._tables.enrolment).values(
                code=code_hash(code), org=org, user=user, expires_at=expires
            )
        )
        return code, expires

    def end_sessions(self, connection: Connection, org: int, user: str) -> None:
        """Ends every session of a user; their laptops ask them to sign in, and keep their edits."""
        family = self._tables.family
        connection.execute(
            update(family)
            .where(family.c.org == org, family.c.user == user, family.c.ended_at.is_(None))
            .values(ended_at=format_instant(self._now()))
        )
        self._forget_codes(connection, org, user)

    def check_login_free(self, connection: Connection, login: str, org: int, user: str) -> None:
        """Raises `InvalidValue` if another user, in whatever organisation, signs in under this login."""
        credential = self._tables.credential
        taken = connection.execute(
            select(credential.c.org, credential.c.user).where(credential.c.login == login_key(login))
        ).one_or_none()
        if taken is not None and tuple(taken) != (org, user):
            raise InvalidValue("login", f"Login {login!r} is taken", "choose another")

    def _credential(
        self, connection: Connection, org: int, user: str, login: str, hashed: str | None
    ) -> None:
        credential, now = self._tables.credential, format_instant(self._now())
        self.check_login_free(connection, login, org, user)
        values = {"login": login_key(login), "changed_at": now}
        if hashed is not None:
            values["password"] = hashed
        changed = connection.execute(
            update(credential).where(credential.c.org == org, credential.c.user == user).values(**values)
        )
        if not changed.rowcount:
            connection.execute(insert(credential).values(org=org, user=user, **values))

    def _forget_codes(self, connection: Connection, org: int, user: str) -> None:
        enrolment = self._tables.enrolment
        connection.execute(delete(enrolment).where(enrolment.c.org == org, enrolment.c.user == user))
