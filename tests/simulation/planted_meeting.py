"""Mistakes to plant where people meet on one record: the answers of a visit, the lines of a quote that is sent."""

from __future__ import annotations

from crmdesk.domain import merge
from crmdesk.server import locks
from tests.simulation import planted_erasure
from tests.simulation.fate import Topic
from tests.simulation.planted import Bug, Patch, breaks


@breaks("P1", first=7, topic=Topic.ANSWERS)
def take_answers_as_a_whole(patch: Patch) -> None:
    """Of two people who answer one form, the centre keeps what the later one saw and said, not key by key."""
    patch.setattr(merge, "merge_keys", lambda base, mine, theirs: mine)


@breaks("locks", first=10, topic=Topic.QUOTES)
def take_lines_of_a_sent_quote(patch: Patch) -> None:
    """The centre does not ask whether the quote of a line was sent meanwhile."""
    patch.setattr(locks, "check_lines_open", lambda entity, row: None)


ALL: list[Bug] = planted_erasure.ALL
"""Every mistake, these included."""
