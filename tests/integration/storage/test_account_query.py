"""Accounts, for reading."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState, ProfileField
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, ProfileView
from microblog.ports.account_query import MOST_PROFILES
from tests.integration.storage.storage import NOW, Storage


def test_a_profile_holds_all_that_a_page_shows(storage: Storage) -> None:
    fields = (ProfileField("Web", "https://example.org", "<a>example.org</a>"),)
    account, other, third = (
        storage.account("Anna", fields=fields, locked=True, avatar="avatar.png", header="header.png"),
        storage.account(),
        storage.account(),
    )
    storage.post(account, Visibility.FOLLOWERS)
    last = storage.post(account)
    storage.post(account, Visibility.MENTIONED)
    storage.boost(account, storage.post(other))
    storage.bury(storage.post(account))
    storage.follow(other, account)
    storage.follow(third, account, accepted=False)
    storage.follow(account, third)
    assert storage.accounts.profile(None, "aNNA") == ProfileView(
        account=AccountView(account.id, "Anna", None, account.url, account.display_name, True, "avatar.png"),
        uri=account.uri,
        header="header.png",
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
        requested_by=False,
        followed_by=False,
        blocks=False,
        blocked_by=False,
        mutes=False,
        mutes_notifications=False,
        mute_expires_at=None,
    )


def test_a_profile_says_what_it_is_to_the_viewer(storage: Storage) -> None:
    account, follower, asking, enemy = storage.account("Anna"), storage.account(), storage.account(), storage.account()
    storage.follow(follower, account)
    storage.follow(asking, account, accepted=False)
    storage.follow(account, asking)
    storage.block(account, enemy)
    asked = [storage.follow(account, storage.account(), accepted=False).followee_id]

    def seen_by(viewer_id: int | None) -> tuple[bool, ...]:
        view = storage.accounts.profile(viewer_id, "Anna")
        assert view is not None
        assert view.requested_by is (viewer_id in asked)
        return view.follows, view.requested, view.followed_by, view.blocks, view.blocked_by

    assert seen_by(follower.id) == (True, False, False, False, False)
    assert seen_by(asking.id) == (False, True, True, False, False)
    assert seen_by(enemy.id) == (False, False, False, False, True)
    assert seen_by(None) == seen_by(asked[0]) == (False, False, False, False, False)
    storage.block(enemy, account)
    assert seen_by(enemy.id) == (False, False, False, True, True)


def test_profiles_by_id_say_what_each_says(storage: Storage) -> None:
    viewer, hidden = storage.account(), storage.account(state=AccountState.SUSPENDED)
    remote = storage.account("Far", domain="example.net")
    others = [storage.account() for _ in range(50)]
    storage.post(others[0])
    storage.follow(viewer, others[1])
    storage.follow(others[2], viewer)
    storage.block(viewer, others[3])
    storage.block(others[4], viewer)
    for viewer_id in (None, viewer.id):
        each = {one.id: storage.accounts.profile(viewer_id, one.username) for one in (viewer, *others)}
        for some in ([], others[:1], others[:7], others):
            wanted = [viewer.id, hidden.id, 2**63 - 1, *(one.id for one in some)]
            expected = {viewer.id: each[viewer.id], **{one.id: each[one.id] for one in some}}
            assert storage.accounts.profiles(viewer_id, wanted) == expected
        assert storage.accounts.profiles(viewer_id, []) == {}
    assert storage.accounts.profiles(None, {remote.id})[remote.id].account.acct == "Far@example.net"
    many = dict.fromkeys(range(10**6, 10**6 + MOST_PROFILES - 1))
    assert storage.accounts.profiles(None, [*many, viewer.id]).keys() == {viewer.id}


@pytest.mark.parametrize("state", [s for s in AccountState if s is not AccountState.ACTIVE])
def test_only_active_local_accounts_have_a_profile(storage: Storage, state: AccountState) -> None:
    hidden, elsewhere = storage.account("Hidden", state), storage.account("Elsewhere", domain="example.net")
    for name in ("Hidden", "Elsewhere", "Nobody"):
        assert storage.accounts.profile(None, name) is None
    assert storage.accounts.is_gone("hidden") is (state is AccountState.DELETED)
    assert not storage.accounts.is_gone("Elsewhere")
    assert not storage.accounts.is_gone("Nobody")
    assert storage.accounts.is_gone(hidden.id) is (state is AccountState.DELETED)
    assert not storage.accounts.is_gone(elsewhere.id)
    assert not storage.accounts.is_gone(99)
    assert storage.accounts.profiles(None, [hidden.id]) == {}


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


def test_familiar_followers(storage: Storage) -> None:
    account, viewer = storage.account(), storage.account()
    first, second, asked, suspended, enemy, asking = (
        storage.account(state=state)
        for state in [AccountState.ACTIVE] * 3 + [AccountState.SUSPENDED] + [AccountState.ACTIVE] * 2
    )
    for one in (second, first, suspended, enemy, asking):
        storage.follow(viewer, one)
    storage.follow(viewer, asked, accepted=False)
    for one in (first, second, asked, suspended, enemy, storage.account()):
        storage.follow(one, account)
    storage.follow(asking, account, accepted=False)
    storage.block(enemy, viewer)

    def found(limit: int) -> list[int]:
        return [one.id for one in storage.accounts.familiar_followers(viewer.id, account.id, limit)]

    assert found(40) == [first.id, second.id]
    assert found(1) == [first.id]
    assert list(storage.accounts.familiar_followers(account.id, viewer.id, 40)) == []


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


def test_a_profile_says_whether_the_viewer_mutes_it(storage: Storage) -> None:
    account, viewer = storage.account("Anna"), storage.account()
    storage.mute(account, viewer)

    def seen_by(viewer_id: int | None) -> tuple[bool, bool, datetime | None]:
        view = storage.accounts.profile(viewer_id, "Anna")
        assert view is not None
        return view.mutes, view.mutes_notifications, view.mute_expires_at

    assert seen_by(viewer.id) == seen_by(None) == (False, False, None)
    mute = storage.mute(viewer, account, notifications=False)
    assert seen_by(viewer.id) == (True, False, None)
    until = NOW + timedelta(days=1)
    with storage.begin() as unit:
        unit.mutes.remove(viewer.id, account.id)
        unit.mutes.add(evolve(mute, notifications=True, expires_at=until))
        unit.commit()
    assert seen_by(viewer.id) == (True, True, until)
    assert seen_by(None) == seen_by(account.id) == (False, False, None)


def test_muted(storage: Storage) -> None:
    account, first, second, gone = (
        storage.account(),
        storage.account(),
        storage.account(),
        storage.account(state=AccountState.DELETED),
    )
    until = NOW + timedelta(days=1)
    mutes = [
        storage.mute(account, first, notifications=False),
        storage.mute(account, second, expires_at=until),
        storage.mute(account, gone),
    ]
    storage.mute(first, account)
    storage.block(account, first)
    items = storage.accounts.muted(account.id, Cursor()).items
    assert [(view.id, view.account.id, view.notifications, view.expires_at) for view in items] == [
        (mutes[1].id, second.id, True, until),
        (mutes[0].id, first.id, False, None),
    ]
    page = storage.accounts.muted(account.id, Cursor(limit=1))
    assert page.next_max_id == mutes[1].id
    assert storage.accounts.muted(account.id, Cursor(max_id=page.next_max_id)).items == items[1:]


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
