"""Who is not active does nothing more, whatever is still under way."""

from collections.abc import Callable

import pytest

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.post import Post
from microblog.domain.use_cases.blocks.block_account import BlockAccount
from microblog.domain.use_cases.follows.follow_account import FollowAccount
from microblog.domain.use_cases.mutes.mute_account import MuteAccount
from microblog.domain.use_cases.mutes.mute_thread import MuteThread
from microblog.domain.use_cases.posts.bookmark_post import BookmarkPost
from microblog.domain.use_cases.posts.boost_post import BoostPost
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.like_post import LikePost
from microblog.domain.use_cases.posts.pin_post import PinPost
from tests.unit.domain.use_cases.action_world import ActionWorld

Action = Callable[[ActionWorld, Account, Post, Post], object]

ACTIONS: dict[str, Action] = {
    "publish": lambda world, anna, _own, _other: world.write(anna),
    "replay": lambda world, anna, _own, _other: world.write(anna, idempotency_key="key"),
    "edit": lambda world, anna, own, _: world.do(EditPost)(account_id=anna.id, post_id=own.id, text="new"),
    "like": lambda world, anna, _, other: world.do(LikePost)(account_id=anna.id, post_id=other.id),
    "bookmark": lambda world, anna, _, other: world.do(BookmarkPost)(account_id=anna.id, post_id=other.id),
    "pin": lambda world, anna, own, _: world.do(PinPost)(account_id=anna.id, post_id=own.id),
    "boost": lambda world, anna, _, other: world.do(BoostPost)(account_id=anna.id, post_id=other.id),
    "follow": lambda world, anna, _, other: world.do(FollowAccount)(follower_id=anna.id, target=other.account_id),
    "mute": lambda world, anna, _, other: world.do(MuteAccount)(muter_id=anna.id, target=other.account_id),
    "mute thread": lambda world, anna, _, other: world.do(MuteThread)(account_id=anna.id, post_id=other.id),
    "block": lambda world, anna, _, other: world.do(BlockAccount)(blocker_id=anna.id, target=other.account_id),
}


@pytest.mark.parametrize("state", [state for state in AccountState if state is not AccountState.ACTIVE])
@pytest.mark.parametrize("action", ACTIONS)
def test_only_an_active_account_acts(world: ActionWorld, action: str, state: AccountState) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    own, other = world.write(anna, idempotency_key="key"), world.write(ben)
    anna = world.change_account(anna, state=state)
    before = world.rows
    with pytest.raises(Gone if state is AccountState.DELETED else NotFound):
        ACTIONS[action](world, anna, own, other)
    assert world.rows == before
