"""Units of work that wait for the disk together, in SQLite."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from microblog.adapters.storage.sql import shared_commit
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.unit_of_work import SqlUnitOfWork
from microblog.domain.model.account import Account
from microblog.domain.model.errors import StorageUnavailable
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import sqlite


class Commits:
    """Counts the COMMITs of a database, which fail from when `fails` is set."""

    def __init__(self, database: Database) -> None:
        self.number, self.fails = 0, False
        event.listen(database.engine, "commit", self._note)

    def _note(self, _connection: object) -> None:
        self.number += 1
        if self.fails:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise OperationalError("COMMIT", None, error)


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    monkeypatch.setattr(shared_commit, "LONGEST", 60)
    return sqlite(tmp_path)


def database_of(storage: Storage) -> Database:
    assert isinstance(storage.database, Database)
    return storage.database


def in_line(storage: Storage, *works: Callable[[], None]) -> tuple[list[Thread], list[Exception]]:
    """Threads that wait for their turn, in this order."""
    threads: list[Thread] = []
    raised: list[Exception] = []
    shared = database_of(storage)._of_this_process().shared
    assert shared is not None

    def caught(work: Callable[[], None]) -> None:
        try:
            work()
        except (StorageUnavailable, OperationalError) as error:
            raised.append(error)

    for number, work in enumerate(works, start=1):
        threads.append(Thread(target=caught, args=(work,)))
        threads[-1].start()
        while len(shared.turns._waiting) < number:
            pass
    return threads, raised


def adding(storage: Storage, account: Account, *, stays: bool = True) -> Callable[[], None]:
    def add() -> None:
        with storage.begin() as unit:
            unit.accounts.add(account)
            if stays:
                unit.commit()

    return add


def stored(storage: Storage, accounts: list[Account]) -> list[bool]:
    with storage.begin() as unit:
        return [unit.accounts.get(account.id) is not None for account in accounts]


def test_who_waits_for_a_turn_shares_the_commit(storage: Storage) -> None:
    accounts = [storage.some_account() for _ in range(5)]
    commits = Commits(database_of(storage))
    with storage.begin() as unit:
        unit.accounts.add(accounts[0])
        stay = (True, False, True, False)
        works = (adding(storage, account, stays=each) for account, each in zip(accounts[1:], stay, strict=True))
        threads, raised = in_line(storage, *works)
        unit.commit()
    # All are told at once: here the others have come to their end as well, but for what they do afterwards.
    assert stored(storage, accounts) == [True, True, False, True, False]
    for thread in threads:
        thread.join()
    assert (commits.number, raised) == (1, [])


def test_nobody_is_told_that_it_is_stored_if_it_is_not(storage: Storage) -> None:
    accounts = [storage.some_account() for _ in range(3)]
    commits = Commits(database_of(storage))
    commits.fails = True
    with database_of(storage).write():  # so that all of them wait
        threads, raised = in_line(storage, *(adding(storage, account) for account in accounts))
    for thread in threads:
        thread.join()
    assert (commits.number, len(raised)) == (1, 3)
    commits.fails = False
    assert stored(storage, accounts) == [False] * 3
    adding(storage, accounts[0])()  # and it is healthy again
    assert stored(storage, accounts[:1]) == [True]


def test_what_is_undone_by_the_database_is_undone_for_all(storage: Storage) -> None:
    accounts = [storage.some_account() for _ in range(2)]

    def break_off() -> None:
        with storage.begin() as unit:
            unit.accounts.add(accounts[1])
            assert isinstance(unit, SqlUnitOfWork)
            unit._unit.connection.exec_driver_sql("ROLLBACK")  # as SQLite does by itself where the disk is full
            unit.commit()

    with database_of(storage).write():
        threads, raised = in_line(storage, adding(storage, accounts[0]), break_off)
    for thread in threads:
        thread.join()
    assert (stored(storage, accounts), len(raised)) == ([False, False], 2)


def test_a_transaction_of_its_own_is_shared_with_nobody(storage: Storage) -> None:
    account = storage.some_account()

    def write() -> None:
        with database_of(storage).write() as connection:
            connection.exec_driver_sql("UPDATE accounts SET state = 'deleted'")  # never committed

    with storage.begin() as unit:
        unit.accounts.add(account)
        threads, raised = in_line(storage, write)
        unit.commit()
    threads[0].join()
    assert (stored(storage, [account]), raised) == ([True], [])
