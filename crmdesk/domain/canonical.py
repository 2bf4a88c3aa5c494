"""The one byte form of a value (RFC 8785 for the JSON that occurs here) and hashes over it."""

from __future__ import annotations

import hashlib
import json
import uuid

# Made once: `json.dumps` would make an encoder for each of the thousands of values of a push.
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical_json(value: object) -> bytes:
    """`value` as RFC 8785 bytes. Values hold no floats (`domain/values.py` sees to that) and all keys are ASCII."""
    return _encode(value).encode("utf-8")


def chain_hash(previous: str, op_id: str, payload: bytes) -> str:
    """The outbox chain: SHA-256 over the previous hash, the op id and the payload, in hex."""
    return hashlib.sha256(previous.encode("ascii") + op_id.encode("ascii") + payload).hexdigest()


def payload_hash(payload: bytes) -> str:
    """What the ledger remembers of a mutation: SHA-256 of its canonical bytes, in hex."""
    return hashlib.sha256(payload).hexdigest()


def derived_id(op_id: str, what: str) -> str:
    """The id of a record that follows from a mutation: UUIDv5(op id, what)."""
    return str(uuid.uuid5(uuid.UUID(op_id), what))
