import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound, NotPermitted
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.blocks.block_account import BlockAccount, UnblockAccount
from microblog.domain.use_cases.blocks.read_blocks import ReadBlocks
from microblog.domain.use_cases.posts.read_post import ReadPost
from tests.unit.domain.use_cases.action_world import ActionWorld


@pytest.mark.parametrize("direction", [1, -1])
def test_a_block_ends_all_between_the_two_and_nothing_else(world: ActionWorld, direction: int) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    posts = {one.id: world.post(one) for one in (anna, ben, cleo)}
    for one, other in ((anna, ben), (ben, anna), (ben, cleo)):
        world.follow(one, other)
        world.notification(one, other, posts[other.id])
        with world.unit_of_work() as uow:
            uow.home_timelines.add([one.id], posts[other.id].id)
            uow.commit()
    blocker, blocked = (anna, ben)[::direction]
    for _ in range(2):
        assert world.do(BlockAccount)(blocker_id=blocker.id, target=blocked.username) == blocked
    assert set(world.rows.blocks) == {(blocker.id, blocked.id)}
    assert set(world.rows.follows) == {(ben.id, cleo.id)}
    assert (world.home(anna), world.home(ben)) == ([], [posts[cleo.id].id])
    assert (len(world.told(anna)), len(world.told(ben))) == (0, 1)


def test_neither_sees_the_other(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    hers, his = world.post(anna, ben, visibility=Visibility.MENTIONED), world.post(ben)
    world.do(BlockAccount)(blocker_id=anna.id, target=ben.id)
    for viewer, post in ((ben, hers), (anna, his)):
        with pytest.raises(NotFound):
            world.do(ReadPost)(viewer_id=viewer.id, post_id=post.id)
    world.do(UnblockAccount)(blocker_id=anna.id, target=ben.id)
    assert world.do(ReadPost)(viewer_id=ben.id, post_id=hers.id).id == hers.id


def test_a_block_is_taken_back_by_whoever_made_it_and_follows_stay_ended(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    world.do(BlockAccount)(blocker_id=anna.id, target="ben")
    assert [one.account.id for one in world.do(ReadBlocks)(account_id=anna.id, cursor=Cursor()).items] == [ben.id]
    world.do(UnblockAccount)(blocker_id=ben.id, target="anna")
    assert len(world.rows.blocks) == 1
    for _ in range(2):
        assert world.do(UnblockAccount)(blocker_id=anna.id, target="ben") == ben
    assert (world.rows.blocks, world.rows.follows) == ({}, {})
    assert world.do(ReadBlocks)(account_id=anna.id, cursor=Cursor()).items == ()


@pytest.mark.parametrize("action", [BlockAccount, UnblockAccount])
def test_who_can_be_blocked(world: ActionWorld, action: type[BlockAccount | UnblockAccount]) -> None:
    anna = world.account("anna")
    world.account("gone", AccountState.DELETED)
    act = world.do(action)
    with pytest.raises(NotFound):
        act(blocker_id=anna.id, target="nobody")
    with pytest.raises(Gone):
        act(blocker_id=anna.id, target="gone")


def test_nobody_blocks_themselves(world: ActionWorld) -> None:
    anna = world.account("anna")
    with pytest.raises(NotPermitted, match="own_account"):
        world.do(BlockAccount)(blocker_id=anna.id, target="anna")
    assert world.rows.blocks == {}
