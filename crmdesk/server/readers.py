"""What a person may see, read from the organisation's territories and users."""

from __future__ import annotations

from sqlalchemy import Connection, select

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
    table = tables.entity["territory"]
    rows = connection.execute(select(table.c.id, table.c.parent).where(table.c.org == org))
    return {row.id: row.parent for row in rows}
