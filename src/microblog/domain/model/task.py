"""Tasks: one reaction to one event, waiting in the outbox to be done."""

from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256

from attrs import frozen

from microblog.domain.model.errors import Conflict, NotFound
from microblog.domain.model.events import Event

LEASE = timedelta(seconds=60)
"""After that long without an end, somebody else may try a task; what takes longer renews it."""
MAX_ATTEMPTS = 12  # spread over some three and a half hours
_FIRST_DELAY = timedelta(seconds=10)
_LONGEST_DELAY = timedelta(hours=1)


class Urgency(Enum):
    """Who waits for a reaction. Each urgency has a queue and workers of its own, so none holds up the other."""

    URGENT = "urgent"
    """People see its effect on the site; it needs our own database and nothing else."""

    BULK = "bulk"
    """It speaks to a mail server or a push service, which may be slow or away, or takes long: it may have to queue."""


@frozen
class Task:
    """`attempts` counts the claims so far, this one included. A dead task was given up and waits for an operator."""

    id: int
    event: Event
    reaction: str
    attempts: int
    created_at: datetime
    due_at: datetime
    dead: bool = False
    last_error: str = ""


@frozen
class KeptTask:
    """A task as it lies in the outbox. Maybe only another version of this program knows its event."""

    id: int
    event: str
    payload: dict[str, int]
    reaction: str
    attempts: int
    created_at: datetime
    due_at: datetime
    leased_until: datetime | None
    dead: bool
    last_error: str


class TaskState(Enum):
    """Where a task stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DEAD = "dead"


def state_of(task: KeptTask, now: datetime) -> TaskState:
    """A task whose lease has ended without an end of it waits again."""
    if task.dead:
        return TaskState.DEAD
    is_held = task.leased_until is not None and task.leased_until > now
    return TaskState.RUNNING if is_held else TaskState.WAITING


class NoSuchTask(NotFound):
    """The task was done, or never was."""

    def __init__(self, task_id: int) -> None:
        self.task_id = task_id
        super().__init__(f"task {task_id}")


class TaskNotDead(Conflict):
    """The task was not given up: it is tried again by itself."""

    def __init__(self, task_id: int) -> None:
        self.task_id = task_id
        super().__init__(f"task {task_id} is not dead")


@frozen
class Backlog:
    """How many tasks wait, how many are dead, and since when the oldest waits."""

    waiting: int
    dead: int
    oldest: datetime | None


def retry_delay(task: Task) -> timedelta:
    """How long a task that just failed waits: 10 seconds doubled with each attempt, an hour at most, ± a quarter.

    The quarter keeps tasks that failed together from coming back together. It is drawn from the task's id and the
    attempt, so it is the same whoever computes it.
    """
    delay = min(_FIRST_DELAY * 2.0 ** (task.attempts - 1), _LONGEST_DELAY)
    draw = int.from_bytes(sha256(f"{task.id}/{task.attempts}".encode()).digest()[:4]) / 2**32
    return delay * (0.75 + draw / 2)
