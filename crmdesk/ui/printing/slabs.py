"""Turns blocks into slabs: pieces of a page that are never cut, each with its height and how it is painted.

It knows neither where pages end nor what they are printed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QByteArray, QIODeviceBase, QLineF, QRectF
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPen

from crmdesk.ui.printing.document import (
    Block,
    Gap,
    Heading,
    Item,
    KeyValues,
    OnePage,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    SideBySide,
    Table,
    Together,
)
from crmdesk.ui.printing.fitting import fit
from crmdesk.ui.printing.letters import Style, Text, natural_width
from crmdesk.ui.printing.pagination import Measure
from crmdesk.ui.printing.paper import Paper, millimetres
from crmdesk.ui.printing.tables import TableSetter

Paint = Callable[[QPainter, float, float], None]
"""Draws with the painter's units, the upper left corner given."""
Check = Callable[[], None]
"""Raises to leave off."""

_BETWEEN = millimetres(7)
"""From the left column to the right one."""
_MEGABYTES = 128
"""A picture that needs more memory than that to be drawn is none that a person took."""


@dataclass(frozen=True, slots=True)
class Slab:
    """A piece of a page. `head` is painted above it where the page begins with it."""

    measure: Measure
    paint: Paint
    head: Paint | None = None


def nothing(painter: QPainter, left: float, top: float) -> None:
    """Empty room."""


def _gap(height: float, *, keep: bool = False) -> Slab:
    return Slab(Measure(height, keep=keep, gap=True), nothing)


def _room(block: Gap | PageBreak) -> Slab:
    if isinstance(block, Gap):
        return _gap(millimetres(block.height))
    return Slab(Measure(0, keep=True, breaks=True), nothing)


def rule(painter: QPainter, color: QColor, left: float, top: float, width: float) -> None:
    """A hairline."""
    painter.setPen(QPen(color, 4))
    painter.drawLine(QLineF(left, top, left + width, top))


