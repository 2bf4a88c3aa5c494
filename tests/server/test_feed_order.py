"""Feed order is commit order on PostgreSQL: whoever reads while many write misses nothing and sees nothing too late.

Several server processes write and read; their database sessions are stopped and let go on at random moments, in the
middle of transactions too.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import psycopg
import pytest
from sqlalchemy import make_url, select, text

from crmdesk.domain import edits
from crmdesk.domain.edits import Author
from crmdesk.protocol.messages import Pull, Push, PushItem
from crmdesk.server import journal as journals
from crmdesk.server.database import reading, writing
from tests.server.feed_order import LOGIN
from tests.support import postgres, until
from tests.support.centre import BareCentre

pytestmark = pytest.mark.only_postgresql

PROCESSES = 2
SEQUENCE = "planted"
_SLOW = """
CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF random() < 0.2 THEN PERFORM pg_sleep(random() * 0.02); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER dawdle AFTER INSERT ON feed FOR EACH STATEMENT EXECUTE FUNCTION dawdle();
"""
"""Lets some transactions take their time between writing the feed and their end."""


class Pauser:
    """Stops sessions of one database for moments, by their process ids."""

    def __init__(self, database: str, seed: int) -> None:
        self.paused = 0
        self._database = database
        self._random = random.Random(seed)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Pauser:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        query = f"SELECT pid FROM pg_stat_activity WHERE datname = '{self._database}'"
        while not self._ended.is_set():
            pids = [row[0] for row in postgres.cluster().execute(query)]
            chosen = self._random.sample(pids, min(len(pids), self._random.randint(1, 4)))
            stopped = [pid for pid in chosen if self._send(pid, signal.SIGSTOP)]
            try:
                self._ended.wait(self._random.uniform(0.01, 0.15))
            finally:
                for pid in stopped:
                    self._send(pid, signal.SIGCONT)
            self.paused += len(stopped)

    def _send(self, pid: int, number: int) -> bool:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
            return True
        return False


@pytest.fixture
def slow(bare_centre: BareCentre) -> BareCentre:
    """A centre with a person, whose database dawdles."""
    bare_centre.add_user(LOGIN)
    database = str(make_url(bare_centre.database_url).database)
    postgres.cluster().execute(_SLOW, database)
    return bare_centre


@contextlib.contextmanager
def loads(url: str, seconds: float, words: list[str]) -> Iterator[list[subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "tests.server.feed_order", url, str(seconds), *words]
    running = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        )
        for _ in range(PROCESSES)
    ]
    try:
        yield running
    finally:
        for one in running:
            one.kill()
            one.communicate()


def under_load(centre: BareCentre, seconds: float, *, writers: int, readers: int) -> list[dict[str, Any]]:
    """What each process has to tell, after `seconds` of work by so many writers and readers in all."""
    words = [str(writers // PROCESSES), str(readers // PROCESSES)]
    database = str(make_url(centre.database_url).database)
    with loads(centre.database_url, seconds, words) as running:

        def all_say(word: str) -> None:
            for one in running:
                assert one.stdout is not None
                assert one.stdout.readline().strip() == word

        def go_on() -> None:
            for one in running:
                assert one.stdin is not None
                one.stdin.write("\n")
                one.stdin.flush()

        all_say("ready")
        with Pauser(database, seed=7) as pauser:
            go_on()
            all_say("written")
        go_on()
        found = [json.loads(one.stdout.readline()) for one in running if one.stdout is not None]
    assert pauser.paused > 0
    return found


def check(found: list[dict[str, Any]], *, readers: int) -> None:
    for one in found:
        assert (one["faults"], one["missed"], one["lost"]) == ([], 0, 0)
        assert one["written"] > 0
        assert one["pages"] > one["readers"]
    assert sum(one["readers"] for one in found) == readers


def test_readers_miss_nothing_while_sessions_pause_for_some_seconds(slow: BareCentre) -> None:
    check(under_load(slow, 5, writers=16, readers=8), readers=8)


@pytest.mark.long
def test_readers_miss_nothing_while_sessions_pause_for_a_minute(slow: BareCentre) -> None:
    check(under_load(slow, 60, writers=16, readers=8), readers=8)


_GATE = """
CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.name = 'held' THEN PERFORM pg_advisory_xact_lock_shared(1); END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER gate BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION gate();
"""
"""Stops the transaction that creates the account "held", numbered and not yet committed, while the gate is shut."""


class Overtaking:
    """One writer stopped between its number and its commit, another who comes after it, and a reader meanwhile."""

    def __init__(self, centre: BareCentre) -> None:
        self._centre = centre.core
        self._principal = centre.principal(LOGIN)
        self._database = str(make_url(centre.database_url).database)
        self._position = self._centre.feed.head(centre.org)
        self._scope = self._centre.organisations.person(self._principal).scope
        self._reader = self._centre.new_id()
        self._seen: set[str] = set()
        postgres.cluster().execute(_GATE, self._database)

    def happen(self) -> None:
        """The first is stopped, the second writes as far as it is let, the reader reads; then all go on."""
        writers = [threading.Thread(target=self._write, args=(name,)) for name in ("held", "other")]
        with psycopg.connect(postgres.cluster().url(self._database), autocommit=True) as keeper:
            keeper.execute("SELECT pg_advisory_lock(1)")
            writers[0].start()
            until(lambda: self._waiting("advisory") == 1)
            writers[1].start()
            until(lambda: not writers[1].is_alive() or self._waiting("transactionid", "tuple") > 0)
            self.read()
        for writer in writers:
            writer.join()
        self.read()

    def missed(self) -> set[str]:
        """Names of the accounts that are there, and that the reader was never shown."""
        table = self._centre.tables.entity["account"]
        with reading(self._centre.engine) as connection:
            held = {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}
        return {name for id_, name in held.items() if id_ not in self._seen}

    def read(self) -> None:
        page = self._centre.feed.pull(
            self._principal, Pull(replica=self._reader, position=self._position, scope=self._scope)
        )
        assert not page.more
        self._position = page.position
        for table in page.tables:
            self._seen |= {row[0] for row in msgspec.json.decode(bytes(table.rows), type=list[list[Any]])}

    def _write(self, name: str) -> None:
        centre = self._centre
        author = Author(self._principal.user, centre.catalogue, centre.now, centre.new_id)
        items = [PushItem(number=1, mutation=edits.create(author, "account", {"name": name})[0])]
        push = Push(replica=centre.new_id(), epoch=self._position.epoch, items=items)
        assert [one.outcome for one in centre.journal.push(self._principal, push).verdicts] == ["applied"]

    def _waiting(self, *kinds: str) -> int:
        """How many sessions wait for a lock of these kinds."""
        named = ", ".join(f"'{one}'" for one in kinds)
        query = f"SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype IN ({named})"
        return int(postgres.cluster().execute(query, self._database)[0][0])


def plant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes numbers from a sequence, as centres do that lose changes, and locks the organisation but to say the end."""
    standing = journals.Journal._standing

    def numbered(self: journals.Journal, connection: Any, org: int) -> Any:
        drawn = connection.execute(text(f"SELECT nextval('{SEQUENCE}')")).scalar()
        stood = standing(self, connection, org)
        return SimpleNamespace(**{**stood._mapping, "seq": drawn * 1000})

    monkeypatch.setattr(journals, "writing", lambda engine, org: writing(engine, None))
    monkeypatch.setattr(journals.Journal, "_standing", numbered)


def test_who_comes_later_is_numbered_and_read_after_who_came_first(bare_centre: BareCentre) -> None:
    bare_centre.add_user(LOGIN)
    story = Overtaking(bare_centre)
    story.happen()
    assert story.missed() == set()


def test_numbers_from_a_sequence_without_the_lock_would_be_found_out(
    bare_centre: BareCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare_centre.add_user(LOGIN)
    story = Overtaking(bare_centre)
    database = str(make_url(bare_centre.database_url).database)
    postgres.cluster().execute(f"CREATE SEQUENCE {SEQUENCE} START 10", database)
    plant(monkeypatch)
    story.happen()
    assert story.missed() == {"held"}
