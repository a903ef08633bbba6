"""What the log says of a broker that is away, or of what else processes share.

A line when that is found, one now and then, and one when it is back.
"""

import logging
import time
from collections.abc import Callable
from threading import Lock

from attrs import define, field

from microblog.adapters.system.tracebacks import kind_of
from microblog.ports.broker_news import BrokerNews

logger = logging.getLogger(__name__)

_EVERY = 60.0  # seconds between two lines while it stays away


@define
class LoggedBrokerNews(BrokerNews):
    """Passes it on to the log, where `now` tells seconds."""

    now: Callable[[], float] = time.monotonic
    lost: str = "the broker cannot be used, tasks wait for the sweeper"
    found: str = "the broker is back"
    _said: float | None = field(default=None, init=False)  # when, while it is away
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def away(self, error: BaseException) -> None:
        with self._lock:
            if self._said is not None and self.now() < self._said + _EVERY:
                return
            self._said = self.now()
        logger.warning(self.lost, extra={"error": kind_of(error)})

    def back(self) -> None:
        if self._said is None:
            return
        with self._lock:
            was_away, self._said = self._said is not None, None
        if was_away:
            logger.info(self.found)
