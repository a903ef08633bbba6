"""What is particular to Huey."""

import json
import logging
import signal
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from microblog.adapters.system.broker_news import LoggedBrokerNews
from microblog.adapters.tasks.background_queue import BackgroundQueue
from microblog.adapters.tasks.huey_queue import HueyConsumer, HueyPublisher
from microblog.domain.model.events import PostPublished
from microblog.domain.model.task import Task, Urgency
from tests.integration.tasks.house import eventually
from tests.own_servers import free_port

NOW = datetime(2026, 5, 4, tzinfo=UTC)
BULK = 2  # the id of a task that may wait


def _task(task_id: int) -> Task:
    return Task(task_id, PostPublished(5), "fan_out_post", 0, NOW, NOW)


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


def _urgency_of(task: Task) -> Urgency:
    return Urgency.BULK if task.id == BULK else Urgency.URGENT


def _nothing(*, task_id: int) -> None:
    raise AssertionError(task_id)


def _messages(path: Path) -> list[bytes]:
    connection = sqlite3.connect(path)
    try:
        return [bytes(data) for (data,) in connection.execute("select data from task order by id")]
    finally:
        connection.close()


def test_a_message_is_json_with_the_id_of_the_task_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "queue.sqlite"
    publisher = HueyPublisher(_url(path), "test", _urgency_of)
    publisher.publish(_task(2**62))
    publisher.publish(_task(7))
    assert publisher.length() == 2
    assert [json.loads(message) for message in _messages(path)] == [{"task": 2**62}, {"task": 7}]


def test_a_queue_that_is_broken_only_makes_it_later(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "queue.sqlite"
    path.mkdir()
    queue = BackgroundQueue(HueyPublisher(_url(path), "test", _urgency_of))
    queue.nudge([_task(1)])
    assert queue.flush(10)
    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.WARNING, "tasks left to the sweeper")
    ]


def test_a_consumer_gets_past_garbage_and_failures(tmp_path: Path) -> None:
    path, ran = tmp_path / "queue.sqlite", list[int]()

    def run(*, task_id: int) -> None:
        ran.append(task_id)
        if task_id == 1:
            raise RuntimeError("poison")

    publisher = HueyPublisher(_url(path), "test", _urgency_of)
    publisher.publish(_task(1))
    connection = sqlite3.connect(path)
    for data in (b"\x80\x04\x95", b"{}", b'{"task": "x"}', b"[1]"):  # the first is how a pickle begins
        connection.execute("insert into task (queue, data) values ('test_urgent', ?)", (data,))
    connection.commit()
    connection.close()
    publisher.publish(_task(3))
    consumer = HueyConsumer(_url(path), "test", run, LoggedBrokerNews(), threads=1)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        consumer.start()
        consumer.check()
        assert eventually(lambda: ran == [1, 3], 10)
    finally:
        consumer.stop()
        for number, handler in handlers.items():
            signal.signal(number, handler)


def test_a_broker_that_is_away_is_one_line_and_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    consumer = HueyConsumer(f"redis://127.0.0.1:{free_port()}/0", "test", _nothing, LoggedBrokerNews(), threads=1)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    tries = [each.huey for each in consumer._consumers]
    try:
        consumer.start()
        assert eventually(lambda: any("cannot be used" in each.message for each in caplog.records), 60)
        for queue in tries:
            with pytest.raises(Exception, match=r"^$"):  # one more, at least
                queue.dequeue()
    finally:
        consumer.stop()
        for number, handler in handlers.items():
            signal.signal(number, handler)
    said = [each.message for each in caplog.records if each.levelno >= logging.WARNING]
    assert said == ["the broker cannot be used, tasks wait for the sweeper"]


def test_what_may_wait_holds_up_nothing_that_is_urgent(tmp_path: Path) -> None:
    path, ran, holds = tmp_path / "queue.sqlite", list[int](), Event()

    def run(*, task_id: int) -> None:
        if task_id == BULK:
            holds.wait(20)
        ran.append(task_id)

    publisher = HueyPublisher(_url(path), "test", _urgency_of)
    for task_id in (BULK, BULK, BULK, 1):
        publisher.publish(_task(task_id))
    consumer = HueyConsumer(_url(path), "test", run, LoggedBrokerNews(), threads=1)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        consumer.start()
        assert eventually(lambda: ran == [1], 10)
        holds.set()
        assert eventually(lambda: ran == [1, BULK, BULK, BULK], 10)
    finally:
        holds.set()
        consumer.stop()
        for number, handler in handlers.items():
            signal.signal(number, handler)
