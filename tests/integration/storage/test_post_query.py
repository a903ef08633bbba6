"""Posts, for reading."""

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.views import ThreadView
from tests.integration.storage.storage import Storage


def test_get_shows_what_may_be_seen(storage: Storage) -> None:
    author, viewer = storage.account(), storage.account()
    public, private = storage.post(author), storage.post(author, Visibility.FOLLOWERS)
    boost = storage.boost(viewer, public)
    assert storage.posts.get(None, public.id) is not None
    assert storage.posts.get(author.id, private.id) is not None
    assert storage.posts.get(viewer.id, private.id) is None
    assert storage.posts.get(viewer.id, boost.id) is None
    assert storage.posts.get(viewer.id, 99) is None
    storage.bury(public)
    assert storage.posts.get(author.id, public.id) is None


def test_an_entry_is_a_post_or_a_boost_of_what_may_be_seen(storage: Storage) -> None:
    author, booster, viewer, blocked = (storage.account() for _ in range(4))
    post = storage.post(author)
    boost = storage.boost(booster, post)
    storage.block(booster, blocked)
    storage.like(viewer, post)
    shown = storage.posts.entry(viewer.id, boost.id)
    assert shown is not None
    assert (shown.entry_id, shown.id, shown.liked, shown.boosted_at) == (boost.id, post.id, True, boost.created_at)
    assert shown.boosted_by is not None
    assert shown.boosted_by.id == booster.id
    assert storage.posts.entry(viewer.id, post.id) == storage.posts.get(viewer.id, post.id)
    assert storage.posts.entry(blocked.id, post.id) is not None
    assert storage.posts.entry(blocked.id, boost.id) is None
    assert storage.posts.entry(None, 99) is None
    storage.bury(post)
    assert storage.posts.entry(booster.id, boost.id) is None


def test_each_visibility_has_its_readers(storage: Storage) -> None:
    author, follower, asking, mentioned, stranger = (storage.account() for _ in range(5))
    storage.follow(follower, author)
    storage.follow(asking, author, accepted=False)
    readers = {"nobody": None, "author": author.id, "follower": follower.id, "asking": asking.id}
    readers |= {"mentioned": mentioned.id, "stranger": stranger.id}
    expected = {
        Visibility.PUBLIC: set(readers),
        Visibility.UNLISTED: set(readers),
        Visibility.FOLLOWERS: {"author", "follower", "mentioned"},
        Visibility.MENTIONED: {"author", "mentioned"},
    }
    for visibility, allowed in expected.items():
        post = storage.post(author, visibility, mentions=[mentioned])
        assert {name for name, reader in readers.items() if storage.posts.get(reader, post.id)} == allowed


@pytest.mark.parametrize("visibility", Visibility)
def test_tombstones_are_told_of_what_anybody_might_have_seen(storage: Storage, visibility: Visibility) -> None:
    post = storage.post(storage.account(), visibility)
    assert not storage.posts.is_tombstone(post.id)
    storage.bury(post)
    assert storage.posts.is_tombstone(post.id) is (visibility in (Visibility.PUBLIC, Visibility.UNLISTED))
    assert not storage.posts.is_tombstone(99)


def shape(thread: ThreadView | None) -> tuple[list[int], int, list[int]]:
    assert thread is not None
    return [view.id for view in thread.ancestors], thread.post.id, [view.id for view in thread.descendants]


def test_a_thread_goes_depth_first(storage: Storage) -> None:
    author = storage.account()
    root = storage.post(author)
    post = storage.post(author, answers=root)
    aside = storage.post(author, answers=root)
    one, two = storage.post(author, answers=post), storage.post(author, answers=post)
    below_two = storage.post(author, answers=two)
    below_one = storage.post(author, answers=one)
    storage.boost(author, post)
    storage.post(author)
    assert shape(storage.posts.thread(None, post.id, 100)) == (
        [root.id],
        post.id,
        [one.id, below_one.id, two.id, below_two.id],
    )
    assert shape(storage.posts.thread(None, root.id, 100)) == (
        [],
        root.id,
        [post.id, one.id, below_one.id, two.id, below_two.id, aside.id],
    )
    assert shape(storage.posts.thread(None, below_one.id, 100)) == ([root.id, post.id, one.id], below_one.id, [])


