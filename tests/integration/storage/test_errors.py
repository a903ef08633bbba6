"""What a statement that fails leaves in the log: nothing of what people wrote."""

import logging
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Table, insert

from microblog.adapters.storage.mongo import client as mongo_client
from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.sql import tables
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.system.logging import Lines
from microblog.adapters.system.tracebacks import kind_of
from microblog.domain.model.account import Role
from microblog.domain.use_cases.tasks.describe_error import describe_error
from tests.integration.storage.storage import NOW, Storage

_PRIVATE = "Geheimnis"

Values = dict[str, object]


def _users(account_id: int, role: object) -> list[Values]:
    # Two who share an address.
    user = {
        "email": f"{_PRIVATE}@example.org",
        "email_key": f"{_PRIVATE}@example.org",
        "password_hash": _PRIVATE,
        "role": role,
        "mail_on_mention": False,
        "reason": _PRIVATE,
        "last_read_notification_id": 0,
        "created_at": NOW,
    }
    return [{**user, "account_id": account_id, "_id": account_id}, {**user, "account_id": 99, "_id": 99}]


def _posts(account_id: int, _role: object) -> list[Values]:
    # Half of a post, twice.
    return [{"id": 7, "_id": 7, "account_id": account_id, "text": _PRIVATE, "content_warning": _PRIVATE}] * 2


def _insert_rows(database: Database, table: Table, rows: list[Values]) -> None:
    with database.write() as connection:
        for row in rows:
            connection.execute(insert(table).values({name: row[name] for name in row if name in table.c}))


def _insert_documents(database: mongo_client.Database, collection: str, documents: list[Values]) -> None:
    def step(commands: Commands) -> None:
        commands.insert(collection, documents)

    with database.write() as transaction:
        transaction.write(step)


@pytest.mark.parametrize(("name", "made"), [("users", _users), ("posts", _posts)])
def test_a_statement_that_fails_leaves_no_value_in_the_log(
    database_storage: Storage, name: str, made: Callable[[int, object], list[Values]]
) -> None:
    database, account = database_storage.database, database_storage.account()
    if isinstance(database, Database):
        attempt = partial(_insert_rows, database, tables.metadata.tables[name], made(account.id, Role.USER))
    else:
        assert database is not None
        attempt = partial(_insert_documents, database, name, made(account.id, Role.USER.value))
    with pytest.raises(Exception) as caught:  # noqa: PT011 (each driver has its own)
        attempt()
    error = caught.value
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "failed", (), (type(error), error, error.__traceback__))
    for said in (Lines("text").format(record), Lines("json").format(record), kind_of(error), describe_error(error)):
        assert type(error).__name__ in said
        assert _PRIVATE not in said
