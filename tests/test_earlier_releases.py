"""What earlier releases said and stored is read by this one: messages, replicas, databases, the programs themselves."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crmdesk.domain.changes import payload
from crmdesk.domain.entities import CATALOGUE
from crmdesk.protocol import messages as wire
from crmdesk.protocol.messages import Verdict
from crmdesk.protocol.tables import rows_decoder
from crmdesk.schema.columns import page_columns
from crmdesk.server.verification import Verifier
from crmdesk.sync.endings import Ending
from tests.fixtures.earlier import RELEASES, OldProgram, Release, an_hour_later, wire_to
from tests.support.centre import PASSWORD, BareCentre
from tests.support.processes import ClientProcess, ServerProcess, run

KINDS: dict[str, tuple[Any, Any]] = {
    "sign_in": (wire.SignIn, wire.Tokens),
    "refresh": (wire.Refresh, wire.Tokens),
    "handshake": (wire.Handshake, wire.Welcome),
    "push": (wire.Push, wire.Verdicts),
    "pull": (wire.Pull, wire.Page),
    "snapshot": (wire.SnapshotRequest, wire.SnapshotPage),
    "history": (None, list[wire.HistoryEntry]),
}
"""What each operation takes and gives."""

pytestmark = pytest.mark.parametrize("release", RELEASES, ids=str)


def decoded(release: Release, operation: str, said: str) -> Iterator[Any]:
    takes, gives = KINDS[operation]
    kind = {"request": takes, "answer": gives, "problem": wire.Problem}[said]
    for message in release.messages():
        if (message.operation, message.said) == (operation, said):
            yield msgspec.json.decode(message.body, type=kind)


def test_every_message_of_then_is_read(release: Release) -> None:
    seen = set()
    for message in release.messages():
        takes, gives = KINDS[message.operation]
        kind = {"request": takes, "answer": gives, "problem": wire.Problem}[message.said]
        assert msgspec.json.decode(message.body, type=kind) is not None
        seen.add((message.operation, message.said))
    assert seen >= {(name, "answer") for name in KINDS}
    assert seen >= {(name, "request") for name, (takes, _) in KINDS.items() if takes}
    assert len([one for one in seen if one[1] == "problem"]) == 4


def test_the_messages_of_then_show_everything_that_can_be_said(release: Release) -> None:
    """A fixture that lost half of what it should hold would prove little."""
    items = [item for push in decoded(release, "push", "request") for item in push.items]
    verdicts = [one for answer in decoded(release, "push", "answer") for one in answer.verdicts]
    pages = list(decoded(release, "pull", "answer"))
    assert {item.mutation.act.value for item in items} == {"create", "update", "delete", "restore"}
    for part in ("set", "add", "remove", "was", "after", "resolves"):
        assert any(getattr(item.mutation, part) for item in items), part
    groups = [item.mutation.group for item in items]
    assert len(set(groups)) < len({item.mutation.op_id for item in items})
    assert {one.outcome for one in verdicts} == {"applied", "merged", "conflict", "refused"}
    assert any(one.lost for one in verdicts)
    assert {one.code for one in verdicts} >= {"parent_deleted", "out_of_scope"}
    assert any(page.deleted for page in pages)
    assert any(page.evicted for page in pages)
    assert any(page.resync for page in pages)
    assert sum(page.cursor is not None for page in decoded(release, "snapshot", "answer")) >= 2


def test_rows_of_then_are_rows_of_now(release: Release) -> None:
    """Columns of then are still there and hold values of the same kind; new ones may have come."""
    for operation in ("pull", "snapshot"):
        for page in decoded(release, operation, "answer"):
            for table in page.tables:
                entity = CATALOGUE[table.type]
                rows = msgspec.json.decode(bytes(table.rows), type=list[list[Any]])
                there = dict.fromkeys(page_columns(entity))
                assert set(table.columns) <= set(there), table.type
                now = [
                    [dict(zip(table.columns, row, strict=True)).get(name) for name in there] for row in rows
                ]
                assert rows_decoder(entity)(msgspec.json.encode(now))


@pytest.fixture
def centre(release: Release, tmp_path: Path) -> Iterator[BareCentre]:
    found = release.centre(tmp_path / "centre", an_hour_later())
    yield found
    found.core.close()


def test_edits_said_again_by_an_old_laptop_are_known(release: Release, centre: BareCentre) -> None:
    """The ledger knows them by the hash of their payload: it must not change from release to release."""
    senders = {str(line.id): line.login for line in centre.admin.users()}
    asked = decoded(release, "push", "request")
    answered = {one.op_id: one for answer in decoded(release, "push", "answer") for one in answer.verdicts}
    again: list[Verdict] = []
    for push in asked:
        if push.epoch == 1 and push.items:
            sender = centre.principal(senders[push.items[0].mutation.author])
            again += centre.core.journal.push(sender, push).verdicts
    assert again
    for verdict in again:
        assert verdict.repeat, verdict
        assert apart_from_the_time(verdict) == apart_from_the_time(answered[verdict.op_id])


def apart_from_the_time(verdict: Verdict) -> Verdict:
    """A verdict without what tells the first time from the second."""
    return msgspec.structs.replace(verdict, number=0, repeat=False)


def test_the_old_database_is_sound_after_its_migration(centre: BareCentre) -> None:
    lines = list(centre.admin.users())
    assert [line.login for line in lines] == ["ada", "ben", "max", "sue"]
    core = centre.core
    assert not Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(centre.org).faults


@pytest.mark.parametrize("person", ["ada", "max"])
def test_an_old_profile_opens_with_all_its_edits(
    release: Release, centre: BareCentre, person: str, tmp_path: Path
) -> None:
    desk = release.desk(person, tmp_path, wire_to(centre), an_hour_later())
    expected = release.expected(person)
    try:
        status = desk.replica.status()
        assert (status.pending, status.conflicts, status.refused) == tuple(
            expected[name] for name in ("pending", "conflicts", "refused")
        )
        assert {name: status.rows[name] for name in expected["rows"]} == expected["rows"]
        assert [json.loads(payload(edit)) for _, edit in desk.replica.pending_ops()] == expected["edits"]
        refused = [msgspec.to_builtins(one) for one in desk.replica.refused()]
        # This release may say more of a refusal than that one did.
        said = zip(refused, expected["refusals"], strict=True)
        assert [{name: one[name] for name in then} for one, then in said] == expected["refusals"]
        assert desk.replica.verify().sound
    finally:
        desk.replica.close()


# What a first sync brought before digests there were is found by the digest and brought again, and said.
@pytest.mark.expected_log("The replica differed from the centre")
@pytest.mark.parametrize("person", ["ada", "max"])
def test_an_old_profile_goes_on_syncing(
    release: Release, centre: BareCentre, person: str, tmp_path: Path
) -> None:
    """Edits whose verdict was lost are not done twice, unsent ones arrive, a first sync goes on where it stood."""
    expected = release.expected(person)
    desk = release.desk(person, tmp_path, wire_to(centre), an_hour_later())
    try:
        assert desk.replica.search("Harbour")
        outcome = desk.rounds.round()
        assert outcome.ending is Ending.OK, outcome
        status = desk.replica.status()
        assert (status.pending, status.refused) == (0, expected["refused"])
        seen = b"".join(centre.core.feed.export(centre.admin.as_user(person)))
        assert b"".join(desk.replica.export()) == seen
        for edit in expected["edits"]:
            if edit["act"] == "create":
                assert edit["id"].encode() in seen
    finally:
        desk.replica.close()


def test_a_laptop_that_the_centre_is_too_old_for_keeps_its_queue(
    release: Release, centre: BareCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next release speaks only what this centre does not: "please update", nothing lost, told by the status."""
    desk = release.desk("ada", tmp_path, wire_to(centre), an_hour_later())
    monkeypatch.setattr("crmdesk.sync.driver.PROTOCOL", (98, 99))
    try:
        outcome = desk.rounds.round()
        assert (outcome.ending, outcome.exit_code) == (Ending.UPDATE, 12)
        assert desk.replica.status().state == "update"
        assert desk.replica.pending() == release.expected("ada")["pending"]
    finally:
        desk.replica.close()


