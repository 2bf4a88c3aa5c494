"""A replica with the sample organisation's records, as a laptop has after its first sync. No centre is involved."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.identifiers import uuid7
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant
from crmdesk.exchange.sample import Sample, read_words, sample_organisation
from crmdesk.locations import resource_path
from crmdesk.protocol.messages import OrganisationInfo, Person, Position, SnapshotPage, Tokens
from crmdesk.protocol.tables import encode_rows
from crmdesk.schema.columns import to_stored
from crmdesk.store.identity import Session
from crmdesk.store.replica import Replica

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""A Monday morning, half past ten in Seoul."""
ZONE = ZoneInfo("Asia/Seoul")
SEED_OF_EDITS = 7
"""Of the ids of what is done on such a laptop, which are none of those it was filled with."""


@cache
def sample(zone: ZoneInfo = ZONE, now: datetime = NOW) -> Sample:
    """The sample organisation on the morning of that moment; made once, for nobody changes it."""
    words = read_words(resource_path("sample"))
    return sample_organisation(words, now.astimezone(zone).date(), zone)


def numbered_ids(seed: int = 1) -> Callable[[], str]:
    """A source of ids that gives the same ones for the same seed."""
    dice = random.Random(seed)
    return lambda: uuid7(int(NOW.timestamp() * 1000), dice.getrandbits(74))


def filled_replica(
    directory: Path,
    key: bytes,
    records: Iterable[Record],
    user: Person,
    *,
    catalogue: Catalogue = CATALOGUE,
    now: Callable[[], datetime] = lambda: NOW,
    currency: str = "USD",
) -> Replica:
    """A new replica of `user` with these records in it, whole and at rest."""
    replica = Replica.create(directory, key, catalogue=catalogue, now=now, new_id=numbered_ids())
    organisation = OrganisationInfo(
        id=1, name="Sample", currency=currency, languages=["en", "ko"], modules=["sales"]
    )
    tokens = Tokens(
        access="access",
        refresh="refresh",
        expires_in=3600,
        device="device",
        user=user,
        organisation=organisation,
    )
    session = Session("access", "refresh", format_instant(now()))
    replica.begin_session("http://127.0.0.1:9", tokens, session)
    replica.begin_snapshot()
    replica.apply_snapshot_page(_page(catalogue, records, user.scope))
    replica.note_attempt(None)
    replica.index_now()
    return replica


def _page(catalogue: Catalogue, records: Iterable[Record], scope: str) -> SnapshotPage:
    by_type: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_type[record.type].append(record)
    tables = [
        encode_rows(
            catalogue[name],
            [
                (
                    each.id,
                    1,
                    *(to_stored(field, each.fields.get(field.name)) for field in catalogue[name].fields),
                )
                for each in found
            ],
        )
        for name, found in by_type.items()
    ]
    total = sum(len(found) for found in by_type.values())
    return SnapshotPage(
        position=Position(epoch=1, seq=1, tag=1),
        contains=0,
        tables=tables,
        cursor=None,
        usable=True,
        rows_sent=total,
        rows_total=total,
        scope=scope,
    )


def sample_replica(
    directory: Path, key: bytes = bytes(32), *, zone: ZoneInfo = ZONE, now: datetime = NOW
) -> Replica:
    """The first rep of the sample organisation, with everything of the organisation on the laptop."""
    shutil.copytree(_profile(key, zone, now), directory)
    return Replica.open(
        directory, key, catalogue=CATALOGUE, now=lambda: now, new_id=numbered_ids(SEED_OF_EDITS)
    )


def bare_replica(directory: Path) -> Replica:
    """That rep before anybody has entered a customer: nothing but the people of the organisation."""
    made = sample()
    people = [each for each in made.records if each.type in ("user", "team", "territory")]
    filled_replica(directory, bytes(32), people, _person(made), currency=made.currency).close()
    return Replica.open(
        directory, bytes(32), catalogue=CATALOGUE, now=lambda: NOW, new_id=numbered_ids(SEED_OF_EDITS)
    )


def _person(made: Sample) -> Person:
    rep = made.users[0]
    return Person(id=rep.id, login=rep.login, name=rep.name, role=rep.role, home=rep.home, scope="scope")


@cache
def _profile(key: bytes, zone: ZoneInfo, now: datetime) -> Path:
    """That rep's profile, closed: filled once a process, copied from then on."""
    made = sample(zone, now)
    folder = Path(tempfile.mkdtemp(prefix="crmdesk-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    filled = filled_replica(
        folder / "profile", key, made.records, _person(made), now=lambda: now, currency=made.currency
    )
    filled.close()
    return folder / "profile"
