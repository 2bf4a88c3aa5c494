"""One measured figure, and the table that they are printed as. It measures nothing itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what it is compared with in the same run, and the bound that the project set itself."""

    name: str
    value: str
    """With its unit."""
    baseline: str = "–"
    ratio: float | None = None
    goal: str = "–"
    met: bool | None = None
    """None where there is no bound."""


def compared(name: str, seconds: float, baseline: tuple[str, float], bound: float | None) -> Figure:
    """A time as a ratio to another one; `baseline` is its name and seconds, `bound` the highest ratio wanted."""
    label, other = baseline
    ratio = seconds / other
    return Figure(
        name=name,
        value=shown(seconds),
        baseline=f"{label} {shown(other)}",
        ratio=ratio,
        goal=f"≤ {bound:g} ×" if bound is not None else "–",
        met=ratio <= bound if bound is not None else None,
    )


def bounded(name: str, value: float, unit: str, bound: float | None) -> Figure:
    """A figure with a bound of its own: milliseconds, megabytes, requests."""
    return Figure(
        name=name,
        value=f"{value:.3g} {unit}",
        goal=f"≤ {bound:g} {unit}" if bound is not None else "–",
        met=value <= bound if bound is not None else None,
    )


def shown(seconds: float) -> str:
    """Seconds in the unit that suits them."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.3g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.3g} µs"


def p50(samples: list[float]) -> float:
    """The median."""
    return median(samples)


def p95(samples: list[float]) -> float:
    """The 95th percentile; of fewer than two samples the sample itself."""
    return quantiles(samples, n=20)[-1] if len(samples) > 1 else samples[0]


def table(figures: Iterable[Figure]) -> str:
    """A Markdown table, a line a figure."""
    lines = ["| figure | measured | baseline | ratio | goal | met |", "|---|---|---|---|---|---|"]
    marks = {True: "yes", False: "**no**", None: "–"}
    for figure in figures:
        ratio = f"{figure.ratio:.2f} ×" if figure.ratio is not None else "–"
        cells = (figure.name, figure.value, figure.baseline, ratio, figure.goal, marks[figure.met])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
