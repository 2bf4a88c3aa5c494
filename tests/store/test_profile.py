"""The folder of a profile: one process at a time, a description that is never half written."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from crmdesk.domain.errors import ProfileInUse, StorageFault, UpdateNeeded
from crmdesk.store.connection import open_keyed
from crmdesk.store.profile import Profile
from tests.store.desk import KEY, Desk


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "a" / "profile")
    made.make()
    return made


def test_the_folder_is_its_owner_s_alone(profile: Profile) -> None:
    assert stat.S_IMODE(profile.directory.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFault, match="cannot be made"):
        Profile(tmp_path / "file" / "profile").make()


def test_what_is_described_is_remembered_and_removed(profile: Profile) -> None:
    profile.describe(server="https://crm.example", key={"source": "keyring"})
    profile.describe(key=None, name="열쇠")
    assert profile.description() == {"server": "https://crm.example", "name": "열쇠"}
    assert {path.name for path in profile.directory.iterdir()} == {"profile.json", "profile.json.copy"}


@pytest.mark.parametrize("content", ["{", "nonsense", "\0"])
def test_a_damaged_description_is_said_so(profile: Profile, content: str) -> None:
    (profile.directory / "profile.json").write_text(content)
    with pytest.raises(StorageFault, match="damaged"):
        profile.description()


def test_a_profile_is_open_once(profile: Profile) -> None:
    profile.acquire()
    second = Profile(profile.directory)
    with pytest.raises(ProfileInUse) as refused:
        second.acquire()
    assert refused.value.exit_code == 4
    profile.release()
    second.acquire()
    second.release()
    second.release()


@pytest.mark.parametrize("rot", [b"", b"{", b"[1]", b"\xff\xfe", bytes(500)])
def test_a_rotten_description_is_read_from_its_copy(profile: Profile, rot: bytes) -> None:
    """It says where the key is: without it nobody could open the replica any more."""
    profile.describe(key={"source": "keyring", "name": "a"})
    (profile.directory / "profile.json").write_bytes(rot)
    assert profile.description() == {"key": {"source": "keyring", "name": "a"}}
    profile.describe(server="s")
    (profile.directory / "profile.json.copy").unlink()
    assert profile.description() == {"key": {"source": "keyring", "name": "a"}, "server": "s"}


def test_a_description_that_is_rotten_twice_is_said_to_be(profile: Profile) -> None:
    profile.describe(server="s")
    for name in ("profile.json", "profile.json.copy"):
        (profile.directory / name).write_bytes(b"{")
    with pytest.raises(StorageFault, match=r"profile.json is damaged"):
        profile.description()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system which files are open")
def test_a_profile_that_does_not_open_keeps_no_file_open(desk: Desk) -> None:
    """Whoever is told so may have it built anew, which moves the files."""
    desk.create("account", name="Acme")
    desk.replica.attachments.vault.keep_note("checked", "1")
    desk.replica.close()
    later = open_keyed(desk.directory / "blobs.db", KEY, cache_kib=1_000)
    later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(UpdateNeeded):
        desk.reopen()
    targets = [os.readlink(file) for file in Path("/proc/self/fd").iterdir() if file.is_symlink()]
    assert [target for target in targets if target.startswith(str(desk.directory))] == []
