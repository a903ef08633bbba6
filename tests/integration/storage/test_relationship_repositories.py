"""Follows, blocks and likes."""

from attrs import evolve

from microblog.domain.model.relationships import Block, Follow, Like
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
