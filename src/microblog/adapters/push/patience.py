"""How long push services may let us wait."""

import time
from collections.abc import Callable
from threading import Lock

from attrs import Factory, define, field

_QUICK = 0.5
"""Seconds that a push may take as a matter of course."""
_MOST = 30.0
"""Seconds beyond that."""
_EASES = 0.1
"""Seconds that are forgiven in each second: so much of a thread the slowest of all push services may have."""
_REMEMBERED = 10_000


@define
class Patience:
    """Counts what the push services of each person have cost this process.

    Everybody brings push services along, those that mean no good as well: without a bound one person could have all
    workers wait that have mails to send, too.
    """

    now: Callable[[], float] = time.monotonic
    """Tells seconds."""
    _owed: dict[int, tuple[float, float]] = field(default=Factory(dict), init=False)  # how much, and when that was
    _lock: Lock = field(default=Factory(Lock), init=False)

    def is_over(self, account_id: int) -> bool:
        """Whether they have had too much of it for now."""
        with self._lock:
            return self._owes(account_id) > _MOST

    def add(self, account_id: int, seconds: float) -> None:
        """A push took that long, whatever came of it."""
        with self._lock:
            owed = self._owes(account_id) + max(0.0, seconds - _QUICK)
            self._owed.pop(account_id, None)
            if owed > 0:
                self._owed[account_id] = (owed, self.now())
            if len(self._owed) > _REMEMBERED:
                del self._owed[next(iter(self._owed))]

    def _owes(self, account_id: int) -> float:
        owed, since = self._owed.get(account_id, (0.0, 0.0))
        return max(0.0, owed - (self.now() - since) * _EASES)
