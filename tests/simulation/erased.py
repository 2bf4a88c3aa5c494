"""What the story of a world says of people who were erased, and where something of them is left all the same.

It knows whom the administrator named, and whom people said is the same; it asks neither centre nor laptop.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from crmdesk.domain.changes import Act, Mutation
from crmdesk.store.connection import open_keyed
from crmdesk.store.profile import Profile
from tests.simulation.central import Key
from tests.simulation.laptop import KEY, SimulatedLaptop

if TYPE_CHECKING:
    from tests.simulation.world import World

PERSON, LINK = "contact", "account_contact"
_PLACES = (
    ("contact", "SELECT count(*) FROM contact WHERE id = ?"),
    ("link", "SELECT count(*) FROM account_contact WHERE contact = ?"),
    ("conflict", "SELECT count(*) FROM conflict WHERE record = ?"),
    ("base", "SELECT count(*) FROM base WHERE record = ?"),
    ("edit", "SELECT count(*) FROM outbox WHERE record = ? AND payload IS NOT NULL"),
    ("fetched history", "SELECT count(*) FROM fetched_history WHERE record = ?"),
    (
        "verdict",
        "SELECT count(*) FROM verdict JOIN outbox USING (place) WHERE record = ? AND lost IS NOT NULL",
    ),
)
"""Where a laptop could still hold something of a person, by the id."""
_CENTRAL = (
    ("contact", "SELECT count(*) FROM contact WHERE org = ? AND id = ?"),
    ("link", "SELECT count(*) FROM account_contact WHERE org = ? AND contact = ?"),
    ("conflict", "SELECT count(*) FROM conflict WHERE org = ? AND record = ?"),
    ("tombstone", "SELECT count(*) FROM tombstone WHERE org = ? AND id = ? AND row <> '{}'"),
    ("history", "SELECT count(*) FROM history WHERE org = ? AND id = ? AND coalesce(old, new) IS NOT NULL"
                " AND field <> 'deleted'"),
    ("ledger", "SELECT count(*) FROM ledger WHERE org = ? AND id = ? AND lost IS NOT NULL"),
)  # fmt: skip


class Erased:
    """The people of one world who were erased. `same`: contacts that were merged, into which."""

    def __init__(self, world: World, same: Mapping[str, str]) -> None:
        self._world = world
        self.people = _joined(world.erased, same)
        links = (said.mutation for laptop in world.laptops for said in laptop.acknowledged)
        self._links = {one.id for one in links if self._names(one)}

    def _names(self, mutation: Mutation) -> bool:
        made = mutation.type == LINK and mutation.act is Act.CREATE
        return made and mutation.set.get("contact") in self.people

    def covers(self, mutation: Mutation) -> bool:
        """Whether the edit was about nobody but somebody who was erased."""
        return mutation.id in (self.people if mutation.type == PERSON else self._links)

    def traces(self, laptops: Iterable[SimulatedLaptop]) -> Iterator[str]:
        """What is left of them, at the centre and on laptops that could be told."""
        central = self._world.central()
        for record in sorted(self.people):
            for place, query in _CENTRAL:
                if central.count(query, record):
                    yield f"a {place} of the erased {record[-4:]} is left at the centre"
        for laptop in laptops:
            yield from (f"{laptop.name} {what}" for what in self._left_on(laptop))

    def _left_on(self, laptop: SimulatedLaptop) -> Iterator[str]:
        if not self.people:
            return
        with closing(open_keyed(Profile(laptop.folder).database, KEY, cache_kib=256, read_only=True)) as file:
            for record in sorted(self.people):
                for place, query in _PLACES:
                    if file.execute(query, (record,)).fetchone()[0]:
                        yield f"still holds a {place} of the erased {record[-4:]}"
                stubs = "SELECT e.payload FROM erased_op e JOIN outbox USING (place) WHERE record = ?"
                for (stub,) in file.execute(stubs, (record,)).fetchall():
                    if _says(json.loads(stub)):
                        yield f"keeps more of an edit of the erased {record[-4:]} than whose it was"


def _says(stub: Mapping[str, Any]) -> bool:
    values = {name for name in stub["set"] if name not in ("account", "reports_to")}
    return bool(values or stub["add"] or stub["remove"] or stub["was"])


def is_erased(world: World, key: Key, fields: Mapping[str, Any]) -> bool:
    """Whether the administrator named the record, or the person that a link needs, among the `fields` said of it."""
    if key[0] == LINK:
        return fields.get("contact") in world.erased
    return key[0] == PERSON and key[1] in world.erased


def _joined(named: set[str], same: Mapping[str, str]) -> set[str]:
    """With all that was said to be the same as one of them, over several steps too."""
    found, grown = set(named), bool(named)
    while grown:
        fresh = {one for pair in same.items() if not found.isdisjoint(pair) for one in pair} - found
        found |= fresh
        grown = bool(fresh)
    return found
