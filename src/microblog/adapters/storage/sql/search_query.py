"""Search, for reading."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, Text, bindparam, exists, or_, select

from microblog.adapters.storage.sql.dialect import by_the_row
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.post_views import (
    ENTRY,
    LISTED,
    VISIBLE,
    account_columns,
    account_view,
    entries_in,
    post_view,
)
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.search_engine import by_code_points, paged_search
from microblog.adapters.storage.sql.tables import account_words, accounts, follows, post_hashtags, post_words, posts
from microblog.adapters.storage.sql.visibility import VIEWER, found, is_shown, listed, visible
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.search_words import kept_word
from microblog.domain.model.views import AccountView, PostView
from microblog.ports.search_query import SearchQuery

_LAST_CHARACTER = "\U0010ffff"  # which no text holds


# An earlier version of this program may have changed what the words are of, so it is asked whether they are still true.
# Of the bare comparison PostgreSQL would think that it rarely holds, and plan as if hardly anything would be found.
_POSTS = entries_in(post_words).where(
    by_the_row(post_words.c.edited_at.is_not_distinct_from(ENTRY.c.edited_at)),
    or_(ENTRY.c.visibility != Visibility.UNLISTED, ENTRY.c.account_id == VIEWER),
    VISIBLE,
    LISTED,
)
_BY_AUTHOR = _POSTS.where(by_the_row(ENTRY.c.account_id == bindparam("author", type_=BigInteger())))
_ACCOUNTS = (
    select(*account_columns(accounts))
    .join_from(accounts, account_words, account_words.c.account_id == accounts.c.id)
    .where(by_the_row(account_words.c.display_name == accounts.c.display_name), is_shown(accounts), listed(accounts))
)
_FOLLOWED = _ACCOUNTS.where(
    found(
        follows.c.follower_id,
        follows.c.follower_id == VIEWER,
        follows.c.followee_id == accounts.c.id,
        follows.c.accepted,
    )
)
POSTS = paged_search(_POSTS, post_words, post_words.c.post_id)
POSTS_BY_AUTHOR = paged_search(_BY_AUTHOR, post_words, post_words.c.post_id)
ACCOUNTS = paged_search(_ACCOUNTS, account_words, account_words.c.account_id)
ACCOUNTS_FOLLOWED = paged_search(_FOLLOWED, account_words, account_words.c.account_id)

_tag = by_code_points(post_hashtags.c.name)
_NAMES = (
    select(_tag.label("name"))
    .where(_tag >= bindparam("prefix", type_=Text()), _tag < bindparam("above", type_=Text()))
    .distinct()
    .subquery("names")
)
_TAGGED = (
    exists()
    .where(
        post_hashtags.c.name == _NAMES.c.name,
        posts.c.id == post_hashtags.c.post_id,
        posts.c.visibility == Visibility.PUBLIC,
        accounts.c.id == posts.c.account_id,
        visible(posts, accounts),
        listed(accounts),
    )
    .correlate(_NAMES)
)
HASHTAGS = Prepared(
    select(_NAMES.c.name).where(_TAGGED).order_by(by_code_points(_NAMES.c.name)).limit(bindparam("limit"))
)


@frozen
class SqlSearchQuery(SearchQuery):
    """Each page in one statement, by the database's own full-text index."""

    database: ReadableDatabase

    def posts(
        self, viewer_id: int | None, words: Sequence[str], cursor: Cursor, *, author_id: int | None = None
    ) -> Page[PostView]:
        pages = POSTS if author_id is None else POSTS_BY_AUTHOR
        return pages.page(self.database, cursor, {**_values(viewer_id, words), "author": author_id}, post_view)

    def accounts(
        self, viewer_id: int | None, words: Sequence[str], cursor: Cursor, *, only_followed: bool = False
    ) -> Page[AccountView]:
        pages = ACCOUNTS_FOLLOWED if only_followed else ACCOUNTS
        return pages.page(self.database, cursor, _values(viewer_id, words), account_view)

    def hashtags(self, viewer_id: int | None, prefix: str, limit: int) -> Sequence[str]:
        values = {"viewer": viewer_id, "prefix": prefix, "above": prefix + _LAST_CHARACTER, "limit": limit}
        return [row[0] for row in self.database.rows(HASHTAGS, values)]


def _values(viewer_id: int | None, words: Sequence[str]) -> dict[str, Any]:
    return {"viewer": viewer_id, "words": [kept_word(word) for word in words]}
