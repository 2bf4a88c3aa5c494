"""Digests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One step forward."""
    op.create_table(
        "digest",
        sa.Column("org", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("sum", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "bucket"),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("account_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("opportunity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("opportunity_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digested", sa.Text(), nullable=True))

    with op.batch_alter_table("price_book_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("stage_change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("_hash", sa.BigInteger(), nullable=True))
