"""`python -m bench [--quick | --tiny]`: all figures as one table, each beside a baseline of the same run.

The figures are for reading: nothing fails because a machine is slow.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import centre, edits, first_sync, live, looking, quick_log, route
from bench.figures import Figure, bounded, table


@dataclass(frozen=True, slots=True)
class Plan:
    """What is run. `syncs`, `flat` and `lists` are numbers of accounts (16 rows each)."""

    syncs: tuple[int, ...]
    sync_rounds: int
    amounts: edits.Amounts
    flat: tuple[int, int] | None
    lists: tuple[int, ...]
    steps: int
    starts: int
    stops: int = 100


FULL = Plan((1_000, 10_000), 5, edits.Amounts(1_000, 5, 300), (1_000, 10_000), (10_000, 62_500), 200, 5)
QUICK = Plan((1_000, 10_000), 3, edits.Amounts(1_000, 3, 100), None, (10_000,), 100, 3)
TINY = Plan((10,), 1, edits.Amounts(5, 1, 3), (5, 10), (10,), 3, 0, stops=12)
"""Shows that everything runs."""


def run(plan: Plan, scratch: Path) -> Iterator[Figure]:
    """Every figure of a plan as it becomes known."""
    for accounts in plan.syncs:
        with _centre(scratch / f"sync-{accounts}", accounts) as url:
            yield from first_sync.measure(url, scratch, accounts, plan.sync_rounds)
    small, *_ = plan.syncs
    yield from _edits(scratch / "edits", small, plan.amounts)
    yield from _live(scratch / "live", small, max(5, plan.amounts.idle // 5))
    if plan.flat is not None:
        yield from _flat(scratch, plan.flat, plan.amounts)
    yield from route.measure(plan.stops)
    yield from quick_log.measure(plan.stops)
    for place, accounts in enumerate(plan.lists):
        yield from looking.measure(
            scratch / f"look-{accounts}", accounts, plan.steps, plan.starts if place == 0 else 0
        )


def _edits(folder: Path, accounts: int, amounts: edits.Amounts) -> list[Figure]:
    with _centre(folder / "centre", accounts) as url:
        return edits.measure(url, folder, amounts)


def _live(folder: Path, accounts: int, count: int) -> list[Figure]:
    with _centre(folder / "centre", accounts) as url:
        return live.measure(url, folder, count)


def _flat(scratch: Path, sizes: tuple[int, int], amounts: edits.Amounts) -> Iterator[Figure]:
    """The same work on a small and on a large territory, as ratios of their times to the floor's."""
    less = edits.Amounts(min(100, amounts.edits), amounts.rounds, amounts.idle)
    small, large = (_edits(scratch / f"flat-{size}", size, less) for size in sizes)
    for one, other in zip(small, large, strict=True):
        if one.ratio is not None and other.ratio is not None:
            label = f"cost against size, {16 * sizes[1]:,} rows to {16 * sizes[0]:,}: {one.name}"
            yield bounded(label, other.ratio / one.ratio, "×", 1.3)


def _centre(folder: Path, accounts: int) -> centre.Running:
    centre.fill(folder, accounts)
    return centre.serving(folder)


def main() -> None:
    """Reads the command line and prints."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="All figures, each beside its baseline."
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="some minutes: no million rows, fewer rounds")
    size.add_argument("--tiny", action="store_true", help="seconds: shows that it runs, measures nothing")
    given = parser.parse_args()
    plan = QUICK if given.quick else TINY if given.tiny else FULL
    with tempfile.TemporaryDirectory(prefix="crmdesk-bench-") as scratch:
        figures = []
        for figure in run(plan, Path(scratch)):
            print(f"{figure.name}: {figure.value}", flush=True)
            figures.append(figure)
    print(f"\n{datetime.now(UTC):%Y-%m-%d}\n\n{table(figures)}")


if __name__ == "__main__":
    main()
