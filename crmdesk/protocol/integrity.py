"""Tells a body that was damaged on its way from one that was not: the `Content-Digest` field of RFC 9530.

TLS does so by itself; plain HTTP does not, nor a proxy that ends TLS and passes on what its memory made of it. It
guards against accidents, not against forgery: whoever changes a body can change its digest.
"""

from __future__ import annotations

import base64
import hashlib
import re

HEADER = "Content-Digest"
# A dictionary of byte sequences (RFC 9530, section 2); other algorithms may stand beside.
_SHA256 = re.compile(r"(?:^|[,\s])sha-256=:([A-Za-z0-9+/=]*):")


def content_digest(body: bytes) -> str:
    """The value of the header for a body as it travels, compressed or not."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode('ascii')}:"


def is_intact(header: str | None, body: bytes) -> bool:
    """Whether the body is what its sender hashed. Without a header, or with unknown algorithms alone, nothing is known
    against it."""
    if header is None:
        return True
    said = _SHA256.search(header)
    if said is None:
        return "sha-256" not in header
    return f"sha-256=:{said[1]}:" == content_digest(body)
