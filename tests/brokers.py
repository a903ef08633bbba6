"""Real brokers for the tests, and queues on them that go when the tests are over.

A broker is the one that `MICROBLOG_TEST_REDIS` or `MICROBLOG_TEST_RABBITMQ` names by its URL; else what runs on this
machine at the usual place and lets us in.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from attrs import define, field
from kombu import Connection
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import RedisError

from microblog.domain.model.task import Urgency
from tests.broker import Broker
from tests.own_servers import find_program, free_port, kill_family, signal_family
from tests.servers import new_database

_USUAL = {"redis": "redis://127.0.0.1:6379/0", "rabbitmq": "amqp://guest:guest@127.0.0.1:5672//"}
_SECONDS = 5  # that a broker may take to answer
_RABBITMQ_SECONDS = 90  # that RabbitMQ may take to come up on a busy machine


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
class OwnBroker(ABC):
    """A broker that one test starts, stops, lets hang and starts again; nobody else is on it."""

    folder: Path
    port: int = field(factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where it is, as the settings want it."""

    @abstractmethod
    def start(self) -> None:
        """Start it, and wait until it answers."""

    @abstractmethod
    def flush(self, prefix: str) -> None:
        """Have it forget everything, or at least the queues of that prefix, and go on."""

    def stop(self) -> None:
        """End it, if it runs. Who asks for it then is refused."""
        if self._process is not None:
            kill_family(self._process)
            self._process = None

    def hang(self) -> None:
        """It answers no more, and nobody is refused: the system still takes connections for it."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Work off what came meanwhile."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        signal_family(self._process, number)

    def _run(self, command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, env={**os.environ, **(environment or {})}
            )
        end = time.monotonic() + seconds
        while True:
            try:
                _ask(self.url)
            except (RedisError, OperationalError, OSError):
                assert time.monotonic() < end, (self.folder / "log").read_text()[-2000:]
                time.sleep(0.05)
            else:
                return


@define
class OwnRedis(OwnBroker):
    """A Redis; it forgets everything when it stops."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = find_program("redis-server")
        assert program is not None, "no redis-server here"
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self._run([program, *options], _SECONDS)

    def flush(self, prefix: str = "") -> None:
        del prefix
        with Redis.from_url(self.url) as client:
            client.flushall()


@define
class OwnRabbitmq(OwnBroker):
    """A RabbitMQ with all its files in the folder, and the name server that Erlang wants at a port of its own."""

    _names: "subprocess.Popen[bytes] | None" = None
    _names_port: int = field(factory=free_port)
    _node_port: int = field(factory=free_port)

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def start(self) -> None:
        program, names = find_rabbitmq(), shutil.which("epmd")
        assert program is not None, "no rabbitmq-server here"
        assert names is not None, "no epmd here"
        if self._names is None:
            self._names = subprocess.Popen([names, "-port", str(self._names_port), "-address", "127.0.0.1"])
        (self.folder / "rabbitmq.conf").write_text(f"listeners.tcp.1 = 127.0.0.1:{self.port}\n")
        environment = {
            "HOME": str(self.folder),  # the secret that nodes share lies there
            "ERL_EPMD_PORT": str(self._names_port),
            "RABBITMQ_NODENAME": f"microblog{self.port}@localhost",
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "logs"),
            "RABBITMQ_PID_FILE": str(self.folder / "pid"),
            "RABBITMQ_DIST_PORT": str(self._node_port),
        }
        self._run([program], _RABBITMQ_SECONDS, environment)

    def flush(self, prefix: str) -> None:
        """The queues themselves go, and what leads to them."""
        remove_queues(self.url, prefix)

    def close(self) -> None:
        """End it and its name server."""
        self.stop()
        if self._names is not None:
            self._names.terminate()
            self._names.wait()


def find_rabbitmq() -> str | None:
    """The path of a RabbitMQ that runs as whoever starts it, which the program on Debian's PATH does not."""
    return shutil.which("rabbitmq-server", path="/usr/lib/rabbitmq/bin") if shutil.which("epmd") else None


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


@contextmanager
def own_rabbitmq() -> Iterator[OwnRabbitmq]:
    """A new RabbitMQ that runs."""
    with tempfile.TemporaryDirectory(prefix="microblog-", ignore_cleanup_errors=True) as folder:
        server = OwnRabbitmq(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.close()
