"""The messages of sync and sign-in as msgspec structs; a mutation travels as `domain.changes.Mutation` itself."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec

from crmdesk.domain.attachments import HASH_PATTERN
from crmdesk.domain.changes import Mutation
from crmdesk.domain.custom_fields import CustomField
from crmdesk.protocol.limits import BUNDLE_OPS, PAGE_ROWS, SNAPSHOT_ROWS

Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""What a database column and every other end can hold; anything else is no message of ours."""


Signed = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
"""A hash, or a sum of hashes mod 2^64."""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all messages: unknown fields are ignored, so that a newer end may say more."""


class Position(Message, frozen=True):
    """A place in the organisation's feed: `tag` is the random number stored where a transaction ended, at `seq`."""

    epoch: Number
    seq: Number
    tag: Number
    proof: Annotated[str, msgspec.Meta(max_length=64)] = ""
    """Shows that this centre gave the position out, also when it was put back to before it. Empty: given by 0.1."""


class Person(Message, frozen=True):
    """The signed-in user. `scope` is a fingerprint of what they may see: when it differs, a resync is due."""

    id: str
    login: str
    name: str
    role: str
    home: str | None
    scope: str
    buckets: list[str] | None = None
    """What they may see, sorted; `*` alone for everything. None: the centre is too old to say."""


class OrganisationInfo(Message, frozen=True):
    """What the laptop needs to know of the organisation."""

    id: int
    name: str
    currency: str
    languages: list[str]
    modules: list[str]


class SignIn(Message, frozen=True):
    """By password or by enrolment code."""

    login: str
    password: str | None = None
    code: str | None = None
    device_name: str = ""
    device: str | None = None
    """The device of an earlier sign-in on this laptop: it stays the same row at the centre."""


class Tokens(Message, frozen=True):
    """Answer to sign-in and refresh. `expires_in` seconds for the access token; the refresh token works once."""

    access: str
    refresh: str
    expires_in: int
    device: str
    user: Person
    organisation: OrganisationInfo


class OwnDevice(Message, frozen=True):
    """A laptop of the person who asks. `state` is active, revoked or wiped; `this`: it is the one that asks."""

    id: str
    name: str
    created_at: str
    seen_at: str
    state: str
    this: bool = False


class Proof(Message, frozen=True):
    """The password once more, for what a found laptop alone shall not do."""

    password: str


class Refresh(Message, frozen=True):
    """Trades a refresh token for new tokens."""

    refresh: str


class Handshake(Message, frozen=True):
    """Opens a session of rounds."""

    protocol: tuple[int, int]
    schema: str
    client: str
    replica: str | None
    """None on the first handshake ever: the centre gives one."""
    token: str | None
    """The replica's token from the last handshake."""
    now: str
    position: Position | None
    seen: Position | None = None
    """The furthest place in the feed that a verdict told of, if it is another than `position`."""
    rungs: Annotated[list[tuple[Number, Number]], msgspec.Meta(max_length=128)] = []
    """Number and tag of places where this replica stood before `position`, about powers of two apart."""
    next: str | None = None
    """The token that this replica will show after this handshake, drawn by itself and kept before it is sent: who asks
    again because the answer was lost says the same one, a copy another one."""
    confirmed: Number = 0
    """The replica keeps the verdicts of all its own numbers up to this one: the centre may forget them one day."""


class Welcome(Message, frozen=True):
    """Answer to a handshake. `epoch_changed`: the centre is not the one of before; offer again what came
    after `common`."""

    protocol: int
    schema: str
    server: str
    replica: str
    token: str
    now: str
    head: Position
    user: Person
    organisation: OrganisationInfo
    epoch_changed: bool = False
    common: Position | None = None
    last_number: Number = 0
    """Highest number the centre has a verdict for from this replica."""
    last_op: str | None = None
    """The op with that number. A replica that never sent it is a copy of the one that did."""
    greeting: str = ""
    """Names this session of rounds; the next handshake of the same replica ends it."""
    bundles: bool = False
    """Whether several mutations of one record may come as one item (`PushItem.also`)."""
    fields: list[CustomField] | None = None
    """The organisation's custom fields, removed ones too. None: the centre knows of none such."""


class Carried(Message, frozen=True):
    """A mutation that travels inside another one of its record: all but what it changes."""

    op_id: str
    number: Number
    payload_hash: str
    """Of the mutation as it was saved (`domain.canonical.payload_hash`)."""


class PushItem(Message, frozen=True):
    """One mutation with the number it was first sent under, or a bundle: several of one record as one."""

    number: Number
    mutation: Mutation
    payload_hash: str = ""
    """In a bundle: of the first mutation as it was saved, since `mutation` says what all of them come to."""
    also: Annotated[list[Carried], msgspec.Meta(max_length=BUNDLE_OPS - 1)] = []
    """The other mutations of the bundle, in order."""

    @property
    def op_ids(self) -> tuple[str, ...]:
        """Of all that it carries, in order."""
        return (self.mutation.op_id, *(one.op_id for one in self.also))

    @property
    def last_number(self) -> int:
        return self.also[-1].number if self.also else self.number


class Push(Message, frozen=True):
    """A batch: whole groups, in the order of their numbers."""

    replica: str
    epoch: Number
    items: list[PushItem]
    seen: Position | None = None
    """The furthest place in the feed that this replica was told of: a centre that lacks it is not the one of before."""
    greeting: str = ""
    """`Welcome.greeting`: of two copies that call themselves the same replica only one is heard."""


