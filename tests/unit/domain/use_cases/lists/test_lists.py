import pytest

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.list import MAX_LISTS, MAX_MEMBERS, List, RepliesPolicy
from microblog.domain.model.page import Cursor
from microblog.domain.use_cases.blocks.block_account import BlockAccount
from microblog.domain.use_cases.follows.follow_account import UnfollowAccount
from microblog.domain.use_cases.follows.remove_follower import RemoveFollower
from microblog.domain.use_cases.lists.add_to_list import AddToList, RemoveFromList
from microblog.domain.use_cases.lists.create_list import CreateList, DeleteList
from microblog.domain.use_cases.lists.edit_list import EditList
from microblog.domain.use_cases.lists.read_lists import (
    ReadList,
    ReadListChoices,
    ReadListMembers,
    ReadLists,
    ReadListsWith,
)
from microblog.domain.use_cases.timelines.read_timeline import ReadListTimeline
from tests.unit.domain.use_cases.action_world import ActionWorld


def made(world: ActionWorld, owner: Account, *members: Account) -> List:
    new = world.do(CreateList)(account_id=owner.id, title="Friends")
    for member in members:
        world.follow(owner, member)
    world.do(AddToList)(account_id=owner.id, list_id=new.id, targets=[member.id for member in members])
    return new


def on(world: ActionWorld, of: List) -> list[int]:
    return sorted(account_id for list_id, account_id in world.rows.list_members if list_id == of.id)


