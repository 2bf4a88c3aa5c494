"""A laptop of the world: a real replica, its rounds performed effect by effect, in any order, with crashes between."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crmdesk.domain.changes import Mutation
from crmdesk.domain.entities import CATALOGUE
from crmdesk.store.replica import Replica
from crmdesk.sync.driver import Performer, remembered
from crmdesk.sync.effects import Effect, Event, Facts, Outcome
from crmdesk.sync.engine import begin, step
from crmdesk.sync.session import ReplicaWallet
from crmdesk.sync.state import Round
from tests.simulation.network import Line
from tests.support.in_process import InProcessRemote

KEY = bytes(range(32))


@dataclass
class Acknowledged:
    """An edit that was said to be saved, with whether its author discarded it later."""

    mutation: Mutation
    discarded: bool = False


@dataclass
class _UnderWay:
    """A round between two events. `due` are effects to perform, `mail` what came of some and is not yet told."""

    state: Round
    due: list[Effect] = field(default_factory=list)
    mail: list[Event] = field(default_factory=list)


class SimulatedLaptop:
    """One profile folder and whoever sits at it."""

    def __init__(
        self,
        name: str,
        login: str,
        directory: Path,
        *,
        line: Line,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        note: Callable[[str], None],
    ) -> None:
        self.name = name
        self.login = login
        self.line = line
        self.acknowledged: list[Acknowledged] = []
        self._directory = directory
        self._now = now
        self._new_id = new_id
        self._note = note
        self._round: _UnderWay | None = None
        self._known: Facts | None = None
        self._open()

    def _open(self) -> None:
        self.replica = Replica.open(self._directory, KEY, now=self._now, new_id=self._new_id)
        self._remote = InProcessRemote(self.line, ReplicaWallet(self.replica, self._now))
        self._performer = Performer(self.replica, self._remote, CATALOGUE, self._now)

    @property
    def synced_once(self) -> bool:
        return self.replica.identity().position is not None

    @property
    def in_round(self) -> bool:
        return self._round is not None

    def saved(self, mutations: list[Mutation]) -> None:
        """The person was told that these are saved."""
        self.acknowledged.extend(Acknowledged(mutation) for mutation in mutations)

    def crash(self) -> None:
        """The process is gone between two effects; the profile is opened anew."""
        self._note(f"{self.name} crashes" + (" in a round" if self._round else ""))
        self._round = self._known = None
        self.replica.close()
        self._open()

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
            current.mail.append(self._performer.perform(effect))
            self._note(f"{self.name} {type(effect).__name__} -> {type(current.mail[-1]).__name__}")
            return None
        event = current.mail.pop(index - len(current.due))
        current.state, effects = step(current.state, event)
        current.due.extend(effects)
        outcome = current.state.outcome
        if outcome is not None:
            self._note(f"{self.name} round ends {outcome.ending} {outcome.counts}")
            self._known = remembered(current.state)
            self._round = None
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
