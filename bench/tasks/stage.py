"""A whole site over one task queue: its processes, people who post at an even pace, and what came of their posts."""

import http.client
import secrets
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from sqlalchemy import Engine, text
from tests import servers
from tests.broker import Broker
from tests.integration.site_processes import Person, Site, eventually
from tests.own_servers import free_port, kill_family

from bench.tasks.mail_sink import MailSink, mail_sink
from microblog.adapters.storage.sql.dialect import open_engine

WRITERS = 5
PER_SECOND = 10.0
LEASE = 60.0  # seconds: `domain.model.task.LEASE`
_STARTUP = 60.0  # seconds that a process may take to come up on a busy machine
_PAUSE = 0.1  # seconds before a post that was not taken is sent again


def new_prefix() -> str:
    """What the names of the queues begin with; no other run has it."""
    return f"bench{secrets.token_hex(6)}"


@frozen
class Asked:
    """A post that was sent, and how long until it was answered; times in seconds."""

    at: float
    took: float
    accepted: bool


@define
class Posting:
    """People who together post so often each second, however long the answers take, each mentioning ben.

    One that was not taken is sent again with the same key, as browsers' users do.
    """

    people: Sequence[Person]
    per_second: float = PER_SECOND
    asked: list[Asked] = field(factory=list)
    acknowledged: list[str] = field(factory=list)
    _over: threading.Event = field(factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Within, they do so, each in a thread."""
        word, began = secrets.token_hex(4), time.monotonic()
        threads = [
            threading.Thread(target=self._post, args=(number, word, began)) for number in range(len(self.people))
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def _post(self, writer: int, word: str, began: float) -> None:
        for number in count():
            due = began + (writer + number * len(self.people)) / self.per_second
            if self._over.wait(max(0.0, due - time.monotonic())):
                return
            content, key = f"@ben post {number} by {word}-{writer}", f"{word}-{writer}-{number}"
            while not self._send(self.people[writer], content, key):
                if self._over.wait(_PAUSE):
                    return

    def _send(self, person: Person, content: str, key: str) -> bool:
        at = time.monotonic()
        try:
            accepted = person.publish(content, key) == 303
        except (OSError, http.client.HTTPException):
            accepted = False
        self.asked.append(Asked(at, time.monotonic() - at, accepted))
        if accepted:
            self.acknowledged.append(content)
        return accepted


@define
class Stage:
    """A site whose web process runs; workers are started and ended one by one. Ends with `open_stage`."""

    site: Site
    port: int
    people: Sequence[Person]
    sink: MailSink
    web: "subprocess.Popen[bytes]"
    workers: list["subprocess.Popen[bytes]"]
    engine: Engine

    def start_web(self) -> None:
        """Start it anew where it was killed, and wait for it."""
        self.web = self.site.start("web", port=self.port)

    def start_worker(self) -> None:
        """Start another worker process, with whatever it starts itself."""
        self.workers.append(self.site.start("worker"))

    def posting(self, per_second: float = PER_SECOND) -> Posting:
        """All of them, to post as often each second."""
        return Posting(self.people, per_second)

    def rows(self, statement: str, **values: object) -> Sequence[Any]:
        """What a statement finds in the database."""
        with self.engine.connect() as connection:
            return connection.execute(text(statement), values).all()

    def waiting(self) -> int:
        """How many tasks are left to do, given up ones included."""
        return int(self.rows("SELECT count(*) FROM tasks")[0][0])

    def told(self) -> int:
        """How many mentions people were told of."""
        return int(self.rows("SELECT count(*) FROM notifications WHERE kind = 'mention'")[0][0])

    def wait_for_work(self, more: int = 1) -> None:
        """Wait until so many more mentions are told: who does that is up. Raises ``RuntimeError`` after a minute.

        A web process that has ended is started again, as a service manager does: its server gives up where what answers
        is killed twice within 3.5 s (granian's ``respawn_interval``).
        """
        before = self.told()

        def works() -> bool:
            if self.web.poll() is not None:
                self.start_web()
            return self.told() >= before + more

        if not eventually(works, _STARTUP):
            raise RuntimeError(f"nobody is told of anything; the log ends with\n{self.site.logged[-2000:]}")

    def seconds_until_done(self, longest: float) -> float:
        """How long until nothing is left to do. Raises ``RuntimeError`` where that takes longer."""
        began = time.monotonic()
        if not eventually(lambda: self.waiting() == 0, longest):
            raise RuntimeError(f"{self.waiting()} tasks are left undone after {longest:.0f} s")
        return time.monotonic() - began

    def lags(self, since: int = 0, until: int = 2**62) -> list[float]:
        """Seconds from each post between two moments, in milliseconds since 1970, to its notification; sorted."""
        found = self.rows(
            "SELECT n.created_at - p.created_at FROM notifications n JOIN posts p ON p.id = n.post_id"
            " WHERE n.kind = 'mention' AND p.created_at >= :since AND p.created_at < :until",
            since=since,
            until=until,
        )
        return sorted(row[0] / 1000 for row in found)

    def outcome(self, acknowledged: Sequence[str]) -> "Outcome":
        """Compare what was answered with success with what is stored, told and mailed."""
        stored = Counter(row[0] for row in self.rows("SELECT text FROM posts"))
        told = Counter(
            row[0]
            for row in self.rows(
                "SELECT p.text FROM notifications n JOIN posts p ON p.id = n.post_id WHERE n.kind = 'mention'"
            )
        )
        mails = Counter(self.sink.mentions())
        return Outcome(
            posts=len(stored),
            lost=len(set(acknowledged) - set(stored)),
            doubled=sum(number - 1 for number in stored.values()),
            untold=len(set(stored) - set(told)),
            told_twice=sum(number - 1 for number in told.values()),
            unmailed=len(stored) - len(mails),
            mailed_twice=sum(number - 1 for number in mails.values()),
        )


@frozen
class Outcome:
    """What is wrong in the end, in numbers of posts. All but `unmailed` have to be none: mails err on that side."""

    posts: int
    lost: int
    """Answered with success, and not stored."""
    doubled: int
    untold: int
    """Mentions without a notification."""
    told_twice: int
    unmailed: int
    mailed_twice: int

    @property
    def is_good(self) -> bool:
        """Whether nothing is lost and nothing is twice."""
        return not (self.lost or self.doubled or self.untold or self.told_twice or self.mailed_twice)


@contextmanager
def open_stage(directory: Path, broker: Broker, storage: str = "sqlite") -> Iterator[Stage]:
    """A site with its web process over that broker, and a mail server that takes everything; both end with the block.

    `storage`: `sqlite`, or a kind of server that the tests find, such as `postgresql`.
    """
    with ExitStack() as stack:
        url = f"sqlite:///{directory / 'microblog.db'}"
        if storage != "sqlite":
            url = stack.enter_context(_database(storage))
        sink = stack.enter_context(mail_sink(directory))
        queue = {"BROKER": broker.url, "BROKER_PREFIX": broker.prefix} if broker.url else {}
        site = Site(directory, url, TASKS=broker.tasks, MAIL=f"smtp://127.0.0.1:{sink.port}", **queue)
        site.command("db", "upgrade")
        passwords = {
            name: site.command("account", "create", name, f"{name}@example.com").split()[-1] for name in ("anna", "ben")
        }
        port, engine = free_port(), open_engine(url, 1, 10, "the database")
        stack.callback(engine.dispose)
        stage = Stage(site, port, (), sink, site.start("web", port=port), [], engine)
        stack.callback(_end, stage)
        stage.people = [_sign_in(port, passwords["anna"]) for _ in range(WRITERS)]
        yield stage


def _database(kind: str) -> Any:
    server = servers.find_server(kind)
    if server is None:
        raise RuntimeError(f"no {kind} here that lets us in")
    return servers.new_database(kind, server)


def _sign_in(port: int, password: str) -> Person:
    found = list[Person]()

    def is_in() -> bool:
        with suppress(OSError, http.client.HTTPException):
            found.append(Person(port, "anna", password))
        return bool(found)

    if not eventually(is_in, _STARTUP):
        raise RuntimeError("the site does not come up")
    return found[0]


def _end(stage: Stage) -> None:
    for process in (stage.web, *stage.workers):
        kill_family(process)


def percentile(values: Sequence[float], part: int) -> float:
    """The value that so many of a hundred do not exceed. `values` are not empty."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * part // 100)]


def within(asked: Sequence[Asked], began: float, ended: float) -> list[Asked]:
    """Those that were sent between two moments."""
    return [one for one in asked if began <= one.at < ended]
