"""The organisations of one centre: their settings, and who a principal is within one. Records are the journal's."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, bindparam, func, insert, select

from crmdesk.domain.errors import InvalidValue, NoSuchRecord, UsageError
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import OrganisationInfo, Person
from crmdesk.server.database import reading, writing
from crmdesk.server.digests import buckets_of
from crmdesk.server.principal import Principal
from crmdesk.server.readers import read_reader
from crmdesk.server.secret import draw_token
from crmdesk.server.tables import Tables

MODULES = ("sales", "activities")
_NAME_LIMIT = 200
_FIRST_EPOCH = 1


class Organisations:
    """Reads and founds organisations."""

    def __init__(self, engine: Engine, tables: Tables, schema: str, now: Callable[[], datetime]) -> None:
        """`schema` is the fingerprint of the declarations, for which a new organisation's digest is right."""
        self._schema = schema
        self._engine = engine
        self._tables = tables
        self._now = now

    def found(self, name: str, currency: str, languages: Sequence[str]) -> int:
        """A new organisation's id; raises `InvalidValue`."""
        name, table = name.strip(), self._tables.organisation
        if not 0 < len(name) <= _NAME_LIMIT:
            raise InvalidValue("name", f"The name needs 1 to {_NAME_LIMIT} characters")
        if len(currency) != 3 or not (currency.isascii() and currency.isalpha() and currency.isupper()):
            raise InvalidValue("currency", f"{currency!r} is no currency", "three capital letters, as in USD")
        with writing(self._engine, None) as connection:
            if connection.execute(select(table.c.id).where(table.c.name == name)).first() is not None:
                raise InvalidValue("name", f"There is an organisation {name!r} already")
            org = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
            connection.execute(
                insert(table).values(
                    id=org,
                    name=name,
                    currency=currency,
                    languages=json.dumps(list(languages)),
                    modules=json.dumps(list(MODULES)),
                    epoch=_FIRST_EPOCH,
                    seq=0,
                    created_at=format_instant(self._now()),
                    digested=self._schema,
                    secret=draw_token(),
                )
            )
        return org

    def sole(self) -> int:
        """The id of the one organisation; raises `UsageError` if there is none or are several."""
        names = self.names()
        if not names:
            raise UsageError("There is no organisation yet", hint="found one with `admin org init NAME`")
        if len(names) > 1:
            raise UsageError(
                "There are several organisations", ", ".join(names.values()), "choose one with --org"
            )
        return next(iter(names))

    def named(self, name: str) -> int:
        """The id of the organisation of that name; raises `NoSuchRecord`."""
        found = [org for org, known in self.names().items() if known == name]
        if not found:
            raise NoSuchRecord(f"No such organisation: {name!r}", hint="`admin org list` shows them")
        return found[0]

    def names(self) -> dict[int, str]:
        """Every organisation's id and name."""
        table = self._tables.organisation
        with reading(self._engine) as connection:
            return {
                row.id: row.name
                for row in connection.execute(select(table.c.id, table.c.name).order_by(table.c.id))
            }

    def info(self, org: int) -> OrganisationInfo:
        """What laptops need to know of it."""
        table = self._tables.organisation
        with reading(self._engine) as connection:
            row = connection.execute(_info_query(table), {"of_org": org}).one()
        return OrganisationInfo(
            id=row.id,
            name=row.name,
            currency=row.currency,
            languages=json.loads(row.languages),
            modules=json.loads(row.modules),
        )

    def person(self, principal: Principal) -> Person:
        """The person a principal is, with the fingerprint of what they may see."""
        with reading(self._engine) as connection:
            return self._person(connection, principal)

    def _person(self, connection: Connection, principal: Principal) -> Person:
        reader = read_reader(connection, self._tables, principal)
        return Person(
            id=principal.user,
            login=principal.login,
            name=principal.name,
            role=principal.role,
            home=principal.home,
            scope=reader.fingerprint,
            buckets=buckets_of(reader),
        )


@lru_cache
def _info_query(table: Table) -> Select[Any]:
    c = table.c
    return select(c.id, c.name, c.currency, c.languages, c.modules).where(c.id == bindparam("of_org"))
