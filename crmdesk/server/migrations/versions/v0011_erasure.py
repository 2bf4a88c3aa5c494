"""Erasure."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """One step forward."""
    op.create_table(
        "erasure",
        sa.Column("org", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("org", "id"),
    )
    with op.batch_alter_table("tombstone", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased", sa.Text(), nullable=True))
        batch_op.create_index(
            "tombstone_erased",
            ["org", "version"],
            unique=False,
            sqlite_where=sa.text("erased IS NOT NULL"),
            postgresql_where=sa.text("erased IS NOT NULL"),
        )
