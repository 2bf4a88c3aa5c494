"""Hands files, folders and web addresses to the system's own programs, and says so where there is none for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from crmdesk.domain.errors import UsageError

if TYPE_CHECKING:
    from crmdesk.ui.desk import Desk


def open_file(desk: Desk, path: Path) -> None:
    """Opens a file or folder."""
    try:
        hand_over(path)
    except UsageError as error:
        desk.report(error)


def hand_over(path: Path) -> None:
    """As `open_file`; raises `UsageError` where no program takes it."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise UsageError("No program opens this kind of file", path.name, "install one and try again")


def is_site(text: str) -> bool:
    """Whether a text is the whole address of a page of the web. Whoever entered it may be anybody: of what the system
    would open, nothing else is meant here."""
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return url.scheme() in ("http", "https") and url.isValid() and bool(url.host())


def open_site(desk: Desk, address: str) -> None:
    """Opens a page of the web; where no program takes it, its address is there to be pasted elsewhere."""
    if not QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode)):
        QGuiApplication.clipboard().setText(address)
        told = QCoreApplication.translate("Outside", "No web browser was found. {0} is in the clipboard.")
        desk.say(told.format(address), "problem")
