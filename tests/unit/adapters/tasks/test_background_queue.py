"""Nudges go to the publisher in a thread of their own, and a broker that is away costs nobody anything."""

import logging
from datetime import UTC, datetime
from threading import Event

import pytest

from microblog.adapters.tasks.background_queue import BackgroundQueue, Publisher
from microblog.domain.model.events import PostLiked
from microblog.domain.model.task import Task

NOW = datetime(2026, 5, 4, tzinfo=UTC)


class Seconds:
    """A monotonic clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Broker(Publisher):
    """Keeps ids in a list; raises while it is away, and waits while it is slow."""

    def __init__(self) -> None:
        self.ids, self.tries = list[int](), 0
        self.is_away = False
        self.answers = Event()
        self.answers.set()

    def publish(self, task: Task) -> None:
        self.tries += 1
        self.answers.wait(10)
        if self.is_away:
            raise ConnectionError
        self.ids.append(task.id)


def tasks(*ids: int) -> list[Task]:
    return [Task(task_id, PostLiked(1, 2), "notify_liked", 0, NOW, NOW) for task_id in ids]


def test_tasks_reach_the_broker_in_their_order() -> None:
    broker = Broker()
    queue = BackgroundQueue(broker)
    queue.nudge(tasks(1, 2))
    queue.nudge(tasks(3))
    assert queue.flush(10)
    assert broker.ids == [1, 2, 3]


def test_nobody_waits_for_a_broker_that_does_not_answer() -> None:
    broker = Broker()
    broker.answers.clear()
    queue = BackgroundQueue(broker)
    queue.nudge(tasks(1, 2))  # would hang if it waited
    assert not queue.flush(0)
    broker.answers.set()
    assert queue.flush(10)
    assert broker.ids == [1, 2]


def test_after_a_failure_the_broker_is_left_alone_for_a_while(caplog: pytest.LogCaptureFixture) -> None:
    broker, seconds = Broker(), Seconds()
    broker.is_away = True
    queue = BackgroundQueue(broker, now=seconds)
    queue.nudge(tasks(1, 2, 3))
    assert queue.flush(10)
    broker.is_away = False
    seconds.now += 4.9
    queue.nudge(tasks(4))
    assert queue.flush(10)
    assert (broker.tries, broker.ids) == (1, [])
    seconds.now += 0.1
    queue.nudge(tasks(5))
    assert queue.flush(10)
    assert broker.ids == [5]
    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.WARNING, "tasks left to the sweeper")
    ]


def test_what_the_broker_is_too_slow_for_is_dropped() -> None:
    broker = Broker()
    broker.answers.clear()
    queue = BackgroundQueue(broker, capacity=2)
    queue.nudge(tasks(1))
    queue.nudge(tasks(2, 3, 4, 5, 6))
    broker.answers.set()
    assert queue.flush(10)
    assert broker.ids in ([1, 2], [1, 2, 3])  # whether the thread had taken the first when the others came
