"""Many rows at one go, on either database: what goes in comes out, whatever characters it holds."""

import pytest
from sqlalchemy import select

from crmdesk.server import bulk
from crmdesk.server.database import reading, writing
from tests.support.journal_world import JournalWorld

TEXTS = [
    "plain",
    'a "quote"',
    "back\\slash",
    "\\u0000",
    "\\\\u0000",
    "한글 😀",
    "line\nbreak\ttab",
    "%s :name ?",
]
COLUMNS = ("bucket", "sum")


def line(bucket: str, total: int = 0, org: int = 1) -> dict[str, object]:
    return {"org": org, "bucket": bucket, "sum": total}


def read(world: JournalWorld, *buckets: str, org: int = 1) -> dict[str, int]:
    with reading(world.engine) as connection:
        table = world.tables.digest
        return dict(bulk.rows_of(connection, table, COLUMNS, org, buckets, link="bucket"))


def test_texts_and_numbers_come_back_as_they_were_written(world: JournalWorld) -> None:
    totals = [-(2**63), 2**63 - 1, *range(len(TEXTS) - 2)]
    with writing(world.engine, 1) as connection:
        lines = [line(text, total) for text, total in zip(TEXTS, totals, strict=True)]
        bulk.insert(connection, world.tables.digest, lines)
    assert read(world, *TEXTS, *TEXTS, "absent") == dict(zip(TEXTS, totals, strict=True))


def test_what_no_database_holds_is_sought_without_finding_it(world: JournalWorld) -> None:
    with writing(world.engine, 1) as connection:
        bulk.insert(connection, world.tables.digest, [line("a")])
    assert read(world, "a\0", "a\0b", "") == {}
    assert read(world) == {}


def test_a_nul_is_kept_as_the_sign_for_it(world: JournalWorld) -> None:
    if world.engine.dialect.name == "sqlite":
        pytest.skip("SQLite holds it")
    with writing(world.engine, 1) as connection:
        bulk.insert(connection, world.tables.digest, [line("a\0\\\0")])
    assert set(read(world, "a\0\\\0", "a�\\�")) == {"a�\\�"}


def test_only_the_rows_named_change_and_go(world: JournalWorld) -> None:
    table = world.tables.digest
    with writing(world.engine, 1) as connection:
        bulk.insert(connection, table, [line(text, 1, org) for text in TEXTS for org in (1, 2)])
        bulk.update(connection, table, [line("plain", 7), line("\\u0000", 8)], ("org", "bucket"))
        bulk.delete(connection, table, [{"org": 1, "bucket": 'a "quote"'}])
        bulk.update(connection, table, [], ("org", "bucket"))
    kept = dict.fromkeys(TEXTS, 1)
    assert read(world, *TEXTS, org=2) == kept
    kept |= {"plain": 7, "\\u0000": 8}
    del kept['a "quote"']
    assert read(world, *TEXTS) == kept


def test_rows_of_another_type_stay_unread(world: JournalWorld) -> None:
    table = world.tables.membership
    with writing(world.engine, 1) as connection:
        both = [
            {"org": 1, "type": kind, "id": "x", "bucket": kind, "since": 1} for kind in ("account", "visit")
        ]
        bulk.insert(connection, table, both)
        assert bulk.rows_of(connection, table, ("bucket",), 1, ["x"], of_type="visit") == [("visit",)]
        bulk.delete(connection, table, [{"org": 1, "type": "visit", "id": "x"}])
        left = connection.execute(select(table.c.bucket).where(table.c.id == "x")).scalars().all()
    assert left == ["account"]


def test_a_text_of_any_length_is_one_statement(world: JournalWorld) -> None:
    many = [f"bucket {number}" for number in range(5_000)]
    with writing(world.engine, 1) as connection:
        bulk.insert(connection, world.tables.digest, [line(one) for one in many])
    assert len(read(world, *many)) == 5_000
