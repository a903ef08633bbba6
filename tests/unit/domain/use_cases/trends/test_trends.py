from datetime import timedelta

from microblog.domain.model.account import AccountState
from microblog.domain.model.filter import Filter, FilterAction, FilterContext, FilterKeyword
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.trends.compute_trends import PERIOD, ComputeTrends
from microblog.domain.use_cases.trends.read_trends import ReadTagHistories, ReadTrendingPosts, ReadTrendingTags
from tests.unit.domain.use_cases.action_world import ActionWorld


def _compute(world: ActionWorld) -> bool:
    return world.do(ComputeTrends)()


def test_each_period_is_computed_once(world: ActionWorld) -> None:
    assert [_compute(world) for _ in range(3)] == [True, False, False]
    world.clock.move(PERIOD)
    assert [_compute(world) for _ in range(2)] == [True, False]
    world.clock.move(-3 * PERIOD)  # a clock that was put back
    assert not _compute(world)


def test_what_several_people_write_of_publicly_is_in_fashion(world: ActionWorld) -> None:
    anna, ben, gone = world.account("anna"), world.account("ben"), world.account("gone")
    for author in (anna, ben):
        world.write(author, "#Bread and #tea")
        world.write_for(Visibility.UNLISTED, author, "#hidden")
    world.write(anna, "#tea #alone")
    world.write(anna, "#alone")
    for author in (ben, gone):
        world.write(author, "#left")
    world.change(gone, AccountState.SUSPENDED)
    _compute(world)
    assert world.do(ReadTrendingTags)() == ["bread", "tea"]
    assert world.do(ReadTrendingTags)(offset=1, limit=-5) == ["tea"]
    histories = world.do(ReadTagHistories)(names=["tea", "hidden", "nothing"])
    today = world.clock().date()
    assert [(one.day, one.uses, one.accounts) for one in histories["tea"]][:2] == [
        (today, 3, 2),
        (today - timedelta(days=1), 0, 0),
    ]
    assert {name: (len(days), sum(one.uses for one in days)) for name, days in histories.items()} == {
        "tea": (7, 3),
        "hidden": (7, 0),
        "nothing": (7, 0),
    }


def test_a_week_is_counted_anew_every_hour_and_older_days_are_forgotten(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.clock.move(timedelta(minutes=2))
    first, _ = world.write(anna, "#tea"), world.write(ben, "#tea")
    _compute(world)
    world.clock.move(timedelta(days=1))
    _compute(world)
    yesterday = world.do(ReadTagHistories)(names=["tea"])["tea"][1]
    assert yesterday.uses == 2
    world.bury(first)
    world.clock.move(PERIOD)
    _compute(world)
    assert world.do(ReadTagHistories)(names=["tea"])["tea"][1] == yesterday
    world.clock.move(timedelta(hours=1))
    _compute(world)
    assert world.do(ReadTagHistories)(names=["tea"])["tea"][1].uses == 1
    world.clock.move(timedelta(days=6))
    _compute(world)
    assert world.rows.tag_days == {}


def test_posts_that_people_care_for_are_in_fashion_for_those_who_want_to_see_them(world: ActionWorld) -> None:
    anna, ben, clara = (world.account(name) for name in ("anna", "ben", "clara"))
    quiet, loved, liked = world.write(anna, "Quiet"), world.write(anna, "Loved"), world.write(ben, "Liked")
    secret = world.write_for(Visibility.FOLLOWERS, anna, "Secret")
    reply = world.write(anna, "Reply", in_reply_to_id=liked.id)
    for one in (anna, ben, clara):
        for post in (loved, secret, reply):
            world.like(one, post)
    for one in (anna, clara):
        world.like(one, liked)
    world.like(ben, quiet)
    _compute(world)

    def seen(viewer_id: int | None) -> list[int]:
        return [post.id for post in world.do(ReadTrendingPosts)(viewer_id=viewer_id)]

    assert seen(None) == seen(clara.id) == [loved.id, liked.id]
    assert [post.id for post in world.do(ReadTrendingPosts)(viewer_id=None, offset=1, limit=1)] == [liked.id]
    world.mute(clara, anna)
    assert seen(clara.id) == [liked.id]
    world.block(ben, clara)
    assert seen(clara.id) == []
    keywords = (FilterKeyword(1, "loved", True),)
    with world.unit_of_work() as uow:
        hide, public = FilterAction.HIDE, (FilterContext.PUBLIC,)
        uow.filters.save(Filter(7, ben.id, "Love", public, hide, keywords, (), world.clock(), None))
        uow.commit()
    assert seen(ben.id) == [liked.id]
    world.change(anna, AccountState.SUSPENDED)
    assert seen(None) == [liked.id]
    world.clock.move(timedelta(days=4))
    _compute(world)
    assert seen(None) == []
