"""Tasks on Celery, over RabbitMQ, Redis or SQS.

A message is acknowledged late and comes back from a worker that died, yet no promise rests on that: on Redis and SQS it
comes back only after a while, and what a broker forgot never does. A message carries a task's id and nothing else, a
task that is done or held by somebody is not run again, and the sweeper finds what lies in the outbox.

Nothing here imports Celery before it is chosen.
"""

import functools
import logging
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable
from threading import Thread
from typing import Any, Protocol

from microblog.domain.model.task import Task, Urgency
from microblog.ports.broker_news import BrokerNews

logger = logging.getLogger(__name__)

_TASK = "microblog.run_task"
_CONNECT_SECONDS = 2.0
_ANSWER_SECONDS = 5.0  # of the broker, when a message is confirmed
_COMES_BACK_SECONDS = 120  # on Redis and SQS, a message that a lost worker held; twice the lease of a task
_CONNECTION_LOGGER = "celery.worker.consumer.connection"
_BROKER_LOGGERS = ("celery.worker", "celery.worker.worker", "celery.worker.consumer.consumer")
_NOT_ACKNOWLEDGED = "Couldn't ack"  # what Kombu says, by the logger of the task, where the connection went meanwhile
_PARENT_LOOK = 1.0  # seconds between two looks at the parent


class RunsTask(Protocol):
    """The action that runs one task."""

    def __call__(self, *, task_id: int) -> object: ...


def _name(prefix: str, urgency: Urgency) -> str:
    return f"{prefix}-{urgency.value}"


def _transport_options(scheme: str, prefix: str) -> dict[str, Any]:
    if scheme in ("amqp", "amqps"):
        return {"confirm_publish": True}
    if scheme == "sqs":
        return {"visibility_timeout": _COMES_BACK_SECONDS, "wait_time_seconds": 10}
    return {
        "visibility_timeout": _COMES_BACK_SECONDS,
        "global_keyprefix": f"{prefix}.",
        "socket_connect_timeout": _CONNECT_SECONDS,
        "socket_timeout": _ANSWER_SECONDS,
        "socket_keepalive": True,
    }


def open_app(url: str, prefix: str) -> Any:
    """The Celery application for that broker, which connects to nothing yet.

    `url`: `amqp://…`, `amqps://…`, `redis://…`, `rediss://…` or `sqs://…`; `prefix`: what the names of the queues begin
    with. On RabbitMQ the queues are quorum queues: messages are on the disks of a majority before they are confirmed.
    """
    from celery import Celery
    from kombu import Exchange, Queue

    scheme = url.partition(":")[0]
    arguments = {"x-queue-type": "quorum"} if scheme in ("amqp", "amqps") else None
    exchange = Exchange(prefix, type="direct")
    names = [_name(prefix, urgency) for urgency in Urgency]
    app = Celery("microblog", broker=url, set_as_current=False, fixups=[])
    app.conf.update(
        task_queues=[Queue(name, exchange, routing_key=name, queue_arguments=arguments) for name in names],
        task_default_queue=names[0],
        task_create_missing_queues=False,
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_detect_quorum_queues=True,  # which have no global limit of what a worker is handed, but one for each
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        broker_connection_timeout=_CONNECT_SECONDS,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,  # the worker never gives up
        broker_transport_options=_transport_options(scheme, prefix),
    )
    return app


def _consumer_class() -> Any:
    """Celery's, without the queues for messages with a delay, of which it gives RabbitMQ 28: ours have none."""
    from celery.worker.consumer import Consumer

    class PlainConsumer(Consumer):  # type: ignore[misc] # Celery has no types
        class Blueprint(Consumer.Blueprint):  # type: ignore[misc]
            default_steps = tuple(step for step in Consumer.Blueprint.default_steps if "DelayedDelivery" not in step)

    return PlainConsumer


