"""An organisation's custom fields as the database keeps them, and the centre as it is with them.

They are read anew with every request, so that a change holds at once in every process that serves the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, Engine, bindparam, select, update

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.declare import Catalogue
from crmdesk.protocol.tables import schema_fingerprint
from crmdesk.server.database import reading
from crmdesk.server.tables import Tables


class CustomFields:
    """Reads what fields an organisation has added."""

    def __init__(self, engine: Engine, tables: Tables) -> None:
        self._engine = engine
        # Asked in every request: building the statement costs more than running it.
        table = tables.organisation
        self._query = select(table.c.fields).where(table.c.id == bindparam("of_org"))

    def kept(self, org: int) -> str | None:
        """The organisation's fields as they are kept; None for none."""
        with reading(self._engine) as connection:
            return connection.execute(self._query, {"of_org": org}).scalar()


@lru_cache(maxsize=64)
def parsed(kept: str | None) -> tuple[CustomField, ...]:
    """The fields in what the database keeps."""
    return tuple(msgspec.json.decode(kept, type=list[CustomField])) if kept else ()


def organisations_with_fields(connection: Connection, tables: Tables) -> set[int]:
    """The organisations that have, or had, custom fields."""
    table = tables.organisation
    return set(connection.execute(select(table.c.id).where(table.c.fields.is_not(None))).scalars())


def write_customs(
    connection: Connection, tables: Tables, org: int, customs: Iterable[CustomField], catalogue: Catalogue
) -> None:
    """Keeps them. `catalogue` is the one with them: a field that is empty everywhere changes no hash, so the
    organisation's digest stays right for it."""
    table = tables.organisation
    text = canonical_json([msgspec.to_builtins(custom) for custom in customs]).decode()
    connection.execute(
        update(table).where(table.c.id == org).values(fields=text, digested=schema_fingerprint(catalogue))
    )
