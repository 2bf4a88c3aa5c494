"""A laptop of the world: a real replica, its rounds performed effect by effect, in any order, with crashes between."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from crmdesk.domain.changes import Mutation
from crmdesk.domain.records import Record
from crmdesk.store.outbox import decode_mutation
from crmdesk.store.replica import Replica
from crmdesk.sync.driver import Performer, remembered
from crmdesk.sync.effects import Effect, Event, Facts, Outcome
from crmdesk.sync.engine import begin, step
from crmdesk.sync.session import ReplicaWallet
from crmdesk.sync.state import Round
from tests.simulation.clock import Clock
from tests.simulation.network import Line
from tests.support.in_process import InProcessRemote

KEY = bytes(range(32))


@dataclass
class Acknowledged:
    """An edit that was said to be saved."""

    mutation: Mutation
    discarded: bool = False
    """Its author gave it up later."""
    stayed: bool = True
    """Not so: its laptop was put back to a copy from before it. Only what had left it by then can be elsewhere."""


class Witness(Protocol):
    """Whoever looks on while a laptop works."""

    def saved(self, laptop: SimulatedLaptop, mutations: list[Mutation]) -> None:
        """The person was told that these are saved."""

    def gave_up(self, laptop: SimulatedLaptop) -> None:
        """Its user discarded or retried what was refused."""

    def performed(self, laptop: SimulatedLaptop, effect: Effect, event: Event) -> None:
        """An effect was performed, and this came of it."""

    def ended(self, laptop: SimulatedLaptop, outcome: Outcome) -> None:
        """A round is over."""


@dataclass
class _UnderWay:
    """A round between two events. `due` are effects to perform, `mail` what came of some and is not yet told."""

    state: Round
    due: list[Effect] = field(default_factory=list)
    mail: list[Event] = field(default_factory=list)


class SimulatedLaptop:
    """One profile folder and whoever sits at it. `skew` is the seconds by which its clock is wrong."""

    def __init__(
        self,
        name: str,
        login: str,
        directory: Path,
        *,
        line: Line,
        clock: Clock,
        new_id: Callable[[], str],
        note: Callable[[str], None],
        witness: Witness,
        skew: float = 0.0,
    ) -> None:
        self.name = name
        self.login = login
        self.line = line
        self.skew = skew
        self.shut_out = False
        """Its device was revoked: it keeps what it has and gets no further."""
        self.acknowledged: list[Acknowledged] = []
        self.deleted: list[Record] = []
        """Records that its user deleted, as they were."""
        self._directory = directory
        self._clock = clock
        self._new_id = new_id
        self._note = note
        self._witness = witness
        self._round: _UnderWay | None = None
        self._known: Facts | None = None
        self._folders = 0
        self.starts = 0
        """How often the program has begun here."""
        self._open()

    def _open(self) -> None:
        self.starts += 1
        self.replica = Replica.open(self._directory, KEY, now=self.now, new_id=self._new_id)
        self._remote = InProcessRemote(self.line, ReplicaWallet(self.replica, self.now))
        self._performer = Performer(self.replica, self._remote, self.now)

    def now(self) -> datetime:
        """The time as this laptop has it."""
        return self._clock.now() + timedelta(seconds=self.skew)

    @property
    def folder(self) -> Path:
        """Its profile's folder."""
        return self._directory

    @property
    def in_round(self) -> bool:
        return self._round is not None

    @property
    def at_first_effect(self) -> bool:
        return self._round is not None and not self._round.mail

    def saved(self, mutations: list[Mutation]) -> None:
        """The person was told that these are saved."""
        self.acknowledged.extend(Acknowledged(mutation) for mutation in mutations)
        self._witness.saved(self, mutations)

    def gave_up(self) -> None:
        """The person discarded or retried what was refused."""
        self._witness.gave_up(self)

    def outbox_length(self) -> int:
        """How many edits were ever saved here, asked of the file itself."""
        return len(self._read_outbox(0))

    def saved_after(self, length: int) -> list[Mutation]:
        """The edits behind the first `length` ones, read from the file itself."""
        return [decode_mutation(body) for body in self._read_outbox(length) if body is not None]

    def taken_out(self) -> set[str]:
        """The edits that were taken back before they were sent."""
        with self.replica._database.read() as connection:
            query = "SELECT op_id FROM outbox JOIN verdict USING (place) WHERE settled = 'taken_back'"
            return {op_id for (op_id,) in connection.execute(query)}

    def _read_outbox(self, after: int) -> list[bytes | None]:
        with self.replica._database.read() as connection:
            query = "SELECT payload FROM outbox WHERE place > ? ORDER BY place"
            return [body for (body,) in connection.execute(query, (after,))]

    # The folder

    def crash(self) -> None:
        """The process is gone between two effects: what the disk holds at that moment is opened anew."""
        self._note(f"{self.name} crashes" + (" in a round" if self._round else ""))
        self.put_back(self.copy_folder())

    def copy_folder(self) -> Path:
        """A copy of the profile as it lies on the disk at one moment, log and all, beside it.

        While somebody reads, the thread that keeps the search index throws no log away: database and log fit together.
        (Copies of which that is not true are damaged, and said to be: tests/store/test_durability.py.)
        """
        self._folders += 1
        target = self._directory.with_name(f"{self.name}~{self._folders}")
        with self.replica._database.read() as connection:
            connection.execute("SELECT count(*) FROM outbox").fetchone()
            shutil.copytree(self._directory, target)
        return target

    def put_back(self, folder: Path) -> None:
        """The process ends, and the next one finds this folder in the place of its own."""
        self._round = self._known = None
        self.replica.close()
        shutil.rmtree(self._directory)
        self._directory = folder
        self._open()

    def remember(self, acknowledged: list[Acknowledged]) -> None:
        """Takes over what was acknowledged up to a copy of this or another profile."""
        self.acknowledged = [replace(one) for one in acknowledged]

    def close(self) -> None:
        self.replica.close()

    # Rounds

    def begin_round(self) -> None:
        """Starts a round; nothing of it has happened yet."""
        facts = self._performer.facts(self._known)
        state, effects = begin(facts)
        self._round = _UnderWay(state, list(effects))

    def advance(self, chance: random.Random) -> Outcome | None:
        """One thing happens in the round under way: an effect is performed or an event told. Its outcome, if over."""
        current = self._round
        assert current is not None, "no round is under way"
        choices = len(current.due) + len(current.mail)
        index = chance.randrange(choices)
        if index < len(current.due):
            effect = current.due.pop(index)
            event = self._performer.perform(effect)
            current.mail.append(event)
            self._note(f"{self.name} {type(effect).__name__} -> {type(event).__name__}")
            self._witness.performed(self, effect, event)
            return None
        event = current.mail.pop(index - len(current.due))
        current.state, effects = step(current.state, event)
        current.due.extend(effects)
        outcome = current.state.outcome
        if outcome is not None:
            self._note(f"{self.name} round ends {outcome.ending} {outcome.counts}")
            self._known = remembered(current.state)
            self._round = None
            self._witness.ended(self, outcome)
        return outcome

    def finish_round(self, chance: random.Random) -> Outcome:
        """A whole round, or the rest of the one under way."""
        if self._round is None:
            self.begin_round()
        outcome = None
        while outcome is None:
            outcome = self.advance(chance)
        return outcome

    def export(self, *, with_pending: bool = False) -> bytes:
        return b"".join(self.replica.export(with_pending=with_pending))
