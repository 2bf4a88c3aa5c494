"""The file of rows that did not come in: the table's own columns, line and reasons, to be corrected and imported again.

A spreadsheet must not run what a stranger's cell says (`formulas.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from crmdesk.domain.errors import StorageFault, UsageError
from crmdesk.exchange.findings import REJECT_COLUMNS
from crmdesk.exchange.formulas import guarded
from crmdesk.exchange.tables import Table


def write_rejects(path: Path, table: Table, reasons: Mapping[int, str]) -> int:
    """Writes the rows of these lines with line and reason (a CSV in UTF-8); gives how many. Raises `StorageFault`, and
    `UsageError` for the table's own file. What cannot be written leaves an older file as it was."""
    columns = [name for name in table.columns if name not in REJECT_COLUMNS]
    count = 0
    with _replacing(path, table.path) as file:
        writer = csv.writer(file)
        writer.writerow([*map(guarded, columns), *REJECT_COLUMNS])
        for row in table:
            if row.line in reasons:
                cells = (guarded(row.cells[name]) for name in columns)
                writer.writerow([*cells, row.line, guarded(reasons[row.line])])
                count += 1
    return count


@contextmanager
def _replacing(path: Path, source: Path) -> Iterator[IO[str]]:
    """A file beside, which takes the place of `path` when it is whole."""
    try:
        if path.exists() and path.samefile(source):
            raise UsageError(
                "These rows cannot take the place of the file that they come from",
                hint="choose another name",
                code="same_file",
            )
        # With a byte order mark, or spreadsheets take it for the national encoding.
        with NamedTemporaryFile(
            "w", encoding="utf-8-sig", newline="", dir=path.parent, prefix=".", suffix=".part", delete=False
        ) as file:
            part = Path(file.name)
            try:
                yield file
                file.close()
                part.replace(path)
            except BaseException:
                file.close()
                part.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise StorageFault(
            "The file cannot be written", str(error), "choose another folder", "not_written"
        ) from error
