"""Who this replica is to the centre: server, replica id and token, user, position, session. It talks to nobody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import msgspec

from crmdesk.domain.errors import NotAllowed
from crmdesk.protocol.messages import OrganisationInfo, Person, Position, Tokens
from crmdesk.store.connection import Connection
from crmdesk.store.outbox import BODY, decode_mutation
from crmdesk.store.places import Rung
from crmdesk.store.rows import Rows
from crmdesk.store.settings import read_setting, read_typed, write_setting


@dataclass(frozen=True, slots=True)
class ReplicaIdentity:
    """What a handshake needs and gives. Position and scope are moved by pages alone."""

    server: str | None = None
    """Address of the centre."""
    replica: str | None = None
    token: str | None = None
    """Proves at the next handshake that this is the replica it was given to."""
    next: str | None = None
    """The token for the handshake after, drawn before the next one is sent; None when none is under way."""
    device: str | None = None
    user: Person | None = None
    organisation: OrganisationInfo | None = None
    last_number: int = 0
    """Highest op number that the centre knows from this replica; new ones are given above it."""
    schema: str | None = None
    """The centre's schema fingerprint at the last handshake."""
    position: Position | None = None
    """None until the first snapshot is complete."""
    scope: str = ""
    """Fingerprint of what the rows here were cut to."""
    held: tuple[str, ...] | None = None
    """The buckets of which everything is here; None: a centre that names none gave the rows."""
    resyncing: bool = False
    """A snapshot of everything has begun: rows here are cut partly by one scope, partly by another."""
    seen: Position | None = None
    """The furthest place in the feed that verdicts told of, until a page confirms it."""
    rungs: tuple[Rung, ...] = ()
    """Number and tag of places where it stood before, latest first."""


class Session(msgspec.Struct, frozen=True):
    """The tokens of a signed-in user; `expires_at` is an instant. They live in the encrypted database alone."""

    access: str
    refresh: str
    expires_at: str


class _Kept(msgspec.Struct):
    """What of an identity lies among the settings, under these names.

    Read in one statement and checked in one decoding, for every round begins with it; kept apart from
    `ReplicaIdentity`, whose names are the program's, while these are those of files out in the field.
    """

    server: str | None = None
    replica: str | None = None
    replica_token: str | None = None
    replica_next: str | None = None
    device: str | None = None
    user: Person | None = None
    organisation: OrganisationInfo | None = None
    last_number: int = 0
    schema: str | None = None
    position: Position | None = None
    scope: str = ""
    held: tuple[str, ...] | None = None
    snapshot: dict[str, Any] | None = None
    seen_head: Position | None = None
    rungs: tuple[Rung, ...] = ()


_NAMES = json.dumps(_Kept.__struct_fields__)


def read_identity(connection: Connection) -> ReplicaIdentity:
    """The identity as it was last saved."""
    (text,) = connection.execute(
        "SELECT json_group_object(name, json(value)) FROM setting WHERE name IN (SELECT value FROM json_each(?))",
        (_NAMES,),
    ).fetchone()
    kept = msgspec.json.decode(text, type=_Kept)
    return ReplicaIdentity(
        server=kept.server,
        replica=kept.replica,
        token=kept.replica_token,
        next=kept.replica_next,
        device=kept.device,
        user=kept.user,
        organisation=kept.organisation,
        last_number=kept.last_number,
        schema=kept.schema,
        position=kept.position,
        scope=kept.scope,
        held=kept.held,
        resyncing=kept.snapshot is not None and not kept.snapshot.get("gained"),
        seen=kept.seen_head,
        rungs=kept.rungs,
    )


def write_identity(connection: Connection, identity: ReplicaIdentity) -> None:
    """Saves everything but position, scope and what was seen."""
    for name, value in (
        ("server", identity.server),
        ("replica", identity.replica),
        ("replica_token", identity.token),
        ("replica_next", identity.next),
        ("device", identity.device),
        ("user", identity.user),
        ("organisation", identity.organisation),
        ("last_number", identity.last_number),
        ("schema", identity.schema),
    ):
        write_setting(connection, name, value)


