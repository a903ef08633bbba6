"""Notifications for reading, and who is signed in."""

from datetime import timedelta

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState, Role
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.session import Session
from microblog.domain.model.views import MOST_COUNTED, Viewer
from tests.integration.storage.storage import NOW, Storage


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
    storage.user(account, role=Role.ADMIN, language="de", last_read_notification_id=read.id)
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
    )
    assert storage.viewers.by_session(session.token_hash, NOW) == (viewer, session)


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
