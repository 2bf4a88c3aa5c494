"""Types of records that the centre sends and this program does not know: it is too old for them, and says so once.

Their rows are passed over. They come when the program that knows them finds that its copy differs from the centre's.
"""

from __future__ import annotations

from collections.abc import Iterable

from crmdesk.protocol.messages import Table
from crmdesk.store.connection import Connection
from crmdesk.store.rows import Rows
from crmdesk.store.settings import read_setting, write_setting

_MET, _TOLD = "newer_types", "newer_types_told"


def meet(connection: Connection, rows: Rows, tables: Iterable[Table]) -> None:
    """Remembers the types among these tables that are not known here."""
    strange = {table.type for table in tables if table.type not in rows}
    if strange:
        met = set(read_setting(connection, _MET, []))
        if not strange <= met:
            write_setting(connection, _MET, sorted(met | strange))


def untold(connection: Connection, rows: Rows) -> tuple[str, ...]:
    """Types that were met, are not known here, and were not told of yet."""
    told = read_setting(connection, _TOLD, [])
    return tuple(name for name in read_setting(connection, _MET, []) if name not in told and name not in rows)


def tell(connection: Connection, types: Iterable[str]) -> None:
    """These have been told of."""
    write_setting(connection, _TOLD, sorted({*read_setting(connection, _TOLD, []), *types}))
