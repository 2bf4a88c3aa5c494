"""`visit`: plan, check in, check out, submit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crmdesk.cli.client_call import SHARED, Call, verb
from crmdesk.domain import edits
from crmdesk.domain.errors import UsageError

_VISIT = click.argument("visit_id", metavar="ID")
_PRESENCE = (
    _VISIT,
    click.option("--at", metavar="INSTANT", help="When, if not now."),
    click.option("--lat", metavar="DEGREES"),
    click.option("--lon", metavar="DEGREES"),
)


@click.group()
@SHARED[0]
@SHARED[1]
@SHARED[2]
@click.pass_context
def visit(ctx: click.Context, profile: Path | None, as_json: bool, key_file: Path | None) -> None:
    """Plans a visit, checks in and out, submits the report."""
    ctx.obj = ctx.obj.narrowed(profile, as_json, key_file)


@verb(
    "plan",
    click.argument("account", metavar="ACCOUNT"),
    click.option("--start", required=True, metavar="INSTANT"),
    click.option("--end", required=True, metavar="INSTANT"),
    click.option("--purpose", metavar="TEXT"),
)
def plan(call: Call, account: str, start: str, end: str, purpose: str | None) -> None:
    """A visit to come at an account."""
    more = {"purpose": purpose} if purpose else {}
    call.save(lambda laptop: edits.plan_visit(laptop.author(), account, start, end, **more))


def _whole(presence: dict[str, Any]) -> dict[str, Any]:
    if (presence["lat"] is None) != (presence["lon"] is None):
        raise UsageError("A place needs both --lat and --lon")
    return presence


@verb("check-in", *_PRESENCE)
def check_in(call: Call, visit_id: str, **presence: Any) -> None:
    """The rep has arrived."""
    call.save(
        lambda laptop: edits.check_in(
            laptop.author(), laptop.replica.get("visit", visit_id), **_whole(presence)
        )
    )


@verb("check-out", *_PRESENCE)
def check_out(call: Call, visit_id: str, **presence: Any) -> None:
    """The rep leaves; the visit is completed."""
    call.save(
        lambda laptop: edits.check_out(
            laptop.author(), laptop.replica.get("visit", visit_id), **_whole(presence)
        )
    )


@verb("submit", _VISIT)
def submit(call: Call, visit_id: str) -> None:
    """The report is final and locked from now on."""
    call.save(lambda laptop: edits.submit_visit(laptop.author(), laptop.replica.get("visit", visit_id)))


for _verb in (plan, check_in, check_out, submit):
    visit.add_command(_verb)