def test_a_list_is_made_changed_and_deleted(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    new = world.do(CreateList)(account_id=anna.id, title=" Friends ")
    assert (new.title, new.replies_policy, new.exclusive) == ("Friends", RepliesPolicy.FOLLOWED, False)
    assert world.do(ReadList)(account_id=anna.id, list_id=new.id) == new
    assert list(world.do(ReadLists)(account_id=anna.id)) == [new]
    edit = world.do(EditList)
    assert edit(account_id=anna.id, list_id=new.id) == new
    changed = edit(
        account_id=anna.id, list_id=new.id, title="Bakers", replies_policy=RepliesPolicy.NONE, exclusive=True
    )
    assert (changed.title, changed.replies_policy, changed.exclusive) == ("Bakers", RepliesPolicy.NONE, True)
    assert world.rows.lists == {new.id: changed}
    world.follow(anna, ben)
    world.do(AddToList)(account_id=anna.id, list_id=new.id, targets=["ben"])
    world.do(DeleteList)(account_id=anna.id, list_id=new.id)
    assert (world.rows.lists, world.rows.list_members) == ({}, {})


@pytest.mark.parametrize(
    ("title", "code"), [("", "required"), (" ", "required"), ("x" * 256, "too_long"), ("a\nb", "line_break")]
)
def test_a_list_has_a_name(world: ActionWorld, title: str, code: str) -> None:
    anna = world.account("anna")
    kept = made(world, anna)
    with pytest.raises(ValidationError) as caught:
        world.do(CreateList)(account_id=anna.id, title=title)
    assert (caught.value.field, caught.value.code) == ("title", code)
    with pytest.raises(ValidationError):
        world.do(EditList)(account_id=anna.id, list_id=kept.id, title=title)
    assert world.rows.lists == {kept.id: kept}


def test_lists_of_others_are_not_there(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    of = made(world, anna, ben)
    for list_id in (of.id, 4711, -1, 2**63):
        for act in (
            lambda list_id=list_id: world.do(ReadList)(account_id=ben.id, list_id=list_id),
            lambda list_id=list_id: world.do(EditList)(account_id=ben.id, list_id=list_id, title="x"),
            lambda list_id=list_id: world.do(DeleteList)(account_id=ben.id, list_id=list_id),
            lambda list_id=list_id: world.do(AddToList)(account_id=ben.id, list_id=list_id, targets=[]),
            lambda list_id=list_id: world.do(RemoveFromList)(account_id=ben.id, list_id=list_id, targets=[ben.id]),
            lambda list_id=list_id: world.do(ReadListMembers)(account_id=ben.id, list_id=list_id, cursor=None),
            lambda list_id=list_id: world.do(ReadListTimeline)(viewer_id=ben.id, list_id=list_id, cursor=Cursor()),
        ):
            with pytest.raises(NotFound):
                act()
    assert (world.rows.lists, on(world, of)) == ({of.id: of}, [ben.id])


def test_only_those_whom_one_follows_are_put_on_a_list_and_all_or_none(world: ActionWorld) -> None:
    anna, ben, carla, dora = (world.account(name) for name in ("anna", "ben", "carla", "dora"))
    of = made(world, anna)
    world.follow(anna, ben)
    world.follow(anna, carla, accepted=False)
    add = world.do(AddToList)
    for target in (carla.id, dora.id, anna.id, 4711, -1, "nobody"):
        with pytest.raises(NotFound):
            add(account_id=anna.id, list_id=of.id, targets=[ben.id, target])
    assert on(world, of) == []
    for _ in range(2):
        add(account_id=anna.id, list_id=of.id, targets=[ben.id])
        assert on(world, of) == [ben.id]
    for _ in range(2):
        world.do(RemoveFromList)(account_id=anna.id, list_id=of.id, targets=[ben.id])
        assert on(world, of) == []


def test_there_is_an_end_to_lists_and_to_members(world: ActionWorld) -> None:
    anna = world.account("anna")
    people = [world.account(f"p{number}") for number in range(MAX_MEMBERS + 1)]
    of = made(world, anna, *people[:MAX_MEMBERS])
    world.follow(anna, people[-1])
    for targets in ([people[-1].id], [person.id for person in people]):
        with pytest.raises(ValidationError) as caught:
            world.do(AddToList)(account_id=anna.id, list_id=of.id, targets=targets)
        assert (caught.value.code, caught.value.params) == ("too_many", {"limit": MAX_MEMBERS})
    assert len(on(world, of)) == MAX_MEMBERS
    _, page = world.do(ReadListMembers)(account_id=anna.id, list_id=of.id, cursor=None)
    assert [view.id for view in page.items] == sorted(on(world, of), reverse=True)
    for _ in range(MAX_LISTS - 1):
        made(world, anna)
    with pytest.raises(ValidationError) as caught:
        made(world, anna)
    assert (caught.value.field, caught.value.code, caught.value.params) == ("list", "too_many", {"limit": MAX_LISTS})


@pytest.mark.parametrize("how", ["unfollow", "block", "be blocked", "be removed"])
def test_who_is_followed_no_longer_is_on_no_list(world: ActionWorld, how: str) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    first, second = made(world, anna, ben, carla), made(world, anna, ben)
    match how:
        case "unfollow":
            world.do(UnfollowAccount)(follower_id=anna.id, target=ben.id)
        case "block":
            world.do(BlockAccount)(blocker_id=anna.id, target=ben.id)
        case "be blocked":
            world.do(BlockAccount)(blocker_id=ben.id, target=anna.id)
        case _:
            world.do(RemoveFollower)(account_id=ben.id, target=anna.id)
    assert (on(world, first), on(world, second)) == ([carla.id], [])


def test_what_is_read_of_lists(world: ActionWorld) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    first, second = made(world, anna, ben, carla), made(world, anna, carla)
    post = world.write(ben)
    world.write(carla)
    world.sweep()
    of, page = world.do(ReadListTimeline)(viewer_id=anna.id, list_id=first.id, cursor=Cursor(limit=5))
    assert (of, post.id in [view.id for view in page.items]) == (first, True)
    _, page = world.do(ReadListTimeline)(viewer_id=anna.id, list_id=second.id, cursor=Cursor())
    assert {view.author.id for view in page.items} == {carla.id}
    profile, lists = world.do(ReadListsWith)(account_id=anna.id, target=ben.id)
    assert (profile.account.id, list(lists)) == (ben.id, [first])
    _, choices = world.do(ReadListChoices)(account_id=anna.id, target="ben")
    assert list(choices) == [(first, True), (second, False)]
    of, people = world.do(ReadListMembers)(account_id=anna.id, list_id=first.id, cursor=Cursor(limit=1))
    assert (of, [view.id for view in people.items]) == (first, [carla.id])
