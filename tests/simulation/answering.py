"""People who answer the form of a visit, several the same one, and what must stand of their answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crmdesk.domain import visits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Policy
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.typed import typed_over
from crmdesk.domain.values import Value
from tests.simulation.central import Key

if TYPE_CHECKING:
    from tests.simulation.work import Worker

QUESTIONS = "abc"
FORM = {
    "key": "check",
    "name": "Check",
    "questions": [{"key": key, "kind": "text", "text": f"What about {key}?"} for key in QUESTIONS],
}


def answer(worker: Worker) -> list[Mutation]:
    """One question of a visit's form, answered or taken back; of a submitted visit an amendment."""
    visit, form = worker.any("visit"), worker.any("visit_form")
    if visit is None or form is None:
        return []
    key = worker.chance.choice(QUESTIONS)
    said = worker.words(1) if worker.chance.random() < 0.8 else None
    if visit["submitted_at"] is not None:
        return visits.amend_visit(worker.author, visit, f"answers.{key}", said, worker.words())
    answers = {**(visit["answers"] or {}), key: said}
    typed = {"form": visit["form"] or form.id, "answers": answers}
    return typed_over(worker.author, visit, typed, visit.fields)


def answered(mutation: Mutation, name: str) -> dict[str, Value]:
    """What the edit says of single keys of an object that is merged key by key: those it changed, None for emptied."""
    declared = CATALOGUE[mutation.type].by_name.get(name)
    if declared is None or declared.policy is not Policy.KEYS:
        return {}
    was, value = mutation.was.get(name) or {}, mutation.set.get(name) or {}
    if not (isinstance(was, dict) and isinstance(value, dict)):
        return {}
    return {key: value.get(key) for key in {**was, **value} if value.get(key) != was.get(key)}


def overwritten(
    edits: Iterable[tuple[str, Mutation]], records: Mapping[str, Mapping[str, Any]], unclear: Container[Key]
) -> Iterator[str]:
    """Keys that show what is nobody's last word on them. `edits` are what each laptop had taken in, in its order."""
    writers: dict[tuple[Key, str, str], dict[str, Value]] = defaultdict(dict)
    for laptop, mutation in edits:
        for name in mutation.set:
            for key, said in answered(mutation, name).items():
                writers[(mutation.type, mutation.id), name, key][laptop] = said
    for (record, name, key), last in writers.items():
        row = records[record[0]].get(record[1])
        stands = (row[name] or {}).get(key) if row is not None else None
        if row is not None and record not in unclear and stands not in last.values():
            yield f"{record} shows {name}.{key} = {stands!r}, the last written were {last}"
