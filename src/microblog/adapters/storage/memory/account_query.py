"""Accounts, for reading."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import frozen

from microblog.adapters.storage.memory.account_repository import MemoryAccountRepository
from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, follows, is_shown
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, FollowView, MuteView, ProfileView
from microblog.ports.account_query import AccountQuery


@frozen
class MemoryAccountQuery(AccountQuery):
    """Looks at every account and follow there is."""

    storage: MemoryStorage

    def profile(self, viewer_id: int | None, username: str) -> ProfileView | None:
        tables = self.storage.committed
        account = MemoryAccountRepository(tables).by_name(username)
        return None if account is None else _profile(tables, viewer_id, account)

    def profiles(self, viewer_id: int | None, account_ids: Collection[int]) -> Mapping[int, ProfileView]:
        tables = self.storage.committed
        found = (tables.accounts[account_id] for account_id in account_ids if account_id in tables.accounts)
        views = {account.id: _profile(tables, viewer_id, account) for account in found}
        return {account_id: view for account_id, view in views.items() if view is not None}

    def is_gone(self, account: int | str) -> bool:
        accounts = MemoryAccountRepository(self.storage.committed)
        found = accounts.get(account) if isinstance(account, int) else accounts.by_name(account)
        return found is not None and found.state is AccountState.DELETED

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

    def familiar_followers(self, viewer_id: int, account_id: int, limit: int) -> Sequence[AccountView]:
        tables = self.storage.committed
        rows = [
            (follow.id, follow.followee_id)
            for follow in tables.follows.values()
            if follow.follower_id == viewer_id and follow.accepted and follows(tables, follow.followee_id, account_id)
        ]
        return [view.account for view in _page(tables, viewer_id, rows, Cursor(limit=limit)).items]

    def endorsed(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        rows = [(one.id, one.target_id) for one in tables.endorsements.values() if one.account_id == account_id]
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

    def muted(self, account_id: int, cursor: Cursor) -> Page[MuteView]:
        tables = self.storage.committed
        views = [
            MuteView(mute.id, account_view(tables.accounts[mute.muted_id]), mute.notifications, mute.expires_at)
            for mute in tables.mutes.values()
            if mute.muter_id == account_id and tables.accounts[mute.muted_id].state is AccountState.ACTIVE
        ]
        return page_of(views, lambda view: view.id, cursor)


def _profile(tables: Tables, viewer_id: int | None, account: Account) -> ProfileView | None:
    if account.state is not AccountState.ACTIVE:
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
    asks = None if viewer_id is None else tables.follows.get((account.id, viewer_id))
    mute = None if viewer_id is None else tables.mutes.get((viewer_id, account.id))
    note = None if viewer_id is None else tables.account_notes.get((viewer_id, account.id))
    return ProfileView(
        account=account_view(account),
        uri=account.uri,
        header=account.header,
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
        requested_by=asks is not None and not asks.accepted,
        followed_by=viewer_id is not None and follows(tables, account.id, viewer_id),
        blocks=(viewer_id, account.id) in tables.blocks,
        blocked_by=(account.id, viewer_id) in tables.blocks,
        mutes=mute is not None,
        mutes_notifications=mute is not None and mute.notifications,
        mute_expires_at=None if mute is None else mute.expires_at,
        endorsed=(viewer_id, account.id) in tables.endorsements,
        note=note.text if note is not None else "",
        limited=account.limited,
    )


def _page(tables: Tables, viewer_id: int | None, rows: Iterable[tuple[int, int]], cursor: Cursor) -> Page[FollowView]:
    views = [
        FollowView(row_id, account_view(tables.accounts[account_id]))
        for row_id, account_id in rows
        if is_shown(tables, viewer_id, tables.accounts[account_id])
    ]
    return page_of(views, lambda view: view.id, cursor)
