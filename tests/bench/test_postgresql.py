"""The measurement on PostgreSQL runs and prints every figure."""

import subprocess
import sys

import pytest

from tests.support import postgres


@pytest.mark.long
@pytest.mark.skipif(postgres.BIN is None, reason=postgres.MISSING)
def test_a_tiny_morning_prints_every_figure() -> None:
    words = ["--laptops", "2", "--edits", "4", "--workers", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "bench.postgresql", *words],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    title = "2 laptops × 4 edits, 2 processes"
    assert f"| {title}: errors | 0 errors |" in done.stdout
    for name in ("handshake, p95", "push, p95", "all pushes", "edits merged", "rows pulled"):
        assert f"| {title}: {name} |" in done.stdout
