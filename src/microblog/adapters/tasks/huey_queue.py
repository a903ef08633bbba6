"""Tasks on Huey, with the queues in an SQLite file, on Redis or in PostgreSQL.

Huey takes a message off its queue before it runs it, so a worker that is killed loses it. That is fine: a message is
but a nudge, it carries a task's id and nothing else, and the sweeper finds what lies in the outbox.
"""

import json
import logging
import sqlite3
from collections.abc import Callable
from typing import Any, Protocol

from huey import Huey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import BaseStorage, PostgresStorage, RedisStorage, SqliteStorage

from microblog.domain.model.task import Task, Urgency
from microblog.ports.broker_news import BrokerNews

logger = logging.getLogger(__name__)

_TASK = "run_task"
_BUSY_SECONDS = 1  # how long the SQLite file is waited for at most
_CONNECT_SECONDS = 2
_ANSWER_SECONDS = 5  # of Redis; a worker that waits for a message asks again every second
_LONGEST_PAUSE = {Urgency.URGENT: 0.1, Urgency.BULK: 0.25}  # seconds between two looks into an empty file
_PAUSE_WHILE_AWAY = 5  # seconds between two tries of a broker that is away
_SHUTDOWN_SECONDS = 10


class _IdSerializer(Serializer):  # type: ignore[misc] # Huey has no types
    """A message is `{"task": 123}`; Huey's own serializer is pickle, which runs whatever it reads."""

    def _serialize(self, message: Message) -> bytes:
        (task_id,) = message.args
        return json.dumps({"task": task_id}).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(id=None, name=f"{__name__}.{_TASK}", args=(int(json.loads(data)["task"]),))


class _SqliteStorage(SqliteStorage):  # type: ignore[misc] # Huey has no types
    """Does not wait for the disk at each message: a lost one is found, and in WAL mode the file stays whole."""

    def _create_connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._create_connection()
        connection.execute("pragma synchronous = normal")
        return connection


class _PostgresStorage(PostgresStorage):  # type: ignore[misc] # Huey has no types
    """Makes its tables with the first connection, so that a process starts while the database is away."""

    def _create_connection(self) -> Any:
        connection = super()._create_connection()
        for statement in self.ddl:
            connection.execute(statement)
        return connection


class RunsTask(Protocol):
    """The action that runs one task."""

    def __call__(self, *, task_id: int) -> object: ...


def _nobody(*, task_id: int) -> None:
    raise RuntimeError(f"task {task_id} reached a process that runs none")


def _storage(url: str, name: str) -> BaseStorage:
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite":
        return _SqliteStorage(name, filename=path, timeout=_BUSY_SECONDS)
    if url.startswith("postgresql:"):
        return _PostgresStorage(name, dsn=url, connect_timeout=_CONNECT_SECONDS, create_tables=False)
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    timeouts = {"socket_connect_timeout": _CONNECT_SECONDS, "socket_timeout": _ANSWER_SECONDS}
    once_more = Retry(NoBackoff(), 1)  # on a new connection, where the last one went stale
    return RedisStorage(name, connection_pool=ConnectionPool.from_url(url, retry=once_more, **timeouts))


class _BrokerAway(Exception):
    """It is told already; Huey only shall make a pause."""


class _Huey(Huey):  # type: ignore[misc] # Huey has no types
    """Tells the news of its broker, and asks it for messages alone: none of ours is for later."""

    def __init__(self, news: BrokerNews | None, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._news = news

    def dequeue(self) -> Message | None:
        try:
            data = self.storage.dequeue()
        except Exception as error:
            if self._news is None:
                raise
            self._news.away(error)
            raise _BrokerAway from None
        if self._news is not None:
            self._news.back()
        return None if data is None else self.deserialize_task(data)

    def read_schedule(self, timestamp: object = None) -> list[Message]:
        del timestamp
        return []


def _is_news(record: logging.LogRecord) -> bool:
    return not (record.exc_info and record.exc_info[0] is _BrokerAway)


def _open(url: str, name: str, runner: RunsTask, news: BrokerNews | None) -> tuple[Huey, Callable[[int], object]]:
    """The queue of that name, and what puts a task's id on it."""

    def run_task(task_id: int) -> None:
        try:
            runner(task_id=task_id)
        except Exception as error:  # noqa: BLE001 (the storage may be away; the sweeper tries again)
            logger.warning("task left to the sweeper", extra={"task": task_id, "error": type(error).__name__})

    parts = {"serializer": _IdSerializer(), "storage_class": lambda name, **_: _storage(url, name)}
    huey = _Huey(news, name, results=False, **parts)
    return huey, huey.task(name=_TASK)(run_task)


def _name(prefix: str, urgency: Urgency) -> str:
    return f"{prefix}_{urgency.value}"


class HueyPublisher:
    """Puts ids of tasks on the queues, one for each urgency.

    `url`: `sqlite:///FILE`, whose folder must be there, `redis://…`, `rediss://…` or `postgresql://…`; `prefix`: what
    the names of the queues begin with.
    """

    def __init__(self, url: str, prefix: str, urgency_of: Callable[[Task], Urgency]) -> None:
        self._url, self._prefix, self._urgency_of = url, prefix, urgency_of
        self._queues = dict[Urgency, tuple[Huey, Callable[[int], object]]]()

    def publish(self, task: Task) -> None:
        """Put it on the queue of its urgency. Raises what the driver raises."""
        _, put = self._queue(self._urgency_of(task))
        put(task.id)

    def length(self) -> int:
        """How many messages wait. Raises what the driver raises where the broker cannot be used."""
        return sum(self._queue(urgency)[0].pending_count() for urgency in Urgency)

    def _queue(self, urgency: Urgency) -> tuple[Huey, Callable[[int], object]]:
        # Not before it is needed: the broker may be away when the process starts.
        if urgency not in self._queues:
            self._queues[urgency] = _open(self._url, _name(self._prefix, urgency), _nobody, None)
        return self._queues[urgency]


class HueyConsumer:
    """Takes ids off the queues and runs the tasks, in threads of this process, as many for each urgency.

    By default more than there may be processors: what they write into SQLite waits for the disk together.
    """

    def __init__(self, url: str, prefix: str, run_task: RunsTask, news: BrokerNews, threads: int = 4) -> None:
        self._consumers = [
            Consumer(
                _open(url, _name(prefix, urgency), run_task, news)[0],
                workers=threads,
                periodic=False,  # Huey counts in minutes; the periodic loop does that part
                max_delay=_LONGEST_PAUSE[urgency] if url.startswith("sqlite:") else _PAUSE_WHILE_AWAY,
                scheduler_interval=60,
                shutdown_timeout=_SHUTDOWN_SECONDS,
            )
            for urgency in Urgency
        ]

    def start(self) -> None:
        """Start the threads. Huey also takes the process's signals; who wants them takes them afterwards."""
        logging.getLogger("huey.consumer.Worker").addFilter(_is_news)
        for consumer in self._consumers:
            consumer.start()

    def check(self) -> None:
        """Replace threads that died."""
        for consumer in self._consumers:
            consumer.check_worker_health()

    def stop(self) -> None:
        """Let the tasks that are running come to their end, for 10 seconds at most for each urgency."""
        for consumer in self._consumers:
            consumer.stop()
        for consumer in self._consumers:
            consumer.stop(graceful=True)
