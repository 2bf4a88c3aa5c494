"""A document set on pages: how many there are, and how each is painted. Knows no device and no file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter

from crmdesk.ui.printing.document import Block, Document, Gap, Paragraph, plain_text
from crmdesk.ui.printing.letters import Style, Text
from crmdesk.ui.printing.pagination import Placed, paginate
from crmdesk.ui.printing.paper import DPI, Paper, millimetres
from crmdesk.ui.printing.slabs import Check, Setter, Slab, rule


class Proof:
    """Pages of a document on a kind of paper. It is set in `__init__`, which takes about a second for a hundred pages:
    make it and paint it on one thread, not necessarily the GUI's."""

    def __init__(self, document: Document, paper: Paper, check: Check = lambda: None) -> None:
        """`check` is called often while pages are set and raises to leave off."""
        self.document = document
        self.paper = paper
        self._slabs: Sequence[Slab] = tuple(
            Setter(paper, check).slabs(_with_title(document), paper.body.width())
        )
        self._pages: list[list[Placed]] = paginate(
            [slab.measure for slab in self._slabs], paper.body.height()
        )

    def __len__(self) -> int:
        """Pages; one at least."""
        return len(self._pages)

    def paint(self, painter: QPainter, number: int, dots: float) -> None:
        """Draw the page of that number, from 0, on a device of that many dots an inch, from its upper left corner."""
        painter.save()
        painter.scale(dots / DPI, dots / DPI)
        body = self.paper.body
        for placed in self._pages[number]:
            slab, top = self._slabs[placed.index], body.top() + placed.top
            if placed.headed and slab.head is not None:
                slab.head(painter, body.left(), top - slab.measure.head)
            slab.paint(painter, body.left(), top)
        self._paint_edges(painter, number)
        painter.restore()

    def _paint_edges(self, painter: QPainter, number: int) -> None:
        """Head and foot of the page."""
        document, paper, body = self.document, self.paper, self.paper.body
        line = paper.line_height("small")
        if number and any(document.head):
            top = body.top() - line - millimetres(3)
            self._paint_pair(painter, document.head, top)
            rule(painter, paper.color("border"), body.left(), top + line + millimetres(0.8), body.width())
        counted = document.numbering.replace("{0}", str(number + 1)).replace("{1}", str(len(self)))
        right = "   ".join(part for part in (document.foot[1], counted) if part)
        if document.foot[0] or right:
            top = paper.height - millimetres(12)
            rule(painter, paper.color("border"), body.left(), top - millimetres(1), body.width())
            self._paint_pair(painter, (document.foot[0], right), top)

    def _paint_pair(self, painter: QPainter, pair: tuple[str, str], top: float) -> None:
        """One line: a text at the left, one at the right."""
        body = self.paper.body
        for words, align, share, left in (
            (pair[0], "left", 0.6, body.left()),
            (pair[1], "right", 0.4, body.left() + body.width() * 0.6),
        ):
            style = Style("small", tone="muted", align="right" if align == "right" else "left")
            Text(self.paper, words, body.width() * share, style).paint(painter, left, top, 0, 1)

    def text(self) -> str:
        """All that it says, for those who hear it."""
        document = self.document
        lines = (document.title, document.subtitle, plain_text(document.blocks))
        return "\n".join(line for line in lines if line)


def _with_title(document: Document) -> tuple[Block, ...]:
    lead: list[Block] = []
    if document.title:
        lead.append(Paragraph(document.title, strong=True, size="title"))
    if document.subtitle:
        lead.append(Paragraph(document.subtitle, tone="muted"))
    if lead:
        lead.append(Gap(1.5))
    return (*lead, *document.blocks)
