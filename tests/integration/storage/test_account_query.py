"""Accounts, for reading."""

import pytest

from microblog.domain.model.account import AccountState, ProfileField
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, ProfileView
from tests.integration.storage.storage import Storage


def test_a_profile_holds_all_that_a_page_shows(storage: Storage) -> None:
    fields = (ProfileField("Web", "https://example.org", "<a>example.org</a>"),)
    account, other, third = storage.account("Anna", fields=fields, locked=True), storage.account(), storage.account()
    storage.post(account, Visibility.FOLLOWERS)
    last = storage.post(account)
    storage.post(account, Visibility.MENTIONED)
    storage.boost(account, storage.post(other))
    storage.bury(storage.post(account))
    storage.follow(other, account)
    storage.follow(third, account, accepted=False)
    storage.follow(account, third)
    assert storage.accounts.profile(None, "aNNA") == ProfileView(
        account=AccountView(account.id, "Anna", None, account.url, account.display_name, True),
        uri=account.uri,
        bio=account.bio,
        bio_html=account.bio_html,
        fields=fields,
        created_at=account.created_at,
        posts_count=2,
        followers_count=1,
        following_count=1,
        last_post_at=last.created_at,
        follows=False,
        requested=False,
        followed_by=False,
        blocks=False,
        blocked_by=False,
    )


def test_a_profile_says_what_it_is_to_the_viewer(storage: Storage) -> None:
    account, follower, asking, enemy = storage.account("Anna"), storage.account(), storage.account(), storage.account()
    storage.follow(follower, account)
    storage.follow(asking, account, accepted=False)
    storage.follow(account, asking)
    storage.block(account, enemy)

    def seen_by(viewer_id: int | None) -> tuple[bool, ...]:
        view = storage.accounts.profile(viewer_id, "Anna")
        assert view is not None
        return view.follows, view.requested, view.followed_by, view.blocks, view.blocked_by

    assert seen_by(follower.id) == (True, False, False, False, False)
    assert seen_by(asking.id) == (False, True, True, False, False)
    assert seen_by(enemy.id) == (False, False, False, False, True)
    assert seen_by(None) == (False, False, False, False, False)
    storage.block(enemy, account)
    assert seen_by(enemy.id) == (False, False, False, True, True)


@pytest.mark.parametrize("state", [s for s in AccountState if s is not AccountState.ACTIVE])
def test_only_active_local_accounts_have_a_profile(storage: Storage, state: AccountState) -> None:
    storage.account("Hidden", state)
    storage.account("Elsewhere", domain="example.net")
    for name in ("Hidden", "Elsewhere", "Nobody"):
        assert storage.accounts.profile(None, name) is None
    assert storage.accounts.is_gone("hidden") is (state is AccountState.DELETED)
    assert not storage.accounts.is_gone("Elsewhere")
    assert not storage.accounts.is_gone("Nobody")


def test_followers_and_followed(storage: Storage) -> None:
    account, viewer, enemy = storage.account(), storage.account(), storage.account()
    suspended, asking = storage.account(state=AccountState.SUSPENDED), storage.account()
    followers = {other.id: storage.follow(other, account) for other in (enemy, viewer, suspended)}
    following = {other.id: storage.follow(account, other) for other in (enemy, viewer, suspended)}
    storage.follow(asking, account, accepted=False)
    storage.follow(account, asking, accepted=False)
    for read, follows in ((storage.accounts.followers, followers), (storage.accounts.following, following)):
        assert [(view.id, view.account.id) for view in read(None, account.id, Cursor()).items] == [
            (follows[viewer.id].id, viewer.id),
            (follows[enemy.id].id, enemy.id),
        ]
        page = read(None, account.id, Cursor(limit=1))
        assert page.next_max_id == follows[viewer.id].id
        assert [view.account.id for view in read(None, account.id, Cursor(max_id=page.next_max_id)).items] == [enemy.id]
    storage.block(enemy, viewer)
    for read in (storage.accounts.followers, storage.accounts.following):
        assert [view.account.id for view in read(viewer.id, account.id, Cursor()).items] == [viewer.id]


def test_follow_requests(storage: Storage) -> None:
    account, first, second, gone = (
        storage.account(),
        storage.account(),
        storage.account(),
        storage.account(state=AccountState.DELETED),
    )
    requests = [storage.follow(other, account, accepted=False) for other in (first, second, gone)]
    storage.follow(storage.account(), account)
    assert [(view.id, view.account.id) for view in storage.accounts.follow_requests(account.id, Cursor()).items] == [
        (requests[1].id, second.id),
        (requests[0].id, first.id),
    ]


def test_blocked(storage: Storage) -> None:
    account, first, second, gone = (
        storage.account(),
        storage.account(),
        storage.account(),
        storage.account(state=AccountState.DELETED),
    )
    blocks = [storage.block(account, other) for other in (first, second, gone)]
    storage.block(first, account)
    assert [(view.id, view.account.id) for view in storage.accounts.blocked(account.id, Cursor()).items] == [
        (blocks[1].id, second.id),
        (blocks[0].id, first.id),
    ]
