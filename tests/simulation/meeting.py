"""What the people of a world with a topic do more than anything else."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crmdesk.domain.changes import Mutation
from tests.simulation import answering, selling
from tests.simulation.fate import Topic

if TYPE_CHECKING:
    from tests.simulation.work import Worker

Deed = tuple[str, "Callable[[Worker], list[Mutation]]"]
"""What is done, in words and as edits."""

MEETING_ON: dict[Topic, tuple[Deed, ...]] = {
    Topic.ANSWERS: (("answers a form", answering.answer),),
    Topic.QUOTES: (
        ("has a quote", selling.quote),
        ("sends a quote", selling.send),
        ("edits a line of a quote", selling.quote_line),
    ),
}


def drawn(chance: random.Random, topic: Topic | None, deeds: Sequence[Deed]) -> Deed:
    """One of the deeds; where there is a topic, mostly one of its own."""
    deed = chance.choice(deeds)
    return chance.choice(MEETING_ON[topic]) if topic is not None and chance.random() < 0.7 else deed
