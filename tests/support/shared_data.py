"""Where the data is that nobody here wrote; tests that need it are skipped where it is missing."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared_data(*parts: str) -> Path:
    """A file or folder of the shared data (`CRMDESK_SHARED_DATA`, else `../shared/data`); skips the test without it."""
    path = Path(os.environ.get("CRMDESK_SHARED_DATA", _BESIDE)).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no shared data at {path}")
    return path
