"""A round fed by hand, and the messages to feed it with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from crmdesk.domain.changes import Act, Mutation
from crmdesk.protocol.messages import (
    OrganisationInfo,
    Page,
    Person,
    Position,
    PushItem,
    SnapshotPage,
    Table,
    Verdict,
    Welcome,
)
from crmdesk.sync.effects import (
    Effect,
    Event,
    Facts,
    Outcome,
)
from crmdesk.sync.engine import begin, step
from crmdesk.sync.state import Round

HERE = Position(epoch=1, seq=10, tag=77)
THERE = Position(epoch=1, seq=12, tag=78)
GREETED = Facts("replica", HERE, "scope", epoch=1, greeted=True, contains=3)
NEW = Facts(None, None, "")


def page(position: Position = HERE, **changes: Any) -> Page:
    fields: dict[str, Any] = {
        "position": position,
        "more": False,
        "contains": 3,
        "tables": [],
        "deleted": [],
        "evicted": [],
        "scope": "scope",
    }
    return Page(**{**fields, **changes})


def full(position: Position = THERE, **changes: Any) -> Page:
    return page(position, deleted=[("note", "x")], **changes)


def snapshot_page(cursor: str | None, **changes: Any) -> SnapshotPage:
    fields: dict[str, Any] = {
        "position": THERE,
        "contains": 0,
        "tables": [Table(type="note", columns=["id"], rows=msgspec.Raw(b"[]"))],
        "cursor": cursor,
        "usable": True,
        "rows_sent": 5,
        "rows_total": 10,
        "scope": "scope",
    }
    return SnapshotPage(**{**fields, **changes})


def welcome(**changes: Any) -> Welcome:
    fields: dict[str, Any] = {
        "protocol": 1,
        "schema": "s",
        "server": "v",
        "replica": "replica",
        "token": "t",
        "now": "2026-01-01T00:00:00.000Z",
        "head": THERE,
        "user": Person(id="u", login="l", name="n", role="rep", home=None, scope="scope"),
        "organisation": OrganisationInfo(id=1, name="o", currency="USD", languages=[], modules=[]),
    }
    return Welcome(**{**fields, **changes})


def item(number: int, group: str = "g") -> PushItem:
    mutation = Mutation(f"op{number}", Act.UPDATE, "note", "n", "u", "t", group, "i")
    return PushItem(number=number, mutation=mutation)


def verdict(number: int, outcome: str = "applied") -> Verdict:
    return Verdict(op_id=f"op{number}", number=number, outcome=outcome)


class Played:
    """A round that is fed events one by one and remembers what it asked for."""

    def __init__(self, facts: Facts) -> None:
        self.state: Round
        self.state, effects = begin(facts)
        self.asked: list[Effect] = list(effects)
        self.last: tuple[Effect, ...] = effects

    def on(self, *events: Event) -> tuple[Effect, ...]:
        for event in events:
            self.state, self.last = step(self.state, event)
            self.asked.extend(self.last)
        return self.last

    def count(self, kind: type[Any]) -> int:
        return sum(isinstance(effect, kind) for effect in self.asked)

    @property
    def outcome(self) -> Outcome:
        assert self.state.outcome is not None, "the round is not over"
        return self.state.outcome


def kinds(effects: Iterable[Effect]) -> list[type[Any]]:
    return [type(effect) for effect in effects]
