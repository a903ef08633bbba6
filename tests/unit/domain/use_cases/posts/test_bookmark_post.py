import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.posts.bookmark_post import BookmarkPost, UnbookmarkPost
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_to_bookmark_twice_is_to_bookmark_once_and_nobody_is_told(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    for _ in range(2):
        assert world.do(BookmarkPost)(account_id=ben.id, post_id=post.id) == post
    (bookmark,) = world.rows.bookmarks.values()
    assert (bookmark.account_id, bookmark.post_id, bookmark.created_at) == (ben.id, post.id, world.clock())
    assert world.events == []


def test_to_bookmark_a_boost_is_to_bookmark_what_it_boosts(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    boost = world.post(ben, boost_of=post)
    assert world.do(BookmarkPost)(account_id=ben.id, post_id=boost.id) == post
    assert list(world.rows.bookmarks) == [(ben.id, post.id)]
    for _ in range(2):
        assert world.do(UnbookmarkPost)(account_id=ben.id, post_id=boost.id) == post
        assert world.rows.bookmarks == {}


@pytest.mark.parametrize("action", [BookmarkPost, UnbookmarkPost])
def test_what_cannot_be_seen_cannot_be_bookmarked(
    world: ActionWorld, action: type[BookmarkPost | UnbookmarkPost]
) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    secret, open_one, by_blocked = (
        world.post(anna, visibility=Visibility.FOLLOWERS),
        world.post(anna),
        world.post(cleo),
    )
    world.block(ben, cleo)
    act = world.do(action)
    for post_id in (secret.id, by_blocked.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            act(account_id=ben.id, post_id=post_id)
    world.bury(open_one)
    with pytest.raises(Gone):
        act(account_id=ben.id, post_id=open_one.id)
    hidden = world.post(anna)
    world.change(anna, AccountState.SUSPENDED)
    with pytest.raises(NotFound):
        act(account_id=ben.id, post_id=hidden.id)
