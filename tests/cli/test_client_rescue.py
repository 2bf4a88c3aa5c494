"""`client rescue`, and `sync` of a damaged profile, as real processes against a real centre."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from tests.support.centre import PASSWORD, RunningCentre
from tests.support.processes import ClientProcess

EDITS = 40


@pytest.fixture
def ada(centre: RunningCentre, tmp_path: Path) -> ClientProcess:
    """A laptop that has synced once, with edits that wait."""
    centre.add_user("ada")
    client = ClientProcess(tmp_path / "ada")
    client.sign_in(centre.url, "ada", PASSWORD)
    client("batch", "-", stdin=lines("At the centre"))
    client("sync")
    client("batch", "-", stdin=lines("Waiting"))
    return client


def lines(word: str, count: int = EDITS) -> str:
    made = ({"op": "create", "type": "account", "fields": {"name": f"{word} {n}"}} for n in range(count))
    return "".join(json.dumps(one) + "\n" for one in made)


def spoil(client: ClientProcess, name: str, at: int, length: int = 40) -> None:
    path = client.directory / name
    content = bytearray(path.read_bytes())
    content[at : at + length] = bytes(byte ^ 0x55 for byte in content[at : at + length])
    path.write_bytes(bytes(content))


def names(client: ClientProcess) -> list[str]:
    return sorted(one["fields"]["name"] for one in client.all("account"))


EXPECTED = sorted(f"{word} {number}" for word in ("At the centre", "Waiting") for number in range(EDITS))


def test_sync_builds_a_damaged_replica_anew_and_loses_nothing(
    ada: ClientProcess, centre: RunningCentre
) -> None:
    spoil(ada, "replica.db", 0)
    assert ada("status", expect=13)
    answer = ada("sync")
    assert "built anew with 80 edits" in answer.err
    assert names(ada) == EXPECTED
    assert ada("verify").value["faults"] == []
    assert b"".join(centre.core.feed.export(centre.principal("ada"))) == ada("export").out
    assert ada("sync").err.count("built anew") == 0


def test_a_rotten_page_in_the_middle_is_healed_by_verify_and_sync(ada: ClientProcess) -> None:
    pages = (ada.directory / "replica.db").stat().st_size // 4096
    for page in range(pages // 2, pages // 2 + 4):
        spoil(ada, "replica.db", page * 4096 + 100)
    ada("verify", expect=13)
    answer = ada("sync", expect=None)
    if answer.code == 13:  # an edit stood on that page: the loss is said, and accepted by name only
        assert "saved edit" in answer.err
        done = ada("rescue", "--rebuild", "--accept-loss").value
        assert done["lost"] > 0
        ada("sync")
        assert set(names(ada)) <= set(EXPECTED)
    else:
        assert names(ada) == EXPECTED
    assert ada("verify").code == 0


def test_a_rescued_file_goes_into_a_fresh_profile_without_doubling_what_the_centre_has(
    ada: ClientProcess, centre: RunningCentre, tmp_path: Path
) -> None:
    spoil(ada, "replica.db", 0)
    out = tmp_path / "edits.jsonl"
    assert ada("rescue", "--out", ada.directory / "edits", expect=2).out == b""
    told = ada("rescue", "--out", out).value
    assert (told["edits"], told["missing"]) == (2 * EDITS, [])
    assert stat.S_IMODE(os.stat(out).st_mode) == 0o600
    fresh = ClientProcess(tmp_path / "fresh")
    fresh.sign_in(centre.url, "ada", PASSWORD)
    fresh("sync")
    taken = fresh("rescue", "--from", out).value
    assert (taken["taken"], taken["known"], taken["refused"]) == (2 * EDITS, 0, [])
    assert fresh("rescue", "--from", out).value["known"] == 2 * EDITS
    fresh("sync")
    assert names(fresh) == EXPECTED
    assert b"".join(centre.core.feed.export(centre.principal("ada"))) == fresh("export").out
    assert fresh("verify").code == 0


def test_another_users_rescue_is_not_taken(ada: ClientProcess, centre: RunningCentre, tmp_path: Path) -> None:
    out = tmp_path / "edits.jsonl"
    ada("rescue", "--out", out)
    centre.add_user("ben")
    ben = ClientProcess(tmp_path / "ben")
    ben.sign_in(centre.url, "ben", PASSWORD)
    answer = ben("rescue", "--from", out, expect=2)
    assert "another user's" in answer.err
    headless = tmp_path / "headless.jsonl"
    head, *rest = out.read_bytes().splitlines(keepends=True)
    headless.write_bytes(json.dumps({**json.loads(head), "user": None}).encode() + b"\n" + b"".join(rest))
    told = ben("rescue", "--from", headless, expect=2).value
    assert (told["taken"], len(told["refused"])) == (0, 2 * EDITS)


def test_hostile_lines_are_refused_one_by_one(ada: ClientProcess, tmp_path: Path) -> None:
    out = tmp_path / "edits.jsonl"
    ada("rescue", "--out", out)
    head, first, *_ = out.read_bytes().splitlines(keepends=True)
    edit = json.loads(first)
    other = {**edit, "mutation": {**edit["mutation"], "op_id": "0192f000-0000-7000-8000-000000000001"}}
    broken = [
        b"\xff\n",
        b"[]\n",
        b"{}\n",
        json.dumps({**edit, "mutation": {**edit["mutation"], "more": 1}}).encode() + b"\n",
        json.dumps({**edit, "mutation": {**edit["mutation"], "op_id": "x"}}).encode() + b"\n",
        json.dumps({**edit, "mutation": {**edit["mutation"], "type": "nothing"}}).encode() + b"\n",
        json.dumps({**edit, "verdict": {"outcome": 1}}).encode() + b"\n",
        b"[" * 100_000 + b"\n",
    ]
    hostile = tmp_path / "hostile.jsonl"
    hostile.write_bytes(head + b"".join(broken) + json.dumps({**other, "verdict": None}).encode() + b"\n")
    told = ada("rescue", "--from", hostile, expect=2).value
    assert [one["line"] for one in told["refused"]] == list(range(2, 2 + len(broken)))
    assert (told["taken"], told["known"]) == (1, 0)


def test_a_profile_whose_database_is_gone_says_so(ada: ClientProcess) -> None:
    for path in ada.directory.glob("replica.db*"):
        path.unlink()
    for verb in (("status",), ("sync",), ("rescue", "--rebuild")):
        assert "80" in ada(*verb, expect=13).err
    assert ada("rescue", "--rebuild", "--accept-loss").value["lost"] == 2 * EDITS
    assert ada("status").value["state"] == "sign-in"


def test_a_lost_log_states_the_loss_until_it_is_accepted(ada: ClientProcess, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(ada.directory, kept)
    ada("batch", "-", stdin=lines("Gone", 3))
    mark = (ada.directory / "outbox.mark").read_bytes()
    shutil.rmtree(ada.directory)
    kept.rename(ada.directory)
    (ada.directory / "outbox.mark").write_bytes(mark)
    for verb in (("status",), ("sync",), ("rescue", "--out", tmp_path / "out")):
        assert "3 saved edits are missing" in ada(*verb, expect=13).err
    done = ada("rescue", "--rebuild", "--accept-loss")
    assert (done.value["lost"], done.value["edits"]) == (3, 2 * EDITS)
    ada("sync")
    assert names(ada) == EXPECTED


def test_the_wrong_key_changes_nothing(ada: ClientProcess, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.key"
    wrong.write_text("ab" * 32)
    for verb in (
        ("status",),
        ("sync",),
        ("rescue", "--rebuild", "--accept-loss"),
        ("rescue", "--out", tmp_path / "o"),
    ):
        assert "key" in ada("--key-file", wrong, *verb, expect=13).err
    ada("sync")
    assert names(ada) == EXPECTED


def test_a_wiped_laptop_says_what_was_lost_with_it(ada: ClientProcess, centre: RunningCentre) -> None:
    (device,) = centre.admin.devices()
    centre.admin.mark_device(device.id, "wiped")
    ada("sync", expect=15)
    answer = ada("batch", "-", expect=15)
    assert f"{EDITS} edits that had not reached the centre" in answer.err
    assert not list(ada.directory.glob("replica.db*"))


def test_rescue_wants_to_know_what_to_do(ada: ClientProcess, tmp_path: Path) -> None:
    for words in (
        (),
        ("--out", tmp_path / "a", "--rebuild"),
        ("--accept-loss",),
        ("--from", tmp_path / "no"),
    ):
        ada("rescue", *words, expect=2)
    (tmp_path / "a").write_text("mine")
    ada("rescue", "--out", tmp_path / "a", expect=2)
    assert (tmp_path / "a").read_text() == "mine"
