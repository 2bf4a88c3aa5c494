"""Leads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """One step forward."""
    op.create_table(
        "lead",
        sa.Column("org", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("score", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("industry", sa.Text(), nullable=True),
        sa.Column("phones", sa.Text(), nullable=True),
        sa.Column("emails", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("do_not_contact", sa.SmallInteger(), nullable=True),
        sa.Column("converted_account", sa.Text(), nullable=True),
        sa.Column("converted_contact", sa.Text(), nullable=True),
        sa.Column("converted_opportunity", sa.Text(), nullable=True),
        sa.Column("tags", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.Text(), nullable=True),
        sa.Column("meta", sa.Text(), nullable=False),
        sa.Column("_hash", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("org", "id"),
    )
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.create_index("lead_by_owner", ["org", "owner", "id"], unique=False)
        batch_op.create_index("lead_by_territory", ["org", "territory", "id"], unique=False)
