"""Which bytes the records of this replica need: what is to be offered to the centre, fetched from it, or released.

It joins the replica (which records name which hashes) with the vault (which bytes are here). Nothing here waits for the
network; who moves the bytes is `sync/blobs.py`.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import msgspec

from crmdesk.domain.attachments import THUMBNAIL_BYTES
from crmdesk.domain.records import Record
from crmdesk.store import outbox
from crmdesk.store.blob_vault import BlobVault, Held
from crmdesk.store.connection import Connection, Database
from crmdesk.store.erasing import files_forgotten, files_to_forget
from crmdesk.store.identity import read_identity
from crmdesk.store.snapshot import progress

AUTO_BYTES = 64 * 1024
"""Files up to this size come by themselves, as thumbnails do; larger ones when somebody asks."""

ByteState = Literal["here", "sending", "elsewhere", "fetching", "trouble"]


@dataclass(frozen=True, slots=True)
class Job:
    """One content to move."""

    sha256: str
    size: int
    """For a thumbnail on its way here, whose size no record tells: the most it may have."""
    exact: bool = True
    """Whether `size` is known and not only bounded."""


@dataclass(frozen=True, slots=True)
class BytesState:
    """How the bytes of one attachment stand: whole here and at the centre (`here`), here and on their way to it
    (`sending`), only at the centre (`elsewhere`), on their way here (`fetching`), or stuck (`trouble`)."""

    state: ByteState
    received: int
    size: int
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What this laptop holds that the centre lacks."""

    files: int
    size: int
    stuck: int
    """Of them, those that the centre refused or that are damaged: somebody must look."""


class Attachments:
    """The bytes of one replica's attachments. Every method may be called from any thread."""

    def __init__(self, database: Database, vault: BlobVault) -> None:
        self._database = database
        self.vault = vault
        self._attaching = threading.RLock()

    @contextmanager
    def attaching(self) -> Iterator[BlobVault]:
        """The vault, from which nothing is released until the record that names the new bytes is saved."""
        with self._attaching:
            yield self.vault

    # What is to be done

    def waiting(self) -> Waiting:
        """What still has to reach the centre."""
        with self._database.read() as connection:
            return self.waiting_in(connection)

    def waiting_in(self, connection: Connection) -> Waiting:
        """The same for somebody who reads already: who waits for a second reader may wait for ever."""
        held = [one for one in self.vault.all() if one.whole and not one.offered]
        if not held:
            return Waiting(0, 0, 0)
        named = _named(connection, [one.sha256 for one in held])
        kept = [one for one in held if one.sha256 in named]
        stuck = sum(one.trouble is not None for one in kept)
        return Waiting(len(kept) - stuck, sum(one.size for one in kept if one.trouble is None), stuck)

    def uploads(self, *, asked: bool = False) -> list[Job]:
        """Contents to offer, small ones first: those of records that the centre has, for bytes come behind records.

        `asked`: only those that somebody asked for.
        """
        held = [one for one in self.vault.all() if one.whole and not one.offered and one.trouble is None]
        held = [one for one in held if one.wanted or not asked]
        if not held:
            return []
        with self._database.read() as connection:
            named = _named(connection, [one.sha256 for one in held], taken=True)
        return [Job(one.sha256, one.size) for one in sorted(held, key=_by_size) if one.sha256 in named]

    def downloads(self, *, auto_bytes: int | None = AUTO_BYTES) -> list[Job]:
        """Contents to fetch: those somebody asked for, then thumbnails and files up to `auto_bytes`, newest first.

        None: nothing but what somebody asked for.
        """
        known = {one.sha256: one for one in self.vault.all()}
        asked = [
            Job(one.sha256, one.size)
            for one in known.values()
            if one.wanted and not one.whole and not one.trouble
        ]
        if auto_bytes is None:
            return asked
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT thumbnail, ? AS size, 0 AS exact, id FROM attachment"
                " WHERE thumbnail IS NOT NULL AND version > 0"
                " UNION SELECT sha256, size, 1, id FROM attachment WHERE size <= ? AND version > 0"
                " ORDER BY exact, id DESC",
                (THUMBNAIL_BYTES, auto_bytes),
            ).fetchall()
        jobs = {job.sha256: job for job in asked}
        for sha256, size, exact, _ in rows:
            one = known.get(sha256)
            if one is None or not (one.whole or one.trouble):
                jobs.setdefault(sha256, Job(sha256, size, bool(exact)))
        return list(jobs.values())

    def sent(self) -> list[str]:
        """Contents of own records that the centre should have from us."""
        held = [one.sha256 for one in self.vault.all() if one.whole and one.offered]
        with self._database.read() as connection:
            return sorted(_named(connection, held, own=True)) if held else []

    # How one stands

    def state_of(self, attachment: Record) -> BytesState:
        """How the bytes of an attachment stand."""
        held, size = self.vault.held(str(attachment["sha256"])), int(attachment["size"])
        if held is None:
            return BytesState("elsewhere", 0, size)
        if held.trouble is not None:
            return BytesState("trouble", held.received, size, held.trouble)
        if held.whole:
            return BytesState("here" if held.offered else "sending", size, size)
        return BytesState("fetching" if held.wanted or held.received else "elsewhere", held.received, size)

    def here(self, sha256: str) -> bool:
        """Whether all bytes are here."""
        held = self.vault.held(sha256)
        return held is not None and held.whole

    def want(self, attachment: Record) -> bool:
        """Asks for the bytes of an attachment; whether they are here already."""
        if self.here(str(attachment["sha256"])):
            return True
        self.vault.want(str(attachment["sha256"]), int(attachment["size"]))
        return False

    def ask_for(self, attachment: Record) -> None:
        """Lets the bytes of an attachment go or come whatever they cost, those of its thumbnail with them."""
        self.vault.want(str(attachment["sha256"]), int(attachment["size"]))
        for name in ("sha256", "thumbnail"):
            if attachment[name]:
                self.vault.urge(str(attachment[name]))

    # Releasing

    def collect(self, *, final: bool = False) -> int:
        """Releases what no record needs any more; gives how many contents.

        What the centre never got stays until `final`, at the next start: undoing the deletion may still want it.
        Nothing goes while the records are on their way: which bytes they need is known when all have come.
        """
        if self.vault.empty:
            return 0
        self._forget()
        with self._attaching:
            held = self.vault.all()
            with self._database.read() as connection:
                if read_identity(connection).position is None or progress(connection) is not None:
                    return 0
                needed = _named(connection, [one.sha256 for one in held]) | _in_edits(connection)
            going = [
                one.sha256
                for one in held
                if one.sha256 not in needed and (final or one.offered or not one.whole)
            ]
            self.vault.drop(going)
        return len(going)

    def freeable(self) -> list[Held]:
        """Contents that may go from this laptop: the centre has them, no edit waits for them, and they would not come
        back by themselves as small ones do."""
        held = [
            one
            for one in self.vault.all()
            if one.whole and one.offered and one.trouble is None and one.size > AUTO_BYTES
        ]
        if not held:
            return []
        with self._database.read() as connection:
            needed = _in_edits(connection)
        return [one for one in held if one.sha256 not in needed]

    def free(self) -> int:
        """Releases them, to be fetched again when somebody asks; gives how many."""
        with self._attaching:
            going = self.freeable()
            self.vault.drop([one.sha256 for one in going])
        return len(going)

    def _forget(self) -> None:
        """Bytes of people who were erased go at once, whether or not the centre ever got them."""
        with self._database.read() as connection:
            going = files_to_forget(connection)
            shared = _named(connection, going) | _in_edits(connection) if going else set()
        if going:
            self.vault.drop(going - shared)
            with self._database.write() as connection:
                files_forgotten(connection, going)


