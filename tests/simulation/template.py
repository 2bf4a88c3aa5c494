"""What every world begins with: a centre with people and records, and laptops that know them; made once a process."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from crmdesk.domain import edits
from crmdesk.domain.changes import Act
from crmdesk.server.centre import Centre, centre_on
from crmdesk.server.database import data_url, open_database
from crmdesk.server.form_administration import FormAdministration
from crmdesk.server.secret import Passwords
from crmdesk.store.replica import Replica
from crmdesk.sync import session
from tests.simulation.answering import FORM
from tests.simulation.clock import Chance, Clock, Ids
from tests.simulation.fate import PROFILES
from tests.simulation.laptop import KEY, SimulatedLaptop
from tests.simulation.network import Line
from tests.simulation.selling import drawn_up
from tests.support.in_process import InProcessRemote, exchange

PASSWORD = "correct horse"
TERRITORIES = {"Region": None, "North": "Region", "South": "Region", "East": "North"}
PRODUCT = "00000000-0000-7000-8000-000000000001"
PEOPLE = {
    "ada": ("rep", "North"),
    "ben": ("rep", "North"),
    "cid": ("rep", "South"),
    "max": ("manager", "Region"),
}


class Template:
    """Folders to copy. All worlds of a process lie in one place, one after the other, so that they share one engine
    with all that it has compiled.
    """

    def __init__(self, folder: Path) -> None:
        self.world = folder / "world"
        self.clock = Clock()
        self._made = folder / "template"
        self._passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.engine = open_database(data_url(self.world / "centre"))
        (self.world / "centre").mkdir(parents=True)
        chance = Chance(-1)
        centre = self.open_centre(self.clock, chance)
        self.org = centre.organisations.found("Acme", "USD", ["en", "ko"])
        admin = centre.administration(self.org)
        for territory, parent in TERRITORIES.items():
            admin.add_territory(territory, parent)
        for login, (role, home) in PEOPLE.items():
            admin.add_user(login, login.title(), role, home, PASSWORD)
        admin.write([admin.mutation(Act.CREATE, "product", PRODUCT, {"name": "Stove", "active": True})])
        FormAdministration(admin).publish(FORM)
        for name, login in PROFILES.items():
            self._sign_in(centre, name, login, chance)
        for name in ("ada-1", "cid-1"):
            self._sync(centre, name, chance, furnish=True)
        for name in PROFILES:
            if not name.endswith("new"):
                self._sync(centre, name, chance)
        centre.close()
        self.world.rename(self._made)

    def open_centre(self, clock: Clock, chance: Chance) -> Centre:
        """The centre in the world's folder."""
        return centre_on(
            self.engine,
            now=clock.now,
            new_id=Ids(chance, clock, "centre"),
            new_tag=lambda: chance.of("tags").getrandbits(62),
            passwords=self._passwords,
            receipts=self.world / "erasures",
        )

    def lay_out(self, profiles: tuple[str, ...]) -> None:
        """A new world's folder with a centre and these profiles."""
        self.world.mkdir()
        for name in ("centre", *profiles):
            shutil.copytree(self._made / name, self.world / name)

    def clear_away(self) -> None:
        """The world's folder is gone."""
        self.engine.dispose()
        shutil.rmtree(self.world)

    def _sign_in(self, centre: Centre, name: str, login: str, chance: Chance) -> None:
        ids = Ids(chance, self.clock, name)
        replica = Replica.create(self.world / name, KEY, now=self.clock.now, new_id=ids)
        remote = InProcessRemote(lambda one: exchange(centre, one), session.SignedOut())
        session.begin(replica, "here", session.sign_in(remote, login, password=PASSWORD), self.clock.now())
        replica.close()

    def _sync(self, centre: Centre, name: str, chance: Chance, *, furnish: bool = False) -> None:
        laptop = SimulatedLaptop(
            name,
            PROFILES[name],
            self.world / name,
            line=Line(
                lambda one: exchange(centre, one), lambda: chance.of("line"), lambda text: None, healed=True
            ),
            clock=self.clock,
            new_id=Ids(chance, self.clock, f"{name} {furnish}"),
            note=lambda text: None,
            witness=_Nobody(),
        )
        laptop.finish_round(chance.of("order"))
        if furnish:
            _furnish(laptop)
            laptop.finish_round(chance.of("order"))
        laptop.close()


class _Nobody:
    """A witness of what nobody needs to judge."""

    def saved(self, *given: Any) -> None:
        """Nothing."""

    performed = ended = gave_up = saved


def _furnish(laptop: SimulatedLaptop) -> None:
    """Records that all colleagues know, so that people meet on them; with a user's mark in their names."""
    replica, mark = laptop.replica, f"<{laptop.login}>"
    author = replica.author()
    account = replica.commit(edits.create(author, "account", {"name": f"Common ground {mark}"}))[0].id
    replica.commit(edits.create(author, "contact", {"name": f"Kim {mark}", "account": account}))
    replica.commit(edits.create(author, "lead", {"name": f"Met at the fair {mark}"}))
    for name in ("Big deal", "Small deal"):
        fields = {"name": f"{name} {mark}", "account": account, "amount": "500"}
        deal = replica.commit(edits.create(author, "opportunity", fields))[0].id
    replica.commit(drawn_up(author, replica.get("opportunity", deal), PRODUCT))
    replica.commit(edits.plan_visit(author, account, "2026-03-02T10:00:00Z", None, purpose=f"Meet {mark}"))


@contextmanager
def seldom_collected() -> Iterator[None]:
    """What is there now stays to the end, and hardly anything that a world leaves hangs together in circles: looking
    through it as often as Python does by itself takes a tenth of a world."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def worlds_folder() -> Iterator[Path]:
    """A temporary folder in memory where there is one: nothing here has to outlive the process."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="crmdesk-worlds-", dir=shared if shared.is_dir() else None
    ) as folder:
        yield Path(folder)
