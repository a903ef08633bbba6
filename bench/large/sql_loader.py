"""Fills an SQL database with a city, each kind of database in its own quickest way, without going through the site.

Indexes other than keys are made when the rows are there, which takes a third of the time.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, make_url

from bench.large.records import Records
from microblog.adapters.storage.sql.account_repository import name_key
from microblog.adapters.storage.sql.column_types import mentions_to_json, to_json, to_milliseconds
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.tables import (
    account_words,
    accounts,
    conversations,
    follows,
    home_timeline_rows,
    likes,
    metadata,
    post_hashtags,
    post_mentions,
    post_words,
    posts,
    users,
)
from microblog.domain.model.post import LISTED, Visibility
from microblog.domain.model.search_words import kept_word, name_words, text_words

Row = tuple[Any, ...]


def load(url: str, records: Records, keep: int) -> None:
    """Fill the database at a URL, whose tables are there and empty. Home timelines get `keep` rows at most."""
    parts = make_url(url)
    if parts.get_backend_name() in ("mysql", "mariadb"):
        url = parts.update_query_dict({"local_infile": "1"}).render_as_string(hide_password=False)
    database = Database(url, 1)
    try:
        with database.write() as connection:
            _load(connection, records, keep)
            connection.commit()
        gather_statistics(database)
    finally:
        database.close()


def gather_statistics(database: Database) -> None:
    """As PostgreSQL and MariaDB do by themselves a while after many rows changed. SQLite never does."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")
        elif connection.dialect.name == "mysql":
            for table in metadata.sorted_tables:
                connection.exec_driver_sql(f"ANALYZE TABLE {table.name}").close()


def _load(connection: Connection, records: Records, keep: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # no looking up of foreign keys
    for table, some in rows(records, keep):
        for index in table.indexes:
            index.drop(connection)
        _PUT[connection.dialect.name](connection, table, some)
        for index in table.indexes:
            index.create(connection)


def rows(records: Records, keep: int) -> Iterator[tuple[Table, Iterable[Row]]]:
    """By table: what is stored in its columns, in their order, ordered by its primary key."""
    yield accounts, _accounts(records)
    yield users, _users(records)
    yield follows, _follows(records)
    yield posts, _posts(records)
    yield post_words, _post_words(records)
    yield account_words, _account_words(records)
    yield post_mentions, _mentions(records)
    yield post_hashtags, sorted(_hashtags(records))
    yield conversations, _conversations(records)
    yield likes, _likes(records)
    yield home_timeline_rows, _home_timelines(records, keep)


def _accounts(records: Records) -> Iterator[Row]:
    for account, _, counts in records.accounts():
        yield (
            account.id,
            account.username,
            account.domain,
            name_key(account.username, account.domain),
            account.uri,
            account.url,
            account.display_name,
            account.bio,
            account.bio_html,
            "[]",
            account.locked,
            account.state.value,
            to_milliseconds(account.created_at),
            counts.posts,
            counts.followers,
            counts.following,
            "",
            "",
            0,
            account.limited,
            account.disabled,
            account.sensitized,
        )


def _users(records: Records) -> Iterator[Row]:
    for _, user, _ in records.accounts():
        yield (
            user.account_id,
            user.email,
            user.email.lower(),
            user.password_hash,
            user.role.value,
            user.language,
            user.mail_on_mention,
            user.reason,
            None if user.confirmed_at is None else to_milliseconds(user.confirmed_at),
            user.last_read_notification_id,
            to_milliseconds(user.created_at),
            user.digest.value,
            user.default_visibility.value,
            user.default_language,
            user.default_sensitive,
        )


def _conversations(records: Records) -> Iterator[Row]:
    for one in sorted(records.conversations(), key=lambda each: (each.account_id, each.thread_id)):
        yield one.account_id, one.thread_id, one.post_id, one.unread


def _follows(records: Records) -> Iterator[Row]:
    for follow in records.follows():
        moment = to_milliseconds(follow.created_at)
        yield follow.id, follow.follower_id, follow.followee_id, follow.accepted, moment


def _posts(records: Records) -> Iterator[Row]:
    for post, counts in records.posts():
        is_first = post.in_reply_to_id is None and post.boost_of_id is None
        yield (
            post.id,
            post.account_id,
            post.uri,
            post.url,
            post.domain,
            post.text,
            post.html,
            post.content_warning,
            post.language,
            post.visibility.value,
            post.thread_id,
            to_milliseconds(post.created_at),
            post.in_reply_to_id,
            post.in_reply_to_account_id,
            post.boost_of_id,
            mentions_to_json(post.mentions),
            to_json(post.hashtags),
            None,
            None,
            is_first and post.visibility is Visibility.PUBLIC,
            counts.replies,
            counts.boosts,
            counts.likes,
            None,
            0,
            bool(post.media),
            None,
            None,
            post.sensitive,
        )


def _post_words(records: Records) -> Iterator[Row]:
    for post, _ in records.posts():
        if post.boost_of_id is None:
            yield post.id, None, _words(post.text)


@cache
def _words(text: str) -> str:
    return " ".join(map(kept_word, text_words(text)))


def _account_words(records: Records) -> Iterator[Row]:
    for account, _, _ in records.accounts():
        words = name_words(account.username, account.domain or "", account.display_name)
        yield account.id, account.display_name, " ".join(map(kept_word, words))


def _mentions(records: Records) -> Iterator[Row]:
    for post, _ in records.posts():
        for mention in post.mentions:
            yield post.id, mention.account_id


def _hashtags(records: Records) -> Iterator[Row]:
    for post, _ in records.posts():
        for name in post.hashtags:
            yield name, post.id, bool(post.media), post.account_id if post.visibility in LISTED else None


def _likes(records: Records) -> Iterator[Row]:
    for like in records.likes():
        yield like.id, like.account_id, like.post_id, to_milliseconds(like.created_at)


def _home_timelines(records: Records, keep: int) -> Iterator[Row]:
    for owner_id, post_ids in records.home_timelines(keep):
        for post_id in post_ids:
            yield owner_id, post_id


def _insert(connection: Connection, table: Table, some: Iterable[Row]) -> None:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("this is for SQLite")
    driver.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", some)  # noqa: S608


def _copy(connection: Connection, table: Table, some: Iterable[Row]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} FROM STDIN") as copy:
        for row in some:
            copy.write_row(row)


def _load_data(connection: Connection, table: Table, some: Iterable[Row]) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="") as file:
        file.writelines("\t".join(map(_field, row)) + "\n" for row in some)
        file.flush()
        connection.exec_driver_sql(
            f"LOAD DATA LOCAL INFILE '{file.name}' INTO TABLE {table.name} CHARACTER SET utf8mb4"
        )


def _field(value: object) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n")
    return str(int(value)) if isinstance(value, int) else str(value)


_PUT = {"sqlite": _insert, "postgresql": _copy, "mysql": _load_data}
