"""What a person may see, read from the organisation's territories and users."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, select

from crmdesk.domain.scope import Reader, reader
from crmdesk.server.principal import Principal
from crmdesk.server.tables import Tables


def read_reader(connection: Connection, tables: Tables, principal: Principal) -> Reader:
    """The reader that a principal is, by the territory tree as it stands in this transaction."""
    return reader(
        principal.user, principal.role, principal.home, read_territories(connection, tables, principal.org)
    )


def read_territories(connection: Connection, tables: Tables, org: int) -> dict[str, str | None]:
    """Every territory with the one above it."""
    rows = connection.execute(_query(tables.entity["territory"]), {"of_org": org})
    return {row.id: row.parent for row in rows}


@lru_cache
def _query(territory: Table) -> Select[Any]:
    # Asked in every request: building the statement costs more than running it.
    return select(territory.c.id, territory.c.parent).where(territory.c.org == bindparam("of_org"))
