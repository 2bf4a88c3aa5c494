"""Performs what a comparison asks for, against the replica's sums and a centre; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crmdesk.protocol.comparing import DigestRequest, RepairRequest
from crmdesk.store.replica import Replica
from crmdesk.sync.comparing import (
    AskRepair,
    Compare,
    FindLeaves,
    KeepRepair,
    LeavesFound,
    RepairCame,
    RepairKept,
)
from crmdesk.sync.effects import Event, PageKept
from crmdesk.sync.remote import Remote


def comparisons(
    replica: Replica, remote: Remote, greeting: Callable[[], str]
) -> dict[type[Any], Callable[[Any], Event]]:
    """What performs each effect of a comparison. `greeting` is the last handshake's.

    The replica is asked for its sums each time: it makes them anew when the organisation's fields change.
    """

    def compare(effect: Compare) -> Event:
        return PageKept(effect.page, 0, replica.mending.compare(effect.page, mended=effect.mended))

    def find_leaves(effect: FindLeaves) -> Event:
        request = DigestRequest(
            replica=effect.replica, scope=effect.scope, sums=replica.mending.sums(), greeting=greeting()
        )
        return LeavesFound(tuple(replica.mending.differing(remote.digest(request).leaves)))

    def ask_repair(effect: AskRepair) -> Event:
        leaves, waiting = replica.mending.listed(effect.places)
        request = RepairRequest(
            replica=effect.replica, scope=effect.scope, leaves=leaves, greeting=greeting()
        )
        return RepairCame(remote.repair(request), len(leaves), tuple(waiting))

    def keep_repair(effect: KeepRepair) -> Event:
        return RepairKept(replica.mending.mend(effect.repair, effect.leaves))

    return {
        Compare: compare,
        FindLeaves: find_leaves,
        AskRepair: ask_repair,
        KeepRepair: keep_repair,
    }
