"""Where the key comes from, and that it never stands anywhere in the clear but in the key file that was asked for."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from crmdesk.domain.errors import StorageFault
from crmdesk.store.keys import KeySources, check_place, find_key, make_key, unwrap, wrap
from crmdesk.store.profile import Profile


class Ring:
    """A keyring in memory, in place of the person's own, which tests must not touch."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "profile")
    made.make()
    return made


def written(profile: Profile) -> bytes:
    return b"".join(path.read_bytes() for path in profile.directory.iterdir() if path.is_file())


def test_a_key_file_is_made_for_its_owner_alone(profile: Profile, tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = make_key(profile, KeySources(key_file=path))
    assert len(key) == 32
    assert path.read_text().strip() == key.hex()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key.hex().encode() not in written(profile)
    assert find_key(profile, KeySources()) == key, "the path is remembered"


def test_a_key_file_that_is_there_is_used(profile: Profile, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("ab" * 32 + "\n")
    assert make_key(profile, KeySources(key_file=path)) == bytes.fromhex("ab" * 32)


def test_the_environment_names_a_key_file_and_the_option_comes_first(
    profile: Profile, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("aa" * 32)
    second.write_text("bb" * 32)
    environment = {"CRMDESK_KEY_FILE": str(second)}
    assert find_key(profile, KeySources(environment=environment)) == bytes.fromhex("bb" * 32)
    assert find_key(profile, KeySources(key_file=first, environment=environment)) == bytes.fromhex("aa" * 32)


@pytest.mark.parametrize("content", ["", "short", "zz" * 32, "ab" * 31, "schlüssel"])
def test_a_file_that_holds_no_key_is_said_so(profile: Profile, tmp_path: Path, content: str) -> None:
    path = tmp_path / "key"
    path.write_text(content, "utf-8")
    with pytest.raises(StorageFault) as fault:
        find_key(profile, KeySources(key_file=path))
    assert fault.value.code == "no_key"


def test_a_missing_key_file_is_said_so(profile: Profile, tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="cannot be read"):
        find_key(profile, KeySources(key_file=tmp_path / "nowhere"))
    with pytest.raises(StorageFault, match="cannot be written"):
        make_key(profile, KeySources(key_file=tmp_path / "no" / "such" / "folder"))


def test_the_keyring_keeps_a_key_a_profile(profile: Profile, tmp_path: Path) -> None:
    ring = Ring()
    other = Profile(tmp_path / "other")
    other.make()
    keys = {make_key(one, KeySources(keyring=ring)) for one in (profile, other)}
    assert len(keys) == len(ring.kept) == 2
    assert find_key(profile, KeySources(keyring=ring)) in keys
    assert not any(key.hex().encode() in written(profile) for key in keys)


def test_a_keyring_without_the_key_is_said_so(profile: Profile) -> None:
    make_key(profile, KeySources(keyring=Ring()))
    for ring in (Ring(), None):
        with pytest.raises(StorageFault, match="keyring does not give"):
            find_key(profile, KeySources(keyring=ring))


class LockedRing(Ring):
    """A keyring whose owner closed the prompt that would have unlocked it; what its library raises is its own."""

    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionError("Prompt dismissed")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise ConnectionError("Prompt dismissed")


def test_a_locked_keyring_is_said_so(profile: Profile) -> None:
    make_key(profile, KeySources(keyring=Ring()))
    with pytest.raises(StorageFault, match="keyring does not give") as fault:
        find_key(profile, KeySources(keyring=LockedRing()))
    assert (fault.value.code, fault.value.detail) == ("no_key", "Prompt dismissed")


def test_where_the_keyring_is_locked_a_passphrase_is_asked_for(profile: Profile) -> None:
    with pytest.raises(StorageFault, match="nowhere to keep"):
        make_key(profile, KeySources(keyring=LockedRing()))
    key = make_key(profile, KeySources(keyring=LockedRing(), ask=lambda _: "correct horse"))
    assert find_key(profile, KeySources(keyring=LockedRing(), ask=lambda _: "correct horse")) == key


def test_a_keyring_that_only_pretends_is_not_trusted(profile: Profile) -> None:
    class Forgetful(Ring):
        def get_password(self, service: str, username: str) -> str | None:
            return None

    with pytest.raises(StorageFault, match="nowhere to keep"):
        make_key(profile, KeySources(keyring=Forgetful()))


def test_a_place_for_the_key_is_looked_for_before_anybody_is_asked_to_sign_in(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="nowhere to keep"):
        check_place(KeySources())
    with pytest.raises(StorageFault, match="cannot be written"):
        check_place(KeySources(key_file=tmp_path / "no" / "such" / "folder"))
    (tmp_path / "junk").write_text("junk")
    with pytest.raises(StorageFault, match="no key"):
        check_place(KeySources(key_file=tmp_path / "junk"))
    check_place(KeySources(key_file=tmp_path / "key"))
    check_place(KeySources(keyring=Ring()))
    assert not (tmp_path / "key").exists()


def test_a_passphrase_wraps_a_random_key(profile: Profile) -> None:
    key = make_key(profile, KeySources(ask=lambda _: "correct horse"))
    assert key.hex().encode() not in written(profile)
    assert b"correct horse" not in written(profile)
    asked: list[str] = []

    def ask(what: str) -> str:
        asked.append(what)
        return "correct horse"

    assert find_key(profile, KeySources(ask=ask)) == key
    assert asked == ["known"]
    with pytest.raises(StorageFault, match="passphrase is wrong") as fault:
        find_key(profile, KeySources(ask=lambda _: "wrong horse"))
    assert fault.value.code == "wrong_key"
    with pytest.raises(StorageFault, match="not at hand"):
        find_key(profile, KeySources())


def test_wrapping_twice_gives_nothing_away() -> None:
    key = bytes(range(32))
    first, second = wrap(key, "secret"), wrap(key, "secret")
    assert first["wrapped"] != second["wrapped"]
    assert unwrap(first, "secret") == unwrap(second, "secret") == key


def test_an_empty_passphrase_is_none(profile: Profile) -> None:
    with pytest.raises(StorageFault, match="empty"):
        make_key(profile, KeySources(ask=lambda _: ""))


def test_without_any_place_for_a_key_none_is_made(profile: Profile) -> None:
    with pytest.raises(StorageFault) as fault:
        make_key(profile, KeySources())
    assert (fault.value.exit_code, fault.value.code) == (13, "no_key")
    assert profile.description() == {}