def sent_by_me(connection: Connection, replica: str, op_id: str) -> bool:
    """Whether this copy of the data sent that op under that replica id itself."""
    found = connection.execute(
        "SELECT 1 FROM outbox b JOIN sent s USING (place) WHERE b.op_id = ? AND s.replica = ?",
        (op_id, replica),
    ).fetchone()
    return found is not None


def confirmed(connection: Connection) -> int:
    """Every op that this replica numbered up to here has its verdict, kept for good."""
    (number,) = connection.execute(
        "SELECT coalesce((SELECT min(s.number) - 1 FROM sent s JOIN open_op o USING (place)"
        " WHERE s.replica = r.id AND o.outcome IS NULL), (SELECT max(number) FROM sent WHERE replica = r.id), 0)"
        " FROM (SELECT json_extract(value, '$') AS id FROM setting WHERE name = 'replica'"
        " UNION ALL SELECT NULL) r LIMIT 1"
    ).fetchone()
    return int(number)


def check_same_owner(connection: Connection, server: str, tokens: Tokens, unsent: int = 0) -> bool:
    """Whether the signed-in user is the one of before; raises `NotAllowed` when another's edits still wait here."""
    known = read_identity(connection)
    if known.user is None:
        return _saved_by(connection, tokens.user)
    same_place = known.organisation is not None and known.organisation.id == tokens.organisation.id
    if known.user.id == tokens.user.id and same_place:
        return True
    (waiting,) = connection.execute(
        "SELECT (SELECT count(*) FROM open_op)"
        " + (SELECT count(*) FROM verdict WHERE outcome = 'refused' AND settled IS NULL)"
    ).fetchone()
    waiting += unsent
    if waiting:
        raise NotAllowed(
            f"This profile holds {waiting} edits of {known.user.login} that have not reached the centre",
            f"signed in as {tokens.user.login} at {server}",
            f"sign in as {known.user.login} at {known.server} and sync first, or use another profile",
            code="other_user",
        )
    return False


def _saved_by(connection: Connection, user: Person) -> bool:
    """True; raises `NotAllowed` when the edits in a replica that forgot its user (it was built anew) are another's."""
    row = connection.execute(
        f"SELECT {BODY} FROM open_op o JOIN outbox b USING (place) ORDER BY o.place LIMIT 1"
    ).fetchone()
    if row is not None and row[0] is not None and decode_mutation(row[0]).author != user.id:
        raise NotAllowed(
            "The edits that wait in this profile are another user's",
            hint="sign in as the user who saved them, or use another profile",
            code="other_user",
        )
    return True


_GONE = "other_user"
"""How the edits of a user are settled in whose place another one signed in."""


def forget_all(connection: Connection, rows: Rows) -> None:
    """Removes the records of whoever used this profile before, with all that belongs to them. None of their edits
    waits: of these stays that there were some."""
    for one in rows:
        rows.touch_all(connection, one.entity.name)
        connection.execute(f"DELETE FROM {one.table}")
    connection.execute(
        "UPDATE verdict SET settled = coalesce(settled, ?), title = NULL, hint = NULL, lost = NULL", (_GONE,)
    )
    connection.execute("UPDATE outbox SET payload = NULL WHERE payload IS NOT NULL")
    for table in (
        "base", "erased_op", "seen", "recent", "used", "fetched_history", "saved_view", "stale", "bucket_sum",
        "bucket_set", "mended",
    ):  # fmt: skip
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM setting WHERE name NOT IN ('shape', 'search', 'custom_fields')")


def awaits_rows(connection: Connection) -> bool:
    """Whether rows of the user's scope are still to come: all of them anew, or those of the buckets gained."""
    under_way = read_setting(connection, "snapshot")
    if under_way is not None and not under_way.get("gained"):
        return True
    user = read_typed(connection, "user", Person)
    return user is not None and bool(user.buckets) and not read_setting(connection, "scope")
