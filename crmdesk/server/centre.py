"""The centre, composed: one database with everything that works on it. Serving and administering both start here."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine, text

from crmdesk.domain.custom_fields import extended
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import StorageFault
from crmdesk.domain.identifiers import uuid7
from crmdesk.domain.values import parse_instant
from crmdesk.protocol.tables import schema_fingerprint
from crmdesk.server import digests, duplicates
from crmdesk.server.administration import Administration, console
from crmdesk.server.audit import AuditLog
from crmdesk.server.blob_collection import GRACE, BlobCollection, Collected
from crmdesk.server.blob_depot import BlobDepot, open_depot
from crmdesk.server.blobs import Blobs
from crmdesk.server.credentials import Credentials
from crmdesk.server.custom_fields import CustomFields, organisations_with_fields, parsed
from crmdesk.server.database import forget_prepared, open_database, reading, writing
from crmdesk.server.devices import Devices
from crmdesk.server.erasure import erase_again
from crmdesk.server.faults import storage_faults
from crmdesk.server.feed import Feed
from crmdesk.server.guesses import Guesses
from crmdesk.server.handshake import Handshakes
from crmdesk.server.identity import Identity
from crmdesk.server.identity_tables import IdentityTables, identity_tables
from crmdesk.server.journal import Journal
from crmdesk.server.location import BlobPlace, Place
from crmdesk.server.migrating import extend, migrate
from crmdesk.server.organisations import Organisations
from crmdesk.server.own_devices import OwnDevices
from crmdesk.server.pokes import Pokes
from crmdesk.server.principal import Principal
from crmdesk.server.receipts import ReceiptFolder
from crmdesk.server.records import Records
from crmdesk.server.repairs import Repairs
from crmdesk.server.replicas import Replicas
from crmdesk.server.secret import Passwords
from crmdesk.server.sessions import Sessions
from crmdesk.server.snapshot import Snapshots
from crmdesk.server.tables import Tables, build_tables
from crmdesk.server.throttle import Throttle


def now() -> datetime:
    """The centre's clock."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh UUIDv7."""
    return uuid7(time.time_ns() // 1_000_000, secrets.randbits(74))


def new_tag() -> int:
    """A random number that tells one feed transaction from any other; fits a signed 64-bit column."""
    return secrets.randbits(63)


@dataclass(frozen=True)
class Centre:
    """Everything that serves or administers one database. Thread-safe."""

    engine: Engine
    catalogue: Catalogue
    tables: Tables
    identity_tables: IdentityTables
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    journal: Journal
    feed: Feed
    snapshots: Snapshots
    repairs: Repairs
    organisations: Organisations
    identity: Identity
    credentials: Credentials
    devices: Devices
    own_devices: OwnDevices
    replicas: Replicas
    handshakes: Handshakes
    audit: AuditLog
    throttle: Throttle
    pokes: Pokes
    blob_depot: BlobDepot | None
    receipts: ReceiptFolder | None
    """Receipts of erasures, beside the database."""
    declared: Catalogue
    """The catalogue without any organisation's custom fields."""
    custom_fields: CustomFields
    tailor: Tailor

    def of(self, org: int) -> Centre:
        """The centre with the custom fields that the organisation has now; itself if it has none."""
        return self.tailor.fitted(org, self.custom_fields.kept(org))

    def serving(self, sender: Principal) -> Centre:
        """As `of`, for somebody who was recognised just now."""
        return self.tailor.fitted(sender.org, sender.fields)

    @property
    def blobs(self) -> Blobs:
        """The bytes of attachments; raises `StorageFault` if nothing was named to keep them in."""
        return self._depot.blobs

    @property
    def blob_collection(self) -> BlobCollection:
        """Gives back bytes that nothing names any more; raises as `blobs`."""
        return self._depot.collection

    def collect_files(self, org: int, before: str) -> Collected:
        """Gives back files that nothing has named since the instant `before`, but none of the last day's.

        Their records may still be on the way.
        """
        if self.blob_depot is None:
            return Collected()
        return self.blob_depot.collection.collect(org, min(parse_instant(before), self.now() - GRACE))

    @property
    def _depot(self) -> BlobDepot:
        if self.blob_depot is None:
            raise StorageFault(
                "This centre has no place for attachments", hint="start it with --blobs", code="no_blobs"
            )
        return self.blob_depot

    @property
    def records(self) -> Records:
        """Single records, for integrations."""
        return Records(self)

    def administration(self, org: int, principal: Principal | None = None) -> Administration:
        """The administration of one organisation, on behalf of a user or (None) of the server's own command line."""
        return Administration(self.of(org), principal or console(org))

    def check_ready(self) -> None:
        """Raises what the database raises if it does not answer."""
        with reading(self.engine) as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Gives back all connections."""
        self.pokes.close()
        self.engine.dispose()


class Tailor:
    """Makes the centre of an organisation with custom fields, once for as long as they stay as they are."""

    def __init__(self, new_tag: Callable[[], int]) -> None:
        self._new_tag = new_tag
        self._plain: Centre | None = None
        self._made: dict[int, tuple[str, Centre]] = {}

    def begin_with(self, plain: Centre) -> Centre:
        """`plain` is the centre without custom fields."""
        self._plain = plain
        return plain

    def fitted(self, org: int, kept: str | None) -> Centre:
        """The centre as it is for this organisation with these custom fields, as the database keeps them."""
        assert self._plain is not None, "centre_on hands the plain centre over before anyone asks"
        if kept is None:
            return self._plain
        known = self._made.get(org)
        if known is None or known[0] != kept:
            if known is not None:
                forget_prepared(self._plain.engine)
            known = self._made[org] = (kept, self._make(self._plain, org, kept))
        return known[1]

    def _make(self, plain: Centre, org: int, kept: str) -> Centre:
        catalogue = extended(plain.declared, parsed(kept))
        engine, (tables, _) = plain.engine, _tables(catalogue)
        with storage_faults():
            if catalogue is not plain.declared:
                extend(engine, tables.metadata)
            _digest(engine, tables, catalogue, org)
        feed = Feed(engine, tables, catalogue, fields=kept)
        return replace(
            plain,
            catalogue=catalogue,
            tables=tables,
            journal=Journal(
                engine,
                tables,
                catalogue,
                now=plain.now,
                new_tag=self._new_tag,
                pokes=plain.pokes,
                fields=kept,
            ),
            feed=feed,
            repairs=Repairs(engine, tables, catalogue, feed),
            snapshots=Snapshots(engine, tables, catalogue, kept),
            handshakes=Handshakes(
                engine,
                tables,
                catalogue,
                replicas=plain.replicas,
                organisations=plain.organisations,
                now=plain.now,
                new_tag=self._new_tag,
                pokes=plain.pokes,
                fields=kept,
            ),
        )


def _digest(engine: Engine, tables: Tables, catalogue: Catalogue, only: int | None = None) -> None:
    """Makes hashes and sums of organisations that an older release, or one with other fields, left behind.

    `only` names one with custom fields; None stands for all that have none.
    """
    with reading(engine) as connection:
        waiting = digests.undigested(connection, tables, catalogue)
        tailored = organisations_with_fields(connection, tables)
    for org in waiting:
        if org != only and (only is not None or org in tailored):
            continue
        with writing(engine, org) as connection:
            # Another process may have been quicker.
            if org in digests.undigested(connection, tables, catalogue):
                digests.rebuild(connection, tables, catalogue, org)
                duplicates.rebuild(connection, tables, catalogue, org)


def open_at(place: Place, throttle: Throttle | None = None) -> Centre:
    """The centre at a place, with its attachments; raises as `open_centre`. `throttle` counts with other processes'."""
    return open_centre(place.url, blobs=place.blobs, receipts=place.receipts, throttle=throttle)


def open_centre(
    url: str,
    *,
    catalogue: Catalogue = CATALOGUE,
    now: Callable[[], datetime] = now,
    new_id: Callable[[], str] = new_id,
    new_tag: Callable[[], int] = new_tag,
    passwords: Passwords | None = None,
    blobs: BlobPlace | None = None,
    receipts: Path | None = None,
    throttle: Throttle | None = None,
) -> Centre:
    """The centre on the database at `url`, migrated to this release's schema, with every erasure done of which there is
    a receipt in the folder `receipts`; raises `StorageFault`."""
    return centre_on(
        open_database(url),
        catalogue=catalogue,
        now=now,
        new_id=new_id,
        new_tag=new_tag,
        passwords=passwords,
        blobs=blobs,
        receipts=receipts,
        throttle=throttle,
    )


def centre_on(
    engine: Engine,
    *,
    catalogue: Catalogue = CATALOGUE,
    now: Callable[[], datetime] = now,
    new_id: Callable[[], str] = new_id,
    new_tag: Callable[[], int] = new_tag,
    passwords: Passwords | None = None,
    blobs: BlobPlace | None = None,
    receipts: Path | None = None,
    throttle: Throttle | None = None,
) -> Centre:
    """As `open_centre`, on an engine that `open_database` made."""
    tables, who = _tables(catalogue)
    with storage_faults():
        migrate(engine)
        if catalogue is not CATALOGUE:
            extend(engine, tables.metadata)
        _digest(engine, tables, catalogue)
    passwords = passwords or Passwords()
    audit, users = AuditLog(who.audit, now), tables.entity["user"]
    pokes = Pokes(engine)
    organisations = Organisations(engine, tables, schema_fingerprint(catalogue), now)
    feed = Feed(engine, tables, catalogue)
    replicas = Replicas(engine, who, now=now, new_id=new_id)
    tailor = Tailor(new_tag)
    identity = Identity(
        engine,
        who,
        users,
        audit=audit,
        sessions=Sessions(engine, who, users, tables.organisation, audit=audit, now=now, new_id=new_id),
        passwords=passwords,
        guesses=Guesses(engine, who, now, new_id),
        now=now,
        new_id=new_id,
    )
    devices = Devices(who, users)
    plain = Centre(
        engine=engine,
        catalogue=catalogue,
        tables=tables,
        identity_tables=who,
        now=now,
        new_id=new_id,
        journal=Journal(engine, tables, catalogue, now=now, new_tag=new_tag, pokes=pokes),
        feed=feed,
        snapshots=Snapshots(engine, tables, catalogue),
        repairs=Repairs(engine, tables, catalogue, feed),
        organisations=organisations,
        identity=identity,
        credentials=Credentials(who, passwords, now),
        devices=devices,
        own_devices=OwnDevices(engine, devices, audit, identity.proves),
        replicas=replicas,
        handshakes=Handshakes(
            engine,
            tables,
            catalogue,
            replicas=replicas,
            organisations=organisations,
            now=now,
            new_tag=new_tag,
            pokes=pokes,
        ),
        audit=audit,
        throttle=throttle or Throttle(),
        pokes=pokes,
        blob_depot=open_depot(engine, tables, blobs, now=now, new_id=new_id) if blobs else None,
        receipts=ReceiptFolder(receipts) if receipts else None,
        declared=catalogue,
        custom_fields=CustomFields(engine, tables),
        tailor=tailor,
    )
    tailor.begin_with(plain)
    with storage_faults():
        erase_again(plain)
    return plain


@lru_cache(maxsize=64)
def _tables(catalogue: Catalogue) -> tuple[Tables, IdentityTables]:
    # Hundreds of columns take longer to declare than a centre takes to open.
    tables = build_tables(catalogue)
    return tables, identity_tables(tables.metadata)
