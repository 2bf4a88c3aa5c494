"""What is said of mutations once they are decided, and what travelled together with what. It decides nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from crmdesk.domain.canonical import payload_hash
from crmdesk.domain.changes import GROUP_BYTES, GROUP_SIZE, Mutation, told
from crmdesk.domain.erasure import ERASED
from crmdesk.domain.errors import NotAllowed, UserError
from crmdesk.protocol.messages import Carried, PushItem, Verdict
from crmdesk.schema.canonical import canonical_bytes, canonical_text
from crmdesk.server.decide import Settled
from crmdesk.server.principal import Moment

FORGOTTEN = "erased"
"""In the place of the hash of what an op said about somebody who was erased since: whatever comes under its id again
is taken for the same."""

OF_VERDICT = (
    "payload_hash", "op_id", "number", "outcome", "version", "code", "title", "hint", "conflict", "lost",
)  # fmt: skip
"""The columns of the ledger that a verdict is told from once more."""


def in_groups(items: Sequence[PushItem]) -> list[list[PushItem]]:
    """Neighbouring items of one group together, none twice: what comes again beside itself is one edit."""
    groups: list[dict[str, PushItem]] = []
    last = None
    for item in items:
        if item.mutation.group != last:
            groups.append({})
            last = item.mutation.group
        groups[-1].setdefault(item.mutation.op_id, item)
    return [list(group.values()) for group in groups]


def check_size(group: list[PushItem]) -> None:
    """Raises `NotAllowed` for more than one group may hold."""
    if len(group) > GROUP_SIZE:
        raise NotAllowed(f"More than {GROUP_SIZE} changes saved together", code="group_too_large")
    if len(group) > 1 and sum(len(canonical_bytes(told(item.mutation))) for item in group) > GROUP_BYTES:
        raise NotAllowed("More than 128 KB saved together", code="group_too_large")


def carried_alone(item: PushItem) -> Carried:
    """What the ledger keeps of a mutation that travels by itself."""
    digest = payload_hash(canonical_bytes(told(item.mutation)))
    return Carried(op_id=item.mutation.op_id, number=item.number, payload_hash=digest)


def settled_verdict(one: Carried, settled: Settled) -> Verdict:
    """The verdict on a mutation that was not refused."""
    return Verdict(
        op_id=one.op_id, number=one.number, outcome=settled.outcome.value, version=settled.version,
        conflict=settled.conflict, lost=dict(settled.lost),
    )  # fmt: skip


def refusal(item: PushItem, error: UserError) -> Verdict:
    """The verdict on a mutation that raised `error`."""
    title = ": ".join(part for part in (error.title, error.detail) if part)
    return Verdict(
        op_id=item.mutation.op_id, number=item.number, outcome="refused", code=error.code, title=title, hint=error.hint
    )  # fmt: skip


def reused(one: Carried) -> Verdict:
    """The refusal of a mutation that came under the op id of another one."""
    return Verdict(
        op_id=one.op_id, number=one.number, outcome="refused", code="op_reused",
        title="This op id was used for another change", repeat=True,
    )  # fmt: skip


def with_group(item: PushItem, refused: Verdict) -> Verdict:
    """The refusal of a mutation that was saved together with a refused one."""
    title = refused.title or ""
    if refused.code != "group":
        title = f"Saved together with a change that was refused: {title}"
    return Verdict(
        op_id=item.mutation.op_id, number=item.number, outcome="refused", code="group", title=title, hint=refused.hint
    )  # fmt: skip


def ledger_line(moment: Moment, mutation: Mutation, one: Carried, verdict: Verdict) -> dict[str, Any]:
    """What the ledger keeps of a decision."""
    erased = verdict.code == ERASED
    return {
        "org": moment.org, "op_id": verdict.op_id, "payload_hash": FORGOTTEN if erased else one.payload_hash,
        "replica": moment.replica, "number": one.number, "grp": mutation.group, "user": moment.user,
        "type": mutation.type, "id": mutation.id, "outcome": verdict.outcome,
        "version": verdict.version, "code": verdict.code, "title": verdict.title, "hint": verdict.hint,
        "conflict": verdict.conflict,
        "lost": canonical_text(verdict.lost) if verdict.lost else None, "at": moment.at,
    }  # fmt: skip


def kept_verdict(line: Sequence[Any]) -> Verdict:
    """The verdict that a line of the ledger (its columns `OF_VERDICT`) keeps, as a repeat."""
    _, op_id, number, outcome, version, code, title, hint, conflict, lost = line
    return Verdict(
        op_id=op_id, number=number or 0, outcome=outcome, version=version, code=code, title=title, hint=hint,
        conflict=conflict, lost=json.loads(lost) if lost else {}, repeat=True,
    )  # fmt: skip
