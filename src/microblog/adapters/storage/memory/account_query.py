"""Accounts, for reading."""

from collections.abc import Iterable

from attrs import frozen

from microblog.adapters.storage.memory.account_repository import MemoryAccountRepository
from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, follows, is_shown
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import FollowView, ProfileView
from microblog.ports.account_query import AccountQuery


@frozen
class MemoryAccountQuery(AccountQuery):
    """Looks at every account and follow there is."""

    storage: MemoryStorage

    def profile(self, viewer_id: int | None, username: str) -> ProfileView | None:
        tables = self.storage.committed
        account = MemoryAccountRepository(tables).by_name(username)
        if account is None or account.state is not AccountState.ACTIVE:
            return None
        posts = [
            post
            for post in tables.posts.values()
            if post.account_id == account.id
            and post.boost_of_id is None
            and post.deleted_at is None
            and post.visibility is not Visibility.MENTIONED
        ]
        accepted = [follow for follow in tables.follows.values() if follow.accepted]
        asked = None if viewer_id is None else tables.follows.get((viewer_id, account.id))
        return ProfileView(
            account=account_view(account),
            uri=account.uri,
            bio=account.bio,
            bio_html=account.bio_html,
            fields=account.fields,
            created_at=account.created_at,
            posts_count=len(posts),
            followers_count=sum(follow.followee_id == account.id for follow in accepted),
            following_count=sum(follow.follower_id == account.id for follow in accepted),
            last_post_at=max(posts, key=lambda post: post.id).created_at if posts else None,
            follows=follows(tables, viewer_id, account.id),
            requested=asked is not None and not asked.accepted,
            followed_by=viewer_id is not None and follows(tables, account.id, viewer_id),
            blocks=(viewer_id, account.id) in tables.blocks,
            blocked_by=(account.id, viewer_id) in tables.blocks,
        )

    def is_gone(self, username: str) -> bool:
        account = MemoryAccountRepository(self.storage.committed).by_name(username)
        return account is not None and account.state is AccountState.DELETED

    def followers(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        rows = [
            (follow.id, follow.follower_id)
            for follow in tables.follows.values()
            if follow.followee_id == account_id and follow.accepted
        ]
        return _page(tables, viewer_id, rows, cursor)

    def following(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        rows = [
            (follow.id, follow.followee_id)
            for follow in tables.follows.values()
            if follow.follower_id == account_id and follow.accepted
        ]
        return _page(tables, viewer_id, rows, cursor)

    def follow_requests(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        rows = [
            (follow.id, follow.follower_id)
            for follow in tables.follows.values()
            if follow.followee_id == account_id and not follow.accepted
        ]
        return _page(tables, None, rows, cursor)

    def blocked(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        rows = [(block.id, block.blocked_id) for block in tables.blocks.values() if block.blocker_id == account_id]
        return _page(tables, None, rows, cursor)


def _page(tables: Tables, viewer_id: int | None, rows: Iterable[tuple[int, int]], cursor: Cursor) -> Page[FollowView]:
    views = [
        FollowView(row_id, account_view(tables.accounts[account_id]))
        for row_id, account_id in rows
        if is_shown(tables, viewer_id, tables.accounts[account_id])
    ]
    return page_of(views, lambda view: view.id, cursor)
