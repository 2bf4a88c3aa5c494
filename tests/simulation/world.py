"""A world from a seed: three laptops, a centre, bad lines, and everything that happens to them, written to a trace."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from argon2 import PasswordHasher

from crmdesk.domain import edits
from crmdesk.protocol.messages import SignIn
from crmdesk.server.centre import Centre, open_centre
from crmdesk.server.database import data_url
from crmdesk.server.principal import Principal
from crmdesk.server.secret import Passwords
from crmdesk.store.replica import Replica
from crmdesk.sync import session
from crmdesk.sync.effects import Ending, Outcome
from tests.simulation.clock import Chance, Clock, id_source
from tests.simulation.laptop import KEY, SimulatedLaptop
from tests.simulation.network import Line
from tests.simulation.oracle import Oracle
from tests.simulation.work import Worker
from tests.support.in_process import Answered, InProcessRemote, Request, exchange

PASSWORD = "correct horse"
PEOPLE = {"ada": "rep", "ben": "rep", "max": "manager"}
TERRITORIES = ("North", "South")
PROFILES = {"ada-1": "ada", "ada-2": "ada", "ben-1": "ben", "max-1": "max"}
"""Laptops of the template; a world takes three of them."""
STEPS = 120
SKEWS = (0.0, 0.0, 86_400.0, -7_200.0, 3.5)
"""Seconds by which laptops' clocks are wrong."""
DRAINING = 8
"""Rounds each laptop may take to drain, once the network is whole."""


def _open(directory: Path, clock: Clock, chance: Chance) -> Centre:
    return open_centre(
        data_url(directory),
        now=clock.now,
        new_id=lambda: id_source(chance, clock, "centre"),
        new_tag=lambda: chance.of("tags").getrandbits(62),
        passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)),
    )


