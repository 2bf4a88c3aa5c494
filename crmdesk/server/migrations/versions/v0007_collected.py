"""Collected."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """One step forward."""
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("collected", sa.BigInteger(), server_default="0", nullable=False))

    with op.batch_alter_table("replica", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed", sa.BigInteger(), server_default="0", nullable=False))
