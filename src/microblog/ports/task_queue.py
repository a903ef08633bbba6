"""The task queue: who runs the work after the commit."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.task import Task


class TaskQueue(Protocol):
    """Is nudged when there is work. No promise rests on it: what it loses, the sweeper finds in the outbox."""

    def nudge(self, tasks: Sequence[Task]) -> None:
        """Have these tasks run soon. Never raises: a broker that is away only makes it later."""
        ...
