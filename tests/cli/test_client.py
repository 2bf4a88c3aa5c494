"""The headless laptop as scripts use it: what it prints, what it exits with, and that bad input loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crmdesk.store.profile import Profile
from tests.cli.headless import Client, administer, invoke, made, sign_in
from tests.support import free_port
from tests.support.centre import RunningCentre
from tests.support.scripted_server import Reply, scripted_server


def test_types_tell_kinds_choices_and_who_may_write(client: Client) -> None:
    types = {
        line["type"]: {field["name"]: field for field in line["fields"]} for line in client("types").lines
    }
    assert "conflict" not in types
    assert types["opportunity"]["stage"]["choices"][-2:] == ["closed_won", "closed_lost"]
    assert types["opportunity"]["amount"] == {
        "name": "amount", "kind": "money", "required": False, "writable": True, "policy": "ask", "choices": [],
        "target": None,
    }  # fmt: skip
    assert not types["account"]["owner"]["writable"]
    assert not types["product"]["name"]["writable"]


def test_key_file_is_made_for_its_owner_alone(signed_in: Client, profile: Path) -> None:
    key = profile.with_suffix(".key")
    assert len(bytes.fromhex(key.read_text().strip())) == 32
    assert key.stat().st_mode & 0o777 == 0o600


def test_record_is_shown_whole_in_canonical_form(signed_in: Client) -> None:
    account = made(signed_in, "account", "name=Quay  ", "annual_revenue=12000", "tags+=b", "tags+=a")
    shown = signed_in("get", "account", account).value
    assert set(shown) == {"type", "id", "version", "fields"}
    fields = shown["fields"]
    assert (fields["name"], fields["tags"], fields["phones"], fields["website"]) == (
        "Quay",
        ["a", "b"],
        [],
        None,
    )
    assert (fields["annual_revenue"], fields["annual_revenue_currency"]) == ("12000.00", "USD")


def test_values_are_set_cleared_added_and_removed(signed_in: Client) -> None:
    account = made(signed_in, "account", "name=Quay", "tags+=a", "website=x")
    address = '{"street":"1 Pier","city":"Busan"}'
    signed_in("update", "account", account, "website=", "tags+=b", "tags-=a", f"billing_address:={address}")
    fields = signed_in("get", "account", account).value["fields"]
    assert (fields["website"], fields["tags"], fields["billing_address"]["city"]) == (None, ["b"], "Busan")


@pytest.mark.parametrize(
    "words", [("name=a", "name=b"), ("name=a", "tags=x", "tags+=y"), ("name=a", "tags-=y", "tags:=[]")]
)
def test_a_field_that_is_set_and_said_again_is_not_saved(signed_in: Client, words: tuple[str, ...]) -> None:
    answer = signed_in("create", "account", *words, expect=2).value
    assert "is said twice" in answer["error"]["title"]
    assert signed_in("status").value["pending"] == 0


def test_list_filters_and_sorts(signed_in: Client) -> None:
    account = made(signed_in, "account", "name=Quay")
    for name, amount in (("A", "5"), ("B", "50"), ("C", "500")):
        made(signed_in, "opportunity", f"name={name}", f"account={account}", f"amount={amount}")
    made(signed_in, "opportunity", "name=D")

    def names(*words: str) -> list[str]:
        return [line["fields"]["name"] for line in signed_in("list", "opportunity", *words).lines]

    assert names("--where", "amount>=50", "--sort", "-amount") == ["C", "B"]
    assert names("--where", "account=") == ["D"]
    assert names("--where", "name~b") == ["B"]
    assert names("--where", f"account={account}", "--where", "amount<50") == ["A"]
    assert names("--sort", "name", "--limit", "2") == ["A", "B"]
    assert len(names("--where", "stage!=closed_won")) == 4


@pytest.mark.parametrize("text", ["김", "한빛", "北京", "客", "quay"])
def test_search_finds_by_one_or_two_characters(signed_in: Client, text: str) -> None:
    made(signed_in, "account", "name=한빛정밀 김해", "description=北京客户 Quay")
    assert [hit["type"] for hit in signed_in("search", text).lines] == ["account"]


def test_visit_goes_from_plan_to_locked(signed_in: Client) -> None:
    account = made(signed_in, "account", "name=Quay")
    plan = ("visit", "plan", account, "--start", "2026-03-02T09:00:00Z", "--end", "2026-03-02T19:00:00+09:00")
    visit = signed_in(*plan).value["id"]
    signed_in("visit", "check-in", visit, "--at", "2026-03-02T09:05:00Z", "--lat", "37.5", "--lon", "127")
    signed_in("visit", "check-out", visit)
    signed_in("visit", "submit", visit)
    shown = signed_in("get", "visit", visit).value["fields"]
    assert (shown["status"], shown["check_in"]["at"]) == ("completed", "2026-03-02T09:05:00.000Z")
    refused = signed_in("update", "visit", visit, "notes=late", expect=2).value
    assert refused["error"]["code"] == "locked"


def test_batch_acknowledges_line_by_line_and_goes_on_after_a_bad_one(
    signed_in: Client, tmp_path: Path
) -> None:
    file = tmp_path / "edits.jsonl"
    lines = [
        '{"op":"create","type":"account","fields":{"name":"One","tags":["x"]}}',
        "this is no json",
        '{"op":"create","type":"account","fields":{}}',
        '{"op":"create","type":"planet","fields":{"name":"Mars"}}',
        '{"op":"update","type":"account","id":"nobody","fields":{"name":"x"}}',
        '{"op":"create","type":"task","fields":{"subject":"Call","due_on":"2026-02-30"}}',
        "[" * 100_000,
        '{"op":"create","type":"account","fields":{"name":NaN}}',
        '{"op":"create","type":"account","fields":{"name":"Two"}}',
    ]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    answers = signed_in("batch", str(file), expect=2).lines
    assert [answer["ok"] for answer in answers] == [True, *([False] * 7), True]
    assert all(set(answer["error"]) == {"code", "title", "hint"} for answer in answers if not answer["ok"])
    assert signed_in("status").value["pending"] == 2
    update = {
        "op": "update",
        "type": "account",
        "id": answers[0]["id"],
        "add": {"tags": ["y"]},
        "remove": {"tags": ["x"]},
    }
    file.write_text(json.dumps(update) + "\n" + json.dumps({**update, "op": "delete"}), "utf-8")
    assert all(answer["ok"] for answer in signed_in("batch", str(file)).lines)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"op":"create","type":"account","fields":{"name":"One","name":"Two"}}', "a key occurs twice"),
        ('{"op":"create","type":"account","field":{"name":"One"}}', "The line says 'field'"),
        (
            '{"op":"create","type":"account","fields":{"name":"One"},"remove":{"tags":["x"]}}',
            "nothing to remove",
        ),
        (
            '{"op":"create","type":"account","fields":{"name":"One","tags":["x"]},"add":{"tags":["y"]}}',
            "'tags' is said twice",
        ),
    ],
)
def test_batch_acknowledges_no_line_of_which_it_would_drop_a_word(
    signed_in: Client, tmp_path: Path, line: str, said: str
) -> None:
    file = tmp_path / "edits.jsonl"
    file.write_text(line, "utf-8")
    (answer,) = signed_in("batch", str(file), expect=2).lines
    assert said in answer["error"]["title"]
    assert signed_in("status").value["pending"] == 0


def test_an_amount_may_be_a_json_number_and_stays_exact(signed_in: Client, tmp_path: Path) -> None:
    file = tmp_path / "edits.jsonl"
    numbers = ("1200", "1200.5", "0.29", "999999999999.99")
    file.write_text(
        "\n".join(
            f'{{"op":"create","type":"opportunity","fields":{{"name":"Deal","amount":{number}}}}}'
            for number in (*numbers, "1e400", "0.001")
        ),
        "utf-8",
    )
    answers = signed_in("batch", str(file), expect=2).lines
    assert [answer["ok"] for answer in answers] == [True, True, True, True, False, False]
    kept = [signed_in("get", "opportunity", answer["id"]).value["fields"]["amount"] for answer in answers[:4]]
    assert kept == ["1200.00", "1200.50", "0.29", "999999999999.99"]


def test_batch_takes_a_file_that_begins_with_a_byte_order_mark(signed_in: Client, tmp_path: Path) -> None:
    file = tmp_path / "windows.jsonl"
    line = '{"op":"create","type":"account","fields":{"name":"Quay"}}\r\n'
    file.write_text(line + "name=Quay\r\n", "utf-8-sig")
    good, bad = signed_in("batch", str(file), expect=2).lines
    assert good["ok"]
    assert bad["error"]["hint"] == 'as in {"op":"create","type":"account","fields":{"name":"Quay"}}'


@pytest.mark.parametrize("place", [0, 1, 2, 3, 4])
def test_profile_and_key_may_stand_at_every_place_of_the_line(
    profile: Path, signed_in: Client, place: int
) -> None:
    account = made(signed_in, "account", "name=Quay")
    words = ["client", "--json", "get", "account", account]
    words[place:place] = ["--profile", str(profile), "--key-file", str(profile.with_suffix(".key"))]
    assert invoke(*words).value["id"] == account


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_json_may_stand_at_every_place_of_the_line(profile: Path, signed_in: Client, place: int) -> None:
    account = made(signed_in, "account", "name=Quay")
    start, end = "2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"
    words = ["--profile", str(profile), "visit", "plan", account]
    words.insert(place + 2, "--json")
    answer = invoke("client", *words, "--start", start, "--end", end)
    assert answer.code == 0, answer.err
    assert answer.value["ok"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("get", "account", "01980000-0000-7000-8000-000000000000"), 3),
        (("get", "planet", "x"), 3),
        (("create", "account"), 2),
        (("create", "account", "colour=red"), 2),
        (("list", "account", "--where", "colour=red"), 2),
        (("create", "account", "name"), 2),
        (("create", "opportunity", "name=x", "amount=lots"), 2),
        (("create", "opportunity", "name=x", "close_date=31-12-2026"), 2),
        (("create", "task", "subject=x", "account=01980000-0000-7000-8000-000000000000"), 2),
        (("list", "account", "--where", "name"), 2),
        (("resolve", "x", "--mine"), 3),
        (("refused", "retry", "x"), 3),
        (("refused", "retry"), 2),
        (("nonsense",), 2),
        (("list", "account", "--where", "name~"), 2),
        (("visit", "check-in", "x", "--lat", "51.5"), 3),
    ],
)
def test_bad_input_has_its_exit_code_and_changes_nothing(
    signed_in: Client, words: tuple[str, ...], code: int
) -> None:
    before = signed_in("export", "--with-pending").out
    answer = signed_in(*words, expect=code)
    assert answer.err.strip()
    assert "Traceback" not in answer.err
    assert signed_in("export", "--with-pending").out == before


def test_a_place_needs_latitude_and_longitude(signed_in: Client) -> None:
    account = made(signed_in, "account", "name=Quay")
    start, end = "2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"
    visit = signed_in("visit", "plan", account, "--start", start, "--end", end).value["id"]
    answer = signed_in("visit", "check-in", visit, "--lat", "51.5", expect=2)
    assert answer.value["error"]["title"] == "A place needs both --lat and --lon"


def test_an_address_that_is_no_json_is_answered_with_one(signed_in: Client) -> None:
    answer = signed_in("create", "account", "name=Quay", "billing_address=Busan", expect=2)
    assert answer.value["error"]["hint"].startswith("as in billing_address:='{")


def test_wrong_password_exits_11_and_makes_no_profile(
    centre: RunningCentre, client: Client, profile: Path
) -> None:
    centre.add_user("mia")
    sign_in(client, centre.url, profile, password="wrong", expect=11)
    assert not profile.exists()


def test_a_centre_that_was_set_back_is_said_to_be(
    signed_in: Client, centre: RunningCentre, tmp_path: Path
) -> None:
    backup = centre.backup(tmp_path / "backup")
    made(signed_in, "account", "name=Quay")
    signed_in("sync")
    centre.put_back(backup)
    assert "The server was set back or is another one" in signed_in("sync", expect=16).err
    signed_in("sync")


def test_a_wrong_code_is_not_called_a_password(centre: RunningCentre, client: Client, profile: Path) -> None:
    centre.add_user("mia")
    words = ("--server", centre.url, "--user", "mia", "--code", "AAAAA-AAAAA-AAAAA-AAAAA")
    answer = client("sign-in", *words, "--key-file", str(profile.with_suffix(".key")), expect=11)
    assert answer.err.startswith("Wrong login or code")


def test_first_sync_tells_the_rows_that_it_received(
    centre: RunningCentre, client: Client, profile: Path
) -> None:
    centre.add_user("mia")
    sign_in(client, centre.url, profile)
    answer = client("sync")
    assert f"received {answer.value['snapshot']}, " in answer.err
    assert answer.value["snapshot"] > 0


def test_sync_says_that_its_time_is_over(signed_in: Client, profile: Path) -> None:
    answer = signed_in("sync", "--timeout", "0.001", expect=10)
    assert answer.err.startswith("The 0.001 seconds are over.")


def test_address_that_is_no_centre_exits_17(client: Client, profile: Path) -> None:
    page = Reply(200, b"<html>Welcome</html>", {"Content-Type": "text/html"})
    with scripted_server(lambda request: page) as server:
        sign_in(client, server.url, profile, expect=17)


def test_nobody_there_exits_10(client: Client, profile: Path) -> None:
    answer = sign_in(client, f"http://127.0.0.1:{free_port()}", profile, expect=10)
    # Nobody goes on trying when the command has ended.
    assert "by itself" not in answer.err
    assert "then try again" in answer.err


def test_profile_that_never_signed_in_says_so(client: Client) -> None:
    assert "sign in" in client("status", expect=11).err


def test_unreachable_centre_is_offline_and_keeps_edits(signed_in: Client, centre: RunningCentre) -> None:
    made(signed_in, "account", "name=Quay")
    centre.stop()
    assert "sync again later" in signed_in("sync", expect=10).err
    status = signed_in("status").value
    assert (status["state"], status["pending"]) == ("offline", 1)
    centre.start()
    signed_in("sync")
    assert signed_in("status").value["state"] == "ok"


def test_history_of_a_record_that_waits_to_be_sent_is_what_is_known_here(signed_in: Client) -> None:
    account = made(signed_in, "account", "name=Acme")
    told = signed_in("history", "account", account)
    assert [(entry["field"], entry["new"]) for entry in told.lines if entry["field"] == "name"] == [
        ("name", "Acme")
    ]
    assert "this is what is known on this laptop" in told.err
    assert signed_in("history", "account", "0" * 8 + account[8:], expect=3).lines == []


def test_disabled_user_must_sign_in_and_keeps_edits(signed_in: Client, centre: RunningCentre) -> None:
    made(signed_in, "account", "name=Quay")
    centre.admin.set_active("mia", False)
    signed_in("sync", expect=11)
    status = signed_in("status").value
    assert (status["state"], status["pending"]) == ("sign-in", 1)


def test_exports_of_laptop_and_centre_are_the_same_bytes(signed_in: Client, centre: RunningCentre) -> None:
    account = made(signed_in, "account", "name=한빛", "tags+=z", "tags+=a")
    made(signed_in, "opportunity", "name=Deal", f"account={account}", "amount=5", "stage=proposal")
    signed_in("sync")
    theirs = administer(centre, "export", "--as-user", "mia").out
    assert signed_in("export").out == theirs
    assert theirs.count(b"\n") > 2


def test_verify_finds_a_sound_replica_sound(signed_in: Client) -> None:
    made(signed_in, "account", "name=Quay")
    assert signed_in("verify").value["faults"] == []


def test_sign_out_keeps_what_waits(signed_in: Client, centre: RunningCentre, profile: Path) -> None:
    made(signed_in, "account", "name=Quay")
    assert signed_in("sign-out").value["pending"] == 1
    assert signed_in("status").value["state"] == "sign-in"
    signed_in("sync", expect=11)
    sign_in(signed_in, centre.url, profile)
    signed_in("sync")
    assert signed_in("status").value["state"] == "ok"


def test_profile_open_elsewhere_exits_4(signed_in: Client, profile: Path) -> None:
    other = Profile(profile)
    other.acquire()
    try:
        signed_in("status", expect=4)
    finally:
        other.release()


def test_key_that_is_lost_exits_13(signed_in: Client, profile: Path) -> None:
    profile.with_suffix(".key").unlink()
    signed_in("status", expect=13)


def test_wiped_laptop_erases_itself_and_says_so(
    signed_in: Client, centre: RunningCentre, profile: Path
) -> None:
    made(signed_in, "account", "name=Quay")
    (device,) = administer(centre, "device", "list", "--json").lines
    administer(centre, "device", "wipe", device["id"])
    assert "is erased, 1 edits that had not been sent among it" in signed_in("sync", expect=15).err
    assert {file.name for file in profile.iterdir()} <= {"profile.json", "profile.json.copy", "lock"}
    assert signed_in("status").value["state"] == "wiped"
    signed_in("list", "account", expect=15)
    sign_in(signed_in, centre.url, profile)
    signed_in("sync")
    assert signed_in("status").value["state"] == "ok"


def test_revoked_laptop_keeps_its_edits(signed_in: Client, centre: RunningCentre) -> None:
    made(signed_in, "account", "name=Quay")
    (device,) = administer(centre, "device", "list", "--json").lines
    administer(centre, "device", "revoke", device["id"])
    signed_in("sync", expect=15)
    assert signed_in("status").value["pending"] == 1
