"""Notifications for reading, who is signed in, and for whom an app acts."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState, Role
from microblog.domain.model.app import TokenKind
from microblog.domain.model.filter import Filter, FilterAction, FilterContext
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.session import Session
from microblog.domain.model.views import MOST_COUNTED, Bearer, Viewer
from tests.integration.storage.storage import NOW, Storage

DEFAULTS: dict[str, Any] = {
    "default_visibility": Visibility.FOLLOWERS,
    "default_language": "en",
    "default_sensitive": True,
}


def test_notifications_come_with_sender_and_post(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    post = storage.post(sender, Visibility.MENTIONED, mentions=[account])
    storage.like(account, post)
    mention, follow = storage.notify(account, sender, post), storage.notify(account, sender)
    storage.user(account, last_read_notification_id=mention.id)
    storage.notify(sender, account)
    newest, oldest = storage.notifications.of_account(account.id, Cursor()).items
    assert (newest.id, newest.kind, newest.post, newest.unread) == (follow.id, NotificationKind.FOLLOW, None, True)
    assert (oldest.id, oldest.kind, oldest.unread) == (mention.id, NotificationKind.MENTION, False)
    assert oldest.sender.id == sender.id
    assert oldest.created_at == mention.created_at
    assert oldest.post == storage.posts.get(account.id, post.id)
    assert oldest.post is not None
    assert oldest.post.liked
    page = storage.notifications.of_account(account.id, Cursor(limit=1))
    assert page.next_max_id == follow.id
    assert len(storage.notifications.of_account(account.id, Cursor(max_id=page.next_max_id)).items) == 1


def test_what_may_no_longer_be_seen_is_left_out(storage: Storage) -> None:
    account, sender, suspended = storage.account(), storage.account(), storage.account(state=AccountState.SUSPENDED)
    post, other = storage.post(sender, Visibility.FOLLOWERS), storage.post(sender)
    storage.notify(account, sender, post)
    storage.notify(account, suspended)
    about_other = storage.notify(account, sender, other)
    assert [one.id for one in storage.notifications.of_account(account.id, Cursor()).items] == [about_other.id]
    storage.bury(other)
    assert storage.notifications.of_account(account.id, Cursor()).items == ()


def test_of_the_muted_one_hears_nothing_where_that_is_wanted(storage: Storage) -> None:
    account, silent, quiet = storage.account(), storage.account(), storage.account()
    storage.user(account)
    session = sign_in(storage, account)
    of_silent, of_quiet = storage.notify(account, silent), storage.notify(account, quiet, storage.post(quiet))

    def heard() -> tuple[list[int], int, int]:
        found = storage.viewers.by_session(session.token_hash, NOW)
        assert found is not None
        shown = [one.id for one in storage.notifications.of_account(account.id, Cursor()).items]
        return shown, storage.notifications.count_unread(account.id), found[0].unread_notifications

    storage.mute(silent, account)
    assert heard() == ([of_quiet.id, of_silent.id], 2, 2)
    storage.mute(account, silent)
    storage.mute(account, quiet, notifications=False)
    assert heard() == ([of_quiet.id], 1, 1)
    assert storage.notifications.get(account.id, of_silent.id) is None
    assert storage.notifications.get(account.id, of_quiet.id) is not None


def test_only_some_kinds_or_what_one_sender_did(storage: Storage) -> None:
    account, sender, other = storage.account(), storage.account(), storage.account()
    post = storage.post(account)
    like = storage.notify(account, sender, post, NotificationKind.LIKE)
    boost = storage.notify(account, other, post, NotificationKind.BOOST)
    follow = storage.notify(account, sender)

    def found(**only: Any) -> list[int]:
        return [one.id for one in storage.notifications.of_account(account.id, Cursor(), **only).items]

    assert found(kinds=[NotificationKind.LIKE, NotificationKind.BOOST]) == [boost.id, like.id]
    assert found(kinds=list(NotificationKind)) == [follow.id, boost.id, like.id]
    assert found(kinds=[]) == []
    assert found(sender_id=sender.id) == [follow.id, like.id]
    assert found(sender_id=sender.id, kinds={NotificationKind.FOLLOW}) == [follow.id]
    assert found(sender_id=account.id) == []


def test_one_notification(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    post = storage.post(sender)
    mention, follow = storage.notify(account, sender, post), storage.notify(account, sender)
    assert [storage.notifications.get(account.id, one.id) for one in (follow, mention)] == list(
        storage.notifications.of_account(account.id, Cursor()).items
    )
    assert storage.notifications.get(sender.id, mention.id) is None
    assert storage.notifications.get(account.id, 99) is None
    storage.bury(post)
    assert storage.notifications.get(account.id, mention.id) is None


def test_unread_ones_are_counted(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    storage.notify(account, sender)
    assert storage.notifications.count_unread(account.id) == 0  # of nobody
    read = storage.notify(account, sender, storage.post(sender))
    storage.user(account, last_read_notification_id=read.id)
    assert storage.notifications.count_unread(account.id) == 0
    storage.notify(account, sender, storage.post(sender))
    storage.notify(sender, account)
    assert storage.notifications.count_unread(account.id) == 1
    for _ in range(MOST_COUNTED):
        storage.notify(account, sender, storage.post(sender))
    assert storage.notifications.count_unread(account.id) == MOST_COUNTED


def sign_in(storage: Storage, account: Account) -> Session:
    new = storage.new_id()
    session = Session(new, new.to_bytes(32, "big"), account.id, NOW, NOW, NOW + timedelta(hours=1), False, "browser")
    with storage.begin() as unit:
        unit.sessions.add(session)
        unit.commit()
    return session


def test_the_viewer_is_who_the_session_belongs_to(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    session = sign_in(storage, account)
    sign_in(storage, other)
    read = storage.notify(account, other)
    storage.user(account, role=Role.ADMIN, language="de", last_read_notification_id=read.id, **DEFAULTS)
    storage.user(other)
    storage.notify(account, other, storage.post(other))
    storage.notify(other, account)
    storage.follow(other, account, accepted=False)
    storage.follow(storage.account(state=AccountState.SUSPENDED), account, accepted=False)
    storage.follow(storage.account(), account)
    viewer = Viewer(
        account_id=account.id,
        username=account.username,
        display_name=account.display_name,
        url=account.url,
        role=Role.ADMIN,
        language="de",
        session_id=session.id,
        unread_notifications=1,
        follow_requests=1,
        **DEFAULTS,
        has_filters=False,
    )
    assert storage.viewers.by_session(session.token_hash, NOW) == (viewer, session)


def test_it_is_told_with_the_viewer_whether_they_have_filters(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    storage.user(account)
    storage.user(other)
    sessions = [sign_in(storage, each) for each in (account, other)]
    tokens = [storage.app_token(storage.grant(storage.app(), each)) for each in (account, other)]
    for owner, expected in ((other, [False, True]), (account, [True, True])):
        with storage.begin() as unit:
            hidden = storage.new_id(), owner.id, "", (FilterContext.THREAD,), FilterAction.WARN, (), ()
            unit.filters.save(Filter(*hidden, created_at=NOW, expires_at=NOW - timedelta(days=1)))
            unit.commit()
        by_session = [storage.viewers.by_session(session.token_hash, NOW) for session in sessions]
        assert [found is not None and found[0].has_filters for found in by_session] == expected
        by_token = [storage.viewers.by_token(token.token_hash, NOW) for token in tokens]
        assert [bool(found and found.viewer and found.viewer.has_filters) for found in by_token] == expected


def test_nobody_is_signed_in_by_an_unknown_or_expired_session(storage: Storage) -> None:
    account = storage.account()
    storage.user(account)
    session = sign_in(storage, account)
    assert storage.viewers.by_session(b"x" * 32, NOW) is None
    assert storage.viewers.by_session(session.token_hash, session.expires_at - timedelta(milliseconds=1)) is not None
    assert storage.viewers.by_session(session.token_hash, session.expires_at) is None


@pytest.mark.parametrize("state", [s for s in AccountState if s is not AccountState.ACTIVE])
def test_nobody_is_signed_in_to_an_account_that_is_not_active(storage: Storage, state: AccountState) -> None:
    account = storage.account()
    storage.user(account)
    session = sign_in(storage, account)
    with storage.begin() as unit:
        unit.accounts.lock(account.id)
        unit.accounts.save(evolve(account, state=state))
        unit.commit()
    assert storage.viewers.by_session(session.token_hash, NOW) is None


def test_counting_ends(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    storage.user(account)
    session = sign_in(storage, account)
    for _ in range(MOST_COUNTED + 5):
        storage.notify(account, sender, storage.post(sender))
    found = storage.viewers.by_session(session.token_hash, NOW)
    assert found is not None
    assert found[0].unread_notifications == MOST_COUNTED


def test_an_app_acts_for_whoever_allowed_it(storage: Storage) -> None:
    account, other, app = storage.account(), storage.account(), storage.app()
    storage.user(account, role=Role.ADMIN, language="de", **DEFAULTS)
    storage.user(other)
    storage.notify(account, other)
    storage.follow(other, account, accepted=False)
    grant = storage.grant(app, account, scopes=("read", "push"))
    token = storage.app_token(grant)
    storage.app_token(storage.grant(app, other))
    viewer = Viewer(
        account_id=account.id,
        username=account.username,
        display_name=account.display_name,
        url=account.url,
        role=Role.ADMIN,
        language="de",
        session_id=0,
        unread_notifications=0,
        follow_requests=0,
        **DEFAULTS,
        has_filters=False,
    )
    assert storage.viewers.by_token(token.token_hash, NOW) == Bearer(grant, viewer)


def test_an_app_acts_for_nobody(storage: Storage) -> None:
    grant = storage.grant(storage.app(), None)
    token = storage.app_token(grant)
    assert storage.viewers.by_token(token.token_hash, NOW) == Bearer(grant, None)


def test_no_app_acts_by_a_token_that_is_unknown_or_expired_or_for_something_else(storage: Storage) -> None:
    account, app = storage.account(), storage.app()
    storage.user(account)
    expires_at = NOW + timedelta(hours=1)
    for grant in (storage.grant(app, account), storage.grant(app, None)):
        token = storage.app_token(grant, expires_at=expires_at)
        refresh = storage.app_token(grant, TokenKind.REFRESH, expires_at=expires_at)
        assert storage.viewers.by_token(token.token_hash, expires_at - timedelta(milliseconds=1)) is not None
        assert storage.viewers.by_token(token.token_hash, expires_at) is None
        assert storage.viewers.by_token(refresh.token_hash, NOW) is None
        with storage.begin() as unit:
            unit.grants.remove(grant.id)
            unit.commit()
        assert storage.viewers.by_token(token.token_hash, NOW) is None
    assert storage.viewers.by_token(b"x" * 32, NOW) is None


@pytest.mark.parametrize("state", [s for s in AccountState if s is not AccountState.ACTIVE])
def test_no_app_acts_for_an_account_that_is_not_active(storage: Storage, state: AccountState) -> None:
    account = storage.account(state=state)
    storage.user(account)
    token = storage.app_token(storage.grant(storage.app(), account))
    assert storage.viewers.by_token(token.token_hash, NOW) is None


def test_no_app_acts_for_an_account_that_is_nobody_s(storage: Storage) -> None:
    token = storage.app_token(storage.grant(storage.app(), storage.account()))
    assert storage.viewers.by_token(token.token_hash, NOW) is None
