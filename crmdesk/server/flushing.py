"""Writes what a batch holds with all that follows from it: merge cases, buckets, sums. It decides nothing."""

from __future__ import annotations

from crmdesk.server import digests, duplicates, membership
from crmdesk.server.batch import Batch


def flush(batch: Batch) -> bool:
    """Writes what was kept; says whether the transaction has changed anything."""
    duplicates.settle(batch)
    batch.flush()
    if batch.changed:
        digests.count(batch, membership.refresh(batch))
    return batch.changed


def spill(batch: Batch) -> None:
    """Writes what was changed so far, the group under way included, so that no more than a part is ever held.

    Only for a transaction that is rolled back as a whole if the group is refused: the batch cannot drop it any more.
    """
    batch.keep_group()
    flush(batch)
    batch.begin_anew()
