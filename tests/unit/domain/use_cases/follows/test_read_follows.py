from collections.abc import Callable

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView
from microblog.domain.use_cases.follows.read_follows import ReadFollowers, ReadFollowing, ReadFollowRequests
from tests.unit.domain.use_cases.action_world import ActionWorld


def names(page: Page[FollowView]) -> list[str]:
    return [one.account.username for one in page.items]


def test_who_follows_whom_the_latest_first(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    world.follow(ben, anna)
    world.follow(cleo, anna)
    world.follow(anna, ben)
    world.follow(anna, cleo, accepted=False)
    profile, followers = world.do(ReadFollowers)(viewer_id=None, username="anna", cursor=Cursor())
    assert (profile.account.id, names(followers)) == (anna.id, ["cleo", "ben"])
    profile, following = world.do(ReadFollowing)(viewer_id=None, username="Anna", cursor=Cursor())
    assert (profile.account.id, names(following)) == (anna.id, ["ben"])
    assert names(world.do(ReadFollowRequests)(account_id=cleo.id, cursor=Cursor())) == ["anna"]
    assert names(world.do(ReadFollowRequests)(account_id=ben.id, cursor=Cursor())) == []


@pytest.mark.parametrize("action", [ReadFollowers, ReadFollowing])
def test_the_profile_must_be_there(world: ActionWorld, action: type[ReadFollowers | ReadFollowing]) -> None:
    world.account("gone", AccountState.DELETED)
    read: Callable[..., object] = world.do(action)
    with pytest.raises(Gone):
        read(viewer_id=None, username="gone", cursor=Cursor())
    with pytest.raises(NotFound):
        read(viewer_id=None, username="no body", cursor=Cursor())
