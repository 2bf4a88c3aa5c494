"""The tables of who may sign in from where, of replicas and of the audit chain. They hold hashes, never a secret."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text


@dataclass(frozen=True, slots=True)
class IdentityTables:
    """Times are canonical instants, hashes lower-case hex."""

    credential: Table
    enrolment: Table
    device: Table
    family: Table
    refresh: Table
    access: Table
    replica: Table
    guess: Table
    audit: Table


def identity_tables(metadata: MetaData) -> IdentityTables:
    """Adds the tables to `metadata`."""
    return IdentityTables(
        credential=_credential(metadata),
        enrolment=_enrolment(metadata),
        device=_device(metadata),
        family=_family(metadata),
        refresh=_refresh(metadata),
        access=_access(metadata),
        replica=_replica(metadata),
        guess=_guess(metadata),
        audit=_audit(metadata),
    )


def _credential(metadata: MetaData) -> Table:
    """A user's way in. Logins are unique over all organisations, because signing in names none."""
    table = Table(
        "credential",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("user", Text, primary_key=True),
        Column("login", Text, nullable=False),
        Column("password", Text),
        Column("changed_at", Text, nullable=False),
    )
    Index("credential_by_login", table.c.login, unique=True)
    return table


def _enrolment(metadata: MetaData) -> Table:
    """One-time codes that stand in for a password at one sign-in."""
    table = Table(
        "enrolment",
        metadata,
        Column("code", Text, primary_key=True),
        Column("org", Integer, nullable=False),
        Column("user", Text, nullable=False),
        Column("expires_at", Text, nullable=False),
        Column("used_at", Text),
    )
    Index("enrolment_by_user", table.c.org, table.c.user)
    return table


def _device(metadata: MetaData) -> Table:
    """A row a laptop. `state` is active, revoked or wiped."""
    table = Table(
        "device",
        metadata,
        Column("id", Text, primary_key=True),
        Column("org", Integer, nullable=False),
        Column("user", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("created_at", Text, nullable=False),
        Column("seen_at", Text, nullable=False),
        Column("state", Text, nullable=False),
    )
    Index("device_by_user", table.c.org, table.c.user)
    return table


def _family(metadata: MetaData) -> Table:
    """All tokens that descend from one sign-in; `ended_at` ends them together."""
    table = Table(
        "token_family",
        metadata,
        Column("id", Text, primary_key=True),
        Column("org", Integer, nullable=False),
        Column("user", Text, nullable=False),
        Column("device", Text, nullable=False),
        Column("created_at", Text, nullable=False),
        Column("seen_at", Text, nullable=False),
        Column("ended_at", Text),
    )
    Index("token_family_by_user", table.c.org, table.c.user)
    Index("token_family_by_device", table.c.device)
    return table


def _refresh(metadata: MetaData) -> Table:
    """Refresh tokens. `parent` is the hash of the token that this one was given for."""
    table = Table(
        "refresh_token",
        metadata,
        Column("hash", Text, primary_key=True),
        Column("family", Text, nullable=False),
        Column("parent", Text),
        Column("expires_at", Text, nullable=False),
        Column("used_at", Text),
    )
    Index("refresh_token_by_family", table.c.family)
    Index("refresh_token_by_parent", table.c.parent)
    return table


def _access(metadata: MetaData) -> Table:
    """Access tokens that have not been cleared away yet."""
    table = Table(
        "access_token",
        metadata,
        Column("hash", Text, primary_key=True),
        Column("family", Text, nullable=False),
        Column("expires_at", Text, nullable=False),
    )
    Index("access_token_by_family", table.c.family)
    return table


def _replica(metadata: MetaData) -> Table:
    """A row a copy of a laptop's data. `token` is the hash of what it must show at its next handshake; `spent` the
    one before, which still counts until `token` has been shown for laptops that do not draw it themselves (an answer
    may be lost). `greeting` names the session of rounds that its last handshake began. `confirmed`: up to
    that number it knows its verdicts.
    """
    table = Table(
        "replica",
        metadata,
        Column("id", Text, primary_key=True),
        Column("org", Integer, nullable=False),
        Column("user", Text, nullable=False),
        Column("device", Text, nullable=False),
        Column("token", Text, nullable=False),
        Column("spent", Text),
        Column("greeting", Text),
        Column("client", Text, nullable=False),
        Column("schema", Text, nullable=False),
        Column("confirmed", BigInteger, nullable=False, server_default="0"),
        Column("created_at", Text, nullable=False),
        Column("seen_at", Text, nullable=False),
    )
    Index("replica_by_user", table.c.org, table.c.user)
    return table


def _guess(metadata: MetaData) -> Table:
    """A row a wrong guess at a sign-in, for a quarter of an hour. Login and address are hashes: what people type as

    their login may be their password.
    """
    table = Table(
        "guess",
        metadata,
        Column("id", Text, primary_key=True),
        Column("login", Text, nullable=False),
        Column("address", Text, nullable=False),
        Column("at", Text, nullable=False),
    )
    Index("guess_by_login", table.c.login, table.c.at)
    Index("guess_by_address", table.c.address, table.c.at)
    return table


def _audit(metadata: MetaData) -> Table:
    """The chain of audit events. `hash` covers the previous hash and `digest`, and `digest` the salted `about`:

    what an event was about can be erased one day together with its salt, and the chain still holds.
    """
    return Table(
        "audit_event",
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("at", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("what", Text, nullable=False),
        Column("about", Text),
        Column("salt", Text),
        Column("digest", Text, nullable=False),
        Column("hash", Text, nullable=False),
    )
