"""The rounds of a laptop: handshake, push, pull, snapshot."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from crmdesk.protocol.comparing import Digest, DigestRequest, Repair, RepairRequest
from crmdesk.protocol.limits import PUSH_ITEMS
from crmdesk.protocol.messages import (
    Handshake,
    Page,
    Pull,
    Push,
    SnapshotPage,
    SnapshotRequest,
    Verdicts,
    Welcome,
)
from crmdesk.server.problems import TooLarge
from crmdesk.server.routes.operation import Call, Operation


def handshake(call: Call) -> Welcome:
    """Who speaks with whom, in which version, from where on."""
    return call.centre.handshakes.shake(call.principal, call.message(Handshake))


def push(call: Call) -> Verdicts:
    """Verdicts on a batch of mutations."""
    request = call.message(Push)
    if sum(len(item.op_ids) for item in request.items) > PUSH_ITEMS:
        raise TooLarge("Too many mutations in one push", f"more than {PUSH_ITEMS}", "send less at a time")
    return call.centre.journal.push(call.principal, request, _admitting(call, request))


def pull(call: Call) -> Page:
    """What came after a position."""
    request = call.message(Pull)
    return call.centre.feed.pull(call.principal, request, _admitting(call, request))


def _admitting(call: Call, request: Push | Pull) -> Callable[[Connection], None]:
    """Raises unless the replica that asks is the one that shook hands last; in the transaction that answers it."""

    def check(connection: Connection) -> None:
        call.centre.replicas.check_in(connection, call.principal, request.replica, request.greeting)

    return check


def snapshot(call: Call) -> SnapshotPage:
    """A page of everything in scope."""
    request = call.message(SnapshotRequest)
    call.centre.replicas.check(call.principal, request.replica, request.greeting)
    return call.centre.snapshots.page(call.principal, request)


def digest(call: Call) -> Digest:
    """Where a laptop's copy differs."""
    request = call.message(DigestRequest)
    call.centre.replicas.check(call.principal, request.replica, request.greeting)
    return call.centre.repairs.digest(call.principal, request)


def repair(call: Call) -> Repair:
    """What is wrong in the leaves of a laptop's copy, put right."""
    request = call.message(RepairRequest)
    call.centre.replicas.check(call.principal, request.replica, request.greeting)
    return call.centre.repairs.repair(call.principal, request)


def _streamed(call: Call) -> object:
    raise LookupError("answered by live.py, which keeps the answer open")


LIVE = Operation(
    "GET",
    "/v1/sync/live",
    "live",
    "An answer that stays open and says when something may be new (server-sent events)",
    _streamed,
)
OPERATIONS = (
    Operation(
        "POST", "/v1/sync/handshake", "handshake", "Open a session of rounds", handshake, Handshake, Welcome
    ),
    Operation("POST", "/v1/sync/push", "push", "Offer mutations", push, Push, Verdicts),
    Operation("POST", "/v1/sync/pull", "pull", "Ask for what is new", pull, Pull, Page),
    Operation(
        "POST",
        "/v1/sync/snapshot",
        "snapshot",
        "Ask for a page of everything",
        snapshot,
        SnapshotRequest,
        SnapshotPage,
    ),
    Operation("POST", "/v1/sync/digest", "digest", "Ask where a copy differs", digest, DigestRequest, Digest),
    Operation(
        "POST", "/v1/sync/repair", "repair", "Ask for what is wrong there", repair, RepairRequest, Repair
    ),
)
