"""Who may see and who may change which record (docs/sync.md, "Who sees and edits"); pure rules over buckets.

A bucket is the unit of scope: `org`, `territory:<id>`, `user:<id>`. A record lies in one or more; a person reads
those that cover their home territory with all below it, themselves, and the organisation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity, Reach
from crmdesk.domain.errors import InvalidValue, NotAllowed
from crmdesk.domain.values import Value

ORGANISATION = "org"


@dataclass(frozen=True, slots=True)
class Reader:
    """A person as the rules see them. `buckets` None: everything (an administrator)."""

    user: str
    role: str
    buckets: frozenset[str] | None

    def sees(self, buckets: Iterable[str]) -> bool:
        """Whether a record that lies in these buckets is visible."""
        return self.buckets is None or not self.buckets.isdisjoint(buckets)

    @property
    def fingerprint(self) -> str:
        """Changes when, and only when, what the person may see is cut differently."""
        text = "*" if self.buckets is None else ",".join(sorted(self.buckets))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def subtree(parents: Mapping[str, str | None], root: str) -> frozenset[str]:
    """`root` and every territory below it. `parents` maps each territory to the one above; circles do no harm."""
    below: dict[str, list[str]] = {}
    for territory, parent in parents.items():
        if parent is not None:
            below.setdefault(parent, []).append(territory)
    found: set[str] = set()
    open_ends = [root]
    while open_ends:
        territory = open_ends.pop()
        if territory not in found:
            found.add(territory)
            open_ends.extend(below.get(territory, ()))
    return frozenset(found)


def reader(user: str, role: str, home: str | None, parents: Mapping[str, str | None]) -> Reader:
    """What this person may see, from their role and home territory."""
    if role == "admin":
        return Reader(user, role, None)
    territories = subtree(parents, home) if home else frozenset()
    return Reader(
        user, role, frozenset({ORGANISATION, f"user:{user}", *(f"territory:{t}" for t in territories)})
    )


def own_buckets(entity: Entity, row: Mapping[str, Value]) -> set[str]:
    """The buckets a record lies in by itself, before those that come through other records."""
    if entity.reach is Reach.ORGANISATION:
        return {ORGANISATION}
    if entity.reach in (Reach.PARENT, Reach.BETWEEN):
        return set()
    buckets = set()
    if row.get("owner"):
        buckets.add(f"user:{row['owner']}")
    if row.get("territory"):
        buckets.add(f"territory:{row['territory']}")
    return buckets


def meet(
    first: Iterable[str],
    second: Iterable[str],
    parents: Mapping[str, str | None],
    homes: Mapping[str, str | None],
) -> set[str]:
    """Buckets read by just those who see both a record that lies in `first` and one that lies in `second`.

    `parents` maps each territory to the one above, `homes` each user to their territory: whoever reads two territories
    has their home at or above the lowest one that both lie below.
    """
    found = {_meet(one, other, parents, homes) for one in first for other in second}
    return {bucket for bucket in found if bucket is not None}


def _meet(
    one: str, other: str, parents: Mapping[str, str | None], homes: Mapping[str, str | None]
) -> str | None:
    if other in (one, ORGANISATION):
        return one
    if one == ORGANISATION:
        return other
    (kind, name), (other_kind, other_name) = (bucket.split(":", 1) for bucket in (one, other))
    if kind == other_kind == "territory":
        above = _upwards(parents, name)
        return next((f"territory:{each}" for each in _upwards(parents, other_name) if each in above), None)
    if kind == other_kind:
        return None
    user, territory = (name, other_name) if kind == "user" else (other_name, name)
    return f"user:{user}" if homes.get(user) in _upwards(parents, territory) else None


def _upwards(parents: Mapping[str, str | None], territory: str) -> list[str]:
    """The territory and those above it; circles do no harm."""
    chain: list[str] = []
    upper: str | None = territory
    while upper is not None and upper not in chain:
        chain.append(upper)
        upper = parents.get(upper)
    return chain


def may_change(entity: Entity, who: Reader, row: Mapping[str, Value]) -> bool:
    """Whether somebody may change a record that they see. `row` is the record as it stands, its owner at least."""
    return not entity.owner_only or who.role == "admin" or row.get("owner") == who.user


def may_delete(entity: Entity, who: Reader, row: Mapping[str, Value]) -> bool:
    """Whether the role may delete a record that it sees. `row` is the record as it stands, its owner at least."""
    if entity.owner_only:
        return may_change(entity, who, row)
    return who.role in ("manager", "admin") or entity.reach is not Reach.OWNED or row.get("owner") == who.user


def check_right(entity: Entity, who: Reader, mutation: Mutation, row: Mapping[str, Value] | None) -> None:
    """Raises `NotAllowed` if the role may not do this to a record it sees. `row` is the record as it stands."""
    if row is not None and not may_change(entity, who, row):
        raise NotAllowed(
            "Only its owner or an administrator may change this",
            hint="make a copy of your own",
            code="forbidden",
        )
    if mutation.act is Act.DELETE and row is not None and not may_delete(entity, who, row):
        raise NotAllowed(
            "Only its owner or a manager may delete this record", hint="ask its owner", code="forbidden"
        )


def check_circle(ancestors: Iterable[str], record_id: str, parent_name: str, name: str) -> None:
    """Raises `InvalidValue` if a record would become its own ancestor. `ancestors` starts at the new parent."""
    if record_id in ancestors:
        raise InvalidValue(
            "parent",
            f"{parent_name} already lies below {name}"
            if parent_name != name
            else f"{name} cannot lie below itself",
            "take it out from below first, or choose another",
            code="circle",
        )
