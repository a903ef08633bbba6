"""Timelines of what somebody did with posts: liked, bookmarked, pinned."""

from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from tests.integration.storage.storage import Storage


def test_lists_of_what_one_did_go_by_when_one_did_it(storage: Storage) -> None:
    author, viewer, other = storage.account(), storage.account(), storage.account()
    first, second, third = (storage.post(author) for _ in range(3))
    for mark, read in (
        (storage.like, storage.timelines.liked),
        (storage.bookmark, storage.timelines.bookmarked),
    ):
        marks = {post.id: mark(viewer, post).id for post in (second, third, first)}
        mark(other, second)
        page = read(viewer.id, Cursor(limit=2))
        assert [(view.entry_id, view.id) for view in page.items] == [
            (marks[first.id], first.id),
            (marks[third.id], third.id),
        ]
        assert [view.boosted_by for view in page.items] == [None, None]
        page = read(viewer.id, Cursor(limit=2, max_id=page.next_max_id))
        assert [(view.entry_id, view.id) for view in page.items] == [(marks[second.id], second.id)]
        assert page.next_max_id is None
        assert [view.id for view in read(other.id, Cursor()).items] == [second.id]
        assert read(author.id, Cursor()).items == ()


def test_lists_of_what_one_did_show_what_may_be_seen(storage: Storage) -> None:
    author, viewer, enemy, gone = (storage.account() for _ in range(4))
    for_followers, of_enemy, of_gone = (
        storage.post(author, Visibility.FOLLOWERS),
        storage.post(enemy),
        storage.post(gone),
    )
    buried = storage.post(author)
    follow = storage.follow(viewer, author)
    for post in (for_followers, of_enemy, of_gone, buried):
        storage.like(viewer, post)
        storage.bookmark(viewer, post)
    storage.block(enemy, viewer)
    storage.bury(buried)
    with storage.begin() as unit:
        unit.accounts.lock(gone.id)
        unit.accounts.save(evolve(gone, state=AccountState.SUSPENDED))
        unit.commit()
    lists = storage.timelines.liked, storage.timelines.bookmarked
    assert [[view.id for view in read(viewer.id, Cursor()).items] for read in lists] == [[for_followers.id]] * 2
    with storage.begin() as unit:
        unit.follows.remove(follow.follower_id, follow.followee_id)
        unit.commit()
    assert [read(viewer.id, Cursor()).items for read in lists] == [(), ()]


def test_pinned_posts_are_for_those_who_may_see_them(storage: Storage) -> None:
    author, follower, other = storage.account(), storage.account(), storage.account()
    storage.follow(follower, author)
    public, for_followers, buried = (
        storage.post(author),
        storage.post(author, Visibility.FOLLOWERS),
        storage.post(author),
    )
    pins = {post.id: storage.pin(author, post).id for post in (for_followers, buried, public)}
    storage.pin(other, storage.post(other))
    storage.bury(buried)

    def seen_by(viewer: Account | None) -> list[tuple[int, int, bool]]:
        views = storage.timelines.pinned(viewer.id if viewer else None, author.id)
        return [(view.entry_id, view.id, view.pinned) for view in views]

    assert seen_by(None) == [(pins[public.id], public.id, False)]
    assert seen_by(follower) == [(pins[public.id], public.id, False), (pins[for_followers.id], for_followers.id, False)]
    assert seen_by(author) == [(pins[public.id], public.id, True), (pins[for_followers.id], for_followers.id, True)]
    storage.block(author, other)
    assert seen_by(other) == []
