"""The chain of migrations of the centre's database. `LATEST` is its head: opening a centre need not load Alembic."""

LATEST = "0024"
