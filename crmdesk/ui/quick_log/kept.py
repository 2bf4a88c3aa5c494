"""What a person corrected of a line, as it is kept past the end of the program: in JSON, and back. Reads nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, time
from typing import Any

import msgspec

from crmdesk.domain.logged import NextStep
from crmdesk.domain.quick_log import Kind, Outcome
from crmdesk.domain.records import Record
from crmdesk.ui.quick_log.draft import DROPPED, Draft, Money
from crmdesk.ui.quick_log.finding import Candidate

_KINDS: dict[str, Any] = {
    "kind": Kind,
    "account": Candidate,
    "person": Candidate,
    "when": tuple[date, time | None],
    "amount": Money,
    "deal": str,
    "outcome": Outcome,
    "minutes": int,
    "step": NextStep,
}
"""What a chip's value is, by the first part of its key."""


def to_json(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The corrections of a draft; an opportunity by its id."""
    return {key: dict([_said(value)]) for key, value in changes.items()}


def _said(value: Any) -> tuple[str, Any]:
    if value is DROPPED:
        return "dropped", True
    if isinstance(value, Record):
        return "record", value.id
    return "value", msgspec.to_builtins(value)


def from_json(kept: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    """The corrections that `to_json` gave, without an opportunity that was not found for the draft."""
    return dict(_read(kept, draft))


def _read(kept: Mapping[str, Any], draft: Draft) -> Iterator[tuple[str, Any]]:
    for key, said in kept.items():
        if "dropped" in said:
            yield key, DROPPED
        elif "value" in said:
            with suppress(
                msgspec.ValidationError
            ):  # as an earlier program wrote it: the line is understood anew
                yield key, msgspec.convert(said["value"], _KINDS[key.partition(".")[0]])
        else:
            deals = (each for each in draft.found.opportunities if each.id == said["record"])
            yield from ((key, deal) for deal in deals)
