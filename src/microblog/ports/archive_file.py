"""An archive in one file: a backup."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Protocol

from attrs import frozen

from microblog.domain.model.archive import Tally
from microblog.ports.archive import Snapshot, Source
from microblog.ports.progress import Progress


@frozen
class Contents:
    """What is in a file, all of which was written or read."""

    made_by: str
    """The version of this program."""
    made_at: str
    """ISO 8601."""
    tallies: Mapping[str, Tally]
    """By the names of kinds."""

    @property
    def records(self) -> int:
        """How many there are of all kinds."""
        return sum(tally.count for tally in self.tallies.values())

    @property
    def name(self) -> str:
        """Tells it from all other contents."""
        digest = sha256("".join(tally.digest for tally in self.tallies.values()).encode())
        return f"the backup of {self.made_at} ({digest.hexdigest()[:16]})"


class ArchiveFile(Source, Protocol):
    """A file that holds an archive, or will."""

    def write(self, snapshot: Snapshot, progress: Progress) -> Contents:
        """Put all of it there. Until that is done, nothing is there under the name of the file.

        Progress is told in records. Raises ArchiveRefused if there is a file already, or none can be made.
        """
        ...

    def check(self, progress: Progress) -> Contents:
        """Read all of it. Progress is told in bytes of the file.

        Raises ArchiveRefused unless it is whole, undamaged, and in the form that this code writes.
        """
        ...
