"""A new head is heard of by whoever waits: after the commit, in other processes too, and after a lost connection."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import make_url

from crmdesk.server.database import open_database, writing
from crmdesk.server.pokes import Poke, Pokes
from tests.support import PATIENCE, postgres, until
from tests.support.centre import BareCentre
from tests.support.databases import POSTGRESQL, Databases


class Waiter:
    """An event loop on a thread of its own with one subscription; `count` says how often it was poked."""

    def __init__(self, pokes: Pokes, org: int) -> None:
        self.count = 0
        self._pokes = pokes
        self._org = org
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        assert self._ready.wait(PATIENCE)

    def _run(self) -> None:
        self._task = self._loop.create_task(self._wait())
        self._loop.run_until_complete(self._task)
        self._loop.close()

    async def _wait(self) -> None:
        with self._pokes.subscribe(self._org) as poke:
            self._ready.set()
            await self._count(poke)

    async def _count(self, poke: Poke) -> None:
        try:
            while await poke.wait():
                self.count += 1
        except asyncio.CancelledError:
            return

    def close(self) -> None:
        assert self._task is not None
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(PATIENCE)


@pytest.fixture
def waiter(bare_centre: BareCentre, databases: Databases) -> Iterator[Callable[..., Waiter]]:
    """Makes waiters at the centre's organisation that listen already."""
    made: list[Waiter] = []

    def make(pokes: Pokes = bare_centre.core.pokes, org: int = bare_centre.org) -> Waiter:
        one = Waiter(pokes, org)
        made.append(one)
        if databases.kind == POSTGRESQL and len(made) == 1:
            until(lambda: one.count)  # the first poke says that the process listens
        one.count = 0
        return one

    yield make
    for one in made:
        one.close()


def test_a_push_pokes_whoever_waits_at_the_organisation(
    bare_centre: BareCentre, waiter: Callable[..., Waiter]
) -> None:
    one = waiter()
    bare_centre.admin.add_territory("West")
    until(lambda: one.count)


def test_what_did_not_commit_pokes_nobody(bare_centre: BareCentre, waiter: Callable[..., Waiter]) -> None:
    one, core = waiter(), bare_centre.core

    class Abandoned(Exception):
        pass

    def abandon() -> None:
        with writing(core.engine, bare_centre.org) as connection:
            core.pokes.publish(connection, bare_centre.org)
            raise Abandoned

    with pytest.raises(Abandoned):
        abandon()
    with writing(core.engine, bare_centre.org) as connection:
        core.pokes.publish(connection, bare_centre.org)
    until(lambda: one.count)
    assert one.count == 1


def test_another_organisation_s_news_poke_nobody_here(
    bare_centre: BareCentre, waiter: Callable[..., Waiter]
) -> None:
    here, there = waiter(), waiter(org=bare_centre.org + 1)
    bare_centre.admin.add_territory("West")
    until(lambda: here.count)
    assert there.count == 0


def test_nobody_is_remembered_after_the_wait(bare_centre: BareCentre) -> None:
    pokes = bare_centre.core.pokes
    Waiter(pokes, bare_centre.org).close()
    assert pokes._waiting == {}


def test_pokes_while_nobody_waits_count_as_one(bare_centre: BareCentre) -> None:
    async def two_pokes() -> tuple[bool, bool]:
        poke = Poke()
        poke.tell()
        poke.tell()
        return await poke.wait(PATIENCE), await poke.wait(0.01)

    assert asyncio.run(two_pokes()) == (True, False)


@pytest.mark.only_postgresql
def test_another_process_pokes_too(bare_centre: BareCentre, waiter: Callable[..., Waiter]) -> None:
    one = waiter()
    words = ["admin", "--database-url", bare_centre.database_url, "territory", "add", "West"]
    subprocess.run([sys.executable, "-m", "crmdesk", *words], check=True, capture_output=True)
    until(lambda: one.count)


@pytest.mark.only_postgresql
def test_after_a_lost_connection_everybody_is_poked_and_listens_again(
    bare_centre: BareCentre, waiter: Callable[..., Waiter]
) -> None:
    one = waiter()
    name = make_url(bare_centre.database_url).database
    postgres.cluster().execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{name}' AND application_name = 'crmdesk pokes'"
    )
    until(lambda: one.count)
    one.count = 0
    bare_centre.admin.add_territory("West")
    until(lambda: one.count)


def test_an_engine_that_never_listened_is_closed_at_once(
    databases: Databases, bare_centre: BareCentre
) -> None:
    engine = open_database(bare_centre.database_url)
    Pokes(engine).close()
    engine.dispose()
