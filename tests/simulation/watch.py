"""Looks on while a world runs: what was promised for every moment, not only for the end (P4, P5, P6, P7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import msgspec

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.values import Value
from crmdesk.protocol.messages import Page, SnapshotPage, Verdicts
from crmdesk.sync.comparing import RepairKept
from crmdesk.sync.effects import Effect, Event, KeepSnapshot, Outcome, PageKept, SnapshotKept, VerdictsKept
from crmdesk.sync.moving import HasMoved
from tests.simulation.central import Key
from tests.simulation.erased import is_erased
from tests.simulation.fault import Fault
from tests.simulation.own_fields import is_own
from tests.support.in_process import Answered, Request

if TYPE_CHECKING:
    from tests.simulation.laptop import SimulatedLaptop
    from tests.simulation.world import World

Expected = dict[Key, dict[str, tuple[Value, str]]]
"""What a laptop's user has typed and must go on seeing, until the centre has decided on it: value and op id."""
DECIDED = frozenset({"applied", "merged", "conflict"})


class Watch:
    """The witness of a whole world, on every laptop and every line."""

    def __init__(self, world: World) -> None:
        self.faults: list[Fault] = []
        self._world = world
        self._expected: dict[str, Expected] = defaultdict(dict)
        self._records: dict[str, Key] = {}
        """Op id -> the record that it changes."""
        self._made_by: dict[Key, str] = {}
        """Record -> the op that last made it."""
        self._fields: dict[str, str] = {}
        """Laptop -> what tells which custom fields it knows."""
        self._absent: dict[str, set[Key]] = defaultdict(set)
        """Laptop -> records of which it was told that they go, or that a snapshot did not hold; they stay as long as
        edits of them are on their way."""
        self._decided: dict[str, str] = {}
        """Op id -> the outcome that the centre last answered, whether or not the answer arrived."""

    # What laptops do

    def saved(self, laptop: SimulatedLaptop, mutations: list[Mutation]) -> None:
        """What was saved is what the person sees, from now on."""
        self._forget_fields_of_before(laptop)
        expected = self._expected[laptop.name]
        for mutation in mutations:
            key = self._records[mutation.op_id] = (mutation.type, mutation.id)
            if mutation.act is Act.DELETE:
                expected.pop(key, None)
                continue
            if mutation.act is Act.CREATE:
                self._made_by[key] = mutation.op_id
            if mutation.resolves and key not in expected and not _shows(laptop, key):
                continue  # a question outlives its record: whoever answers it makes no record of that
            fields = expected.setdefault(key, {})
            for name in (*mutation.add, *mutation.remove):
                fields.pop(name, None)
            for name, value in mutation.set.items():
                fields[name] = (value, mutation.op_id)
        self._look(laptop, "saving")

    def performed(self, laptop: SimulatedLaptop, effect: Effect, event: Event) -> None:
        """What the person sees after a page, a verdict or a welcome was stored."""
        expected = self._expected[laptop.name]
        if isinstance(event, VerdictsKept):
            position = laptop.replica.identity().position
            for verdict in event.verdicts:
                # One whose version an earlier page has brought is settled by its verdict.
                if verdict.outcome == "refused" or position is None or verdict.version <= position.seq:
                    expected.pop(self._records.get(verdict.op_id, ("", "")), None)
        elif isinstance(event, PageKept | SnapshotKept):
            self._settle(expected)
            self._note_absent(laptop, among=set(expected) if isinstance(event, SnapshotKept) else None)
        elif isinstance(event, RepairKept):
            self._fault("P3", f"{laptop.name} differed from the centre: {event.mended}")
        elif type(event).__name__ not in ("WelcomeKept", "HasMoved"):
            return
        self._forget_fields_of_before(laptop)
        for key in _announced(event):
            if expected.pop(key, None) is not None:
                # It stays for its edits, and may be edited on: then it goes with the last verdict of these.
                self._absent[laptop.name].add(key)
        gone_too = set(expected) if isinstance(effect, KeepSnapshot) else set()
        if isinstance(event, VerdictsKept):
            gone_too = self._absent[laptop.name]
        self._look(laptop, type(effect).__name__, gone_too)

    def _note_absent(self, laptop: SimulatedLaptop, among: set[Key] | None) -> None:
        """Which records (None: of those that were found absent) the centre does not show to the laptop's user."""
        looked_at = self._absent[laptop.name] if among is None else among
        if looked_at:
            scope = self._world.central().scope(laptop.login)
            made = {key: self._decided.get(self._made_by[key]) for key in looked_at if key in self._made_by}
            self._absent[laptop.name] = {
                key
                for key in looked_at
                if key[1] not in scope.get(key[0], ()) and made.get(key, "applied") in DECIDED
            }

    def _forget_fields_of_before(self, laptop: SimulatedLaptop) -> None:
        """What was typed into a field that was removed or retyped is not shown any more, whatever becomes of it."""
        known = laptop.replica.fields_fingerprint
        if self._fields.setdefault(laptop.name, known) != known:
            self._fields[laptop.name] = known
            for fields in self._expected[laptop.name].values():
                for name in filter(is_own, list(fields)):
                    del fields[name]

    def _settle(self, expected: Expected) -> None:
        """From a page on, what the centre has decided on shows as the centre has it."""
        for key, fields in list(expected.items()):
            left = {name: one for name, one in fields.items() if one[1] not in self._decided}
            # Without its making, which a copied profile may have behind it, nothing of it is shown.
            ops = {op for _, op in fields.values()} | {self._made_by.get(key, "")}
            if left and not any(self._decided.get(op) == "refused" for op in ops):
                expected[key] = left
            else:
                del expected[key]

    def gave_up(self, laptop: SimulatedLaptop) -> None:
        """Its user discarded or retried what was refused, and with it what hung on it."""
        self._expected.pop(laptop.name, None)

    set_back = gave_up

    def _look(self, laptop: SimulatedLaptop, what: str, gone_too: Collection[Key] = ()) -> None:
        expected = self._expected[laptop.name]
        for key, fields in list(expected.items()):
            if is_erased(self._world, key, {name: value for name, (value, _) in fields.items()}):
                del expected[key]
                continue
            try:
                shown = laptop.replica.get(*key)
            except NoSuchRecord:
                if key not in gone_too:
                    self._fault(
                        "P7", f"{laptop.name}: {key} is gone after {what}, its edits are on their way"
                    )
                del expected[key]
                continue
            for name, (value, op_id) in fields.items():
                if shown[name] != value:
                    self._fault(
                        "P7",
                        f"{laptop.name}: {key} shows {name} = {shown[name]!r} after {what},"
                        f" {value!r} was saved as {op_id} and is not decided",
                    )
                    del expected[key]
                    break

    def ended(self, laptop: SimulatedLaptop, outcome: Outcome) -> None:
        """Nobody is told that all is well while something is not (P4)."""
        ops = (one.mutation.op_id for one in laptop.acknowledged if one.stayed and not one.discarded)
        open_op = next((op for op in ops if self._decided.get(op) not in DECIDED), None)
        if open_op is not None and laptop.replica.status().state == "ok":
            decided = self._decided.get(open_op)
            self._fault("P4", f"{laptop.name} says ok, op {open_op} is {decided or 'pending'}")

    # What goes over the lines

    def answered(self, laptop: SimulatedLaptop, request: Request, answer: Answered) -> None:
        """Every answer of the centre, also one that is lost: nothing in it is for other eyes (P6)."""
        status, body = answer
        if status >= 300:
            return
        if request.name == "push":
            for verdict in msgspec.json.decode(body, type=Verdicts).verdicts:
                self._decided[verdict.op_id] = verdict.outcome
        elif request.name in ("pull", "snapshot"):
            kind = Page if request.name == "pull" else SnapshotPage
            self._check_scope(laptop, msgspec.json.decode(body, type=kind))

    def _check_scope(self, laptop: SimulatedLaptop, page: Page | SnapshotPage) -> None:
        if not page.tables:
            return
        central = self._world.central()
        scope = central.scope(laptop.login)
        for table in page.tables:
            if table.type == "conflict":
                continue
            ids = {row[0] for row in msgspec.json.decode(table.rows, type=list[list[object]])}
            wrong = ids - scope[table.type] - central.orphans
            if wrong:
                self._fault("P6", f"{laptop.name} was sent {table.type} {sorted(map(str, wrong))}")

    def _fault(self, promise: str, text: str) -> None:
        self.faults.append(Fault(promise, text))


def _shows(laptop: SimulatedLaptop, key: Key) -> bool:
    try:
        laptop.replica.get(*key)
    except NoSuchRecord:
        return False
    return True


def _announced(event: Event) -> Iterable[Key]:
    """The records of which the laptop was told that they go."""
    if isinstance(event, PageKept):
        return (*event.page.deleted, *event.page.evicted)
    return event.left if isinstance(event, HasMoved) else ()
