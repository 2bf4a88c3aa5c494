"""Many rows of a table at once, by statements whose text never changes: built once, prepared once, one round trip each.

Ids and lines go over as one JSON value, or as the embedded database's own `executemany`; SQLAlchemy's part in a row
costs more than the row. It knows tables and columns, and of no row what it means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Table

KEPT = 2_048
"""Texts of each kind that are kept: some for every type of every set of custom fields in use."""
_encode = msgspec.json.Encoder().encode
_NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")


def rows_of(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    org: int,
    ids: Collection[str],
    *,
    of_type: str | None = None,
    link: str = "id",
) -> list[tuple[Any, ...]]:
    """These columns of the rows whose `link` is among `ids`, in no order; `of_type`: of this type alone."""
    if not ids:
        return []
    query = _reading(connection.dialect.name, table, columns, typed=of_type is not None, link=link)
    asked: tuple[Any, ...] = (_json(list(dict.fromkeys(ids))), org)
    asked = asked if of_type is None else (*asked, of_type)
    return list(connection.exec_driver_sql(query, asked).all())


def insert(connection: Connection, table: Table, lines: Sequence[Mapping[str, Any]]) -> None:
    """New rows; all lines name the same columns."""
    if lines:
        columns = tuple(lines[0])
        _run(connection, _inserting(connection.dialect.name, table, columns), lines, columns)


def update(
    connection: Connection, table: Table, lines: Iterable[Mapping[str, Any]], key: tuple[str, ...]
) -> None:
    """What the lines say of the rows that their columns `key` name: a statement for each set of columns named.

    A database writes every index of a column that is named, changed or not.
    """
    alike: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for line in lines:
        alike.setdefault(tuple(line), []).append(line)
    for columns, together in alike.items():
        said = tuple(name for name in columns if name not in key)
        _run(connection, _updating(connection.dialect.name, table, said, key), together, (*said, *key))


def delete(connection: Connection, table: Table, lines: Sequence[Mapping[str, Any]]) -> None:
    """Removes the rows that the lines name; all lines name the same columns."""
    if lines:
        key = tuple(lines[0])
        _run(connection, _deleting(connection.dialect.name, table, key), lines, key)


def _run(connection: Connection, text: str, lines: Sequence[Mapping[str, Any]], order: Sequence[str]) -> None:
    """`order`: the columns in the order in which the embedded database's text has places for them."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(text, list(map(itemgetter(*order), lines)))
    else:
        connection.exec_driver_sql(text, (_json(lines),))


def _json(value: object) -> str:
    """PostgreSQL's texts hold no NUL: U+FFFD stands for it, as in every other value (`database.py`)."""
    body = _encode(value)
    return (_NUL.sub(rb"\1\\ufffd", body) if b"\\u0000" in body else body).decode()


@lru_cache(KEPT)
def _reading(dialect: str, table: Table, columns: tuple[str, ...], *, typed: bool, link: str) -> str:
    wanted = f"SELECT {_names(columns)} FROM {_quoted(table.name)}"
    if dialect == "sqlite":
        kind = " AND type = ?" if typed else ""
        return f"{wanted} WHERE {_quoted(link)} IN (SELECT value FROM json_each(?)) AND org = ?{kind}"
    # A join, since an array whose elements the planner does not know may be walked for each row of the type.
    kind = " AND type = %s" if typed else ""
    these = "json_array_elements_text(%s::json) AS these(asked)"
    return f"{wanted} JOIN {these} ON {_quoted(link)} = these.asked WHERE org = %s{kind}"


@lru_cache(KEPT)
def _inserting(dialect: str, table: Table, columns: tuple[str, ...]) -> str:
    into = f"INSERT INTO {_quoted(table.name)} ({_names(columns)})"
    if dialect == "sqlite":
        return f"{into} VALUES ({', '.join('?' * len(columns))})"
    return f"{into} SELECT {_names(columns)} FROM {_lines(table, columns)}"


@lru_cache(KEPT)
def _updating(dialect: str, table: Table, said: tuple[str, ...], key: tuple[str, ...]) -> str:
    if dialect == "sqlite":
        return f"UPDATE {_quoted(table.name)} SET {_each(said, ', ')} WHERE {_each(key, ' AND ')}"
    new = ", ".join(f"{_quoted(name)} = said.{_quoted(name)}" for name in said)
    lines = _lines(table, (*said, *key))
    return f"UPDATE {_quoted(table.name)} AS kept SET {new} FROM {lines} WHERE {_same(key)}"


@lru_cache(KEPT)
def _deleting(dialect: str, table: Table, key: tuple[str, ...]) -> str:
    if dialect == "sqlite":
        return f"DELETE FROM {_quoted(table.name)} WHERE {_each(key, ' AND ')}"
    return f"DELETE FROM {_quoted(table.name)} AS kept USING {_lines(table, key)} WHERE {_same(key)}"


def _each(columns: Iterable[str], between: str) -> str:
    return between.join(f"{_quoted(name)} = ?" for name in columns)


def _same(key: Iterable[str]) -> str:
    return " AND ".join(f"kept.{_quoted(name)} = said.{_quoted(name)}" for name in key)


def _lines(table: Table, columns: Iterable[str]) -> str:
    kinds = ", ".join(f"{_quoted(name)} {table.c[name].type}" for name in columns)
    return f"json_to_recordset(%s::json) AS said({kinds})"


def _names(columns: Iterable[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
