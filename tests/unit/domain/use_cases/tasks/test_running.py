"""Running tasks: claims, failures, poison."""

import logging
from datetime import timedelta
from typing import ClassVar

import pytest
from attrs import Factory, define

from microblog.domain.model.events import PostLiked, PostPublished
from microblog.domain.model.task import LEASE, MAX_ATTEMPTS, Task, Urgency
from microblog.domain.use_cases.reaction import Reaction
from microblog.domain.use_cases.tasks.react import React
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.domain.use_cases.tasks.sweep_outbox import SweepOutbox
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory
from tests.unit.domain.use_cases.reaction_world import World


@define
class _Fails(Reaction):
    name: ClassVar[str] = "notify_liked"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    error: BaseException
    attempts: list[int] = Factory(list)

    def __call__(self, *, task: Task) -> None:
        self.attempts.append(task.attempts)
        raise self.error


def _poison(world: World, error: BaseException) -> tuple[Task, _Fails]:
    """Likes fail from now on; one of them is waiting."""
    failing = _Fails(error)
    world.reactions[failing.name] = failing
    (task,) = world.happens(PostLiked(1, 2))
    return task, failing


def test_a_task_runs_once(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    post = world.post(anna)
    for task in world.happens(PostPublished(post.id)):
        assert world.run_task(task_id=task.id)
        assert not world.run_task(task_id=task.id)
    assert world.open_tasks == []
    assert world.home(ben) == [post.id]


def test_what_somebody_holds_is_left_to_them_until_the_lease_is_over(world: World) -> None:
    task, failing = _poison(world, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):  # a process that dies: nothing is noted
        world.run_task(task_id=task.id)
    world.clock.move(LEASE - timedelta(milliseconds=1))
    assert not world.run_task(task_id=task.id)
    assert world.sweep() == 0
    world.clock.move(timedelta(milliseconds=1))
    with pytest.raises(KeyboardInterrupt):
        world.sweep()
    assert failing.attempts == [1, 2]


def test_a_failure_is_noted_and_tried_again_later(world: World) -> None:
    task, failing = _poison(world, ValueError("no good"))
    assert not world.run_task(task_id=task.id)
    (kept,) = world.open_tasks
    assert kept.last_error == "ValueError: no good"
    assert timedelta(seconds=7) < kept.due_at - world.clock() < timedelta(seconds=13)
    assert world.sweep() == 0
    world.clock.move(timedelta(seconds=13))
    assert world.sweep() == 1
    assert failing.attempts == [1, 2]


def test_after_the_last_attempt_it_is_given_up(world: World, caplog: pytest.LogCaptureFixture) -> None:
    _, failing = _poison(world, ValueError("no good"))
    for _ in range(MAX_ATTEMPTS + 5):
        world.sweep()
        world.clock.move(timedelta(hours=2))
    (kept,) = world.open_tasks
    assert kept.dead
    assert failing.attempts == list(range(1, MAX_ATTEMPTS + 1))
    assert [record.message for record in caplog.records if record.levelno == logging.ERROR] == ["task given up"]


def test_a_task_that_takes_its_process_along_is_given_up_too(world: World) -> None:
    task, failing = _poison(world, KeyboardInterrupt())
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            world.run_task(task_id=task.id)
        world.clock.move(LEASE)
    assert not world.run_task(task_id=task.id)
    (kept,) = world.open_tasks
    assert kept.dead
    assert kept.last_error == "every attempt was cut off"
    assert failing.attempts == list(range(1, MAX_ATTEMPTS + 1))


def test_poison_hurts_nobody_else(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    _poison(world, RuntimeError("poison"))
    posts = [world.post(anna, ben) for _ in range(3)]
    for post in posts:
        world.happens(PostPublished(post.id))
    _poison(world, RuntimeError("poison"))
    world.sweep()
    assert world.home(ben) == [post.id for post in posts]
    assert len(world.mailer.sent) == 3
    assert [task.reaction for task in world.open_tasks] == ["notify_liked", "notify_liked"]


def test_a_reaction_that_this_version_does_not_know_waits(world: World) -> None:
    del world.reactions["notify_liked"]
    world.happens(PostLiked(1, 2))
    assert world.sweep() == 1
    assert world.open_tasks[0].last_error == "UnknownReaction: notify_liked"


def test_a_sweep_has_an_end(world: World) -> None:
    for _ in range(5):
        world.happens(PostLiked(1, 2))
    sweep = SweepOutbox(world.unit_of_work, world.clock, world.react, limit=3)
    assert [sweep(), sweep(), sweep()] == [3, 2, 0]


@define
class _Breaks(UnitOfWorkFactory):
    """A storage that fails after so many units of work."""

    _world: World
    _left: int

    def __call__(self) -> UnitOfWork:
        self._left -= 1
        if self._left < 0:
            raise OSError("the disk of anna@example.com is full")
        return self._world.unit_of_work()


def test_where_the_failure_cannot_be_noted_the_lease_runs_out(world: World, caplog: pytest.LogCaptureFixture) -> None:
    task, _ = _poison(world, ValueError("no good"))
    storage = _Breaks(world, 1)
    run_task = RunTask(storage, world.clock, React(storage, world.clock, world.reactions))
    assert not run_task(task_id=task.id)
    assert [record.message for record in caplog.records] == ["task failed", "task failure not noted"]
    world.clock.move(LEASE)
    assert world.sweep() == 1


def test_no_line_of_the_log_holds_an_address_or_a_secret(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "q" * 43
    task, _ = _poison(world, ValueError(f"anna@example.com may not use {secret}"))
    world.run_task(task_id=task.id)
    lines = [str(vars(record)) for record in caplog.records]
    assert any("ValueError" in line for line in lines)
    assert not any("anna@example.com" in line or secret in line for line in lines)
