"""The centre's tables: every entity's own (from the declarations) and those of journal and feed; no queries."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, SmallInteger, Table, Text

from crmdesk.domain.declare import Catalogue
from crmdesk.schema.tables import central_tables


@dataclass(frozen=True)
class Tables:
    """All tables of journal and feed, on one `MetaData`; `entity` maps type names to entity tables."""

    metadata: MetaData
    entity: dict[str, Table]
    organisation: Table
    transaction: Table
    feed: Table
    eviction: Table
    membership: Table
    digest: Table
    tombstone: Table
    erasure: Table
    ledger: Table
    history: Table
    import_value: Table
    claim: Table
    blob: Table
    blob_claim: Table
    webhook: Table
    webhook_attempt: Table


def build_tables(catalogue: Catalogue, metadata: MetaData | None = None) -> Tables:
    """The tables for a catalogue. Pure: nothing is created in a database."""
    metadata = metadata if metadata is not None else MetaData()
    return Tables(
        metadata=metadata,
        entity=central_tables(catalogue, metadata),
        organisation=_organisation(metadata),
        transaction=_transaction(metadata),
        feed=_feed(metadata),
        eviction=_eviction(metadata),
        membership=_membership(metadata),
        digest=_digest(metadata),
        tombstone=_tombstone(metadata),
        erasure=_erasure(metadata),
        ledger=_ledger(metadata),
        history=_history(metadata),
        import_value=_import_value(metadata),
        claim=_claim(metadata),
        blob=_blob(metadata),
        blob_claim=_blob_claim(metadata),
        webhook=_webhook(metadata),
        webhook_attempt=_webhook_attempt(metadata),
    )


def _organisation(metadata: MetaData) -> Table:
    """One row an organisation. Every writing transaction locks it first: feed order is commit order.

    `collected` is the feed number up to which the feed has gaps (`collection.py`).
    `digested` names the schema that rows' hashes and the digest's sums were last made from scratch for; `fields` are
    the organisation's custom fields as JSON (`server/custom_fields.py`).
    """
    return Table(
        "organisation",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("name", Text, nullable=False, unique=True),
        Column("currency", Text, nullable=False),
        Column("languages", Text, nullable=False),
        Column("modules", Text, nullable=False),
        Column("epoch", Integer, nullable=False),
        Column("seq", BigInteger, nullable=False),
        Column("collected", BigInteger, nullable=False, server_default="0"),
        Column("created_at", Text, nullable=False),
        Column("secret", Text),
        Column("digested", Text),
        Column("fields", Text),
    )


def _transaction(metadata: MetaData) -> Table:
    """The end of each feed transaction, with the random tag that tells histories apart."""
    return Table(
        "feed_transaction",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("tag", BigInteger, nullable=False),
        Column("epoch", Integer, nullable=False),
        Column("at", Text, nullable=False),
    )


def _feed(metadata: MetaData) -> Table:
    """What changed, in order. `kind`: put (a row has this version), move (its buckets changed), delete."""
    return Table(
        "feed",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("type", Text, nullable=False),
        Column("id", Text, nullable=False),
        Column("kind", Text, nullable=False),
    )


def _eviction(metadata: MetaData) -> Table:
    """The buckets that a record left, with the feed number at which it did, and that since which it lay there."""
    return Table(
        "feed_eviction",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("bucket", Text, primary_key=True),
        Column("since", BigInteger, nullable=False, server_default="0"),
    )


def _membership(metadata: MetaData) -> Table:
    """Which buckets each record lies in, and since which feed number.

    Kept for deleted ones, so that the deletion reaches whoever had them.
    """
    table = Table(
        "membership",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("type", Text, primary_key=True),
        Column("id", Text, primary_key=True),
        Column("bucket", Text, primary_key=True),
        Column("since", BigInteger, nullable=False, server_default="0"),
    )
    Index("membership_by_bucket", table.c.org, table.c.bucket, table.c.type, table.c.id)
    return table


def _digest(metadata: MetaData) -> Table:
    """For each bucket the sum of its live rows' hashes mod 2^64, kept with every change; `*` counts every row."""
    return Table(
        "digest",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("bucket", Text, primary_key=True),
        Column("sum", BigInteger, nullable=False),
    )


def _tombstone(metadata: MetaData) -> Table:
    """A deleted record: its last values (canonical JSON) for restoring, and when it went.

    `erased` names the receipt under which nothing of it was left: such a tombstone stays for ever.
    """
    table = Table(
        "tombstone",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("type", Text, primary_key=True),
        Column("id", Text, primary_key=True),
        Column("version", BigInteger, nullable=False),
        Column("row", Text, nullable=False),
        Column("meta", Text, nullable=False),
        Column("by", Text),
        Column("at", Text, nullable=False),
        Column("alias", Text),
        Column("erased", Text),
    )
    erased = table.c.erased.is_not(None)
    Index("tombstone_erased", table.c.org, table.c.version, sqlite_where=erased, postgresql_where=erased)
    return table


