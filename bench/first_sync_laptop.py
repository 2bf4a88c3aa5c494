"""The laptop of a first sync, in a process of its own that loads nothing else: its memory is measured.

`python -m bench.first_sync_laptop URL FOLDER` prints what it saw as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.laptop import signed_in
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
