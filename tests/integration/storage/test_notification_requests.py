"""What is held back, by whom, and what people have said of it, in every storage."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.notification import Notification, NotificationGroup, NotificationKind
from microblog.domain.model.notification_policy import NotificationPolicy, Reception
from microblog.domain.model.notification_request import NotificationRequest, RequestState
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import MOST_COUNTED, HeldBack
from tests.integration.storage.storage import NOW, Storage

LATER = NOW + timedelta(hours=1)


def waiting(storage: Storage, account: Account) -> list[tuple[int, int]]:
    """Who, and with how much."""
    page = storage.notification_requests.of_account(account.id, Cursor())
    for view in page.items:
        assert storage.notification_requests.get(account.id, view.id) == view
    return [(view.sender.id, view.count) for view in page.items]


def held(storage: Storage, account: Account) -> list[int]:
    return [view.id for view in storage.notifications.of_account(account.id, Cursor(), held=True).items]


def test_a_policy_comes_back_as_it_was(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    policy = NotificationPolicy(account.id, *Reception, *list(Reception)[1:])
    with storage.begin() as unit:
        unit.notification_policies.save(NotificationPolicy(account.id))
        unit.notification_policies.save(policy)
        unit.notification_policies.save(NotificationPolicy(other.id, Reception.FILTER))
        unit.commit()
    with storage.begin() as unit:
        assert unit.notification_policies.get(account.id) == policy
        unit.notification_policies.remove(account.id)
        unit.notification_policies.remove(account.id)
        assert unit.notification_policies.get(account.id) == NotificationPolicy(account.id)
        assert unit.notification_policies.get(other.id).for_not_following is Reception.FILTER


def test_what_is_held_back_is_apart_from_what_is_told(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    storage.user(account)
    post = storage.post(sender, mentions=(account,))
    first = storage.hold(account, sender, post)
    follow = storage.hold(account, sender)
    assert held(storage, account) == [follow.id, first.id]
    assert storage.notifications.of_account(account.id, Cursor()).items == ()
    assert storage.notifications.count_unread(account.id) == 0
    assert storage.notification_groups.of_account(account.id, Cursor()).items == ()
    assert storage.notifications.get(account.id, first.id) is None
    assert storage.notifications.get(sender.id, first.id, held=True) is None
    view = storage.notifications.get(account.id, first.id, held=True)
    assert view is not None
    assert view.post == storage.posts.get(account.id, post.id)
    assert (view.kind, view.sender.id, view.created_at) == (NotificationKind.MENTION, sender.id, NOW)
    assert (view.unread, view.group) == (False, NotificationGroup(NotificationKind.MENTION, post.id, first.id))

    def found(**only: object) -> list[int]:
        page = storage.notifications.of_account(account.id, Cursor(), held=True, **only)  # type: ignore[arg-type]
        return [one.id for one in page.items]

    assert found(kinds=[NotificationKind.MENTION]) == [first.id]
    assert found(kinds=[]) == []
    assert found(sender_id=sender.id) == [follow.id, first.id]
    assert found(sender_id=account.id) == []
    with storage.begin() as unit:
        assert unit.notifications.get(first.id) is None
        assert unit.notifications.held(account.id, sender.id, 1) == [first]
        assert unit.notifications.held(account.id, sender.id, 9) == [first, follow]


def test_one_is_held_back_once_and_not_after_it_was_told(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    told, first = storage.notify(account, sender), storage.hold(account, sender, storage.post(sender))
    with storage.begin() as unit:
        assert not unit.notifications.hold(evolve(told, id=storage.new_id()))
        assert not unit.notifications.hold(evolve(first, id=storage.new_id()))
        assert unit.notifications.hold(evolve(first, id=storage.new_id(), kind=NotificationKind.BOOST))


def test_what_is_let_in_begins_a_group_and_is_told(storage: Storage) -> None:
    account, sender, other = storage.account(), storage.account(), storage.account()
    storage.user(account)
    post = storage.post(account)
    first = storage.hold(account, sender, post, NotificationKind.LIKE)
    later = storage.notify(account, other, post, NotificationKind.LIKE)
    with storage.begin() as unit:
        unit.notifications.let_in(first)
        assert unit.notifications.get(first.id) == first
        assert unit.notifications.get(later.id) == later
        unit.commit()
    assert held(storage, account) == []
    groups = storage.notification_groups.of_account(account.id, Cursor()).items
    assert [(group.id, group.count) for group in groups] == [(later.id, 1), (first.id, 1)]
    assert storage.notifications.count_unread(account.id) == 2
    again = evolve(first, id=storage.new_id())
    with storage.begin() as unit:
        unit.notifications.let_in(again)
        assert unit.notifications.get(again.id) is None
        assert unit.notifications.get(first.id) == first


def test_whatever_is_taken_back_is_held_back_no_longer(storage: Storage) -> None:
    account, sender, other = (storage.account() for _ in range(3))
    post = storage.post(account)
    like, boost = (
        storage.hold(account, sender, post, kind) for kind in (NotificationKind.LIKE, NotificationKind.BOOST)
    )
    follow, back = storage.hold(account, sender), storage.hold(sender, account)
    of_other, mention = storage.hold(account, other), storage.hold(account, other, storage.post(other))

    def left() -> set[Notification]:
        pairs = ((account, sender), (sender, account), (account, other))
        return {one for to, by in pairs for one in unit.notifications.held(to.id, by.id, 9)}

    with storage.begin() as unit:
        unit.notifications.remove(account.id, NotificationKind.LIKE, sender.id, post.id)
        assert left() == {boost, follow, back, of_other, mention}
        unit.notifications.remove_about(post.id)
        assert left() == {follow, back, of_other, mention}
        unit.notifications.clear(account.id)
        assert not unit.notifications.dismiss(account.id, back.id)
        assert unit.notifications.dismiss(account.id, mention.id)
        assert not unit.notifications.dismiss(account.id, mention.id)
        assert left() == {follow, back, of_other}
        unit.notifications.remove_held(account.id, other.id)
        assert left() == {follow, back}
        unit.notifications.remove_between(sender.id, account.id)
        assert left() == {follow}
        assert unit.notifications.hold(like)
        assert unit.notifications.hold(back)
        assert unit.notifications.hold(of_other)
        unit.notifications.remove_all(sender.id)
        assert left() == {of_other}
        unit.notifications.remove_all(account.id)
        assert left() == set()


def test_a_request_is_opened_accepted_and_merged(storage: Storage) -> None:
    account, sender, other = (storage.account() for _ in range(3))
    first = NotificationRequest(storage.new_id(), account.id, sender.id, None, RequestState.PENDING, NOW, NOW)
    last = evolve(first, id=storage.new_id(), post_id=2**62, created_at=LATER, updated_at=LATER)
    theirs = evolve(first, id=storage.new_id(), account_id=other.id)
    with storage.begin() as unit:
        requests = unit.notification_requests
        assert requests.open(first)
        assert requests.between(account.id, sender.id) == first
        assert requests.open(last)
        assert requests.open(theirs)
        assert requests.between(account.id, sender.id) == evolve(first, post_id=2**62, updated_at=LATER)
        assert requests.open(evolve(last, post_id=None))
        merged = evolve(first, post_id=2**62, updated_at=LATER)
        assert requests.between(account.id, sender.id) == merged
        assert requests.between(sender.id, account.id) is None
        assert requests.pending(account.id, [first.id, last.id, theirs.id]) == [merged]
        assert not requests.accept(sender.id, account.id)
        assert not requests.is_merging(account.id)
        assert requests.accept(account.id, sender.id)
        assert not requests.accept(account.id, sender.id)
        assert (requests.is_merging(account.id), requests.is_merging(other.id)) == (True, False)
        assert requests.pending(account.id, [first.id]) == []
        assert not requests.open(last)
        requests.merge(account.id, sender.id)
        assert not requests.is_merging(account.id)
        assert not requests.open(last)
        assert requests.between(account.id, sender.id) == evolve(merged, state=RequestState.MERGED)
        requests.remove(account.id, sender.id)
        requests.remove(account.id, sender.id)
        assert requests.between(account.id, sender.id) is None
        assert requests.open(last)
        assert requests.between(account.id, sender.id) == last
        requests.remove_all(sender.id)
        assert requests.between(account.id, sender.id) is requests.between(other.id, sender.id) is None
        assert requests.open(first)
        requests.remove_all(account.id)
        assert requests.between(account.id, sender.id) is None


def test_requests_are_read_with_who_sends_them_and_the_last_post(storage: Storage) -> None:
    account, ben, cleo = (storage.account() for _ in range(3))
    post = storage.post(ben, mentions=(account,))
    first = storage.hold(account, ben, post)
    storage.hold(account, ben, at=LATER)
    second = storage.hold(account, cleo)
    assert waiting(storage, account) == [(cleo.id, 1), (ben.id, 2)]
    assert waiting(storage, ben) == []
    view = storage.notification_requests.get(account.id, first.id)
    assert view is not None
    assert view.post == storage.posts.get(account.id, post.id)
    assert (view.created_at, view.updated_at) == (NOW, LATER)
    of_cleo = storage.notification_requests.get(account.id, second.id)
    assert of_cleo is not None
    assert of_cleo.post is None
    assert storage.notification_requests.get(cleo.id, second.id) is None
    page = storage.notification_requests.of_account(account.id, Cursor(limit=1))
    assert (page.next_max_id, page.prev_min_id) == (second.id, second.id)
    (older,) = storage.notification_requests.of_account(account.id, Cursor(max_id=second.id)).items
    assert older == view
    assert storage.notification_requests.held_back(account.id) == HeldBack(2, 3)
    assert storage.notification_requests.held_back(cleo.id) == HeldBack(0, 0)


def test_who_was_answered_waits_no_longer(storage: Storage) -> None:
    account, ben, cleo, dora = (storage.account() for _ in range(4))
    for sender in (ben, cleo, dora):
        storage.hold(account, sender)
    with storage.begin() as unit:
        unit.notification_requests.accept(account.id, ben.id)
        unit.notification_requests.accept(account.id, cleo.id)
        unit.notification_requests.merge(account.id, cleo.id)
        unit.commit()
    assert waiting(storage, account) == [(dora.id, 1)]
    assert storage.notification_requests.held_back(account.id) == HeldBack(1, 3)
    with storage.begin() as unit:
        unit.notifications.remove_held(account.id, dora.id)
        unit.commit()
    assert waiting(storage, account) == []
    assert storage.notification_requests.held_back(account.id) == HeldBack(0, 2)


def test_who_is_not_to_be_seen_is_left_out(storage: Storage) -> None:
    account, muted, quiet = (storage.account() for _ in range(3))
    gone = storage.account(state=AccountState.SUSPENDED)
    for sender in (muted, quiet, gone):
        storage.hold(account, sender)
    storage.mute(account, muted)
    storage.mute(account, quiet, notifications=False)
    assert waiting(storage, account) == [(quiet.id, 1)]
    assert len(held(storage, account)) == 1
    assert storage.notification_requests.held_back(account.id).requests == 1


def test_a_last_post_that_may_not_be_seen_is_not_shown(storage: Storage) -> None:
    account, sender, other = (storage.account() for _ in range(3))
    storage.hold(account, sender)
    for post in (storage.post(sender, Visibility.FOLLOWERS), storage.post(other, Visibility.MENTIONED)):
        storage.hold(account, sender, post)
        (view,) = storage.notification_requests.of_account(account.id, Cursor()).items
        assert view.post is None
    seen = storage.post(sender)
    storage.hold(account, sender, seen)
    (view,) = storage.notification_requests.of_account(account.id, Cursor()).items
    assert view.post is not None
    storage.bury(seen)
    (view,) = storage.notification_requests.of_account(account.id, Cursor()).items
    assert view.post is None


def test_what_one_sends_is_counted_up_to_a_limit(storage: Storage) -> None:
    account, sender = storage.account(), storage.account()
    first = storage.hold(account, sender)
    with storage.begin() as unit:
        for number in range(MOST_COUNTED - 2):
            like = evolve(first, id=storage.new_id(), kind=NotificationKind.LIKE, post_id=number + 1)
            assert unit.notifications.hold(like)
        unit.commit()
    assert waiting(storage, account) == [(sender.id, MOST_COUNTED - 1)]
    for _ in range(2):
        storage.hold(account, sender, storage.post(sender))
        assert waiting(storage, account) == [(sender.id, MOST_COUNTED)]
    assert storage.notification_requests.held_back(account.id) == HeldBack(1, MOST_COUNTED + 1)


def test_whether_somebody_mentioned_another_in_a_thread(storage: Storage) -> None:
    anna, ben, cleo = (storage.account() for _ in range(3))
    post = storage.post(anna, Visibility.MENTIONED, mentions=(ben,))
    answer = storage.post(ben, Visibility.MENTIONED, mentions=(anna,), answers=post)
    storage.post(anna, mentions=(cleo,))
    with storage.begin() as unit:
        assert unit.posts.has_mentioned(answer.thread_id, anna.id, ben.id)
        assert unit.posts.has_mentioned(answer.thread_id, ben.id, anna.id)
        assert not unit.posts.has_mentioned(answer.thread_id, anna.id, cleo.id)
        assert not unit.posts.has_mentioned(answer.thread_id, cleo.id, anna.id)
    storage.bury(post)
    with storage.begin() as unit:
        assert not unit.posts.has_mentioned(answer.thread_id, anna.id, ben.id)