class Template:
    """A folder with a centre and signed-in laptops, made once and copied for each world."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.clock, chance = Clock(), Chance(0)
        centre_folder = directory / "centre"
        centre_folder.mkdir(parents=True)
        centre = _open(centre_folder, self.clock, chance)
        self.org = centre.organisations.found("Acme", "USD", ["en", "ko"])
        admin = centre.administration(self.org)
        for territory in TERRITORIES:
            admin.add_territory(territory)
        for login, role in PEOPLE.items():
            admin.add_user(login, login.title(), role, "North", PASSWORD)
        for name, login in PROFILES.items():
            self._profile(centre, name, login, chance)
        first = SimulatedLaptop(
            "ada-1",
            "ada",
            directory / "ada-1",
            line=Line(lambda one: exchange(centre, one), chance.of("line"), _quiet, healed=True),
            now=self.clock.now,
            new_id=lambda: id_source(chance, self.clock, "ada-1"),
            note=_quiet,
        )
        self._furnish(first)
        first.close()
        centre.close()

    def _profile(self, centre: Centre, name: str, login: str, chance: Chance) -> None:
        replica = Replica.create(
            self.directory / name, KEY, now=self.clock.now, new_id=lambda: id_source(chance, self.clock, name)
        )
        remote = InProcessRemote(lambda one: exchange(centre, one), session.SignedOut())
        session.begin(replica, "here", session.sign_in(remote, login, password=PASSWORD), self.clock.now())
        replica.close()

    def _furnish(self, laptop: SimulatedLaptop) -> None:
        """Records that everybody knows, so that people meet on them."""
        chance = Chance(0).of("first round")
        laptop.finish_round(chance)
        author = laptop.replica.author()
        account = laptop.replica.commit(edits.create(author, "account", {"name": "Common ground"}))[0].id
        for name in ("Big deal", "Small deal"):
            fields = {"name": name, "account": account, "amount": "500"}
            laptop.replica.commit(edits.create(author, "opportunity", fields))
        laptop.replica.commit(edits.plan_visit(author, account, "2026-03-02T10:00:00Z", None, purpose="Meet"))
        laptop.finish_round(chance)


def _quiet(_: str) -> None:
    return None


class World:
    """One seed's world. `run` lets it happen; `faults` is the oracle's judgement afterwards.

    `restores`: the centre may be put back to an older state. `moves`: people may get another territory.
    """

    def __init__(
        self,
        template: Template,
        seed: int,
        directory: Path,
        steps: int = STEPS,
        *,
        restores: bool = False,
        moves: bool = False,
    ) -> None:
        shutil.copytree(template.directory, directory)
        self.seed = seed
        self.steps = steps
        self._restores = restores
        self._moves = moves
        self.trace: list[str] = []
        self._org = template.org
        self._folder = directory
        self._clock = Clock(template.clock.moment)
        self._chance = Chance(seed)
        self._centre = _open(directory / "centre", self._clock, self._chance)
        first, *others = PROFILES
        chosen = [first, *self._chance.of("cast").sample(others, 2)]
        self.laptops = [self._laptop(name) for name in chosen]

    def _laptop(self, name: str) -> SimulatedLaptop:
        skew = self._chance.of("skew").choice(SKEWS)
        own = Clock(self._clock.moment)

        def now() -> datetime:
            own.moment = self._clock.now()
            own.pass_time(skew)
            return own.moment

        return SimulatedLaptop(
            name,
            PROFILES[name],
            self._folder / name,
            line=Line(self._exchange, self._chance.of(f"line of {name}"), self._note),
            now=now,
            new_id=lambda: id_source(self._chance, self._clock, name),
            note=self._note,
        )

    def _exchange(self, request: Request) -> Answered:
        return exchange(self._centre, request)

    def _note(self, text: str) -> None:
        self.trace.append(text)

    @property
    def digest(self) -> str:
        """Stands for everything that happened."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()

    # What happens

    def run(self) -> None:
        """The whole story, then peace."""
        chance = self._chance.of("story")
        for _ in range(self.steps):
            self._clock.pass_time(chance.choice((0.2, 1.0, 20.0, 200.0)))
            laptop = chance.choice(self.laptops)
            self._happen(laptop, chance.random())
        self._drain()

    def _happen(self, laptop: SimulatedLaptop, fate: float) -> None:
        chance = self._chance.of(f"story of {laptop.name}")
        worker = Worker(laptop, chance)
        if fate < 0.34:
            self._note(f"{laptop.name} {worker.work()}")
        elif fate < 0.82:
            for _ in range(chance.randint(1, 12)):
                self._advance(laptop)
        elif fate < 0.88:
            self._note(f"{laptop.name} {worker.settle()}")
        elif fate < 0.91:
            self._note(f"{laptop.name} {worker.tidy()}")
        elif fate < 0.94:
            laptop.crash()
        elif fate < 0.98 or laptop.line.down:
            laptop.line.down = not laptop.line.down and chance.random() < 0.5
            self._note(f"{laptop.name} is {'off' if laptop.line.down else 'on'} the network")
        elif fate > 0.993 and self._restores:
            self._back_up_or_put_back()
        elif fate > 0.984 and self._moves:
            self._move(laptop.login, chance.choice(TERRITORIES))
        else:
            self._restart()

    def _advance(self, laptop: SimulatedLaptop) -> None:
        if not laptop.in_round:
            laptop.begin_round()
        outcome = laptop.advance(self._chance.of(f"order of {laptop.name}"))
        if outcome is not None:
            self._after(laptop, outcome)

    def _after(self, laptop: SimulatedLaptop, outcome: Outcome) -> None:
        """Whose session has ended signs in again; nothing else needs a person."""
        if outcome.ending is Ending.SIGN_IN:
            self._note(f"{laptop.name} signs in again")
            device = laptop.replica.identity().device
            remote = InProcessRemote(self._exchange, session.SignedOut())
            tokens = session.sign_in(remote, laptop.login, password=PASSWORD, device=device)
            session.begin(laptop.replica, "here", tokens, self._clock.now())

    def _restart(self) -> None:
        """The centre's process is gone between two requests, and back."""
        self._note("the centre restarts")
        self._centre.close()
        self._centre = _open(self._folder / "centre", self._clock, self._chance)

    def _back_up_or_put_back(self) -> None:
        """The centre's folder is copied; the next time, the copy takes its place."""
        folder, backup = self._folder / "centre", self._folder / "backup"
        self._centre.close()
        if backup.exists():
            self._note("the centre is put back to its backup")
            shutil.rmtree(folder)
            backup.rename(folder)
        else:
            self._note("the centre is backed up")
            shutil.copytree(folder, backup)
        self._centre = _open(folder, self._clock, self._chance)

    def _move(self, login: str, territory: str) -> None:
        self._note(f"{login} moves to {territory}")
        self._centre.administration(self._org).move_user(login, territory)

    def _drain(self) -> None:
        """The network is whole again: everything must come to rest by itself, but for what waits for its author."""
        self._note("peace")
        for laptop in self.laptops:
            laptop.line.healed = True
        self._rest()
        for laptop in self.laptops:
            if laptop.replica.pending() and laptop.replica.refused():
                self._note(f"{laptop.name} gives up what was refused, so that nothing has to wait for it")
                Worker(laptop, self._chance.of("peace")).give_up()
        self._rest()

    def _rest(self) -> None:
        """Rounds in turn until two of each laptop's have moved nothing."""
        quiet = 0
        for turn in range(DRAINING * len(self.laptops)):
            laptop = self.laptops[turn % len(self.laptops)]
            before = laptop.export()
            outcome = laptop.finish_round(self._chance.of(f"order of {laptop.name}"))
            self._after(laptop, outcome)
            quiet = quiet + 1 if outcome.ending is Ending.OK and laptop.export() == before else 0
            if quiet == 2 * len(self.laptops):
                break

    def faults(self) -> list[str]:
        """What the oracle has to say of the world as it is now."""
        people = {login: self._person(login) for login in PEOPLE}
        return Oracle(self._centre, self._org, self.laptops, people).faults()

    def _person(self, login: str) -> Principal:
        return self._centre.identity.sign_in(SignIn(login=login, password=PASSWORD), "oracle").principal

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()
        self._centre.close()


@contextmanager
def worlds_folder() -> Iterator[Path]:
    """A temporary folder in memory where there is one: nothing here has to outlive the process."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="crmdesk-worlds-", dir=shared if shared.is_dir() else None
    ) as folder:
        yield Path(folder)


def play(
    template: Template,
    seed: int,
    folder: Path,
    steps: int = STEPS,
    *,
    restores: bool = False,
    moves: bool = False,
) -> tuple[World, list[str]]:
    """A world, run, judged and closed; its files are gone."""
    directory = folder / f"world-{seed}"
    world = World(template, seed, directory, steps, restores=restores, moves=moves)
    try:
        world.run()
        return world, world.faults()
    finally:
        world.close()
        shutil.rmtree(directory)