class Verdict(Message, frozen=True):
    """What became of one mutation. `outcome` ∈ applied, merged, conflict, refused; `repeat` if it was known already."""

    op_id: str
    number: Number
    outcome: str
    version: Number = 0
    code: str | None = None
    title: str | None = None
    hint: str | None = None
    conflict: str | None = None
    lost: dict[str, Any] = {}
    """Fields whose value went to history because the other side's stands: name -> the value that stands."""
    repeat: bool = False


class Verdicts(Message, frozen=True):
    """Answer to a push: a verdict for every op id, in order.

    None for a bundle that was not decided, nor for anything behind it: its mutations are to come one by one.
    """

    verdicts: list[Verdict]
    head: Position | None = None
    """The end of the feed once the batch was decided."""


class Pull(Message, frozen=True):
    """Asks for what came after `position`."""

    replica: str
    position: Position
    scope: str
    rows: Number = PAGE_ROWS
    seen: Position | None = None
    """The furthest place in the feed that a verdict told of, if it is another than `position`."""
    greeting: str = ""
    fields: str | None = None
    """Fingerprint of the custom fields that the laptop knows; None from one that knows of none such."""
    erased: Number | None = None
    """`Page.erased_upto` of the last page that was taken in, 0 at first; None from one that knows no erasures."""


class Table(Message, frozen=True):
    """Rows of one type in stored form (`schema/columns.py`), `columns` naming their order.

    The last two are the row's hash and the number of the set of buckets it lies in (`schema/digest.py`).
    """

    type: str
    columns: list[str]
    rows: msgspec.Raw


class Page(Message, frozen=True):
    """Answer to a pull. `contains`: rows hold the effect of this replica's ops up to that number."""

    position: Position
    more: bool
    contains: Number
    tables: list[Table]
    deleted: list[tuple[str, str]]
    evicted: list[tuple[str, str]]
    scope: str
    resync: bool = False
    """The feed cannot serve this position or scope: take a snapshot (`tables` is empty then)."""
    handshake: bool = False
    """Epoch or schema differ: shake hands again first."""
    behind: Number = 0
    """Feed entries still to come after this page, about: for progress."""
    sets: list[list[str]] = []
    """The sets of buckets that rows of this page name, as far as they concern the reader."""
    digest: Signed | None = None
    """At the end of the feed: the root of everything that the reader sees there."""
    erased: list[tuple[str, str]] = []
    """Type and mark (`domain/erasure.py`) of records that were erased since, whoever could see them."""
    erased_upto: Number | None = None
    """Up to here the laptop has been told of erasures; None: it was told of none."""
    head: Position | None = None
    """The end of the feed when the rows were read, where that is beyond `position`: rows come as they stand."""


class SnapshotRequest(Message, frozen=True):
    """Asks for a page of everything in scope; `cursor` None starts."""

    replica: str
    cursor: str | None = None
    rows: Number = SNAPSHOT_ROWS
    greeting: str = ""
    buckets: list[str] | None = None
    """None: of everything in scope; else of these buckets, newly gained."""
    scope: str = ""
    """With `buckets`: the fingerprint of the scope that they belong to."""
    shown: Annotated[list[Position], msgspec.Meta(max_length=2)] = []
    """At the start: where the replica stands, and the furthest place that a verdict told of. A centre that lacks one
    was put back, and asks to shake hands first (409, `handshake`)."""
    fields: str | None = None
    """As in `Pull`: where it is another than the centre's, a handshake comes first (409, `handshake`)."""


class SnapshotPage(Message, frozen=True):
    """A page of a snapshot pinned at `position`; `cursor` None ends it. `rows_total` counts the whole snapshot."""

    position: Position
    contains: Number
    """This replica's ops up to that number are in all pages of the snapshot."""
    tables: list[Table]
    cursor: str | None
    usable: bool
    """Everything that Today and the name lists need has come with this page or before."""
    rows_sent: Number
    rows_total: Number
    scope: str
    sets: list[list[str]] = []
    """The sets of buckets that rows of this page name, as far as they concern the reader."""
    buckets: list[str] | None = None
    """On the last page: the buckets of which the laptop now holds everything."""
    head: Position | None = None
    """As that of a `Page`."""


class HistoryEntry(Message, frozen=True):
    """One field's change as `client history` prints it."""

    at: str
    by: str | None
    device: str | None
    op_id: str | None
    field: str
    old: Any
    new: Any
    outcome: str


class BlobState(Message, frozen=True):
    """How far an upload has come: the bytes that the centre has of it, and whether it has checked and kept them."""

    offset: Number
    complete: bool


Hash = Annotated[str, msgspec.Meta(pattern=f"^{HASH_PATTERN}$")]


class BlobCheck(Message, frozen=True):
    """Asks which of these contents, at most `BLOB_CHECKS`, the centre lacks from this person."""

    hashes: list[Hash]


class BlobsMissing(Message, frozen=True):
    """Those that it lacks, as far as this person may know."""

    hashes: list[Hash]


class Problem(Message, frozen=True):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str = ""
    code: str = ""
    hint: str = ""


M = TypeVar("M", bound=Message)

_encoder = msgspec.json.Encoder()


def encode(message: Message) -> bytes:
    """A message as JSON bytes."""
    return _encoder.encode(message)


def decode(kind: type[M], body: bytes) -> M:
    """A message out of JSON bytes; raises `msgspec.DecodeError` or `msgspec.ValidationError`."""
    return msgspec.json.decode(body, type=kind)
