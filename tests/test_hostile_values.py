"""One table of hostile values, held against the laptop's door and the centre's: the same verdict at both."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import InvalidValue, UserError
from crmdesk.protocol.messages import Push, PushItem, Verdicts
from crmdesk.sync import session
from crmdesk.sync.driver import Synchroniser
from crmdesk.sync.http import HttpRemote
from tests.support.centre import PASSWORD, RunningCentre
from tests.support.hostile import CASES, RAW, Case
from tests.support.processes import ClientProcess
from tests.support.sender import Sender
from tests.sync.laptops import Laptop, Place, now


def _deep(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


Verdict = tuple[str | None, Any]
"""Code of the refusal, or None and the value as it is kept."""


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Place:
    centre.add_user("ada")
    return Place(centre, "http", tmp_path)


@pytest.fixture
def ada(place: Place) -> Iterator[Laptop]:
    laptop = place.laptop("ada").synced()
    yield laptop
    laptop.close()


@pytest.fixture
def parents(ada: Laptop) -> dict[str, str]:
    """An account and an opportunity that everything else can belong to."""
    account = ada.create("account", name="Acme")
    opportunity = ada.create("opportunity", name="Boards", account=account)
    product = ada.place.centre.core.new_id()
    admin = ada.place.centre.admin
    admin.write([admin.create("product", product, {"name": "Oak"})])
    ada.synced()
    return {"account": account, "opportunity": opportunity, "product": product}


def whole(case: Case, parents: Mapping[str, str]) -> dict[str, Any]:
    """A new record's fields with the hostile one among them."""
    least: dict[str, dict[str, Any]] = {
        "account": {"name": "Acme"},
        "contact": {"name": "Jo", "account": parents["account"]},
        "opportunity": {"name": "Boards", "stage": "prospecting", "currency": "USD"},
        "opportunity_line": {"opportunity": parents["opportunity"], "product": parents["product"]},
        "task": {"subject": "Call", "status": "not_started"},
        "note": {"body": "Text"},
        "visit": {"account": parents["account"], "status": "planned"},
    }
    return {**least[case.type], case.field: case.value}


def at_the_laptop(ada: Laptop, case: Case, parents: Mapping[str, str]) -> Verdict:
    author = ada.replica.author()
    record, group = author.new_id(), author.new_id()
    mutation = Mutation(
        op_id=author.new_id(), act=Act.CREATE, type=case.type, id=record, author=author.user,
        at="2026-11-21T09:00:00.000Z", group=group, intent=group, set=whole(case, parents),
    )  # fmt: skip
    before = ada.replica.pending()
    try:
        ada.replica.commit([mutation])
    except UserError as error:
        refusal = error
    else:
        return None, ada.get(case.type, record)[case.field]
    assert refusal.title
    assert ada.replica.pending() == before
    return refusal.code, None


def at_the_centre(sender: Sender, case: Case, parents: Mapping[str, str]) -> Verdict:
    mutation = sender.mutation(type=case.type, set=whole(case, parents))
    bad, good = sender.push(mutation, sender.mutation(set={"name": "Behind it"}))
    assert good["outcome"] == "applied"
    if bad["outcome"] == "refused":
        assert bad["title"]
        return bad["code"], None
    assert bad["outcome"] == "applied"
    path = f"/v1/records/{case.type}/{mutation['id']}"
    return None, sender.centre.ask("GET", path, token=sender.token).json["fields"][case.field]


def test_every_hostile_value_gets_the_same_verdict_at_laptop_and_centre(
    ada: Laptop, parents: dict[str, str]
) -> None:
    sender = Sender(ada.place.centre, "eve")
    different = {}
    for case in CASES:
        expected = (case.code, case.kept if case.code is None else None)
        here = at_the_laptop(ada, case, parents)
        # What is larger than a request may be never gets as far as a verdict.
        small = len(json.dumps(case.value)) < 1_000_000
        there = at_the_centre(sender, case, parents) if small else here
        if (here, there) != (expected, expected):
            different[str(case)] = {"expected": expected, "laptop": here, "centre": there}
    assert different == {}


def test_elements_added_to_a_set_get_the_same_verdict(ada: Laptop, parents: dict[str, str]) -> None:
    sender = Sender(ada.place.centre, "eve")
    for given, expected in (
        ([""], ("applied", [])),
        (["a", " a ", "b"], ("applied", ["a", "b"])),
        (["x" * 61], "invalid_value"),
        ([None], "invalid_value"),
        ([["a"]], "invalid_value"),
        ("abc", "invalid_value"),
        ([f"t{n}" for n in range(201)], "invalid_value"),
    ):
        account = ada.create("account", name="Tagged")
        try:
            ada.change("account", account, {}, add={"tags": given})
            here: Any = ("applied", ada.get("account", account)["tags"])
        except UserError as error:
            here = error.code
        mine = sender.mutation()
        sender.push(mine)
        (verdict,) = sender.push(sender.mutation(act="update", id=mine["id"], set={}, add={"tags": given}))
        path = f"/v1/records/account/{mine['id']}"
        tags = sender.centre.ask("GET", path, token=sender.token).json["fields"]["tags"]
        there = verdict["code"] if verdict["outcome"] == "refused" else ("applied", tags)
        assert (here, there) == (expected, expected), given


