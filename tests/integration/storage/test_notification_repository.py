"""Notifications, for writing."""

import pytest
from attrs import evolve

from microblog.domain.model.notification import Notification, NotificationKind
from tests.integration.storage.storage import NOW, Storage


@pytest.mark.parametrize("about_a_post", [True, False])
def test_one_is_told_once(storage: Storage, about_a_post: bool) -> None:
    account, sender = storage.account(), storage.account()
    post_id = storage.post(sender).id if about_a_post else None
    first = Notification(storage.new_id(), account.id, NotificationKind.LIKE, sender.id, post_id, NOW)
    with storage.begin() as unit:
        assert unit.notifications.add(first)
        assert not unit.notifications.add(evolve(first, id=storage.new_id()))
        assert unit.notifications.add(evolve(first, id=storage.new_id(), kind=NotificationKind.BOOST))
        assert unit.notifications.get(first.id) == first
        assert unit.notifications.get(99) is None


def test_one_is_taken_back(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    post = storage.post(account)
    like = storage.notify(account, sender, post, NotificationKind.LIKE)
    boost = storage.notify(account, sender, post, NotificationKind.BOOST)
    follow = storage.notify(account, sender)
    with storage.begin() as unit:
        unit.notifications.remove(account.id, NotificationKind.LIKE, sender.id, post.id)
        unit.notifications.remove(account.id, NotificationKind.FOLLOW, sender.id, None)
        unit.notifications.remove(account.id, NotificationKind.FOLLOW, sender.id, None)
        assert unit.notifications.get(like.id) is None
        assert unit.notifications.get(follow.id) is None
        assert unit.notifications.get(boost.id) == boost


def test_who_was_told_removes_one_or_all(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    first, second, third = (storage.notify(account, sender, storage.post(sender)) for _ in range(3))
    back = storage.notify(sender, account)

    def left() -> list[int]:
        return [one.id for one in (first, second, third, back) if unit.notifications.get(one.id)]

    with storage.begin() as unit:
        assert not unit.notifications.dismiss(account.id, back.id)
        assert not unit.notifications.dismiss(account.id, 99)
        assert unit.notifications.dismiss(account.id, first.id)
        assert not unit.notifications.dismiss(account.id, first.id)
        assert left() == [second.id, third.id, back.id]
        unit.notifications.clear(account.id)
        assert left() == [back.id]


def test_what_is_removed_with_a_post_or_a_person(storage: Storage) -> None:
    account, sender, third = storage.account(), storage.account(), storage.account()
    post, other = storage.post(sender), storage.post(sender)
    about = storage.notify(account, sender, post)
    of_other = storage.notify(account, sender, other)
    back = storage.notify(sender, account)
    of_third = storage.notify(account, third)
    among_others = storage.notify(third, sender)

    def left() -> list[int]:
        every = (about, of_other, back, of_third, among_others)
        return [one.id for one in every if unit.notifications.get(one.id)]

    with storage.begin() as unit:
        unit.notifications.remove_about(post.id)
        assert left() == [of_other.id, back.id, of_third.id, among_others.id]
        unit.notifications.remove_between(account.id, sender.id)
        assert left() == [back.id, of_third.id, among_others.id]
        unit.notifications.remove_all(account.id)
        assert left() == [among_others.id]
