"""`python -m tests.simulation --seeds N`: as many worlds as asked for, each fault with its seed and how to see it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.simulation.fate import Trouble, draw
from tests.simulation.journal import Journal, OtherOptions, commit
from tests.simulation.run import report, run
from tests.simulation.shrink import shrunk
from tests.simulation.template import Template, worlds_folder
from tests.simulation.world import play


def _names(troubles: Iterable[Trouble]) -> str:
    return (
        "all" if set(troubles) == set(Trouble) else ",".join(sorted(one.name for one in troubles)) or "none"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="how many worlds")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--steps", type=int, help="how much happens in each, instead of what the seed says")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes")
    parser.add_argument("--restores", action="store_true", help="every centre is put back to backups")
    parser.add_argument("--moves", action="store_true", help="in every world people get other territories")
    parser.add_argument(
        "--only", nargs="*", metavar="TROUBLE", help=f"of {', '.join(one.name for one in Trouble)}"
    )
    parser.add_argument("--trace", action="store_true", help="print what happened")
    parser.add_argument(
        "--shrink", action="store_true", help="tell the first fault with as few steps as will do"
    )
    parser.add_argument(
        "--journal", type=Path, metavar="FILE", help="note what is played there, and go on from what is noted"
    )
    given = parser.parse_args()
    forced = {Trouble.RESTORE} if given.restores else set()
    forced |= {Trouble.USER_MOVE, Trouble.TERRITORY_MOVE, Trouble.HAND_OVER} if given.moves else set()
    forced |= {Trouble[one] for one in given.only or ()}
    allowed = tuple(forced) if given.only is not None else tuple(Trouble)
    fates = [
        (seed, draw(seed, steps=given.steps, forced=forced, allowed=allowed))
        for seed in range(given.first, given.first + given.seeds)
    ]
    if given.trace or given.shrink:
        with worlds_folder() as folder:
            template = Template(folder)
            for seed, fate in fates:
                played = play(template, seed, fate)
                if given.shrink and played.faults:
                    played = shrunk(template, played)
                if given.trace or played.faults:
                    print(played.told())
        return 0
    if given.journal is None:
        return report(run(fates, given.jobs))
    options = f"steps={given.steps} forced={_names(forced)} allowed={_names(allowed)}"
    try:
        journal = Journal(given.journal, options, commit())
    except OtherOptions as other:
        parser.error(str(other))
    run(journal.left(fates), given.jobs, journal.note)
    print(journal.told())
    return report(journal.summary())


if __name__ == "__main__":
    sys.exit(main())
