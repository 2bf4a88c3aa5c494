"""What a printed document says, as data: blocks of text, tables and pictures. Knows neither Qt's widgets nor a record.

A document is built by pure functions and handed to `crmdesk.ui.printing.Press`. Texts are plain: nothing in them is
read as markup. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QCoreApplication

Align = Literal["left", "right", "center"]
Tone = Literal["text", "muted", "accent", "success", "warning", "danger"]
"""A colour by its meaning; on paper always that of the light theme."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section. `aside` stands at the right of it, muted: a count, a date."""

    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line breaks in it stand. `size` small is for terms and remarks, large for a figure that matters."""

    text: str
    strong: bool = False
    tone: Tone = "text"
    size: Literal["small", "body", "large", "title"] = "body"
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: what it is, what there is to say of it, and at the right a date or an amount."""

    title: str
    text: str = ""
    aside: str = ""
    tone: Tone = "text"
    """Of the aside."""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Names with their values, in as many columns as are asked for, filled row by row."""

    pairs: tuple[tuple[str, str], ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `share` is its part of the width against the other columns'; 0: as wide as its texts."""

    title: str
    share: float = 0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table that is not plain; a second, smaller line under it if there is something to explain."""

    text: str
    strong: bool = False
    tone: Tone = "text"
    below: str = ""


Row = tuple["Cell | str", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on every page; `totals` stand below a line and are kept with the last row.
    Every row has a cell for every column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file's bytes (PNG or JPEG), fitted into `width` by `height`; one that cannot be read is left out."""

    data: bytes = field(repr=False)
    width: float = 170.0
    height: float = 100.0
    caption: str = ""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty room."""

    height: float = 4.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a page of its own."""


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that are kept on one page if they fit on one."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two columns that begin at one height, kept on one page if they fit on one; `share` is the left one's part."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be said at several lengths. `forms` go from the fullest to the shortest, which may be empty;
    `ranks` has one number less: what it costs to go to the next form. The cheapest step is taken first."""

    forms: tuple[tuple[Block, ...], ...]
    ranks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OnePage:
    """A page of its own on which everything fits: `head` above two columns of parts, each shortened as far as it must
    be. `share` is the left column's part of the width."""

    head: tuple[Block, ...]
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    share: float = 0.6


Group = Together | SideBySide | OnePage
Block = Heading | Paragraph | Item | KeyValues | Table | Picture | Gap | PageBreak | Group


def _numbering() -> str:
    return QCoreApplication.translate("printing", "Page {0} of {1}")


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed. The title stands large on the first page, with `subtitle` muted below it; an empty title gives
    none. `head` runs at the top of every further page and `foot` at the bottom of every one, each a text at the left
    and one at the right; at the right of the foot the page number follows.

    `name` is the file's without its ending. `language` chooses the forms of Chinese, Japanese and Korean signs, the
    interface's if it is empty. Text that is made while another language is asked for keeps it (`Translator.said_in`).
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    head: tuple[str, str] = ("", "")
    foot: tuple[str, str] = ("", "")
    language: str = ""
    numbering: str = field(default_factory=_numbering)
    """How pages are counted: `{0}` this one, `{1}` all of them; empty: not at all."""


def plain_text(blocks: tuple[Block, ...]) -> str:
    """All that blocks say, a line each, for those who hear it."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, aside):
            yield " ".join(part for part in (text, aside) if part)
        case Paragraph(text=text):
            yield text
        case Item(title, text, aside):
            yield " · ".join(part for part in (title, text, aside) if part)
        case KeyValues(pairs):
            yield from (f"{name}: {value}" for name, value in pairs)
        case Table(columns, rows, totals):
            for row in (tuple(column.title for column in columns), *rows, *totals):
                yield " · ".join(text for cell in row for text in _cell_texts(cell) if text)
        case Picture(caption=caption):
            yield caption
        case Together() | SideBySide() | OnePage():
            yield from map(plain_text, _inside(block))


def _inside(group: Group) -> tuple[tuple[Block, ...], ...]:
    """What a group holds; of parts the fullest forms."""
    match group:
        case Together(blocks):
            return (blocks,)
        case SideBySide(left, right):
            return (left, right)
        case OnePage(head, first, second):
            return (head, *(part.forms[0] for part in (*first, *second)))


def _cell_texts(cell: Cell | str) -> tuple[str, ...]:
    return (cell,) if isinstance(cell, str) else (cell.text, cell.below)