class CeleryPublisher:
    """Puts ids of tasks on the queues, one for each urgency, over one connection; used by one thread."""

    def __init__(self, url: str, prefix: str, urgency_of: Callable[[Task], Urgency]) -> None:
        """See `open_app`."""
        self._url, self._prefix, self._urgency_of = url, prefix, urgency_of
        self._producer: Any = None

    def publish(self, task: Task) -> None:
        """Have the broker confirm it. Raises what Celery raises."""
        if self._producer is not None:
            try:
                self._send(task)
            except Exception as error:  # noqa: BLE001 (the connection may have gone stale, so once more on a new one)
                logger.info("connecting to the broker anew", extra={"error": type(error).__name__})
                self.close()
            else:
                return
        try:
            self._connect()
            self._send(task)
        except BaseException:
            self.close()
            raise

    def length(self) -> int:
        """How many messages wait. Raises what Celery raises where the broker cannot be used."""
        try:
            self._connect()
            queues = self._app.amqp.queues.values()
            return sum(queue(self._producer.channel).queue_declare().message_count for queue in queues)
        finally:
            self.close()

    def close(self) -> None:
        """Give back the connection, if there is one."""
        producer, self._producer = self._producer, None
        if producer is not None:
            producer.connection.release()

    @functools.cached_property
    def _app(self) -> Any:
        return open_app(self._url, self._prefix)

    def _connect(self) -> None:
        connection = self._app.connection_for_write(heartbeat=0)
        try:
            connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=_CONNECT_SECONDS)
            self._producer = self._app.amqp.Producer(connection)
        except BaseException:
            connection.release()
            raise

    def _send(self, task: Task) -> None:
        self._app.send_task(
            _TASK,
            args=[task.id],
            queue=_name(self._prefix, self._urgency_of(task)),
            producer=self._producer,
            retry=False,
            ignore_result=True,
            timeout=_ANSWER_SECONDS,
            confirm_timeout=_ANSWER_SECONDS,
        )


class _BrokerLog(logging.Handler):
    """Puts what Celery's loggers say about the broker in our words, and passes on what else they say."""

    def __init__(self, news: BrokerNews) -> None:
        super().__init__()
        self._news = news

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == _CONNECTION_LOGGER:
            if record.msg.startswith("Connected"):
                self._news.back()
            return
        error = record.exc_info[1] if record.exc_info else None
        arguments = record.args if isinstance(record.args, tuple) else ()
        error = error or next((each for each in arguments if isinstance(each, Exception)), None)
        is_about_broker = record.name in _BROKER_LOGGERS or str(record.msg).startswith(_NOT_ACKNOWLEDGED)
        if error is not None and is_about_broker:
            self._news.away(error)
        else:
            logging.getLogger().handle(record)


def consume(
    url: str, prefix: str, urgency: Urgency, open_runner: Callable[[], RunsTask], news: BrokerNews, parent_pid: int
) -> None:
    """Take ids off the queue of that urgency, one at a time, and run the tasks, until SIGTERM or SIGINT.

    They run in a child process, which Celery replaces when it dies; `open_runner` is called there, at the first one.
    Both end when the process `parent_pid` is not this one's parent any more.
    """
    from celery import signals

    app, runner = open_app(url, prefix), functools.cache(open_runner)
    main_pid = os.getpid()

    def run_task(task_id: int) -> None:
        try:
            runner()(task_id=task_id)
        except Exception as error:  # noqa: BLE001 (the storage may be away; the sweeper tries again)
            logger.warning("task left to the sweeper", extra={"task": task_id, "error": type(error).__name__})

    app.task(name=_TASK)(run_task)
    _quieten(news)
    signals.setup_logging.connect(_keep_logging, weak=False)
    signals.worker_process_init.connect(lambda **_: _watch(main_pid, lambda: os._exit(1)), weak=False)
    _watch(parent_pid, lambda: os.kill(main_pid, signal.SIGTERM))
    name = _name(prefix, urgency)
    worker = app.Worker(
        queues=[name],
        hostname=f"{name}@{main_pid}",
        concurrency=1,
        consumer_cls=_consumer_class(),
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    # Told with each lost connection. Only now, as the making of the worker has them shown.
    warnings.simplefilter("ignore", PendingDeprecationWarning)
    worker.start()
    if worker.exitcode:
        sys.exit(worker.exitcode)


def _quieten(news: BrokerNews) -> None:
    from celery.exceptions import SecurityWarning

    # Of what was done we say ourselves what there is to say.
    celery = logging.getLogger("celery")
    celery.setLevel(logging.WARNING)
    celery.propagate = False
    celery.handlers = [_BrokerLog(news)]
    logging.getLogger(_CONNECTION_LOGGER).setLevel(logging.INFO)
    warnings.simplefilter("ignore", SecurityWarning)  # which advises against running as root
    # Where the signal handlers print, past every logger: "worker: Warm shutdown (MainProcess)".
    sys.__stdout__ = None  # type: ignore[misc]


def _keep_logging(**_: object) -> None:
    """Told that Celery would set up logging: as somebody listens, it leaves what there is."""


def _watch(parent_pid: int, when_gone: Callable[[], object]) -> None:
    def look() -> None:
        while os.getppid() == parent_pid:
            time.sleep(_PARENT_LOOK)
        when_gone()

    Thread(target=look, name="parent watch", daemon=True).start()
