"""Followed hashtags, for reading."""

from collections.abc import Collection
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, bindparam, select

from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.dialect import read_by
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.prepared import Prepared, among, in_places
from microblog.adapters.storage.sql.tables import FOLLOWED_TAGS_IN_ORDER, followed_tags
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.relationships import FollowedTag
from microblog.ports.followed_tag_query import MOST_TAGS, FollowedTagQuery

_TAG = followed_tags.c
_IS_THEIRS = _TAG.account_id == bindparam("account", type_=BigInteger())
_OF_ACCOUNT = PagedSelect.by(
    _TAG.id,
    read_by(
        select(_TAG.id, _TAG.account_id, _TAG.name, _TAG.created_at).where(_IS_THEIRS),
        followed_tags,
        FOLLOWED_TAGS_IN_ORDER,
    ),
)
_AMONG = {
    places: Prepared(select(_TAG.name).where(_IS_THEIRS, among(_TAG.name, "name", places))) for places in (1, MOST_TAGS)
}


@frozen
class SqlFollowedTagQuery(FollowedTagQuery):
    """Each in one statement."""

    database: ReadableDatabase

    def of_account(self, account_id: int, cursor: Cursor) -> Page[FollowedTag]:
        return _OF_ACCOUNT.page(self.database, cursor, {"account": account_id}, _followed_tag)

    def among(self, account_id: int, names: Collection[str]) -> frozenset[str]:
        if not names:
            return frozenset()
        places = 1 if len(names) == 1 else MOST_TAGS
        values = {"account": account_id, **in_places("name", list(names), places)}
        return frozenset(name for (name,) in self.database.rows(_AMONG[places], values))


def _followed_tag(row: tuple[Any, ...]) -> FollowedTag:
    tag_id, account_id, name, created_at = row
    return FollowedTag(tag_id, account_id, name, from_milliseconds(created_at))
