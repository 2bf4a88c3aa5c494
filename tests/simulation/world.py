"""A world from a seed: some laptops, a centre, bad lines, and everything that happens to them, written to a trace."""

from __future__ import annotations

import hashlib
import shutil
import traceback
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from crmdesk.domain.errors import DeviceRevoked
from crmdesk.server.administration import Administration
from crmdesk.server.database import DATABASE_NAME
from crmdesk.sync import session
from crmdesk.sync.effects import Counts, Outcome
from crmdesk.sync.endings import Ending
from tests.simulation.central import Central, Ledger, Window
from tests.simulation.clock import Chance, Clock, Ids
from tests.simulation.fate import PROFILES, Fate, Trouble
from tests.simulation.fault import Broken, Fault
from tests.simulation.laptop import Acknowledged, SimulatedLaptop
from tests.simulation.network import Line
from tests.simulation.oracle import Oracle
from tests.simulation.template import PASSWORD, PEOPLE, Template
from tests.simulation.upheavals import Upheavals
from tests.simulation.watch import Watch
from tests.simulation.work import Worker
from tests.support.in_process import Answered, InProcessRemote, Request, exchange

DRAINING = 6
"""Rounds each laptop may take to drain once the network is whole: one each ten seconds of the promised minute."""
MOST_LAPTOPS = 5


@dataclass(frozen=True)
class _Copy:
    """A copy of a profile that somebody made: the folder, and what had been acknowledged by then."""

    folder: Path
    acknowledged: list[Acknowledged]


