"""Secrets as the centre handles them: drawn here, stored as hashes only. It knows neither users nor tables."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U to mistake."""
_MISREAD = str.maketrans("ILO", "110", "- ")
_CODE_GROUPS = 4
_CODE_GROUP = 5
PASSWORD_LENGTH = 8
"""Fewest characters of a password (NIST SP 800-63B, 5.1.1.2)."""
PASSWORD_LIMIT = 1024
_HASHES_AT_ONCE = 2
"""Each takes 64 MB (RFC 9106, second recommended option): a crowd at the door must not take all memory."""


def draw_token() -> str:
    """256 random bits as URL-safe text."""
    return secrets.token_urlsafe(32)


def draw_code() -> str:
    """An enrolment code of 100 random bits, in groups for reading aloud."""
    return "-".join(
        "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_GROUP)) for _ in range(_CODE_GROUPS)
    )


def token_hash(token: str) -> str:
    """What is stored of a token. Its 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def code_hash(code: str) -> str:
    """What is stored of an enrolment code, however it was typed."""
    return token_hash(code.upper().translate(_MISREAD))


def login_key(login: str) -> str:
    """The form of a login that is unique and looked up: NFC, without case."""
    return unicodedata.normalize("NFC", login).strip().casefold()


class Passwords:
    """Hashes and checks passwords with argon2id, a few at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turn = threading.Semaphore(_HASHES_AT_ONCE)
        self._nobody = _hash_of_nothing(self._hasher)

    def hash(self, password: str) -> str:
        """The encoded argon2id hash of a password, with its salt and parameters."""
        with self._turn:
            return self._hasher.hash(_normal(password))

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether `password` is the stored one; takes as long when nothing is stored."""
        if len(password) > PASSWORD_LIMIT:
            return False
        with self._turn:
            try:
                self._hasher.verify(stored or self._nobody, _normal(password))
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def outdated(self, stored: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)


def _hash_of_nothing(hasher: PasswordHasher) -> str:
    """A hash that no password has, and that takes as long to find that out."""
    salt, rest = (base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}${salt}${rest}"


def _normal(password: str) -> bytes:
    # The same password typed on another keyboard may come in another composition (RFC 8265).
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
