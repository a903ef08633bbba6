"""Whom there is to meet, for reading."""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from microblog.adapters.storage.memory.post_views import account_view, is_shown, listed
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView
from microblog.ports.directory_query import MOST_FOLLOWED, RECENT, DirectoryQuery


@frozen
class MemoryDirectoryQuery(DirectoryQuery):
    """Looks at every account, post or follow there is."""

    storage: MemoryStorage

    def newest(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        tables = self.storage.committed
        return _shown(tables, viewer_id, sorted(tables.accounts, reverse=True))[offset : offset + limit]

    def active(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        tables = self.storage.committed
        public = [
            post
            for post in tables.posts.values()
            if post.visibility is Visibility.PUBLIC
            and post.domain is None
            and post.in_reply_to_id is None
            and post.boost_of_id is None
            and post.deleted_at is None
        ]
        latest = sorted(public, key=lambda post: post.id, reverse=True)[:RECENT]
        authors = dict.fromkeys(post.account_id for post in latest)
        return _shown(tables, viewer_id, authors)[offset : offset + limit]

    def suggested(self, viewer_id: int, limit: int) -> Sequence[AccountView]:
        tables = self.storage.committed
        mine = [one for one in tables.follows.values() if one.follower_id == viewer_id and one.accepted]
        latest = {one.followee_id for one in sorted(mine, key=lambda one: one.id, reverse=True)[:MOST_FOLLOWED]}
        counted = Counter(
            one.followee_id
            for one in tables.follows.values()
            if one.follower_id in latest
            and one.accepted
            and one.followee_id != viewer_id
            and (viewer_id, one.followee_id) not in tables.follows
            and (viewer_id, one.followee_id) not in tables.dismissals
        )
        by_number = sorted(counted, key=lambda account_id: (counted[account_id], account_id), reverse=True)
        return _shown(tables, viewer_id, by_number)[:limit]


def _shown(tables: Tables, viewer_id: int | None, account_ids: Iterable[int]) -> list[AccountView]:
    accounts = [tables.accounts[account_id] for account_id in account_ids]
    return [
        account_view(account)
        for account in accounts
        if account.domain is None
        and is_shown(tables, viewer_id, account)
        and listed(tables, viewer_id, account.id)
        and (viewer_id, account.id) not in tables.mutes
    ]
