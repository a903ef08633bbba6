"""What a reaction is: an action that an event makes happen, run by the task runner."""

from typing import ClassVar, Protocol, TypeVar

from microblog.domain.model.events import Event
from microblog.domain.model.task import Task, Urgency

Kind = TypeVar("Kind", bound=Event)


class Reaction(Protocol):
    """Reacts to an event. It may be run more than once, and by two at once, for the same task.

    So its effects commit together with `outbox.complete(task.id)` in one unit of work; if that says that somebody
    else did it, the unit is left without a commit. Where an effect leaves our own database (a mail), the class says
    on which side it errs.
    """

    name: ClassVar[str]
    """Stored with each task, so it changes only with a migration."""

    urgency: ClassVar[Urgency]
    """Which queue its tasks go through."""

    def __call__(self, *, task: Task) -> None:
        """Do it. Raises whatever went wrong; the runner tries again later."""
        ...


def event_of(task: Task, kind: type[Kind]) -> Kind:
    """The task's event. Raises TypeError if the table of reactions sent one of another kind."""
    if not isinstance(task.event, kind):
        raise TypeError(f"{task.reaction} does not react to {type(task.event).__name__}")
    return task.event
