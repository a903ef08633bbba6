"""The workers for Celery: a process for each queue, and one beside them that does the periodic work.

The periodic work includes the sweeping of the outbox, so it goes through no broker.
"""

import os
import sys

from microblog.adapters.system.broker_news import LoggedBrokerNews
from microblog.adapters.tasks import celery_queue
from microblog.domain.model.task import Urgency
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.entrypoints.consumer_processes import ConsumerProcesses
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.settings import Settings
from microblog.entrypoints.worker import run_worker


def run_celery_worker(container: Container, parent_pid: int | None = None) -> None:
    """Run until it is told to stop; with `parent_pid`, also until that process is gone."""
    microblog = [sys.executable, "-m", "microblog"]
    commands = [[*microblog, "worker", "--queue", urgency.value, "--parent", str(os.getpid())] for urgency in Urgency]
    run_worker(container.periodic_loop(), ConsumerProcesses(commands), parent_pid)


def consume(settings: Settings, urgency: Urgency, parent_pid: int | None = None) -> None:
    """Run the tasks of that urgency until it is told to stop; with `parent_pid`, also until that process is gone."""

    def open_runner() -> RunTask:
        runner: RunTask = open_container(settings).run_task()
        return runner

    parent = parent_pid or os.getppid()
    celery_queue.consume(settings.broker, settings.broker_prefix, urgency, open_runner, LoggedBrokerNews(), parent)
