"""A transaction that survives conflicts.

Where two SQL transactions change one row the second waits. MongoDB ends the second at once, and wants all of it to be
done again (https://www.mongodb.com/docs/manual/core/transactions-in-applications/). A unit of work cannot be called
again, but what it wrote can be written again: the transaction remembers that, and goes on where every command has the
result that it had before. Reads are not repeated, so callers see what they see with READ COMMITTED in SQL.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from attrs import Factory, define

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.errors import DuplicateKey, OutcomeUnknown, TransactionLost
from microblog.domain.model.errors import StorageUnavailable

Result = TypeVar("Result")

# How long a command is tried again, past conflicts with others or a change of the primary.
BUSY_SECONDS = 10.0

ABANDONED_SECONDS = 100.0
"""The same for those who may meet what a process left behind that was killed: its transaction does not end with its
connection, but after a minute (`transactionLifetimeLimitSeconds`), and up to half a minute more, as the server looks
for such transactions twice in that time.
"""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.001, 0.1  # seconds between two tries, at most
_RETRY_AFTER = 1  # seconds


@define
class _Patience:
    _end: float
    _pause: float = _FIRST_PAUSE

    def wait(self) -> bool:
        """Wait a moment; False where one has waited long enough."""
        if time.monotonic() > self._end:
            return False
        time.sleep(random.uniform(0, self._pause))  # noqa: S311 - those who met shall not meet again
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)
        return True


@define
class Transaction:
    """A transaction that is done again when it has to be. Where that does not help, it raises StorageUnavailable."""

    _commands: Commands
    _seconds: float
    _written: list[tuple[Callable[[Commands], object], object]] = Factory(list)  # with what came of it
    _stands: bool = False  # at the server, with all that was written
    _is_over: bool = False

    def read(self, step: Callable[[Commands], Result]) -> Result:
        """Do something that changes nothing."""
        return self._do(step)

    def write(self, step: Callable[[Commands], Result]) -> Result:
        """Do something that may be done more than once before it counts; its result must be comparable.

        Raises DuplicateKey, and then nothing has changed.
        """
        result = self._do(step)
        self._written.append((step, result))
        return result

    def commit(self) -> None:
        """Make it last."""
        self._do(lambda commands: commands.session.commit_transaction())
        self._is_over = True

    def _do(self, step: Callable[[Commands], Result]) -> Result:
        if self._is_over:
            raise RuntimeError("this unit of work is not open")
        patience, was_there = _Patience(time.monotonic() + self._seconds), False
        while True:
            try:
                with self._attempt():
                    return step(self._commands)
            except (TransactionLost, OutcomeUnknown):
                if not patience.wait():
                    raise
            except DuplicateKey:
                # It may have come since the moment that the transaction looks at. A new one sees it.
                if was_there:
                    raise
                was_there = True

    @contextmanager
    def _attempt(self) -> Iterator[None]:
        from microblog.adapters.storage.mongo.driver import mapped_errors

        try:
            if not self._stands:
                self._begin()
            with mapped_errors():
                yield
        except OutcomeUnknown:
            raise
        except BaseException:
            self._stands = False  # an error of any command ends the transaction
            raise

    def _begin(self) -> None:
        from microblog.adapters.storage.mongo.driver import begin, mapped_errors

        with mapped_errors():
            begin(self._commands.session)
            for step, result in self._written:
                if step(self._commands) != result:
                    raise StorageUnavailable(_RETRY_AFTER, "others changed the same just now")
        self._stands = True
