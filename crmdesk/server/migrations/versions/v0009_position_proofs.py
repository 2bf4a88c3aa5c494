"""Gives every organisation the secret with which it signs the positions that it gives out."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """One step forward."""
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("secret", sa.Text(), nullable=True))
    organisation = sa.table("organisation", sa.column("id", sa.Integer), sa.column("secret", sa.Text))
    connection = op.get_bind()
    for org in connection.execute(sa.select(organisation.c.id)).scalars().all():
        given = sa.update(organisation).where(organisation.c.id == org)
        connection.execute(given.values(secret=secrets.token_urlsafe(32)))
