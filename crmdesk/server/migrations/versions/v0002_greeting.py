"""Names the session of rounds that a replica's last handshake began, so that of two copies only one is heard."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """One step forward."""
    with op.batch_alter_table("replica", schema=None) as batch_op:
        batch_op.add_column(sa.Column("greeting", sa.Text(), nullable=True))
