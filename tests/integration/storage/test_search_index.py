"""The words that are kept for search: filled in when the tables come, and caught up with what was written past us."""

import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, func, insert, select, text, update

from microblog.adapters.storage.mongo import client as mongo_client
from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.search_query import POSTS
from microblog.adapters.storage.sql.tables import account_words, accounts, post_words, posts
from microblog.domain.model.account import AccountState
from microblog.domain.model.page import MAX_ID, Cursor
from microblog.domain.model.post import Visibility
from tests.gaps import needs
from tests.integration.storage.storage import NOW, Storage
from tests.integration.storage.storages import mongodb, sql
from tests.mongod import watch_of
from tests.servers import KINDS, new_database

MANY = 1203  # more than two batches


def write_as_before(database: Database, first: int, last: int, words: str) -> None:
    """An account and its posts of these ids, written as the version before search wrote them."""
    account = {
        "id": first * 10_000, "username": f"old{first}", "name_key": f"old{first}", "uri": "", "url": "",
        "display_name": "Earlier", "bio": "", "bio_html": "", "fields": "[]", "locked": False,
        "state": AccountState.ACTIVE, "created_at": NOW,
    }  # fmt: skip
    post: dict[str, Any] = {
        "account_id": account["id"], "uri": "", "url": "", "html": "", "content_warning": "",
        "visibility": Visibility.PUBLIC, "created_at": NOW, "mentions": "[]", "hashtags": "[]",
        "on_public_timeline": True,
    }  # fmt: skip
    with database.write() as connection:
        connection.execute(insert(accounts), account)
        rows = [{**post, "id": number, "thread_id": number, "text": words} for number in range(first, last + 1)]
        connection.execute(insert(posts), rows)
        connection.commit()


def found(storage: Storage, word: str) -> int | None:
    """The id of the newest post that has the word."""
    items = storage.search.posts(None, [word], Cursor()).items
    return items[0].id if items else None


@pytest.mark.parametrize("kind", ["sqlite", *KINDS])
def test_the_version_before_serves_on_and_nothing_that_it_writes_is_lost(kind: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'old.sqlite'}"
        if kind != "sqlite":
            url = stack.enter_context(new_database(kind, needs(kind)))
        storage = sql(url)
        stack.callback(storage.close)
        assert isinstance(storage.database, Database)
        schema.upgrade(storage.database, "0001")
        write_as_before(storage.database, 1, MANY, "before")
        schema.upgrade(storage.database)
        assert found(storage, "before") == MANY
        assert len(storage.search.accounts(None, ["ear"], Cursor()).items) == 1

        write_as_before(storage.database, MANY + 1, MANY + 1, "meanwhile")
        with storage.database.write() as connection:
            edit = {"text": "edited", "edited_at": NOW}
            connection.execute(update(posts).where(posts.c.id == 1).values(edit))
            gone = {"text": "", "deleted_at": NOW}
            connection.execute(update(posts).where(posts.c.id == 2).values(gone))
            connection.execute(update(accounts).where(accounts.c.username == "old1").values(display_name="Later"))
            connection.commit()
        assert storage.search.posts(None, ["before"], Cursor(max_id=3)).items == ()
        assert (found(storage, "edited"), found(storage, "meanwhile")) == (None, None)
        assert storage.search_index.catch_up() == 5
        assert (found(storage, "edited"), found(storage, "meanwhile")) == (1, MANY + 1)
        assert storage.search.accounts(None, ["lat"], Cursor()).items[0].username == "old1"
        assert storage.search_index.catch_up() == 0
        with storage.database.read() as connection:
            assert connection.scalar(select(func.count()).select_from(post_words)) == MANY


def test_what_repositories_write_needs_no_catching_up(storage: Storage) -> None:
    author = storage.account()
    post = storage.post(author, text="words")
    storage.boost(author, post)
    storage.bury(storage.post(author))
    assert storage.search_index.catch_up() == 0


