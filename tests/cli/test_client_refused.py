"""What needs a person at the headless laptop: edits that the centre refused, and copies that were taken anew."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.headless import Client, administer, made
from tests.support.centre import RunningCentre


def test_refused_edit_is_listed_can_be_sent_again_or_dropped(
    signed_in: Client, centre: RunningCentre
) -> None:
    account = made(signed_in, "account", "name=Quay")
    signed_in("sync")
    signed_in("update", "account", account, "website=w")
    administer(centre, "record", "delete", "account", account)
    made(signed_in, "task", "subject=Call", f"account={account}")
    signed_in("sync", expect=14)
    (refused,) = signed_in("refused").lines
    assert {"op_id", "type", "record", "fields", "code", "title", "hint"} <= set(refused)
    assert (refused["type"], refused["code"]) == ("task", "parent_deleted")
    assert signed_in("status").value["state"] == "refused"
    signed_in("refused", "discard", refused["op_id"])
    assert signed_in("refused").lines == []


def test_sending_all_refused_edits_again_leaves_what_cannot_be_made_again(
    signed_in: Client, centre: RunningCentre, tmp_path: Path
) -> None:
    account = made(signed_in, "account", "name=Quay")
    signed_in("sync")
    centre.add_user("lee", territory="South")
    foreign = centre.ask(
        "POST", "/v1/records/account", {"fields": {"name": "Far"}}, token=centre.sign_in("lee")
    )
    made(signed_in, "task", "subject=Call", f"account={account}")
    taken = {"op": "create", "type": "account", "id": foreign.json["id"], "fields": {"name": "Near"}}
    signed_in("batch", "-", stdin=json.dumps(taken))
    administer(centre, "record", "delete", "account", account)
    signed_in("sync", expect=14)
    assert [one["code"] for one in signed_in("refused").lines] == ["parent_deleted", "exists"]
    answer = signed_in("refused", "retry", "--all")
    assert answer.value == {"retry": 1}
    assert "stays refused" in answer.err
    assert [one["code"] for one in signed_in("refused").lines] == ["parent_deleted"]
    signed_in("refused", "retry", "--all", expect=2)


def test_a_laptop_that_was_away_while_the_centre_collected_is_told_that_its_copy_was_taken_anew(
    signed_in: Client, centre: RunningCentre
) -> None:
    account = made(signed_in, "account", "name=Quay")
    signed_in("sync")
    administer(centre, "record", "delete", "account", account)
    collected = administer(centre, "gc", "--before", "now", "--json")
    assert json.loads(collected.out)["tombstones"] == 1
    signed_in("update", "account", account, "industry=tools")
    answer = signed_in("sync", expect=14)
    assert answer.value["resync"] is True
    assert "taken anew" in answer.err
    assert signed_in("list", "account").lines == []
    assert [one["fields"] for one in signed_in("refused").lines] == [{"industry": "tools"}]
    assert signed_in("sync").value["resync"] is False


def test_what_was_made_under_a_deleted_record_is_put_under_another_one_or_brings_it_back(
    signed_in: Client, centre: RunningCentre
) -> None:
    gone, other = made(signed_in, "account", "name=Gone"), made(signed_in, "account", "name=Stays")
    signed_in("sync")
    administer(centre, "record", "delete", "account", gone)
    first = made(signed_in, "task", "subject=Call", f"account={gone}")
    second = made(signed_in, "task", "subject=Write", f"account={gone}")
    signed_in("sync", expect=14)
    ops = {one["record"]: one["op_id"] for one in signed_in("refused").lines}
    assert signed_in("refused").lines[0]["missing"] == [["account", "account", gone]]
    signed_in("refused", "reparent", ops[first], expect=2)
    signed_in("refused", "retry", ops[first], "--to", other, expect=2)
    assert signed_in("refused", "reparent", ops[first], "--to", other).value == {"reparent": 1}
    assert signed_in("refused", "restore", ops[second]).value == {"restore": 2}
    signed_in("sync")
    signed_in("sync")
    assert signed_in("get", "task", first).value["fields"]["account"] == other
    assert signed_in("get", "account", gone).value["fields"]["name"] == "Gone"
    assert signed_in("refused").lines == []
