"""Which form each part of a page takes so that all fit: a pure rule over heights. Knows nothing of what a part says."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def fit(ranks: Sequence[Sequence[int]], height: Callable[[int, int], float], room: float) -> list[int]:
    """The form of every part, by number from 0 on, the fullest. `ranks` has for each part what every step to its next
    form costs: of all steps that are left, the one of the lowest rank is taken until everything fits (the last part's
    where they are equal) or none is left. `height` gives that of a part in a form, and is asked for what is needed."""
    chosen = [0] * len(ranks)
    heights = [height(part, 0) for part in range(len(ranks))]
    while sum(heights) > room:
        open_steps = [
            (steps[chosen[part]], -part) for part, steps in enumerate(ranks) if chosen[part] < len(steps)
        ]
        if not open_steps:
            break
        part = -min(open_steps)[1]
        chosen[part] += 1
        heights[part] = height(part, chosen[part])
    return chosen
