"""Tables in text files (CSV of any delimiter): recognised, checked, streamed by rows. It knows no types, no recipes."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from crmdesk.domain.errors import UsageError
from crmdesk.exchange.encoding import detect_encoding
from crmdesk.exchange.formulas import unguarded

DELIMITERS = (",", ";", "\t", "|")
CELL_LIMIT = csv.field_size_limit()
"""Characters in one cell (128 Ki); more means a quotation mark that was never closed: no field holds over 64 KB."""
RECORD_LIMIT = 4 * 1024 * 1024
"""Characters in one record: more is no table's row, and a file of one endless line must not fill the memory."""
HEAD_RECORDS = 30
"""Records looked at to find the delimiter."""
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""What Excel writes and reads as a first line to name its delimiter."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table. `fault` says why it cannot be read; `cells` are then what could be told apart."""

    line: int
    """The line of the file it starts in, from 1."""
    cells: Mapping[str, str]
    """Column name -> text without blanks around it, `""` for empty."""
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised text table. Iterating reads the file anew each time and holds one row at a time."""

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    head_lines: int
    """Lines before the first row's: the names, where there are any, and Excel's `sep=` line."""

    def __iter__(self) -> Iterator[Row]:
        """Every row; raises `UsageError` when the file cannot be told apart into rows any more."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            try:
                for _ in range(self.head_lines):
                    file.readline(RECORD_LIMIT)
                yield from self._rows(_Lines(file))
            except _TooLong as error:
                raise _too_long(self.path, error.line + self.head_lines) from None
            except UnicodeError as error:
                raise _not_encoded(self.path, self.encoding, error) from error

    def _rows(self, lines: _Lines) -> Iterator[Row]:
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
            start = lines.count
            lines.begin()
            try:
                values = next(reader, None)
            except csv.Error as error:
                yield self._broken(error, start + self.head_lines + 1, lines)
                continue
            if values is None:
                return
            if any(value.strip() for value in values):
                yield self._row(start + self.head_lines + 1, values)

    def _row(self, line: int, values: list[str]) -> Row:
        width = len(self.columns)
        while len(values) > width and not values[-1].strip():
            values.pop()
        cells = {name: clean(value) for name, value in zip(self.columns, values, strict=False)}
        if len(values) == width:
            return Row(line, cells)
        cells |= dict.fromkeys(self.columns[len(values) :], "")
        return Row(line, cells, f"{len(values)} cells, but there are {width} columns")

    def _broken(self, error: csv.Error, line: int, lines: _Lines) -> Row:
        if "unexpected end" in str(error) or "field limit" in str(error):
            raise UsageError(
                f"{self.path.name}, line {line}: a quotation mark is opened and never closed",
                hint="close it, or double it if it belongs to the text", code="broken_table",
            ) from error  # fmt: skip
        raw = dict.fromkeys(self.columns, "")
        raw[self.columns[0]] = "".join(lines.held).strip()
        return Row(line, raw, "after a closing quotation mark there must be the delimiter")


class _TooLong(Exception):
    """A record that goes on for more than `RECORD_LIMIT` characters; `line` is where it does."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Lines:
    """The lines of a file, counted, with those of the record under way held; raises `_TooLong`."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.count = 0
        self.held: list[str] = []
        self._size = 0

    def begin(self) -> None:
        """Another record begins: nothing is held of the one before."""
        self.held.clear()
        self._size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(RECORD_LIMIT + 1)
        if not line:
            raise StopIteration
        self.count += 1
        self.held.append(line)
        self._size += len(line)
        if self._size > RECORD_LIMIT:
            raise _TooLong(self.count)
        return line


