"""What Alembic runs for each migration: it takes the connection and the transaction it is given."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=context.config.attributes.get("metadata"), render_as_batch=True
)
context.run_migrations()
