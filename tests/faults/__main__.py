"""`python -m tests.faults --every K`: the crash sweep in full, each fault with what showed it."""

from __future__ import annotations

import argparse
import sys

from tests.faults.forked import MISSING
from tests.faults.run import run
from tests.support.databases import KINDS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--every", type=int, default=25, help="of the writes, every so manieth (default 25)")
    parser.add_argument("--edits", type=int, default=200, help="edits a session (default 200)")
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both", help="default: both")
    parser.add_argument("--first", type=int, default=1, help="the first call that is struck (default 1)")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes (default 2)")
    given = parser.parse_args()
    if MISSING:
        print(f"no crash sweep here: {MISSING}")
        return 1
    databases = KINDS if given.database == "both" else (given.database,)
    return run(databases, given.edits, given.first, given.every, given.jobs)


if __name__ == "__main__":
    sys.exit(main())