# The programs themselves


class OldLaptop:
    """The old release's `crmdesk client` with a profile of its own."""

    def __init__(self, program: OldProgram, directory: Path) -> None:
        self._program = program
        self._directory = directory

    def __call__(self, *words: str | Path, stdin: str = "", expect: int = 0) -> list[Any]:
        given = ("client", "--profile", self._directory, "--json", *words)
        out = self._program.run(*given, stdin=stdin, expect=expect)
        return [json.loads(line) for line in out.splitlines()]

    def sign_in(self, url: str, login: str) -> None:
        key_file = self._directory.with_suffix(".key")
        self("sign-in", "--server", url, "--user", login, "--password-stdin", "--key-file", key_file,
             stdin=PASSWORD + "\n")  # fmt: skip


def old_program(release: Release, tmp_path: Path) -> OldProgram:
    found = release.program(tmp_path / "program")
    if found is None:
        pytest.skip(f"this checkout does not reach back to {release.commit[:7]}")
    return found


def old_centre(release: Release, tmp_path: Path) -> OldProgram:
    """As `old_program`, where what its centre stood upon is installed: this release may need less."""
    found = old_program(release, tmp_path)
    try:
        found.run("admin", "--data", tmp_path / "tried", "org", "init", "Tried")
    except AssertionError as failed:
        if "needs a package that is not installed" not in str(failed):
            raise
        pytest.skip(f"{release}'s centre needs what this release does without: {failed}")
    return found


