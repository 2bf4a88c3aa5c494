"""Files to attach, made as they are needed: the same name and size give the same bytes. Where a test's files lie."""

from __future__ import annotations

import hashlib
import random
import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30
"""Bytes free that make memory roomy enough: a container has 64 MB there, where nothing of a test would fit."""


def quick_folder() -> Path:
    """Where temporary files are quickest: in memory where there is room. Nothing there outlives a loss of power."""
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ROOM:
        return _MEMORY
    return Path("/tmp")


def pdf(size: int = 5000, seed: int = 1) -> bytes:
    """Bytes that begin like a PDF, `size` of them."""
    head = b"%PDF-1.7\n"
    return (head + random.Random(seed).randbytes(max(0, size - len(head))))[:size]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
