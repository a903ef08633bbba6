import logging

import pytest

from microblog.adapters.storage.memory.filter_query import MemoryFilterQuery
from microblog.adapters.storage.memory.notification_query import MemoryNotificationQuery
from microblog.adapters.storage.memory.unit_of_work import MemoryUnitOfWorkFactory
from microblog.adapters.tasks.inline_queue import InlineQueue
from microblog.domain.model.events import PostLiked, PostPublished
from microblog.domain.use_cases.reactions import reactions_of
from microblog.domain.use_cases.tasks.react import React
from microblog.domain.use_cases.tasks.run_task import RunTask
from tests.unit.domain.use_cases.reaction_world import World, all_reactions


def _inline(world: World) -> None:
    """Have the world's tasks run at once."""
    queue = InlineQueue(lambda: run_task)
    world.unit_of_work = MemoryUnitOfWorkFactory(world.storage, queue, world.new_id, world.clock, reactions_of)
    reactions = all_reactions(
        world.unit_of_work,
        clock=world.clock,
        new_id=world.new_id,
        secrets=world.secrets,
        mailer=world.mailer,
        notifications=MemoryNotificationQuery(world.storage),
        filters=MemoryFilterQuery(world.storage),
    )
    run_task = RunTask(world.unit_of_work, world.clock, React(world.unit_of_work, world.clock, reactions))


def test_tasks_and_what_they_make_are_done_when_the_commit_returns() -> None:
    world = World()
    _inline(world)
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    post = world.post(anna, ben)
    world.happens(PostPublished(post.id))
    assert world.home(ben) == [post.id]
    assert len(world.mailer.sent) == 1
    assert world.open_tasks == []


def test_a_failure_does_not_reach_the_one_who_commits(caplog: pytest.LogCaptureFixture) -> None:
    def no_runner() -> RunTask:
        raise RuntimeError("not to be had")

    world = World()
    queue = InlineQueue(no_runner)
    (task,) = world.happens(PostLiked(1, 2))
    queue.nudge([task])
    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.ERROR, "tasks left to the sweeper")
    ]
    assert world.open_tasks == [task]


def test_after_a_failure_it_goes_on() -> None:
    world = World()
    failures = [RuntimeError("not to be had")]

    def runner() -> RunTask:
        if failures:
            raise failures.pop()
        return world.run_task

    queue = InlineQueue(runner)
    (first,) = world.happens(PostLiked(1, 2))
    (second,) = world.happens(PostLiked(1, 3))
    queue.nudge([first])
    queue.nudge([second])
    assert world.open_tasks == [first]
