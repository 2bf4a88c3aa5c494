"""How far a visit has come, as the line of phases says it, and another one like it where it did not take place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import cast

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.domain.visits import fell_through
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.quick_actions import plan_visit
from crmdesk.ui.translations import label
from crmdesk.ui.visit.phases import Phase, State

_FRIDAY = 5


def phases(desk: Desk, visit: Record) -> list[Phase]:
    """The steps of a visit; one that did not take place ends where it ended."""
    steps = [(name, at) for name, at in _steps(visit) if at is not None]
    if fell_through(visit):
        came = [Phase(name, _moment(desk, at), "done") for name, at in steps]
        end = Phase(label(f"visit.status.{visit['status']}"), "", "over")
        return [*came[:-1], end, came[-1]] if visit["submitted_at"] else [*came, end]
    shown: list[Phase] = []
    pointed = False
    for name, at in _steps(visit):
        state: State = "done" if at is not None else "ahead" if pointed else "current"
        pointed = pointed or state == "current"
        shown.append(Phase(name, _moment(desk, at), state))
    return shown


def _steps(visit: Record) -> Iterator[tuple[str, str | None]]:
    """Names, and since when they are done: None where they are not, empty where nobody has said when."""
    translate = QCoreApplication.translate
    yield translate("VisitPage", "Plan"), visit["planned_start"] or ""
    yield translate("VisitPage", "Check-in"), _at(visit["check_in"])
    yield translate("VisitPage", "Check-out"), _at(visit["check_out"])
    yield translate("VisitPage", "Submit"), visit["submitted_at"]


def _at(presence: Value) -> str | None:
    return cast(str, presence["at"]) if presence else None


def _moment(desk: Desk, at: str | None) -> str:
    return formats.relative_instant(at, desk.now(), desk.zone) if at else ""


def plan_again(desk: Desk, visit: Record) -> None:
    """The form of a new visit with the same account, people and purpose, at the same time of the next working day;
    the old one stays as it is. It is opened when it is there."""
    carried = {name: visit[name] for name in ("purpose", "opportunity", "contacts") if visit[name]}
    plan_visit(
        desk,
        visit["account"],
        **carried,
        **_next_time(desk, visit),
        done=lambda made: desk.open("visit", made),
    )


def _next_time(desk: Desk, visit: Record) -> dict[str, Value]:
    """After the day on which it was planned, and not before tomorrow. Empty for a visit that had no time."""
    if not visit["planned_start"]:
        return {}
    now = desk.now()
    start = formats.parse_instant(visit["planned_start"])
    local = start.astimezone(now.tzinfo)
    # Its time of day, whatever the clock does in between.
    again = datetime.combine(_working_day_after(max(local.date(), now.date())), local.time(), now.tzinfo)
    times: dict[str, Value] = {"planned_start": format_instant(again), "planned_end": None}
    if visit["planned_end"]:
        length = formats.parse_instant(visit["planned_end"]) - start
        times["planned_end"] = format_instant(formats.parse_instant(times["planned_start"]) + length)
    return times


def _working_day_after(day: date) -> date:
    after = day + timedelta(1)
    return after if after.isoweekday() <= _FRIDAY else after + timedelta(8 - after.isoweekday())
