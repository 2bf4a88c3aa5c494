"""`crmdesk admin import`: a line a type on stdout, words on stderr. How to import is known at the server alone."""

from __future__ import annotations

import os
import tempfile
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.cli.output import say, write_json, write_table

if TYPE_CHECKING:
    from crmdesk.server.administration import Administration
    from crmdesk.server.centre import Centre


def import_files(
    centre: Centre,
    administration: Administration,
    recipe: str,
    directory: Path,
    *,
    dry_run: bool = False,
    rejects: Path | None = None,
    as_json: bool = False,
) -> None:
    """Imports `directory` as `recipe` (a path or a shipped recipe's name) says, and prints the counts.

    Rejected rows and the follow-up list go to `rejects`, else to a new folder in the current one; a dry run writes
    them only if `rejects` is given. Raises `UsageError` before anything is imported.
    """
    from crmdesk.exchange.findings import TypeCount
    from crmdesk.server.importing import free_directory, run_import

    if rejects is None and not dry_run:
        here = Path.cwd()
        parent = here if os.access(here, os.W_OK) else Path(tempfile.gettempdir())
        rejects = free_directory(parent, Path(recipe).stem)
    done = run_import(centre, administration.principal, recipe, directory, dry_run=dry_run, rejects=rejects)
    lines = [asdict(line) for line in done.counts]
    if as_json:
        for line in lines:
            write_json(line)
    else:
        write_table(lines, [field.name for field in fields(TypeCount)])
    for path in done.files:
        say(f"see {path}")
    if dry_run:
        say("dry run: nothing was changed")
    else:
        administration.note("imported", recipe=Path(recipe).stem, counts=lines)
