"""An e-mail that is written in the system's own program, and logged here once the person says so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from crmdesk.domain.values import Value
from crmdesk.ui.desk import Desk
from crmdesk.ui.quick_actions import log_email

translate = QCoreApplication.translate


def write_to(desk: Desk, address: str, **fields: Value) -> None:
    """Opens an e-mail to the address, and offers to log it with these fields, if there are any. Where no program takes
    it, the address is there to be pasted elsewhere."""
    url = QUrl()
    url.setScheme("mailto")
    url.setPath(address)
    if not QDesktopServices.openUrl(url):
        QGuiApplication.clipboard().setText(address)
        told = translate("Email", "No program for e-mail was found. {0} is in the clipboard.")
        desk.say(told.format(address), "problem")
        return
    desk.say(
        translate("Email", "Writing to {0}").format(address),
        "info",
        action=translate("Email", "Log e-mail") if fields else "",
        on_action=(lambda: log_email(desk, **fields)) if fields else None,
    )
