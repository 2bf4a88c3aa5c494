"""Files between laptops over real sockets: sent behind their records, taken up at any byte, shown when whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crmdesk.domain.errors import NotAllowed, StorageFault
from crmdesk.store.attaching import thumbnail
from crmdesk.store.attachments import Waiting
from crmdesk.sync import session
from crmdesk.sync.blobs import Passed
from crmdesk.sync.endings import Ending
from tests.support.centre import RunningCentre
from tests.support.fault_proxy import fault_proxy
from tests.support.files import pdf, sha256
from tests.sync.file_desk import Desk, FaultyPlace
from tests.sync.laptops import Laptop, now

SIZE = 300_000
DATA = pdf(SIZE)


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Iterator[FaultyPlace]:
    for login, territory in (("ada", "North"), ("ben", "North"), ("sue", "South")):
        centre.add_user(login, territory=territory)
    with fault_proxy("127.0.0.1", centre.port) as proxy:
        yield FaultyPlace(centre, "cut", tmp_path, proxy)


@pytest.fixture
def desk(place: FaultyPlace, laptop: Callable[[str], Laptop]) -> Callable[[str], Desk]:
    return lambda login: Desk(laptop(login).synced())


@pytest.fixture
def ada(desk: Callable[[str], Desk]) -> Desk:
    return desk("ada")


@pytest.fixture
def account(ada: Desk) -> str:
    return ada.laptop.create("account", name="Acme")


def test_a_file_reaches_a_colleague_when_asked_for(
    ada: Desk, account: str, desk: Callable[[str], Desk]
) -> None:
    attachment = ada.attach(account, DATA)
    assert ada.state(attachment) == "sending"
    assert ada.laptop.replica.attachments.waiting() == Waiting(1, SIZE, 0)
    assert ada.sync() == Passed(Ending.OK, up=1)
    assert ada.state(attachment) == "here"
    ben = desk("ben")
    assert ben.files() == Passed(Ending.OK)
    assert ben.state(attachment) == "elsewhere"
    assert ben.fetched(attachment) == DATA
    assert ben.state(attachment) == "here"


def test_small_files_come_by_themselves(ada: Desk, account: str, desk: Callable[[str], Desk]) -> None:
    attachment = ada.attach(account, pdf(1000))
    ada.sync()
    ben = desk("ben")
    assert ben.files(auto_bytes=1000).down == 1
    assert ben.read(attachment) == pdf(1000)


def test_bytes_go_behind_their_record(ada: Desk, account: str) -> None:
    ada.attach(account, DATA)
    assert ada.files() == Passed(Ending.OK)
    assert ada.laptop.replica.status().state == "pending"
    ada.laptop.synced()
    status = ada.laptop.replica.status()
    assert (status.state, status.pending, status.attachments_pending) == ("pending", 0, 1)
    ada.files()
    status = ada.laptop.replica.status()
    assert (status.state, status.attachments_pending) == ("ok", 0)


@pytest.mark.parametrize("cut", [0, 300, 900, 2_000, 40_000, 66_000, 150_000])
def test_an_upload_cut_at_any_byte_goes_on_where_it_stood(
    ada: Desk, place: FaultyPlace, account: str, cut: int
) -> None:
    attachment = ada.attach(account, DATA)
    ada.laptop.synced()
    place.proxy.drop()
    place.proxy.cut_requests_at = cut
    assert ada.files().ending is Ending.OFFLINE
    assert ada.state(attachment) == "sending"
    place.proxy.heal()
    remote = ada.laptop.remote
    there = place.centre.core.blobs.state(place.centre.principal("ada"), sha256(DATA)).offset
    before = remote.traffic.sent
    assert ada.files().up == 1
    assert remote.traffic.sent - before <= SIZE - there + 100
    assert place.centre.core.blobs.state(place.centre.principal("ada"), sha256(DATA)).complete


@pytest.mark.parametrize("cut", [0, 300, 900, 2_000, 40_000, 150_000, 299_000])
def test_a_download_cut_at_any_byte_goes_on_where_it_stood(
    ada: Desk, place: FaultyPlace, account: str, desk: Callable[[str], Desk], cut: int
) -> None:
    attachment = ada.attach(account, DATA)
    ada.sync()
    ben = desk("ben")
    ben.laptop.replica.attachments.want(ben.get(attachment))
    place.proxy.drop()
    place.proxy.cut_answers_at = cut
    assert ben.files().ending is Ending.OFFLINE
    assert ben.state(attachment) == "fetching"
    assert not ben.laptop.replica.attachments.here(sha256(DATA))
    place.proxy.heal()
    held = ben.laptop.replica.attachments.vault.held(sha256(DATA))
    received = held.received if held is not None else 0
    before = ben.laptop.remote.traffic.received
    assert ben.files().down == 1
    assert ben.laptop.remote.traffic.received - before <= SIZE - received + 100
    assert ben.read(attachment) == DATA


def test_a_line_that_breaks_again_and_again_gets_a_file_across(
    ada: Desk, place: FaultyPlace, account: str
) -> None:
    ada.attach(account, DATA)
    ada.laptop.synced()
    place.proxy.drop()
    place.proxy.cut_requests_at = 30_000
    for _ in range(40):
        if ada.files().up:
            break
    else:
        pytest.fail("it never got across")
    assert ada.laptop.replica.attachments.waiting().files == 0


def test_progress_is_told_from_the_first_part_to_the_last(ada: Desk, account: str) -> None:
    ada.attach(account, DATA)
    ada.sync()
    told = [moved.done for moved in ada.moved]
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == SIZE


def test_who_does_not_see_the_record_gets_neither_it_nor_a_byte(
    ada: Desk, account: str, desk: Callable[[str], Desk]
) -> None:
    attachment = ada.attach(account, DATA)
    ada.sync()
    sue = desk("sue")
    assert sue.laptop.replica.count("attachment") == 0
    sue.laptop.replica.attachments.vault.want(sha256(DATA), SIZE)
    assert sue.files() == Passed(Ending.OK)
    assert sue.laptop.replica.attachments.vault.held(sha256(DATA)).received == 0
    assert attachment


def test_a_file_whose_bytes_have_not_come_yet_is_waited_for(
    ada: Desk, account: str, desk: Callable[[str], Desk]
) -> None:
    attachment = ada.attach(account, DATA)
    ada.laptop.synced()
    ben = desk("ben")
    ben.laptop.replica.attachments.want(ben.get(attachment))
    assert ben.files() == Passed(Ending.OK)
    assert ben.state(attachment) == "fetching"
    ada.files()
    assert ben.files().down == 1
    assert ben.read(attachment) == DATA


def test_bytes_damaged_on_the_way_are_never_shown_and_fetched_anew(
    ada: Desk, account: str, desk: Callable[[str], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment = ada.attach(account, DATA)
    ada.sync()
    ben = desk("ben")
    vault = ben.laptop.replica.attachments.vault
    keep, flipped = vault.append, []

    def flip_once(hashed: str, size: int, offset: int, data: bytes) -> None:
        if not flipped:
            flipped.append(offset)
            data = bytes([data[0] ^ 1]) + data[1:]
        keep(hashed, size, offset, data)

    monkeypatch.setattr(vault, "append", flip_once)
    assert ben.fetched(attachment) == DATA
    assert flipped == [0]


def test_a_file_rotten_on_the_laptop_is_not_handed_out_but_fetched_again(ada: Desk, account: str) -> None:
    attachment = ada.attach(account, DATA)
    ada.sync()
    vault = ada.laptop.replica.attachments.vault
    with vault._write() as connection:
        connection.execute("UPDATE part SET bytes = zeroblob(length(bytes)) WHERE start > 0")
    with pytest.raises(StorageFault) as damaged:
        ada.read(attachment)
    assert damaged.value.code == "file_damaged"
    assert not (ada.laptop.directory / "out").exists()
    assert ada.files().down == 1
    assert ada.read(attachment) == DATA


def test_a_file_rotten_before_it_was_sent_is_said_and_sent_by_nobody(ada: Desk, account: str) -> None:
    ada.attach(account, DATA)
    ada.laptop.synced()
    with ada.laptop.replica.attachments.vault._write() as connection:
        connection.execute("UPDATE part SET bytes = zeroblob(length(bytes)) WHERE start > 0")
    assert ada.files().up == 0
    assert ada.laptop.replica.attachments.waiting() == Waiting(0, 0, 1)
    status = ada.laptop.replica.status()
    assert (status.state, status.attachments_refused) == ("refused", 1)


def test_the_same_file_attached_twice_is_sent_once(ada: Desk, account: str) -> None:
    ada.attach(account, DATA)
    ada.sync()
    before = ada.laptop.remote.traffic.sent
    second = ada.attach(account, DATA, "again.pdf")
    assert ada.sync() == Passed(Ending.OK, up=1)
    assert ada.laptop.remote.traffic.sent - before < 10_000
    assert ada.state(second) == "here"


def test_a_colleague_attaches_what_came_from_here_without_sending_it(
    ada: Desk, account: str, desk: Callable[[str], Desk]
) -> None:
    first = ada.attach(account, DATA)
    ada.sync()
    ben = desk("ben")
    ben.fetched(first)
    other = ben.laptop.create("account", name="Other")
    second = ben.attach(other, DATA)
    before = ben.laptop.remote.traffic.sent
    assert ben.sync().up == 1
    assert ben.laptop.remote.traffic.sent - before < 10_000
    ada.laptop.delete("attachment", first)
    ada.laptop.synced()
    assert desk("ben").fetched(second) == DATA


def test_detaching_releases_the_bytes_on_every_laptop(
    ada: Desk, account: str, desk: Callable[[str], Desk]
) -> None:
    attachment = ada.attach(account, DATA)
    ada.sync()
    ben = desk("ben")
    ben.fetched(attachment)
    ada.laptop.delete("attachment", attachment)
    ada.laptop.synced()
    ben.laptop.synced()
    for one in (ada, ben):
        assert one.laptop.replica.attachments.vault.all() == []
    assert DATA[1000:1100] not in (ben.laptop.directory / "blobs.db").read_bytes()


def test_a_record_that_leaves_the_scope_takes_its_bytes_along(
    ada: Desk, place: FaultyPlace, account: str, desk: Callable[[str], Desk]
) -> None:
    attachment = ada.attach(account, DATA)
    ada.sync()
    ben = desk("ben")
    ben.fetched(attachment)
    place.centre.admin.move_user("ben", "South")
    ben.laptop.sync()
    ben.laptop.sync()
    assert ben.laptop.replica.count("attachment") == 0
    assert ben.laptop.replica.attachments.vault.all() == []


def test_an_attachment_deleted_before_it_was_sent_can_be_undone_till_the_next_start(
    ada: Desk, account: str
) -> None:
    attachment = ada.attach(account, DATA)
    ada.laptop.synced()
    ada.laptop.delete("attachment", attachment)
    ada.laptop.synced()
    ada.laptop.replica.undo()
    assert ada.sync().up == 1
    assert ada.read(attachment) == DATA
    gone = ada.attach(account, pdf(1000, seed=2))
    ada.laptop.delete("attachment", gone)
    ada.laptop.synced()
    ada.laptop.reopen()
    assert [held.sha256 for held in ada.laptop.replica.attachments.vault.all()] == [sha256(DATA)]


def test_a_restored_centre_that_lacks_bytes_is_given_them_again(
    ada: Desk, place: FaultyPlace, account: str
) -> None:
    attachment = ada.attach(account, DATA)
    ada.sync()
    for file in (place.centre.data / "blobs" / "kept").rglob("*"):
        if file.is_file():
            file.unlink()
    place.centre.core.blob_collection.collect(place.centre.org, now().replace(year=2199))
    ada.laptop.replica.attachments.vault.keep_note("checked", f"0 {'2026-01-01T00:00:00.000Z'}")
    assert ada.files().up == 1
    assert place.centre.core.blobs.state(place.centre.principal("ada"), sha256(DATA)).complete
    assert ada.state(attachment) == "here"


def test_a_metered_line_carries_only_what_somebody_asked_for(
    ada: Desk, account: str, desk: Callable[[str], Desk]
) -> None:
    asked, other = ada.attach(account, DATA), ada.attach(account, pdf(2000, seed=3), "small.pdf")
    ada.sync()
    ben = desk("ben")
    ben.laptop.replica.attachments.want(ben.get(asked))
    assert ben.files(sparing=True, auto_bytes=10_000).down == 1
    assert (ben.state(asked), ben.state(other)) == ("here", "elsewhere")
    ada.attach(account, pdf(2000, seed=4), "later.pdf")
    ada.laptop.synced()
    assert ada.files(sparing=True) == Passed(Ending.OK)
    assert ada.laptop.replica.attachments.waiting().files == 1


def test_over_a_metered_line_one_file_can_be_sent_now_and_one_fetched_now(
    ada: Desk, account: str, desk: Callable[[str], Desk]
) -> None:
    one, other = ada.attach(account, DATA), ada.attach(account, pdf(2000, seed=3), "small.pdf")
    ada.laptop.synced()
    ada.laptop.replica.attachments.ask_for(ada.get(one))
    assert ada.files(sparing=True).up == 1
    assert (ada.state(one), ada.state(other)) == ("here", "sending")
    ben = desk("ben")
    ben.laptop.replica.attachments.ask_for(ben.get(one))
    assert ben.files(sparing=True).down == 1
    assert ben.state(one) == "here"


def test_a_thumbnail_comes_by_itself_and_the_picture_when_asked_for(
    ada: Desk, account: str, desk: Callable[[str], Desk], photo: bytes
) -> None:
    attachment = ada.attach(account, photo, "photo.jpg")
    assert ada.sync().up == 2
    ben = desk("ben")
    assert ben.files().down == 1
    small = thumbnail(ben.laptop.replica, ben.get(attachment))
    assert small is not None
    assert small.startswith(b"\xff\xd8\xff")
    assert ben.state(attachment) == "elsewhere"
    assert ben.fetched(attachment) == photo


@pytest.fixture
def photo() -> bytes:
    import io
    import random

    from PIL import Image

    noise = Image.frombytes("RGB", (600, 400), random.Random(5).randbytes(600 * 400 * 3))
    file = io.BytesIO()
    noise.save(file, "JPEG")
    return file.getvalue()


def test_a_refused_attachment_keeps_its_bytes_until_it_is_discarded(
    ada: Desk, place: FaultyPlace, account: str
) -> None:
    ada.laptop.synced()
    record = ada.get_account(account)
    place.centre.core.records.delete(place.centre.principal("ada"), record, None)
    ada.attach(account, DATA)
    assert ada.laptop.sync().counts.refused == 1
    ada.laptop.reopen()
    assert ada.laptop.replica.attachments.here(sha256(DATA))
    assert ada.files() == Passed(Ending.OK)
    ada.laptop.replica.discard()
    ada.laptop.reopen()
    assert ada.laptop.replica.attachments.vault.all() == []


def test_another_person_cannot_take_over_a_profile_whose_files_have_not_been_sent(
    ada: Desk, place: FaultyPlace, account: str
) -> None:
    ada.attach(account, DATA)
    ada.laptop.synced()
    tokens = place.sign_in("ben")
    with pytest.raises(NotAllowed) as refused:
        session.begin(ada.laptop.replica, "here", tokens, now())
    assert refused.value.code == "other_user"
    ada.files()
    session.begin(ada.laptop.replica, "here", tokens, now())
    assert ada.laptop.replica.attachments.vault.all() == []
