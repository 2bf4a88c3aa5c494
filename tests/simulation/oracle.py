"""Judges a world that has been healed and drained: P1 nothing lost, P2 nothing twice, P3 all copies alike, P8 no wedge.

It trusts neither engine nor journal: it knows what people were told was saved, and looks where those values are now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from crmdesk.domain.canonical import derived_id
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Policy
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.records import Record, export_line
from crmdesk.domain.unique import CROWD
from crmdesk.domain.values import Value
from crmdesk.store.queries import Query
from crmdesk.store.refusals import typed
from tests.simulation.answering import answered, overwritten
from tests.simulation.central import Key, Line
from tests.simulation.erased import Erased
from tests.simulation.fault import Fault
from tests.simulation.laptop import SimulatedLaptop
from tests.simulation.own_fields import is_own, says
from tests.simulation.said import left_of, named
from tests.simulation.selling import late

if TYPE_CHECKING:
    from tests.simulation.world import World

DECIDED = frozenset({"applied", "merged", "conflict"})
_NONE = (None, None)
"""Outcome and version of an edit that the centre has not decided."""


COUNTED = {"visit": "samples", "visit_sample": "quantity"}
"""What adds up, by type."""


class Oracle:
    """`faults` lists what must not be; empty: the world is as promised."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._central = world.central()
        self._verdicts = self._central.decided(world.collected)
        self._alive = [one for one in world.laptops if not one.shut_out]
        self._conflicts: dict[Key, list[dict[str, Value]]] = defaultdict(list)
        for conflict in self._central.records["conflict"].values():
            self._conflicts[conflict["record_type"], conflict["record"]].append(dict(conflict))
        self._one_with = {
            mutation.id: mutation.into for mutation in self._effective() if mutation.into is not None
        }
        """Contacts that people said are the same as others."""
        self._erased = Erased(world, self._one_with)

    def faults(self) -> Iterator[Fault]:
        for promise, judge in (
            ("P8", self._pending),
            ("P4", self._untold),
            ("P4", self._not_asked),
            ("P3", self._unlike),
            ("P6", self._beyond),
            ("P1", self._lost),
            ("P1", self._torn),
            ("P2", self._twice),
            ("P2", self._added_up),
            ("P1", self._overruled),
            ("P1", lambda: overwritten(self._by_laptop(), self._central.records, self._conflicts)),
            ("locks", lambda: late(self._effective(), self._central, self._verdicts)),
            ("erasure", lambda: self._erased.traces(self._alive)),
        ):
            yield from (Fault(promise, text) for text in judge())

    # P8, P4, P3, P6

    def _pending(self) -> Iterator[str]:
        for laptop in self._alive:
            pending = laptop.replica.pending()
            if pending:
                yield f"{laptop.name} still has {pending} edits pending"

    def _untold(self) -> Iterator[str]:
        for laptop in self._alive:
            status = laptop.replica.status()
            expected = "refused" if status.refused else "conflict" if status.conflicts else "ok"
            if not status.pending and status.state != expected:
                yield f"{laptop.name} says {status.state}, not {expected} ({status.code})"

    def _not_asked(self) -> Iterator[str]:
        """Two contacts with one address are asked about, or somebody said that they are two; others are not."""
        holders: dict[str, set[str]] = defaultdict(set)
        for record_id, contact in self._central.records["contact"].items():
            for address in contact["emails"]:
                holders[address.casefold()].add(record_id)
        pairs = {
            pair
            for together in holders.values()
            for pair in combinations(sorted(together), 2)
            if len(together) <= CROWD
        }
        cases = self._central.records["duplicate"].values()
        states = {tuple(sorted((case["record"], case["other"]))): case["state"] for case in cases}
        yield from (f"nobody is asked about {pair}" for pair in pairs - states.keys())
        sharing = {pair for together in holders.values() for pair in combinations(sorted(together), 2)}
        opened = {pair for pair, state in states.items() if state == "open"}
        yield from (f"somebody is asked about {pair}, which share nothing" for pair in opened - sharing)

    def _unlike_cases(self, laptop: SimulatedLaptop, buckets: set[str] | None) -> Iterator[str]:
        """A case is just where both its records are."""
        there = {
            id_: one["version"]
            for id_, one in self._central.records["duplicate"].items()
            if buckets is None
            or all(
                buckets & self._central.last_buckets((one["record_type"], one[end]))
                for end in ("record", "other")
            )
        }
        seen = {one.id: one.version for one in laptop.replica.query("duplicate", Query())}
        if seen != there:
            yield f"{laptop.name} holds other merge cases than the centre: {set(seen.items()) ^ set(there.items())}"

    def _unlike(self) -> Iterator[str]:
        exports = {login: self._export(login) for login in {one.login for one in self._alive}}
        for laptop in self._alive:
            central = exports[laptop.login]
            here = list(laptop.replica.export(with_pending=True))
            if here == central and laptop.replica.pending():
                here = list(laptop.replica.export())
            if here != central:
                only_here, only_there = sorted(set(here) - set(central)), sorted(set(central) - set(here))
                yield f"{laptop.name}'s export differs: here {only_here[:2]} there {only_there[:2]}"
            buckets = self._central.buckets_of(laptop.login)
            there = {
                id_: one["version"]
                for id_, one in self._central.records["conflict"].items()
                if buckets is None
                or buckets & self._central.last_buckets((one["record_type"], one["record"]))
            }
            seen = {one.id: one.version for one in laptop.replica.query("conflict", Query())}
            if seen != there:
                yield f"{laptop.name} holds other conflicts than the centre: {set(seen.items()) ^ set(there.items())}"
            yield from self._unlike_cases(laptop, buckets)

    @property
    def _by_centre(self) -> bool:
        """Whether the centre's own export is what laptops are compared with: it takes longer than a short world."""
        return self._world.seed % 4 == 0 or bool(self._central.orphans)

    def _export(self, login: str) -> list[bytes]:
        if self._by_centre:
            admin = self._world.administration
            return list(admin.centre.feed.export(admin.as_user(login)))
        scope = self._central.scope(login)
        return [
            export_line(entity, Record(entity.name, one, int(fields["version"]), fields))
            for entity in sorted(self._central.catalogue.records, key=lambda entity: entity.name)
            for one, fields in sorted(self._central.records[entity.name].items())
            if one in scope[entity.name]
        ]

    def _beyond(self) -> Iterator[str]:
        """What is on a laptop is what its user may see, by the oracle's own reckoning, no more and no less."""
        if not self._by_centre:
            return  # `_unlike` has compared with just that
        for laptop in self._alive:
            scope = self._central.scope(laptop.login)
            for entity in CATALOGUE.records:
                here = {one.id for one in laptop.replica.query(entity.name, Query())}
                wrong = (here ^ scope[entity.name]) - self._central.orphans
                if wrong:
                    yield f"{laptop.name} does not hold just the {entity.name} that its user may see: {wrong}"

    # P1

    def _lost(self) -> Iterator[str]:
        for laptop in self._world.laptops:
            refused = {one.op_id: one.fields for one in laptop.replica.refused()}
            kept = {one.op_id for one in laptop.saved_after(0)} if laptop.shut_out else set()
            for said in laptop.acknowledged:
                outcome = self._outcome(said.mutation)
                if said.discarded or (outcome not in DECIDED and not said.stayed):
                    continue
                if outcome not in DECIDED and said.mutation.op_id in kept:
                    continue  # a laptop that was shut out keeps what it could not hand in
                for what in self._amiss(laptop, said.mutation, outcome, refused):
                    yield f"{laptop.name}: {named(said.mutation)} {what}"

    def _amiss(
        self,
        laptop: SimulatedLaptop,
        mutation: Mutation,
        outcome: str | None,
        refused: Mapping[str, Mapping[str, Value]],
    ) -> Iterator[str]:
        """What is wrong with the end of one edit."""
        listed = refused.get(mutation.op_id)
        if self._erased.covers(mutation):
            # A deliberate end: what was refused is listed without its value, and nothing else is asked for.
            if outcome == "refused" and listed != {} and not laptop.shut_out:
                yield f"was erased, and is listed with {listed}"
            return
        if outcome is None and listed is not None:
            return  # its record was discarded before it could leave; it is listed
        if outcome == "refused":
            if listed != typed(mutation):
                yield "was refused and is not listed with its values"
            return
        # A centre that was put back has forgotten edits that changed nothing; their values still stand.
        if outcome is None and not self._world.was_put_back:
            yield "never reached the centre"
        yield from self._nowhere(laptop, mutation)

    def _nowhere(self, laptop: SimulatedLaptop, mutation: Mutation) -> list[str]:
        found = list(self._missing(mutation))
        return list(self._missing(self._not_written_over(laptop.login, mutation))) if found else []

    def _not_written_over(self, login: str, mutation: Mutation) -> Mutation:
        """Without what the same person's later edits wrote over, of those that travelled with it as one item.

        Such edits made one version together; the values that stand are the last one's. They may have been written on
        the original of a copied laptop: the copy holds the first of them and not what came after.
        """
        later: list[Mutation] = []
        for laptop in self._world.laptops:
            said = [one.mutation for one in laptop.acknowledged if laptop.login == login]
            later += said[said.index(mutation) + 1 :] if mutation in said else []
        verdicts = self._verdicts
        together = [
            other
            for other in later
            if (other.type, other.id) == (mutation.type, mutation.id)
            and verdicts.get(other.op_id, _NONE)[1] == verdicts.get(mutation.op_id, _NONE)[1]
        ]
        return left_of(mutation, together)

    def _torn(self) -> Iterator[str]:
        """What was saved together was taken or refused together."""
        groups: dict[str, set[bool]] = defaultdict(set)
        for laptop in self._world.laptops:
            for said in laptop.acknowledged:
                outcome = self._outcome(said.mutation)
                if outcome is not None:
                    groups[said.mutation.group].add(outcome in DECIDED)
        yield from (f"group {group} was taken in part" for group, taken in groups.items() if len(taken) > 1)

    def _missing(self, mutation: Mutation) -> Iterator[str]:
        key = (mutation.type, mutation.id)
        if mutation.act is Act.DELETE:
            gone = mutation.id not in self._central.records[mutation.type]
            traced = any(line.field == "deleted" for line in self._history(key))
            if not gone and not traced and not mutation.resolves:
                yield "deleted nothing and left no trace"
            return
        for name, value in mutation.set.items():
            if name in mutation.was and mutation.was[name] == value:
                continue  # it says what its author saw: nothing was changed
            if value not in (None, []) and not self._kept(key, name, value, mutation):
                yield f"{name} = {value!r} is nowhere"
        for name, given in mutation.add.items():
            for element in given if isinstance(given, list) else ():
                lists = (place for place in self._places(key, name) if isinstance(place, list))
                if not any(element in place for place in lists):
                    yield f"{name} += {element!r} is nowhere"

    def _keys(self, key: Key) -> Iterator[Key]:
        """The record, and what it was merged into, one after the other."""
        seen: set[str] = set()
        record: str | None = key[1]
        while record is not None and record not in seen:
            seen.add(record)
            yield key[0], record
            merged = {"account": self._world.merged, "contact": self._one_with}.get(key[0], {})
            record = merged.get(record)

    def _history(self, key: Key) -> Iterator[Line]:
        for one in self._keys(key):
            yield from self._central.history.get(one, ())

    def _places(self, key: Key, name: str) -> Iterator[Value]:
        """Every value of a field that the centre still knows."""
        for one in self._keys(key):
            record = self._central.records[one[0]].get(one[1])
            if record is not None:
                yield record.get(name)
            for conflict in self._conflicts.get(one, ()):
                for side in ("base", "mine", "theirs", "resolution"):
                    if name in (conflict[side] or {}):
                        yield conflict[side][name]
        for line in self._history(key):
            if line.field == name:
                yield line.old
                yield line.new

    def _kept(self, key: Key, name: str, value: Value, mutation: Mutation) -> bool:
        places = list(self._places(key, name))
        if is_own(name):
            return any(says(place, value, mutation.was.get(name)) for place in places)
        declared = CATALOGUE[key[0]].field(name)
        if value in places:
            return True
        if declared.target in ("account", "contact"):
            keys = set(self._keys((declared.target, str(value))))
            return any((declared.target, place) in keys for place in places)
        if declared.policy is Policy.TEXT:
            before = set(str(mutation.was.get(name) or "").splitlines())
            added = set(str(value).splitlines()) - before
            return any(added <= set(str(place or "").splitlines()) for place in places)
        if declared.policy is Policy.KEYS and isinstance(value, dict):
            changed = answered(mutation, name)
            return all(
                said is None or any((place or {}).get(one) == said for place in places)
                for one, said in changed.items()
            )
        if declared.policy is Policy.STRICTEST:
            return value is False and True in places
        return False

    # P2

    def _twice(self) -> Iterator[str]:
        applied = Counter(
            (line.op_id, line.key, line.field)
            for lines in self._central.history.values()
            for line in lines
            if line.outcome in ("applied", "merged") and line.op_id is not None
        )
        yield from (f"{what} was applied {count} times" for what, count in applied.items() if count > 1)
        refused = {
            what[0] for what in applied if self._central.ledger.get(str(what[0]), _NONE)[0] == "refused"
        }
        yield from (f"op {op_id} was applied and is called refused" for op_id in refused)
        moved = {
            derived_id(str(line.op_id), "stage_change")
            for lines in self._central.history.values()
            for line in lines
            if line.field == "stage" and line.old is not None and line.old != line.new
            and line.outcome in ("applied", "merged")
        }  # fmt: skip
        for extra in set(self._central.records["stage_change"]) ^ moved:
            yield f"stage change {extra} without a move, or a move without it"

    def _added_up(self) -> Iterator[str]:
        """Every acknowledged delta counts exactly once. What a restored record brings along was counted before."""
        sums: Counter[Key] = Counter()
        for mutation in {one.op_id: one for one in self._effective()}.values():
            name = COUNTED.get(mutation.type, "")
            begun = mutation.set.get(name) if mutation.act is not Act.RESTORE else None
            sums[mutation.type, mutation.id] += mutation.add.get(name, 0) + (begun or 0)
        for type_name, name in COUNTED.items():
            for record_id, fields in self._central.records[type_name].items():
                counted = sums[type_name, record_id]
                if (fields[name] or 0) != counted:
                    yield f"{type_name} {record_id} shows {fields[name]} as {name}, {counted} were left"

    # Whose value stands

    def _overruled(self) -> Iterator[str]:
        """The value that stands is the last one of somebody who wrote the field, never an older one of theirs."""
        writers: dict[tuple[Key, str], dict[str, Value]] = defaultdict(dict)
        merged = {*self._world.merged, *self._world.merged.values()}
        unclear: set[Key] = {*self._conflicts, *(("account", record) for record in merged)}
        unclear |= {key for lose in self._one_with for key in self._keys(("contact", lose))}
        for laptop in self._world.laptops:
            for mutation in self._effective_of(laptop):
                key = (mutation.type, mutation.id)
                if mutation.act in (Act.DELETE, Act.RESTORE) or mutation.resolves:
                    unclear.add(key)
                for name, value in mutation.set.items():
                    writers[key, name][laptop.name] = value
        for (key, name), last in writers.items():
            record = self._central.records[key[0]].get(key[1])
            if is_own(name):
                continue  # an administrator may have emptied it
            declared = CATALOGUE[key[0]].field(name)
            plain = declared.policy in (Policy.LATEST, Policy.ASK) and name not in CATALOGUE[key[0]].closing
            elsewhere = {"account": merged, "contact": self._one_with}.get(declared.target or "")
            if record is None or key in unclear or not plain or elsewhere:
                continue
            if record[name] not in last.values():
                yield f"{key} shows {name} = {record[name]!r}, the last written were {last}"

    def _outcome(self, mutation: Mutation) -> str | None:
        return self._verdicts.get(mutation.op_id, _NONE)[0]

    def _by_laptop(self) -> Iterator[tuple[str, Mutation]]:
        return ((laptop.name, one) for laptop in self._world.laptops for one in self._effective_of(laptop))

    def _effective(self) -> Iterator[Mutation]:
        for laptop in self._world.laptops:
            yield from self._effective_of(laptop)

    def _effective_of(self, laptop: SimulatedLaptop) -> Iterator[Mutation]:
        for said in laptop.acknowledged:
            if self._outcome(said.mutation) in DECIDED:
                yield said.mutation
