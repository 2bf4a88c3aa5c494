"""A centre for tests: the real application on a free port with a real database, and the same without sockets.

Fixtures: `centre` serves on loopback, `bare_centre` is only composed, `timed` goes by a clock in the test's hands. All
have the organisation Acme (USD) with the territories North (above North-East) and South; `add_user` makes users.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import make_url

from tests.support import PATIENCE, until
from tests.support.databases import Build, Databases

if TYPE_CHECKING:
    from crmdesk.server.administration import Administration
    from crmdesk.server.centre import Centre
    from crmdesk.server.location import Place
    from crmdesk.server.principal import Principal
    from crmdesk.server.serving import Server
    from crmdesk.server.sessions import Grant

PASSWORD = "correct horse"
HERE = "10.0.0.1"
"""The address that sign-ins of tests come from."""


@dataclass(frozen=True)
class Reply:
    """An answer as it came over the socket."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str | None:
        """The code of problem details."""
        assert self.headers["content-type"] == "application/problem+json", self
        code: str = self.json["code"]
        return code


@dataclass
class BareCentre:
    """A composed centre and its data folder."""

    data: Path
    database_url: str
    core: Centre
    org: int

    @property
    def place(self) -> Place:
        """Where its data is, as the command line names it."""
        from crmdesk.server.location import Place

        path = make_url(self.database_url).database
        embedded = self.database_url.startswith("sqlite")
        return Place(self.database_url, Path(str(path)).parent if embedded else None)

    @property
    def admin(self) -> Administration:
        """The organisation's administration, as the server's own command line would act."""
        return self.core.administration(self.org)

    def add_user(
        self, login: str, *, role: str = "rep", territory: str | None = "North", password: str = PASSWORD
    ) -> str:
        """The id of a new user who can sign in with `password`."""
        return self.admin.add_user(login, login.title(), role, territory, password)

    def principal(self, login: str) -> Principal:
        """The user as the centre sees them once signed in, on a device of their own."""
        from crmdesk.protocol.messages import SignIn

        return self.core.identity.sign_in(SignIn(login=login, password=PASSWORD), "127.0.0.1").principal


@dataclass
class RunningCentre(BareCentre):
    """A centre that serves on loopback. `stop` and `start` it as often as a test likes: the address stays."""

    url: str = ""
    heartbeat: float = 10.0
    """Seconds between the signs of life on live lines."""
    _server: Server | None = field(default=None, repr=False)
    _thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def port(self) -> int:
        """The port it serves on, or last did."""
        return int(self.url.rpartition(":")[2]) if self.url else 0

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """One request on a connection of its own. `body`: bytes as they are, anything else as JSON."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, content, sent)
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def sign_in(self, login: str, password: str = PASSWORD) -> str:
        """An access token for a user."""
        reply = self.ask("POST", "/v1/sign-in", {"login": login, "password": password})
        assert reply.status == 200, reply
        token: str = reply.json["access"]
        return token

    def start(self) -> None:
        """Serves; returns when the first request would be answered."""
        from crmdesk.server.serving import Listening, Server

        _hasten_uvicorn()
        ready: list[str] = []
        here = Listening("127.0.0.1", self.port)
        self._server = Server(self.core, here, on_ready=ready.append, heartbeat=self.heartbeat)
        self._thread = threading.Thread(
            target=self._server.serve, kwargs={"signals": False}, name="centre", daemon=True
        )
        self._thread.start()
        until(lambda: ready)
        self.url = ready[0]

    def backup(self, file: Path) -> Path:
        """What `crmdesk admin backup` writes, while it serves; the file."""
        from crmdesk.server import backup as backups

        backups.backup(self.place, file, self.core.now())
        return file

    def put_back(self, file: Path, into: str | None = None) -> None:
        """Stopped, restored from a backup, started again: in the same database, or in the one at the URL `into`."""
        from crmdesk.server import backup as backups

        self.stop()
        self.core.close()
        if into is not None:
            self.database_url = into
        backups.restore(self.place, file, self.core.now())
        self.core = open_fast(self.database_url, data=self.data)
        self.start()

    def stop(self) -> None:
        """Lets requests under way end and closes the port; does nothing if it is not serving."""
        if self._server is not None and self._thread is not None:
            self._server.stop()
            self._thread.join(PATIENCE)
            assert not self._thread.is_alive(), "the server did not drain"
        self._server = self._thread = None


class _Hasty:
    """`asyncio` with short pauses, for who looks again and again whether something has come to pass."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))


