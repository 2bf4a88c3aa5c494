"""`python -m tests.simulation --seeds N`: as many worlds as asked for, each fault with its seed."""

from __future__ import annotations

import argparse
import sys
import time

from tests.simulation.world import STEPS, Template, play, worlds_folder


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="how many worlds")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--steps", type=int, default=STEPS, help="how much happens in each")
    parser.add_argument("--restores", action="store_true", help="let the centre be put back to backups")
    parser.add_argument("--moves", action="store_true", help="let people get other territories")
    parser.add_argument("--trace", action="store_true", help="print what happened")
    given = parser.parse_args()
    started, bad = time.monotonic(), 0
    with worlds_folder() as folder:
        template = Template(folder / "template")
        for seed in range(given.first, given.first + given.seeds):
            world, faults = play(
                template, seed, folder, given.steps, restores=given.restores, moves=given.moves
            )
            if given.trace:
                print(*world.trace, sep="\n")
            if faults:
                bad += 1
                print(f"seed {seed}: {len(faults)} faults", *faults[:5], sep="\n  ")
    print(f"{given.seeds} worlds, {bad} with faults, {time.monotonic() - started:.1f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
