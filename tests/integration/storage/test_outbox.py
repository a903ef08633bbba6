"""The outbox."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from attrs import evolve

from microblog.domain.model.events import Event, PostLiked, PostPublished
from microblog.domain.model.task import Task
from tests.integration.storage.storage import NOW, REACTIONS, Storage

LEASE = NOW + timedelta(minutes=5)


def add(storage: Storage, *events: Event) -> list[Task]:
    """Note events; returns their tasks."""
    with storage.begin() as unit:
        for event in events:
            unit.outbox.add(event)
        unit.commit()
    return storage.queue.nudged[-len(events) * len(REACTIONS) :]


def claimed(task: Task, times: int = 1) -> Task:
    return evolve(task, attempts=times)


def test_an_event_becomes_a_task_for_each_reaction(storage: Storage) -> None:
    tasks = add(storage, PostLiked(post_id=1, account_id=2))
    assert [(task.reaction, task.attempts, task.due_at, task.created_at) for task in tasks] == [
        (reaction, 0, NOW, NOW) for reaction in REACTIONS
    ]
    with storage.begin() as unit:
        assert unit.outbox.depth() == (2, 0)
        assert list(unit.outbox.claim(now=NOW, lease_until=LEASE, limit=10)) == [claimed(task) for task in tasks]


def test_a_claim_takes_the_oldest_that_nobody_holds(storage: Storage) -> None:
    tasks = add(storage, PostPublished(1), PostPublished(2))
    with storage.begin() as unit:
        assert list(unit.outbox.claim(now=NOW, lease_until=LEASE, limit=3)) == [claimed(task) for task in tasks[:3]]
        unit.commit()
    with storage.begin() as unit:
        assert list(unit.outbox.claim(now=NOW, lease_until=LEASE, limit=3)) == [claimed(tasks[3])]
        assert list(unit.outbox.claim(now=NOW, lease_until=LEASE, limit=3)) == []


def test_a_lease_ends(storage: Storage) -> None:
    task = add(storage, PostPublished(1))[0]
    with storage.begin() as unit:
        assert unit.outbox.claim_one(task.id, now=NOW, lease_until=LEASE) == claimed(task)
        assert unit.outbox.claim_one(task.id, now=LEASE - timedelta(seconds=1), lease_until=LEASE) is None
        assert unit.outbox.claim_one(task.id, now=LEASE, lease_until=LEASE) == claimed(task, times=2)


def test_what_is_not_due_is_not_claimed(storage: Storage) -> None:
    tasks = add(storage, PostPublished(1))
    later = NOW + timedelta(hours=1)
    with storage.begin() as unit:
        unit.outbox.claim(now=NOW, lease_until=LEASE, limit=10)
        unit.outbox.postpone(tasks[0].id, later, "it failed")
        unit.outbox.give_up(tasks[1].id, "it failed for good")
        unit.outbox.postpone(99, later, "")
        unit.outbox.give_up(99, "")
        assert unit.outbox.depth() == (1, 1)
        assert list(unit.outbox.claim(now=later - timedelta(seconds=1), lease_until=LEASE, limit=10)) == []
        assert unit.outbox.claim_one(tasks[0].id, now=NOW, lease_until=LEASE) is None
        assert unit.outbox.claim_one(tasks[1].id, now=later, lease_until=LEASE) is None
        (again,) = unit.outbox.claim(now=later, lease_until=later + timedelta(minutes=5), limit=10)
        assert again == evolve(tasks[0], attempts=2, due_at=later, last_error="it failed")


def test_a_task_is_completed_once(storage: Storage) -> None:
    task = add(storage, PostPublished(1))[0]
    with storage.begin() as unit:
        assert unit.outbox.complete(task.id)
        assert not unit.outbox.complete(task.id)
        assert unit.outbox.claim_one(task.id, now=NOW, lease_until=LEASE) is None
        assert unit.outbox.depth() == (1, 0)


def test_done_is_undone_with_its_effects(storage: Storage) -> None:
    task = add(storage, PostPublished(1))[0]
    with storage.begin() as unit:
        unit.outbox.complete(task.id)
    with storage.begin() as unit:
        assert unit.outbox.complete(task.id)


def claim_all(storage: Storage) -> list[int]:
    mine: list[int] = []
    while True:
        with storage.begin() as unit:
            tasks = unit.outbox.claim(now=NOW, lease_until=LEASE, limit=3)
            unit.commit()
        if not tasks:
            return mine
        mine.extend(task.id for task in tasks)


def test_threads_never_claim_the_same(storage: Storage) -> None:
    tasks = add(storage, *(PostPublished(number) for number in range(40)))
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: claim_all(storage), range(8)))
    assert sorted(sum(claims, [])) == [task.id for task in tasks]  # noqa: RUF017 - eight short lists


def test_threads_that_want_one_task_get_it_once(storage: Storage) -> None:
    task = add(storage, PostPublished(1))[0]

    def claim(_: int) -> bool:
        with storage.begin() as unit:
            got = unit.outbox.claim_one(task.id, now=NOW, lease_until=LEASE)
            unit.commit()
        return got is not None

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, range(8))) == 1


def test_processes_never_claim_the_same(database_storage: Storage) -> None:
    assert database_storage.database is not None
    tasks = add(database_storage, *(PostPublished(number) for number in range(60)))
    command = [sys.executable, "-m", "tests.integration.storage.other_process", "claim", database_storage.database.url]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    claims = [json.loads(process.communicate(timeout=60)[0]) for process in processes]
    assert sorted(claims[0] + claims[1]) == [task.id for task in tasks]