def _erasure(metadata: MetaData) -> Table:
    """Each erasure of a person with its receipt (`receipts.py`). `files`: hashes of attachments still to be removed."""
    return Table(
        "erasure",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("id", Text, primary_key=True),
        Column("at", Text, nullable=False),
        Column("receipt", Text, nullable=False),
        Column("files", Text),
    )


def _ledger(metadata: MetaData) -> Table:
    """The verdict on every op id ever seen, with the hash of what it said."""
    table = Table(
        "ledger",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("op_id", Text, primary_key=True),
        Column("payload_hash", Text, nullable=False),
        Column("replica", Text),
        Column("number", BigInteger),
        Column("grp", Text),
        Column("user", Text, nullable=False),
        Column("type", Text, nullable=False),
        Column("id", Text, nullable=False),
        Column("outcome", Text, nullable=False),
        Column("version", BigInteger, nullable=False),
        Column("code", Text),
        Column("title", Text),
        Column("hint", Text),
        Column("conflict", Text),
        Column("lost", Text),
        Column("at", Text, nullable=False),
    )
    Index("ledger_by_replica", table.c.org, table.c.replica, table.c.number)
    return table


def _history(metadata: MetaData) -> Table:
    """Every value a field had or was offered: append-only. `outcome`: applied, merged, lost, conflict, refused.

    `salt`, `digest` and `hash` chain the lines (`history_chain.py`); they are empty in those of earlier releases.
    """
    table = Table(
        "history",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("ordinal", SmallInteger, primary_key=True, autoincrement=False),
        Column("type", Text, nullable=False),
        Column("id", Text, nullable=False),
        Column("field", Text, nullable=False),
        Column("old", Text),
        Column("new", Text),
        Column("outcome", Text, nullable=False),
        Column("op_id", Text),
        Column("user", Text),
        Column("device", Text),
        Column("replica", Text),
        Column("said_at", Text),
        Column("at", Text, nullable=False),
        Column("salt", Text),
        Column("digest", Text),
        Column("hash", Text),
    )
    Index("history_by_record", table.c.org, table.c.type, table.c.id, table.c.seq)
    return table


def _import_value(metadata: MetaData) -> Table:
    """What the last import of a recipe said of each record (canonical JSON): the base of the next one's comparison."""
    return Table(
        "import_value",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("recipe", Text, primary_key=True),
        Column("type", Text, primary_key=True),
        Column("id", Text, primary_key=True),
        Column("fields", Text, nullable=False),
    )


def _claim(metadata: MetaData) -> Table:
    """Which live records hold which values that should be of one alone (`key` hashes the value as it is compared)."""
    return Table(
        "claim",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("type", Text, primary_key=True),
        Column("field", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("id", Text, primary_key=True),
    )


def _blob(metadata: MetaData) -> Table:
    """The bytes of an attachment that are here: where in the blob store, and what their content says they are.

    `kinds` are the media types that the content can have, with spaces between.
    """
    return Table(
        "blob",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("sha256", Text, primary_key=True),
        Column("place", Text, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("kinds", Text, nullable=False),
        Column("at", Text, nullable=False),
    )


def _blob_claim(metadata: MetaData) -> Table:
    """Who has shown that they hold the bytes: only their records give others access to them."""
    table = Table(
        "blob_claim",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("sha256", Text, primary_key=True),
        Column("user", Text, primary_key=True),
        Column("at", Text, nullable=False),
    )
    Index("blob_claim_by_user", table.c.org, table.c.user)
    return table


def _webhook(metadata: MetaData) -> Table:
    """Where an organisation's changes are posted to. `seq`: up to that feed number all is told.

    `upto` ends the message that is being told, fixed before its first attempt; `lease` names the process that is at it.
    `state` is on, paused or off (`reason` says why). `types` are JSON, empty for all; `former` is the secret before
    the present one, which signs as well until `former_until`. `restored_at`: the centre was put back, and the receiver
    is still to be told. `private`: it may lead into the centre's own network, without TLS.
    """
    return Table(
        "webhook",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("id", Text, primary_key=True),
        Column("url", Text, nullable=False),
        Column("types", Text),
        Column("private", SmallInteger, nullable=False),
        Column("secret", Text, nullable=False),
        Column("former", Text),
        Column("former_until", Text),
        Column("created_at", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("reason", Text),
        Column("seq", BigInteger, nullable=False),
        Column("upto", BigInteger),
        Column("restored_at", Text),
        Column("attempts", BigInteger, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("failing_since", Text),
        Column("due_at", Text),
        Column("lease", Text),
        Column("lease_until", Text),
    )


def _webhook_attempt(metadata: MetaData) -> Table:
    """The last attempts to tell a webhook something: what became of each, and nothing of what was told."""
    return Table(
        "webhook_attempt",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("webhook", Text, primary_key=True),
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("message", Text, nullable=False),
        Column("changes", Integer, nullable=False),
        Column("at", Text, nullable=False),
        Column("answer", Text, nullable=False),
        Column("milliseconds", Integer, nullable=False),
    )
