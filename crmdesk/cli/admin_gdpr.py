"""`crmdesk admin gdpr`: what a person outside the organisation may ask for."""

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
