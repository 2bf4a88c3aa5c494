"""Looks at JSON before anything decodes it: depth, repeated keys, numbers that are none, bytes that are no text."""

from __future__ import annotations

import json

import msgspec

from crmdesk.protocol.limits import JSON_DEPTH
from crmdesk.server.problems import Malformed

_decode, _encode = msgspec.json.Decoder().decode, msgspec.json.Encoder().encode
_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")


def check_json(body: bytes, depth: int = JSON_DEPTH) -> None:
    """Raises `Malformed` unless `body` is strict JSON (RFC 8259, I-JSON's unique keys) no deeper than `depth`.

    Depth is counted before any parser recurses into it.
    """
    _check_depth(body, depth)
    if _is_as_written(body):
        return
    try:
        json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Malformed("The body is not UTF-8") from None
    except ValueError as error:  # also an integer of thousands of digits
        raise Malformed("The body is no valid JSON", str(error)[:200]) from None


def _is_as_written(body: bytes) -> bool:
    """Whether what was read, written again, gives the same bytes, as it does of all that our own laptops send.

    Of a key that occurs twice one would be missing.
    """
    try:
        return _encode(_decode(body)) == body
    except (msgspec.MsgspecError, ValueError):
        return False


def _check_depth(body: bytes, limit: int) -> None:
    if body.count(b"[") + body.count(b"{") <= limit:
        return
    depth = 0
    # What stands between quotes is text; where a backslash is no part of one, the parser stops before it goes on.
    bare = body.replace(rb"\\", b"").replace(rb"\"", b"") if b"\\" in body else body
    for byte in b"".join(bare.split(b'"')[::2]).translate(None, _NOT_BRACKETS):
        depth += 1 if byte in b"[{" else -1
        if depth > limit:
            raise Malformed(f"JSON deeper than {limit}")


def _unique(pairs: list[tuple[str, object]]) -> None:
    # The parsed value is thrown away: what counts is decoded again by the message's own type.
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key occurs twice in one object")


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")
