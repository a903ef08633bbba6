"""The words that posts and accounts are found by, beside them and in the database's own full-text index.

Repositories write them in the transaction of the change; `catch_up` finds what was written past this code.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, Connection, Delete, Select, and_, bindparam, delete, exists, or_, select

from microblog.adapters.storage.sql.dialect import InsertOrSkip, insert_or_skip
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.prepared import PreparedChange
from microblog.adapters.storage.sql.tables import account_words, accounts, post_words, posts
from microblog.domain.model.search_words import kept_word, name_words, text_words
from microblog.ports.search_index import SearchIndex

logger = logging.getLogger(__name__)

_BATCH = 500

_ID = bindparam("this_id", type_=BigInteger())
_AFTER = bindparam("after", type_=BigInteger())
_IDS = bindparam("ids", expanding=True, type_=BigInteger())


@frozen
class _Kind:
    """How the words of one kind of thing are kept."""

    to_do: Select[Any]  # the ids of those whose words are missing, out of date or of no more use, behind `after`
    locked: Select[Any]  # what the words of these `ids` come from
    row: Callable[..., dict[str, Any]]
    add: InsertOrSkip
    remove: Delete


def _kept(words: Sequence[str]) -> str:
    return " ".join(map(kept_word, words))


def _post_row(post_id: int, text: str, content_warning: str, edited_at: datetime | None) -> dict[str, Any]:
    words = _kept(text_words(f"{content_warning} {text}"))
    return {"post_id": post_id, "edited_at": edited_at, "words": words}


def _account_row(account_id: int, username: str, domain: str | None, display_name: str) -> dict[str, Any]:
    words = _kept(name_words(username, domain or "", display_name))
    return {"account_id": account_id, "display_name": display_name, "words": words}


_HAS_WORDS = post_words.c.post_id == posts.c.id
_POSTS = _Kind(
    select(posts.c.id)
    .where(
        posts.c.id > _AFTER,
        posts.c.boost_of_id.is_(None),
        or_(
            and_(
                posts.c.deleted_at.is_(None),
                ~exists().where(_HAS_WORDS, post_words.c.edited_at.is_not_distinct_from(posts.c.edited_at)),
            ),
            and_(posts.c.deleted_at.is_not(None), exists().where(_HAS_WORDS)),
        ),
    )
    .order_by(posts.c.id)
    .limit(_BATCH),
    select(posts.c.id, posts.c.text, posts.c.content_warning, posts.c.edited_at)
    .where(posts.c.id.in_(_IDS), posts.c.deleted_at.is_(None))
    .order_by(posts.c.id)
    .with_for_update(),
    _post_row,
    insert_or_skip(post_words),
    delete(post_words).where(post_words.c.post_id == _ID),
)
_ACCOUNTS = _Kind(
    select(accounts.c.id)
    .where(
        accounts.c.id > _AFTER,
        ~exists().where(
            account_words.c.account_id == accounts.c.id, account_words.c.display_name == accounts.c.display_name
        ),
    )
    .order_by(accounts.c.id)
    .limit(_BATCH),
    select(accounts.c.id, accounts.c.username, accounts.c.domain, accounts.c.display_name)
    .where(accounts.c.id.in_(_IDS))
    .order_by(accounts.c.id)
    .with_for_update(),
    _account_row,
    insert_or_skip(account_words),
    delete(account_words).where(account_words.c.account_id == _ID),
)


_ADD_POST = PreparedChange(_POSTS.add)


def index_post(
    connection: Connection, post_id: int, text: str, content_warning: str, edited_at: datetime | None
) -> None:
    """Note the words of a new post, or of one that `forget_post` was called for."""
    _ADD_POST.made(connection, _post_row(post_id, text, content_warning, edited_at))


def forget_post(connection: Connection, post_id: int) -> None:
    """No longer find a post."""
    connection.execute(_POSTS.remove, {"this_id": post_id})


def index_account(
    connection: Connection, account_id: int, username: str, domain: str | None, display_name: str
) -> None:
    """Note the words of a new account, or of one that `forget_account` was called for."""
    connection.execute(_ACCOUNTS.add, _account_row(account_id, username, domain, display_name))


def forget_account(connection: Connection, account_id: int) -> None:
    """No longer find an account."""
    connection.execute(_ACCOUNTS.remove, {"this_id": account_id})


# Sections 6.7 and 6.8 of the documentation of FTS5: a negative number has it merge all, some 500 pages in a step.
_MERGE = "INSERT INTO {0}_index ({0}_index, rank) VALUES ('merge', -500)"


@frozen
class SqlSearchIndex(SearchIndex):
    """Two tables, `post_words` and `account_words`."""

    database: Database

    def catch_up(self) -> int:
        return catch_up(self.database)

    def forget_removed(self) -> None:
        """SQLite alone writes down that words are gone, and leaves them in place until it merges what it wrote.

        In PostgreSQL and MySQL no statement finds them any more; their own housekeeping clears the indexes.
        """
        for table in (post_words, account_words):
            while _merge(self.database, table.name):
                pass


def _merge(database: Database, words: str) -> bool:
    """One step of merging the whole index, in a transaction of its own; False once there is nothing to merge."""
    with database.write() as connection:
        if connection.dialect.name != "sqlite":
            return False
        before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
        connection.exec_driver_sql(_MERGE.format(words))
        changes = connection.exec_driver_sql("SELECT total_changes()").scalar_one() - before
        connection.commit()
    return int(changes) > 1


def catch_up(database: Database) -> int:
    """See `SearchIndex`. Batches have transactions of their own, so that others can write in between."""
    done = sum(_catch_up(database, kind) for kind in (_POSTS, _ACCOUNTS))
    if done:
        logger.info("indexed for search", extra={"things": done})
    return done


def _catch_up(database: Database, kind: _Kind) -> int:
    done, after = 0, -1
    while True:
        with database.read() as connection:
            ids = connection.scalars(kind.to_do, {"after": after}).all()
        if not ids:
            return done
        with database.write() as connection:
            # Locked, so that none of them is edited or deleted between the reading of its text and our commit.
            rows = [kind.row(*found) for found in connection.execute(kind.locked, {"ids": ids})]
            connection.execute(kind.remove, [{"this_id": each} for each in ids])
            if rows:
                connection.execute(kind.add, rows)
            connection.commit()
        done, after = done + len(ids), ids[-1]
