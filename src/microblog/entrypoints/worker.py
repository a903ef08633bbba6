"""What every worker process does: run until it is told to stop, or until whoever started it is gone."""

import os
import signal
from threading import Event
from typing import Protocol

from microblog.adapters.tasks.periodic_loop import PeriodicLoop

_LOOK = 1.0  # seconds between two looks at the parent, and at what takes tasks off the queue


class Consumer(Protocol):
    """What takes tasks off a queue."""

    def start(self) -> None: ...
    def check(self) -> None: ...
    def stop(self) -> None: ...


class NoConsumer(Consumer):
    """For `inline`, where whoever makes a task runs it, and only the periodic work is left."""

    def start(self) -> None:
        """Nothing to start."""

    def check(self) -> None:
        """Nothing to check."""

    def stop(self) -> None:
        """Nothing to stop."""


def run_worker(periodic: PeriodicLoop, consumer: Consumer, parent_pid: int | None = None) -> None:
    """Run both until SIGTERM, SIGINT or SIGHUP, then let what is running come to its end.

    With `parent_pid`, also end when this process is no longer that one's child: a server that was killed leaves no
    worker behind. What does not end in time is cut off, and taken up again when its lease is over.
    """
    stopping = Event()
    consumer.start()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    periodic.start()
    while not stopping.wait(_LOOK) and parent_pid in (None, os.getppid()):
        consumer.check()
    periodic.stop()
    consumer.stop()
