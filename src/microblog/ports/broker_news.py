"""Who hears whether the broker of a queue, or what else processes share, can be used."""

from typing import Protocol


class BrokerNews(Protocol):
    """Told of every try, by any thread."""

    def away(self, error: BaseException) -> None:
        """A try that failed with that."""
        ...

    def back(self) -> None:
        """One that did not."""
        ...
