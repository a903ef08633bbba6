"""Timelines, for reading."""

from collections.abc import Sequence
from itertools import compress, product

from attrs import field, frozen
from sqlalchemy import BigInteger, ColumnElement, FromClause, bindparam, or_, select

from microblog.adapters.storage.sql.dialect import by_the_row, read_by
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.marked_timeline import KeptPosts, MarkedTimeline
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.post_views import (
    ENTRY,
    LISTED,
    UNMUTED,
    VISIBLE,
    entries,
    entries_in,
    listed_view,
    post_view,
)
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import (
    BOOKMARKS_IN_ORDER,
    LIKES_IN_ORDER,
    MEDIA_OF_ACCOUNT,
    POSTS_IN_ORDER,
    PUBLIC_MEDIA,
    TAGGED_MEDIA,
    bookmarks,
    home_timeline_rows,
    likes,
    list_members,
    lists,
    pins,
    post_hashtags,
)
from microblog.adapters.storage.sql.visibility import VIEWER, found
from microblog.domain.model.list import List, RepliesPolicy
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import PostView
from microblog.ports.timeline_query import TimelineQuery

_ACCOUNT = bindparam("account", type_=BigInteger())
_HOME, _TAGGED = home_timeline_rows.c, post_hashtags.c
_OF_ACCOUNT = entries().where(ENTRY.c.account_id == _ACCOUNT, VISIBLE)
_ANSWERED = ENTRY.c.in_reply_to_account_id
_NAME = bindparam("name", type_=_TAGGED.name.type)
_ONLY = (
    or_(_ANSWERED.is_(None), ENTRY.c.account_id == _ANSWERED),
    by_the_row(ENTRY.c.boost_of_id.is_(None)),
    found(_TAGGED.post_id, _TAGGED.name == _NAME, _TAGGED.post_id == ENTRY.c.id),
)

# By whether only what shows pictures is wanted, as are those below; a boost has none.
_PUBLIC = entries().where(ENTRY.c.on_public_timeline, VISIBLE, UNMUTED, LISTED)
PUBLIC = {
    False: PagedSelect.by(ENTRY.c.id, _PUBLIC),
    True: PagedSelect.by(ENTRY.c.id, read_by(_PUBLIC.where(ENTRY.c.with_media), ENTRY, PUBLIC_MEDIA)),
}
_MEMBER, _ANSWERED_MEMBER, _AWAY = (list_members.alias(name) for name in ("member", "answered_member", "away"))
_ON_EXCLUSIVE_LIST = (
    select(lists.c.id)
    .join_from(_AWAY, lists, lists.c.id == _AWAY.c.list_id)
    .where(_AWAY.c.owner_id == _ACCOUNT, _AWAY.c.account_id == ENTRY.c.account_id, lists.c.exclusive)
    .limit(1)
    .scalar_subquery()
)
_ON_HOME = entries_in(home_timeline_rows).where(_HOME.owner_id == _ACCOUNT, VISIBLE, UNMUTED)
HOME = MarkedTimeline.by(_HOME.post_id, _ON_HOME.where(_ON_EXCLUSIVE_LIST.is_(None)))


def _is_on_list(member: FromClause, account_id: ColumnElement[int]) -> ColumnElement[bool]:
    this_list = bindparam("list", type_=BigInteger())
    return found(member.c.list_id, member.c.list_id == this_list, member.c.account_id == account_id)


_REPLIES_SHOWN = {
    RepliesPolicy.FOLLOWED: (),
    RepliesPolicy.MEMBERS: (or_(_ONLY[0], _is_on_list(_ANSWERED_MEMBER, _ANSWERED)),),
    RepliesPolicy.NONE: (_ONLY[0],),
}
OF_LIST = {
    policy: PagedSelect.by(_HOME.post_id, _ON_HOME.where(_is_on_list(_MEMBER, ENTRY.c.account_id), *conditions))
    for policy, conditions in _REPLIES_SHOWN.items()
}

_OF_ACCOUNT_BY = {
    False: read_by(_OF_ACCOUNT, ENTRY, POSTS_IN_ORDER),
    True: read_by(_OF_ACCOUNT.where(ENTRY.c.with_media), ENTRY, MEDIA_OF_ACCOUNT),
}
# By which of these are asked for besides.
OF_ACCOUNT = {
    (only_media, *which): PagedSelect.by(ENTRY.c.id, _OF_ACCOUNT_BY[only_media].where(*compress(_ONLY, which)))
    for only_media, *which in product((False, True), repeat=4)
}
LIKED, BOOKMARKED = (
    PagedSelect.by(
        table.c.id, read_by(entries_in(table, table.c.id).where(table.c.account_id == VIEWER, VISIBLE), table, index)
    )
    for table, index in ((likes, LIKES_IN_ORDER), (bookmarks, BOOKMARKS_IN_ORDER))
)
PINNED = Prepared(entries_in(pins, pins.c.id).where(pins.c.account_id == _ACCOUNT, VISIBLE))
_HASHTAG = entries_in(post_hashtags).where(
    _TAGGED.name == _NAME, ENTRY.c.visibility == Visibility.PUBLIC, VISIBLE, UNMUTED, LISTED
)
HASHTAG = {
    False: PagedSelect.by(_TAGGED.post_id, _HASHTAG),
    True: PagedSelect.by(_TAGGED.post_id, read_by(_HASHTAG.where(_TAGGED.with_media), post_hashtags, TAGGED_MEDIA)),
}


@frozen
class SqlTimelineQuery(TimelineQuery):
    """Each timeline in one statement, the home timeline in a second one where it holds something new."""

    database: ReadableDatabase
    _kept: KeptPosts = field(factory=KeptPosts, init=False, repr=False)

    def public(self, viewer_id: int | None, cursor: Cursor, *, only_media: bool = False) -> Page[PostView]:
        return PUBLIC[only_media].page(self.database, cursor, {"viewer": viewer_id}, post_view)

    def home(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        return self._kept.page(HOME, self.database, cursor, {"viewer": viewer_id, "account": viewer_id})

    def of_list(self, viewer_id: int, of: List, cursor: Cursor) -> Page[PostView]:
        values = {"viewer": viewer_id, "account": viewer_id, "list": of.id}
        return OF_LIST[of.replies_policy].page(self.database, cursor, values, post_view)

    def of_account(
        self,
        viewer_id: int | None,
        account_id: int,
        cursor: Cursor,
        *,
        with_replies: bool,
        with_boosts: bool = True,
        hashtag: str | None = None,
        only_media: bool = False,
    ) -> Page[PostView]:
        statement = OF_ACCOUNT[only_media, not with_replies, not with_boosts, hashtag is not None]
        values = {"viewer": viewer_id, "account": account_id, "name": hashtag}
        return statement.page(self.database, cursor, values, post_view)

    def pinned(self, viewer_id: int | None, account_id: int) -> Sequence[PostView]:
        rows = self.database.rows(PINNED, {"viewer": viewer_id, "account": account_id})
        # They are few, and in no order that an index has.
        return tuple([listed_view(row) for row in sorted(rows, reverse=True)])

    def liked(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        return LIKED.page(self.database, cursor, {"viewer": viewer_id}, listed_view)

    def bookmarked(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        return BOOKMARKED.page(self.database, cursor, {"viewer": viewer_id}, listed_view)

    def hashtag(self, viewer_id: int | None, name: str, cursor: Cursor, *, only_media: bool = False) -> Page[PostView]:
        return HASHTAG[only_media].page(self.database, cursor, {"viewer": viewer_id, "name": name}, post_view)
