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
from typing import Any

import pytest
from sqlalchemy import make_url

from tests.server.feed_order import LOGIN, SEQUENCE
from tests.support import postgres
from tests.support.centre import BareCentre

pytestmark = pytest.mark.only_postgresql

PROCESSES = 2
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
    postgres.cluster().execute(f"CREATE SEQUENCE {SEQUENCE} START 10", database)
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


def under_load(
    centre: BareCentre, seconds: float, *, writers: int, readers: int, planted: bool = False
) -> list[dict[str, Any]]:
    """What each process has to tell, after `seconds` of work by so many writers and readers in all."""
    words = [str(writers // PROCESSES), str(readers // PROCESSES), *(["planted"] if planted else [])]
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
    assert pauser.paused > seconds
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


def test_numbers_from_a_sequence_without_the_lock_would_be_found_out(slow: BareCentre) -> None:
    found = under_load(slow, 3, writers=8, readers=4, planted=True)
    assert sum(one["missed"] for one in found) > 0