class Setter:
    """Sets blocks for one kind of paper; `check` is called before every piece."""

    def __init__(self, paper: Paper, check: Check) -> None:
        self._paper = paper
        self._check = check
        self._tables = TableSetter(paper)

    def slabs(self, blocks: Sequence[Block], width: float) -> Iterator[Slab]:
        """The pieces of all blocks in order, set for a column of that width."""
        for block in blocks:
            for slab in self._of(block, width):
                self._check()
                yield slab

    def _of(self, block: Block, width: float) -> Iterator[Slab]:
        match block:
            case Heading():
                return self._heading(block, width)
            case Paragraph():
                return self._words(block, width)
            case Item():
                return self._item(block, width)
            case KeyValues():
                return self._pairs(block, width)
            case Table():
                return self._table(block, width)
            case Picture():
                return self._picture(block, width)
            case Together():
                return _kept(list(self.slabs(block.blocks, width)))
            case SideBySide() | OnePage():
                return self._in_columns(block, width)
            case Gap() | PageBreak():
                return iter((_room(block),))

    # -- text ----------------------------------------------------------------------------------------------

    def _heading(self, block: Heading, width: float) -> Iterator[Slab]:
        paper = self._paper
        aside = Text(paper, block.aside, width, Style("small", tone="muted", align="right"))
        text = Text(
            paper,
            block.text,
            width * (0.75 if block.aside else 1),
            Style("heading", strong=True, tone="accent"),
        )
        below = millimetres(0.8)
        height = text.height + below + millimetres(1.2)

        def paint(painter: QPainter, left: float, top: float) -> None:
            text.paint(painter, left, top)
            if block.aside:
                aside.paint(painter, left, top + text.line_height - aside.line_height)
            rule(painter, paper.color("border_input"), left, top + text.height + below, width)

        yield _gap(millimetres(3.2), keep=True)
        yield Slab(Measure(height, keep=True), paint)

    def _words(self, block: Paragraph, width: float) -> Iterator[Slab]:
        style = Style(block.size, block.strong, block.tone, block.align)
        return self._paragraph(block.text, style, width)

    def _paragraph(self, words: str, style: Style, width: float) -> Iterator[Slab]:
        text = Text(self._paper, words, width, style)
        yield from _line_slabs(text)
        yield _gap(text.line_height * 0.25)

    def _item(self, block: Item, width: float) -> Iterator[Slab]:
        paper = self._paper
        aside = Text(paper, block.aside, width * 0.45, Style(tone=block.tone, align="right"))
        title = Text(paper, block.title, width * (0.55 if block.aside else 1), Style(strong=True))
        below = Text(paper, block.text, width) if block.text else None

        def paint(painter: QPainter, left: float, top: float) -> None:
            title.paint(painter, left, top)
            if block.aside:
                aside.paint(painter, left + width * 0.55, top)

        height = max(title.height, aside.height if block.aside else 0.0)
        yield Slab(Measure(height, keep=below is not None), paint)
        if below is not None:
            yield from _line_slabs(below)
        yield _gap(millimetres(1.1))

    def _pairs(self, block: KeyValues, width: float) -> Iterator[Slab]:
        paper, between = self._paper, millimetres(5)
        share = (width - between * (block.columns - 1)) / block.columns
        names = max((natural_width(paper, name) for name, _ in block.pairs), default=0.0)
        name_width = min(names + millimetres(4), share * 0.45)
        for start in range(0, len(block.pairs), block.columns):
            row = [
                (
                    Text(paper, name, name_width - millimetres(2), Style(tone="muted")),
                    Text(paper, value or "–", share - name_width),
                )
                for name, value in block.pairs[start : start + block.columns]
            ]

            def paint(painter: QPainter, left: float, top: float, row: list[tuple[Text, Text]] = row) -> None:
                for number, (name, value) in enumerate(row):
                    at = left + number * (share + between)
                    name.paint(painter, at, top)
                    value.paint(painter, at + name_width, top)

            height = max(max(name.height, value.height) for name, value in row) + millimetres(0.5)
            yield Slab(Measure(height), paint)

    # -- tables, pictures, columns -------------------------------------------------------------------------

    def _table(self, block: Table, width: float) -> Iterator[Slab]:
        rows = self._tables.rows(block, width)
        head = next(rows)
        yield Slab(Measure(head.height, keep=True), head.paint)
        for row in rows:
            yield Slab(Measure(row.height, keep=row.keep, head=head.height), row.paint, head.paint)
        yield _gap(millimetres(1.5))

    def _picture(self, block: Picture, width: float) -> Iterator[Slab]:
        image = _decoded(block.data)
        if image.isNull():
            return
        room = min(width, millimetres(block.width)), millimetres(block.height)
        scale = min(room[0] / image.width(), room[1] / image.height())
        wide, high = image.width() * scale, image.height() * scale
        indent = {"left": 0.0, "center": (width - wide) / 2, "right": width - wide}[block.align]

        def paint(painter: QPainter, left: float, top: float) -> None:
            painter.drawImage(QRectF(left + indent, top, wide, high), image)

        yield Slab(Measure(high + millimetres(1), keep=bool(block.caption)), paint)
        if block.caption:
            yield from self._paragraph(block.caption, Style("small", tone="muted", align=block.align), width)

    def _in_columns(self, block: SideBySide | OnePage, width: float) -> Iterator[Slab]:
        if isinstance(block, SideBySide):
            return self._beside(block, width)
        return self._one_page(block, width)

    def _one_page(self, block: OnePage, width: float) -> Iterator[Slab]:
        yield _room(PageBreak())
        head = list(self.slabs(block.head, width))
        yield from (replace(slab, measure=replace(slab.measure, keep=True)) for slab in head)
        room = self._paper.body.height() - stack_height(head)
        first = _left_width(width, block.share)
        left = self._fitted(block.left, first, room)
        right = self._fitted(block.right, width - _BETWEEN - first, room)
        yield from self._beside(SideBySide(left, right, block.share), width)

    def _fitted(self, parts: Sequence[Part], width: float, room: float) -> tuple[Block, ...]:
        """What the parts say where there is so much room."""

        def height(part: int, form: int) -> float:
            # Not without the room above the first heading, so that a part is as high wherever it stands.
            return sum(slab.measure.height for slab in self.slabs(parts[part].forms[form], width))

        chosen = fit([part.ranks for part in parts], height, room)
        return tuple(each for part, form in zip(parts, chosen, strict=True) for each in part.forms[form])

    def _beside(self, block: SideBySide, width: float) -> Iterator[Slab]:
        first = _left_width(width, block.share)
        columns = [
            (0.0, list(self.slabs(block.left, first))),
            (first + _BETWEEN, list(self.slabs(block.right, width - _BETWEEN - first))),
        ]
        height = max(stack_height(slabs) for _, slabs in columns)
        if height > self._paper.body.height():
            yield from self.slabs((*block.left, *block.right), width)
            return

        def paint(painter: QPainter, left: float, top: float) -> None:
            for indent, slabs in columns:
                paint_stack(slabs, painter, left + indent, top)

        yield Slab(Measure(height), paint)


def _left_width(width: float, share: float) -> float:
    return (width - _BETWEEN) * share


def stack_height(slabs: Sequence[Slab]) -> float:
    """Of slabs one below the other; room at the top is dropped, as on a page."""
    return sum(slab.measure.height for slab in _without_lead(slabs))


def paint_stack(slabs: Sequence[Slab], painter: QPainter, left: float, top: float) -> None:
    """Paint slabs one below the other."""
    for slab in _without_lead(slabs):
        slab.paint(painter, left, top)
        top += slab.measure.height


def _without_lead(slabs: Sequence[Slab]) -> Sequence[Slab]:
    start = next((at for at, slab in enumerate(slabs) if not slab.measure.gap), len(slabs))
    return slabs[start:]


def _line_slabs(text: Text) -> Iterator[Slab]:
    """A slab a line; neither the first nor the last line of a text is left alone on a page."""
    for number in range(len(text)):

        def paint(painter: QPainter, left: float, top: float, number: int = number) -> None:
            text.paint(painter, left, top, number, number + 1)

        yield Slab(Measure(text.line_height, keep=number in (0, len(text) - 2)), paint)


def _kept(slabs: list[Slab]) -> Iterator[Slab]:
    for number, slab in enumerate(slabs):
        last = number + 1 == len(slabs)
        yield slab if last else replace(slab, measure=replace(slab.measure, keep=True))


def _decoded(data: bytes) -> QImage:
    """The picture, upright as its camera was held; a null image if it is none or needs too much memory."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODeviceBase.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() * 4 > _MEGABYTES * 2**20:
        return QImage()
    return reader.read()
