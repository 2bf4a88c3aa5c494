"""PostgreSQL goes away under a running centre and comes back: laptops are told to try again, and lose nothing."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import postgres, until
from tests.support.centre import PASSWORD, RunningCentre, open_fast
from tests.support.postgres import Cluster

pytestmark = [
    pytest.mark.skipif(postgres.BIN is None, reason=postgres.MISSING),
    pytest.mark.expected_log("storage fault"),
]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of the test's own, which is on disk when it says so."""
    made = Cluster(careful=True).start()
    yield made
    made.remove()


@pytest.fixture
def served(cluster: Cluster, tmp_path: Path) -> Iterator[RunningCentre]:
    core = open_fast(cluster.url())
    org = core.organisations.found("Acme", "USD", ["en"])
    core.administration(org).add_territory("North")
    core.administration(org).add_user("kim", "Kim", "rep", "North", PASSWORD)
    centre = RunningCentre(tmp_path, cluster.url(), core, org)
    centre.start()
    yield centre
    centre.stop()
    core.close()


def make_account(centre: RunningCentre, token: str, name: str) -> int:
    return centre.ask("POST", "/v1/records/account", {"fields": {"name": name}}, token=token).status


def names(centre: RunningCentre, token: str) -> set[str]:
    found = centre.ask("GET", "/v1/records/account", token=token).json
    return {record["fields"]["name"] for record in found["records"]}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["restarted", "crashed"])
def test_a_database_server_that_goes_away_and_comes_back_is_an_outage_and_no_loss(
    served: RunningCentre, cluster: Cluster, how: int
) -> None:
    token = served.sign_in("kim")
    assert make_account(served, token, "Before") == 201
    cluster.stop(how)
    for path in ("/v1/records/account", "/readyz"):
        reply = served.ask("GET", path, token=token)
        assert (reply.status, reply.code) == (503, "storage")
        assert int(reply.headers["retry-after"]) >= 1
    assert served.ask("GET", "/healthz").status == 200
    cluster.start()
    until(lambda: make_account(served, token, "After") == 201)
    assert names(served, token) == {"Before", "After"}


def test_sessions_that_are_ended_from_outside_cost_a_retry(served: RunningCentre, cluster: Cluster) -> None:
    token = served.sign_in("kim")
    cluster.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'crmdesk%'"
    )
    until(lambda: make_account(served, token, "Acme") == 201)
    assert names(served, token) == {"Acme"}
