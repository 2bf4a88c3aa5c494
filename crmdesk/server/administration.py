"""What an administrator does to one organisation: territories, users, credentials, devices.

Every change of a record passes the journal, so laptops learn of it on their next round; every act is audited. It prints
nothing and reads no command line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, UsageError
from crmdesk.domain.identifiers import is_id
from crmdesk.domain.values import Value, format_instant
from crmdesk.server.database import reading, writing
from crmdesk.server.devices import Device
from crmdesk.server.principal import Principal
from crmdesk.server.secret import login_key
from crmdesk.server.statements import all_of, by_ids

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

NOBODY = "00000000-0000-0000-0000-000000000000"
"""The author of what is done on the server's own command line, where no user is signed in."""
ROLES = ("rep", "manager", "admin")
_LOGIN_LIMIT = 100


@dataclass(frozen=True, slots=True)
class TerritoryLine:
    """A territory as lists show it. `depth` is 0 at the top of the tree."""

    id: str
    name: str
    parent: str | None
    depth: int


@dataclass(frozen=True, slots=True)
class UserLine:
    """A user as lists show it; `home` is the id of their territory, `territory` its name."""

    id: str
    login: str
    name: str
    role: str
    home: str | None
    territory: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """A one-time code and the instant it expires."""

    code: str
    expires_at: str


def console(org: int) -> Principal:
    """The principal of an administrator at the server's own command line."""
    return Principal(org=org, user=NOBODY, login="console", name="Console", role="admin", home=None)


