"""The main job on a real company's data: two reps, their manager, a day without the server; all of it reconciles.

Real processes and sockets from one end to the other, through the command line alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import postgres
from tests.support.databases import POSTGRESQL, SQLITE, Databases
from tests.support.processes import ClientProcess, ServerProcess, run
from tests.support.shared_data import shared_data

RECIPE = Path(__file__).parents[2] / "resources" / "recipes" / "maven-crm.toml"
MANAGER, ONE, TWO = "rocco.neubert", "boris.faz", "cassey.cress"
PASSWORD = "a quiet afternoon"


@dataclass(frozen=True)
class Company:
    """The imported centre with three people at their laptops."""

    server: ServerProcess
    one: ClientProcess
    two: ClientProcess
    manager: ClientProcess

    @property
    def laptops(self) -> dict[str, ClientProcess]:
        return {ONE: self.one, TWO: self.two, MANAGER: self.manager}

    def sync(self) -> None:
        """Everybody syncs until nobody has anything new: the second time brings what the others sent."""
        for _ in range(2):
            for laptop in self.laptops.values():
                laptop("sync")

    def admin(self, *words: str, stdin: str = "") -> bytes:
        return run("admin", *self.server.place, *words, stdin=stdin).out

    def export(self, login: str) -> bytes:
        return self.admin("export", "--as-user", login)


def centre_of(kind: str, data: Path, databases: Databases) -> ServerProcess:
    """A server that is not running yet: one process on the embedded database, or two on PostgreSQL."""
    data.mkdir()
    if kind == SQLITE:
        return ServerProcess(data)
    return ServerProcess(data, database_url=databases.empty(data), workers=2)


@pytest.fixture(
    scope="module",
    params=[
        SQLITE,
        pytest.param(
            POSTGRESQL,
            marks=[pytest.mark.long, pytest.mark.skipif(postgres.BIN is None, reason=postgres.MISSING)],
        ),
    ],
)
def company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    source = shared_data("maven-crm")
    folder = tmp_path_factory.mktemp("maven")
    databases = Databases(request.param)
    server = centre_of(request.param, folder / "centre", databases)
    run("admin", *server.place, "org", "init", "Maven Hardware")
    run("admin", *server.place, "import", RECIPE, source, "--rejects", folder / "rejects")
    server.start()
    try:
        company = Company(server, *(ClientProcess(folder / name) for name in ("one", "two", "manager")))
        for login, laptop in company.laptops.items():
            company.admin("user", "password", login, "--password-stdin", stdin=PASSWORD + "\n")
            laptop.sign_in(server.url, login, PASSWORD)
            laptop("sync")
        yield company
    finally:
        server.stop()
        databases.close()


def owners(laptop: ClientProcess) -> set[str]:
    return {record["fields"]["owner"] for record in laptop.all("opportunity")}


def user_id(laptop: ClientProcess, login: str) -> str:
    (user,) = laptop.all("user", f"login={login}")
    return str(user["id"])


def shared_deals(company: Company) -> list[dict[str, Any]]:
    """Open deals with an account that both reps see: their team's."""
    return company.manager.all("opportunity", "stage=qualification", "account!=")


@pytest.mark.timeout(600)
def test_a_day_without_the_server_reconciles(company: Company) -> None:
    _everyone_sees_what_their_scope_says(company)
    deals = [record["id"] for record in shared_deals(company)[:8]]
    server = company.server
    assert server.stop() == 0

    _both_edit_offline(company, deals)
    assert company.one("sync", expect=10).code == 10
    assert company.one.status()["state"] == "offline"
    pending = company.one.status()["pending"]
    assert pending >= 8

    server.start()
    company.sync()
    _policies_held(company, deals)
    _a_conflict_is_resolved_and_travels(company, deals)
    for login, laptop in company.laptops.items():
        status = laptop.status()
        assert (status["pending"], status["conflicts"], status["refused"]) == (0, 0, 0), login
        assert laptop("export").out == company.export(login), login
    faults = company.admin("verify", "--json")
    assert b'"faults":0' in faults.replace(b" ", b"") or json.loads(faults).get("faults") in (0, [])