def lose_words(storage: Storage) -> None:
    """As if the version before search had written everything."""
    if isinstance(storage.database, mongo_client.Database):
        with storage.database.administer() as driver:
            for name in ("posts", "accounts"):
                driver[name].update_many({}, {"$unset": {"search": True}})
        return
    assert storage.database is not None
    with storage.database.write() as connection:
        connection.execute(delete(post_words))
        connection.execute(delete(account_words))
        connection.commit()


def test_mongodb_takes_in_what_the_version_before_writes(tmp_path: Path) -> None:
    storage = mongodb(tmp_path)
    author = storage.account("anna", display_name="Before")
    edited, buried = storage.post(author, text="before"), storage.post(author, text="before")
    assert isinstance(storage.database, mongo_client.Database)
    with storage.database.administer() as driver:
        driver["posts"].update_one({"_id": edited.id}, {"$set": {"text": "after", "edited_at": NOW}})
        driver["posts"].update_one({"_id": buried.id}, {"$set": {"text": "", "deleted_at": NOW}})
        driver["accounts"].update_one({"_id": author.id}, {"$set": {"display_name": "Later"}})
    assert (found(storage, "before"), found(storage, "after")) == (None, None)
    assert storage.search_index.catch_up() == 3
    assert (found(storage, "before"), found(storage, "after")) == (None, edited.id)
    assert len(storage.search.accounts(None, ["lat"], Cursor()).items) == 1
    assert storage.search_index.catch_up() == 0
    with storage.database.read() as commands:
        assert commands.find("posts", {"search.words": "wdbefore"}) == []


def test_mongodb_finds_words_by_its_index(tmp_path: Path) -> None:
    storage = mongodb(tmp_path)
    storage.post(storage.account(), text="words")
    assert isinstance(storage.database, mongo_client.Database)
    watch_of(storage.database).commands.clear()
    assert found(storage, "words") is not None
    (command,) = watch_of(storage.database).commands
    with storage.database.administer() as driver:
        plan = str(
            driver.command("explain", {"aggregate": "posts", "pipeline": command.command["pipeline"], "cursor": {}})
        )
    assert "TEXT_MATCH" in plan
    assert "COLLSCAN" not in plan


def test_rows_that_were_lost_come_back(database_storage: Storage) -> None:
    author = database_storage.account("anna")
    post = database_storage.post(author, text="words")
    lose_words(database_storage)
    assert found(database_storage, "words") is None
    assert database_storage.search_index.catch_up() == 2
    assert found(database_storage, "words") == post.id
    assert len(database_storage.search.accounts(None, ["anna"], Cursor()).items) == 1


def plan(connection: Connection, word: str, *settings: str) -> str:
    """How PostgreSQL goes about a search with these settings."""
    for setting in settings:
        connection.exec_driver_sql(f"SET LOCAL {setting}")
    values = {"viewer": 1, "words": [word], "highest": MAX_ID, "above": -1, "limit": 41}
    sql, parameters = POSTS.newest.sent(connection.dialect, values)
    # What it is not told in the statement itself it would not know once it keeps the plan.
    assert re.findall("%\\((words|highest|above|limit)\\)s", sql) == []
    return "\n".join(connection.exec_driver_sql(f"EXPLAIN {sql}", parameters).scalars())


def test_postgresql_finds_words_by_its_index() -> None:
    """With so many rows that it has the choice, and with what it knows about them.

    A rare word is looked up even where no setting advises against going through the table. For a frequent one the
    latest posts are gone through, with the settings that our connections have.
    """
    with new_database("postgresql", needs("postgresql")) as url:
        storage = sql(url)
        assert isinstance(storage.database, Database)
        schema.upgrade(storage.database)
        write_as_before(storage.database, 1, 20_000, "common")
        write_as_before(storage.database, 20_001, 20_040, "rare")
        storage.search_index.catch_up()
        with storage.database.write() as connection:
            connection.execute(text("ANALYZE"))
            by_frequent = plan(connection, "wdcommon")
            by_rare = plan(connection, "wdrare", "enable_seqscan = on", "enable_hashjoin = on", "enable_mergejoin = on")
        storage.close()
    assert "Bitmap Index Scan on ft_post_words" in by_rare
    assert "pk_post_words" in by_frequent
    assert "Sort" not in by_frequent
