"""What a person waits for who puts a long list together by groups: heads with the first page, and giving it up.

Measured at the replica, on a thread that reads; the window goes on meanwhile.
"""

from __future__ import annotations

import threading
import time

from bench.figures import Figure, bounded
from crmdesk.store.connection import Interrupted
from crmdesk.store.grouped_listing import GroupedListing, Grouping
from crmdesk.store.queries import Query
from crmdesk.store.replica import Replica

LISTED, ORDER, PAGE = "visit", "planned_start", 100
_BY = (
    ("status", "an indexed choice"),
    ("planned_start", "month"),
    ("account", "account"),
    ("owner", "owner, without an index"),
)
_WAIT = 0.05
"""Seconds after which somebody goes on to another page."""


def measure(replica: Replica, accounts: int) -> list[Figure]:
    """Figures of the longest list of a replica with 16 rows an account."""
    label = f"list of {5 * accounts:,} {LISTED}s in groups"
    figures = []
    for field, named in _BY:
        listing = _listing(replica, field)
        started, worked = time.perf_counter(), time.thread_time()
        listing.heads()
        listing.page(0, PAGE)
        figures += [
            bounded(
                f"{label}: by {named}, heads and first page",
                (time.perf_counter() - started) * 1e3,
                "ms",
                None,
            ),
            bounded(f"{label}: … processor time of it", (time.thread_time() - worked) * 1e3, "ms", None),
        ]
    gone = _given_up(replica, _listing(replica, "owner"))
    return [*figures, bounded(f"{label}: given up by who goes on, over after", gone * 1e3, "ms", 100)]


def _listing(replica: Replica, field: str) -> GroupedListing:
    return replica.grouped_rows(LISTED, Query(sort=ORDER, descending=True), [ORDER], Grouping(field))


def _given_up(replica: Replica, listing: GroupedListing) -> float:
    """Seconds until the thread is free again; one that was through by then waited for nothing."""

    def read() -> None:
        try:
            listing.heads()
        except Interrupted:
            return

    reader = threading.Thread(target=read)
    reader.start()
    reader.join(_WAIT)
    started = time.perf_counter()
    replica.interrupt(reader.ident or 0)
    reader.join()
    return time.perf_counter() - started
