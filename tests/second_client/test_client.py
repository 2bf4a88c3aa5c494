"""The second client at a real centre: identity, lines that break, scope, digests, a centre that was put back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.changes import Act
from crmdesk.server.personal import PersonalData
from tests.second_client.client import Client
from tests.second_client.wire import Offline
from tests.support.centre import RunningCentre

MakeClient = Callable[..., Client]


class Cut:
    """A line that loses the answer to the `nth` request whose path ends with `path`, once it has been given."""

    def __init__(self, path: str, nth: int = 1) -> None:
        self.path, self.nth, self.asked = path, nth, 0

    def __call__(self, path: str) -> None:
        if path.endswith(self.path):
            self.asked += 1
            if self.asked == self.nth:
                raise ConnectionError("the line broke")


def is_equal(centre: RunningCentre, one: Client, login: str = "ben") -> bool:
    """Whether it holds, byte for byte, what the centre says its user may see."""
    return one.export() == b"".join(centre.admin.centre.feed.export(centre.admin.as_user(login)))


def kept(one: Client, name: str) -> Any:
    """What its file holds under a name."""
    return one._get(name)


def accounts(one: Client) -> list[str]:
    return [line for line in one.export().decode().splitlines() if '"type":"account"' in line]


def test_the_token_moves_on_with_every_session_and_the_replica_stays(client: MakeClient) -> None:
    first = client("ben")
    first.sync()
    who, token = kept(first, "replica"), kept(first, "token")
    first.close()
    again = client("ben")
    again.sync()
    assert kept(again, "replica") == who
    assert kept(again, "token") != token


@pytest.mark.parametrize("path", ["handshake", "push", "pull"])
def test_whatever_answer_is_lost_it_stays_who_it_is_and_nothing_happens_twice(
    path: str, client: MakeClient, staffed_centre: RunningCentre
) -> None:
    ben = client("ben")
    ben.sync()
    who = kept(ben, "replica")
    account = ben.create("account", name="Acme")
    visit = ben.create("visit", account=account, samples=3, status="planned")
    ben.update("visit", visit, add={"samples": 2})
    ben.close()
    ben = client("ben", line=Cut(path))
    with pytest.raises(Offline):
        ben.sync()
    ben.close()
    ben = client("ben")
    assert ben.get("visit", visit)["samples"] == 5  # type: ignore[index]
    ben.sync()
    assert (ben.pending(), kept(ben, "replica")) == (0, who)
    assert [verdict.get("repeat") for _, verdict in ben.verdicts()] == [path == "push"] * 3
    assert ben.get("visit", visit)["samples"] == 5  # type: ignore[index]
    assert is_equal(staffed_centre, ben)


def test_a_copy_of_its_file_becomes_a_replica_of_its_own(
    client: MakeClient, staffed_centre: RunningCentre, tmp_path: Path
) -> None:
    ben = client("ben")
    ben.sync()
    ben.create("account", name="Acme")
    ben.close()
    shutil.copy(tmp_path / "ben.sqlite", tmp_path / "bencopy.sqlite")
    one, other = client("ben"), client("ben", "copy")
    one.sync()
    other.sync()
    one.sync()
    assert kept(one, "replica") != kept(other, "replica")
    assert len(accounts(one)) == len(accounts(other)) == 1
    assert one.pending() == other.pending() == 0
    assert is_equal(staffed_centre, one)
    assert is_equal(staffed_centre, other)


def test_a_snapshot_that_was_cut_goes_on_at_its_page(
    client: MakeClient, staffed_centre: RunningCentre
) -> None:
    ada = client("ada")
    ada.sync()
    for number in range(9):
        ada.create("account", name=f"Acme {number}")
    ada.sync()
    ben = client("ben", page_rows=2, line=Cut("snapshot", 4))
    with pytest.raises(Offline):
        ben.sync()
    before = len(ben.export().splitlines())
    ben.close()
    line = Cut("snapshot", 99)
    ben = client("ben", page_rows=2, line=line)
    ben.sync()
    pages = -(-len(ben.export().splitlines()) // 2)
    assert before > 0
    assert line.asked < pages
    assert is_equal(staffed_centre, ben)


def test_a_refusal_refuses_its_group_and_nothing_else(
    client: MakeClient, staffed_centre: RunningCentre
) -> None:
    ben = client("ben")
    ben.sync()
    other = "0193d9a0-0000-7000-8000-000000000000"
    account = ben.create("account", group=other, name="Acme")
    ben.create("contact", group=other, name="Kim", account="0193d9a0-0000-7000-8000-00000000dead")
    ben.create("account", name="Bolt")
    ben.sync()
    assert ben.refused() == {
        "group": {"name": "Acme"},
        "unknown_reference": {"name": "Kim", "account": "0193d9a0-0000-7000-8000-00000000dead"},
    }
    assert ben.get("account", account) is None
    assert len(accounts(ben)) == 1
    assert (ben.pending(), is_equal(staffed_centre, ben)) == (0, True)


def test_an_edit_that_is_no_message_is_found_and_turned_away_alone(client: MakeClient) -> None:
    ben = client("ben")
    ben.sync()
    ben.create("account", name="Acme")
    ben._save(
        "create", "account", "0193d9a0-0000-7000-8000-000000000001", None, base="none", set={"name": "Bad"}
    )
    ben.create("account", name="Bolt")
    ben.sync()
    assert ben.refused() == {"malformed": {"name": "Bad"}}
    assert (ben.pending(), len(accounts(ben))) == (0, 2)


def test_own_edits_that_wait_for_each_other_are_no_conflict(
    client: MakeClient, staffed_centre: RunningCentre
) -> None:
    ben = client("ben", line=Cut("pull", 3))
    ben.sync()
    account = ben.create("account", name="Acme")
    ben.update("account", account, name="Acme AG")
    ben.sync()
    ben.update("account", account, name="Acme GmbH")
    with pytest.raises(Offline):
        ben.sync()  # decided, and no page has brought it
    ben.update("account", account, name="Acme SE")
    ben.sync()
    assert [verdict["outcome"] for _, verdict in ben.verdicts()] == ["applied"] * 4
    assert ben.get("account", account)["name"] == "Acme SE"  # type: ignore[index]
    assert is_equal(staffed_centre, ben)


def test_a_check_in_on_a_visit_just_made_stands(client: MakeClient) -> None:
    ben = client("ben")
    ben.sync()
    visit = ben.create("visit", account=ben.create("account", name="Acme"), status="planned")
    ben.update("visit", visit, check_in={"at": "2026-11-22T09:00:00.000Z"}, status="in_progress")
    ben.sync()
    assert [verdict["outcome"] for _, verdict in ben.verdicts()] == ["applied"] * 3
    assert ben.get("visit", visit)["check_in"]["at"] == "2026-11-22T09:00:00.000Z"  # type: ignore[index]


def test_a_record_that_leaves_goes_and_an_edit_of_it_is_refused_with_what_was_typed(
    client: MakeClient, staffed_centre: RunningCentre
) -> None:
    ada, ben, admin = client("ada"), client("ben"), staffed_centre.admin
    ada.sync()
    account = ada.create("account", name="Acme")
    deleted = ada.create("account", name="Bolt")
    ada.sync()
    ben.sync()
    south, elsewhere = admin.territory_id("South"), {"owner": admin.user("max").id}
    admin.write([admin.mutation(Act.UPDATE, "account", account, {"territory": south, **elsewhere})])
    ada.delete("account", deleted)
    ada.sync()
    ben.update("account", account, website="acme.example")
    ben.sync()
    assert ben.get("account", account) is None
    assert ben.get("account", deleted) is None
    assert ben.refused() == {"out_of_scope": {"website": "acme.example"}}
    assert (ben.pending(), is_equal(staffed_centre, ben)) == (0, True)


def test_a_user_who_moves_gets_what_is_theirs_now(client: MakeClient, staffed_centre: RunningCentre) -> None:
    ada, ben = client("ada"), client("ben")
    ada.sync()
    ada.create("account", name="Acme")
    ada.sync()
    ben.sync()
    assert len(accounts(ben)) == 1
    staffed_centre.admin.move_user("ben", "South")
    ben.sync()
    assert accounts(ben) == []
    assert is_equal(staffed_centre, ben)
    staffed_centre.admin.move_user("ben", "North")
    ben.sync()
    assert len(accounts(ben)) == 1
    assert is_equal(staffed_centre, ben)


def test_what_was_acknowledged_since_the_backup_is_offered_again(
    client: MakeClient, staffed_centre: RunningCentre, tmp_path: Path
) -> None:
    ada, ben = client("ada"), client("ben")
    ben.sync()
    account = ben.create("account", name="Acme")
    ben.sync()
    ada.sync()
    file = staffed_centre.backup(tmp_path / "backup")
    ben.update("account", account, website="acme.example")
    ben.create("account", name="Bolt")
    ben.sync()
    ada.sync()
    epoch = kept(ben, "epoch")
    staffed_centre.put_back(file)
    ada.sync()
    assert len(accounts(ada)) == 1
    ben.sync()
    ada.sync()
    assert kept(ben, "epoch") == kept(ada, "epoch") == epoch + 1
    assert len(accounts(ada)) == 2
    assert ada.get("account", account)["website"] == "acme.example"  # type: ignore[index]
    assert is_equal(staffed_centre, ben)
    assert is_equal(staffed_centre, ada, "ada")


def test_rows_that_were_altered_behind_its_back_are_found_and_mended(
    client: MakeClient, staffed_centre: RunningCentre, tmp_path: Path
) -> None:
    ben = client("ben")
    ben.sync()
    for name in ("Acme", "Bolt", "Cord"):
        ben.create("account", name=name)
    ben.sync()
    sound = ben.export()
    with sqlite3.connect(tmp_path / "ben.sqlite") as behind:
        behind.execute("UPDATE row SET cells = replace(cells, 'Acme', 'Akme')")
        behind.execute("DELETE FROM row WHERE cells LIKE '%Bolt%'")
        behind.execute("INSERT INTO row SELECT type, replace(id, '-7', '-8'), version, cells, buckets FROM row"
                       " WHERE cells LIKE '%Cord%'")  # fmt: skip
    behind.close()
    assert ben.export() != sound
    ben.sync()
    assert ben.export() == sound
    assert is_equal(staffed_centre, ben)


def test_a_person_who_was_erased_leaves_no_trace_in_its_file(
    client: MakeClient, staffed_centre: RunningCentre, tmp_path: Path
) -> None:
    ben = client("ben")
    ben.sync()
    who, person = kept(ben, "replica"), ben.create("contact", name="Kim Zzyzx")
    ben.sync()
    PersonalData(staffed_centre.admin).erase(person)
    ben.update("contact", person, title="Dr Zzyzx")
    ben.sync()
    ben.close()
    ben = client("ben")
    ben.sync()
    assert (kept(ben, "replica"), ben.pending(), list(ben.refused())) == (who, 0, ["erased"])
    ben.close()
    assert not [file for file in tmp_path.glob("ben.sqlite*") if b"Zzyzx" in file.read_bytes()]


def test_an_access_token_that_ran_out_is_renewed_in_the_middle_of_a_round(
    client: MakeClient, staffed_centre: RunningCentre
) -> None:
    ben = client("ben")
    ben.sync()
    ben.create("account", name="Acme")
    ben._keep_tokens({**kept(ben, "tokens"), "access": "ran out"})
    ben.sync()
    assert (ben.pending(), is_equal(staffed_centre, ben)) == (0, True)


def test_it_hears_on_the_live_line_that_somebody_edited(client: MakeClient) -> None:
    ada, ben = client("ada"), client("ben")
    ada.sync()
    pokes = ben.wire.pokes()
    next(pokes)
    ben.sync()
    ada.create("account", name="Acme")
    ada.sync()
    next(pokes)
    pokes.close()
    ben.sync()
    assert len(accounts(ben)) == 1
