"""Where a profile's key comes from: key file, system keyring or passphrase. The key is never written in the clear.

A passphrase does not become the key: it wraps a random one, so that it can be changed without rewriting the replica.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from crmdesk.domain.errors import StorageFault
from crmdesk.store.profile import Profile

KEY_BYTES = 32
VARIABLE = "CRMDESK_KEY_FILE"
SERVICE = "crmdesk"
"""The name under which the keyring holds keys; the account is the profile's own random name."""

# scrypt at 64 MB and a fraction of a second: what a passphrase is worth against somebody who holds the laptop.
_SCRYPT = {"n": 2**16, "r": 8, "p": 1, "maxmem": 128 * 2**20}


class Keyring(Protocol):
    """The part of the system's keyring that is used."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...


@dataclass(frozen=True, slots=True)
class KeySources:
    """What may give a key. `keyring` None: the system has none. `ask` asks a person for a passphrase (None:
    cannot)."""

    key_file: Path | None = None
    environment: Mapping[str, str] | None = None
    keyring: Keyring | None = None
    ask: Callable[[str], str] | None = None
    """Called with `"new"` or `"known"`; gives the passphrase."""

    @property
    def named_file(self) -> Path | None:
        """The key file that this call names, by option or environment."""
        if self.key_file is not None:
            return self.key_file
        named = (self.environment or {}).get(VARIABLE)
        return Path(named) if named else None


def system_keyring() -> Keyring | None:
    """The operating system's keyring, None where there is no usable one."""
    import keyring

    try:
        backend = keyring.get_keyring()
        usable = float(backend.priority) >= 1
    except Exception:  # noqa: BLE001 - as in `_kept`; a bus that does not answer is a `TimeoutError`
        return None
    return backend if usable else None


def check_place(sources: KeySources) -> None:
    """Raises `StorageFault` if it is plain beforehand that `make_key` would find no place for a key."""
    named = sources.named_file
    if named is None:
        if sources.keyring is None and sources.ask is None:
            raise _nowhere()
    elif named.exists():
        _read_file(named)
    elif not os.access(named.absolute().parent, os.W_OK | os.X_OK):
        raise StorageFault(
            "The key file cannot be written", str(named), "choose another place", code="no_key"
        )


def make_key(profile: Profile, sources: KeySources) -> bytes:
    """A key for a new replica, remembered where the sources allow; raises `StorageFault` when nothing can hold it."""
    named = sources.named_file
    if named is not None:
        key = _read_file(named) if named.exists() else _write_file(named, secrets.token_bytes(KEY_BYTES))
        profile.describe(key={"source": "file", "path": str(named.resolve())})
        return key
    key = secrets.token_bytes(KEY_BYTES)
    name = secrets.token_hex(8)
    if sources.keyring is not None and _kept(sources.keyring, name, key):
        profile.describe(key={"source": "keyring", "name": name})
        return key
    if sources.ask is None:
        raise _nowhere()
    profile.describe(key={"source": "passphrase", **wrap(key, sources.ask("new"))})
    return key


def find_key(profile: Profile, sources: KeySources) -> bytes:
    """The key of an existing replica: named file, remembered file, keyring, passphrase; raises `StorageFault`."""
    named = sources.named_file
    if named is not None:
        return _read_file(named)
    remembered = profile.description().get("key") or {}
    source = remembered.get("source")
    if source == "file":
        return _read_file(Path(remembered["path"]))
    if source == "keyring":
        return _from_keyring(remembered, sources)
    if source == "passphrase" and sources.ask is not None:
        return unwrap(remembered, sources.ask("known"))
    raise _no_key("The replica's key is not at hand")


def _nowhere() -> StorageFault:
    return _no_key("There is nowhere to keep the replica's key")


def _no_key(title: str) -> StorageFault:
    return StorageFault(
        title,
        "the system has no keyring that is open, and nobody can be asked for a passphrase",
        f"give --key-file FILE or set {VARIABLE}",
        code="no_key",
    )


def _kept(keyring: Keyring, name: str, key: bytes) -> bool:
    """Whether the keyring took the key and gives it back. One that is locked, or only pretends, does not."""
    try:
        keyring.set_password(SERVICE, name, key.hex())
        return keyring.get_password(SERVICE, name) == key.hex()
    except Exception:  # noqa: BLE001 - backends let through whatever their bus or system library raises
        return False


def _from_keyring(remembered: Mapping[str, Any], sources: KeySources) -> bytes:
    found, trouble = None, ""
    if sources.keyring is not None:
        try:
            found = sources.keyring.get_password(SERVICE, remembered["name"])
        except Exception as error:  # noqa: BLE001 - as in `_kept`
            trouble = str(error)
    if found is None:
        raise StorageFault(
            "The keyring does not give this replica's key",
            trouble,
            "unlock the keyring, or give --key-file FILE",
            code="no_key",
        )
    return _parse(found, "the keyring")


def _read_file(path: Path) -> bytes:
    try:
        return _parse(path.read_text("ascii"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise StorageFault(
            "The key file cannot be read", str(error), "give the right file", code="no_key"
        ) from error


def _parse(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StorageFault(
            "That is no key", f"{where} must hold 64 hex digits", "give the right file", code="no_key"
        )
    return key


def _write_file(path: Path, key: bytes) -> bytes:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageFault(
            "The key file cannot be written", str(error), "choose another place", code="no_key"
        ) from error
    return key


def _stretch(passphrase: str, salt: bytes) -> tuple[bytes, bytes]:
    material = hashlib.scrypt(passphrase.encode(), salt=salt, dklen=2 * KEY_BYTES, **_SCRYPT)
    return material[:KEY_BYTES], material[KEY_BYTES:]


def wrap(key: bytes, passphrase: str) -> dict[str, str]:
    """The key under a passphrase, in hex: a one-time pad from scrypt (RFC 7914) with a fresh salt, and an
    HMAC over it."""
    if not passphrase:
        raise StorageFault("The passphrase is empty", hint="choose one", code="no_key")
    salt = secrets.token_bytes(16)
    pad, seal = _stretch(passphrase, salt)
    wrapped = bytes(a ^ b for a, b in zip(key, pad, strict=True))
    return {
        "salt": salt.hex(),
        "wrapped": wrapped.hex(),
        "check": hmac.new(seal, wrapped, hashlib.sha256).hexdigest(),
    }


def unwrap(wrapped: Mapping[str, str], passphrase: str) -> bytes:
    """The key that `wrap` wrapped; raises `StorageFault` for another passphrase."""
    body = bytes.fromhex(wrapped["wrapped"])
    pad, seal = _stretch(passphrase, bytes.fromhex(wrapped["salt"]))
    if not hmac.compare_digest(hmac.new(seal, body, hashlib.sha256).hexdigest(), wrapped["check"]):
        raise StorageFault("The passphrase is wrong", hint="try again", code="wrong_key")
    return bytes(a ^ b for a, b in zip(body, pad, strict=True))
