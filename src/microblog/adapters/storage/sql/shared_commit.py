"""One wait for the disk for several units of work, where a database has one writer at a time.

SQLite writes one transaction after the other, and each COMMIT waits until the disk has it: with eight people posting
at once, seven wait for seven waits. So whoever commits while others wait for their turn leaves the transaction open to
the next, as a savepoint that was released, and waits until the last of them has committed for all. Nobody is told that
something is stored before it is; if the COMMIT fails, all of them are told that.
"""

import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Lock
from typing import Protocol

from attrs import define, field
from sqlalchemy import Connection

from microblog.adapters.storage.sql.prepared import say
from microblog.domain.model.errors import StorageUnavailable

MOST = 16  # units in a transaction
LONGEST = 0.02  # seconds after which it is left open to nobody else
_RETRY_AFTER = 5  # seconds


@define(eq=False)
class _Waiter:
    shares: bool
    turn: Event = field(factory=Event)


@define
class Turns:
    """Who of this process's threads may write: one at a time, in the order in which they asked."""

    _taken: bool = field(default=False, init=False)
    _waiting: deque[_Waiter] = field(factory=deque, init=False)
    _deciding: Lock = field(factory=Lock, init=False)

    def ask(self, *, shares: bool) -> _Waiter:
        """Stand in line. `shares`: for a unit that can go on in the transaction of the one before it."""
        waiter = _Waiter(shares)
        with self._deciding:
            if self._taken:
                self._waiting.append(waiter)
            else:
                self._taken = True
                waiter.turn.set()
        return waiter

    def withdraw(self, waiter: _Waiter) -> bool:
        """Leave the line. False if it was one's turn already, which wants to be given on."""
        with self._deciding:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
                return True
        return False

    def give(self) -> None:
        """One's turn is over."""
        with self._deciding:
            if self._waiting:
                self._waiting.popleft().turn.set()
            else:
                self._taken = False

    def give_to_one_who_shares(self) -> bool:
        """The same, if the next in line is one who shares; False where nothing was given."""
        with self._deciding:
            if not self._waiting or not self._waiting[0].shares:
                return False
            self._waiting.popleft().turn.set()
            return True


@define
class _Batch:
    """A transaction, open to one unit after the other."""

    block: AbstractContextManager[Connection]
    connection: Connection
    ends_at: float
    units: int = 0
    ended: Event = field(factory=Event)
    error: BaseException | None = None


class Unit(Protocol):
    """One unit of work's transaction, or its part of one."""

    connection: Connection

    def commit(self) -> None:
        """Returns when it is stored. Raises what the database raises."""
        ...


@define
class LoneUnit(Unit):
    """One that shares with nobody."""

    connection: Connection

    def commit(self) -> None:
        self.connection.commit()


@define
class SharingUnit(Unit):
    """One that may share; it raises StorageUnavailable where the COMMIT for all failed."""

    connection: Connection
    _shared: "SharedCommits"
    _batch: _Batch
    _open: bool = True

    def commit(self) -> None:
        self._open = False
        self._shared.commit(self._batch)

    def close(self) -> None:
        """Undo it unless it was committed."""
        if self._open:
            self._open = False
            self._shared.undo(self._batch)


@define
class SharedCommits:
    """Makes units that share transactions. `begin` opens one, in a block that gives its connection back."""

    _begin: Callable[[], AbstractContextManager[Connection]]
    turns: Turns = field(factory=Turns, init=False)
    _batch: _Batch | None = field(default=None, init=False)

    def unit(self, patience: float) -> SharingUnit:
        """The next unit, when it is its turn. Raises StorageUnavailable after so many seconds."""
        waiter = self.turns.ask(shares=True)
        try:
            if not waiter.turn.wait(patience):
                raise StorageUnavailable(_RETRY_AFTER, "others are writing")
            batch = self._batch or self._opened()
            say(batch.connection, "SAVEPOINT unit")
        except BaseException:
            if not self.turns.withdraw(waiter):
                self._pass_on(self._batch)
            raise
        return SharingUnit(batch.connection, self, batch)

    def commit(self, batch: _Batch) -> None:
        """Called by the unit whose turn it is."""
        try:
            say(batch.connection, "RELEASE unit")
        except BaseException as error:
            batch.error = error  # nothing of the transaction is left
            self._end(batch)
            raise
        batch.units += 1
        if not self._left_open(batch):
            self._end(batch)
            if batch.error is not None:
                raise batch.error
            return
        batch.ended.wait()
        if batch.error is not None:
            raise StorageUnavailable(_RETRY_AFTER, "the commit failed") from batch.error

    def undo(self, batch: _Batch) -> None:
        """Likewise."""
        try:
            batch.connection.exec_driver_sql("ROLLBACK TO unit")
            batch.connection.exec_driver_sql("RELEASE unit")
        except Exception as error:  # noqa: BLE001 - the database has undone all of it; who committed is told so
            batch.error = error
        self._pass_on(batch)

    def _opened(self) -> _Batch:
        block = self._begin()
        batch = self._batch = _Batch(block, block.__enter__(), time.monotonic() + LONGEST)
        return batch

    def _left_open(self, batch: _Batch) -> bool:
        may_be = batch.error is None and batch.units < MOST and time.monotonic() < batch.ends_at
        return may_be and self.turns.give_to_one_who_shares()

    def _pass_on(self, batch: _Batch | None) -> None:
        if batch is None:
            self.turns.give()
        elif not self._left_open(batch):
            self._end(batch)

    def _end(self, batch: _Batch) -> None:
        self._batch = None
        try:
            if batch.units and batch.error is None:
                batch.connection.commit()
        except BaseException as error:  # noqa: BLE001 - told to everybody whose changes it was
            batch.error = error
        finally:
            try:
                if batch.error is not None:
                    batch.connection.invalidate()  # whatever of the transaction is still open ends with it
                batch.block.__exit__(None, None, None)
            finally:
                self.turns.give()
                batch.ended.set()