def _by_size(held: Held) -> tuple[int, str]:
    return held.size, held.sha256


def _named(
    connection: Connection, hashes: Collection[str], *, taken: bool = False, own: bool = False
) -> set[str]:
    """Those of these hashes that a record names; `taken`: one whose making the centre has decided on already."""
    listed = msgspec.json.encode(list(hashes)).decode()
    more = ""
    if taken:
        more += (
            " AND NOT EXISTS (SELECT 1 FROM outbox b JOIN open_op o USING (place)"
            " WHERE b.record = attachment.id AND o.outcome IS NULL)"
        )
    if own:
        more += " AND created_by = (SELECT value ->> 'id' FROM setting WHERE name = 'user')"
    rows = connection.execute(
        f"SELECT sha256 FROM attachment WHERE sha256 IN (SELECT value FROM json_each(?)){more}"
        f" UNION SELECT thumbnail FROM attachment WHERE thumbnail IN (SELECT value FROM json_each(?)){more}",
        (listed, listed),
    )
    return {sha256 for (sha256,) in rows}


def _in_edits(connection: Connection) -> set[str]:
    """Hashes that edits name which wait, or were refused and may be saved or listed again."""
    rows = connection.execute(
        "SELECT payload FROM outbox WHERE type = 'attachment' AND payload IS NOT NULL AND place IN"
        " (SELECT place FROM open_op UNION"
        " SELECT place FROM verdict WHERE outcome = 'refused' AND coalesce(settled, 'discarded') = 'discarded')"
    )
    found: set[str] = set()
    for (body,) in rows.fetchall():
        values = outbox.decode_mutation(body).set
        found |= {values[name] for name in ("sha256", "thumbnail") if values.get(name)}
    return found
