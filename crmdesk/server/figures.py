"""How much of what a centre holds, for people who look after it. It judges nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from crmdesk.domain.unique import CASE
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.tables import Tables


def count_all(connection: Connection, tables: Tables, identity: IdentityTables, org: int) -> dict[str, Any]:
    """Figures of one organisation, ready for JSON."""
    organisation = (
        connection.execute(select(tables.organisation).where(tables.organisation.c.id == org))
        .mappings()
        .one()
    )

    def rows(table: Any, *conditions: Any) -> int:
        counted = select(func.count()).select_from(table).where(table.c.org == org, *conditions)
        return connection.execute(counted).scalar_one()

    states = connection.execute(
        select(identity.device.c.state, func.count())
        .where(identity.device.c.org == org)
        .group_by(identity.device.c.state)
    )
    conflicts, cases = tables.entity["conflict"], tables.entity[CASE]
    return {
        "organisation": organisation["name"],
        "epoch": organisation["epoch"],
        "seq": organisation["seq"],
        "rows": {
            name: rows(table)
            for name, table in sorted(tables.entity.items())
            if name not in ("conflict", CASE)
        },
        "conflicts": rows(conflicts, conflicts.c.state == "open"),
        "duplicates": rows(cases, cases.c.state == "open"),
        "deleted": rows(tables.tombstone),
        "history": rows(tables.history),
        "mutations": rows(tables.ledger),
        "refused": rows(tables.ledger, tables.ledger.c.outcome == "refused"),
        "devices": {row[0]: row[1] for row in states},
        "replicas": rows(identity.replica),
    }