def open_table(
    path: Path,
    needed: Iterable[str] = (),
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    named: bool = True,
) -> Table:
    """The table in the file, with encoding and delimiter recognised unless given.

    Columns `needed` are found regardless of case and blanks and carry the name given here. Without a line of names
    (`named` false) they are `column 1` and so on; of columns that share a name the later ones get a number behind it.
    Raises `UsageError`: no such file, empty, binary, unknown encoding, missing or doubled columns.
    """
    wanted = tuple(needed)
    if not path.is_file():
        raise UsageError(f"There is no file {path.name}", f"looked in {path.parent}", code="no_file")
    encoding = encoding or detect_encoding(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            told = _SEPARATOR_LINE.fullmatch(file.readline(100))
            if told is None:
                file.seek(0)
            head = _head(path, file)
    except UnicodeError as error:
        raise _not_encoded(path, encoding, error) from error
    delimiter = delimiter or (told[1] if told else _detect_delimiter(head, wanted))
    names, lines = _names(path, head, delimiter) if named else (_numbered(path, head, delimiter), 0)
    return Table(path, encoding, delimiter, _named(path, names, wanted), lines + (told is not None))


def _too_long(path: Path, line: int) -> UsageError:
    return UsageError(
        f"{path.name}, line {line}: one row holds more than 4 million characters",
        hint="this is no table; export it again as CSV", code="broken_table",
    )  # fmt: skip


def _not_encoded(path: Path, encoding: str, error: UnicodeError) -> UsageError:
    return UsageError(
        f"{path.name} is not encoded as {encoding}",
        str(error),
        "choose another encoding, or leave it out of the recipe",
        "bad_encoding",
    )


def clean(text: str) -> str:
    """A cell or key without blanks around it, NFC."""
    text = text.strip().strip("\ufeff")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _head(path: Path, file: TextIO) -> list[str]:
    """The first lines, as many as can matter, and not more than a cell's worth of text."""
    lines: list[str] = []
    size = 0
    while line := file.readline(RECORD_LIMIT + 1):
        if len(line) > RECORD_LIMIT:
            raise _too_long(path, len(lines) + 1)
        lines.append(line)
        size += len(line)
        if size > CELL_LIMIT or len(lines) >= HEAD_RECORDS * 4:
            break
    return lines


def _detect_delimiter(head: list[str], wanted: tuple[str, ...]) -> str:
    """The delimiter that gives the columns wanted; failing that, the one that splits the most rows alike."""

    def rating(delimiter: str) -> tuple[int, int, int]:
        records = list(_records(head, delimiter))[:HEAD_RECORDS]
        names = {folded(name) for name in records[0]} if records else set()
        width = len(records[0]) if records else 0
        alike = sum(len(record) == width for record in records) if width > 1 else 0
        return sum(folded(name) in names for name in wanted), alike, width

    return max(DELIMITERS, key=rating)


def _records(head: list[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(head, delimiter=delimiter)
    try:
        yield from (record for record in reader if record)
    except csv.Error:
        return


def _names(path: Path, head: list[str], delimiter: str) -> tuple[list[str], int]:
    """The column names and how many lines they take."""
    reader = csv.reader(head, delimiter=delimiter)
    try:
        for record in reader:
            names = [clean(name) for name in record]
            while names and not names[-1]:
                names.pop()
            if names:
                return [name or f"column {place}" for place, name in enumerate(names, 1)], reader.line_num
    except csv.Error as error:
        raise UsageError(
            f"{path.name}: the line of column names cannot be read", str(error), code="broken_table"
        ) from error
    raise UsageError(
        f"{path.name} is empty", hint="export it again, with a line of column names", code="empty_file"
    )


def _numbered(path: Path, head: list[str], delimiter: str) -> list[str]:
    """Names for the columns of a table without any: as many as the widest of the first rows has."""
    width = max((len(record) for record in _records(head, delimiter)), default=0)
    if not width:
        raise UsageError(f"{path.name} is empty", hint="export it again", code="empty_file")
    return [f"column {place}" for place in range(1, width + 1)]


def _named(path: Path, found: list[str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    given = {folded(name): name for name in wanted}
    # In a file of rejected rows a name may be guarded.
    columns = [given.get(folded(name)) or given.get(folded(unguarded(name)), name) for name in found]
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise UsageError(
            f"{path.name} lacks the {'column' if len(missing) == 1 else 'columns'} {', '.join(missing)}",
            f"found: {', '.join(found)}", "name them as the recipe does, or change the recipe", "missing_columns",
        )  # fmt: skip
    doubled = sorted({name for name in wanted if columns.count(name) > 1})
    if doubled:
        raise UsageError(
            f"{path.name} has the column {doubled[0]} twice", hint="rename one", code="doubled_column"
        )
    return tuple(_apart(columns))


def _apart(columns: list[str]) -> list[str]:
    """The names, of those that are alike the later ones with a number."""
    taken = set(columns)
    given: set[str] = set()
    places: dict[str, int] = {}
    result: list[str] = []
    for name in columns:
        apart = name
        while apart in given or (apart != name and apart in taken):
            # From where the last of that name was: a table of a hundred thousand of them is told apart in one go.
            places[name] = place = places.get(name, 1) + 1
            apart = f"{name} {place}"
        given.add(apart)
        result.append(apart)
    return result


def folded(name: str) -> str:
    """What column names are compared by: case, blanks, hyphens and underscores make no difference."""
    return re.sub(r"[\s_-]+", "_", clean(name)).casefold()
