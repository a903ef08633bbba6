"""Followed hashtags, for reading."""

from collections.abc import Collection

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.relationships import FollowedTag
from microblog.ports.followed_tag_query import FollowedTagQuery


@frozen
class MemoryFollowedTagQuery(FollowedTagQuery):
    """Looks at every one there is."""

    storage: MemoryStorage

    def of_account(self, account_id: int, cursor: Cursor) -> Page[FollowedTag]:
        followed = self.storage.committed.followed_tags.values()
        return page_of((one for one in followed if one.account_id == account_id), lambda one: one.id, cursor)

    def among(self, account_id: int, names: Collection[str]) -> frozenset[str]:
        followed = self.storage.committed.followed_tags
        return frozenset(name for name in names if (account_id, name) in followed)
