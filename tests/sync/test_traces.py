"""Nothing of a row that is gone is left in the profile's files: every page is decrypted and looked through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.domain.changes import Act
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.store.profile import Profile
from crmdesk.store.rebuild import rebuild
from tests.support.plain_pages import holding
from tests.sync.laptops import KEY, Laptop, Place, new_id, now

MakeLaptop = Callable[[str], Laptop]
NAME = "Zebramarker"
TEXT = "Quaggamarker"


def pages(laptop: Laptop) -> dict[str, int]:
    """In how many pages of each file, logs included, the markers stand as typed or as indexed."""
    profile = Profile(laptop.directory)

    def count(path: Path) -> int:
        return sum(holding(path, KEY, text) for word in (NAME, TEXT) for text in (word, word.lower()))

    return {path.name: count(path) for path in (profile.database, profile.search)}


@pytest.fixture
def marked(place: Place, laptop: MakeLaptop) -> tuple[Laptop, str, str]:
    """A laptop of ben's with others' records around an account and a note that carry the markers."""
    place.centre.add_user("sue", territory="South")
    ada, ben = laptop("ada").synced(), laptop("ben")
    for number in range(40):
        ada.create("account", name=f"Account {number}", description=f"long text {number} " * 40)
    account = ada.create("account", name=NAME, industry=NAME, description=f"{TEXT} again " * 900)
    note = ada.create("note", body=f"about {TEXT} " * 30, account=account)
    ada.synced()
    ben.synced()
    ben.replica.index_now()
    assert all(pages(ben).values()), "the markers must be there to go"
    return ben, account, note


def test_the_test_s_own_eyes_see_what_is_there(marked: tuple[Laptop, str, str]) -> None:
    ben, account, _ = marked
    assert ben.get("account", account)["name"] == NAME
    assert pages(ben)["replica.db"] > 3


def test_nothing_is_left_of_rows_that_a_moved_user_lost(
    place: Place, marked: tuple[Laptop, str, str]
) -> None:
    ben, account, _ = marked
    place.centre.admin.move_user("ben", "South")
    ben.synced()
    ben.replica.index_now()
    with pytest.raises(NoSuchRecord):
        ben.get("account", account)
    assert pages(ben) == {"replica.db": 0, "search.db": 0}


def test_nothing_is_left_of_rows_that_were_handed_over_or_deleted(
    place: Place, marked: tuple[Laptop, str, str]
) -> None:
    ben, account, note = marked
    admin = place.centre.admin
    user, home = admin.user("sue").id, admin.territory_id("South")
    admin.write([admin.mutation(Act.UPDATE, "account", account, {"owner": user, "territory": home})])
    admin.write([admin.mutation(Act.DELETE, "note", note, {})])
    ben.synced()
    ben.replica.index_now()
    assert pages(ben) == {"replica.db": 0, "search.db": 0}


def rebuilt(laptop: Laptop) -> Path:
    """The folder with the files that were put aside; the replica is whole again."""
    laptop.close()
    folder = rebuild(laptop.directory, KEY, now=now, new_id=new_id).aside
    laptop.reopen()
    laptop.synced().synced()
    assert holding(folder / "replica.db", KEY, NAME) > 0
    return folder


def test_files_put_aside_go_when_their_user_is_moved(place: Place, marked: tuple[Laptop, str, str]) -> None:
    ben, _, _ = marked
    folder = rebuilt(ben)
    place.centre.admin.move_user("ben", "South")
    ben.synced()
    assert not folder.exists()


def test_files_put_aside_go_with_a_record_that_they_hold_and_not_with_another(
    place: Place, marked: tuple[Laptop, str, str], laptop: MakeLaptop
) -> None:
    ben, account, _ = marked
    folder = rebuilt(ben)
    ada = laptop("ada").synced()
    later = ada.create("account", name="Made later")
    ada.synced()
    ben.synced()
    admin = place.centre.admin
    user, home = admin.user("sue").id, admin.territory_id("South")
    for record, stays in ((later, True), (account, False)):
        admin.write([admin.mutation(Act.UPDATE, "account", record, {"owner": user, "territory": home})])
        ben.synced()
        with pytest.raises(NoSuchRecord):
            ben.get("account", record)
        assert folder.exists() is stays


def test_files_put_aside_go_with_an_announced_resync_that_sweeps(
    place: Place, marked: tuple[Laptop, str, str]
) -> None:
    ben, _, _ = marked
    folder = rebuilt(ben)
    place.centre.admin.set_role("ben", "admin")
    ben.synced()
    assert not folder.exists()


def test_a_row_with_pending_edits_leaves_no_trace_but_what_its_user_typed(
    place: Place, marked: tuple[Laptop, str, str]
) -> None:
    ben, account, _ = marked
    ben.update("account", account, website="https://example.com/typed")
    place.centre.admin.move_user("ben", "South")
    ben.sync()
    ben.synced()
    ben.sync()
    ben.replica.index_now()
    assert ben.replica.pending() == 0
    assert pages(ben) == {"replica.db": 0, "search.db": 0}


def test_a_reader_in_the_way_holds_up_nobody_and_the_next_round_clears(
    place: Place, marked: tuple[Laptop, str, str]
) -> None:
    ben, _, _ = marked
    place.centre.admin.move_user("ben", "South")
    reader = ben.replica.export()
    next(reader)
    ben.synced()
    assert pages(ben)["replica.db"] > 0
    reader.close()  # type: ignore[attr-defined]
    ben.synced()
    ben.replica.index_now()
    assert pages(ben)["replica.db"] == 0
