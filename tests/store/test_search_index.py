"""When the search index follows: at rest, and after a while of steady change all the same."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from crmdesk.store import search_index
from crmdesk.store.pinyin import KEY_LENGTH
from crmdesk.store.search_index import REST_ROUNDS, SearchIndex
from crmdesk.store.used import LatelyUsed
from tests.store.desk import Desk
from tests.support import PATIENCE


class Moments(threading.Event):
    """Stands where a resting index waits: each moment passes at once, in `changing` of them something is saved."""

    def __init__(self, changing: int) -> None:
        super().__init__()
        self.passed = 0
        self.index: SearchIndex | None = None
        self._changing = changing

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout == search_index.REST_SECONDS
        self.passed += 1
        if self.passed <= self._changing and self.index is not None:
            for _ in range(100):
                self.index._wake.set()
        return self.is_set()


@pytest.fixture
def index(desk: Desk, tmp_path: Path) -> Iterator[SearchIndex]:
    replica = desk.replica
    index = SearchIndex(tmp_path / "another.db", replica._database, replica._rows, LatelyUsed())
    yield index
    index.close()


@pytest.mark.parametrize(("changing", "passed"), [(0, 1), (3, 4), (1_000, REST_ROUNDS)])
def test_saves_one_after_another_have_the_disk_to_themselves(
    index: SearchIndex, changing: int, passed: int
) -> None:
    index._at_once = moments = Moments(changing)
    moments.index = index
    index._rest()
    assert moments.passed == passed


def test_a_bulk_load_is_followed_at_once(index: SearchIndex) -> None:
    index._at_once = moments = Moments(1_000)
    moments.set()
    index._rest()
    assert (moments.passed, moments.is_set()) == (1, False)


def test_an_index_that_is_closed_while_it_opens_its_tables_ends_quietly(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, stopped = threading.Event(), threading.Event()

    def opening() -> None:
        at_work.set()
        assert stopped.wait(PATIENCE)
        raise dbapi2.OperationalError("vtable constructor failed: texts")

    ended: list[object] = []
    monkeypatch.setattr(threading, "excepthook", ended.append)
    monkeypatch.setattr(index, "catch_up", opening)
    index.follow(at_once=True)
    assert at_work.wait(PATIENCE)
    index._closing.set()
    stopped.set()
    assert index._thread is not None
    index._thread.join(PATIENCE)
    assert ended == []


def test_what_is_no_longer_than_a_key_is_not_gathered_from_all_words_that_begin_so(
    index: SearchIndex,
) -> None:
    (declared,) = index._connection.execute("SELECT sql FROM sqlite_master WHERE name = 'wide'").fetchone()
    lists = re.search("prefix='([0-9 ]+)'", declared)
    assert lists is not None
    assert [int(length) for length in lists.group(1).split()] == list(range(1, KEY_LENGTH + 1))