@cache
def _hasten_uvicorn() -> None:
    """Uvicorn looks ten times a second whether it is to stop, and then waits as long: here a server stops often."""
    import uvicorn.server

    uvicorn.server.asyncio = _Hasty()  # type: ignore[attr-defined, assignment]


class Clock:
    """The centre's clock in a test's hands."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, span: timedelta) -> None:
        self.moment += span


def signed_in(centre: BareCentre, login: str = "kim", device: str | None = None) -> Grant:
    """A session of a user on a laptop called x1, as sign-in gives it."""
    from crmdesk.protocol.messages import SignIn

    request = SignIn(login=login, password=PASSWORD, device_name="x1", device=device)
    return centre.core.identity.sign_in(request, HERE)


def compose(
    databases: Databases,
    data: Path,
    now: Callable[[], datetime] | None = None,
    people: tuple[tuple[str, str], ...] = (),
    furnish: Callable[[BareCentre], object] | None = None,
) -> BareCentre:
    """A centre with the organisation Acme on a new database (SQLite's is in `data`), with passwords hashed fast.

    `people` are logins and roles; their home is North. `furnish` makes what else is there, once a process: a function
    of a module.
    """
    url = databases.like(_acme_with(people, furnish), data)
    core = open_fast(url, now, data)
    return BareCentre(data, url, core, core.organisations.sole())


@cache
def _acme_with(
    people: tuple[tuple[str, str], ...], furnish: Callable[[BareCentre], object] | None = None
) -> Build:
    def build(url: str) -> None:
        core = open_fast(url)
        org = core.organisations.found("Acme", "USD", ["en", "ko"])
        admin = core.administration(org)
        admin.add_territory("North")
        admin.add_territory("North-East", "North")
        admin.add_territory("South")
        for login, role in people:
            admin.add_user(login, login.title(), role, "North", PASSWORD)
        if furnish is not None:
            furnish(BareCentre(Path(), url, core, org))
        core.close()

    return build


def open_fast(url: str, now: Callable[[], datetime] | None = None, data: Path | None = None) -> Centre:
    """The centre on a database, with passwords hashed fast; attachments lie in the folder `data`."""
    from argon2 import PasswordHasher

    from crmdesk.server.centre import centre_on
    from crmdesk.server.location import BlobPlace
    from crmdesk.server.secret import Passwords
    from tests.support.engines import engine_on

    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    clock: dict[str, Any] = {} if now is None else {"now": now}
    blobs = BlobPlace(str(data / "blobs"), data / "blobs" / "staging") if data is not None else None
    return centre_on(engine_on(url), passwords=Passwords(hasher), blobs=blobs, **clock)


@pytest.fixture
def bare_centre(databases: Databases, tmp_path: Path) -> Iterator[BareCentre]:
    made = compose(databases, tmp_path / "centre")
    yield made
    made.core.close()


@pytest.fixture
def centre(databases: Databases, tmp_path: Path) -> Iterator[RunningCentre]:
    with _running(compose(databases, tmp_path / "centre")) as running:
        yield running


@pytest.fixture
def staffed_centre(databases: Databases, tmp_path: Path) -> Iterator[RunningCentre]:
    """A centre with the reps ada and ben (North) and the manager max (North)."""
    people = (("ada", "rep"), ("ben", "rep"), ("max", "manager"))
    with _running(compose(databases, tmp_path / "centre", people=people)) as running:
        yield running


@contextmanager
def running_centre(databases: Databases, folder: Path) -> Iterator[RunningCentre]:
    """The centre of the fixture `centre`, for as long as a module needs it."""
    with _running(compose(databases, folder)) as running:
        yield running


@contextmanager
def _running(made: BareCentre) -> Iterator[RunningCentre]:
    running = RunningCentre(made.data, made.database_url, made.core, made.org)
    running.start()
    yield running
    running.stop()
    running.core.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(databases: Databases, tmp_path: Path, clock: Clock) -> Iterator[BareCentre]:
    """A bare centre that goes by `clock`, with the rep kim."""
    made = compose(databases, tmp_path / "centre", clock)
    made.add_user("kim")
    yield made
    made.core.close()
