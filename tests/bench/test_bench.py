"""The measurements run and print every figure. How fast anything was is for people to read, not for a test."""

import subprocess
import sys

import pytest

from bench.figures import bounded, compared, p95, shown, table

FIGURES = (
    "first sync, 160 rows: all rows there, indexed, durable",
    "first sync, 160 rows: … and full text complete",
    "first sync, 160 rows: first usable window",
    "first sync, 160 rows: received",
    "first sync, 160 rows: memory of the engine",
    "5 offline edits, one durable save each",
    "one save, p95",
    "push of 5 edits: merged, durable, verdicts kept",
    "pull of 100 changed rows",
    "round with nothing to do, p50",
    "… its requests",
    "edit here → stored there, both rounds asked for, p95",
    "save here → row there, both laptops left to themselves, p95",
    "cost against size, 160 rows to 80: round with nothing to do, p50",
    "list of 50 visits among 160 rows: next page, p95",
    "search in 160 rows: keystroke towards names and numbers, p95",
    "search in 160 rows: key → painted, names and numbers, p95",
    "list of 30 contacts in the window: jump, painted, p95",
)


def test_a_tiny_run_prints_every_figure() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--tiny"], capture_output=True, text=True, timeout=500, check=False
    )
    assert done.returncode == 0, done.stderr
    printed = [line.split(" | ")[0].removeprefix("| ") for line in done.stdout.splitlines() if " | " in line]
    assert [name for name in FIGURES if name not in printed] == []


def test_a_figure_with_a_bound_of_its_own_is_held_against_it() -> None:
    line = bounded("requests", 1, "requests", 1)
    assert (line.value, line.met) == ("1 requests", True)


def test_a_ratio_is_held_against_its_goal() -> None:
    assert compared("x", 0.3, ("raw", 0.1), 2).met is False
    assert compared("x", 0.1, ("raw", 0.1), 2).met is True
    assert compared("x", 0.1, ("raw", 0.1), None).met is None


def test_a_table_has_a_line_a_figure() -> None:
    lines = table([compared("saving", 0.002, ("floor", 0.001), 3)]).splitlines()
    assert lines[2] == "| saving | 2 ms | floor 1 ms | 2.00 × | ≤ 3 × | yes |"


@pytest.mark.parametrize(("seconds", "text"), [(1.5, "1.50 s"), (0.0123, "12.3 ms"), (0.00005, "50 µs")])
def test_times_are_shown_in_the_unit_that_suits_them(seconds: float, text: str) -> None:
    assert shown(seconds) == text


def test_the_95th_percentile_of_one_sample_is_that_sample() -> None:
    assert p95([3.0]) == 3.0