@pytest.mark.parametrize(("name", "raw"), RAW, ids=[name for name, _ in RAW])
def test_json_that_is_none_is_refused_at_both_ends_and_blocks_nobody(
    centre: RunningCentre, tmp_path: Path, name: str, raw: bytes
) -> None:
    sender = Sender(centre, "eve")
    sender.number += 1
    item = json.dumps({"number": sender.number, "mutation": sender.mutation(set={"name": "@"})}).encode()
    head = json.dumps({"replica": sender.welcome["replica"], "epoch": 1, "items": []}).encode()
    body = head.replace(b'"items": []', b'"items": [' + item.replace(b'"@"', raw) + b"]")
    reply = centre.ask("POST", "/v1/sync/push", body, token=sender.token)
    assert (reply.status, reply.code) == (400, "malformed")
    assert sender.push(sender.mutation())[0]["outcome"] == "applied"


def test_json_lines_that_are_none_are_not_acknowledged_by_the_laptop(
    centre: RunningCentre, tmp_path: Path
) -> None:
    centre.add_user("ada")
    laptop = ClientProcess(tmp_path / "profile")
    laptop.sign_in(centre.url, "ada", PASSWORD)
    line = b'{"op":"create","type":"account","fields":{"name":"A","employees":@}}'
    lines = [line.replace(b"@", raw) for _, raw in RAW] + [line.replace(b"@", b"5")]
    (tmp_path / "lines").write_bytes(b"\n".join(lines) + b"\n")
    answers = laptop("batch", tmp_path / "lines", expect=2).lines
    refused = [name for (name, _), answer in zip(RAW, answers, strict=False) if answer["ok"]]
    assert (refused, answers[-1]["ok"], len(answers)) == ([], True, len(lines))
    assert laptop.status()["pending"] == 1


POISON: tuple[Any, ...] = (
    "a\x00b", "x" * 5_000, "x" * 300_000, "\x1b[0m", 7,
    ["x"], {"a": [1.5, 1e308]}, "\u202e", 2**64 - 1, True, _deep(80),
)  # fmt: skip


class Reckless(HttpRemote):
    """What a modified client would send, or an older one with a fault: in place of `poison N` goes the Nth value."""

    def push(self, request: Push) -> Verdicts:
        return super().push(structs.replace(request, items=[self._poisoned(item) for item in request.items]))

    def _poisoned(self, item: PushItem) -> PushItem:
        word, _, number = str(item.mutation.set.get("website")).partition(" ")
        if word != "poison":
            return item
        changed = replace(item.mutation, set={"website": POISON[int(number)]})
        return structs.replace(item, mutation=changed)


def test_edits_that_should_never_have_been_sent_are_refused_one_by_one(
    ada: Laptop, parents: dict[str, str]
) -> None:
    """Poison between good edits: each gets its refusal with the typed value kept, the others arrive, nothing waits."""
    good = []
    for number in range(len(POISON)):
        good.append(ada.create("account", name=f"Good {number}"))
        ada.update("account", parents["account"], website=f"poison {number}")
    remote = Reckless(ada.place.centre.url, session.ReplicaWallet(ada.replica, now))
    outcome = Synchroniser(ada.replica, remote, now).round()
    remote.close()
    assert outcome.pending_left == 0, outcome
    kept = {one.fields["website"] for one in ada.replica.refused()}
    assert kept == {f"poison {number}" for number in range(len(POISON))}
    seen = b"".join(ada.place.centre.core.feed.export(ada.place.centre.admin.as_user("ada"))).decode()
    assert [record for record in good if record not in seen] == []


def test_a_set_grows_no_larger_by_adding_than_it_may_be_at_once(ada: Laptop, parents: dict[str, str]) -> None:
    """Else a few thousand small edits would make a record that no page can carry."""
    sender = Sender(ada.place.centre, "eve")
    mine = sender.mutation(set={"name": "Tagged", "tags": [f"a{n}" for n in range(150)]})
    more = sender.mutation(act="update", id=mine["id"], set={}, add={"tags": [f"b{n}" for n in range(51)]})
    fits = sender.mutation(act="update", id=mine["id"], set={}, add={"tags": [f"b{n}" for n in range(50)]})
    assert [verdict["code"] for verdict in sender.push(mine, more, fits)] == [None, "invalid_value", None]
    account = ada.create("account", name="Tagged", tags=[f"a{n}" for n in range(150)])
    with pytest.raises(InvalidValue, match="More than 200"):
        ada.change("account", account, {}, add={"tags": [f"b{n}" for n in range(51)]})
    ada.change("account", account, {}, add={"tags": [f"b{n}" for n in range(50)]})
    assert len(ada.get("account", account)["tags"]) == 200
