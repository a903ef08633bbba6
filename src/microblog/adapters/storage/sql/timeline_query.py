"""Timelines, for reading."""

from attrs import frozen
from sqlalchemy import BigInteger, bindparam, or_

from microblog.adapters.storage.sql.dialect import read_by
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.post_views import ENTRY, VISIBLE, entries, entries_in, post_view
from microblog.adapters.storage.sql.tables import POSTS_IN_ORDER, home_timeline_rows, post_hashtags
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import PostView
from microblog.ports.timeline_query import TimelineQuery

_ACCOUNT = bindparam("account", type_=BigInteger())
_HOME, _TAGGED = home_timeline_rows.c, post_hashtags.c
_OF_ACCOUNT = read_by(entries().where(ENTRY.c.account_id == _ACCOUNT, VISIBLE), ENTRY, POSTS_IN_ORDER)
_ANSWERED = ENTRY.c.in_reply_to_account_id

PUBLIC = PagedSelect.by(ENTRY.c.id, entries().where(ENTRY.c.on_public_timeline, VISIBLE))
HOME = PagedSelect.by(_HOME.post_id, entries_in(home_timeline_rows).where(_HOME.owner_id == _ACCOUNT, VISIBLE))
WITH_REPLIES = PagedSelect.by(ENTRY.c.id, _OF_ACCOUNT)
WITHOUT_REPLIES = PagedSelect.by(
    ENTRY.c.id, _OF_ACCOUNT.where(or_(_ANSWERED.is_(None), ENTRY.c.account_id == _ANSWERED))
)
HASHTAG = PagedSelect.by(
    _TAGGED.post_id,
    entries_in(post_hashtags).where(
        _TAGGED.name == bindparam("name"), ENTRY.c.visibility == Visibility.PUBLIC, VISIBLE
    ),
)


@frozen
class SqlTimelineQuery(TimelineQuery):
    """Each timeline in one statement."""

    database: ReadableDatabase

    def public(self, viewer_id: int | None, cursor: Cursor) -> Page[PostView]:
        return PUBLIC.page(self.database, cursor, {"viewer": viewer_id}, post_view)

    def home(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        return HOME.page(self.database, cursor, {"viewer": viewer_id, "account": viewer_id}, post_view)

    def of_account(
        self, viewer_id: int | None, account_id: int, cursor: Cursor, *, with_replies: bool
    ) -> Page[PostView]:
        statement = WITH_REPLIES if with_replies else WITHOUT_REPLIES
        return statement.page(self.database, cursor, {"viewer": viewer_id, "account": account_id}, post_view)

    def hashtag(self, viewer_id: int | None, name: str, cursor: Cursor) -> Page[PostView]:
        return HASHTAG.page(self.database, cursor, {"viewer": viewer_id, "name": name}, post_view)
