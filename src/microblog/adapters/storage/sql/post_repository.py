"""Posts, for writing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import asdict, frozen
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from microblog.adapters.storage.sql.column_types import (
    mentions_from_json,
    mentions_to_json,
    texts_from_json,
    to_json,
)
from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.prepared import PreparedChange
from microblog.adapters.storage.sql.search_index import forget_post, index_post
from microblog.adapters.storage.sql.tables import (
    accounts,
    bookmarks,
    home_timeline_rows,
    likes,
    open_polls,
    pins,
    poll_votes,
    post_hashtags,
    post_mentions,
    post_versions,
    posts,
)
from microblog.domain.model.errors import Conflict
from microblog.domain.model.poll import Poll
from microblog.domain.model.post import LISTED, Post, PostVersion, Visibility
from microblog.ports.post_repository import PostRepository

COLUMNS = tuple(posts.c[name] for name in Post.__match_args__)
_ID = bindparam("this_id", type_=posts.c.id.type)
_ADD = PreparedChange(insert_or_skip(posts))
_SAVE = update(posts).where(posts.c.id == _ID, posts.c.deleted_at.is_(None))
_BY_ID = select(*COLUMNS).where(posts.c.id == _ID)
_BOOST = select(*COLUMNS).where(posts.c.account_id == bindparam("account_id"), posts.c.boost_of_id == _ID)
_OF_ACCOUNT = (
    select(*COLUMNS)
    .where(posts.c.account_id == bindparam("account_id"), posts.c.deleted_at.is_(None))
    .order_by(posts.c.id.desc())
    .limit(bindparam("limit"))
)
_BURY = update(posts).where(posts.c.id == _ID, posts.c.deleted_at.is_(None))
_REMOVE = delete(posts).where(posts.c.id == _ID)
_COUNT_REPLY, _COUNT_BOOST = (
    PreparedChange(update(posts).where(posts.c.id == _ID).values({counted: counted + bindparam("by")}))
    for counted in (posts.c.replies_count, posts.c.boosts_count)
)
_COUNT_POST = PreparedChange(
    update(accounts).where(accounts.c.id == _ID).values(posts_count=accounts.c.posts_count + bindparam("by"))
)

_ADD_MENTION = PreparedChange(insert(post_mentions))
_ADD_HASHTAG = PreparedChange(insert_or_skip(post_hashtags))
_BOOSTS = select(posts.c.id).where(posts.c.boost_of_id == _ID)
_OFF_HOME = delete(home_timeline_rows).where(home_timeline_rows.c.post_id == _ID)
_BOOSTS_OFF_HOME = delete(home_timeline_rows).where(home_timeline_rows.c.post_id.in_(_BOOSTS))
_REMOVE_BOOSTS = delete(posts).where(posts.c.boost_of_id == _ID)
_HAS_MENTIONED = (
    select(posts.c.id)
    .join_from(posts, post_mentions, post_mentions.c.post_id == posts.c.id)
    .where(
        posts.c.thread_id == bindparam("thread", type_=posts.c.id.type),
        posts.c.account_id == bindparam("account", type_=posts.c.id.type),
        post_mentions.c.account_id == bindparam("mentioned", type_=posts.c.id.type),
    )
    .limit(1)
)
_REMOVE_MENTIONS = delete(post_mentions).where(post_mentions.c.post_id == _ID)
_REMOVE_HASHTAGS = delete(post_hashtags).where(post_hashtags.c.post_id == _ID)
_REMOVE_VERSIONS = delete(post_versions).where(post_versions.c.post_id == _ID)
_REMOVE_LIKES = delete(likes).where(likes.c.post_id == _ID)
_REMOVE_BOOKMARKS = delete(bookmarks).where(bookmarks.c.post_id == _ID)
_REMOVE_VOTES = delete(poll_votes).where(poll_votes.c.post_id == _ID)
_CLOSE_POLL = delete(open_polls).where(open_polls.c.post_id == _ID)
_UNPIN = delete(pins).where(pins.c.post_id == _ID)
_OF_BURIED = (
    _BOOSTS_OFF_HOME,
    _REMOVE_BOOSTS,
    _REMOVE_MENTIONS,
    _REMOVE_HASHTAGS,
    _REMOVE_VERSIONS,
    _REMOVE_LIKES,
    _REMOVE_BOOKMARKS,
    _UNPIN,
    _REMOVE_VOTES,
    _CLOSE_POLL,
)

_NAMES = ("text", "html", "content_warning", "created_at", "media", "poll_options", "sensitive")
_ADD_VERSION = insert(post_versions).from_select(
    ["post_id", "number", *_NAMES],
    select(
        _ID,
        func.coalesce(func.max(post_versions.c.number), 0) + 1,
        *(bindparam(name, type_=post_versions.c[name].type) for name in _NAMES),
    ).where(post_versions.c.post_id == _ID),
)

_COUNT_VERSIONS = select(func.count()).select_from(post_versions).where(post_versions.c.post_id == _ID)


@frozen
class SqlPostRepository(PostRepository):
    """Posts in a table, with mentions, hashtags and versions in tables of their own."""

    _connection: Connection

    def add(self, post: Post) -> None:
        if _ADD.made(self._connection, post_row(post)) == 0:
            raise Conflict("the account has boosted the post already")
        self._add_names(post)
        if post.boost_of_id is None:
            index_post(self._connection, post.id, post.text, post.content_warning, post.edited_at)
        self._count(post, 1)

    def save(self, post: Post) -> None:
        changed = {
            "this_id": post.id,
            "text": post.text,
            "html": post.html,
            "content_warning": post.content_warning,
            "language": post.language,
            "mentions": mentions_to_json(post.mentions),
            "hashtags": to_json(post.hashtags),
            "media": post.media,
            "with_media": bool(post.media),
            "poll": post.poll,
            "sensitive": post.sensitive,
            "edited_at": post.edited_at,
        }
        if self._connection.execute(_SAVE, changed).rowcount:
            self._connection.execute(_REMOVE_MENTIONS, {"this_id": post.id})
            self._connection.execute(_REMOVE_HASHTAGS, {"this_id": post.id})
            self._add_names(post)
            forget_post(self._connection, post.id)
            index_post(self._connection, post.id, post.text, post.content_warning, post.edited_at)

    def get(self, post_id: int) -> Post | None:
        row = self._connection.execute(_BY_ID, {"this_id": post_id}).first()
        return None if row is None else post_of(row)

    def boost(self, account_id: int, post_id: int) -> Post | None:
        row = self._connection.execute(_BOOST, {"account_id": account_id, "this_id": post_id}).first()
        return None if row is None else post_of(row)

    def remove_boost(self, boost: Post) -> None:
        self._connection.execute(_OFF_HOME, {"this_id": boost.id})
        if self._connection.execute(_REMOVE, {"this_id": boost.id}).rowcount:
            self._count(boost, -1)

    def bury(self, post_id: int, deleted_at: datetime) -> None:
        post = self.get(post_id)
        if post is None or post.deleted_at is not None:
            return
        if post.boost_of_id is not None:
            self.remove_boost(post)
            return
        left = {
            "this_id": post_id,
            "text": "",
            "html": "",
            "content_warning": "",
            "mentions": "[]",
            "hashtags": "[]",
            "media": (),
            "with_media": False,
            "poll": None,
            "poll_counts": None,
            "sensitive": False,
            "deleted_at": deleted_at,
            "on_public_timeline": False,
            "boosts_count": 0,
            "likes_count": 0,
        }
        if self._connection.execute(_BURY, left).rowcount:
            for statement in _OF_BURIED:
                self._connection.execute(statement, {"this_id": post_id})
            forget_post(self._connection, post_id)
            self._count(post, -1)

    def of_account(self, account_id: int, limit: int) -> Sequence[Post]:
        rows = self._connection.execute(_OF_ACCOUNT, {"account_id": account_id, "limit": limit})
        return [post_of(row) for row in rows]

    def add_version(self, version: PostVersion) -> None:
        row = asdict(version, recurse=False)
        self._connection.execute(_ADD_VERSION, {"this_id": row.pop("post_id"), **row})

    def has_mentioned(self, thread_id: int, account_id: int, mentioned_id: int) -> bool:
        values = {"thread": thread_id, "account": account_id, "mentioned": mentioned_id}
        return self._connection.execute(_HAS_MENTIONED, values).first() is not None

    def count_versions(self, post_id: int) -> int:
        return int(self._connection.execute(_COUNT_VERSIONS, {"this_id": post_id}).scalar_one())

    def _add_names(self, post: Post) -> None:
        if rows := mention_rows(post):
            _ADD_MENTION.made(self._connection, *rows)
        if rows := hashtag_rows(post):
            _ADD_HASHTAG.made(self._connection, *rows)

    def _count(self, post: Post, by: int) -> None:
        if post.boost_of_id is not None:
            _COUNT_BOOST.made(self._connection, {"this_id": post.boost_of_id, "by": by})
            return
        if post.in_reply_to_id is not None:
            _COUNT_REPLY.made(self._connection, {"this_id": post.in_reply_to_id, "by": by})
        if post.visibility is not Visibility.MENTIONED:
            _COUNT_POST.made(self._connection, {"this_id": post.account_id, "by": by})


def post_row(post: Post) -> dict[str, Any]:
    """A post, without what is counted."""
    row = asdict(post, recurse=False)
    row["mentions"] = mentions_to_json(post.mentions)
    row["hashtags"] = to_json(post.hashtags)
    row["with_media"] = bool(post.media)
    row["poll_counts"] = no_votes(post.poll)
    row["on_public_timeline"] = _is_for_public_timeline(post)
    return row


def no_votes(poll: Poll | None) -> tuple[int, ...] | None:
    """What is counted of a poll as long as nobody has voted."""
    return None if poll is None else (0,) * (1 + len(poll.options))


def mention_rows(post: Post) -> list[dict[str, Any]]:
    """Whom it mentions, for `post_mentions`."""
    mentioned = {mention.account_id for mention in post.mentions}
    return [{"post_id": post.id, "account_id": each} for each in mentioned]


def hashtag_rows(post: Post) -> list[dict[str, Any]]:
    """What it is tagged with, for `post_hashtags`."""
    listed_by = post.account_id if post.visibility in LISTED else None
    rest = {"post_id": post.id, "with_media": bool(post.media), "listed_by": listed_by}
    return [{**rest, "name": name} for name in set(post.hashtags)]


def _is_for_public_timeline(post: Post) -> bool:
    is_first = post.in_reply_to_id is None and post.boost_of_id is None
    is_seen = post.domain is None and post.visibility is Visibility.PUBLIC and post.deleted_at is None
    return is_first and is_seen


def post_of(row: Row[Any]) -> Post:
    """The post in a row of COLUMNS."""
    values = row._asdict()
    values["mentions"] = mentions_from_json(values["mentions"])
    values["hashtags"] = texts_from_json(values["hashtags"])
    return Post(**values)
