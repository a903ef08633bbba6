"""What is decided about tasks that were given up."""

from datetime import timedelta

import pytest

from microblog.domain.model.events import PostLiked
from microblog.domain.model.page import MAX_LIMIT
from microblog.domain.model.task import MAX_ATTEMPTS, NoSuchTask, TaskNotDead
from microblog.domain.use_cases.tasks.read_tasks import ReadBacklog, ReadTask
from microblog.domain.use_cases.tasks.settle_tasks import DropAllTasks, DropTasks, RetryAllTasks, RetryTasks
from tests.unit.domain.use_cases.reaction_world import World


def _give_up(world: World, count: int) -> list[int]:
    ids = [task.id for _ in range(count) for task in world.happens(PostLiked(1, 2))]
    with world.unit_of_work() as uow:
        for task_id in ids:
            uow.outbox.give_up(task_id, "ValueError: no good")
        uow.commit()
    return ids


def test_a_task_that_begins_anew_has_all_its_attempts(world: World) -> None:
    reaction = world.reactions.pop("notify_liked")
    (task,) = world.happens(PostLiked(1, 2))
    for _ in range(MAX_ATTEMPTS):
        world.clock.move(timedelta(days=1))
        world.sweep()
    assert ReadTask(world.unit_of_work)(task_id=task.id).dead
    world.queue.nudged.clear()
    RetryTasks(world.unit_of_work)(task_ids=[task.id])
    assert [one.id for one in world.queue.nudged] == [task.id]
    assert not world.run_task(task_id=task.id)
    kept = ReadTask(world.unit_of_work)(task_id=task.id)
    assert (kept.dead, kept.attempts) == (False, 1)
    world.reactions["notify_liked"] = reaction
    world.clock.move(timedelta(days=1))
    assert world.run_task(task_id=task.id)
    with pytest.raises(NoSuchTask):
        ReadTask(world.unit_of_work)(task_id=task.id)


@pytest.mark.parametrize("settle", [RetryTasks, DropTasks])
def test_all_that_are_named_or_none(world: World, settle: type[RetryTasks] | type[DropTasks]) -> None:
    dead = _give_up(world, 2)
    (waiting,) = world.happens(PostLiked(1, 2))
    with pytest.raises(TaskNotDead) as refused:
        settle(world.unit_of_work)(task_ids=[*dead, waiting.id])
    assert refused.value.task_id == waiting.id
    with pytest.raises(NoSuchTask):
        settle(world.unit_of_work)(task_ids=[*dead, 10**9])
    assert ReadBacklog(world.unit_of_work)().dead == 2
    settle(world.unit_of_work)(task_ids=dead)
    assert ReadBacklog(world.unit_of_work)().dead == 0


def test_all_there_are(world: World) -> None:
    _give_up(world, 2 * MAX_LIMIT + 1)
    assert RetryAllTasks(world.unit_of_work)() == 2 * MAX_LIMIT + 1
    assert ReadBacklog(world.unit_of_work)().waiting == 2 * MAX_LIMIT + 1
    _give_up(world, MAX_LIMIT)
    assert DropAllTasks(world.unit_of_work)() == MAX_LIMIT
    assert RetryAllTasks(world.unit_of_work)() == 0
    assert ReadBacklog(world.unit_of_work)().waiting == 2 * MAX_LIMIT + 1
