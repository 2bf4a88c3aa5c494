"""Brings a centre's database to this release's schema; what the schema is, the tables say."""

from __future__ import annotations

from sqlalchemy import Engine, MetaData


def migrate(engine: Engine, metadata: MetaData) -> None:
    """Creates what is missing."""
    metadata.create_all(engine)
