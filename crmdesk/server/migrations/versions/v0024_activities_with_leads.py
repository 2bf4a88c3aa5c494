"""Activities with leads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """One step forward."""
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead", sa.Text(), nullable=True))
        batch_op.create_index("call_by_lead", ["org", "lead", "id"], unique=False)

    with op.batch_alter_table("email", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead", sa.Text(), nullable=True))
        batch_op.create_index("email_by_lead", ["org", "lead", "id"], unique=False)

    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead", sa.Text(), nullable=True))
        batch_op.create_index("meeting_by_lead", ["org", "lead", "id"], unique=False)

    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead", sa.Text(), nullable=True))
        batch_op.create_index("note_by_lead", ["org", "lead", "id"], unique=False)

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead", sa.Text(), nullable=True))
        batch_op.create_index("task_by_lead", ["org", "lead", "id"], unique=False)
