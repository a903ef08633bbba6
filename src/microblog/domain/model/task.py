"""Tasks: one reaction to one event, waiting in the outbox to be done."""

from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256

from attrs import frozen

from microblog.domain.model.events import Event

MAX_ATTEMPTS = 12  # spread over some three and a half hours
_FIRST_DELAY = timedelta(seconds=10)
_LONGEST_DELAY = timedelta(hours=1)


class Urgency(Enum):
    """Who waits for a reaction. Each urgency has a queue and workers of its own, so none holds up the other."""

    URGENT = "urgent"
    """People see its effect on the site; it needs our own database and nothing else."""

    BULK = "bulk"
    """It speaks to a mail server, which may be slow or away, or it takes long: it may have to queue."""


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


def retry_delay(task: Task) -> timedelta:
    """How long a task that just failed waits: 10 seconds doubled with each attempt, an hour at most, ± a quarter.

    The quarter keeps tasks that failed together from coming back together. It is drawn from the task's id and the
    attempt, so it is the same whoever computes it.
    """
    delay = min(_FIRST_DELAY * 2.0 ** (task.attempts - 1), _LONGEST_DELAY)
    draw = int.from_bytes(sha256(f"{task.id}/{task.attempts}".encode()).digest()[:4]) / 2**32
    return delay * (0.75 + draw / 2)