class Administration:
    """Acts on one organisation for one administrator."""

    def __init__(self, centre: Centre, principal: Principal) -> None:
        self._centre = centre
        self._principal = principal

    @property
    def centre(self) -> Centre:
        """The centre with the organisation's custom fields, as they were when this was made."""
        return self._centre

    @property
    def principal(self) -> Principal:
        """Who acts."""
        return self._principal

    @property
    def org(self) -> int:
        """The organisation acted on."""
        return self._principal.org

    # Territories

    def add_territory(self, name: str, parent: str | None = None) -> str:
        """The id of a new territory under `parent` (name or id; None: at the top)."""
        above = self.territory_id(parent) if parent is not None else None
        if any(line.name == name and line.parent == above for line in self.territories()):
            raise InvalidValue("name", f"There is a territory {name!r} there already")
        territory = self._centre.new_id()
        self.write([self.create("territory", territory, {"name": name, "parent": above})])
        self.note("territory_added", territory=territory, name=name, parent=above)
        return territory

    def move_territory(self, name: str, parent: str | None) -> None:
        """Puts a territory with all below it under another one (None: at the top)."""
        territory = self.territory_id(name)
        above = self.territory_id(parent) if parent is not None else None
        self.change("territory", territory, {"parent": above})
        self.note("territory_moved", territory=territory, parent=above)

    def territories(self) -> list[TerritoryLine]:
        """The tree, each territory after the one above it, sisters by name."""
        rows = self.rows("territory", "id", "name", "parent")
        below: dict[str | None, list[Mapping[str, Any]]] = {}
        known = {row["id"] for row in rows}
        for row in sorted(rows, key=lambda row: (str(row["name"]), row["id"])):
            below.setdefault(row["parent"] if row["parent"] in known else None, []).append(row)
        lines: list[TerritoryLine] = []

        def walk(parent: str | None, depth: int) -> None:
            for row in below.get(parent, ()):
                lines.append(TerritoryLine(row["id"], row["name"], row["parent"], depth))
                walk(row["id"], depth + 1)

        walk(None, 0)
        return lines

    def territory_id(self, name: str) -> str:
        """The id of the territory of that name or id; raises `NoSuchRecord`, `UsageError` if several have the name."""
        found = [line.id for line in self.territories() if name in (line.id, line.name)]
        if not found:
            raise NoSuchRecord(f"No such territory: {name!r}", hint="`admin territory list` shows them")
        if len(found) > 1:
            raise UsageError(f"Several territories are called {name!r}", ", ".join(found), "give the id")
        return found[0]

    # Users

    def add_user(
        self, login: str, name: str, role: str, territory: str | None, password: str | None = None
    ) -> str:
        """The id of a new user; without a password they sign in by an enrolment code (`enrol`)."""
        login = _checked_login(login)
        _check_role(role)
        home = self.territory_id(territory) if territory is not None else None
        if home is None and role != "admin":
            raise InvalidValue("territory", "A rep or manager needs a territory")
        hashed = self._centre.credentials.hash(password) if password is not None else None
        user = self._centre.new_id()
        with reading(self._centre.engine) as connection:
            self._centre.credentials.check_login_free(connection, login, self.org, user)
        if any(line.login == login for line in self.users()):
            raise InvalidValue("login", f"Login {login!r} is taken", "choose another")
        fields = {"login": login, "name": name, "role": role, "home": home, "active": True}
        self.write([self.create("user", user, fields)])
        with self._writing() as connection:
            if hashed is not None:
                self._centre.credentials.set_password(connection, self.org, user, login, hashed)
            self._note(connection, "user_added", {"user": user, "login": login, "role": role, "home": home})
        return user

    def move_user(self, login: str, territory: str) -> None:
        """Gives a user another home territory: on their next round their laptop gets what they now may see."""
        user, home = self.user(login), self.territory_id(territory)
        self.change("user", user.id, {"home": home})
        self.note("user_moved", user=user.id, home=home)

    def set_role(self, login: str, role: str) -> None:
        """Makes a user rep, manager or administrator."""
        _check_role(role)
        user = self.user(login)
        if user.home is None and role != "admin":
            raise InvalidValue("role", "A rep or manager needs a territory", "move the user into one first")
        self.change("user", user.id, {"role": role})
        self.note("user_role_set", user=user.id, role=role)

    def set_active(self, login: str, active: bool) -> None:
        """Disables a user, whose sessions end at once and whose laptops keep their edits; or enables them again."""
        user = self.user(login)
        self.change("user", user.id, {"active": active})
        with self._writing() as connection:
            if not active:
                self._centre.credentials.end_sessions(connection, self.org, user.id)
            self._note(connection, "user_enabled" if active else "user_disabled", {"user": user.id})

    def users(self) -> list[UserLine]:
        """Every user, by login."""
        names = {row["id"]: row["name"] for row in self.rows("territory", "id", "name")}
        rows = self.rows("user", "id", "login", "name", "role", "home", "active")
        return [
            UserLine(
                id=row["id"],
                login=row["login"],
                name=row["name"],
                role=row["role"],
                home=row["home"],
                territory=names.get(row["home"]),
                active=row["active"] != 0,
            )
            for row in sorted(rows, key=lambda row: str(row["login"]))
        ]

    def user(self, login: str) -> UserLine:
        """The user of that login; raises `NoSuchRecord`."""
        key = login_key(login)
        for line in self.users():
            if login_key(line.login) == key:
                return line
        raise NoSuchRecord(f"No such user: {login!r}", hint="`admin user list` shows them")

    def as_user(self, login: str) -> Principal:
        """The principal that a user would be, for exporting what they see."""
        line = self.user(login)
        return Principal(
            org=self.org, user=line.id, login=line.login, name=line.name, role=line.role, home=line.home
        )

    def set_password(self, login: str, password: str) -> None:
        """Gives a user a password; their sessions end."""
        user, hashed = self.user(login), self._centre.credentials.hash(password)
        with self._writing() as connection:
            self._centre.credentials.set_password(connection, self.org, user.id, user.login, hashed)
            self._note(connection, "password_set", {"user": user.id})

    def enrol(self, login: str) -> EnrolmentCode:
        """A one-time code for a user's next sign-in; an older one stops working."""
        user = self.user(login)
        with self._writing() as connection:
            code, expires = self._centre.credentials.enrol(connection, self.org, user.id, user.login)
            self._note(connection, "enrolment_code_drawn", {"user": user.id, "expires_at": expires})
        return EnrolmentCode(code, expires)

    # Devices

    def devices(self) -> list[Device]:
        """Every laptop that was ever signed in on."""
        with reading(self._centre.engine) as connection:
            return self._centre.devices.all(connection, self.org)

    def mark_device(self, device: str, state: str) -> None:
        """`revoked`: the laptop is shut out. `wiped`: it erases its data when it next reaches the centre."""
        with self._writing() as connection:
            self._centre.devices.mark(connection, self.org, device, state)
            self._note(connection, f"device_{state}", {"device": device})

    # What the acts are made of, also for administration of other things

    def rows(self, type_name: str, *columns: str) -> Sequence[Mapping[str, Any]]:
        """Stored columns of every live record of a type."""
        table = self._centre.tables.entity[type_name]
        with reading(self._centre.engine) as connection:
            found = connection.execute(all_of(table, columns), {"of_org": self.org})
            return [dict(row) for row in found.mappings()]

    def create(self, type_name: str, record_id: str, fields: Mapping[str, Value]) -> Mutation:
        """The mutation that creates a record, in a group of its own."""
        return self.mutation(Act.CREATE, type_name, record_id, fields)

    def write(self, mutations: Sequence[Mutation]) -> None:
        """Passes mutations through the journal; raises `InvalidValue` for the first that it refuses."""
        for verdict, mutation in zip(
            self._centre.journal.central(self._principal, mutations), mutations, strict=True
        ):
            if verdict.outcome == "refused":
                # Its title names the field already, behind what is wrong with it.
                title, _, field = (verdict.title or "Refused").partition(": field ")
                raise InvalidValue(field or mutation.type, title, verdict.hint or "", code=verdict.code)

    def change(self, type_name: str, record_id: str, fields: Mapping[str, Value]) -> None:
        """Other values for some fields of a record, on the version that stands."""
        version = self._version(type_name, record_id)
        self.write([replace(self.mutation(Act.UPDATE, type_name, record_id, fields), base=version)])

    def _version(self, type_name: str, record_id: str) -> int:
        table = self._centre.tables.entity[type_name]
        with reading(self._centre.engine) as connection:
            version = connection.execute(
                by_ids(table, ("version",)), {"of_org": self.org, "of_ids": [record_id]}
            ).scalar_one_or_none()
        if version is None:
            raise NoSuchRecord(f"There is no such {type_name}", record_id)
        return int(version)

    def mutation(self, act: Act, type_name: str, record_id: str, fields: Mapping[str, Value]) -> Mutation:
        """A change by this administrator, in a group of its own, based on nothing yet."""
        if not is_id(record_id):
            raise NoSuchRecord(f"There is no such {type_name}", record_id[:80])
        centre, group = self._centre, self._centre.new_id()
        return Mutation(
            op_id=centre.new_id(),
            act=act,
            type=type_name,
            id=record_id,
            author=self._principal.user,
            at=format_instant(centre.now()),
            group=group,
            intent=group,
            set=dict(fields),
        )

    def note(self, what: str, **about: Any) -> None:
        """Enters an act in the audit log."""
        with self._writing() as connection:
            self._note(connection, what, about)

    def enter(self, connection: Connection, what: str, **about: Any) -> None:
        """Enters an act in the audit log, in the transaction that does it and holds the organisation's lock."""
        self._note(connection, what, about)

    def _note(self, connection: Connection, what: str, about: Mapping[str, Any]) -> None:
        self._centre.audit.append(connection, self.org, actor=self._principal.login, what=what, about=about)

    def _writing(self) -> Any:
        return writing(self._centre.engine, self.org)


def _checked_login(login: str) -> str:
    key = login_key(login)
    if not 0 < len(key) <= _LOGIN_LIMIT or any(
        character.isspace() or not character.isprintable() for character in key
    ):
        raise InvalidValue("login", f"A login has 1 to {_LOGIN_LIMIT} characters and no spaces")
    return key


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise InvalidValue("role", f"{role!r} is no role", f"one of: {', '.join(ROLES)}")
