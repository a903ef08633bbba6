from collections.abc import Callable

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView
from microblog.domain.use_cases.follows.read_follows import (
    ReadFamiliarFollowers,
    ReadFollowers,
    ReadFollowing,
    ReadFollowRequests,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def names(page: Page[FollowView]) -> list[str]:
    return [one.account.username for one in page.items]


def test_who_follows_whom_the_latest_first(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    world.follow(ben, anna)
    world.follow(cleo, anna)
    world.follow(anna, ben)
    world.follow(anna, cleo, accepted=False)
    profile, followers = world.do(ReadFollowers)(viewer_id=None, target="anna", cursor=Cursor())
    assert (profile.account.id, names(followers)) == (anna.id, ["cleo", "ben"])
    profile, following = world.do(ReadFollowing)(viewer_id=None, target="Anna", cursor=Cursor())
    assert (profile.account.id, names(following)) == (anna.id, ["ben"])
    assert names(world.do(ReadFollowRequests)(account_id=cleo.id, cursor=Cursor())) == ["anna"]
    assert names(world.do(ReadFollowRequests)(account_id=ben.id, cursor=Cursor())) == []


@pytest.mark.parametrize("action", [ReadFollowers, ReadFollowing])
def test_the_profile_must_be_there(world: ActionWorld, action: type[ReadFollowers | ReadFollowing]) -> None:
    world.account("gone", AccountState.DELETED)
    read: Callable[..., object] = world.do(action)
    with pytest.raises(Gone):
        read(viewer_id=None, target="gone", cursor=Cursor())
    with pytest.raises(NotFound):
        read(viewer_id=None, target="no body", cursor=Cursor())


def test_which_of_those_whom_one_follows_follow_somebody(world: ActionWorld) -> None:
    anna, ben, cleo, dora = (world.account(name) for name in ("anna", "ben", "cleo", "dora"))
    for followed in (dora, cleo):
        world.follow(ben, followed)
        world.follow(followed, anna)
    world.follow(ben, world.account("else"))
    world.follow(world.account("stranger"), anna)
    profile, found = world.do(ReadFamiliarFollowers)(viewer_id=ben.id, target="anna")
    assert (profile.account.id, [one.username for one in found]) == (anna.id, ["cleo", "dora"])
    with pytest.raises(NotFound):
        world.do(ReadFamiliarFollowers)(viewer_id=ben.id, target="nobody")
