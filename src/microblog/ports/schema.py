"""The form in which a storage keeps its data."""

from typing import Protocol


class SchemaMismatch(Exception):
    """What is stored has another form than this code needs. The message is one sentence that says what to do."""


class UnfinishedCopy(SchemaMismatch):
    """What is stored was being taken in when that came to an end before its time."""

    def __init__(self, origin: str) -> None:
        """`origin` is what it was taken from."""
        super().__init__(
            f"The database holds an unfinished copy of {origin}: give the command that began it once more, or, if that"
            " is refused, empty the database."
        )


class StorageMisconfigured(Exception):
    """What was set leads to no storage, whatever its state. The message is one sentence that says what to do."""


class Schema(Protocol):
    """Looks after that form. All of it raises StorageUnavailable, and StorageMisconfigured at first use."""

    def check(self) -> None:
        """Raises SchemaMismatch unless the form is the one that this code needs. Changes nothing."""
        ...

    def upgrade(self) -> None:
        """Bring what is stored into the form that this code needs; nothing happens where it has it.

        Raises SchemaMismatch if what is stored is newer than this code.
        """
        ...
