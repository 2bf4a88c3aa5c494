"""`crmdesk admin record`, `import` and `export`: what administrators do with records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crmdesk.cli.admin_desk import Desk, reads_json
from crmdesk.cli.admin_import import import_files
from crmdesk.cli.output import write_lines

if TYPE_CHECKING:
    from crmdesk.server.record_administration import RecordAdministration


@click.group()
def record() -> None:
    """Single records."""


def _records(desk: Desk) -> RecordAdministration:
    from crmdesk.server.record_administration import RecordAdministration

    administration = desk.administration()
    return RecordAdministration(administration.centre, administration)


@record.command("delete")
@click.argument("type_name", metavar="TYPE")
@click.argument("record_id", metavar="ID")
@reads_json
def delete(desk: Desk, type_name: str, record_id: str) -> None:
    """Delete a record."""
    _records(desk).delete(type_name, record_id)
    desk.say({"type": type_name, "id": record_id}, "Deleted.")


@record.command("merge")
@click.argument("type_name", metavar="TYPE")
@click.argument("keep")
@click.argument("lose")
@reads_json
def merge(desk: Desk, type_name: str, keep: str, lose: str) -> None:
    """Merge the record LOSE into KEEP; whatever belonged to LOSE belongs to KEEP, later edits included."""
    moved = _records(desk).merge(type_name, keep, lose)
    told = {"type": type_name, "id": keep, "merged": lose, "moved": moved}
    desk.say(told, f"Merged; {moved} records point to the one that stays.")


@click.command("import")
@click.argument("recipe")
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Count what would be done, and do nothing.")
@click.option(
    "--rejects",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for rejected rows and follow-ups.",
)
@reads_json
def run_import(desk: Desk, recipe: str, directory: Path, dry_run: bool, rejects: Path | None) -> None:
    """Import the files in DIR as RECIPE says; the same again changes nothing."""
    administration = desk.administration()
    import_files(
        administration.centre,
        administration,
        recipe,
        directory,
        dry_run=dry_run,
        rejects=rejects,
        as_json=desk.as_json,
    )


@click.command()
@click.option("--as-user", "login", required=True, help="Login of the user whose view is exported.")
@reads_json
def export(desk: Desk, login: str) -> None:
    """Print the canonical export of what a user sees: a JSON line a record."""
    administration = desk.administration()
    principal = administration.as_user(login)
    administration.note("exported", user=principal.user)
    write_lines(administration.centre.feed.export(principal))
