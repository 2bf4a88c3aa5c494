"""Asks for briefs: of an account, of a visit, of all visits of the day. Knows no page.

The printing room is loaded with the first brief, not with the screens that can ask for one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crmdesk.ui.desk import Desk

if TYPE_CHECKING:
    from crmdesk.ui.brief.content import Reader


def open_brief(desk: Desk, account_id: str, visit_id: str = "") -> None:
    """Show the brief of an account, for one of its visits if that is given."""
    from crmdesk.ui.brief.content import READ, read_brief
    from crmdesk.ui.brief.words import brief_document
    from crmdesk.ui.printing import PrintRequest

    desk.preview(
        PrintRequest(
            key=f"brief:{visit_id or account_id}",
            title=lambda: QCoreApplication.translate("brief", "Pre-visit brief"),
            read=lambda: [read_brief(desk.replica, desk.catalogue, _reader(desk), account_id, visit_id)],
            build=partial(brief_document, desk),
            types=READ,
        )
    )


def open_todays_briefs(desk: Desk) -> None:
    """Show the briefs of all the visits that the user still has today, a page each."""
    from crmdesk.ui.brief.content import READ, read_todays
    from crmdesk.ui.brief.words import brief_document
    from crmdesk.ui.printing import PrintRequest

    desk.preview(
        PrintRequest(
            key=f"briefs:{desk.today().isoformat()}",
            title=lambda: QCoreApplication.translate("brief", "Briefs for today's visits"),
            read=lambda: read_todays(desk.replica, desk.catalogue, _reader(desk)),
            build=partial(brief_document, desk),
            types=READ,
        )
    )


def _reader(desk: Desk) -> Reader:
    from crmdesk.ui.brief.content import Reader

    return Reader(desk.author.user, desk.now(), desk.zone, desk.author.zone)
