"""Runs the schedule, in a thread of its own."""

import logging
import time
from collections.abc import Callable, Sequence
from threading import Event, Thread

from microblog.domain.use_cases.tasks.schedule import Entry

logger = logging.getLogger(__name__)

_SHUTDOWN_SECONDS = 10


class PeriodicLoop:
    """Runs each entry at the start and then again when its span is over, one at a time.

    Spans are measured by the monotonic clock. An entry that took longer than its span is not made up for.
    """

    def __init__(self, entries: Sequence[Entry], now: Callable[[], float] = time.monotonic) -> None:
        self._entries = entries
        self._now = now
        self._due = {entry.name: now() for entry in entries}
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="periodic", daemon=True)

    def start(self) -> None:
        """Begin, with every entry at once."""
        self._thread.start()

    def stop(self) -> None:
        """Let the entry that is running come to its end, for 10 seconds at most."""
        self._stopping.set()
        self._thread.join(_SHUTDOWN_SECONDS)

    def run_due(self) -> float:
        """Run what is due; returns in how many seconds something will be."""
        for entry in self._entries:
            if self._due[entry.name] <= self._now() and not self._stopping.is_set():
                self._attempt(entry)
                self._due[entry.name] = self._now() + entry.every.total_seconds()
        return max(0.0, min(self._due.values(), default=60.0) - self._now())

    def _attempt(self, entry: Entry) -> None:
        try:
            entry.action()
        except Exception as error:  # noqa: BLE001 (the next time may be better, and other entries have their turn)
            logger.error("periodic action failed", extra={"action": entry.name, "error": type(error).__name__})

    def _run(self) -> None:
        while not self._stopping.wait(self.run_due()):
            pass
