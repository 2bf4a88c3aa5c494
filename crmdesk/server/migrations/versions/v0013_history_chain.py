"""History chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """One step forward."""
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.add_column(sa.Column("salt", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("hash", sa.Text(), nullable=True))
