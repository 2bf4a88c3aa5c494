"""Someone who signed in and writes every message by hand: what a modified or hostile client can say."""

from __future__ import annotations

from typing import Any

from tests.support.centre import RunningCentre


class Sender:
    """Pushes mutations by hand, one replica, numbers rising."""

    def __init__(self, centre: RunningCentre, login: str) -> None:
        self.centre = centre
        self.user = centre.add_user(login)
        self.token = centre.sign_in(login)
        greeting = {
            "protocol": [1, 1], "schema": "", "client": "t", "replica": None, "token": None, "now": "", "position": None
        }  # fmt: skip
        self.welcome = centre.ask("POST", "/v1/sync/handshake", greeting, token=self.token).json
        self.number = 0

    def mutation(self, **parts: Any) -> dict[str, Any]:
        new_id = self.centre.core.new_id
        return {
            "op_id": new_id(), "act": "create", "type": "account", "id": new_id(), "author": self.user,
            "at": "2026-11-21T09:00:00.000Z", "group": new_id(), "intent": new_id(), "set": {"name": "Acme"}, **parts,
        }  # fmt: skip

    def push(self, *mutations: dict[str, Any]) -> list[dict[str, Any]]:
        items = []
        for mutation in mutations:
            self.number += 1
            items.append({"number": self.number, "mutation": mutation})
        body = {"replica": self.welcome["replica"], "epoch": self.welcome["head"]["epoch"], "items": items}
        reply = self.centre.ask("POST", "/v1/sync/push", body, token=self.token)
        assert reply.status == 200, reply
        verdicts: list[dict[str, Any]] = reply.json["verdicts"]
        assert [verdict["op_id"] for verdict in verdicts] == [mutation["op_id"] for mutation in mutations]
        return verdicts
