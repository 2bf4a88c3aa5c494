"""`python -m tests.faults --every K`: the crash sweep in full, each fault with what showed it."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.forked import MISSING, SYNC, WRITE
from tests.faults.sweep import CENTRE, Kind, ends, sweeping
from tests.support.databases import KINDS, POSTGRESQL


def step_of(kind: Kind, database: str, end: str, every: int) -> int:
    """How far apart the calls are that are struck: there are many writes, fewer fsyncs, and few messages."""
    if kind.kinds & WRITE:
        return every
    talkative = database == POSTGRESQL and end == CENTRE  # every statement is a message
    return max(1, every // 4) if kind.kinds & SYNC or talkative else 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--every", type=int, default=25, help="of the writes, every so manieth (default 25)")
    parser.add_argument("--edits", type=int, default=200, help="edits a session (default 200)")
    parser.add_argument("--database", choices=KINDS, action="append", help="default: both")
    parser.add_argument("--first", type=int, default=1, help="the first call that is struck (default 1)")
    given = parser.parse_args()
    if MISSING:
        print(f"no crash sweep here: {MISSING}")
        return 1
    started, trials, kills, bad = time.monotonic(), 0, 0, 0
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="crmdesk-sweep-", dir=shared if shared.is_dir() else None
    ) as folder:
        for database in given.database or KINDS:
            with sweeping(database, Path(folder), given.edits) as sweep:
                for end, kind in ends(database):
                    step = step_of(kind, database, end, given.every)
                    at, struck = given.first, 0
                    while True:
                        told = sweep.trial(end, kind, at)
                        trials, kills = trials + 1, kills + told.kills
                        if told.faults:
                            bad += 1
                            print(
                                f"{database}, {end}, {kind.name} {at}:",
                                *told.faults[:3],
                                sep="\n  ",
                                flush=True,
                            )
                        if not told.struck:
                            break
                        struck += 1
                        at += step
                    print(f"{database}, {end}: killed at {struck} of {at} {kind.name} calls", flush=True)
    seconds = time.monotonic() - started
    print(f"{trials} sessions of {given.edits} edits, {kills} kills, {bad} with faults, {seconds:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
