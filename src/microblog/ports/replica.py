"""A copy of the storage that follows a little behind it."""

from contextlib import AbstractContextManager
from typing import Protocol


class Replica(Protocol):
    """What query ports may answer from, to take load off the storage itself.

    They do so within `allowed` alone: whoever does not ask for it, a worker say, sees the storage as it is.
    """

    def allowed(self, mark: str) -> AbstractContextManager[None]:
        """Within, query ports of this thread answer from the copy if it has come as far as `mark`.

        An empty mark is behind every copy; one that means nothing is ahead of all. Where the copy is not that far, or
        is away, they answer from the storage itself. If it goes away while it is read they raise StorageUnavailable,
        and NotFound says that the copy has no such thing yet, perhaps: then ask again outside.
        """
        ...

    def mark(self) -> str:
        """How far the storage has come: a copy that is as far has all that was committed before. Raises nothing."""
        ...

    def check(self) -> None:
        """Raises StorageUnavailable unless the copy is there and follows, SchemaMismatch, StorageMisconfigured."""
        ...
