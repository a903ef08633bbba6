"""Follows, followed hashtags, blocks, mutes, likes, bookmarks and pins."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.relationships import Block, Bookmark, Follow, FollowedTag, Like, Mute, Pin
from tests.integration.storage.storage import NOW, Storage


def follow_counts(storage: Storage, username: str) -> tuple[int, int]:
    profile = storage.accounts.profile(None, username)
    assert profile is not None
    return profile.followers_count, profile.following_count


def test_a_follow_is_there_once(storage: Storage) -> None:
    one, other = storage.account("one"), storage.account("other")
    request = Follow(storage.new_id(), one.id, other.id, False, NOW)
    with storage.begin() as unit:
        assert unit.follows.get(one.id, other.id) is None
        assert unit.follows.add(request)
        assert not unit.follows.add(Follow(storage.new_id(), one.id, other.id, True, NOW))
        assert unit.follows.get(one.id, other.id) == request
        assert unit.follows.get(other.id, one.id) is None
        unit.commit()
    assert follow_counts(storage, "other") == (0, 0)


def test_a_request_is_accepted_once_and_counted_then(storage: Storage) -> None:
    one, other = storage.account("one"), storage.account("other")
    request = storage.follow(one, other, accepted=False)
    with storage.begin() as unit:
        assert unit.follows.accept(one.id, other.id)
        assert not unit.follows.accept(one.id, other.id)
        assert not unit.follows.accept(other.id, one.id)
        assert unit.follows.get(one.id, other.id) == evolve(request, accepted=True)
        unit.commit()
    assert follow_counts(storage, "other") == (1, 0)
    assert follow_counts(storage, "one") == (0, 1)


def test_follows_and_requests_are_removed(storage: Storage) -> None:
    one, other, third = storage.account("one"), storage.account("other"), storage.account("third")
    storage.follow(one, other)
    storage.follow(one, third, accepted=False)
    with storage.begin() as unit:
        assert unit.follows.remove(one.id, other.id)
        assert not unit.follows.remove(one.id, other.id)
        assert unit.follows.remove(one.id, third.id)
        unit.commit()
    assert follow_counts(storage, "one") == follow_counts(storage, "other") == follow_counts(storage, "third") == (0, 0)


def test_all_follows_of_an_account_are_removed(storage: Storage) -> None:
    one, other, third = storage.account("one"), storage.account("other"), storage.account("third")
    storage.follow(one, other)
    storage.follow(third, one)
    storage.follow(third, other)
    storage.follow(other, one, accepted=False)
    with storage.begin() as unit:
        unit.follows.remove_all(one.id)
        assert unit.follows.get(one.id, other.id) is None
        assert unit.follows.get(third.id, one.id) is None
        assert unit.follows.get(other.id, one.id) is None
        assert unit.follows.get(third.id, other.id) is not None
        unit.commit()
    assert follow_counts(storage, "one") == (0, 0)
    assert follow_counts(storage, "other") == (1, 0)
    assert follow_counts(storage, "third") == (0, 1)


def test_blocks(storage: Storage) -> None:
    one, other, third = storage.account(), storage.account(), storage.account()
    with storage.begin() as unit:
        assert unit.blocks.add(Block(storage.new_id(), one.id, other.id, NOW))
        assert not unit.blocks.add(Block(storage.new_id(), one.id, other.id, NOW))
        assert unit.blocks.between(one.id, other.id)
        assert unit.blocks.between(other.id, one.id)
        assert not unit.blocks.between(one.id, third.id)
        assert not unit.blocks.remove(other.id, one.id)
        assert unit.blocks.remove(one.id, other.id)
        assert not unit.blocks.between(one.id, other.id)


def test_all_blocks_of_an_account_are_removed(storage: Storage) -> None:
    one, other, third = storage.account(), storage.account(), storage.account()
    for blocker, blocked in [(one, other), (third, one), (third, other)]:
        storage.block(blocker, blocked)
    with storage.begin() as unit:
        unit.blocks.remove_all(one.id)
        assert not unit.blocks.between(one.id, other.id)
        assert not unit.blocks.between(one.id, third.id)
        assert unit.blocks.between(other.id, third.id)


def test_mutes(storage: Storage) -> None:
    one, other = storage.account(), storage.account()
    mute = Mute(storage.new_id(), one.id, other.id, True, NOW, NOW + timedelta(hours=1))
    with storage.begin() as unit:
        assert unit.mutes.get(one.id, other.id) is None
        assert unit.mutes.add(mute)
        assert not unit.mutes.add(evolve(mute, id=storage.new_id(), notifications=False))
        assert unit.mutes.get(one.id, other.id) == mute
        assert unit.mutes.get(other.id, one.id) is None
        assert not unit.mutes.remove(other.id, one.id)
        assert unit.mutes.remove(one.id, other.id)
        assert not unit.mutes.remove(one.id, other.id)
        assert unit.mutes.get(one.id, other.id) is None


def test_all_mutes_of_an_account_are_removed(storage: Storage) -> None:
    one, other, third = storage.account(), storage.account(), storage.account()
    for muter, muted in [(one, other), (third, one), (third, other)]:
        storage.mute(muter, muted)
    with storage.begin() as unit:
        unit.mutes.remove_all(one.id)
        left = [(m, n) for m in (one, other, third) for n in (one, other, third) if unit.mutes.get(m.id, n.id)]
    assert left == [(third, other)]


def test_mutes_that_expired_are_removed(storage: Storage) -> None:
    one, over, just_over, later, never = (storage.account() for _ in range(5))
    ends = {over: NOW - timedelta(days=1), just_over: NOW, later: NOW + timedelta(milliseconds=1), never: None}
    for muted, expires_at in ends.items():
        storage.mute(one, muted, expires_at=expires_at)
    with storage.begin() as unit:
        assert unit.mutes.remove_expired(NOW) == 2
        assert unit.mutes.remove_expired(NOW) == 0
        assert [muted for muted in ends if unit.mutes.get(one.id, muted.id)] == [later, never]


def likes_count(storage: Storage, post_id: int) -> int:
    view = storage.posts.get(None, post_id)
    assert view is not None
    return view.likes_count


def test_a_like_is_there_once_and_counted(storage: Storage) -> None:
    account = storage.account()
    post = storage.post(account)
    like = Like(storage.new_id(), account.id, post.id, NOW)
    with storage.begin() as unit:
        assert unit.likes.get(account.id, post.id) is None
        assert unit.likes.add(like)
        assert not unit.likes.add(evolve(like, id=storage.new_id()))
        assert unit.likes.get(account.id, post.id) == like
        unit.commit()
    assert likes_count(storage, post.id) == 1
    with storage.begin() as unit:
        assert unit.likes.remove(account.id, post.id)
        assert not unit.likes.remove(account.id, post.id)
        unit.commit()
    assert likes_count(storage, post.id) == 0


def test_all_likes_of_an_account_are_taken_back(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    posts = [storage.post(other), storage.post(other)]
    for post in posts:
        storage.like(account, post)
    storage.like(other, posts[0])
    with storage.begin() as unit:
        unit.likes.remove_all(account.id)
        assert unit.likes.get(account.id, posts[0].id) is None
        unit.commit()
    assert [likes_count(storage, post.id) for post in posts] == [1, 0]


def is_bookmarked(storage: Storage, account_id: int, post_id: int) -> bool:
    view = storage.posts.get(account_id, post_id)
    assert view is not None
    return view.bookmarked


def test_a_bookmark_is_there_once(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    post = storage.post(account)
    bookmark = Bookmark(storage.new_id(), account.id, post.id, NOW)
    with storage.begin() as unit:
        assert unit.bookmarks.add(bookmark)
        assert not unit.bookmarks.add(evolve(bookmark, id=storage.new_id()))
        assert not unit.bookmarks.remove(other.id, post.id)
        unit.commit()
    assert is_bookmarked(storage, account.id, post.id)
    with storage.begin() as unit:
        assert unit.bookmarks.remove(account.id, post.id)
        assert not unit.bookmarks.remove(account.id, post.id)
        unit.commit()
    assert not is_bookmarked(storage, account.id, post.id)


def test_all_bookmarks_of_an_account_are_removed(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    posts = [storage.post(other), storage.post(other)]
    for post in posts:
        storage.bookmark(account, post)
    storage.bookmark(other, posts[0])
    with storage.begin() as unit:
        unit.bookmarks.remove_all(account.id)
        unit.commit()
    assert [is_bookmarked(storage, account.id, post.id) for post in posts] == [False, False]
    assert is_bookmarked(storage, other.id, posts[0].id)


def test_mutes_of_conversations_are_there_once_and_are_counted(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    first, second = storage.post(other), storage.post(other)
    mute = storage.mute_thread(account, first)
    storage.mute_thread(other, first)
    with storage.begin() as unit:
        assert not unit.thread_mutes.add(mute)
        assert unit.thread_mutes.add(evolve(mute, thread_id=second.id))
        assert (unit.thread_mutes.count(account.id), unit.thread_mutes.count(other.id)) == (2, 1)
        assert unit.thread_mutes.remove(account.id, second.id)
        assert not unit.thread_mutes.remove(account.id, second.id)
        assert unit.thread_mutes.has(account.id, first.id)
        assert not unit.thread_mutes.has(account.id, second.id)
        unit.commit()
    with storage.begin() as unit:
        assert unit.thread_mutes.count(account.id) == 1
        unit.thread_mutes.remove_all(account.id)
        assert not unit.thread_mutes.has(account.id, first.id)
        assert unit.thread_mutes.has(other.id, first.id)


def test_pins_are_there_once_and_are_counted(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    first, second, theirs = storage.post(account), storage.post(account), storage.post(other)
    storage.pin(other, theirs)
    with storage.begin() as unit:
        assert unit.pins.count(account.id) == 0
        assert unit.pins.add(Pin(storage.new_id(), account.id, first.id, NOW))
        assert not unit.pins.add(Pin(storage.new_id(), account.id, first.id, NOW))
        assert unit.pins.add(Pin(storage.new_id(), account.id, second.id, NOW))
        assert unit.pins.count(account.id) == 2
        assert unit.pins.remove(account.id, first.id)
        assert not unit.pins.remove(account.id, first.id)
        assert not unit.pins.remove(account.id, theirs.id)
        assert unit.pins.count(account.id) == 1
        unit.posts.bury(second.id, NOW)
        assert unit.pins.count(account.id) == 0
        assert unit.pins.count(other.id) == 1


def followed(storage: Storage, account_id: int) -> list[str]:
    return [one.name for one in storage.followed_tags.of_account(account_id, Cursor()).items]


def test_a_hashtag_is_followed_once(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    rye = FollowedTag(storage.new_id(), account.id, "rye", NOW)
    with storage.begin() as unit:
        assert unit.followed_tags.add(rye)
        assert not unit.followed_tags.add(evolve(rye, id=storage.new_id()))
        assert unit.followed_tags.add(FollowedTag(storage.new_id(), account.id, "straße", NOW))
        assert not unit.followed_tags.remove(other.id, "rye")
        unit.commit()
    assert storage.followed_tags.of_account(account.id, Cursor()).items[1] == rye
    assert followed(storage, account.id) == ["straße", "rye"]
    with storage.begin() as unit:
        assert unit.followed_tags.remove(account.id, "rye")
        assert not unit.followed_tags.remove(account.id, "rye")
        unit.commit()
    assert followed(storage, account.id) == ["straße"]


def test_all_followed_hashtags_of_an_account_are_removed(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    for name in ("rye", "oats"):
        storage.follow_tag(account, name)
    storage.follow_tag(other, "rye")
    with storage.begin() as unit:
        unit.followed_tags.remove_all(account.id)
        unit.commit()
    assert (followed(storage, account.id), followed(storage, other.id)) == ([], ["rye"])


def test_followed_hashtags_are_listed_and_looked_up(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    kept = [storage.follow_tag(account, name) for name in ("c", "a", "b")]
    storage.follow_tag(other, "d")
    page = storage.followed_tags.of_account(account.id, Cursor(limit=2))
    assert page == Page((kept[2], kept[1]), kept[1].id, kept[2].id)
    last = storage.followed_tags.of_account(account.id, Cursor(limit=2, max_id=page.next_max_id))
    assert last == Page((kept[0],), None, kept[0].id)
    assert storage.followed_tags.among(account.id, ["a"]) == {"a"}
    assert storage.followed_tags.among(account.id, ["b", "d", "a", "x"]) == {"a", "b"}
    assert storage.followed_tags.among(account.id, ["d"]) == storage.followed_tags.among(account.id, []) == frozenset()
