"""`crmdesk client`: the headless laptop. This module joins its verbs; each family of them has a module of its own."""

from __future__ import annotations

from pathlib import Path

import click

from crmdesk.cli.client_batch import batch
from crmdesk.cli.client_call import KEY_FILE, PROFILE, Call
from crmdesk.cli.client_conflicts import CONFLICT_VERBS
from crmdesk.cli.client_files import FILE_VERBS
from crmdesk.cli.client_records import RECORD_VERBS
from crmdesk.cli.client_rescue import rescue
from crmdesk.cli.client_sync import SYNC_VERBS
from crmdesk.cli.client_visits import visit


@click.group()
@click.option("--profile", type=PROFILE, help="The profile's folder.")
@click.option("--json", "as_json", is_flag=True, help="One JSON value, or JSON lines, on stdout.")
@click.option("--key-file", type=KEY_FILE, help="64 hex digits that open the replica.")
@click.pass_context
def client(ctx: click.Context, profile: Path | None, as_json: bool, key_file: Path | None) -> None:
    """The headless laptop: edit, search, sync, resolve and export a profile without a window."""
    named = ctx.find_root().params
    ctx.obj = Call(profile or named.get("profile"), as_json, key_file or named.get("key_file"))


for _verb in (*SYNC_VERBS, *RECORD_VERBS, *FILE_VERBS, visit, batch, rescue, *CONFLICT_VERBS):
    client.add_command(_verb)
