"""Who features which hashtags, for reading."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, and_, bindparam, func, select

from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import featured_tags, post_hashtags, posts
from microblog.domain.model.relationships import FeaturedTag
from microblog.domain.model.views import FeaturedTagView
from microblog.ports.featured_tag_query import FeaturedTagQuery

_TAG, _USE = featured_tags.c, post_hashtags.c
_ACCOUNT = bindparam("account", type_=BigInteger())
_FEATURED = select(_TAG.id, _TAG.account_id, _TAG.name, _TAG.created_at).where(_TAG.account_id == _ACCOUNT)
_OF_ACCOUNT = Prepared(_FEATURED)

_ARE_USES = and_(_USE.listed_by == _TAG.account_id, _USE.name == _TAG.name)
_NUMBER = select(func.count()).select_from(post_hashtags).where(_ARE_USES).correlate(featured_tags).scalar_subquery()
_LATEST = select(func.max(_USE.post_id)).where(_ARE_USES).correlate(featured_tags).scalar_subquery()
_MOMENT = select(posts.c.created_at).where(posts.c.id == _LATEST).correlate(featured_tags).scalar_subquery()
_COUNTED = Prepared(_FEATURED.add_columns(_NUMBER, _MOMENT))
_USED = Prepared(
    select(_USE.name)
    .where(_USE.listed_by == _ACCOUNT, _USE.name.not_in(select(_TAG.name).where(_TAG.account_id == _ACCOUNT)))
    .group_by(_USE.name)
    .order_by(func.count().desc(), func.max(_USE.post_id).desc(), _USE.name)
    .limit(bindparam("limit"))
)


@frozen
class SqlFeaturedTagQuery(FeaturedTagQuery):
    """Each in one statement, which counts in an index alone."""

    database: ReadableDatabase

    def of_account(self, account_id: int) -> Sequence[FeaturedTag]:
        rows = self.database.rows(_OF_ACCOUNT, {"account": account_id})
        return [_featured_tag(row) for row in sorted(rows)]  # they are few

    def counted(self, account_id: int) -> Sequence[FeaturedTagView]:
        rows = self.database.rows(_COUNTED, {"account": account_id})
        return [
            FeaturedTagView(_featured_tag(row[:4]), row[4], None if row[5] is None else from_milliseconds(row[5]))
            for row in sorted(rows)
        ]

    def used(self, account_id: int, limit: int) -> Sequence[str]:
        return [name for (name,) in self.database.rows(_USED, {"account": account_id, "limit": limit})]


def _featured_tag(row: tuple[Any, ...]) -> FeaturedTag:
    tag_id, account_id, name, created_at = row
    return FeaturedTag(tag_id, account_id, name, from_milliseconds(created_at))
