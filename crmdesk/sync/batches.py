"""Batches of the push lane: how large the next one is, how far one got, what its verdicts count. Pure."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.protocol.limits import PUSH_BYTES
from crmdesk.protocol.messages import PushItem, Verdict
from crmdesk.sync.effects import Counts

FIRST_BYTES = 48 * 1024
"""Canonical bytes of a session's first batch: some seconds at 2 kB/s, and nothing on a good line."""
LEAST_BYTES = 4 * 1024
STEADY_BYTES = 24 * 1024
"""No slow answer makes batches smaller: with less in each, heads and lost words for the packer cost more than what is
lost with an answer where a line is cut every 20 KB (about the root of twice the head times the line's life)."""
QUICK_SECONDS = 5.0
"""A batch that was answered sooner may be followed by one twice as large …"""
SLOW_SECONDS = 10.0
"""… and one that took longer by one that should take half of this: so much is lost with an answer."""


LAGGING_SECONDS = 1.0
"""An answer that takes longer shows a line on which every request counts."""
FETCH_EVERY = 8
"""On such a line so many batches go out before what they made is fetched back, unless nothing is left to send."""


def next_size(size: int, seconds: float) -> int:
    """Bytes of the next batch after one of at most `size` bytes was answered within `seconds`."""
    if seconds <= QUICK_SECONDS:
        return min(2 * size, PUSH_BYTES)
    if seconds > SLOW_SECONDS and size > STEADY_BYTES:
        return max(STEADY_BYTES, int(size * SLOW_SECONDS / 2 / seconds))
    # One that got through shows that the line lives long enough for more than the one that failed before it.
    return max(size, min(2 * size, STEADY_BYTES))


def size_after_failure(size: int) -> int:
    """Bytes of the next batch after one was never answered."""
    return max(LEAST_BYTES, size // 2)


def reached(sent: tuple[PushItem, ...], verdicts: tuple[Verdict, ...]) -> int:
    """The number up to which a batch is done with. What the centre left undecided from a bundle on goes again.

    By itself each is decided, so that this comes to an end; from a centre that says nothing of what was asked, too.
    """
    decided = {verdict.op_id for verdict in verdicts}
    for item in sent:
        if not decided.issuperset(item.op_ids):
            heard = any(not decided.isdisjoint(one.op_ids) for one in sent)
            return item.number - 1 if item.also or heard else sent[-1].last_number
    return sent[-1].last_number if sent else 0


def counted(counts: Counts, verdicts: tuple[Verdict, ...]) -> Counts:
    """The counts with these verdicts."""
    refused = sum(verdict.outcome == "refused" for verdict in verdicts)
    return replace(
        counts,
        pushed=counts.pushed + len(verdicts) - refused,
        refused=counts.refused + refused,
        conflicts=counts.conflicts + sum(verdict.outcome == "conflict" for verdict in verdicts),
    )
