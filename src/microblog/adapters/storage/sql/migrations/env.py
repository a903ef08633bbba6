"""Run by Alembic. The connection is handed in by `schema`, so that no configuration file is needed."""

from alembic import context

from microblog.adapters.storage.sql.tables import metadata

connection = context.config.attributes["connection"]
is_sqlite = connection.dialect.name == "sqlite"
# SQLite does have transactions over tables, as the driver here begins none of its own (see `dialect`).
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=is_sqlite,
    transactional_ddl=True if is_sqlite else None,
)
with context.begin_transaction():
    context.run_migrations()
