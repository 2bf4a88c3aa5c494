"""`crmdesk admin form`: the questionnaires of visits."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from crmdesk.cli.admin_desk import Desk, reads_json
from crmdesk.domain.errors import UsageError

if TYPE_CHECKING:
    from crmdesk.server.form_administration import FormAdministration

_FILE_BYTES = 1024 * 1024


@click.group()
def form() -> None:
    """What visits ask."""


def _forms(desk: Desk) -> FormAdministration:
    from crmdesk.server.form_administration import FormAdministration

    return FormAdministration(desk.administration())


def _read(file: Path) -> Any:
    try:
        told = file.read_bytes()
        if len(told) > _FILE_BYTES:
            raise UsageError("The file is no form", "it is longer than 1 MB", "give a TOML or JSON file")
        if file.suffix.lower() == ".toml":
            return tomllib.loads(told.decode())
        return msgspec.json.decode(told)
    except OSError as error:
        raise UsageError("The file cannot be read", str(error)) from error
    except (ValueError, RecursionError, msgspec.DecodeError) as error:
        raise UsageError("The file is no form", str(error)[:200], "give a TOML or JSON file") from error


@form.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@reads_json
def import_form(desk: Desk, file: Path) -> None:
    """Publish the form in FILE (TOML or JSON); it is the next version of its key."""
    line = _forms(desk).publish(_read(file))
    desk.say(asdict(line), f"{line.key}: version {line.version} with {line.questions} questions is in use.")


@form.command("list")
@reads_json
def list_forms(desk: Desk) -> None:
    """Show every version of every form."""
    lines = [asdict(line) for line in _forms(desk).all()]
    desk.table(("key", "version", "active", "questions", "name"), lines)


@form.command("remove")
@click.argument("key")
@reads_json
def remove(desk: Desk, key: str) -> None:
    """Offer a form to no visit any more; reports that answered it keep it."""
    retired = _forms(desk).retire(key)
    desk.say({"key": key, "retired": retired}, f"{key} is not offered any more.")
