from collections.abc import Callable

import pytest

from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.posts.read_post import (
    ReadBoosts,
    ReadEntry,
    ReadHistory,
    ReadLikes,
    ReadPost,
    ReadThread,
)
from tests.unit.domain.use_cases.action_world import ActionWorld

Read = Callable[[ActionWorld, int | None, int], object]

READS: dict[str, Read] = {
    "post": lambda world, viewer, post: world.do(ReadPost)(viewer_id=viewer, post_id=post),
    "thread": lambda world, viewer, post: world.do(ReadThread)(viewer_id=viewer, post_id=post),
    "history": lambda world, viewer, post: world.do(ReadHistory)(viewer_id=viewer, post_id=post),
    "likes": lambda world, viewer, post: world.do(ReadLikes)(viewer_id=viewer, post_id=post, cursor=Cursor()),
    "boosts": lambda world, viewer, post: world.do(ReadBoosts)(viewer_id=viewer, post_id=post, cursor=Cursor()),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_all_that_belongs_to_a_post_is_for_those_who_may_see_it(world: ActionWorld, read: Read) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    world.follow(ben, anna)
    post = world.post(anna, visibility=Visibility.FOLLOWERS)
    assert read(world, ben.id, post.id) is not None
    assert read(world, anna.id, post.id) is not None
    for stranger in (None, cleo.id):
        with pytest.raises(NotFound):
            read(world, stranger, post.id)


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_what_anybody_could_see_is_gone_and_the_rest_never_was(world: ActionWorld, read: Read) -> None:
    anna = world.account("anna")
    seen, secret = world.post(anna), world.post(anna, visibility=Visibility.FOLLOWERS)
    boost = world.post(anna, boost_of=seen)
    with pytest.raises(NotFound):
        read(world, anna.id, boost.id)
    world.bury(seen)
    world.bury(secret)
    with pytest.raises(Gone):
        read(world, None, seen.id)
    for post_id in (secret.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            read(world, None, post_id)


def test_an_entry_may_be_a_boost_whose_post_is_there_still(world: ActionWorld) -> None:
    anna = world.account("anna")
    post = world.post(anna)
    boost = world.post(anna, boost_of=post)
    entry = world.do(ReadEntry)(viewer_id=None, entry_id=boost.id)
    assert (entry.entry_id, entry.id) == (boost.id, post.id)
    world.bury(post)
    with pytest.raises(Gone):
        world.do(ReadEntry)(viewer_id=None, entry_id=post.id)
    for entry_id in (boost.id, -1, 2**63):
        with pytest.raises(NotFound):
            world.do(ReadEntry)(viewer_id=None, entry_id=entry_id)


def test_a_thread_has_what_came_before_and_what_came_after(world: ActionWorld) -> None:
    anna = world.account("anna")
    first = world.write(anna, "first")
    second = world.write(anna, "second", in_reply_to_id=first.id)
    third = world.write(anna, "third", in_reply_to_id=second.id)
    thread = world.do(ReadThread)(viewer_id=None, post_id=second.id)
    assert ([post.id for post in thread.ancestors], thread.post.id) == ([first.id], second.id)
    assert [post.id for post in thread.descendants] == [third.id]


def test_who_likes_and_who_boosted(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    post = world.post(anna)
    world.like(ben, post)
    world.like(cleo, post)
    world.post(ben, boost_of=post)
    world.block(cleo, anna)
    _, likes = world.do(ReadLikes)(viewer_id=anna.id, post_id=post.id, cursor=Cursor())
    _, boosts = world.do(ReadBoosts)(viewer_id=None, post_id=post.id, cursor=Cursor())
    assert [one.account.username for one in likes.items] == ["ben"]
    assert [one.account.username for one in boosts.items] == ["ben"]