def found_acme(data: Path) -> None:
    """An organisation with the rep ada."""
    data.mkdir(parents=True, exist_ok=True)
    run("admin", "--data", data, "org", "init", "Acme")
    run("admin", "--data", data, "territory", "add", "North")
    add = ("user", "add", "ada", "--name", "Ada", "--role", "rep", "--territory", "North", "--password-stdin")
    run("admin", "--data", data, *add, stdin=PASSWORD + "\n")


@pytest.mark.long
def test_the_old_program_works_with_the_new_centre(release: Release, tmp_path: Path) -> None:
    program = old_program(release, tmp_path)
    found_acme(tmp_path / "centre")
    server = ServerProcess(tmp_path / "centre")
    server.start()
    try:
        old, new = OldLaptop(program, tmp_path / "old"), ClientProcess(tmp_path / "new")
        old.sign_in(server.url, "ada")
        new.sign_in(server.url, "ada", PASSWORD)
        old("sync")
        made = old("create", "account", "name=From the old laptop", "tags+=oak")[0]["id"]
        old("sync")
        new("sync")
        new("update", "account", made, "industry=Wood")
        old("update", "account", made, "tier=a")
        new("sync")
        old("sync")
        new("sync")
        assert old("export") == new("export").lines
        assert new.get("account", made)["industry"] == "Wood"
        assert old("status")[0]["state"] == "ok"
    finally:
        server.stop()


@pytest.mark.long
def test_the_new_program_works_with_the_old_centre(release: Release, tmp_path: Path) -> None:
    program = old_centre(release, tmp_path)
    data = tmp_path / "centre"
    data.mkdir()
    for words, stdin in (
        (("org", "init", "Acme"), ""),
        (("territory", "add", "North"), ""),
        (("user", "add", "ada", "--name", "Ada", "--role", "rep", "--territory", "North", "--password-stdin"),
         PASSWORD + "\n"),
    ):  # fmt: skip
        program.run("admin", "--data", data, *words, stdin=stdin)
    with program.popen("server", "run", "--data", data, "--listen", "127.0.0.1:0", stdout=subprocess.PIPE,
                       stderr=subprocess.DEVNULL) as server:  # fmt: skip
        assert server.stdout is not None
        try:
            url = server.stdout.readline().decode().split()[1]
            old, new = OldLaptop(program, tmp_path / "old"), ClientProcess(tmp_path / "new")
            new.sign_in(url, "ada", PASSWORD)
            new("sync")
            made = new("create", "account", "name=From the new laptop").value["id"]
            new("sync")
            old.sign_in(url, "ada")
            old("sync")
            assert old("get", "account", made)[0]["fields"]["name"] == "From the new laptop"
            assert new("status").value["state"] == "ok"
        finally:
            server.terminate()
