"""What tests of copied profiles share: lines that lose an answer, and coming to rest."""

from __future__ import annotations

from collections.abc import Callable

from crmdesk.domain.errors import Offline
from crmdesk.sync import session
from crmdesk.sync.endings import Ending
from tests.support.in_process import Answered, InProcessRemote, Request, exchange
from tests.sync.laptops import Laptop, Place, now


def settle(*laptops: Laptop) -> None:
    """Rounds in turn until nothing moves any more."""
    for _ in range(3):
        for one in laptops:
            if one.sync().ending is Ending.SIGN_IN:
                session.begin(one.replica, "here", one.place.sign_in("ada"), now())
                one.sync()
    for one in laptops:
        assert one.replica.pending() == 0, one.replica.status()
    assert len({one.export() for one in laptops}) == 1


def replica_id(laptop: Laptop) -> str | None:
    return laptop.replica.identity().replica


def losing(place: Place, *, after: str) -> Callable[[Request], Answered]:
    """A line on which the answers of one operation are lost."""

    def wire(request: Request) -> Answered:
        answer = exchange(place.centre.core, request)
        if request.name == after:
            raise Offline("cut")
        return answer

    return wire


def cut(laptop: Laptop, place: Place, after: str) -> int:
    """One round in which the centre's answer to an operation does not come back; how it ended."""
    laptop.remote.close()
    laptop.remote = InProcessRemote(losing(place, after=after), session.ReplicaWallet(laptop.replica, now))
    laptop.rounds._performer._remote = laptop.rounds._remote = laptop.remote
    outcome = laptop.sync()
    laptop.reopen()
    return outcome.exit_code
