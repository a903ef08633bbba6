"""Real brokers for the tests, and queues on them that go when the tests are over.

A broker is the one that `MICROBLOG_TEST_REDIS` or `MICROBLOG_TEST_RABBITMQ` names by its URL; else what runs on this
machine at the usual place and lets us in.
"""

import os
import secrets
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from attrs import define, field, frozen
from kombu import Connection
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import RedisError

from microblog.domain.model.task import Urgency
from tests.own_servers import find_program, free_port
from tests.servers import new_database

_USUAL = {"redis": "redis://127.0.0.1:6379/0", "rabbitmq": "amqp://guest:guest@127.0.0.1:5672//"}
_SECONDS = 5  # that a broker may take to answer


@cache
def find_broker(name: str) -> str | None:
    """The URL of a `redis` or a `rabbitmq` that answers; None where there is none. One that was named must answer."""
    if named := os.environ.get(f"MICROBLOG_TEST_{name.upper()}"):
        _ask(named)
        return named
    try:
        _ask(_USUAL[name])
    except (RedisError, OperationalError, OSError):
        return None
    return _USUAL[name]


def _ask(url: str) -> None:
    if url.startswith("redis"):
        with Redis.from_url(url, socket_timeout=_SECONDS) as client:
            client.ping()
    else:
        with Connection(url, connect_timeout=_SECONDS) as connection:
            connection.ensure_connection(max_retries=1, timeout=_SECONDS)


@frozen
class Broker:
    """What `MICROBLOG_TASKS`, `_BROKER` and `_BROKER_PREFIX` say. `deaf` is a queue that loses every nudge."""

    tasks: str
    url: str = ""
    prefix: str = "test"


DEAF = Broker("deaf")
# Each configuration, and what it needs of the machine.
CONFIGURATIONS = {
    "inline": None,
    "huey-sqlite": None,
    "huey-redis": "redis",
    "huey-postgresql": "postgresql",
    "celery-rabbitmq": "rabbitmq",
    "celery-redis": "redis",
}


@contextmanager
def new_broker(configuration: str, server: str | None, directory: Path) -> Iterator[Broker]:
    """A broker on that server, or in that directory, with queues of fresh names, which are removed at the end."""
    tasks, _, kind = configuration.partition("-")
    prefix = f"test{secrets.token_hex(6)}"
    if server is None:
        yield Broker(tasks, f"sqlite:///{directory / 'queue.sqlite'}" if kind else "", prefix)
    elif kind == "postgresql":
        with new_database(kind, server) as url:
            yield Broker(tasks, url, prefix)
    else:
        try:
            yield Broker(tasks, server, prefix)
        finally:
            remove_queues(server, prefix)


def remove_queues(url: str, prefix: str) -> None:
    """Remove the queues of that prefix with all that is in them."""
    if url.startswith("redis"):
        with Redis.from_url(url) as client:
            if keys := list(client.scan_iter(f"*{prefix}*")):
                client.delete(*keys)
        return
    with Connection(url) as connection, connection.channel() as channel:
        for urgency in Urgency:
            channel.queue_delete(f"{prefix}-{urgency.value}")
        channel.exchange_delete(prefix)


@define
class OwnRedis:
    """A Redis that one test starts, stops and starts again; it forgets everything when it stops."""

    folder: Path
    port: int = field(factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Where it is, as the settings want it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        program = find_program("redis-server")
        assert program is not None, "no redis-server here"
        command = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        end = time.monotonic() + _SECONDS
        while True:
            try:
                _ask(self.url)
            except RedisError:
                assert time.monotonic() < end, "redis-server does not answer"
                time.sleep(0.05)
            else:
                return

    def flush(self) -> None:
        """Forget everything, and go on."""
        with Redis.from_url(self.url) as client:
            client.flushall()

    def stop(self) -> None:
        """End it, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def own_redis() -> Iterator[OwnRedis]:
    """A new Redis that runs."""
    with tempfile.TemporaryDirectory(prefix="microblog-") as folder:
        server = OwnRedis(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()