def test_a_thread_goes_on_behind_what_may_not_be_seen(storage: Storage) -> None:
    author, private = storage.account(), storage.account()
    root = storage.post(author)
    hidden = storage.post(private, Visibility.FOLLOWERS, answers=root)
    buried = storage.post(author, answers=hidden)
    post = storage.post(author, answers=buried)
    hidden_reply = storage.post(private, Visibility.MENTIONED, answers=post)
    last = storage.post(author, answers=hidden_reply)
    storage.bury(buried)
    assert shape(storage.posts.thread(None, post.id, 100)) == ([root.id], post.id, [last.id])
    assert storage.posts.thread(None, hidden.id, 100) is None
    assert shape(storage.posts.thread(private.id, hidden.id, 100)) == (
        [root.id],
        hidden.id,
        [post.id, hidden_reply.id, last.id],
    )


def test_a_long_thread_is_read_around_the_post(storage: Storage) -> None:
    author = storage.account()
    chain: list[Post] = [storage.post(author)]
    for _ in range(9):
        chain.append(storage.post(author, answers=chain[-1]))
    p = [post.id for post in chain]
    assert shape(storage.posts.thread(None, p[5], 2)) == ([p[3], p[4]], p[5], [p[6], p[7]])
    assert shape(storage.posts.thread(None, p[5], 100)) == (p[:5], p[5], p[6:])


def test_a_deep_thread_does_not_exhaust_the_stack(storage: Storage) -> None:
    author = storage.account()
    root = storage.post(author)
    replies = [root]
    with storage.begin() as unit:
        for _ in range(1500):
            replies.append(storage.some_post(author, answers=replies[-1]))
            unit.posts.add(replies[-1])
        unit.commit()
    if storage.database is None:
        replies = replies[:200]  # the model counts everything for every post
    thread = storage.posts.thread(None, root.id, len(replies) - 1)
    assert thread is not None
    assert len(thread.descendants) == len(replies) - 1


def test_who_likes_a_post(storage: Storage) -> None:
    author, viewer, gone, blocking = (
        storage.account(),
        storage.account(),
        storage.account(state=AccountState.SUSPENDED),
        storage.account(),
    )
    post = storage.post(author, Visibility.UNLISTED)
    likes = [storage.like(account, post) for account in (author, gone, viewer, blocking)]
    storage.block(blocking, viewer)
    everybody = storage.posts.liked_by(None, post.id, Cursor())
    assert [(view.id, view.account.id) for view in everybody.items] == [
        (likes[3].id, blocking.id),
        (likes[2].id, viewer.id),
        (likes[0].id, author.id),
    ]
    seen = storage.posts.liked_by(viewer.id, post.id, Cursor(limit=1))
    assert [view.account.id for view in seen.items] == [viewer.id]
    assert seen.next_max_id == likes[2].id
    assert storage.posts.liked_by(None, storage.post(author).id, Cursor()).items == ()


def test_who_likes_what_may_not_be_seen_is_not_told(storage: Storage) -> None:
    author, viewer = storage.account(), storage.account()
    post = storage.post(author, Visibility.FOLLOWERS)
    storage.like(author, post)
    assert storage.posts.liked_by(viewer.id, post.id, Cursor()).items == ()
    assert len(storage.posts.liked_by(author.id, post.id, Cursor()).items) == 1


def test_who_boosted_a_post(storage: Storage) -> None:
    author, viewer, blocked = storage.account(), storage.account(), storage.account()
    post = storage.post(author)
    boosts = [storage.boost(account, post) for account in (author, blocked, viewer)]
    storage.block(viewer, blocked)
    storage.boost(viewer, storage.post(author))
    found = storage.posts.boosted_by(viewer.id, post.id, Cursor(limit=1))
    assert [(view.id, view.account.id) for view in found.items] == [(boosts[2].id, viewer.id)]
    older = storage.posts.boosted_by(viewer.id, post.id, Cursor(max_id=found.next_max_id))
    assert [view.id for view in older.items] == [boosts[0].id]
    assert len(storage.posts.boosted_by(None, post.id, Cursor()).items) == 3
    storage.block(author, viewer)
    assert storage.posts.boosted_by(viewer.id, post.id, Cursor()).items == ()
