"""Records for integrations: lists within a person's scope, and single changes that pass the journal like a laptop's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Table, Text, and_, cast, exists, func, literal, not_, select
from sqlalchemy.dialects.postgresql import JSONB

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Entity, Field, Kind, Reach
from crmdesk.domain.edits import Author
from crmdesk.domain.errors import InvalidValue, RequestRefused
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, element, normalise
from crmdesk.protocol.messages import Push, PushItem, Verdict
from crmdesk.schema.columns import page_columns, row_from_stored, to_stored
from crmdesk.schema.containing import expression, patterns
from crmdesk.server.database import reading
from crmdesk.server.principal import Principal
from crmdesk.server.problems import TooLarge
from crmdesk.server.readers import read_reader

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

PAGE_LIMIT = 1000
CONDITIONS = 50
CONDITION_LENGTH = 1000
"""More, or longer ones, the embedded database takes for a fault of its own."""
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.BOOL)
_COMMON = {"id": Field("id"), "version": Field("version", Kind.INTEGER)}
_LARGEST = 2**63 - 1
"""Beyond what a column of numbers holds there is nothing to compare with."""
_CONDITION = re.compile(r"(\w+)(!=|<=|>=|=|<|>|~)(.*)", re.DOTALL)
_STATUS = {
    "no_such_record": 404,
    "no_such_type": 404,
    "forbidden": 403,
    "out_of_scope": 403,
    "server_owned": 403,
    "locked": 409,
    "exists": 409,
}
"""HTTP status of a refusal, by its code; any other is 422."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list; `after` takes up the next one, None ends it."""

    records: list[Record]
    after: str | None


class Records:
    """Reads and writes single records on behalf of a signed-in person."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def page(
        self, principal: Principal, type_name: str, *, where: Sequence[str], after: str, limit: int
    ) -> Listed:
        """Records of a type in scope, by id. `where` holds conditions like `stage=proposal`, all of which must hold."""
        centre = self._centre
        entity, table = centre.catalogue[type_name], centre.tables.entity[type_name]
        if len(where) > CONDITIONS:
            raise TooLarge(f"More than {CONDITIONS} conditions", hint="ask for less at a time")
        limit = min(max(limit, 1), PAGE_LIMIT)
        with reading(centre.engine) as connection:
            reader = read_reader(connection, centre.tables, principal)
            query = select(*(table.c[name] for name in page_columns(entity))).where(
                table.c.org == principal.org,
                table.c.id > after,
                *(_condition(entity, table, w, connection.dialect.name) for w in where),
            )
            if reader.buckets is not None and entity.reach is not Reach.ORGANISATION:
                member = centre.tables.membership
                query = query.where(
                    exists().where(
                        member.c.org == principal.org,
                        member.c.type == entity.name,
                        member.c.id == table.c.id,
                        member.c.bucket.in_(sorted(reader.buckets)),
                    )
                )
            rows = connection.execute(query.order_by(table.c.id).limit(limit + 1)).mappings().all()
        found = [
            Record(entity.name, row["id"], row["version"], row_from_stored(entity, dict(row))) for row in rows
        ]
        return Listed(found[:limit], found[limit - 1].id if len(found) > limit else None)

    def create(
        self, principal: Principal, type_name: str, fields: Mapping[str, Value], record_id: str | None
    ) -> tuple[Record, Verdict]:
        """A new record as it stands afterwards, and what became of the change."""
        mutations = edits.create(self._author(principal), type_name, fields, record_id=record_id)
        verdict = self._push(principal, mutations)
        return self._centre.feed.visible(principal, type_name, mutations[0].id), verdict

    def update(
        self,
        principal: Principal,
        record: Record,
        *,
        fields: Mapping[str, Value],
        add: Mapping[str, Value],
        remove: Mapping[str, Value],
        base: int | None,
    ) -> tuple[Record, Verdict]:
        """A change based on version `base` (None: as it stands); merged with what came since, as a laptop's is."""
        mutations = edits.update(self._author(principal), record, fields, add=add, remove=remove)
        verdict = self._push(principal, mutations, record.version if base is None else base)
        return self._centre.feed.visible(principal, record.type, record.id), verdict

    def delete(self, principal: Principal, record: Record, base: int | None) -> Verdict:
        """Deletes a record; a change by somebody else since `base` makes a conflict of it."""
        mutations = edits.delete(self._author(principal), record)
        return self._push(principal, mutations, record.version if base is None else base)

    def _author(self, principal: Principal) -> Author:
        centre = self._centre
        currency = centre.organisations.info(principal.org).currency
        return Author(principal.user, centre.catalogue, centre.now, centre.new_id, currency=currency)

    def _push(self, principal: Principal, mutations: Sequence[Mutation], base: int = 0) -> Verdict:
        # An integration has no replica; its device stands for one, so that its own changes are told from others'.
        push = Push(
            replica=f"rest:{principal.device}",
            epoch=self._centre.feed.head(principal.org).epoch,
            items=[PushItem(number=0, mutation=replace(mutation, base=base)) for mutation in mutations],
        )
        verdict = self._centre.journal.push(principal, push).verdicts[0]
        if verdict.outcome == "refused":
            code = verdict.code or "refused"
            raise RequestRefused(_STATUS.get(code, 422), verdict.title or "Refused", verdict.hint or "", code)
        return verdict


