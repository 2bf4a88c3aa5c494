"""Files to attach, made as they are needed: the same name and size give the same bytes. Where a test's files lie."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30
"""Bytes free that all files of a test run fit into; a container has 64 MB there, and its programs may not be run."""


def memory_folder() -> Path | None:
    """A folder whose files lie in memory, so that nobody waits for a disk; None where there is little room for them.
    Whoever proves what a loss of power leaves keeps files elsewhere, or says himself what had been synced."""
    if not _MEMORY.is_dir() or os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return _MEMORY if shutil.disk_usage(_MEMORY).free >= _ROOM else None


def pdf(size: int = 5000, seed: int = 1) -> bytes:
    """Bytes that begin like a PDF, `size` of them."""
    head = b"%PDF-1.7\n"
    return (head + random.Random(seed).randbytes(max(0, size - len(head))))[:size]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
