"""The unit of work."""

import threading

import pytest

from microblog.domain.model.events import PostPublished
from microblog.domain.model.page import Cursor
from tests.integration.storage.storage import REACTIONS, Storage


def test_what_is_committed_stays(storage: Storage) -> None:
    account = storage.some_account()
    with storage.begin() as unit:
        unit.accounts.add(account)
        unit.commit()
    with storage.begin() as unit:
        assert unit.accounts.get(account.id) == account


def test_leaving_without_commit_undoes_all(storage: Storage) -> None:
    author, reader = storage.account(), storage.account()
    post = storage.post(author)
    with storage.begin() as unit:
        unit.accounts.add(storage.some_account("Nobody"))
        unit.posts.add(storage.some_post(author, answers=post))
        unit.posts.bury(post.id, post.created_at)
        unit.home_timelines.add([reader.id], post.id)
        unit.outbox.add(PostPublished(post.id))
    with storage.begin() as unit:
        assert unit.accounts.by_name("Nobody") is None
        assert unit.posts.get(post.id) == post
        assert unit.outbox.depth() == (0, 0)
    assert storage.timelines.home(reader.id, Cursor()).items == ()
    assert storage.posts.get(None, post.id) is not None
    assert storage.queue.nudged == []


def test_an_error_undoes_all_and_goes_on(storage: Storage) -> None:
    account = storage.some_account()
    with pytest.raises(ZeroDivisionError), storage.begin() as unit:  # noqa: PT012 - the block is what is tested
        unit.accounts.add(account)
        raise ZeroDivisionError
    with storage.begin() as unit:
        assert unit.accounts.get(account.id) is None


def test_what_is_done_after_an_error_of_a_repository_can_be_committed(storage: Storage) -> None:
    taken, free = storage.account("Anna"), storage.some_account("Berta")
    with storage.begin() as unit:
        try:
            unit.accounts.add(storage.some_account("anna"))
        except Exception:  # noqa: BLE001 - which one is for another test
            unit.accounts.add(free)
        unit.commit()
    with storage.begin() as unit:
        assert unit.accounts.get(taken.id) == taken
        assert unit.accounts.get(free.id) == free


def test_the_queue_is_nudged_with_the_tasks_after_the_commit(storage: Storage) -> None:
    with storage.begin() as unit:
        unit.outbox.add(PostPublished(7))
        assert storage.queue.nudged == []
        unit.commit()
    assert [(task.event, task.reaction) for task in storage.queue.nudged] == [
        (PostPublished(7), reaction) for reaction in REACTIONS
    ]


def test_the_queue_may_work_at_once(storage: Storage) -> None:
    """An inline queue opens units of work of its own while it is nudged."""
    done: list[bool] = []

    def work(tasks: object) -> None:
        assert tasks
        with storage.begin() as inner:
            done.append(inner.outbox.depth() == (2, 0))

    storage.queue.nudge = work  # type: ignore[method-assign]
    with storage.begin() as unit:
        unit.outbox.add(PostPublished(7))
        unit.commit()
    assert done == [True]


def test_a_commit_that_wrote_no_tasks_nudges_nobody(storage: Storage) -> None:
    storage.account()
    assert storage.queue.nudged == []


def test_it_commits_once(storage: Storage) -> None:
    with storage.begin() as unit:
        unit.commit()
        with pytest.raises(RuntimeError):
            unit.commit()


def test_after_the_commit_nothing_more_is_written(storage: Storage) -> None:
    account = storage.some_account()
    with pytest.raises(Exception), storage.begin() as unit:  # noqa: B017, PT011, PT012 - each has its own error
        unit.commit()
        unit.accounts.add(account)
    with storage.begin() as unit:
        assert unit.accounts.get(account.id) is None


def test_readers_see_nothing_of_an_open_unit_and_do_not_wait_for_it(storage: Storage) -> None:
    author = storage.account()
    with storage.begin() as unit:
        unit.posts.add(storage.some_post(author))
        assert storage.timelines.public(None, Cursor()).items == ()
        unit.commit()
    assert len(storage.timelines.public(None, Cursor()).items) == 1


def test_threads_lose_no_increments(storage: Storage) -> None:
    author = storage.account()
    post = storage.post(author)
    people = [storage.account() for _ in range(20)]
    failures: list[BaseException] = []

    def like_them(some: slice) -> None:
        try:
            for person in people[some]:
                storage.like(person, post)
        except BaseException as error:  # noqa: BLE001 - it is shown below
            failures.append(error)

    threads = [threading.Thread(target=like_them, args=(slice(start, None, 4),)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    view = storage.posts.get(None, post.id)
    assert failures == []
    assert view is not None
    assert view.likes_count == 20
