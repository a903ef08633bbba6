"""A worker as a process: `python -m tests.integration.tasks.worker_process DIRECTORY TASKS BROKER PREFIX [PARENT_PID]`.

`--queue=URGENCY` after that makes it one of Celery's, for one queue.
"""

import os
import sys
from pathlib import Path

from microblog.adapters.system.broker_news import LoggedBrokerNews
from microblog.adapters.tasks.periodic_loop import PeriodicLoop
from microblog.domain.model.task import Urgency
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.entrypoints.consumer_processes import ConsumerProcesses
from microblog.entrypoints.worker import Consumer, NoConsumer, run_worker
from tests.broker import Broker
from tests.integration.tasks.house import House, worker_command


def main(directory: Path, broker: Broker, parent_pid: int | None) -> None:
    house = House(directory, broker)
    consumer: Consumer = NoConsumer()
    if broker.tasks == "huey":
        from microblog.adapters.tasks.huey_queue import HueyConsumer

        consumer = HueyConsumer(broker.url, broker.prefix, house.run_task, LoggedBrokerNews())
    if broker.tasks == "celery":
        commands = [worker_command(directory, broker, os.getpid(), f"--queue={one.value}") for one in Urgency]
        consumer = ConsumerProcesses(commands)
    (directory / "worker-is-up").touch()
    run_worker(PeriodicLoop(house.entries()), consumer, parent_pid)
    house.close()


def consume(directory: Path, broker: Broker, urgency: Urgency, parent_pid: int) -> None:
    from microblog.adapters.tasks import celery_queue

    def open_runner() -> RunTask:
        return House(directory, broker).run_task

    celery_queue.consume(broker.url, broker.prefix, urgency, open_runner, LoggedBrokerNews(), parent_pid)


if __name__ == "__main__":
    place, kind = Path(sys.argv[1]), Broker(*sys.argv[2:5])
    parent = int(sys.argv[5]) if len(sys.argv) > 5 else None
    if len(sys.argv) > 6 and parent is not None:
        consume(place, kind, Urgency(sys.argv[6].removeprefix("--queue=")), parent)
    else:
        main(place, kind, parent)
