"""Tasks in the same process, right after the commit."""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from threading import local

from microblog.domain.model.task import Task
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.ports.task_queue import TaskQueue

logger = logging.getLogger(__name__)


class _Waiting(local):
    """The tasks of one thread; `running` while it works on them."""

    def __init__(self) -> None:
        self.tasks: deque[int] = deque()
        self.running = False


class InlineQueue(TaskQueue):
    """Runs tasks in the thread that made them, before it goes on; what fails is left to the sweeper.

    Tasks that tasks make run after those that were there before, so none of them is nested in another. `runner`
    makes the action, at the first nudge: the action needs units of work, and those need this queue.
    """

    def __init__(self, runner: Callable[[], RunTask]) -> None:
        self._runner = runner
        self._waiting = _Waiting()

    def nudge(self, tasks: Sequence[Task]) -> None:
        waiting = self._waiting
        waiting.tasks.extend(task.id for task in tasks)
        if waiting.running:
            return
        waiting.running = True
        try:
            run_task = self._runner()
            while waiting.tasks:
                run_task(task_id=waiting.tasks.popleft())
        except Exception as error:  # noqa: BLE001 (the caller's change is committed; it must not look as if it failed)
            logger.error("tasks left to the sweeper", extra={"error": type(error).__name__})
            waiting.tasks.clear()
        finally:
            waiting.running = False
