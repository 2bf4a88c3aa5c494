"""Hands files and folders to the system's own programs, and says so where there is none for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

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
