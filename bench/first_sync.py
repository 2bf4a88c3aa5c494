"""First sync of a territory: time against raw, first usable window, bytes on the line, memory of the laptop's engine.

`python -m bench.first_sync URL FOLDER` is the laptop in a process of its own; it prints what it saw as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import raw
from bench.figures import Figure, bounded, compared
from bench.laptop import signed_in
from bench.territory import Rep, territory
from crmdesk.cli.laptop import now
from crmdesk.sync.effects import Progress


@dataclass(frozen=True, slots=True)
class Sync:
    """One first sync: seconds until usable, all rows there, all searchable; bytes received; memory in bytes."""

    usable: float
    rows: float
    whole: float
    received: int
    requests: int
    memory: int
    before: int
    """Memory of the process before the sync began: interpreter, libraries, the empty replica."""
    processor: float
    """Seconds of processor time that the laptop took until all was searchable."""


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
        [sys.executable, "-m", "bench.first_sync", url, str(profile)], stdout=subprocess.PIPE, check=True
    )
    return Sync(**json.loads(done.stdout))


def laptop(url: str, profile: Path) -> Sync:
    """A whole first sync in this process."""
    usable: list[float] = []

    def report(progress: Progress) -> None:
        if progress.phase == "snapshot" and progress.usable and progress.done and not usable:
            usable.append(time.perf_counter())

    with signed_in(url, profile, report=report) as machine:
        before, traffic = memory("VmRSS"), machine.remote.traffic
        started, busy = time.perf_counter(), time.process_time()
        machine.sync()
        rows = time.perf_counter()
        machine.replica.index_now()
        whole = time.perf_counter()
        spent = machine.remote.traffic
        return Sync(
            usable=(usable[0] if usable else rows) - started,
            rows=rows - started,
            whole=whole - started,
            received=spent.received - traffic.received,
            requests=spent.requests - traffic.requests,
            memory=memory("VmHWM"),
            before=before,
            processor=time.process_time() - busy,
        )


def memory(line: str) -> int:
    """Bytes by a line of this process's status: VmRSS now, VmHWM at most."""
    for text in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if text.startswith(f"{line}:"):
            return int(text.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    seen = laptop(sys.argv[1], Path(sys.argv[2]))
    print(json.dumps({name: getattr(seen, name) for name in Sync.__dataclass_fields__}))
