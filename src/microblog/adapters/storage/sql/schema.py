"""Which state the tables are in, and how to bring them to the one that this code needs.

Alembic is imported where tables are changed: that takes as long as a tenth of starting a process, and most never do it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen
from sqlalchemy import Connection, column, inspect, select, table

from microblog.adapters.storage.sql import dialect
from microblog.adapters.storage.sql.engine import RETRY_AFTER, Database
from microblog.adapters.storage.sql.search_index import catch_up
from microblog.adapters.storage.sql.tables import intakes
from microblog.domain.model.errors import StorageUnavailable
from microblog.ports.schema import Schema, SchemaMismatch, UnfinishedCopy

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))


@frozen
class SqlSchema(Schema):
    """The tables, as the migrations make them."""

    database: Database

    def check(self) -> None:
        check(self.database)

    def upgrade(self) -> None:
        revision = current(self.database)
        if revision is not None and revision not in revisions():
            check(self.database)  # which says that it is too new
        upgrade(self.database)


def head() -> str:
    """The revision that this code needs."""
    return revisions()[-1]


def revisions() -> list[str]:
    """All revisions, the oldest first, as the names of the files say."""
    return sorted(file.name.split("_")[1] for file in (_MIGRATIONS / "versions").glob("rev_*.py"))


def current(database: Database) -> str | None:
    """The revision of the tables; None where there are none. Raises StorageUnavailable."""
    with database.read() as connection:
        if not inspect(connection).has_table(_VERSION.name):
            return None
        return connection.execute(select(_VERSION.c.version_num)).scalar()


def check(database: Database) -> None:
    """Raises SchemaMismatch unless the tables are what this code needs. Changes nothing."""
    revision = current(database)
    if revision == head():
        _refuse_unfinished(database)
        return
    if revision is None:
        raise SchemaMismatch("The database has no tables yet: run `microblog db upgrade`.")
    if revision in revisions():
        raise SchemaMismatch(
            f"The database is at revision {revision} and this version of microblog needs {head()}: "
            "run `microblog db upgrade`."
        )
    raise SchemaMismatch(
        f"The database is at revision {revision}, which is newer than this version of microblog knows: "
        "install the version that was last used with it."
    )


def _refuse_unfinished(database: Database) -> None:
    with database.read() as connection:
        origin = connection.execute(select(intakes.c.origin)).scalar()
    if origin is not None:
        raise UnfinishedCopy(origin)


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the tables forward, as a whole where the database can. Nothing happens if they are there already.

    Of several processes that start at once, one does it and the others wait. Raises StorageUnavailable.
    What search needs is filled in afterwards, in small transactions: others may be serving meanwhile.
    """
    from alembic import command

    with database.write() as connection, dialect.migration_lock(connection) as is_mine:
        if not is_mine:
            raise StorageUnavailable(RETRY_AFTER, "another process is migrating it")
        command.upgrade(_config(connection), revision)
        connection.commit()
    if revision == "head":
        catch_up(database)


def downgrade(database: Database, revision: str) -> None:
    """Bring the tables back to a revision, `base` for none at all. What the tables hold is lost."""
    from alembic import command

    with database.write() as connection:
        command.downgrade(_config(connection), revision)
        connection.commit()


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
