"""`crmdesk admin`: the centre's administration. It reads the command line and prints; the acts are the server's.

Organisation, territories, users and devices are here; records, import and export in `admin_records.py`, upkeep in
`admin_upkeep.py`.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from crmdesk.cli.admin_desk import Desk, as_json, reads_json
from crmdesk.cli.admin_field import field
from crmdesk.cli.admin_form import form
from crmdesk.cli.admin_gdpr import gdpr
from crmdesk.cli.admin_goal import goal
from crmdesk.cli.admin_letterhead import letterhead
from crmdesk.cli.admin_records import export, record, run_import
from crmdesk.cli.admin_upkeep import audit, backup, gc, restore, stats, verify
from crmdesk.cli.admin_webhook import webhook
from crmdesk.cli.output import say
from crmdesk.cli.passwords import read_password
from crmdesk.domain.errors import UsageError

ROLES = click.Choice(["rep", "manager", "admin"])


@click.group()
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the embedded database."
)
@click.option("--database-url", help="A database of your own, as in postgresql://user@host/name.")
@click.option("--blobs", metavar="DIR|s3://…", help="Where the server keeps attachments, if not in --data.")
@click.option(
    "--receipts",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of receipts of erasures.  [default: erasures in the --data folder]",
)
@click.option("--org", help="The organisation, if there are several.")
@as_json
@click.pass_context
def admin(
    ctx: click.Context,
    data: Path | None,
    database_url: str | None,
    blobs: str | None,
    receipts: Path | None,
    org: str | None,
    as_json: bool,
) -> None:
    """Administer a centre; works while the server runs, and reaches laptops on their next round."""
    ctx.obj = Desk(data, database_url, org, as_json=as_json, blobs=blobs, receipts=receipts)
    ctx.call_on_close(ctx.obj.close)


# Organisation


@admin.group("org")
def organisation() -> None:
    """The organisation itself."""


@organisation.command("init")
@click.argument("name")
@click.option("--currency", default="USD", show_default=True, help="ISO 4217 code of amounts that name none.")
@click.option("--languages", default="en", show_default=True, help="Codes, separated by commas.")
@reads_json
def init(desk: Desk, name: str, currency: str, languages: str) -> None:
    """Found an organisation."""
    codes = [code.strip() for code in languages.split(",") if code.strip()]
    org = desk.centre(create=True).organisations.found(name, currency, codes)
    desk.administration(org).note("organisation_founded", name=name)
    desk.say({"id": org, "name": name, "currency": currency, "languages": codes}, f"Founded {name}.")


@organisation.command("list")
@reads_json
def list_organisations(desk: Desk) -> None:
    """Show the organisations."""
    names = desk.centre().organisations.names()
    desk.table(("id", "name"), [{"id": org, "name": name} for org, name in names.items()])


organisation.add_command(letterhead)


# Territories


@admin.group()
def territory() -> None:
    """The tree of territories."""


@territory.command("add")
@click.argument("name")
@click.option("--parent", help="Name or id of the territory above.")
@reads_json
def add_territory(desk: Desk, name: str, parent: str | None) -> None:
    """Add a territory."""
    territory_id = desk.administration().add_territory(name, parent)
    desk.say({"id": territory_id, "name": name}, f"Added territory {name}.")


@territory.command("move")
@click.argument("name")
@click.option("--parent", help="Name or id of the territory above; without it, the top of the tree.")
@reads_json
def move_territory(desk: Desk, name: str, parent: str | None) -> None:
    """Put a territory, with all below it, somewhere else in the tree."""
    desk.administration().move_territory(name, parent)
    desk.say({"name": name, "parent": parent}, f"Moved territory {name}.")


@territory.command("list")
@reads_json
def list_territories(desk: Desk) -> None:
    """Show the tree."""
    lines = [asdict(line) for line in desk.administration().territories()]
    shown = [{**line, "name": "· " * line["depth"] + line["name"]} for line in lines]
    desk.table(("name", "id"), shown, lines)


# Users


@admin.group()
def user() -> None:
    """The people who sign in."""


@user.command("add")
@click.argument("login")
@click.option("--name", required=True)
@click.option("--role", type=ROLES, required=True)
@click.option("--territory", help="Name or id of the home territory; an administrator needs none.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of stdin.")
@click.option("--code", is_flag=True, help="Draw an enrolment code instead of a password.")
@reads_json
def add_user(
    desk: Desk, login: str, name: str, role: str, territory: str | None, password_stdin: bool, code: bool
) -> None:
    """Add a user."""
    if password_stdin == code:
        raise UsageError("How will they sign in?", hint="give either --password-stdin or --code")
    administration = desk.administration()
    password = read_password() if password_stdin else None
    user_id = administration.add_user(login, name, role, territory, password)
    told: dict[str, object] = {
        "id": user_id,
        "login": login,
        "name": name,
        "role": role,
        "territory": territory,
    }
    words = f"Added user {login}."
    if code:
        drawn = administration.enrol(login)
        told |= asdict(drawn)
        words += f"\nEnrolment code, valid once until {drawn.expires_at}: {drawn.code}"
    desk.say(told, words)


@user.command("disable")
@click.argument("login")
@reads_json
def disable(desk: Desk, login: str) -> None:
    """End a user's sessions and let them sign in no more; edits on their laptops are kept there."""
    desk.administration().set_active(login, False)
    desk.say({"login": login, "active": False}, f"Disabled {login}.")


