"""`crmdesk admin webhook`: where an organisation's changes are posted to."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from crmdesk.cli.admin_desk import Desk, reads_json
from crmdesk.cli.output import say

if TYPE_CHECKING:
    from crmdesk.server.webhook_administration import WebhookAdministration


@click.group()
def webhook() -> None:
    """What other systems are told of changes."""


def _webhooks(desk: Desk) -> WebhookAdministration:
    from crmdesk.server.webhook_administration import WebhookAdministration

    return WebhookAdministration(desk.administration())


@webhook.command("add")
@click.argument("url")
@click.option("--types", metavar="A,B", help="Types of records, separated by commas.  [default: all]")
@click.option("--private", is_flag=True, help="Allow http, and addresses in the server's own network.")
@reads_json
def add(desk: Desk, url: str, types: str | None, private: bool) -> None:
    """Post every change from now on to URL; prints the secret that signs, once."""
    wanted = None if types is None else [one.strip() for one in types.split(",") if one.strip()]
    made, secret = _webhooks(desk).add(url, wanted, private=private)
    desk.say({"id": made, "url": url, "types": wanted, "private": private, "secret": secret}, secret)
    say(f"webhook {made}; the secret is not shown again")


@webhook.command("list")
@reads_json
def list_webhooks(desk: Desk) -> None:
    """Show every webhook, and how it stands."""
    lines = [asdict(line) for line in _webhooks(desk).all()]
    shown = [{**line, "answer": line["reason"] or line["answer"]} for line in lines]
    desk.table(("id", "state", "behind", "failures", "answer", "url"), shown, lines)


@webhook.command("test")
@click.argument("webhook_id", metavar="ID")
@reads_json
def test(desk: Desk, webhook_id: str) -> None:
    """Post a message that tells of nothing, and show the answer."""
    answer = _webhooks(desk).test(webhook_id)
    desk.say(
        {"id": webhook_id, "status": answer.status, "milliseconds": answer.milliseconds},
        f"Taken: {answer.words}, after {answer.milliseconds} ms.",
    )


@webhook.command("deliveries")
@click.argument("webhook_id", metavar="ID")
@reads_json
def deliveries(desk: Desk, webhook_id: str) -> None:
    """Show the last attempts at a webhook, the latest first."""
    lines = [asdict(attempt) for attempt in _webhooks(desk).attempts(webhook_id)]
    desk.table(("at", "answer", "changes", "milliseconds", "message"), lines)


@webhook.command("rotate-secret")
@click.argument("webhook_id", metavar="ID")
@click.option("--now", "at_once", is_flag=True, help="The former secret signs no more, as after it leaked.")
@reads_json
def rotate(desk: Desk, webhook_id: str, at_once: bool) -> None:
    """Draw another secret; for a day the former one signs as well."""
    secret, until = _webhooks(desk).rotate(webhook_id, at_once=at_once)
    desk.say({"id": webhook_id, "secret": secret, "former_until": until}, secret)
    say(f"the former secret signs as well until {until}" if until else "the former secret signs no more")


@webhook.command("pause")
@click.argument("webhook_id", metavar="ID")
@reads_json
def pause(desk: Desk, webhook_id: str) -> None:
    """Tell it nothing for now; what changes meanwhile is told when it is resumed."""
    _webhooks(desk).pause(webhook_id)
    desk.say({"id": webhook_id, "state": "paused"}, "Paused.")


@webhook.command("resume")
@click.argument("webhook_id", metavar="ID")
@click.option("--skip", is_flag=True, help="Leave out the message that the receiver does not take.")
@reads_json
def resume(desk: Desk, webhook_id: str, skip: bool) -> None:
    """Go on at once where it was paused, switched off or failed."""
    _webhooks(desk).resume(webhook_id, skip=skip)
    desk.say({"id": webhook_id, "state": "on"}, "It goes on.")


@webhook.command("remove")
@click.argument("webhook_id", metavar="ID")
@reads_json
def remove(desk: Desk, webhook_id: str) -> None:
    """Tell it nothing any more."""
    _webhooks(desk).remove(webhook_id)
    desk.say({"id": webhook_id}, "Removed.")
