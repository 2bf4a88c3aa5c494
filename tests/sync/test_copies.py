"""Profiles that were copied, set back or exchanged: each becomes a replica of its own, and nobody loses or doubles an
edit (docs/sync.md, "Identity")."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest

from crmdesk.domain.errors import NotAllowed, StorageFault
from crmdesk.server.centre import Centre
from crmdesk.store.replica import Replica
from crmdesk.sync import session
from tests.sync.copying import cut, replica_id, settle
from tests.sync.laptops import KEY, Laptop, Place, new_id, now

Make = Callable[[str], Laptop]


@pytest.fixture
def copy(place: Place) -> Iterator[Callable[..., Laptop]]:
    """Copies a laptop's profile folder as a backup program does, and opens the copy as another laptop."""
    made: list[Laptop] = []

    def make(one: Laptop) -> Laptop:
        directory = place.directory / f"copy-{len(made)}"
        one.close()
        shutil.copytree(one.directory, directory)
        one.reopen()
        made.append(Laptop(place, directory, Replica.open(directory, KEY, now=now, new_id=new_id)))
        return made[-1]

    yield make
    for one in made:
        one.close()


class Backup:
    """A laptop's profile folder as it was at one moment, to be put back later."""

    def __init__(self, one: Laptop) -> None:
        one.close()
        self.kept = one.directory.with_name(one.directory.name + "-backup")
        shutil.copytree(one.directory, self.kept)
        one.reopen()

    def put_back(self, one: Laptop, *, without: str = "") -> None:
        """The folder becomes what it was, but for one file that was not in the backup."""
        one.close()
        for path in self.kept.iterdir():
            if path.name != without:
                shutil.copy(path, one.directory / path.name)
        for path in one.directory.iterdir():
            if path.name != without and not (self.kept / path.name).exists():
                path.unlink()
        one.reopen()


def names(laptop: Laptop) -> list[str]:
    return sorted(str(record["name"]) for record in laptop.replica.query("account"))


def decided(centre: Centre, record: str) -> set[str]:
    """The ops on a record that the centre has taken."""
    table = centre.tables.ledger
    with centre.engine.connect() as connection:
        found = connection.execute(table.select().where(table.c.id == record))
        return {row.op_id for row in found if row.outcome in ("applied", "merged")}


def test_a_copied_profile_becomes_a_replica_of_its_own(laptop: Make, copy: Callable[..., Laptop]) -> None:
    ada = laptop("ada").synced()
    twin = copy(ada)
    assert replica_id(twin) == replica_id(ada)
    ada.synced()
    twin.synced()
    assert replica_id(twin) != replica_id(ada)


def test_a_copy_and_its_original_lose_and_double_nothing_that_waited(
    laptop: Make, copy: Callable[..., Laptop]
) -> None:
    ada = laptop("ada").synced()
    visit = ada.create(
        "visit", account=ada.create("account", name="Before"), planned_start="2026-03-02T10:00:00Z"
    )
    ada.change("visit", visit, {}, add={"samples": 2})
    twin = copy(ada)
    ada.create("account", name="By the original")
    twin.create("account", name="By the copy")
    ada.change("visit", visit, {}, add={"samples": 3})
    twin.change("visit", visit, {}, add={"samples": 4})
    settle(ada, twin)
    assert names(ada) == ["Before", "By the copy", "By the original"]
    assert ada.get("visit", visit)["samples"] == 2 + 3 + 4


def test_copies_that_work_in_turns_stay_two_replicas(laptop: Make, copy: Callable[..., Laptop]) -> None:
    ada = laptop("ada").synced()
    twin = copy(ada)
    expected = []
    for number in range(4):
        for one in (ada, twin):
            one.reopen()
            expected.append(one.create("account", name=f"{number}"))
            assert one.sync().exit_code == 0
    settle(ada, twin)
    assert {record.id for record in twin.replica.query("account")} == set(expected)
    assert replica_id(twin) != replica_id(ada)


def test_a_copy_of_a_copy_is_a_third_replica(laptop: Make, copy: Callable[..., Laptop]) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Waits")
    twin = copy(ada)
    third = copy(twin)
    for number, one in enumerate((ada, twin, third)):
        one.create("account", name=f"Own {number}")
    settle(third, ada, twin)
    assert names(third) == ["Own 0", "Own 1", "Own 2", "Waits"]
    assert len({replica_id(one) for one in (ada, twin, third)}) == 3


def test_a_copy_made_while_the_original_is_in_a_session_is_heard_and_the_original_too(
    laptop: Make, place: Place
) -> None:
    """The original has shaken hands and goes on under its name while the copy shows the very same token."""
    ada = laptop("ada").synced()
    ada.replica._database.checkpoint("TRUNCATE")
    directory = place.directory / "copy"
    shutil.copytree(ada.directory, directory)
    twin = Laptop(place, directory, Replica.open(directory, KEY, now=now, new_id=new_id))
    try:
        twin.create("account", name="By the copy")
        twin.synced()
        ada.create("account", name="By the original")
        outcome = ada.sync()  # no new session here: the centre says that this one has ended
        assert (outcome.exit_code, outcome.errors) == (0, ())
        assert replica_id(twin) != replica_id(ada)
        settle(ada, twin)
        assert names(twin) == ["By the copy", "By the original"]
    finally:
        twin.close()


def test_a_lost_welcome_leaves_the_replica_who_it_is(laptop: Make, place: Place) -> None:
    ada = laptop("ada").synced()
    was = replica_id(ada)
    ada.reopen()
    for _ in range(3):
        assert cut(ada, place, "handshake") == 10
    ada.synced()
    ada.reopen()
    assert replica_id(ada.synced()) == was