@user.command("enable")
@click.argument("login")
@reads_json
def enable(desk: Desk, login: str) -> None:
    """Let a disabled user sign in again."""
    desk.administration().set_active(login, True)
    desk.say({"login": login, "active": True}, f"Enabled {login}.")


@user.command("move")
@click.argument("login")
@click.option("--territory", required=True, help="Name or id of the new home territory.")
@reads_json
def move(desk: Desk, login: str, territory: str) -> None:
    """Give a user another home territory."""
    desk.administration().move_user(login, territory)
    desk.say({"login": login, "territory": territory}, f"Moved {login} to {territory}.")


@user.command("role")
@click.argument("login")
@click.argument("role", type=ROLES)
@reads_json
def set_role(desk: Desk, login: str, role: str) -> None:
    """Make a user rep, manager or administrator."""
    desk.administration().set_role(login, role)
    desk.say({"login": login, "role": role}, f"{login} is now {role}.")


@user.command("list")
@reads_json
def list_users(desk: Desk) -> None:
    """Show the users."""
    lines = [asdict(line) for line in desk.administration().users()]
    desk.table(("login", "name", "role", "territory", "active"), lines)


@user.command("password")
@click.argument("login")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of stdin.")
@reads_json
def set_password(desk: Desk, login: str, password_stdin: bool) -> None:
    """Give a user a password; their sessions end."""
    administration = desk.administration()
    administration.user(login)
    password = read_password() if password_stdin or not sys.stdin.isatty() else _asked()
    administration.set_password(login, password)
    desk.say({"login": login}, f"{login} has a new password.")


@user.command("enrol")
@click.argument("login")
@reads_json
def enrol(desk: Desk, login: str) -> None:
    """Draw a one-time code with which a user can sign in."""
    drawn = desk.administration().enrol(login)
    desk.say({"login": login, **asdict(drawn)}, drawn.code)
    say(f"valid once, until {drawn.expires_at}")


def _asked() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


# Devices


@admin.group()
def device() -> None:
    """The laptops that people signed in on."""


@device.command("list")
@reads_json
def list_devices(desk: Desk) -> None:
    """Show the devices."""
    lines = [asdict(line) for line in desk.administration().devices()]
    desk.table(("id", "name", "login", "seen_at", "state"), lines)


@device.command("revoke")
@click.argument("device_id", metavar="ID")
@reads_json
def revoke(desk: Desk, device_id: str) -> None:
    """Shut a laptop out."""
    desk.administration().mark_device(device_id, "revoked")
    desk.say({"id": device_id, "state": "revoked"}, "Revoked.")


@device.command("wipe")
@click.argument("device_id", metavar="ID")
@reads_json
def wipe(desk: Desk, device_id: str) -> None:
    """Shut a laptop out and have it erase its data when it next reaches the centre."""
    desk.administration().mark_device(device_id, "wiped")
    desk.say({"id": device_id, "state": "wiped"}, "It will be wiped when it next reaches the centre.")


for command in (
    field,
    form,
    gdpr,
    goal,
    record,
    webhook,
    run_import,
    export,
    verify,
    audit,
    stats,
    gc,
    backup,
    restore,
):
    admin.add_command(command)
