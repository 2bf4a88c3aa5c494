"""What a `crmdesk://TYPE/ID` link or an opened file means. Any text is somebody else's until it is checked."""

from __future__ import annotations

import re
from pathlib import Path

from crmdesk.domain.errors import NoSuchRecord, UsageError, UserError
from crmdesk.domain.identifiers import ID_PATTERN
from crmdesk.exchange.incoming.kinds import ENDINGS, MAIL
from crmdesk.ui.desk import Desk

SCHEME = "crmdesk:"
_LINK = re.compile(rf"crmdesk://([a-z][a-z_]{{0,63}})/({ID_PATTERN})/?", re.IGNORECASE | re.ASCII)


def read_link(text: str) -> tuple[str, str]:
    """Type and id of the record that a link names, whether or not there is one; raises `UsageError`.

    Upper and lower case are one: browsers and mail programs change them.
    """
    found = _LINK.fullmatch(text)
    if found is None:
        raise UsageError(
            "This link cannot be opened", "it does not name a record of CRMDesk", "ask for it anew"
        )
    return found[1].lower(), found[2].lower()


def follow(desk: Desk, text: str) -> None:
    """Show the record of a link, or offer the file of a path to the import; what cannot be is said in the window."""
    if text.lower().startswith(SCHEME):
        follow_link(desk, text)
    else:
        open_file(desk, text)


def open_file(desk: Desk, text: str) -> None:
    """Offer a file that the system handed over, if it can be imported or logged; nothing is saved by that."""
    path = Path(text)
    if path.is_absolute() and path.suffix.lower() in (*ENDINGS, MAIL) and path.is_file():
        desk.file_offered.emit(path)
        return
    desk.report(
        UsageError(
            "This file cannot be opened",
            "it is no table (.csv), contact card (.vcf), calendar (.ics) or e-mail (.eml)",
            code="no_file",
        )
    )


def follow_link(desk: Desk, text: str) -> None:
    """Show the record of a link; what cannot be shown is said in the window and changes nothing."""
    try:
        type_name, record_id = read_link(text)
        if type_name not in {entity.name for entity in desk.catalogue}:
            raise NoSuchRecord(
                "This link cannot be opened",
                "it names a kind of record that is not known here",
                "update CRMDesk, or sync if it is a new kind",
            )
    except UserError as error:
        desk.report(error)
        return
    # Asked before a page is opened for it, so that a link to nothing leaves the page that is in front.
    desk.lookups.submit(
        "link",
        lambda: desk.replica.get(type_name, record_id),
        lambda found: desk.open(found.type, found.id),
        desk.report,
    )
