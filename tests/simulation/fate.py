"""What a seed has in store: how long its world lasts, who is in it, how bad the lines are, which troubles come."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from tests.simulation.network import Weather

PROFILES = {"ada-1": "ada", "ada-2": "ada", "ben-1": "ben", "cid-1": "cid", "max-1": "max", "ben-new": "ben"}
"""Laptops with their users. `new`: signed in, but without a first sync."""
SKEWS = (0.0, 0.0, 86_400.0, -86_400.0, -7_200.0, 3.5)
"""Seconds by which laptops' clocks are wrong."""


class Trouble(StrEnum):
    """What may happen beside work, rounds, crashes of laptops and faults of the lines."""

    RESTART = "the centre's process ends and starts"
    RESTORE = "the centre is put back to a backup"
    USER_MOVE = "a user gets another territory"
    TERRITORY_MOVE = "a territory goes elsewhere in the tree"
    ROLE = "a user gets another role"
    HAND_OVER = "a record goes to another owner or territory"
    MERGE = "an account is merged into another"
    CENTRAL_DELETE = "an administrator deletes a record"
    DISABLE = "a user is disabled and enabled again"
    REVOKE = "a device is revoked"
    CLONE = "a profile is copied to another laptop"
    SET_BACK = "a profile is put back to an older copy"
    CLOCK = "a laptop's clock jumps"
    COLLECT = "an administrator collects what is old"
    FIELDS = "an administrator adds, retypes or removes a custom field"
    ERASE = "a person is erased"


class Topic(StrEnum):
    """What the people of a world meet on more than on anything else."""

    ANSWERS = "the report of one visit"
    QUOTES = "quotes and their lines"


DRAWN_FIRST = 13
"""So many troubles are drawn before anything else is; a new one is drawn last, so that seeds keep their weather."""


@dataclass(frozen=True)
class Fate:
    """Everything that is settled before the first step."""

    steps: int
    cast: tuple[str, ...]
    weather: Weather
    troubles: tuple[Trouble, ...]
    trouble: float
    """How likely a step is to be one of the troubles."""
    skews: tuple[float, ...]
    topic: Topic | None = None


def draw(
    seed: int,
    *,
    steps: int | None = None,
    forced: Collection[Trouble] = (),
    allowed: Collection[Trouble] = tuple(Trouble),
) -> Fate:
    """The fate of a seed. Most worlds are short and dense, some are long; each has a few troubles of its own, because
    two that always come together hide what each does alone. `forced` come in any case, only `allowed` ones by chance.
    """
    chance = random.Random(f"{seed}/fate")
    length, few = chance.random(), chance.randint(2, 4)
    drawn = chance.randint(6, 18) if length < 0.72 else chance.randint(18, 36)
    if length > 0.97:
        drawn = chance.randint(60, 120)
    others = chance.sample([name for name in PROFILES if name != "ada-1"], few - 1)
    troubles = tuple(Trouble)
    chosen = [one for one in troubles[:DRAWN_FIRST] if chance.random() < 0.3]
    weather = Weather().times(chance.choice((0.0, 0.5, 1.0, 1.0, 1.6)))
    skews = tuple(chance.choice(SKEWS) for _ in range(few))
    trouble = chance.choice((0.08, 0.16, 0.3))
    chosen += [one for one in troubles[DRAWN_FIRST:] if chance.random() < 0.2]
    topic = chance.choice(tuple(Topic)) if chance.random() < 0.2 else None
    return Fate(
        steps=drawn if steps is None else steps,
        cast=("ada-1", *others),
        weather=weather,
        troubles=tuple(one for one in troubles if one in forced or (one in allowed and one in chosen)),
        trouble=trouble,
        skews=skews,
        topic=topic,
    )
