"""The outbox: what happened, written with the change that made it happen."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.events import Event
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.task import Backlog, KeptTask, Task


class Outbox(Protocol):
    """Keeps tasks, one for each reaction to each event, until they are done."""

    def add(self, event: Event) -> None:
        """Note an event: a task for each reaction that the table in `use_cases/reactions.py` names, due at once."""
        ...

    def claim(self, *, now: datetime, lease_until: datetime, limit: int) -> Sequence[Task]:
        """Lease due tasks that nobody holds, the oldest first, and count the attempt. No two get the same one."""
        ...

    def claim_one(self, task_id: int, *, now: datetime, lease_until: datetime) -> Task | None:
        """Lease that task if it is due and nobody holds it."""
        ...

    def complete(self, task_id: int) -> bool:
        """Done: the task goes. Commits together with its effects; False if somebody else had done it."""
        ...

    def postpone(self, task_id: int, due_at: datetime, error: str) -> None:
        """It failed; try it again from then on."""
        ...

    def renew(self, task_id: int, lease_until: datetime) -> None:
        """Whoever holds it still works on it."""
        ...

    def put_back(self, task_id: int, due_at: datetime) -> None:
        """It was not begun, so that the attempt does not count; try it from then on."""
        ...

    def give_up(self, task_id: int, error: str) -> None:
        """It failed for the last time; keep it as dead."""
        ...

    def depth(self) -> tuple[int, int]:
        """How many tasks wait, and how many are dead."""
        ...

    def backlog(self) -> Backlog:
        """The same, and since when the oldest of those that wait does."""
        ...

    def get(self, task_id: int) -> KeptTask | None:
        """That task, whatever its state."""
        ...

    def page(self, cursor: Cursor, *, dead: bool) -> Page[KeptTask]:
        """The dead ones, or those that wait."""
        ...

    def revive(self, task_id: int) -> bool:
        """Let a dead task begin anew: due at once, without attempts, to be nudged after the commit.

        Its last error stays until it ends otherwise. False if it is not dead.
        """
        ...

    def drop(self, task_id: int) -> bool:
        """Take a dead task away undone. False if it is not dead."""
        ...
