"""Nudges a broker from a thread of its own, so that no request waits for it or fails with it."""

import atexit
import logging
import queue
import time
from collections.abc import Callable, Sequence
from threading import Lock, Thread
from typing import Protocol

from microblog.domain.model.task import Task
from microblog.ports.task_queue import TaskQueue

logger = logging.getLogger(__name__)

_CAPACITY = 10_000  # tasks that wait for the thread, some hundred bytes each
_REST = 5.0  # seconds without a try after one that failed
_LAST_SECONDS = 1.0  # what the end of the process waits for the thread


class Publisher(Protocol):
    """What puts tasks on a broker; used by one thread."""

    def publish(self, task: Task) -> None:
        """Put it on the queue of its urgency, within a few seconds. Raises whatever went wrong."""
        ...


class BackgroundQueue(TaskQueue):
    """Takes nudges at once and hands them to the publisher in their order.

    After a failure nothing is tried for 5 seconds, and nudges are dropped meanwhile, with those that wait: the sweeper
    finds their tasks. At the end of the process the thread has a second to hand over what it has.
    """

    def __init__(
        self,
        publisher: Publisher,
        capacity: int = _CAPACITY,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`capacity`: how many tasks may wait for the thread; `now` tells seconds."""
        self._publisher = publisher
        self._now = now
        self._waiting = queue.Queue[Task](capacity)
        self._rests_until = float("-inf")
        self._starting = Lock()
        self._thread: Thread | None = None

    def nudge(self, tasks: Sequence[Task]) -> None:
        if self._now() < self._rests_until:
            return
        self._start()
        for task in tasks:
            try:
                self._waiting.put_nowait(task)
            except queue.Full:
                return  # the broker is too slow for us

    def flush(self, seconds: float) -> bool:
        """Whether all is handed over or dropped, within so many seconds."""
        with self._waiting.all_tasks_done:
            return self._waiting.all_tasks_done.wait_for(lambda: not self._waiting.unfinished_tasks, seconds)

    def _start(self) -> None:
        # With the first nudge: a process that forks before has none that the fork would lose.
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = Thread(target=self._run, name="nudges", daemon=True)
                    self._thread.start()
                    atexit.register(self.flush, _LAST_SECONDS)

    def _run(self) -> None:
        while True:
            task = self._waiting.get()
            if self._now() >= self._rests_until:
                self._attempt(task)
            self._waiting.task_done()

    def _attempt(self, task: Task) -> None:
        try:
            self._publisher.publish(task)
        except Exception as error:  # noqa: BLE001 (whatever is wrong with the broker, the sweeper finds the tasks)
            self._rests_until = self._now() + _REST
            logger.warning("tasks left to the sweeper", extra={"error": type(error).__name__, "seconds": _REST})
