"""The form in which a storage keeps its data."""

from typing import Protocol


class SchemaMismatch(Exception):
    """What is stored has another form than this code needs. The message is one sentence that says what to do."""


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
