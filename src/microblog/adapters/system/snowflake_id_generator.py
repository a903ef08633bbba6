"""Identifiers made of time, process and sequence, in the manner of Twitter's Snowflake (2010).

63 bits: 41 of milliseconds since 2020 (until 2089), 10 of the process, 12 of a sequence within the millisecond.
"""

import fcntl
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_WORKER_BITS = 10
_SEQUENCE_BITS = 12
_SHIFT = _WORKER_BITS + _SEQUENCE_BITS
_SEQUENCES = 1 << _SEQUENCE_BITS
PROCESSES_PER_NODE = 32
NODES = (1 << _WORKER_BITS) // PROCESSES_PER_NODE


class TooManyProcesses(Exception):
    """There is no number left. The message is one sentence that says what to do."""


class ProcessNumber:
    """A number that no other living process of this machine has.

    It is a locked file: the kernel lets go of the lock when the process ends in whatever way, `kill -9` included.
    """

    def __init__(self, directory: Path) -> None:
        """`directory` is shared by the processes of this server on this machine; it is made if it is not there.

        Raises OSError if nothing can be made there, and TooManyProcesses.
        """
        directory.mkdir(parents=True, exist_ok=True)
        for number in range(PROCESSES_PER_NODE):
            descriptor = os.open(directory / f"process-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
            else:
                self._descriptor = descriptor
                self.value = number
                return
        raise TooManyProcesses(f"{PROCESSES_PER_NODE} processes of this server run here already: end some of them.")

    def release(self) -> None:
        """Let another process have the number."""
        os.close(self._descriptor)


class SnowflakeIdGenerator(IdGenerator):
    """Makes ids that grow, whatever the clock does; never two alike as long as no two have the same `worker`."""

    def __init__(self, clock: Clock, worker: int) -> None:
        """`worker` is 0 to 1023. Raises ValueError otherwise."""
        if not 0 <= worker < 1 << _WORKER_BITS:
            raise ValueError(f"worker is {worker}, it must be 0 to {(1 << _WORKER_BITS) - 1}")
        self._clock = clock
        self._worker = worker << _SEQUENCE_BITS
        self._lock = threading.Lock()
        self._last = 0  # milliseconds and sequence of the latest id, without the worker between them

    def __call__(self) -> int:
        """A new id. When the clock is set back, or a millisecond is used up, it runs ahead of the clock."""
        with self._lock:
            self._last = max(self._last + 1, self._milliseconds(self._clock()) * _SEQUENCES)
            milliseconds, sequence = divmod(self._last, _SEQUENCES)
        return milliseconds << _SHIFT | self._worker | sequence

    def at(self, moment: datetime) -> int:
        """The smallest id of that millisecond; 0 for what lies before 2020."""
        return max(0, self._milliseconds(moment)) << _SHIFT

    @staticmethod
    def _milliseconds(moment: datetime) -> int:
        return (moment - _EPOCH) // _MILLISECOND
