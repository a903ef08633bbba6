"""The outbox."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from attrs import evolve, frozen

from microblog.domain.model.events import Event, PostLiked, PostPublished
from microblog.domain.model.page import Cursor
from microblog.domain.model.task import Backlog, KeptTask, Task
from tests.integration.storage.storage import NOW, REACTIONS, Storage

LEASE = NOW + timedelta(minutes=5)


@frozen
class Unheard(Event):
    """What only another version of this program knows."""

    post_id: int


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


def test_a_lease_is_renewed(storage: Storage) -> None:
    task = add(storage, PostPublished(1))[0]
    longer = LEASE + timedelta(minutes=5)
    with storage.begin() as unit:
        unit.outbox.claim_one(task.id, now=NOW, lease_until=LEASE)
        unit.outbox.renew(task.id, longer)
        unit.outbox.renew(99, longer)
        unit.commit()
    with storage.begin() as unit:
        assert unit.outbox.claim_one(task.id, now=LEASE, lease_until=longer) is None
        assert unit.outbox.claim_one(task.id, now=longer, lease_until=longer) == claimed(task, times=2)


def test_what_was_put_back_was_no_attempt(storage: Storage) -> None:
    task = add(storage, PostPublished(1))[0]
    later = NOW + timedelta(seconds=10)
    with storage.begin() as unit:
        unit.outbox.claim_one(task.id, now=NOW, lease_until=LEASE)
        unit.outbox.put_back(task.id, later)
        unit.outbox.put_back(99, later)
        unit.commit()
    with storage.begin() as unit:
        assert unit.outbox.claim_one(task.id, now=NOW, lease_until=LEASE) is None
        assert unit.outbox.claim_one(task.id, now=later, lease_until=LEASE) == claimed(evolve(task, due_at=later))


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


def _kill(storage: Storage, *tasks: Task) -> None:
    with storage.begin() as unit:
        for task in tasks:
            unit.outbox.claim_one(task.id, now=NOW, lease_until=LEASE)
            unit.outbox.give_up(task.id, "it failed for good")
        unit.commit()


def test_what_waits_and_what_is_dead_can_be_read(storage: Storage) -> None:
    tasks = add(storage, PostLiked(1, 2), PostLiked(3, 4), PostLiked(5, 6))
    with storage.begin() as unit:
        assert unit.outbox.backlog() == Backlog(6, 0, NOW)
    _kill(storage, *tasks[1:])
    first, *dead = tasks
    with storage.begin() as unit:
        unit.outbox.claim_one(first.id, now=NOW, lease_until=LEASE)
        assert unit.outbox.backlog() == Backlog(1, 5, NOW)
        payload = {"post_id": 1, "account_id": 2}
        kept = KeptTask(first.id, "PostLiked", payload, first.reaction, 1, NOW, NOW, LEASE, False, "")
        assert unit.outbox.get(first.id) == kept
        assert unit.outbox.get(99) is None
        assert unit.outbox.page(Cursor(), dead=False).items == (kept,)
        page = unit.outbox.page(Cursor(limit=2), dead=True)
        assert [(one.id, one.dead, one.last_error, one.attempts, one.leased_until) for one in page.items] == [
            (task.id, True, "it failed for good", 1, None) for task in (dead[4], dead[3])
        ]
        assert page.next_max_id == dead[3].id
        older = unit.outbox.page(Cursor(max_id=page.next_max_id), dead=True)
        assert [one.id for one in older.items] == [task.id for task in (dead[2], dead[1], dead[0])]
        assert older.next_max_id is None
        newer = unit.outbox.page(Cursor(min_id=dead[0].id, limit=2), dead=True)
        assert [one.id for one in newer.items] == [dead[2].id, dead[1].id]


def test_a_dead_task_begins_anew_or_is_dropped_and_no_other_one(storage: Storage) -> None:
    retried, dropped, waiting = add(storage, PostPublished(1), PostPublished(2))[:3]
    _kill(storage, retried, dropped)
    with storage.begin() as unit:
        assert not unit.outbox.revive(waiting.id)
        assert not unit.outbox.drop(waiting.id)
        assert not unit.outbox.revive(99)
        assert not unit.outbox.drop(99)
        assert unit.outbox.revive(retried.id)
        assert not unit.outbox.revive(retried.id)
        assert unit.outbox.drop(dropped.id)
        assert not unit.outbox.drop(dropped.id)
        unit.commit()
    assert [(task.id, task.attempts) for task in storage.queue.nudged[4:]] == [(retried.id, 0)]
    with storage.begin() as unit:
        assert unit.outbox.get(dropped.id) is None
        assert unit.outbox.claim_one(retried.id, now=NOW, lease_until=LEASE) == evolve(
            retried, attempts=1, last_error="it failed for good"
        )


def test_a_dead_task_of_another_version_can_be_read_and_stays_dead(database_storage: Storage) -> None:
    task = add(database_storage, Unheard(post_id=1))[0]
    with database_storage.begin() as unit:
        assert unit.outbox.claim_one(task.id, now=NOW, lease_until=LEASE) is None
        unit.commit()
    with database_storage.begin() as unit:
        kept = unit.outbox.get(task.id)
        assert kept is not None
        assert (kept.event, kept.payload) == ("Unheard", {"post_id": 1})
        assert unit.outbox.revive(task.id)
        unit.commit()
    assert len(database_storage.queue.nudged) == len(REACTIONS)
    with database_storage.begin() as unit:
        dead = unit.outbox.page(Cursor(), dead=True).items
        assert [one.last_error for one in dead] == ["the event Unheard cannot be read"]
