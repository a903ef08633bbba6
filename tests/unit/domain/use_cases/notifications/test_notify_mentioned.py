from attrs import evolve

from microblog.domain.model.account import AccountState
from microblog.domain.model.events import MentionNotified, PostEdited, PostPublished
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.post import MentionedAccount, Visibility
from tests.unit.domain.use_cases.reaction_world import World


def _mention_tasks(world: World) -> int:
    return sum(isinstance(task.event, MentionNotified) for task in world.open_tasks)


def test_everybody_mentioned_is_told_once(world: World) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    post = world.post(anna, ben, carla, anna)
    world.react_twice(PostPublished(post.id))
    world.react_twice(PostEdited(post.id))
    assert world.told(ben) == [(NotificationKind.MENTION, anna.id, post.id)]
    assert world.told(carla) == [(NotificationKind.MENTION, anna.id, post.id)]
    assert world.told(anna) == []
    assert _mention_tasks(world) == 2


def test_an_edit_tells_those_who_are_new(world: World) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    post = world.post(anna, ben)
    world.react_twice(PostPublished(post.id))
    with world.unit_of_work() as uow:
        added = MentionedAccount(carla.id, carla.username, carla.domain, carla.url)
        uow.posts.save(evolve(post, mentions=(*post.mentions, added)))
        uow.commit()
    world.react_twice(PostEdited(post.id))
    assert len(world.told(ben)) == len(world.told(carla)) == 1


def test_a_block_in_either_direction_keeps_it_quiet(world: World) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    world.block(ben, anna)
    world.block(anna, carla)
    post = world.post(anna, ben, carla)
    world.react_twice(PostPublished(post.id))
    assert world.told(ben) == world.told(carla) == []
    assert _mention_tasks(world) == 0


def test_a_post_for_followers_is_told_to_the_mentioned(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna, ben, visibility=Visibility.FOLLOWERS)
    world.react_twice(PostPublished(post.id))
    assert len(world.told(ben)) == 1


def test_nobody_is_told_of_what_is_gone_or_hidden(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    suspended = world.account("carla", AccountState.SUSPENDED)
    buried, hidden = world.post(anna, ben), world.post(suspended, ben)
    with world.unit_of_work() as uow:
        uow.posts.bury(buried.id, world.clock())
        uow.commit()
    for post_id in (buried.id, hidden.id, 404):
        world.react_twice(PostPublished(post_id))
    assert world.told(ben) == []


def test_inactive_and_remote_accounts_are_not_told(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna, ben)
    world.change(ben, AccountState.SUSPENDED)
    with world.unit_of_work() as uow:
        remote = MentionedAccount(99, "dora", "other.example", "https://other.example/@dora")
        uow.posts.save(evolve(post, mentions=(*post.mentions, remote)))
        uow.commit()
    world.react_twice(PostPublished(post.id))
    assert not world.rows.notifications


def test_of_the_muted_nothing_is_told_or_mailed_where_that_is_wanted(world: World) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    world.mute(ben, anna)
    world.mute(carla, anna, notifications=False)
    post = world.post(anna, ben, carla)
    world.react_twice(PostPublished(post.id))
    assert world.told(ben) == []
    assert world.told(carla) == [(NotificationKind.MENTION, anna.id, post.id)]
    assert _mention_tasks(world) == 1
