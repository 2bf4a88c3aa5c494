"""The visit forms of the sample organisation, reports that answered one, and a few amendments. It rolls no dice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from crmdesk.domain.form_definitions import definition_of, parse_form
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant, parse_instant
from crmdesk.domain.visit_forms import words as text_in
from crmdesk.exchange.sample.words import Words
from crmdesk.exchange.sample.world import Stamp, World

_REPORTS, _AMENDED = 60, 6
"""So many of the latest submitted reports answered a form; so many of them were amended."""
_NEEDS: tuple[dict[str, Value], ...] = (
    {"reason": "growth", "people": "40", "decides": "met", "budget": True, "urgency": 8, "deadline": "Q1"},
    {"reason": "age", "people": "12", "decides": "purchasing", "budget": False, "urgency": 4},
    {"reason": "move", "people": "150", "decides": "board", "urgency": 6},
)
_CHECKS: tuple[dict[str, Value], ...] = (
    {"in_stock": True, "facings": "24", "display": 4, "rivals": ["cheaper", "equal"]},
    {"in_stock": True, "display": 3},
)


def ask_on_visits(world: World, words: Words, chief: str) -> None:
    """Publishes the forms and lets the latest reports answer one."""
    forms = [_publish(world, told, chief) for told in words.forms]
    by_key = {form["key"]: form.id for form in forms}
    reports = [visit for visit in world.records() if visit.type == "visit" and visit["submitted_at"]]
    reports.sort(key=lambda visit: (visit["submitted_at"], visit.id), reverse=True)
    for number, visit in enumerate(reports[:_REPORTS]):
        key, answers = ("needs", _NEEDS) if number % 2 == 0 else ("store_check", _CHECKS)
        world.amend("visit", visit.id, None, form=by_key[key], answers=answers[number % len(answers)])
        if number < _AMENDED:
            _amend(world, visit, number)


def _publish(world: World, told: Mapping[str, Any], chief: str) -> Record:
    form = parse_form({name: value for name, value in told.items() if name != "key"})
    at = world.at(world.day(-300), 9)
    return world.add("visit_form", world.id_of("visit_form", told["key"]), Stamp(None, None, at, at, chief), {
        "name": text_in(form.name, "en"),
        "key": told["key"],
        "version_number": 1,
        "active": True,
        "definition": definition_of(form),
    })  # fmt: skip


def _amend(world: World, visit: Record, number: int) -> None:
    at = min(parse_instant(visit["submitted_at"]) + timedelta(hours=15), world.at(world.day(-1), 18))
    stamp = Stamp(visit["owner"], visit["territory"], at, at, visit["owner"])
    world.add("visit_amendment", world.id_of("visit_amendment", number), stamp, {
        "visit": visit.id,
        "field": "samples",
        "value": int(visit["samples"] or 0) + 2,
        "reason": "Counted again in the car: two more stayed there.",
        "amended_at": format_instant(at),
    })  # fmt: skip
