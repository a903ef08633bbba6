"""Notifications by groups: what joins which, what leads, and how they are read."""

from datetime import timedelta
from typing import Any

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.notification import Notification, NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.views import MOST_COUNTED, MOST_MEMBERS, NotificationGroupView
from tests.integration.storage.storage import NOW, Storage

LIKE = NotificationKind.LIKE
HALF_A_DAY = timedelta(hours=12)


def likes(storage: Storage, account: Account, post: Post, number: int = 3) -> list[Notification]:
    """Some notifications of one group, the newest first."""
    return [storage.notify(account, storage.account(), post, LIKE) for _ in range(number)][::-1]


def read(storage: Storage, account: Account, **only: Any) -> list[tuple[int, int, list[int]]]:
    """Id, count and members of each group."""
    page = storage.notification_groups.of_account(account.id, only.pop("cursor", Cursor()), **only)
    return [shape(view) for view in page.items]


def shape(view: NotificationGroupView | None) -> tuple[int, int, list[int]]:
    assert view is not None
    return view.id, view.count, [member.id for member in view.members]


def test_what_many_did_alike_is_one_group(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    storage.user(account)
    post = storage.post(account)
    third, second, first = likes(storage, account, post)
    mention = storage.notify(account, sender, storage.post(sender))
    page = storage.notification_groups.of_account(account.id, Cursor())
    assert [shape(view) for view in page.items] == [
        (mention.id, 1, [mention.id]),
        (third.id, 3, [third.id, second.id, first.id]),
    ]
    alone, group = page.items
    assert (alone.group, alone.kind, alone.unread) == (None, NotificationKind.MENTION, True)
    assert group.group == NotificationGroup(LIKE, post.id, first.id)
    assert group.post == storage.posts.get(account.id, post.id)
    assert [member.sender.id for member in group.members] == [one.sender_id for one in (third, second, first)]
    assert group.members[0].created_at == NOW
    assert storage.notification_groups.get(account.id, group.group) == group
    (seen,) = (one for one in storage.notifications.of_account(account.id, Cursor()).items if one.id == second.id)
    assert seen.group == group.group


def test_other_posts_kinds_people_and_times_have_groups_of_their_own(storage: Storage) -> None:
    account, other, sender = storage.account(), storage.account(), storage.account()
    post = storage.post(account)
    (like,) = likes(storage, account, post, 1)
    of_another_post = storage.notify(account, sender, storage.post(account), LIKE)
    boost = storage.notify(account, sender, post, NotificationKind.BOOST)
    follow = storage.notify(account, sender)
    storage.notify(other, sender)
    later = storage.notify(account, storage.account(), post, LIKE, at=NOW + HALF_A_DAY)
    second_follow = storage.notify(account, storage.account())
    assert read(storage, account) == [
        (second_follow.id, 2, [second_follow.id, follow.id]),
        *((one.id, 1, [one.id]) for one in (later, boost, of_another_post, like)),
    ]


def test_each_group_is_on_one_page_where_its_newest_is(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    first, second = storage.post(account), storage.post(account)
    likes(storage, account, first)
    mention = storage.notify(account, sender, storage.post(sender))
    newest, *_ = likes(storage, account, second)
    again, *_ = likes(storage, account, first, 2)
    seen: list[tuple[int, int]] = []
    cursor: Cursor | None = Cursor(limit=1)
    while cursor is not None:
        page = storage.notification_groups.of_account(account.id, cursor)
        seen += [(view.id, view.count) for view in page.items]
        cursor = None if page.next_max_id is None else Cursor(max_id=page.next_max_id, limit=1)
    assert seen == [(again.id, 5), (newest.id, 3), (mention.id, 1)]
    assert [one[0] for one in read(storage, account, cursor=Cursor(min_id=mention.id, limit=1))] == [newest.id]
    assert [one[0] for one in read(storage, account, cursor=Cursor(since_id=newest.id))] == [again.id]


def test_what_is_removed_hands_the_group_on(storage: Storage) -> None:
    account, post_of = storage.account(), storage.account()
    post = storage.post(account)
    fourth, third, second, first = likes(storage, account, post, 4)
    with storage.begin() as unit:
        unit.notifications.remove(account.id, LIKE, fourth.sender_id, post.id)
        unit.commit()
    assert read(storage, account) == [(third.id, 3, [third.id, second.id, first.id])]
    with storage.begin() as unit:
        unit.notifications.remove_between(account.id, second.sender_id)
        assert unit.notifications.dismiss(account.id, third.id)
        unit.commit()
    assert read(storage, account) == [(first.id, 1, [first.id])]
    fifth = storage.notify(account, post_of, post, LIKE)
    assert read(storage, account) == [(fifth.id, 2, [fifth.id, first.id])]
    with storage.begin() as unit:
        unit.notifications.remove_all(post_of.id)
        unit.commit()
    assert read(storage, account) == [(first.id, 1, [first.id])]
    with storage.begin() as unit:
        unit.notifications.remove(account.id, LIKE, first.sender_id, post.id)
        unit.commit()
    assert read(storage, account) == []


def test_one_who_was_told_already_changes_nothing(storage: Storage) -> None:
    account = storage.account()
    post = storage.post(account)
    second, first = likes(storage, account, post, 2)
    with storage.begin() as unit:
        again = Notification(storage.new_id(), account.id, LIKE, first.sender_id, post.id, NOW)
        assert not unit.notifications.add(again)
        unit.commit()
    assert read(storage, account) == [(second.id, 2, [second.id, first.id])]


def test_a_whole_group_is_dismissed(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    post = storage.post(account)
    *_, first = likes(storage, account, post)
    follow = storage.notify(account, other)
    group = NotificationGroup(LIKE, post.id, first.id)
    with storage.begin() as unit:
        assert not unit.notifications.dismiss_group(other.id, group)
        assert unit.notifications.dismiss_group(account.id, group)
        assert not unit.notifications.dismiss_group(account.id, group)
        unit.commit()
    assert read(storage, account) == [(follow.id, 1, [follow.id])]
    assert storage.notification_groups.get(account.id, group) is None


def test_who_is_muted_or_gone_is_not_in_it(storage: Storage) -> None:
    account, muted = storage.account(), storage.account()
    storage.user(account)
    gone = storage.account(state=AccountState.SUSPENDED)
    post = storage.post(account)
    (first,) = likes(storage, account, post, 1)
    storage.notify(account, gone, post, LIKE)
    newest = storage.notify(account, muted, post, LIKE)
    storage.mute(account, muted)
    assert read(storage, account) == [(newest.id, 1, [first.id])]
    assert storage.notification_groups.count_unread(account.id, 10) == 1
    storage.notify(account, muted)
    assert read(storage, account) == [(newest.id, 1, [first.id])]
    assert storage.notification_groups.count_unread(account.id, 10) == 1
    assert storage.notification_groups.alone(account.id, newest.id) is None


def test_what_is_about_a_post_that_may_not_be_seen_is_left_out(storage: Storage) -> None:
    account, author = storage.account(), storage.account()
    post = storage.post(author, Visibility.FOLLOWERS)
    *_, first = likes(storage, account, post)
    group = NotificationGroup(LIKE, post.id, first.id)
    assert read(storage, account) == []
    assert storage.notification_groups.get(account.id, group) is None
    storage.follow(account, author)
    assert len(read(storage, account)) == 1
    storage.bury(post)
    assert read(storage, account) == []


def test_of_a_large_group_the_newest_are_shown_and_all_are_counted(storage: Storage) -> None:
    account = storage.account()
    post = storage.post(account)
    number = MOST_COUNTED + 5
    some = likes(storage, account, post, number)
    newest = [one.id for one in some[:MOST_MEMBERS]]
    assert read(storage, account) == [(some[0].id, number, newest)]
    group = NotificationGroup(LIKE, post.id, some[-1].id)
    page = storage.notification_groups.senders(account.id, group, Cursor(limit=30))
    assert [view.account.id for view in page.items] == [one.sender_id for one in some[:30]]
    page = storage.notification_groups.senders(account.id, group, Cursor(max_id=page.next_max_id, limit=2))
    assert [view.account.id for view in page.items] == [one.sender_id for one in some[30:32]]
    assert storage.notification_groups.senders(some[0].sender_id, group, Cursor()).items == ()


def test_only_some_are_grouped_wanted_or_of_one_sender(storage: Storage) -> None:
    account = storage.account()
    storage.user(account)
    post = storage.post(account)
    second, first = likes(storage, account, post, 2)
    boosts = [storage.notify(account, storage.account(), post, NotificationKind.BOOST) for _ in range(2)][::-1]
    follow = storage.notify(account, storage.account())
    groups = storage.notification_groups

    def both(**only: Any) -> list[tuple[int, int]]:
        found = [(view.id, view.count) for view in groups.of_account(account.id, Cursor(), **only).items]
        assert groups.count_unread(account.id, 10, **only) == len(found)
        assert groups.count_unread(account.id, 1, **only) == min(1, len(found))
        return found

    like, boost, other = (second.id, 2), (boosts[0].id, 2), (follow.id, 1)
    assert both() == [other, boost, like]
    assert both(grouped=[LIKE]) == [other, (boosts[0].id, 1), (boosts[1].id, 1), like]
    assert both(grouped=[]) == [(one.id, 1) for one in (follow, *boosts, second, first)]
    assert both(kinds=[LIKE, NotificationKind.FOLLOW]) == [other, like]
    assert both(kinds=[LIKE], grouped=[]) == [(second.id, 1), (first.id, 1)]
    assert both(kinds=[]) == []
    assert both(sender_id=first.sender_id) == [(first.id, 1)]
    assert both(sender_id=first.sender_id, kinds=[NotificationKind.BOOST]) == []
    alone = groups.alone(account.id, first.id)
    assert shape(alone) == (first.id, 1, [first.id])
    assert groups.alone(first.sender_id, first.id) is None
    assert alone is not None
    assert alone.group is None


def test_what_was_read_is_not_counted(storage: Storage) -> None:
    account = storage.account()
    post = storage.post(account)
    second, _ = likes(storage, account, post, 2)
    assert storage.notification_groups.count_unread(account.id, 10) == 0  # of nobody
    storage.user(account, last_read_notification_id=second.id)
    assert storage.notification_groups.count_unread(account.id, 10) == 0
    assert not storage.notification_groups.of_account(account.id, Cursor()).items[0].unread
    likes(storage, account, post, 2)
    assert storage.notification_groups.count_unread(account.id, 10) == 1
    assert storage.notification_groups.of_account(account.id, Cursor()).items[0].unread
