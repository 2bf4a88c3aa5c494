"""What works on the bytes of attachments of one centre, composed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from crmdesk.server.blob_collection import BlobCollection
from crmdesk.server.blob_staging import Staging
from crmdesk.server.blob_store import open_store
from crmdesk.server.blobs import Blobs
from crmdesk.server.location import BlobPlace
from crmdesk.server.tables import Tables


@dataclass(frozen=True)
class BlobDepot:
    """Takes bytes in and gives them out (`blobs`), and gives back the room of those that nothing names."""

    blobs: Blobs
    collection: BlobCollection


def open_depot(
    engine: Engine,
    tables: Tables,
    place: BlobPlace,
    *,
    now: Callable[[], datetime],
    new_id: Callable[[], str],
) -> BlobDepot:
    """The depot at a place; raises `UsageError`, `StorageFault`."""
    store, staging = open_store(place.kept), Staging(place.staging)
    return BlobDepot(
        Blobs(engine, tables, store, staging, now=now, new_id=new_id),
        BlobCollection(engine, tables, store, staging),
    )
