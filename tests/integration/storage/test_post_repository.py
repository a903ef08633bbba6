"""Posts, for writing."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.errors import Conflict
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import PostVersion, Visibility
from tests.integration.storage.storage import NOW, Storage


@pytest.mark.parametrize("visibility", Visibility)
def test_a_post_comes_back_as_it_was(storage: Storage, visibility: Visibility) -> None:
    author, mentioned, there = storage.account(), storage.account(), storage.account(domain="example.net")
    first = storage.post(author)
    post = storage.post(
        author,
        visibility,
        answers=first,
        mentions=[mentioned, there],
        hashtags=("b", "a", "ß"),
        content_warning="spoiler 🌻",
        edited_at=NOW,
    )
    with storage.begin() as unit:
        assert unit.posts.get(post.id) == post
        assert unit.posts.get(99) is None


def test_a_reply_is_counted_until_it_is_buried(storage: Storage) -> None:
    author = storage.account()
    post = storage.post(author)
    reply = storage.post(author, answers=post)
    storage.post(author, answers=reply)
    assert counts(storage, post.id) == (1, 0, 0)
    storage.bury(reply)
    storage.bury(reply)
    assert counts(storage, post.id) == (0, 0, 0)


def test_a_boost_is_counted_until_it_is_removed(storage: Storage) -> None:
    author, other = storage.account(), storage.account()
    post = storage.post(author)
    boost = storage.boost(other, post)
    storage.boost(author, post)
    assert counts(storage, post.id) == (0, 2, 0)
    storage.put_home(author, boost)
    with storage.begin() as unit:
        assert unit.posts.boost(other.id, post.id) == boost
        unit.posts.remove_boost(boost)
        unit.posts.remove_boost(boost)
        unit.commit()
    assert counts(storage, post.id) == (0, 1, 0)
    assert storage.timelines.home(author.id, Cursor()).items == ()
    with storage.begin() as unit:
        assert unit.posts.get(boost.id) is None
        assert unit.posts.boost(other.id, post.id) is None
        assert unit.home_timelines.trim(0) == 0


def test_a_post_is_boosted_once(storage: Storage) -> None:
    author = storage.account()
    post, another = storage.post(author), storage.post(author)
    boost = storage.boost(author, post)
    with storage.begin() as unit, pytest.raises(Conflict):
        unit.posts.add(storage.some_boost(author, post))
    storage.boost(author, another)
    with storage.begin() as unit:
        unit.posts.remove_boost(boost)
        unit.posts.add(storage.some_boost(author, post))
        unit.commit()
    assert counts(storage, post.id) == (0, 1, 0)


def test_save_overwrites_what_an_edit_can_change(storage: Storage) -> None:
    author, before, after = storage.account(), storage.account(), storage.account()
    post = storage.post(author, Visibility.MENTIONED, mentions=[before], hashtags=("old",))
    public = storage.post(author, hashtags=("old",))
    edited = evolve(
        storage.some_post(author, Visibility.PUBLIC, mentions=[after], hashtags=("new", "newer")),
        id=post.id,
        content_warning="careful",
        language="de",
        sensitive=True,
        edited_at=NOW,
    )
    with storage.begin() as unit:
        unit.posts.save(edited)
        unit.posts.save(evolve(public, hashtags=("new",)))
        unit.commit()
    expected = evolve(
        post,
        text=edited.text,
        html=edited.html,
        content_warning="careful",
        language="de",
        mentions=edited.mentions,
        hashtags=("new", "newer"),
        sensitive=True,
        edited_at=NOW,
    )
    with storage.begin() as unit:
        assert unit.posts.get(post.id) == expected
    assert storage.posts.get(before.id, post.id) is None
    assert storage.posts.get(after.id, post.id) is not None
    assert storage.timelines.hashtag(None, "old", Cursor()).items == ()
    assert [view.id for view in storage.timelines.hashtag(None, "new", Cursor()).items] == [public.id]


def test_bury_leaves_a_tombstone(storage: Storage) -> None:
    author, other = storage.account(), storage.account()
    first = storage.post(author)
    rest: dict[str, Any] = {"content_warning": "cw", "sensitive": True, "edited_at": NOW}
    post = storage.post(author, answers=first, mentions=[other], hashtags=("tag",), **rest)
    boost = storage.boost(other, post)
    storage.put_home(other, boost)
    storage.like(other, post)
    with storage.begin() as unit:
        unit.posts.add_version(PostVersion(post.id, "a", "b", "c", NOW))
        unit.posts.bury(post.id, NOW)
        unit.commit()
    tombstone = evolve(
        post, text="", html="", content_warning="", mentions=(), hashtags=(), sensitive=False, deleted_at=NOW
    )
    with storage.begin() as unit:
        assert unit.posts.get(post.id) == tombstone
        assert unit.posts.get(boost.id) is None
        assert unit.likes.get(other.id, post.id) is None
        unit.posts.bury(post.id, NOW + timedelta(days=1))
        unit.posts.save(post)
        assert unit.posts.get(post.id) == tombstone
        unit.posts.bury(99, NOW)
    assert storage.posts.versions(post.id) in ((), [])
    assert storage.timelines.hashtag(None, "tag", Cursor()).items == ()
    assert storage.timelines.home(other.id, Cursor()).items == ()


def test_to_bury_a_boost_is_to_remove_it(storage: Storage) -> None:
    author = storage.account()
    post = storage.post(author)
    boost = storage.boost(author, post)
    storage.bury(boost)
    with storage.begin() as unit:
        assert unit.posts.get(boost.id) is None
    assert counts(storage, post.id) == (0, 0, 0)


def test_of_account_gives_what_is_not_buried(storage: Storage) -> None:
    author, other = storage.account(), storage.account()
    posts = [storage.post(author, visibility) for visibility in Visibility]
    boost = storage.boost(author, storage.post(other))
    storage.bury(posts.pop())
    with storage.begin() as unit:
        found = unit.posts.of_account(author.id, 10)
        assert {post.id for post in found} == {boost.id, *(post.id for post in posts)}
        assert len(unit.posts.of_account(author.id, 2)) == 2


def test_versions_are_kept_in_order(storage: Storage) -> None:
    author = storage.account()
    post = storage.post(author)
    versions = [PostVersion(post.id, f"text {n}", "html", "", NOW) for n in range(3)]
    with storage.begin() as unit:
        for version in versions:
            unit.posts.add_version(version)
        assert (unit.posts.count_versions(post.id), unit.posts.count_versions(99)) == (3, 0)
        unit.commit()
    assert list(storage.posts.versions(post.id)) == versions
    assert list(storage.posts.versions(99)) == []


def counts(storage: Storage, post_id: int) -> tuple[int, int, int]:
    """What is counted at a post: replies, boosts, likes."""
    view = storage.posts.get(None, post_id)
    assert view is not None
    return view.replies_count, view.boosts_count, view.likes_count
