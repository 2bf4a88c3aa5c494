"""Bytes on the laptop: durable when acknowledged, unreadable without the key, gone when released."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.domain.errors import NoSuchRecord, StorageFault, UpdateNeeded
from crmdesk.store.blob_vault import PART_BYTES, BlobVault, Held
from tests.support.files import pdf, sha256

KEY = bytes(range(32))
DATA = pdf(PART_BYTES * 2 + 1000)
HASH = sha256(DATA)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[BlobVault]:
    made = BlobVault(tmp_path / "blobs.db", KEY)
    yield made
    made.close()


def parts(data: bytes) -> list[bytes]:
    return [data[start : start + PART_BYTES] for start in range(0, len(data), PART_BYTES)]


def put(vault: BlobVault, data: bytes = DATA) -> str:
    vault.put(sha256(data), len(data), parts(data))
    return sha256(data)


def test_nothing_is_opened_until_something_is_kept(vault: BlobVault, tmp_path: Path) -> None:
    assert vault.empty
    assert (vault.all(), vault.held(HASH), vault.note("x")) == ([], None, None)
    assert list(tmp_path.iterdir()) == []


def test_what_was_put_is_there_after_opening_anew(vault: BlobVault, tmp_path: Path) -> None:
    put(vault)
    vault.close()
    again = BlobVault(tmp_path / "blobs.db", KEY)
    assert again.held(HASH) == Held(HASH, len(DATA), True, False, False, None, len(DATA))
    assert b"".join(again.verified(HASH)) == DATA
    again.close()


@pytest.mark.parametrize("start", [0, 1, PART_BYTES - 1, PART_BYTES, len(DATA) - 1, len(DATA)])
def test_reading_begins_at_any_byte(vault: BlobVault, start: int) -> None:
    put(vault)
    assert b"".join(vault.read(HASH, start)) == DATA[start:]


def test_a_put_that_breaks_off_leaves_nothing(vault: BlobVault) -> None:
    def broken() -> Iterator[bytes]:
        yield DATA[:1000]
        raise OSError("the stick was pulled")

    with pytest.raises(OSError, match="stick"):
        vault.put(HASH, len(DATA), broken())
    assert vault.all() == []


def test_a_content_that_comes_in_parts_is_whole_only_when_it_is_right(vault: BlobVault) -> None:
    vault.want(HASH, len(DATA))
    vault.append(HASH, len(DATA), 0, DATA[:1000])
    assert vault.held(HASH) == Held(HASH, len(DATA), False, False, True, None, 1000)
    assert not vault.held(HASH).whole
    vault.append(HASH, len(DATA), 1000, DATA[1000:])
    assert vault.finish(HASH)
    assert vault.held(HASH) == Held(HASH, len(DATA), True, True, False, None, len(DATA))


def test_other_bytes_than_the_hash_says_are_dropped(vault: BlobVault) -> None:
    vault.want(HASH, len(DATA))
    vault.append(HASH, len(DATA), 0, DATA[:-1] + b"x")
    assert not vault.finish(HASH)
    held = vault.held(HASH)
    assert held is not None
    assert (held.received, held.whole, held.wanted) == (0, False, True)


@pytest.mark.parametrize("offset", [0, 999, 1001])
def test_bytes_that_are_not_the_next_are_refused(vault: BlobVault, offset: int) -> None:
    vault.append(HASH, len(DATA), 0, DATA[:1000])
    with pytest.raises(NoSuchRecord):
        vault.append(HASH, len(DATA), offset, b"x")


def test_without_the_key_it_does_not_open_and_shows_nothing(vault: BlobVault, tmp_path: Path) -> None:
    put(vault)
    vault.close()
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert DATA[5000:5032] not in written
    with pytest.raises(StorageFault) as wrong:
        BlobVault(tmp_path / "blobs.db", bytes(32)).all()
    assert wrong.value.code == "file_damaged"


def test_what_was_dropped_gives_its_room_back(vault: BlobVault, tmp_path: Path) -> None:
    put(vault)
    before = (tmp_path / "blobs.db").stat().st_size + (tmp_path / "blobs.db-wal").stat().st_size
    vault.drop([HASH])
    after = (tmp_path / "blobs.db").stat().st_size + (tmp_path / "blobs.db-wal").stat().st_size
    assert vault.all() == []
    assert after < before - len(DATA) * 0.9


def test_marks_are_kept(vault: BlobVault) -> None:
    put(vault)
    vault.offered(HASH)
    assert vault.held(HASH).offered
    vault.offer([HASH])
    assert not vault.held(HASH).offered
    vault.trouble(HASH, "media_type")
    assert vault.held(HASH).trouble == "media_type"
    vault.lost(HASH)
    assert vault.held(HASH) == Held(HASH, len(DATA), False, False, True, None, 0)
    vault.keep_note("checked", "1")
    assert vault.note("checked") == "1"


def test_a_file_of_a_later_release_is_left_alone(vault: BlobVault, tmp_path: Path) -> None:
    put(vault)
    with vault._write() as connection:
        connection.execute("PRAGMA user_version = 99")
    vault.close()
    with pytest.raises(UpdateNeeded):
        BlobVault(tmp_path / "blobs.db", KEY).all()


def test_nothing_is_kept_once_it_is_closed(vault: BlobVault) -> None:
    vault.close()
    with pytest.raises(StorageFault):
        put(vault)
