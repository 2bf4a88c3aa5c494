"""The folder of a profile: one process at a time, a description that is never half written."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from crmdesk.domain.errors import ProfileInUse, StorageFault
from crmdesk.store.profile import Profile


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
    assert [path.name for path in profile.directory.iterdir()] == ["profile.json"]


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
