"""Laptops whose rounds are answered by one and another of the processes that serve a centre on PostgreSQL.

What one process did, or was told, holds at once in the others: nothing that decides is kept in a process.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.domain.errors import NoSuchRecord
from crmdesk.server import backup as backups
from crmdesk.server.field_administration import FieldAdministration
from crmdesk.sync.effects import Outcome
from crmdesk.sync.endings import Ending
from tests.server.test_workers import Line, token_of
from tests.support import postgres
from tests.support.centre import RunningCentre, compose, open_fast
from tests.support.databases import POSTGRESQL, Databases
from tests.support.processes import ServerProcess
from tests.sync.laptops import KINDS, Laptop, Place, now

pytestmark = pytest.mark.skipif(postgres.BIN is None, reason=postgres.MISSING)

ONE, OTHER = 0, 1
PEOPLE = (*((login, "rep") for login in ("ada", "ben", "eve", "kim", "lee")), ("root", "admin"))


class Served:
    """A centre that two processes serve, and the laptops at it."""

    def __init__(self, folder: Path, databases: Databases) -> None:
        self.bare = compose(databases, folder / "centre", people=PEOPLE)
        self.server = ServerProcess(folder, database_url=self.bare.database_url, workers=2)
        self.server.start()
        bare = self.bare
        centre = RunningCentre(bare.data, bare.database_url, bare.core, bare.org, url=self.server.url)
        self.place = Place(centre, KINDS[1], folder)
        self.laptops: list[Laptop] = []

    def laptop(self, login: str, worker: int = ONE) -> Laptop:
        self.laptops.append(self.place.laptop(login))
        assert self.round(self.laptops[-1], worker).exit_code == 0
        return self.laptops[-1]

    def round(self, laptop: Laptop, worker: int) -> Outcome:
        """A whole round that this process answers, over lines of its own."""
        laptop.remote.close()
        laptop._connect()
        with self.server.only(worker):
            return laptop.sync()

    def put_back(self, file: Path) -> None:
        """The server stopped, its database restored, and the server started again."""
        assert self.server.stop() == 0
        self.bare.core.close()
        backups.restore(self.bare.place, file, now())
        self.bare.core = open_fast(self.bare.database_url, data=self.bare.data)
        self.server.start()

    def central(self, login: str) -> bytes:
        return b"".join(self.bare.admin.centre.feed.export(self.bare.principal(login)))

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()
        self.server.stop()
        self.bare.core.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    databases = Databases(POSTGRESQL)
    made = Served(tmp_path_factory.mktemp("s"), databases)
    yield made
    made.close()
    databases.close()


def test_an_epoch_that_one_process_begins_holds_at_once_in_the_other(served: Served, tmp_path: Path) -> None:
    ada, ben = served.laptop("ada", ONE), served.laptop("ben", OTHER)
    file = tmp_path / "backup"
    backups.backup(served.bare.place, file, now())
    lost = ada.create("account", name="After the backup")
    assert served.round(ada, ONE).exit_code == 0
    assert served.round(ben, OTHER).exit_code == 0
    served.put_back(file)
    # Both processes have answered whoever had seen nothing that is gone, before anybody shows what is.
    eve = served.laptop("eve", OTHER)
    assert served.round(eve, ONE).exit_code == 0
    made = eve.create("account", name="Made at the restored centre")
    assert served.round(ada, ONE).ending is Ending.EPOCH_CHANGED
    # The epoch is another one by now: what was sent to the one of before greets again, and goes through.
    assert served.round(eve, OTHER).pending_left == 0
    assert served.round(ben, OTHER).ending is Ending.EPOCH_CHANGED
    for worker in (ONE, OTHER):
        for one in (ada, ben, eve):
            assert served.round(one, worker).exit_code == 0
    assert ben.get("account", lost)["name"] == "After the backup"
    assert ben.get("account", made)["name"] == "Made at the restored centre"
    assert len({one.export() for one in (ada, ben, eve)} | {served.central("ada")}) == 1


def test_moves_fields_and_shut_out_laptops_of_one_process_are_known_to_the_other(served: Served) -> None:
    kim, lee = served.laptop("kim", ONE), served.laptop("lee", OTHER)
    admin = served.bare.admin
    account = kim.create("account", name="North Ltd")
    assert served.round(kim, ONE).exit_code == 0
    assert served.round(lee, OTHER).exit_code == 0
    # A territory moves: both processes have just answered from it, and both judge by the new place.
    lee.update("account", account, industry="tools")
    admin.move_user("lee", "South")
    assert served.round(lee, OTHER).pending_left == 0
    assert [one.code for one in lee.replica.refused()] == ["out_of_scope"]
    with pytest.raises(NoSuchRecord):
        lee.get("account", account)
    lee.replica.discard()
    admin.move_territory("North-East", "South")
    admin.move_user("lee", "North-East")
    admin.move_territory("North-East", "North")
    for worker in (ONE, OTHER):
        assert served.round(lee, worker).exit_code == 0
        assert lee.export() == served.central("lee")
    admin.move_user("lee", "North")
    assert served.round(lee, ONE).exit_code == 0
    assert lee.get("account", account)["name"] == "North Ltd"
    # A field comes, is filled in through one process, and changes its kind while an edit of it waits for the other.
    fields = FieldAdministration(admin.centre, admin)
    fields.add("account", "region", "text")
    assert served.round(kim, ONE).exit_code == 0
    kim.update("account", account, x_region="12")
    assert served.round(kim, ONE).exit_code == 0
    assert served.round(lee, OTHER).exit_code == 0
    lee.update("account", account, x_region="13")
    fields = FieldAdministration(served.bare.admin.centre, served.bare.admin)
    fields.retype("account", "region", "integer")
    assert served.round(lee, OTHER).pending_left == 0
    assert served.round(kim, ONE).exit_code == 0
    assert (kim.get("account", account)["x_region"], lee.get("account", account)["x_region"]) == (13, 13)
    # A laptop is shut out, and another one told to erase itself, by what one process was asked.
    with served.server.only(ONE):
        line = Line(served.server.url)
        token = token_of(line, "root")
    for laptop, act, ending in ((kim, "revoke", Ending.REVOKED), (lee, "wipe", Ending.WIPED)):
        laptop.create("account", name="Too late")
        device = laptop.replica.identity().device
        status, told = line.ask("POST", f"/v1/admin/devices/{device}/{act}", token=token)
        assert status == 200, told
        assert served.round(laptop, OTHER).ending is ending
    line.close()
    assert b"Too late" not in served.central("root")
