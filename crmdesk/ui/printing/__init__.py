"""Documents on paper: built as data, set on pages, shown, saved as PDF and printed. Knows no record and no screen.

A screen builds a `Document` out of blocks with pure functions and asks `desk.preview(PrintRequest(…))` for the page
from which it is printed or saved; `desk.press.save(document, path, done, failed)` writes a PDF file without one.
"""

from __future__ import annotations

from crmdesk.ui.printing.document import (
    Block,
    Cell,
    Column,
    Document,
    Gap,
    Heading,
    Item,
    KeyValues,
    OnePage,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Row,
    SideBySide,
    Table,
    Together,
    Tone,
)
from crmdesk.ui.printing.press import Job, Press
from crmdesk.ui.printing.request import PrintRequest

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Document",
    "Gap",
    "Heading",
    "Item",
    "Job",
    "KeyValues",
    "OnePage",
    "PageBreak",
    "Paragraph",
    "Part",
    "Picture",
    "Press",
    "PrintRequest",
    "Row",
    "SideBySide",
    "Table",
    "Together",
    "Tone",
]
