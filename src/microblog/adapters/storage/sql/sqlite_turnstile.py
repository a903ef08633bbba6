"""Processes that write one SQLite file take turns.

SQLite gives its lock to whoever happens to ask, and who waits for it asks at ever longer pauses, up to a tenth of a
second: beside a process that writes without end another one gets hardly anything done. So who waits for the lock holds
a file beside the database (flock(2)) until it has it, and who was just done and wants to write again has to pass there
first. Nothing rests on it but who is next: where there can be no such file, SQLite's own lock decides alone.
"""

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LOOK = 0.001  # seconds between two tries


def begin_in_turn(connection: sqlite3.Connection, path: str, seconds: float) -> bool:
    """Begin a transaction that has the lock. False where it was not to be had in so many seconds.

    For that time SQLite is not to wait by itself: `PRAGMA busy_timeout` has to be 0.
    """
    end = time.monotonic() + seconds
    with _next_in_line(f"{path}-turn", end):
        while not _begins(connection):
            if time.monotonic() > end:
                return False
            time.sleep(_LOOK)
    return True


def _begins(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


@contextmanager
def _next_in_line(path: str, end: float) -> Iterator[None]:
    try:
        line = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        yield
        return
    try:
        while not _is_ours(line) and time.monotonic() < end:
            time.sleep(_LOOK)
        yield
    finally:
        os.close(line)


def _is_ours(line: int) -> bool:
    try:
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without such locks
        return True
    return True
