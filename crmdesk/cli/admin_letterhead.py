"""`crmdesk admin org letterhead`: what documents say of their sender."""

from __future__ import annotations

import click

from crmdesk.cli.admin_desk import Desk, reads_json


@click.command("letterhead")
@click.option("--name", help="As documents shall say it.  [default: the organisation's]")
@click.option("--street", help="Street and number, or P.O. box.")
@click.option("--city")
@click.option("--region", help="State or province.")
@click.option("--postal-code")
@click.option("--country", help="Code of two letters, as in KR.")
@click.option("--phone")
@click.option("--email")
@click.option("--website")
@click.option("--tax-number", help="As invoices carry it.")
@click.option("--bank", help="Bank and account, as one line.")
@reads_json
def letterhead(desk: Desk, **told: str | None) -> None:
    """Show or set the sender of quotes and reports; an empty value takes one away."""
    from crmdesk.server.letterhead_administration import LetterheadAdministration

    letterheads = LetterheadAdministration(desk.administration())
    given = {name: text for name, text in told.items() if text is not None}
    shown = letterheads.set(given) if given else letterheads.shown()
    lines = [f"{name}: {text}" for name, text in shown.items() if text]
    desk.say(
        shown, "\n".join(lines) or "Nothing is said of the sender yet; documents name the organisation alone."
    )
