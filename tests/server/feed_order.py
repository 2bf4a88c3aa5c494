"""A server process under load, for `test_feed_order.py`: writers that push and readers that pull as fast as they can.

`python -m tests.server.feed_order URL SECONDS WRITERS READERS`: prints a JSON line with what the readers missed or saw
out of order.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from crmdesk.domain import edits
from crmdesk.domain.edits import Author
from crmdesk.domain.errors import UserError
from crmdesk.protocol.messages import Page, Position, Pull, Push, PushItem, SignIn
from crmdesk.server.centre import Centre
from crmdesk.server.database import reading
from crmdesk.server.principal import Principal
from tests.support.centre import PASSWORD, open_fast

LOGIN = "kim"


class Load:
    """What one process does, and what was wrong with it."""

    def __init__(self, centre: Centre, seconds: float) -> None:
        self._centre = centre
        self._org = centre.organisations.sole()
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._start = centre.feed.head(self._org)
        self.faults: list[str] = []
        self.written: list[str] = []
        self.pages = 0
        self._seen: list[set[str]] = []
        self._principal: Principal = centre.identity.sign_in(
            SignIn(login=LOGIN, password=PASSWORD), "127.0.0.1"
        ).principal

    def run(self, writers: int, readers: int) -> None:
        """Lets them all work; writers end by the clock, readers when they have reached the end behind them."""
        writing_threads = [threading.Thread(target=self._guard, args=(self._write,)) for _ in range(writers)]
        self._written = threading.Event()
        reading_threads = [threading.Thread(target=self._guard, args=(self._read,)) for _ in range(readers)]
        for thread in (*writing_threads, *reading_threads):
            thread.start()
        for thread in writing_threads:
            thread.join()
        print("written", flush=True)
        sys.stdin.readline()  # until the other processes have written as well
        self._written.set()
        for thread in reading_threads:
            thread.join()

    def _guard(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - told to the test, which fails by it
            self.faults.append(f"{type(error).__name__}: {error}"[:300])

    def _write(self) -> None:
        centre, replica = self._centre, self._centre.new_id()
        author = Author(self._principal.user, centre.catalogue, centre.now, centre.new_id)
        number = 0
        while time.monotonic() < self._end:
            made = [edits.create(author, "account", {"name": f"{number}"})[0] for _ in range(number % 3 + 1)]
            items = [PushItem(number=(number := number + 1), mutation=one) for one in made]
            epoch = self._start.epoch
            try:
                verdicts = centre.journal.push(
                    self._principal, Push(replica=replica, epoch=epoch, items=items)
                ).verdicts
            except (UserError, DBAPIError) as error:
                self.faults.append(f"push: {error}"[:300])
                continue
            self.written += [m.id for m, v in zip(made, verdicts, strict=True) if v.outcome == "applied"]

    def _read(self) -> None:
        seen: set[str] = set()
        self._seen.append(seen)
        scope = self._centre.organisations.person(self._principal).scope
        replica, position = self._centre.new_id(), self._start
        while True:
            last = self._written.is_set()
            page = self._centre.feed.pull(
                self._principal, Pull(replica=replica, position=position, scope=scope)
            )
            self.pages += 1
            if page.handshake or page.resync:
                self.faults.append(f"turned away at {position}")
                return
            seen |= self._check(position, page)
            position = page.position
            if last and not page.more:
                return

    def _check(self, before: Position, page: Page) -> set[str]:
        """The records of a page, each of which must lie between its two ends."""
        if page.position.seq < before.seq:
            self.faults.append(f"led back from {before.seq} to {page.position.seq}")
        rows: list[list[Any]] = [
            row
            for table in page.tables
            for row in msgspec.json.decode(bytes(table.rows), type=list[list[Any]])
        ]
        for row in rows:
            if not before.seq < row[1] <= page.position.seq:
                self.faults.append(f"{row[1]} came between {before.seq} and {page.position.seq}")
        return {row[0] for row in rows}

    def told(self) -> dict[str, Any]:
        """What became of it, against what the database holds now."""
        table = self._centre.tables.entity["account"]
        with reading(self._centre.engine) as connection:
            held = set(connection.execute(select(table.c.id)).scalars())
        return {
            "written": len(self.written),
            "lost": len(set(self.written) - held),
            "pages": self.pages,
            "missed": sum(len(held - seen) for seen in self._seen),
            "readers": len(self._seen),
            "faults": self.faults[:10],
        }


def main(url: str, seconds: float, writers: int, readers: int) -> None:
    """Works, and prints what came of it."""
    centre = open_fast(url)
    load = Load(centre, seconds)
    print("ready", flush=True)
    sys.stdin.readline()
    load.run(writers, readers)
    print(json.dumps(load.told()), flush=True)
    centre.close()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
