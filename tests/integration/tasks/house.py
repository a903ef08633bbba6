"""Everything that tasks need, wired by hand over SQLite, for the tests and for the worker processes they start."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from microblog.adapters.media.memory_media_store import MemoryMediaStore
from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.filter_query import SqlFilterQuery
from microblog.adapters.storage.sql.notification_query import SqlNotificationQuery
from microblog.adapters.storage.sql.search_index import SqlSearchIndex
from microblog.adapters.storage.sql.statistics_query import SqlStatisticsQuery
from microblog.adapters.storage.sql.unit_of_work import SqlUnitOfWorkFactory
from microblog.adapters.system.snowflake_id_generator import ProcessNumber, SnowflakeIdGenerator
from microblog.adapters.system.system_clock import SystemClock
from microblog.adapters.tasks.background_queue import BackgroundQueue
from microblog.adapters.tasks.inline_queue import InlineQueue
from microblog.domain.model.events import Event
from microblog.domain.model.mail import Mail
from microblog.domain.model.task import Task
from microblog.domain.use_cases.mutes.end_mutes import EndMutes
from microblog.domain.use_cases.notifications.write_digests import WriteDigests
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.polls.end_polls import EndPolls
from microblog.domain.use_cases.posts.composer import Composer
from microblog.domain.use_cases.posts.post_publisher import PostPublisher
from microblog.domain.use_cases.reactions import reactions_of, urgency_of
from microblog.domain.use_cases.statistics.compute_statistics import ComputeStatistics
from microblog.domain.use_cases.tasks.react import React
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.domain.use_cases.tasks.schedule import Entry, Schedule
from microblog.domain.use_cases.tasks.sweep_outbox import SweepOutbox
from microblog.domain.use_cases.tasks.tidy_up import TidyUp
from microblog.domain.use_cases.trends.compute_trends import ComputeTrends
from microblog.ports.mailer import Mailer
from microblog.ports.task_queue import TaskQueue
from tests.broker import Broker
from tests.unit.domain.use_cases.fakes import CodePointCounter, CountingSecrets, TrustingHtmlCleaner
from tests.unit.domain.use_cases.reaction_world import ADDRESSES, Community, all_reactions

LEASE = timedelta(seconds=2)
SWEEP_EVERY = timedelta(seconds=1)


class FileOfIds(Mailer):
    """Accepts every mail and appends its id to a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, mail: Mail) -> None:
        with self._path.open("a") as file:
            file.write(f"{mail.message_id}\n")


class DeafQueue(TaskQueue):
    """Loses every nudge."""

    def nudge(self, tasks: Sequence[Task]) -> None:
        pass


class House(Community):
    """One process's view of a server whose data lies in `directory`."""

    def __init__(self, directory: Path, broker: Broker) -> None:
        self.directory, self.broker = directory, broker
        self.database = Database(f"sqlite:///{directory / 'storage.sqlite'}")
        self.clock = SystemClock()
        self._process = ProcessNumber(directory / "processes")
        self.new_id = SnowflakeIdGenerator(self.clock, self._process.value)
        self.queue = self._queue()
        self.unit_of_work = SqlUnitOfWorkFactory(self.database, self.queue, self.new_id, self.clock, reactions_of)
        reactions = all_reactions(
            self.unit_of_work,
            clock=self.clock,
            new_id=self.new_id,
            secrets=CountingSecrets(f"{os.getpid()}-"),
            mailer=FileOfIds(directory / "mails"),
            notifications=SqlNotificationQuery(self.database),
            filters=SqlFilterQuery(self.database),
        )
        self.react = React(self.unit_of_work, self.clock, reactions)
        self.run_task = RunTask(self.unit_of_work, self.clock, self.react, LEASE)

    def _queue(self) -> TaskQueue:
        if self.broker.tasks == "inline":
            return InlineQueue(lambda: self.run_task)
        if self.broker.tasks == "deaf":
            return DeafQueue()
        # Here, so that a worker does not wait at its start for what it does not use.
        if self.broker.tasks == "huey":
            from microblog.adapters.tasks.huey_queue import HueyPublisher

            return BackgroundQueue(HueyPublisher(self.broker.url, self.broker.prefix, urgency_of))
        from microblog.adapters.tasks.celery_queue import CeleryPublisher

        return BackgroundQueue(CeleryPublisher(self.broker.url, self.broker.prefix, urgency_of))

    def entries(self) -> list[Entry]:
        """The schedule, with a quicker sweep."""
        sweep = SweepOutbox(self.unit_of_work, self.clock, self.react, LEASE)
        statistics = ComputeStatistics(self.unit_of_work, SqlStatisticsQuery(self.database), self.clock)
        tidy_up, search_index = (
            TidyUp(self.unit_of_work, self.clock, MemoryMediaStore()),
            SqlSearchIndex(self.database),
        )
        end_mutes = EndMutes(self.unit_of_work, self.clock)
        composer = Composer(ADDRESSES, CodePointCounter(), TrustingHtmlCleaner())
        post_publisher = PostPublisher(self.clock, self.new_id, composer)
        publish_due_posts = PublishDuePosts(self.unit_of_work, self.clock, post_publisher)
        end_polls = EndPolls(self.unit_of_work, self.clock)
        digests = WriteDigests(self.unit_of_work, self.clock, self.new_id)
        schedule = Schedule(
            self.clock,
            sweep,
            publish_due_posts,
            end_mutes,
            end_polls,
            digests,
            tidy_up,
            statistics,
            ComputeTrends(self.unit_of_work, self.clock),
            search_index,
        )
        return [Entry(one.name, min(one.every, SWEEP_EVERY), one.action) for one in schedule.entries()]

    def migrate(self) -> None:
        """Make the tables."""
        schema.upgrade(self.database)

    def happens(self, *events: Event) -> None:
        """Write events, and nudge whoever is to be nudged."""
        with self.unit_of_work() as uow:
            for event in events:
                uow.outbox.add(event)
            uow.commit()

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """What a statement finds in the database."""
        connection = sqlite3.connect(self.directory / "storage.sqlite")
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()

    def depth(self) -> tuple[int, int]:
        """How many tasks wait, and how many are dead."""
        with self.unit_of_work() as uow:
            return uow.outbox.depth()

    def mails(self) -> list[str]:
        """The ids of the mails that went out."""
        path = self.directory / "mails"
        return path.read_text().split() if path.exists() else []

    def start_worker(self) -> "subprocess.Popen[bytes]":
        """A worker process of its own."""
        command = worker_command(self.directory, self.broker)
        return subprocess.Popen(command, env=worker_environment(), stderr=subprocess.DEVNULL)

    def close(self) -> None:
        """Give back the connections and the number of the process."""
        self.database.close()
        self._process.release()


def worker_command(directory: Path, broker: Broker, parent_pid: int | None = None, *more: str) -> list[str]:
    """What starts a worker that ends with `parent_pid`."""
    described = [str(directory), broker.tasks, broker.url, broker.prefix]
    parent = [] if parent_pid is None else [str(parent_pid)]
    return [sys.executable, "-m", "tests.integration.tasks.worker_process", *described, *parent, *more]


def worker_environment() -> dict[str, str]:
    """What a worker needs to find the sources."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def runs(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it holds within so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
