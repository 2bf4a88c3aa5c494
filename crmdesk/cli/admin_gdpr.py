"""`crmdesk admin gdpr`: what a person outside the organisation may ask for: to be told, and to be forgotten."""

from __future__ import annotations

import click

from crmdesk.cli.admin_desk import Desk, reads_json
from crmdesk.cli.output import write_json


@click.group()
def gdpr() -> None:
    """What is held about a person."""


@gdpr.command("export")
@click.argument("person", metavar="PERSON")
@reads_json
def export_person(desk: Desk, person: str) -> None:
    """Print everything about a contact (id or e-mail address): record, past, what is linked to it, who names it."""
    from crmdesk.server.personal import PersonalData

    administration = desk.administration()
    personal = PersonalData(administration)
    contact = personal.find(person)
    administration.note("personal_data_exported", contact=contact)
    for part in personal.export(contact):
        write_json(part)


@gdpr.command("erase")
@click.argument("person", metavar="PERSON")
@reads_json
def erase_person(desk: Desk, person: str) -> None:
    """Erase a contact (id or e-mail address) for good, with all that is about nobody else, here and on every laptop."""
    from crmdesk.server.location import former_databases
    from crmdesk.server.personal import PersonalData

    administration = desk.administration()
    told = PersonalData(administration).erase(person)
    former = former_databases(desk.place(), administration.centre.engine)
    count = sum(told["records"].values())
    lines = [
        f"Erased already at {told['at']}." if told["already"] else f"Erased: {count} records.",
        f"Receipt {told['receipt']}.",
    ]
    if told["files_left"]:
        lines.append(f"{told['files_left']} files wait: run it again with --blobs.")
    lines += [f"Still named by {one['type']} {one['id']} in {', '.join(one['in'])}." for one in told["named"]]
    lines += [f"A former database still holds what it held: {one}" for one in former]
    desk.say({**told, "former_databases": former}, "\n".join(lines))
