"""Whatever a sender who can sign in may put into a push, each mutation gets a verdict and the others go on."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.centre import RunningCentre
from tests.support.sender import Sender

ID = "01a20042-f6cd-7e5a-949d-da0e0dc9b748"
NESTED: Any = "x"
for _ in range(40):
    NESTED = [NESTED]
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**53 + 1, 2**200, 1.5, 1e308, "", " ", "\u0000", "x" * 70_000, "1e400", "9999-12-31", "é" * 600,
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "Robert'); DROP TABLE account;--", "\u202e", ID, [], [[]], [None],
    ["a"] * 300, {}, {"lat": 91, "lon": 0}, {"lat": None, "lon": {}}, {"street": 5}, {"a": {"b": {"c": 1.5}}}, NESTED,
)  # fmt: skip


@pytest.fixture
def kim(centre: RunningCentre) -> Sender:
    return Sender(centre, "kim")


def sound(centre: RunningCentre) -> bool:
    from crmdesk.server.verification import Verifier

    core = centre.core
    return Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(centre.org).faults == []


@pytest.mark.parametrize("type_name", ["account", "contact", "opportunity", "visit", "task"])
def test_a_hostile_value_in_any_field_gets_a_verdict_and_blocks_nobody(kim: Sender, type_name: str) -> None:
    entity = kim.centre.core.catalogue[type_name]
    (account,) = kim.push(kim.mutation(id=ID))
    assert account["outcome"] == "applied"
    base = {"name": "Acme", "account": ID, "subject": "x", "status": "planned"}
    known = {name: value for name, value in base.items() if name in entity.by_name}
    if type_name == "task":
        known["status"] = "not_started"
    if type_name == "opportunity":
        known["stage"] = "prospecting"
    for field in entity.fields:
        hostile = [kim.mutation(type=type_name, set={**known, field.name: value}) for value in VALUES]
        good = kim.mutation(type=type_name, set=known)
        small = [m for m in hostile if len(json.dumps(m)) < 50_000]
        verdicts = kim.push(*small, good)
        assert verdicts[-1]["outcome"] == "applied", (field.name, verdicts[-1])
        assert all(verdict["title"] for verdict in verdicts if verdict["outcome"] == "refused")
    assert sound(kim.centre)


@pytest.mark.parametrize("part", ["set", "add", "remove", "was", "after"])
def test_hostile_parts_of_an_update_get_a_verdict(kim: Sender, part: str) -> None:
    kim.push(kim.mutation(id=ID))
    fields = ("name", "tags", "parent", "owner", "nonsense", "", "annual_revenue", "visiting_address")
    for name in fields:
        values = [
            v for v in VALUES if len(json.dumps(v)) < 50_000 and (part != "after" or isinstance(v, str))
        ]
        shapes = [
            kim.mutation(**{"act": "update", "id": ID, "set": {}, part: {name: value}}) for value in values
        ]
        verdicts = kim.push(*shapes, kim.mutation(act="update", id=ID, set={"industry": "steel"}))
        assert verdicts[-1]["outcome"] in ("applied", "merged"), verdicts[-1]
    assert sound(kim.centre)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (lambda lee: {"author": lee}, "forged_author"),
        (lambda lee: {"set": {"name": "A", "owner": lee}}, "server_owned"),
        (lambda lee: {"set": {"name": "A", "created_at": "2020-01-01T00:00:00.000Z"}}, "server_owned"),
        (lambda lee: {"set": {"name": "A", "updated_by": lee}}, "server_owned"),
        (lambda lee: {"type": "user", "set": {"login": "x", "name": "x", "role": "admin"}}, "server_owned"),
        (lambda lee: {"type": "conflict", "set": {"state": "resolved"}}, "server_owned"),
        (lambda lee: {"type": "nothing"}, "no_such_type"),
        (lambda lee: {"type": ""}, "no_such_type"),
        (lambda lee: {"id": "no id"}, "invalid_value"),
        (lambda lee: {"op_id": "../../etc/passwd"}, "invalid_value"),
        (lambda lee: {"group": ""}, "invalid_value"),
        (lambda lee: {"act": "delete", "set": {}}, "out_of_scope"),
        (lambda lee: {"act": "restore"}, "out_of_scope"),
        (lambda lee: {"act": "update", "base": 10**15}, "out_of_scope"),
        (lambda lee: {"set": {"name": "A", "version": 7}}, "no_such_field"),
        (lambda lee: {"set": {}}, "required"),
    ],
    ids=range(16),
)  # fmt: skip
def test_forged_parts_are_refused_by_name(
    kim: Sender, parts: Callable[[str], dict[str, Any]], code: str
) -> None:
    lee = kim.centre.add_user("lee", territory="South")
    forged, good = kim.push(kim.mutation(**parts(lee)), kim.mutation())
    assert (forged["outcome"], forged["code"]) == ("refused", code)
    assert good["outcome"] == "applied"


def test_a_colleague_s_records_can_be_neither_read_nor_changed_by_guessing_ids(kim: Sender) -> None:
    lee = Sender(kim.centre, "lee")
    kim.centre.admin.move_user("lee", "South")
    lee.push(lee.mutation(id=ID, set={"name": "Secret Corp"}))
    tries = [
        kim.mutation(act="update", id=ID, set={"name": "Mine"}),
        kim.mutation(act="delete", id=ID, set={}),
        kim.mutation(act="restore", id=ID, set={"name": "Mine"}),
        kim.mutation(id=ID, set={"name": "Mine"}),
        kim.mutation(set={"name": "Child", "parent": ID}),
        kim.mutation(type="note", set={"body": "x", "account": ID}),
    ]
    verdicts = kim.push(*tries)
    assert {verdict["outcome"] for verdict in verdicts} == {"refused"}
    assert "Secret" not in json.dumps(verdicts)
    assert sound(kim.centre)


@pytest.mark.parametrize(
    "part", ["op_id", "type", "id", "author", "group", "intent", "at", "field", "resolves"]
)
def test_a_nul_in_any_part_is_refused_again_and_again_and_blocks_nobody(kim: Sender, part: str) -> None:
    hostile = {"field": {"set": {"a\0b": "x"}}, "resolves": {"resolves": ["\0"]}}.get(
        part, {part: f"{ID[:-1]}\0"}
    )
    sent = kim.mutation(**hostile)
    for _ in range(2):
        refused, good = kim.push(sent, kim.mutation())
        assert refused["outcome"] == "refused"
        assert good["outcome"] == "applied"
    assert sound(kim.centre)


HUGE = (2**63, 2**64, 10**30, -(2**63) - 1, -1)


@pytest.mark.parametrize("number", HUGE)
def test_numbers_that_no_column_holds_are_answered_and_not_a_bug(kim: Sender, number: int) -> None:
    replica, head = kim.welcome["replica"], kim.welcome["head"]
    scope = kim.welcome["user"]["scope"]

    def status(path: str, body: object) -> int:
        return kim.centre.ask("POST", path, body, token=kim.token).status

    for name in ("epoch", "seq", "tag"):
        position = {**head, name: number}
        pull = {"replica": replica, "position": position, "scope": scope}
        assert status("/v1/sync/pull", pull) in (200, 400, 422)
    assert status(
        "/v1/sync/pull", {"replica": replica, "position": head, "scope": scope, "rows": number}
    ) in (200, 400)
    assert status("/v1/sync/snapshot", {"replica": replica, "rows": number}) in (200, 400)
    push = {"replica": replica, "epoch": number, "items": []}
    assert status("/v1/sync/push", push) in (400, 409)
    item = {"number": number, "mutation": kim.mutation()}
    assert status("/v1/sync/push", {**push, "epoch": head["epoch"], "items": [item]}) in (200, 400, 422)
    based = {"number": 1, "mutation": kim.mutation(base=number)}
    assert status("/v1/sync/push", {**push, "epoch": head["epoch"], "items": [based]}) in (200, 400, 422)
    assert kim.push(kim.mutation())[0]["outcome"] == "applied"
    assert sound(kim.centre)


@pytest.mark.parametrize(
    "cursor", ["", "x", "AAAA", "é", "W10=", "e30=", "bnVsbA==", "WzEsMiwzXQ==", "=" * 100], ids=range(9)
)
def test_a_forged_snapshot_cursor_is_refused(kim: Sender, cursor: str) -> None:
    body = {"replica": kim.welcome["replica"], "cursor": cursor}
    reply = kim.centre.ask("POST", "/v1/sync/snapshot", body, token=kim.token)
    assert (reply.status, reply.code) == (400, "malformed")


def test_a_snapshot_cursor_of_foreign_buckets_gives_nothing_away(kim: Sender) -> None:
    lee = Sender(kim.centre, "lee")
    kim.centre.admin.move_user("lee", "South")
    lee.push(lee.mutation(id=ID, set={"name": "Secret Corp"}))
    south = f"territory:{kim.centre.admin.territory_id('South')}"
    head = kim.centre.core.feed.head(kim.centre.org)
    for bucket in (south, f"user:{lee.user}", "org", None):
        position = {"epoch": head.epoch, "seq": head.seq, "tag": head.tag}
        steps = [["account", "all", bucket], ["account", "all", None]]
        forged = [position, 0, kim.welcome["user"]["scope"], steps, 0, "", 0, 1]
        cursor = base64.urlsafe_b64encode(json.dumps(forged).encode()).decode()
        body = {"replica": kim.welcome["replica"], "cursor": cursor}
        reply = kim.centre.ask("POST", "/v1/sync/snapshot", body, token=kim.token)
        assert b"Secret" not in reply.body
        assert reply.status in (200, 410)


def test_another_s_replica_number_and_op_id_give_no_power(kim: Sender) -> None:
    """What names a sender is the session's; a number only shows gaps; an op id says what it said first, or nothing."""
    lee = Sender(kim.centre, "lee")
    body = {"replica": lee.welcome["replica"], "epoch": 1, "items": []}
    for path, request in (
        ("push", body),
        ("pull", {"replica": body["replica"], "position": lee.welcome["head"], "scope": ""}),
        ("snapshot", {"replica": body["replica"]}),
    ):
        reply = kim.centre.ask("POST", f"/v1/sync/{path}", request, token=kim.token)
        assert (reply.status, reply.code) == (403, "unknown_replica"), path
    first = lee.mutation(id=ID, set={"name": "Said by lee"})
    assert lee.push(first)[0]["outcome"] == "applied"
    stolen = kim.mutation(op_id=first["op_id"], act="update", id=ID, set={"name": "Said by kim"})
    assert kim.push(stolen)[0]["code"] == "op_reused"
    kim.number = 2**40
    assert kim.push(kim.mutation())[0]["outcome"] == "applied"
    kim.number = 0
    assert kim.push(kim.mutation())[0]["outcome"] == "applied"
    ahead = {**kim.welcome["head"], "seq": 2**40}
    pull = {"replica": kim.welcome["replica"], "position": ahead, "scope": kim.welcome["user"]["scope"]}
    reply = kim.centre.ask("POST", "/v1/sync/pull", pull, token=kim.token)
    assert reply.json["handshake"]
    assert sound(kim.centre)
