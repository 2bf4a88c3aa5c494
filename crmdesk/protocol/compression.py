"""Bodies as they travel: zstd or gzip, with a bound on what comes out, so that a small bomb stays small."""

from __future__ import annotations

import sys
import zlib

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENCODING = "zstd"
WORTH_BYTES = 1024
"""A body smaller than this fits one packet or nearly so: compressing it saves nothing."""
_LEVEL = 3


class TooMuch(ValueError):
    """More came out than the bound allows."""


class Damaged(ValueError):
    """The bytes are no whole body of the encoding they claim."""


def compress(body: bytes) -> bytes:
    """`body` as one zstd frame."""
    return zstd.compress(body, level=_LEVEL)


def decompress(encoding: str, body: bytes, limit: int) -> bytes:
    """What `body` holds, at most `limit` bytes. `encoding` is zstd, gzip or identity.

    Raises `TooMuch` before more than the limit is held in memory, `Damaged`, and `LookupError` for another encoding.
    """
    if encoding in ("", "identity"):
        return body
    if encoding == "zstd":
        return _unzstd(body, limit)
    if encoding == "gzip":
        return _gunzip(body, limit)
    raise LookupError(encoding)


def _unzstd(body: bytes, limit: int) -> bytes:
    decompressor = zstd.ZstdDecompressor()
    try:
        plain = decompressor.decompress(body, max_length=limit + 1)
    except zstd.ZstdError as error:
        raise Damaged(str(error)) from error
    return _whole(plain, limit, decompressor.eof, decompressor.unused_data)


def _gunzip(body: bytes, limit: int) -> bytes:
    decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = decompressor.decompress(body, limit + 1)
    except zlib.error as error:
        raise Damaged(str(error)) from error
    return _whole(plain, limit, decompressor.eof, decompressor.unused_data)


def _whole(plain: bytes, limit: int, ended: bool, rest: bytes) -> bytes:
    if len(plain) > limit:
        raise TooMuch(f"more than {limit} bytes")
    if not ended or rest:
        raise Damaged("it ends too early or too late")
    return plain
