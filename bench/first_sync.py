"""First sync of a territory: time against raw, first usable window, bytes on the line, memory of the engine."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench import raw
from bench.figures import Figure, bounded, compared
from bench.first_sync_laptop import Sync
from bench.territory import Rep, territory
from crmdesk.cli.laptop import now


def measure(url: str, scratch: Path, accounts: int, rounds: int) -> list[Figure]:
    """Raw and CRMDesk by turns, `rounds` times; the medians. The centre at `url` holds `accounts` accounts."""
    rep = Rep("0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002")
    decoded: dict[str, list[tuple[object, ...]]] = {}
    for chunk in territory(accounts, rep, now().date()):
        decoded.setdefault(chunk.type, []).extend(chunk.rows)
    baselines: list[raw.Load] = []
    syncs: list[Sync] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            baselines.append(raw.load(Path(folder) / "raw.db", decoded))  # type: ignore[arg-type]
            syncs.append(_sync(url, Path(folder) / "profile"))
    base = ("raw", median(load.clock for load in baselines))
    work = ("raw", median(load.processor for load in baselines))
    label = f"first sync, {16 * accounts:,} rows"

    def middle(name: str) -> float:
        return float(median(getattr(sync, name) for sync in syncs))

    return [
        compared(f"{label}: all rows there, indexed, durable", middle("rows"), base, 1.1),
        compared(f"{label}: … and full text complete", middle("whole"), base, 1.1),
        compared(
            f"{label}: first usable window", middle("usable"), base, 0.2 if accounts >= 10_000 else None
        ),
        compared(f"{label}: processor time of the laptop", middle("processor"), work, None),
        bounded(f"{label}: received", middle("received") / 1e6, "MB", 23 if accounts == 10_000 else None),
        bounded(f"{label}: requests", middle("requests"), "requests", None),
        bounded(f"{label}: memory of the engine", middle("memory") / 2**20, "MB", 120),
        bounded(f"{label}: … of it before the sync", middle("before") / 2**20, "MB", None),
    ]


def _sync(url: str, profile: Path) -> Sync:
    done = subprocess.run(
        [sys.executable, "-m", "bench.first_sync_laptop", url, str(profile)],
        stdout=subprocess.PIPE,
        check=True,
    )
    return Sync(**json.loads(done.stdout))
