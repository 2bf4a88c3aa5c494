"""An e-mail out of a file becomes the form of one: looked at, put right and saved, or not. Nothing is saved by that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.exchange.incoming.mail import Mail, read_mail
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk, FormRequest

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Offer:
    """What a file says, as the fields of a new e-mail. `logged` is the record of the same one, if it is here already;
    `strangers` are addresses that neither a contact nor a lead has."""

    fields: dict[str, Value]
    logged: str | None
    strangers: tuple[str, ...]
    cut: bool


def read_offer(replica: Replica, user: str, path: Path) -> Offer:
    """Reads the file and looks for its people; raises `UsageError` for a file that is no e-mail."""
    mail = read_mail(path)
    mine = _address_of(replica, user)
    people: dict[str, Value] = {}
    leads: list[str] = []
    strangers = []
    for address in dict.fromkeys((mail.sender, *mail.recipients)):
        if not address or address == mine:
            continue
        person = _whose(replica, address)
        if person is None:
            strangers.append(address)
        elif person.type == "lead":
            leads.append(person.id)
        else:
            people.setdefault(person.id, person["account"])
    fields: dict[str, Value] = {
        "subject": mail.subject,
        "direction": "outbound" if _is_mine(replica, mail, mine) else "inbound",
        "contacts": list(people),
        "account": next((account for account in people.values() if account), None),
        "lead": next(iter(leads), None),
        "sent_at": mail.at,
        "body": mail.text,
        "message_id": mail.message_id,
    }
    said = {name: value for name, value in fields.items() if value}
    return Offer(said, _logged(replica, mail), tuple(strangers), mail.cut)


def _whose(replica: Replica, address: str) -> Record | None:
    """The contact with that address, else the lead."""
    holders = (replica.holding(kind, {"emails": [address]}) for kind in ("contact", "lead"))
    return next((found[0] for found in holders if found), None)


def _address_of(replica: Replica, user: str) -> str:
    try:
        return str(replica.get("user", user)["email"] or "").casefold()
    except NoSuchRecord:
        return ""


def _is_mine(replica: Replica, mail: Mail, mine: str) -> bool:
    """Whether the user sent it; where their address is not known, whoever is neither contact nor lead is taken for
    them."""
    if mine:
        return mail.sender == mine
    return not mail.sender or _whose(replica, mail.sender) is None


def _logged(replica: Replica, mail: Mail) -> str | None:
    if not mail.message_id:
        return None
    same = replica.query("email", Query((Filter("message_id", "=", mail.message_id),), limit=1))
    return same[0].id if same else None


def open_mail(desk: Desk, path: Path) -> None:
    """Show the form of the e-mail in a file, or the one that was logged from it before."""
    read = partial(read_offer, desk.replica, desk.author.user, path)
    desk.lookups.submit(("mail", str(path)), read, partial(_show, desk), desk.report)


def _show(desk: Desk, offer: Offer) -> None:
    if offer.logged is not None:
        desk.open("email", offer.logged)
        desk.say(translate("Email", "This e-mail is logged already"), "info")
        return
    # Several may have been opened at once: the next one comes when this one's form is saved or left.
    desk.form_requested.emit(FormRequest("email", None, offer.fields, waits=True))
    if offer.strangers:
        named = formats.listed(offer.strangers[:3])
        desk.say(translate("Email", "No contact has this address: {0}").format(named), "info")
    elif offer.cut:
        desk.say(translate("Email", "The text is longer than 64 KB: its beginning is kept"), "info")