class World:
    """One seed's world. `run` lets it happen; `faults` is what is wrong with it afterwards.

    `left_out` are steps that do not happen; all others happen as they would have, as far as they still can.
    """

    def __init__(self, template: Template, seed: int, fate: Fate, left_out: Collection[int] = ()) -> None:
        template.lay_out(fate.cast)
        self.seed = seed
        self.fate = fate
        self.trace: list[str] = []
        self.merged: dict[str, str] = {}
        self.erased: set[str] = set()
        """The people whom an administrator had erased."""
        self.collected: Ledger = {}
        """Verdicts that a collection may have taken away."""
        self.was_put_back = False
        self.org = template.org
        self._template = template
        self._left_out = frozenset(left_out)
        self._clock = Clock(template.clock.moment, template.clock.passed)
        self._chance = Chance(seed)
        self.centre = template.open_centre(self._clock, self._chance)
        self._window = Window(template.world / "centre" / DATABASE_NAME, self.org)
        self._watch = Watch(self)
        self._copies: dict[str, _Copy] = {}
        self.laptops: list[SimulatedLaptop] = []
        for name, skew in zip(fate.cast, fate.skews, strict=True):
            self._seat(name, PROFILES[name], template.world / name, skew)

    def _seat(self, name: str, login: str, directory: Path, skew: float) -> SimulatedLaptop:
        chance = self._chance

        def wire(request: Request) -> Answered:
            answer = exchange(self.centre, request)
            self._watch.answered(laptop, request, answer)
            return answer

        laptop = SimulatedLaptop(
            name,
            login,
            directory,
            line=Line(wire, lambda: chance.of(f"line of {name}"), self._note, self.fate.weather),
            clock=self._clock,
            new_id=Ids(chance, self._clock, name),
            note=self._note,
            witness=self._watch,
            skew=skew,
        )
        self.laptops.append(laptop)
        return laptop

    @property
    def administration(self) -> Administration:
        return self.centre.administration(self.org)

    def central(self) -> Central:
        """The centre as its file has it now."""
        return self._window.now()

    @property
    def digest(self) -> str:
        """Stands for everything that happened."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()[:16]

    def _note(self, text: str) -> None:
        self.trace.append(text)

    # What happens

    def run(self) -> None:
        """The whole story, then peace."""
        for number in range(self.fate.steps):
            if number in self._left_out:
                continue
            self._chance.begin_step(number)
            self._note(f"-- {number}")
            chance = self._chance.of("story")
            self._clock.pass_time(chance.choice((0.2, 1.0, 20.0, 200.0)))
            if self.fate.troubles and chance.random() < self.fate.trouble:
                self._befall(chance.choice(self.fate.troubles))
            else:
                self._happen(chance.choice(self.laptops), chance.random())
        self._chance.begin_step(self.fate.steps)
        self._drain()

    def _happen(self, laptop: SimulatedLaptop, fate: float) -> None:
        chance = self._chance.of("deed")
        worker = Worker(laptop, chance, self.fate.topic)
        if fate < 0.38:
            self._note(f"{laptop.name} {worker.work()}")
        elif fate < 0.82:
            for _ in range(chance.randint(1, 14)):
                self._advance(laptop)
        elif fate < 0.88:
            self._note(f"{laptop.name} {worker.settle()}")
        elif fate < 0.91:
            self._note(f"{laptop.name} {worker.tidy()}")
        elif fate < 0.93:
            self._note(f"{laptop.name} {worker.take_back()}")
        elif fate < 0.97:
            laptop.crash()
        else:
            laptop.line.down = not laptop.line.down
            self._note(f"{laptop.name} is {'off' if laptop.line.down else 'on'} the network")

    def _befall(self, trouble: Trouble) -> None:
        chance = self._chance.of("trouble")
        laptop = chance.choice(self.laptops)
        if trouble is Trouble.RESTART:
            self._restart()
        elif trouble is Trouble.RESTORE:
            self._back_up_or_put_back()
        elif trouble is Trouble.CLONE:
            self._clone(laptop)
        elif trouble is Trouble.SET_BACK:
            self._copy_or_set_back(laptop)
        elif trouble is Trouble.CLOCK:
            laptop.skew += chance.choice((86_400.0, -86_400.0, 3_600.0, -3_600.0))
            self._note(f"{laptop.name}'s clock jumps, it is now {laptop.skew} s off")
        else:
            self._note(Upheavals(self, chance).happen(trouble))

    def _advance(self, laptop: SimulatedLaptop) -> None:
        if not laptop.in_round:
            laptop.begin_round()
        outcome = laptop.advance(self._chance.of("order"))
        if outcome is not None:
            self._after(laptop, outcome)

    def _after(self, laptop: SimulatedLaptop, outcome: Outcome) -> None:
        """Whose session has ended signs in again, if they may; nothing else needs a person."""
        if outcome.ending is Ending.REVOKED:
            laptop.shut_out = True  # also the copy of a profile whose device was revoked
        if outcome.ending is Ending.SIGN_IN:
            if not self.administration.user(laptop.login).active:
                self._note(f"{laptop.name} cannot sign in")
                return
            device = laptop.replica.identity().device
            remote = InProcessRemote(lambda one: exchange(self.centre, one), session.SignedOut())
            try:
                tokens = session.sign_in(remote, laptop.login, password=PASSWORD, device=device)
            except DeviceRevoked:
                self._note(f"{laptop.name} is shut out")
                return
            self._note(f"{laptop.name} signs in again")
            session.begin(laptop.replica, "here", tokens, self._clock.now())

    def _close_centre(self) -> None:
        self._window.close()
        self.centre.close()

    def _restart(self) -> None:
        """The centre's process is gone between two requests, and back."""
        self._note("the centre restarts")
        self._close_centre()
        self.centre = self._template.open_centre(self._clock, self._chance)

    def _back_up_or_put_back(self) -> None:
        """The centre's folder is copied; the next time, the copy takes its place."""
        folder, backup = self._template.world / "centre", self._template.world / "backup"
        self._close_centre()
        if backup.exists():
            self._note("the centre is put back to its backup")
            shutil.rmtree(folder)
            backup.rename(folder)
            self.was_put_back = True
        else:
            self._note("the centre is backed up")
            shutil.copytree(folder, backup)
        self.centre = self._template.open_centre(self._clock, self._chance)

    # Copies of profiles

    def _clone(self, laptop: SimulatedLaptop) -> None:
        """The profile is copied to another laptop, and both go on."""
        if len(self.laptops) >= MOST_LAPTOPS:
            return
        name = f"{laptop.name}'{len(self.laptops)}"
        self._note(f"{name} is a copy of {laptop.name}")
        twin = self._seat(name, laptop.login, laptop.copy_folder(), laptop.skew)
        twin.shut_out = laptop.shut_out
        twin.remember(laptop.acknowledged)

    def _copy_or_set_back(self, laptop: SimulatedLaptop) -> None:
        """The profile is copied; the next time, the copy takes its place, and what came after it is no more there."""
        copy = self._copies.pop(laptop.name, None)
        if copy is None:
            self._note(f"{laptop.name}'s profile is copied")
            self._copies[laptop.name] = _Copy(
                laptop.copy_folder(), [replace(one) for one in laptop.acknowledged]
            )
            return
        self._note(f"{laptop.name} is put back to the copy of its profile")
        laptop.put_back(copy.folder)
        later = laptop.acknowledged[len(copy.acknowledged) :]
        # What was discarded since then is listed again; what was saved since then may have left in time, or be gone.
        laptop.remember(copy.acknowledged)
        for one in later:
            one.stayed = False
        laptop.acknowledged += later
        self._watch.set_back(laptop)

    # Peace

    def _drain(self) -> None:
        """The network is whole again: everything must come to rest by itself, but for what waits for its author."""
        self._note("peace")
        for laptop in self.laptops:
            laptop.line.healed = True
        for login in PEOPLE:
            if not self.administration.user(login).active:
                self.administration.set_active(login, True)
        self._rest()
        waiting = [one for one in self.laptops if one.replica.pending() and one.replica.refused()]
        for laptop in waiting:
            self._note(f"{laptop.name} gives up what was refused, so that nothing has to wait for it")
            Worker(laptop, self._chance.of("peace")).give_up()
        if waiting:
            self._rest()

    def _rest(self) -> None:
        """Rounds in turn until one of each laptop's, one after the other, has moved nothing."""
        quiet = 0
        for turn in range(DRAINING * len(self.laptops)):
            self._clock.pass_time(10 / len(self.laptops))
            laptop = self.laptops[turn % len(self.laptops)]
            quiet = quiet + 1 if laptop.shut_out or self._moves_nothing(laptop) else 0
            if quiet == len(self.laptops):
                break

    def _moves_nothing(self, laptop: SimulatedLaptop) -> bool:
        """Lets a laptop have its round; whether it was a whole one in which there was nothing to do."""
        begun = None if laptop.in_round else laptop.starts
        outcome = laptop.finish_round(self._chance.of("order"))
        self._after(laptop, outcome)
        laptop.replica.note_attempt(None if outcome.ending is Ending.OK else "offline")
        return begun == laptop.starts and outcome.ending is Ending.OK and outcome.counts == Counts()

    def faults(self) -> list[Fault]:
        """What was seen to go wrong on the way, and what the oracle has to say of the world as it is now."""
        return [*self._watch.faults, *Oracle(self).faults()]

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()
        self._close_centre()


@dataclass(frozen=True)
class Played:
    """What is left of a world that is over."""

    seed: int
    fate: Fate
    digest: str
    trace: list[str]
    faults: list[Fault]

    def told(self) -> str:
        """The story with its end, for whoever looks for the cause."""
        lines = [*self.trace, f"seed {self.seed}, {self.fate}, trace {self.digest}", *map(str, self.faults)]
        return "\n".join(lines)


def play(template: Template, seed: int, fate: Fate, left_out: Collection[int] = ()) -> Played:
    """A world, run, judged and closed; its files are gone."""
    world = World(template, seed, fate, left_out)
    try:
        faults = _faults_of(world)
        return Played(seed, fate, world.digest, world.trace, faults)
    finally:
        world.close()
        template.clear_away()


def _faults_of(world: World) -> list[Fault]:
    try:
        world.run()
        return world.faults()
    except Broken as broken:
        return [broken.fault]
    except Exception:  # noqa: BLE001 - a world that breaks off is a fault with its seed, like any other
        return [Fault("bug", traceback.format_exc())]
