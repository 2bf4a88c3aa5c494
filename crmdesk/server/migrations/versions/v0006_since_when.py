"""Since when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """One step forward."""
    with op.batch_alter_table("feed_eviction", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since", sa.BigInteger(), server_default="0", nullable=False))

    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since", sa.BigInteger(), server_default="0", nullable=False))
