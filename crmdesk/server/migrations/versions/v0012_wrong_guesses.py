"""A table of wrong guesses at sign-ins, which every process that serves the database goes by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """One step forward."""
    op.create_table(
        "guess",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("guess", schema=None) as batch_op:
        batch_op.create_index("guess_by_address", ["address", "at"], unique=False)
        batch_op.create_index("guess_by_login", ["login", "at"], unique=False)
