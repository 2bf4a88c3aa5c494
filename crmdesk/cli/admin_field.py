"""`crmdesk admin field`: fields that the organisation adds to what the program declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click
import msgspec

from crmdesk.cli.admin_desk import Desk, reads_json

if TYPE_CHECKING:
    from crmdesk.domain.custom_fields import CustomField
    from crmdesk.server.field_administration import FieldAdministration


@click.group()
def field() -> None:
    """The organisation's own fields."""


def _fields(desk: Desk) -> FieldAdministration:
    from crmdesk.server.field_administration import FieldAdministration

    administration = desk.administration()
    return FieldAdministration(administration.centre, administration)


def _line(custom: CustomField) -> Mapping[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(custom)
    return {name: shown[name] for name in ("type", "name", "kind", "policy", "label", "choices")}


def _split(choices: str | None) -> list[str]:
    return [choice.strip() for choice in (choices or "").split(",") if choice.strip()]


_KIND = click.option(
    "--kind", required=True, help="text, longtext, integer, decimal, bool, date, instant, choice or set."
)
_CHOICES = click.option("--choices", metavar="A,B,…", help="The keys to choose from, for a choice.")
_POLICY = click.option("--policy", help="How edits of it are merged; each kind has its usual one.")


@field.command("add")
@click.argument("type_name", metavar="TYPE")
@click.argument("name")
@_KIND
@click.option("--label", help="What people call it.")
@_CHOICES
@_POLICY
@reads_json
def add(
    desk: Desk,
    type_name: str,
    name: str,
    kind: str,
    label: str | None,
    choices: str | None,
    policy: str | None,
) -> None:
    """Add a field to a type; its name begins with x_."""
    made = _fields(desk).add(type_name, name, kind, label=label, choices=_split(choices), policy=policy)
    desk.say(_line(made), f"{type_name} has the field {made.name} now.")


@field.command("remove")
@click.argument("type_name", metavar="TYPE")
@click.argument("name")
@reads_json
def remove(desk: Desk, type_name: str, name: str) -> None:
    """Take a field away; its values stay in the records' history."""
    emptied = _fields(desk).remove(type_name, name)
    desk.say(
        {"type": type_name, "name": name, "records": emptied}, f"Removed; {emptied} records held a value."
    )


@field.command("retype")
@click.argument("type_name", metavar="TYPE")
@click.argument("name")
@_KIND
@_CHOICES
@_POLICY
@reads_json
def retype(desk: Desk, type_name: str, name: str, kind: str, choices: str | None, policy: str | None) -> None:
    """Give a field another kind; values that it cannot hold stay in the records' history."""
    kept, left = _fields(desk).retype(type_name, name, kind, choices=_split(choices), policy=policy)
    desk.say(
        {"type": type_name, "name": name, "kind": kind, "kept": kept, "left": left},
        f"{kept} values were kept, {left} are in history alone.",
    )


@field.command("list")
@reads_json
def list_fields(desk: Desk) -> None:
    """Show the organisation's own fields."""
    lines = [_line(custom) for custom in _fields(desk).all()]
    desk.table(("type", "name", "kind", "policy", "label"), lines)
