"""What an answer must be before the laptop goes by it: a centre may be damaged, hostile, or another than it says.

It judges messages against what was asked; it keeps nothing and knows no transport. What cannot be true is treated like
a line that broke: said, tried again later, nothing pending is touched (docs/sync.md, "Limits").
"""

from __future__ import annotations

from collections.abc import Collection

from crmdesk.domain.errors import DamagedAnswer
from crmdesk.protocol.limits import NUMBER_LIMIT
from crmdesk.protocol.messages import Page, Position, SnapshotPage, Verdict, Welcome
from crmdesk.store.identity import ReplicaIdentity

OUTCOMES = frozenset({"applied", "merged", "conflict", "refused"})
EMPTY_PAGES = 100
"""So many pages of a snapshot may come without a row, one after the other."""


def check_welcome(known: ReplicaIdentity, welcome: Welcome) -> None:
    """It greets the person who signed in here, of their organisation; raises `DamagedAnswer`."""
    if known.user is not None and welcome.user.id != known.user.id:
        raise DamagedAnswer("it greets another user")
    if known.organisation is not None and welcome.organisation.id != known.organisation.id:
        raise DamagedAnswer("it speaks for another organisation")
    if welcome.last_number > NUMBER_LIMIT:
        raise DamagedAnswer("it counts more edits than there can be")


def check_page(asked: Position, page: Page) -> None:
    """It leads on from where it was asked for; raises `DamagedAnswer`."""
    if page.handshake or page.resync:
        return
    if page.position.epoch != asked.epoch or page.position.seq < asked.seq:
        raise DamagedAnswer("a page leads backwards")
    if page.more and page.position.seq == asked.seq:
        raise DamagedAnswer("a page leads nowhere")


def believable(asked: Collection[str], verdicts: list[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts on what was asked, with outcomes that exist. What has none is asked about again."""
    return tuple(one for one in verdicts if one.op_id in asked and one.outcome in OUTCOMES)


class SnapshotDoubt:
    """Watches a snapshot that might never end."""

    def __init__(self) -> None:
        self._empty = 0

    def check(self, asked: str | None, page: SnapshotPage) -> None:
        """Raises `DamagedAnswer` for a page that leads back to itself, or when too many bring nothing."""
        if page.cursor is not None and page.cursor == asked:
            raise DamagedAnswer("a snapshot page leads back to itself")
        self._empty = 0 if page.tables or page.cursor is None else self._empty + 1
        if self._empty > EMPTY_PAGES:
            raise DamagedAnswer("a snapshot goes on without an end")
