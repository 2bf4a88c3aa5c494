"""What a screen asks for when something is to be printed: how to read it, and how to say it. Knows no page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crmdesk.ui.printing.document import Document


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """Asks for the preview of a document, from where it is printed or saved: `desk.preview(PrintRequest(…))`."""

    key: str
    """Says what it is, such as `brief:<id>`: asked for again, the same preview comes to the front."""
    title: Callable[[], str]
    """Of the preview's page, in the language of the moment."""
    read: Callable[[], Any]
    """Reads what is needed, on the query thread; raises `NoSuchRecord` when it is gone."""
    build: Callable[[Any], Document]
    """Says what was read, on the GUI thread and again when the language has changed."""
    types: tuple[str, ...] = ()
    """Record types whose changes let it be read again while the preview is in front."""
