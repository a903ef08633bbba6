"""Everything that a storage keeps, read out and taken in as records that belong to no storage."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from attrs import frozen

from microblog.domain.model.archive import Kind, Tally


class ArchiveRefused(Exception):
    """An archive, or a storage that was to take one in, is not what is needed. The message is one sentence."""


def not_held(kind: Kind, error: Exception) -> ArchiveRefused:
    """What is said where a storage cannot hold records. It quotes none, as the error may."""
    return ArchiveRefused(
        f"The database cannot hold some of the {kind.name} ({type(error).__name__}), and will not at another try:"
        " empty it, and fill it from something else."
    )


class Snapshot(Protocol):
    """All records as they were at one moment, whatever is written meanwhile."""

    def count(self, kind: Kind) -> int:
        """How many records of a kind there are, or a few more, as what proves to be none may be counted."""
        ...

    def batches(self, kind: Kind) -> Iterator[Sequence[Any]]:
        """The records of a kind, some hundreds at a time, in an order that does not change while they do not.

        It is that of `Kind.order` where there is one.
        """
        ...


class Source(Protocol):
    """Something that records can be read from."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """The state as of now, to be read from while the block is open."""
        ...


@frozen
class Intake:
    """What a storage has taken in so far, and where that came from."""

    origin: str
    tallies: Mapping[str, Tally]
    """By the names of kinds."""


class Archive(Source, Protocol):
    """A storage as a whole. All of it raises StorageUnavailable.

    The first two methods work on a storage in an earlier form as well, and where it has none yet.
    """

    def held(self) -> Sequence[Kind]:
        """The kinds of which there are records."""
        ...

    def intake(self) -> Intake | None:
        """The intake that was begun and not finished; while there is one, `Schema.check` refuses the storage."""
        ...

    def begin(self, origin: str) -> None:
        """Begin an intake; the storage is empty."""
        ...

    def take_in(self, kind: Kind, records: Sequence[Any], before: Intake, after: Intake) -> None:
        """Put records there and make `after` the intake, both or neither.

        Raises ArchiveRefused if the intake is not `before`, as somebody else is at it; and if the storage cannot hold
        these records, alone or with those that are there, with a sentence that quotes none of them.
        """
        ...

    def finish(self) -> None:
        """Make what follows from the records, and end the intake."""
        ...
