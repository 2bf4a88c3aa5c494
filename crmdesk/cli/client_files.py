"""Verbs about attached files: attach, detach, attachment."""

from __future__ import annotations

from pathlib import Path

import click

from crmdesk.cli.client_call import Call, verb
from crmdesk.cli.output import say, write_json, write_text
from crmdesk.domain import edits
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import Offline
from crmdesk.store.attaching import attach, write_out


@verb(
    "attach",
    click.argument("type_name", metavar="TYPE"),
    click.argument("record_id", metavar="ID"),
    click.argument("file", type=click.Path(path_type=Path), metavar="FILE"),
    click.option("--caption", metavar="TEXT"),
)
def attach_file(call: Call, type_name: str, record_id: str, file: Path, caption: str | None) -> None:
    """Hangs a file on a record. Its bytes are kept on this laptop and go to the centre with the next sync."""
    CATALOGUE[type_name]
    call.acknowledge(
        lambda laptop: attach(
            laptop.replica, laptop.author(), laptop.replica.get(type_name, record_id), file, caption
        ),
    )


@verb("detach", click.argument("attachment_id", metavar="ID"))
def detach(call: Call, attachment_id: str) -> None:
    """Takes an attached file off its record; the centre can restore it."""
    call.save(lambda laptop: edits.delete(laptop.author(), laptop.replica.get("attachment", attachment_id)))


@verb(
    "attachment",
    click.argument("attachment_id", metavar="ID"),
    click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Where to write it; in a folder it gets its own name.",
    ),
)
def attachment(call: Call, attachment_id: str, out: Path) -> None:
    """Writes an attached file out; fetches it first if it is not on this laptop."""
    with call.laptop() as laptop:
        record = laptop.replica.get("attachment", attachment_id)
        if not laptop.replica.attachments.want(record):
            with laptop.remote() as remote:
                passed = laptop.transfers(lambda: remote).run(sparing=True)
            for error in passed.errors:
                raise error
            if not laptop.replica.attachments.want(record):
                raise Offline("The file has not reached the centre yet", hint="try again later")
        written = write_out(laptop.replica, record, out)
    if call.json:
        write_json({"file": str(written), "bytes": record["size"], "media_type": record["media_type"]})
    else:
        write_text(str(written))
        say(f"{record['size']} bytes.")


FILE_VERBS = (attach_file, detach, attachment)