def _everyone_sees_what_their_scope_says(company: Company) -> None:
    """Both reps are at home in the team's territory and see it; so does the manager; nobody sees another team's."""
    team = set(owners(company.manager))
    assert {user_id(company.one, ONE), user_id(company.one, TWO)} <= team
    assert owners(company.one) == team
    for login, laptop in company.laptops.items():
        assert laptop("export").out == company.export(login), login
        assert laptop.status()["state"] == "ok"
    assert len(company.one.all("user")) == 41
    assert len(company.manager.all("opportunity")) < 8800


def _both_edit_offline(company: Company, deals: list[str]) -> None:
    one, two = company.one, company.two
    account = one.get("opportunity", deals[0])["account"]

    # Different fields of one opportunity: both stay.
    one("update", "opportunity", deals[0], "probability=60")
    two("update", "opportunity", deals[0], "lead_source=referral")
    # The same field where the later arrival wins, and where a person must say.
    one("update", "opportunity", deals[1], "probability=10")
    two("update", "opportunity", deals[1], "probability=90")
    one("update", "opportunity", deals[2], "close_date=2018-01-15")
    two("update", "opportunity", deals[2], "close_date=2018-02-20")
    # Tags are united, notes merged by lines.
    one("update", "opportunity", deals[3], "tags+=urgent", "description=Called twice.")
    two("update", "opportunity", deals[3], "tags+=박람회")
    # Stage: further along wins. Stage against amount of a closed deal: asks.
    one("update", "opportunity", deals[4], "stage=proposal")
    two("update", "opportunity", deals[4], "stage=negotiation")
    one("update", "opportunity", deals[5], "stage=closed_won", "amount=5000.00")
    two("update", "opportunity", deals[5], "amount=7000.00")
    # Both log visits, in every language.
    for laptop, note in ((one, "재방문 요청, 견적서 발송"), (two, "客户要求报价")):
        visit = laptop(
            "visit", "plan", account, "--start", "2018-01-10T09:00:00Z", "--end", "2018-01-10T10:00:00Z"
        )
        laptop("visit", "check-in", visit.value["id"], "--lat", "37.5665", "--lon", "126.978")
        laptop("update", "visit", visit.value["id"], f"notes={note}", "outcome=follow_up")
        laptop("visit", "check-out", visit.value["id"])
        laptop("visit", "submit", visit.value["id"])


def _policies_held(company: Company, deals: list[str]) -> None:
    for laptop in company.laptops.values():
        first = laptop.get("opportunity", deals[0])
        assert (first["probability"], first["lead_source"]) == (60, "referral")
        assert laptop.get("opportunity", deals[1])["probability"] == 90
        third = laptop.get("opportunity", deals[3])
        assert (third["tags"], third["description"]) == (["urgent", "박람회"], "Called twice.")
        assert laptop.get("opportunity", deals[4])["stage"] == "negotiation"
        assert {visit["fields"]["notes"] for visit in laptop.all("visit")} == {
            "재방문 요청, 견적서 발송",
            "客户要求报价",
        }
        conflicts = {conflict["record"]: conflict for conflict in laptop("conflicts").lines}
        assert set(conflicts) == {deals[2], deals[5]}
        date, closing = conflicts[deals[2]], conflicts[deals[5]]
        assert date["mine"] == {"close_date": "2018-02-20"}
        assert date["theirs"] == {"close_date": "2018-01-15"}
        assert set(date["base"]) == {"close_date"}
        assert closing["theirs"] == {"stage": "closed_won", "amount": "5000.00", "currency": "USD"}
        assert closing["mine"]["amount"] == "7000.00"


def _a_conflict_is_resolved_and_travels(company: Company, deals: list[str]) -> None:
    conflicts = {conflict["record"]: conflict["id"] for conflict in company.manager("conflicts").lines}
    company.manager("resolve", conflicts[deals[2]], "--mine")
    company.one(
        "resolve",
        conflicts[deals[5]],
        "--value",
        '{"stage":"closed_won","amount":"6000.00","currency":"USD"}',
    )
    company.sync()
    for laptop in company.laptops.values():
        assert laptop.get("opportunity", deals[2])["close_date"] == "2018-02-20"
        closing = laptop.get("opportunity", deals[5])
        assert (closing["stage"], closing["amount"]) == ("closed_won", "6000.00")
    told = [entry["field"] for entry in company.two("history", "opportunity", deals[2]).lines]
    assert "close_date" in told
