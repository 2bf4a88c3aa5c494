"""Receipts of erasures: which records went, sealed with the organisation's secret, in files beside the database.

They hold no value of anybody's. A database that is put back to before an erasure is told by them what to erase again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.errors import StorageFault
from crmdesk.domain.identifiers import is_id
from crmdesk.server.backup_file import to_disk

FOLDER = "erasures"
_FINGERPRINT_BYTES = 8


class Receipt(msgspec.Struct, frozen=True):
    """One erasure. `organisation` tells whose it is without naming it; `records` are type and id of all that went."""

    organisation: str
    id: str
    at: str
    records: list[tuple[str, str]]
    seal: str = ""
    """HMAC-SHA256 over all the rest, keyed with the organisation's secret."""


def fingerprint(secret: str) -> str:
    """Tells organisations apart in receipts."""
    return hmac.digest(secret.encode(), b"receipts of", "sha256")[:_FINGERPRINT_BYTES].hex()


def sealed(secret: str, receipt_id: str, at: str, records: list[tuple[str, str]]) -> Receipt:
    """A new receipt."""
    bare = Receipt(fingerprint(secret), receipt_id, at, sorted(records))
    return msgspec.structs.replace(bare, seal=_seal(secret, bare))


def _seal(secret: str, receipt: Receipt) -> str:
    said = [receipt.organisation, receipt.id, receipt.at, [list(record) for record in receipt.records]]
    return hmac.new(secret.encode(), canonical_json(said), hashlib.sha256).hexdigest()


def encoded(receipt: Receipt) -> str:
    """The receipt as its file and the database hold it."""
    return msgspec.json.encode(receipt).decode()


def opened(text: str | bytes, secret: str, where: str) -> Receipt | None:
    """The receipt, if it is this organisation's.

    Raises `StorageFault` if it was altered: neither is a person to come back for that, nor another one to go.
    """
    try:
        receipt = msgspec.json.decode(text, type=Receipt)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _altered(where, str(error)) from error
    if receipt.organisation != fingerprint(secret):
        return None
    if not is_id(receipt.id) or not hmac.compare_digest(_seal(secret, receipt), receipt.seal):
        raise _altered(where, "its seal does not fit")
    return receipt


def _altered(where: str, why: str) -> StorageFault:
    return StorageFault(
        f"The receipt of an erasure is damaged: {where}", why, "put it back from a copy of its folder"
    )


class ReceiptFolder:
    """The files, one a receipt, in a folder that need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """The name of each file and what is in it; raises `StorageFault`."""
        try:
            for file in sorted(self._folder.glob("*.json")):
                yield str(file), file.read_bytes()
        except OSError as error:
            raise _unreadable(error) from error

    def keep(self, receipt_id: str, text: str) -> None:
        """Puts a receipt on the disk, whole or not at all, unless it is there; raises `StorageFault`."""
        file = self._folder / f"{receipt_id}.json"
        part = file.with_suffix(".part")
        try:
            if file.exists():
                return
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as raw:
                raw.write(text)
                raw.flush()
                os.fsync(raw.fileno())
            os.replace(part, file)
            to_disk(self._folder)
        except OSError as error:
            raise StorageFault(
                "The receipt of an erasure could not be written", str(error), "nothing was erased"
            ) from error


def _unreadable(error: OSError) -> StorageFault:
    return StorageFault(
        "The receipts of erasures cannot be read", str(error), "check the folder and its permissions"
    )
