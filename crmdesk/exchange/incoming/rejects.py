"""The file of rows that did not come in: the table's own columns, line and reasons, to be corrected and imported again.

A spreadsheet must not run what a stranger's cell says (`formulas.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from crmdesk.domain.errors import StorageFault
from crmdesk.exchange.findings import REJECT_COLUMNS
from crmdesk.exchange.formulas import guarded
from crmdesk.exchange.tables import Table


def write_rejects(path: Path, table: Table, reasons: Mapping[int, str]) -> int:
    """Writes the rows of these lines with line and reason (a CSV in UTF-8); gives how many. Raises `StorageFault`."""
    columns = [name for name in table.columns if name not in REJECT_COLUMNS]
    count = 0
    try:
        # With a byte order mark, or spreadsheets take it for the national encoding.
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*map(guarded, columns), *REJECT_COLUMNS])
            for row in table:
                if row.line in reasons:
                    cells = (guarded(row.cells[name]) for name in columns)
                    writer.writerow([*cells, row.line, guarded(reasons[row.line])])
                    count += 1
    except OSError as error:
        raise StorageFault(
            "The file cannot be written", str(error), "choose another folder", "not_written"
        ) from error
    return count
