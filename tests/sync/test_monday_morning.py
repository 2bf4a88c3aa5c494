"""All laptops come at once after a weekend, and all have edited one record: each is served, nothing is lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support import PATIENCE
from tests.support.centre import RunningCentre

pytestmark = pytest.mark.both_databases


class Rep:
    """One laptop, as far as the centre can tell."""

    def __init__(self, centre: RunningCentre, number: int) -> None:
        self.name = f"Customer of rep {number}"
        self._centre = centre
        self._user = centre.add_user(f"rep{number}")
        self._token = centre.sign_in(f"rep{number}")

    def _ask(self, path: str, body: dict[str, Any]) -> Any:
        reply = self._centre.ask("POST", f"/v1/sync/{path}", body, token=self._token)
        assert reply.status == 200, reply
        return reply.json

    def _edit(self, **parts: Any) -> dict[str, Any]:
        new_id, at = self._centre.core.new_id, "2026-11-23T08:00:00.000Z"
        return {
            "op_id": new_id(),
            "author": self._user,
            "at": at,
            "group": new_id(),
            "intent": new_id(),
            **parts,
        }

    def morning(self, eight: threading.Barrier, shared: str) -> list[str]:
        """Greets, sends a new account and an edit of one that all edit, and asks for what is new; the outcomes."""
        edits = [
            self._edit(act="create", type="account", id=self._centre.core.new_id(), set={"name": self.name}),
            self._edit(act="update", type="account", id=shared, add={"tags": [self.name]}),
        ]
        eight.wait(PATIENCE)
        greeting = {
            "protocol": [1, 1],
            "schema": "",
            "client": "t",
            "replica": None,
            "token": None,
            "now": "",
        }
        known = self._ask("handshake", {**greeting, "position": None})
        items = [{"number": number, "mutation": one} for number, one in enumerate(edits, 1)]
        about = {"replica": known["replica"], "greeting": known["greeting"]}
        verdicts = self._ask("push", {**about, "epoch": known["head"]["epoch"], "items": items})["verdicts"]
        page = self._ask("pull", {**about, "position": known["head"], "scope": known["user"]["scope"]})
        assert page["contains"] == len(edits)
        return [verdict["outcome"] for verdict in verdicts]


@pytest.mark.parametrize("laptops", [20, pytest.param(200, marks=pytest.mark.long)])
def test_all_laptops_at_eight_on_monday_are_served_and_nothing_is_lost(
    centre: RunningCentre, laptops: int
) -> None:
    owner = Rep(centre, 0)
    token = owner._token
    made = centre.ask("POST", "/v1/records/account", {"fields": {"name": "Shared"}}, token=token).json
    reps = [Rep(centre, number) for number in range(1, laptops + 1)]
    eight = threading.Barrier(laptops)
    with ThreadPoolExecutor(laptops) as pool:
        outcomes = list(pool.map(lambda rep: rep.morning(eight, made["id"]), reps))
    assert {one for each in outcomes for one in each} <= {"applied", "merged"}
    shown = list(centre.core.feed.export(centre.principal("rep0")))
    names = [rep.name for rep in reps]
    assert [sum(f'"name":"{name}"'.encode() in line for line in shown) for name in names] == [1] * laptops
    shared = centre.ask("GET", f"/v1/records/account/{made['id']}", token=token).json
    assert sorted(shared["fields"]["tags"]) == sorted(names)
