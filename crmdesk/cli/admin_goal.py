"""`crmdesk admin goal`: people's quotas."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from crmdesk.cli.admin_desk import Desk, reads_json

if TYPE_CHECKING:
    from crmdesk.server.goal_administration import GoalAdministration


@click.group()
def goal() -> None:
    """What people shall sell."""


def _goals(desk: Desk) -> GoalAdministration:
    from crmdesk.server.goal_administration import GoalAdministration

    return GoalAdministration(desk.administration())


@goal.command("set")
@click.argument("login")
@click.argument("period")
@click.argument("amount")
@click.argument("currency")
@reads_json
def set_goal(desk: Desk, login: str, period: str, amount: str, currency: str) -> None:
    """Give a person a quota for PERIOD (2026-Q4 or 2026-11); another one takes its place."""
    made = _goals(desk).set(login, period, amount, currency)
    desk.say({"id": made, "login": login, "period": period}, f"{login} has a quota for {period} now.")


@goal.command("list")
@reads_json
def list_goals(desk: Desk) -> None:
    """Show every quota."""
    lines = [asdict(line) for line in _goals(desk).all()]
    desk.table(("login", "period", "amount", "currency"), lines)
