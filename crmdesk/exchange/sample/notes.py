"""Notes of a conversation, put together from sentences so that they tell of one person, one product and one outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.exchange.sample.words import Language
from crmdesk.exchange.sample.world import World

NOTE_LENGTH = 170
"""Characters from which on a note is long enough; most end near 200."""
_MOOD = {"successful": "progress", "follow_up": "doubt", "no_interest": "refusal"}


@dataclass(frozen=True, slots=True)
class Topic:
    """Who was spoken to about what, and in which language it is written down."""

    language: Language
    person: str
    company: str
    product: str
    quantity: int


def sentence(world: World, topic: Topic, choices: Sequence[str]) -> str:
    """One of the sentences with the topic filled in."""
    return fill(world, topic, world.pick(choices))


def fill(world: World, topic: Topic, text: str) -> str:
    return text.format(
        person=topic.person,
        company=topic.company,
        product=topic.product,
        quantity=topic.quantity,
        rival=world.pick(topic.language.lists["rivals"]),
        month=world.pick(topic.language.lists["months"]),
    )


def visit_notes(world: World, topic: Topic, outcome: str) -> str:
    """A report of about 200 characters that fits the outcome of the visit; one to nobody is told in a sentence."""
    said = topic.language.sentences
    if outcome == "not_met":
        return sentence(world, topic, said["absent"])
    parts = [sentence(world, topic, said[name]) for name in ("opening", "need", _MOOD[outcome])]
    close = "" if outcome == "no_interest" else sentence(world, topic, said["close"])
    details = world.dice.sample(said["detail"], len(said["detail"]))
    while details and sum(map(len, parts)) + len(close) < NOTE_LENGTH:
        parts.append(details.pop())
    return _join(topic, [*parts, close])


def call_notes(world: World, topic: Topic) -> str:
    """Three sentences about a call."""
    said = topic.language.sentences
    return _join(topic, [sentence(world, topic, said[name]) for name in ("phone", "doubt", "close")])


def _join(topic: Topic, parts: Sequence[str]) -> str:
    return ("" if topic.language.code == "zh" else " ").join(part for part in parts if part)
