"""See whether two storages hold the same."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.archive import KINDS, Kind, Tally
from microblog.domain.model.record_encoding import encode
from microblog.ports.archive import Snapshot, Source
from microblog.ports.progress import Progress


@frozen
class Comparison:
    """What is there of one kind on either side."""

    kind: Kind
    first: Tally
    second: Tally

    @property
    def is_equal(self) -> bool:
        """Whether both hold the same records."""
        return self.first == self.second


@frozen
class CompareStorages:
    """Read everything on both sides, and tell for each kind what is there."""

    archive: Source

    def __call__(self, *, other: Source, progress: Progress) -> Sequence[Comparison]:
        """Progress is told in records of both sides."""
        with self.archive.snapshot() as first, other.snapshot() as second:
            progress.begin(sum(each.count(kind) for each in (first, second) for kind in KINDS))
            return [Comparison(kind, _tally(kind, first, progress), _tally(kind, second, progress)) for kind in KINDS]


def _tally(kind: Kind, snapshot: Snapshot, progress: Progress) -> Tally:
    tally = Tally()
    for records in snapshot.batches(kind):
        tally = tally.plus(map(encode, records))
        progress.advance(len(records))
    return tally
