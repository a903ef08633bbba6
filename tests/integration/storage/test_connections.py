"""Connections are given back, however what they were used for comes to its end."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import column, select, table
from sqlalchemy.exc import SQLAlchemyError

from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.domain.model.errors import NotFound
from microblog.domain.model.events import PostPublished
from microblog.domain.model.page import Cursor
from microblog.domain.model.task import Task
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import DATABASES


class Refused(Exception):
    """Something that went wrong outside of the storage."""


def left_without_commit(storage: Storage) -> None:
    with storage.begin() as unit:
        unit.accounts.add(storage.some_account())


def committed_and_then_failed(storage: Storage) -> None:
    with pytest.raises(Refused), storage.begin() as unit:  # noqa: PT012 - the whole block
        unit.accounts.add(storage.some_account())
        unit.commit()
        raise Refused


def failed_by(error: type[BaseException]) -> Callable[[Storage], None]:
    def fail(storage: Storage) -> None:
        with pytest.raises(error), storage.begin() as unit:  # noqa: PT012
            unit.accounts.add(storage.some_account())
            raise error

    return fail


def a_statement_is_wrong(storage: Storage) -> None:
    with pytest.raises(SQLAlchemyError), database_of(storage).write() as connection:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


def a_statement_for_reading_is_wrong(storage: Storage) -> None:
    with pytest.raises(SQLAlchemyError), database_of(storage).read() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


def a_statement_by_itself_is_wrong(storage: Storage) -> None:
    with pytest.raises(SQLAlchemyError):
        database_of(storage).rows(Prepared(select(column("nothing")).select_from(table("nowhere"))), {})


def the_queue_fails(storage: Storage) -> None:
    def fail(tasks: Sequence[Task]) -> None:
        assert tasks
        raise Refused

    storage.queue.nudge = fail  # type: ignore[method-assign]
    with pytest.raises(Refused), storage.begin() as unit:  # noqa: PT012
        unit.outbox.add(PostPublished(7))
        unit.commit()


def rows_are_left_unread(storage: Storage) -> None:
    with database_of(storage).read() as connection:
        rows = connection.exec_driver_sql("SELECT 1 UNION SELECT 2 UNION SELECT 3")
        assert next(iter(rows))[0] == 1


def a_generator_is_left_unread(storage: Storage) -> None:
    def numbers() -> Iterator[int]:
        with database_of(storage).read() as connection:
            yield from (row[0] for row in connection.exec_driver_sql("SELECT 1 UNION SELECT 2"))

    unread = numbers()
    assert next(unread) == 1
    assert database_of(storage).connections_in_use() == 1
    del unread


def a_unit_is_entered_and_forgotten(storage: Storage) -> None:
    unit = storage.begin()
    unit.__enter__()
    assert database_of(storage).connections_in_use() == 1
    del unit


def a_query_finds_nothing(storage: Storage) -> None:
    assert storage.posts.get(None, 404) is None
    assert storage.timelines.home(404, Cursor()).items == ()


def database_of(storage: Storage) -> Database:
    assert isinstance(storage.database, Database)
    return storage.database


WAYS = [
    left_without_commit,
    committed_and_then_failed,
    failed_by(NotFound),
    failed_by(Refused),
    failed_by(KeyboardInterrupt),
    failed_by(GeneratorExit),
    a_statement_is_wrong,
    a_statement_for_reading_is_wrong,
    a_statement_by_itself_is_wrong,
    the_queue_fails,
    rows_are_left_unread,
    a_generator_is_left_unread,
    a_unit_is_entered_and_forgotten,
    a_query_finds_nothing,
]


@pytest.fixture(params=["sqlite", "postgresql", "mysql"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """An empty SQL storage."""
    made = DATABASES[request.param](tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("use", WAYS, ids=lambda use: use.__qualname__.removesuffix(".<locals>.fail"))
def test_it_is_given_back_and_the_next_one_gets_it(storage: Storage, use: Callable[[Storage], None]) -> None:
    use(storage)
    assert database_of(storage).connections_in_use() == 0
    assert storage.account().id, "and nobody's turn to write is kept"
