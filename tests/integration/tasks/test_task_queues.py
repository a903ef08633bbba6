"""One suite over every task queue, with real workers on SQLite."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable

from microblog.domain.model.account import AccountState
from microblog.domain.model.events import (
    EVENTS,
    AccountApproved,
    AccountDeleted,
    AccountFollowed,
    AccountRegistered,
    DigestDue,
    Event,
    MediaDiscarded,
    MentionNotified,
    NotificationRequestAccepted,
    PasswordResetRequested,
    PollEnded,
    PostBoosted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostPublishedQuietly,
    PushDue,
    RecordingUploaded,
    RegistrationWaiting,
    ReportFiled,
)
from microblog.domain.use_cases.reactions import reactions_of
from tests.broker import DEAF
from tests.integration.tasks.house import House, eventually, runs, worker_command, worker_environment
from tests.own_servers import family

Start = Callable[..., "subprocess.Popen[bytes]"]
STARTUP = 60  # seconds that a process may take to come up on a busy machine


def _one_of_each(house: House) -> list[Event]:
    anna, ben = house.account("anna"), house.account("ben")
    new = house.account("carla", AccountState.UNCONFIRMED)
    gone = house.account("dora", AccountState.DELETED)
    house.follow(ben, anna)
    post = house.post(anna, ben)
    boost = house.post(ben, boost_of=post)
    house.post(gone)
    house.like(ben, post)
    return [
        AccountRegistered(new.id),
        RegistrationWaiting(new.id),
        AccountApproved(anna.id),
        AccountDeleted(gone.id),
        PasswordResetRequested(anna.id),
        PostPublished(post.id),
        PostPublishedQuietly(post.id),
        PostEdited(post.id),
        PostBoosted(boost.id),
        PostLiked(post.id, ben.id),
        AccountFollowed(ben.id, anna.id),
        MentionNotified(404),
        MediaDiscarded(404),
        PollEnded(404, 0),
        DigestDue(404, 202611211, 1, 2),
        PushDue(404, 405),
        ReportFiled(404),
        NotificationRequestAccepted(404, 405),
        RecordingUploaded(404),
    ]


def _assert_all_done(house: House) -> None:
    kinds = house.rows("select kind, count(*) from notifications group by kind order by kind")
    assert kinds == [("boost", 1), ("follow", 1), ("like", 1), ("mention", 1)]
    assert sorted(mail.partition(".")[0] for mail in house.mails()) == ["approval", "confirm", "mention", "reset"]
    assert house.rows("select count(*) from home_timeline_rows") == [(1,)]
    assert house.rows("select count(*) from users") == [(3,)]
    assert house.rows("select count(*) from posts where deleted_at is not null") == [(1,)]


def test_the_tasks_of_every_event_get_done(house: House, start_worker: Start) -> None:
    events = _one_of_each(house)
    assert {type(event) for event in events} == set(EVENTS.values())
    if house.broker.tasks != "inline":
        start_worker(house)
    house.happens(*events)
    assert eventually(lambda: house.depth() == (0, 0), STARTUP)
    _assert_all_done(house)


def test_lost_nudges_are_found_by_the_sweeper_which_ends_when_it_is_told_to(house: House, start_worker: Start) -> None:
    deaf = House(house.directory, DEAF)
    events = _one_of_each(house)
    deaf.happens(*events)
    deaf.close()
    assert house.depth()[0] == sum(len(reactions_of(event)) for event in events) > 0
    worker = start_worker(house)
    assert eventually(lambda: house.depth() == (0, 0), STARTUP)
    _assert_all_done(house)
    worker.terminate()
    assert worker.wait(10) == 0


def test_poison_and_what_cannot_be_read_hold_up_nobody(house: House, start_worker: Start) -> None:
    deaf = House(house.directory, DEAF)
    deaf.happens(PostLiked(1, 2), PostLiked(1, 3))
    deaf.close()
    with house.database.write() as connection:
        connection.exec_driver_sql("update tasks set event = 'Unheard' where id = (select min(id) from tasks)")
        connection.exec_driver_sql("update tasks set reaction = 'unheard' where id = (select max(id) from tasks)")
        connection.commit()
    start_worker(house)
    house.happens(*_one_of_each(house))
    assert eventually(lambda: house.depth() == (1, 1), STARTUP)
    _assert_all_done(house)


def test_many_writers_and_two_workers_do_each_task_once(house: House, start_worker: Start) -> None:
    anna, ben = house.account("anna"), house.account("ben")
    if house.broker.tasks != "inline":
        start_worker(house)
        start_worker(house)
    posts = [house.post(anna, ben).id for _ in range(30)]
    for post_id in posts:
        house.happens(PostPublished(post_id))
    assert eventually(lambda: house.depth() == (0, 0), STARTUP)
    assert house.rows("select post_id from notifications order by post_id") == [(post_id,) for post_id in posts]
    assert len(house.mails()) == len(set(house.mails())) == 30


def test_a_worker_ends_with_ctrl_c(house: House, start_worker: Start) -> None:
    worker = start_worker(house)
    assert eventually((house.directory / "worker-is-up").exists, STARTUP)
    time.sleep(0.5)  # the file comes just before the signals are taken
    worker.send_signal(signal.SIGINT)
    assert worker.wait(10) == 0


def test_a_worker_does_not_outlive_its_parent(house: House) -> None:
    code = (
        "import subprocess, sys, os, time\n"
        "worker = subprocess.Popen([*sys.argv[1:], str(os.getpid())], stderr=subprocess.DEVNULL)\n"
        "print(worker.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, *worker_command(house.directory, house.broker)]
    with subprocess.Popen(command, env=worker_environment(), stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert eventually((house.directory / "worker-is-up").exists, STARTUP)
        processes = family(worker)
        parent.kill()
    assert eventually(lambda: not any(runs(pid) for pid in processes), 15)
