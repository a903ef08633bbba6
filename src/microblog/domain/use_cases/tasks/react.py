"""Run the reaction of a task that was claimed, and deal with its failure."""

import logging
import traceback
from collections.abc import Mapping

from attrs import frozen

from microblog.domain.model.task import MAX_ATTEMPTS, Task, retry_delay
from microblog.domain.use_cases.reaction import Reaction
from microblog.domain.use_cases.tasks.describe_error import describe_error
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory

logger = logging.getLogger(__name__)


class UnknownReaction(Exception):
    """No reaction has that name here: the task was written by another version of this program."""


@frozen
class React:
    """Runs a reaction. What fails is postponed, and given up after its last attempt; nobody else notices."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    reactions: Mapping[str, Reaction]

    def __call__(self, *, task: Task) -> bool:
        """Whether it succeeded. Raises nothing: where not even the failure can be noted, the lease runs out."""
        try:
            if task.attempts > MAX_ATTEMPTS:  # it never came to an end, good or bad: it takes its process along
                self._give_up(task, task.last_error or "every attempt was cut off")
                return False
            self._run(task)
        except Exception as error:  # noqa: BLE001 (whatever a reaction raises must not reach other tasks)
            self._note(task, error)
            return False
        logger.info("task done", extra=_facts(task))
        return True

    def _run(self, task: Task) -> None:
        reaction = self.reactions.get(task.reaction)
        if reaction is None:
            raise UnknownReaction(task.reaction)
        reaction(task=task)

    def _note(self, task: Task, error: Exception) -> None:
        text = describe_error(error)
        # Where it happened, without the messages of the errors on the way, which may quote what is private.
        frames = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
        logger.warning("task failed", extra=_facts(task) | {"error": text, "at": " ".join(frames[-5:])})
        try:
            if task.attempts >= MAX_ATTEMPTS:
                self._give_up(task, text)
            else:
                with self.unit_of_work() as uow:
                    uow.outbox.postpone(task.id, self.clock() + retry_delay(task), text)
                    uow.commit()
        except Exception as second:  # noqa: BLE001 (the storage may be what fails; the task comes back with its lease)
            logger.error("task failure not noted", extra=_facts(task) | {"error": describe_error(second)})

    def _give_up(self, task: Task, text: str) -> None:
        with self.unit_of_work() as uow:
            uow.outbox.give_up(task.id, text)
            uow.commit()
        logger.error("task given up", extra=_facts(task) | {"error": text})


def _facts(task: Task) -> dict[str, object]:
    return {"task": task.id, "reaction": task.reaction, "attempt": task.attempts}
