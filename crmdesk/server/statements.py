"""Statements that every request runs, built once for their tables: building one costs several times what it runs for.

They take `of_org` and what else their name says; what rows mean is their callers' business.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Table, bindparam, select

KEPT = 2_048
"""Statements of each kind that are kept: some for every type of every set of custom fields in use."""


def _org() -> BindParameter[Any]:
    return bindparam("of_org")


def _ids() -> BindParameter[Any]:
    return bindparam("of_ids", expanding=True)


@lru_cache(KEPT)
def by_ids(table: Table, columns: tuple[str, ...]) -> Select[Any]:
    """These columns of the rows `of_ids`."""
    return select(*(table.c[name] for name in columns)).where(table.c.org == _org(), table.c.id.in_(_ids()))


@lru_cache(KEPT)
def pointing(table: Table, columns: tuple[str, ...], link: str) -> Select[Any]:
    """These columns, without repeats, of the rows whose field `link` holds one of `of_ids`."""
    return (
        select(*(table.c[name] for name in columns))
        .distinct()
        .where(table.c.org == _org(), table.c[link].in_(_ids()))
    )


@lru_cache(KEPT)
def following(table: Table, columns: tuple[str, ...]) -> Select[Any]:
    """These columns of the first `of_rows` rows behind the id `of_after`, by id."""
    return (
        select(*(table.c[name] for name in columns))
        .where(table.c.org == _org(), table.c.id > bindparam("of_after"))
        .order_by(table.c.id)
        .limit(bindparam("of_rows"))
    )


@lru_cache(KEPT)
def all_of(table: Table, columns: tuple[str, ...]) -> Select[Any]:
    """These columns of every row."""
    return select(*(table.c[name] for name in columns)).where(table.c.org == _org())


@lru_cache(KEPT)
def standing_of(organisation: Table) -> Select[Any]:
    """Where the organisation `of_org` stands: epoch, end of its feed, up to where it was collected, its
    fields, what it signs positions with."""
    c = organisation.c
    return select(c.epoch, c.seq, c.collected, c.fields, c.secret).where(c.id == _org())


@lru_cache(KEPT)
def numbered_of(ledger: Table, columns: tuple[str, ...]) -> Select[Any]:
    """The group of what the replica `of_replica` sent as its `of_number`th, and these columns of its line."""
    c = ledger.c
    mine = (c.org == _org(), c.replica == bindparam("of_replica"))
    said = select(c.grp, *(c[name] for name in columns))
    return said.where(*mine, c.number == bindparam("of_number")).limit(1)


def oldest_first(history: Table) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """How the lines of one record are ordered.

    By the bare columns SQLite would take the primary key for it, and walk the whole organisation's history rather than
    sort the few lines that the index by record finds.
    """
    return history.c.seq + 0, history.c.ordinal


def newest_first(history: Table) -> list[ColumnElement[Any]]:
    """The same the other way round."""
    return [column.desc() for column in oldest_first(history)]
