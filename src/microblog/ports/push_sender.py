"""Handing pushes to push services (RFC 8030)."""

from typing import Protocol

from microblog.domain.model.push import PushKey, PushSubscription


class PushGone(Exception):
    """The push service knows no such subscription (any longer): nothing will ever come through there."""


class PushRefused(Exception):
    """This push is not taken, and would not be if it came again. The message says why."""


class PushNotSent(Exception):
    """The push service is away, too busy, silent or too slow: another time may be better. The message says why."""


class PushSender(Protocol):
    """Encrypts a push for its app, signs it and hands it over."""

    def send(self, to: PushSubscription, *, key: PushKey, content: bytes, topic: str) -> None:
        """Returns when the push service has taken it; that takes some seconds at most.

        Where the device is away, a push takes the place of one with the same topic that still waits (RFC 8030 section
        5.4): 1 to 32 letters, digits, `-` or `_`. Raises PushGone, PushRefused and PushNotSent.
        """
        ...
