"""The fact that an opportunity went to another stage, written as a record of its own when it really does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from crmdesk.domain.canonical import derived_id
from crmdesk.domain.changes import Mutation
from crmdesk.domain.values import Value, blank, parse_instant
from crmdesk.server.batch import Batch, Key, Row

STAGE_CHANGE = "stage_change"


def note_stage(
    batch: Batch,
    key: Key,
    before: Row,
    after: Mapping[str, Value],
    *,
    mutation: Mutation,
    since: Callable[[str], str | None],
) -> None:
    """Writes the stage change, if there is one. `since` gives when the opportunity's stage last changed.

    Its id follows from the op, so that the laptop can show the same record before the centre has made it.
    """
    if key[0] != "opportunity" or before.fields["stage"] == after["stage"]:
        return
    at = batch.moment.at
    started = parse_instant(str(since(key[1]) or before.fields.get("created_at") or at))
    row = {
        **blank(batch.catalogue[STAGE_CHANGE]),
        "opportunity": key[1], "from_stage": before.fields["stage"], "to_stage": after["stage"], "at": at,
        "by": mutation.author, "days_in_stage": max(0, (parse_instant(at) - started) // timedelta(days=1)),
        "owner": after.get("owner"), "territory": after.get("territory"), "created_at": at,
        "created_by": mutation.author,
    }  # fmt: skip
    batch.put((STAGE_CHANGE, derived_id(mutation.op_id, STAGE_CHANGE)), row, ())
