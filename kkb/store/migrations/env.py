"""Run by alembic: migrate on the connection, and inside the transaction, that `kkb.store.migrate` passes.

Tables are altered in batch mode, since SQLite rebuilds them: a revision that alters an append-only table must
create its triggers again.
"""

from alembic import context

from kkb.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=context.config.attributes["version_table"],
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
