"""What is true of SQLite alone."""

import json
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from microblog.adapters.storage.sql import dialect, schema
from microblog.adapters.storage.sql.engine import Database
from microblog.domain.model.errors import StorageUnavailable
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Post
from tests.integration.storage.storage import NOW, Storage
from tests.integration.storage.storages import sqlite


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return sqlite(tmp_path)


def database_of(storage: Storage) -> Database:
    assert isinstance(storage.database, Database)
    return storage.database


def url_of(storage: Storage) -> str:
    return database_of(storage).url


def test_connections_are_set_up(storage: Storage) -> None:
    expected = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 10_000}
    with database_of(storage).read() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    assert found == expected


def test_nobody_else_may_read_what_is_made(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        database = Database(f"sqlite:///{tmp_path / 'blog.db'}")
        schema.upgrade(database)
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO day_statistics VALUES ('2026-01-01', 1, 1, 1)")
            modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(["blog.db", "blog.db-shm", "blog.db-turn", "blog.db-wal"], 0o600)


def test_two_processes_with_four_threads_each_write_at_once(storage: Storage) -> None:
    authors = [storage.account(), storage.account()]
    with storage.begin() as unit:
        for author in authors:
            for _ in range(400):
                unit.posts.add(storage.some_post(author))
        unit.commit()
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.integration.storage.other_process", "write", url_of(storage), str(author.id)],
            stdout=subprocess.PIPE,
        )
        for author in authors
    ]
    assert [json.loads(process.communicate(timeout=60)[0]) for process in processes] == [[], []]
    for author in authors:
        page = storage.timelines.of_account(None, author.id, Cursor(limit=40), with_replies=True)
        assert {view.likes_count for view in page.items} == {1}


def test_who_writes_without_end_lets_others_write_in_between(storage: Storage) -> None:
    other = Database(url_of(storage))
    written, ended = [0], threading.Event()

    def write() -> None:
        while not ended.is_set():
            with other.write() as connection:
                connection.exec_driver_sql("DELETE FROM tasks WHERE id = 0")
                time.sleep(0.002)
                connection.commit()
            written[0] += 1

    thread = threading.Thread(target=write)
    thread.start()
    for _ in range(20):
        with storage.begin() as unit:
            unit.posts.bury(0, NOW)
            unit.commit()
    ended.set()
    thread.join()
    assert written[0] <= 3 * 20
    other.close()


def test_a_lock_that_stays_is_told_as_unavailable(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0.05)
    blocker = Database(url_of(storage))
    with blocker.write(), pytest.raises(StorageUnavailable) as caught, storage.begin():
        pass
    assert caught.value.retry_after > 0
    with storage.begin() as unit:  # and it is healthy again
        unit.outbox.depth()
    blocker.close()


def test_waiting_for_ones_turn_ends(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0.05)
    caught: list[Exception] = []

    def write() -> None:
        try:
            with storage.begin():
                pass
        except StorageUnavailable as error:
            caught.append(error)

    with storage.begin():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert len(caught) == 1
    storage.account()


def test_an_exhausted_pool_is_told_as_unavailable(storage: Storage) -> None:
    small = Database(url_of(storage), pool_size=1, pool_timeout=0.05)
    with small.read(), pytest.raises(StorageUnavailable), small.read():
        pass
    with small.read() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    small.close()


def test_a_file_that_cannot_be_opened_is_told_as_unavailable(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'missing' / 'storage.sqlite'}")
    with pytest.raises(StorageUnavailable), database.read():
        pass


@pytest.mark.filterwarnings("ignore:This process")
def test_a_forked_process_opens_connections_of_its_own(storage: Storage) -> None:
    author = storage.account()
    engine = database_of(storage).engine
    child = os.fork()
    if child == 0:
        try:
            is_new = database_of(storage).engine is not engine
            with storage.begin() as unit:
                unit.posts.bury(99, NOW)
                unit.commit()
            os._exit(0 if is_new else 1)
        except BaseException:  # noqa: BLE001 - the child must not go on as a test run
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert database_of(storage).engine is engine
    assert storage.post(author)


def test_only_small_views_are_kept(storage: Storage) -> None:
    author = storage.account()
    small, warned = storage.post(author), storage.post(author, content_warning="&" * 9000)
    large = storage.post(author, html="&amp;" * 2000)

    def is_kept(post: Post) -> bool:
        return storage.posts.get(None, post.id) is storage.posts.get(None, post.id)

    assert [is_kept(post) for post in (small, warned, large)] == [True, False, False]