def test_copies_of_a_profile_whose_welcome_was_lost_are_told_apart(
    laptop: Make, place: Place, copy: Callable[..., Laptop]
) -> None:
    """Both hold the same token and the same next one, and show them: neither can be told from a lost answer."""
    ada = laptop("ada").synced()
    ada.reopen()
    cut(ada, place, "handshake")
    twin = copy(ada)
    ada.create("account", name="By the original")
    twin.create("account", name="By the copy")
    ada.synced()
    twin.synced()
    assert replica_id(twin) != replica_id(ada)
    settle(ada, twin)
    assert names(ada) == ["By the copy", "By the original"]


def test_copies_that_numbered_different_edits_alike_do_not_take_each_others_for_their_own(
    laptop: Make, place: Place, copy: Callable[..., Laptop]
) -> None:
    ada = laptop("ada").synced()
    ada.reopen()
    cut(ada, place, "handshake")
    twin = copy(ada)
    ada.create("account", name="By the original")
    twin.create("account", name="By the copy")
    # The original has numbered its edit under the shared name, and the line broke before it left.
    identity = ada.replica.identity()
    assert [item.number for item in ada.replica.next_batch()] == [identity.last_number + 1]
    twin.synced()
    ada.synced()
    assert names(ada) == ["By the copy", "By the original"]
    assert replica_id(twin) != replica_id(ada)


@pytest.mark.parametrize("answered", [True, False])
def test_a_copy_made_when_edits_were_sent_and_the_answer_was_on_its_way(
    laptop: Make, place: Place, copy: Callable[..., Laptop], answered: bool
) -> None:
    ada = laptop("ada").synced()
    account = ada.create("account", name="Sent")
    visit = ada.create("visit", account=account, planned_start="2026-03-02T10:00:00Z")
    ada.change("visit", visit, {}, add={"samples": 5})
    assert cut(ada, place, "pull" if answered else "push") == 10
    twin = copy(ada)
    twin.change("visit", visit, {}, add={"samples": 1})
    ada.change("visit", visit, {}, add={"samples": 2})
    settle(twin, ada)
    assert ada.get("visit", visit)["samples"] == 8
    assert names(twin) == ["Sent"]
    assert len(decided(place.centre.core, visit)) == 4  # made once, and thrice more was left


def test_a_profile_restored_from_last_week_goes_on_as_another_replica(laptop: Make, place: Place) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Waited when it was backed up")
    backup = Backup(ada)
    was = replica_id(ada)
    for number in range(3):
        ada.create("account", name=f"Since {number}")
        ada.synced()
        ada.reopen()
    backup.put_back(ada)
    assert names(ada) == ["Waited when it was backed up"]
    ada.create("account", name="After")
    settle(ada)
    assert names(ada) == ["After", "Since 0", "Since 1", "Since 2", "Waited when it was backed up"]
    assert replica_id(ada) != was
    assert ada.replica.verify().sound


def test_a_profile_restored_from_before_the_last_session_does_not_take_new_edits_for_sent_ones(
    laptop: Make,
) -> None:
    """Its token may still count and its numbers were given to other edits since."""
    ada = laptop("ada").synced()
    backup = Backup(ada)
    ada.create("account", name="Since")
    ada.synced()
    backup.put_back(ada)
    ada.create("account", name="After")
    ada.synced()
    assert names(ada) == ["After", "Since"]
    settle(ada)


def test_a_database_restored_without_its_mark_says_what_is_missing(laptop: Make, place: Place) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Kept")
    backup = Backup(ada)
    ada.create("account", name="Gone 1")
    ada.create("account", name="Gone 2")
    with pytest.raises(StorageFault, match="2 saved edits are missing") as fault:
        backup.put_back(ada, without="outbox.mark")
    assert (fault.value.code, fault.value.exit_code) == ("edits_lost", 13)
    ada.replica = Replica.open(ada.directory, KEY, now=now, new_id=new_id, accept_loss=True)
    ada._connect()
    settle(ada)
    assert names(ada) == ["Kept"]


def test_two_laptops_of_one_user_share_everything_and_no_identity(laptop: Make) -> None:
    first, second = laptop("ada").synced(), laptop("ada").synced()
    assert replica_id(first) != replica_id(second)
    first.create("account", name="First")
    second.create("account", name="Second")
    settle(first, second)
    assert names(first) == names(second) == ["First", "Second"]


def test_another_user_cannot_sign_in_over_edits_that_wait(laptop: Make, place: Place) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Hers")
    with pytest.raises(NotAllowed, match="1 edits of ada") as raised:
        session.begin(ada.replica, "here", place.sign_in("ben"), now())
    assert raised.value.code == "other_user"
    ada.synced()
    assert names(ada) == ["Hers"]
    session.begin(ada.replica, "here", place.sign_in("ben"), now())
    assert ada.replica.identity().replica is None
    assert names(ada) == []
    ada.reopen()
    ada.synced()
    assert ada.replica.status().state == "ok"


def test_a_revoked_laptop_keeps_what_it_could_not_send(laptop: Make, place: Place) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Waits")
    device = ada.replica.identity().device
    assert device is not None
    place.centre.admin.mark_device(device, "revoked")
    outcome = ada.sync()
    assert outcome.exit_code == 15
    assert outcome.pending_left == 1
    ada.reopen()
    assert names(ada) == ["Waits"]
