"""Alembic's entry: the connection comes from `storage.migrate`, never from an ini file."""

from alembic import context

from storage.migrate import belongs
from storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    include_object=belongs(connection),
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
