"""Files to attach, made as they are needed: the same name and size give the same bytes."""

from __future__ import annotations

import hashlib
import random


def pdf(size: int = 5000, seed: int = 1) -> bytes:
    """Bytes that begin like a PDF, `size` of them."""
    head = b"%PDF-1.7\n"
    return (head + random.Random(seed).randbytes(max(0, size - len(head))))[:size]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