def _condition(entity: Entity, table: Table, text: str, dialect: str) -> ColumnElement[bool]:
    if len(text) > CONDITION_LENGTH:
        raise TooLarge(f"A condition has more than {CONDITION_LENGTH} characters", hint="shorten it")
    match = _CONDITION.fullmatch(text)
    if match is None or "\0" in text:
        raise InvalidValue("where", f"{text[:80]!r} is no condition", "as in stage=proposal or amount>=1000")
    name, sign, given = match.groups()
    field = _COMMON.get(name) or entity.field(name)
    column: ColumnElement[Any] = table.c[name]
    if sign == "~":
        if field.kind in _NUMBERS:
            raise InvalidValue(name, "A number contains no text", "as in amount>=1000")
        return _contains(column, given, dialect)
    if given == "":
        return column.is_(None) if sign == "=" else column.is_not(None)
    if field.kind is Kind.SET:
        return _held(field, column, sign, given, dialect)
    return _compared(column, sign, to_stored(field, _canonical(field, given)))


def _contains(column: ColumnElement[Any], given: str, dialect: str) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return cast(column, Text).regexp_match(expression(given))
    like, glob = patterns(given)
    found = column.like(like, escape="\\")
    return found if glob is None else and_(found, column.op("GLOB")(glob))


def _held(
    field: Field, column: ColumnElement[Any], sign: str, given: str, dialect: str
) -> ColumnElement[bool]:
    """Whether a set holds an element."""
    if sign not in ("=", "!="):
        raise InvalidValue(field.name, "Sets are compared with =, != or ~", "as in tags=vip")
    sought = element(field, given)
    holds: ColumnElement[bool]
    if dialect == "postgresql":
        holds = func.coalesce(func.jsonb_exists(cast(column, JSONB), sought), False)
    else:
        holds = literal(sought).in_(select(func.json_each(column).table_valued("value").c.value))
    return holds if sign == "=" else not_(holds)


def _canonical(field: Field, given: str) -> Value:
    if field.kind in (Kind.ADDRESS, Kind.POSITION, Kind.JSON):
        raise InvalidValue(field.name, "This field can only be searched with ~")
    if field.name == "version" and re.fullmatch(r"-?[0-9]+", given):
        return max(-_LARGEST, min(int(given), _LARGEST))
    return normalise(field, given)


def _compared(column: ColumnElement[Any], sign: str, value: object) -> ColumnElement[bool]:
    comparisons = {
        "=": column == value,
        "!=": column.is_distinct_from(value),
        "<": column < value,
        "<=": column <= value,
        ">": column > value,
        ">=": column >= value,
    }
    return comparisons[sign]
