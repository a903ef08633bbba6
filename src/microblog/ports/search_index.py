"""What search looks things up in, where a storage keeps that beside the things."""

from typing import Protocol


class SearchIndex(Protocol):
    """Repositories keep it up to date in the transaction that changes a thing.

    Whatever writes past them, such as an earlier version of this program that still runs during an upgrade, does not.
    """

    def catch_up(self) -> int:
        """Take in what it lacks and what has changed behind its back. Says how many things that were.

        May run at any time and in several processes at once.
        """
        ...

    def forget_removed(self) -> None:
        """Let go of words that nothing has any more, where they are kept for a while.

        May take seconds where there is much, in steps that let others write in between.
        """
        ...
