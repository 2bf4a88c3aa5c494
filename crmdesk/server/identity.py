"""Who is at the door: sign-in, tokens that rotate, and the principal behind a bearer token.

It hands out and checks tokens; what their holder may see or do it does not know. Passwords and codes are set in
`credentials.py`, devices kept in `devices.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    Table,
    and_,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from crmdesk.domain.errors import DeviceRevoked, InvalidValue, SignInNeeded
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import SignIn
from crmdesk.server.audit import AuditLog
from crmdesk.server.database import reading, writing
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.principal import Principal
from crmdesk.server.secret import Passwords, code_hash, draw_token, login_key, token_hash
from crmdesk.server.throttle import Throttle

ACCESS_LIFE = timedelta(minutes=15)
REFRESH_LIFE = timedelta(days=90)
"""A laptop that was away for longer signs in again; its edits wait for that."""
_NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sign-in or a refresh gives. `expires_in` seconds is the life of the access token."""

    access: str
    refresh: str
    expires_in: int
    principal: Principal


class Identity:
    """Signs people in and knows them again. Thread-safe: all state but the throttle's is in the database."""

    def __init__(
        self,
        engine: Engine,
        tables: IdentityTables,
        users: Table,
        *,
        audit: AuditLog,
        passwords: Passwords,
        throttle: Throttle,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._tables = tables
        self._users = users
        self._audit = audit
        self._passwords = passwords
        self._throttle = throttle
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
        self._throttle.check_guess(login, address)
        with reading(self._engine) as connection:
            user = self._user_of_login(connection, login)
        right = self._proves(user, request)
        if user is None or not right:
            self._throttle.wrong_guess(login, address)
            if user is not None:
                self._record_failure(user, address)
            raise SignInNeeded("Wrong login or password", hint="check both, or ask for an enrolment code")
        self._throttle.right_guess(login, address)
        return self._admit(user, request, address)

    def _user_of_login(self, connection: Connection, login: str) -> RowMapping | None:
        credential, users = self._tables.credential, self._users
        return (
            connection.execute(
                select(credential.c.password, *_person_columns(users))
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
        return right and user is not None and _is_active(user)

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
            family = self._new_id()
            connection.execute(
                insert(self._tables.family).values(
                    id=family,
                    org=org,
                    user=user["id"],
                    device=device,
                    created_at=self._instant(),
                    seen_at=self._instant(),
                )
            )
            by = "code" if request.code is not None else "password"
            about = {"address": address, "by": by, "device": device}
            self._audit.append(connection, org, actor=login, what="signed_in", about=about)
            return self._grant(connection, family, _principal(user, device), parent=None)

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
        name = (request.device_name or "laptop")[:_NAME_LIMIT]
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
        _check_device(known.state)
        connection.execute(update(device).where(device.c.id == known.id).values(seen_at=now, name=name))
        return str(known.id)

    # Tokens

    def refresh(self, token: str) -> Grant:
        """New tokens for a refresh token; raises `SignInNeeded` and `DeviceRevoked`.

        A token may be traded again until one of its successors was: the answer may have been lost. Trading one after
        that means that two parties hold it, and ends the family.
        """
        hashed = token_hash(token)
        with reading(self._engine) as connection:
            known = self._refresh_row(connection, hashed)
        if known is None:
            raise _expired()
        with writing(self._engine, known["org"]) as connection:
            row = self._refresh_row(connection, hashed)
            fault = self._refresh_fault(connection, row)
            if fault is None and row is not None:
                return self._rotate(connection, row)
            if row is not None and fault == "replayed":
                self._end_replayed(connection, row)
        raise _expired()

    def _refresh_row(self, connection: Connection, hashed: str) -> RowMapping | None:
        refresh, family, device, users = (
            self._tables.refresh,
            self._tables.family,
            self._tables.device,
            self._users,
        )
        row = (
            connection.execute(
                select(
                    refresh.c.hash,
                    refresh.c.parent,
                    refresh.c.used_at,
                    refresh.c.expires_at,
                    refresh.c.family,
                    family.c.ended_at,
                    device.c.state.label("device_state"),
                    device.c.id.label("device"),
                    *_person_columns(users),
                )
                .join(family, family.c.id == refresh.c.family)
                .join(device, device.c.id == family.c.device)
                .join(users, and_(users.c.org == family.c.org, users.c.id == family.c.user))
                .where(refresh.c.hash == hashed)
            )
            .mappings()
            .one_or_none()
        )
        if row is not None:
            _check_device(row["device_state"])
        return row

    def _refresh_fault(self, connection: Connection, row: RowMapping | None) -> str | None:
        if row is None or row["ended_at"] is not None or row["expires_at"] <= self._instant():
            return "expired"
        if not _is_active(row):
            return "disabled"
        refresh = self._tables.refresh
        siblings = refresh.c.parent == row["parent"] if row["parent"] else false()
        later = refresh.c.parent == row["hash"]
        overtaken = connection.execute(
            select(func.count()).where(
                or_(and_(siblings, refresh.c.hash != row["hash"]), later), refresh.c.used_at.is_not(None)
            )
        ).scalar_one()
        return "replayed" if overtaken else None

    def _rotate(self, connection: Connection, row: RowMapping) -> Grant:
        now, tables = self._instant(), self._tables
        connection.execute(
            update(tables.refresh).where(tables.refresh.c.hash == row["hash"]).values(used_at=now)
        )
        connection.execute(
            update(tables.family).where(tables.family.c.id == row["family"]).values(seen_at=now)
        )
        connection.execute(
            update(tables.device).where(tables.device.c.id == row["device"]).values(seen_at=now)
        )
        connection.execute(
            delete(tables.access).where(
                tables.access.c.family == row["family"], tables.access.c.expires_at <= now
            )
        )
        connection.execute(
            delete(tables.refresh).where(
                tables.refresh.c.family == row["family"], tables.refresh.c.expires_at <= now
            )
        )
        return self._grant(connection, row["family"], _principal(row, row["device"]), parent=row["hash"])

    def _end_replayed(self, connection: Connection, row: RowMapping) -> None:
        family = self._tables.family
        connection.execute(
            update(family).where(family.c.id == row["family"]).values(ended_at=self._instant())
        )
        self._audit.append(
            connection, row["org"], actor=row["login"], what="token_replayed", about={"device": row["device"]}
        )

    def _grant(
        self, connection: Connection, family: str, principal: Principal, *, parent: str | None
    ) -> Grant:
        access, refresh = draw_token(), draw_token()
        now = self._now()
        connection.execute(
            insert(self._tables.access).values(
                hash=token_hash(access), family=family, expires_at=format_instant(now + ACCESS_LIFE)
            )
        )
        connection.execute(
            insert(self._tables.refresh).values(
                hash=token_hash(refresh),
                family=family,
                parent=parent,
                expires_at=format_instant(now + REFRESH_LIFE),
            )
        )
        return Grant(access, refresh, int(ACCESS_LIFE.total_seconds()), principal)

    # Knowing a person again

    def authenticate(self, bearer: str) -> Principal:
        """The principal behind an access token, in one indexed query; raises `SignInNeeded` and `DeviceRevoked`."""
        access, family, device, users = (
            self._tables.access,
            self._tables.family,
            self._tables.device,
            self._users,
        )
        with reading(self._engine) as connection:
            row = (
                connection.execute(
                    select(
                        access.c.expires_at,
                        family.c.ended_at,
                        device.c.id.label("device"),
                        device.c.state.label("device_state"),
                        *_person_columns(users),
                    )
                    .join(family, family.c.id == access.c.family)
                    .join(device, device.c.id == family.c.device)
                    .join(users, and_(users.c.org == family.c.org, users.c.id == family.c.user))
                    .where(access.c.hash == token_hash(bearer))
                )
                .mappings()
                .one_or_none()
            )
        if row is None:
            raise _expired()
        _check_device(row["device_state"])
        if row["ended_at"] is not None or row["expires_at"] <= self._instant() or not _is_active(row):
            raise _expired()
        return _principal(row, row["device"])

    def sign_out(self, principal: Principal) -> None:
        """Ends all tokens of the principal's device."""
        family = self._tables.family
        with writing(self._engine, principal.org) as connection:
            connection.execute(
                update(family)
                .where(family.c.device == principal.device, family.c.ended_at.is_(None))
                .values(ended_at=self._instant())
            )
            self._audit.append(
                connection,
                principal.org,
                actor=principal.login,
                what="signed_out",
                about={"device": principal.device},
            )

    def _instant(self) -> str:
        return format_instant(self._now())


def _person_columns(users: Table) -> tuple[object, ...]:
    c = users.c
    return (c.org, c.id, c.login, c.name, c.role, c.home, c.active)


def _principal(row: RowMapping, device: str) -> Principal:
    return Principal(
        org=row["org"],
        user=row["id"],
        login=row["login"],
        name=row["name"],
        role=row["role"],
        home=row["home"],
        device=device,
    )


def _is_active(row: RowMapping) -> bool:
    # Imported users may not say; only a plain no disables.
    return bool(row["active"] != 0)


def _check_device(state: str) -> None:
    if state == "wiped":
        raise DeviceRevoked(
            "This laptop was wiped by an administrator", hint="ask your administrator", code="wiped"
        )
    if state != "active":
        raise DeviceRevoked("This laptop was revoked by an administrator", hint="ask your administrator")


def _expired() -> SignInNeeded:
    return SignInNeeded("Your session has ended", hint="sign in again; what you saved is kept")
