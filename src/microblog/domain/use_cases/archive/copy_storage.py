"""Fill a storage from another one, or from an archive."""

from collections.abc import Sequence
from typing import Any

from attrs import define, frozen

from microblog.domain.model.archive import KINDS, Kind, Tally
from microblog.domain.model.record_encoding import encode
from microblog.ports.archive import Archive, ArchiveRefused, Intake, Snapshot, Source
from microblog.ports.progress import Progress
from microblog.ports.schema import Schema


@frozen
class CopyStorage:
    """Put everything that a source holds into this storage, which has to be empty.

    If that is broken off at whatever moment, the same call goes on where it ended.
    """

    archive: Archive
    schema: Schema

    def __call__(self, *, source: Source, origin: str, progress: Progress) -> None:
        """`origin` is what the source is called. Progress is told in records.

        Raises ArchiveRefused if the storage holds records of its own or from another origin, or if the source has
        changed since a call that was broken off; SchemaMismatch if the storage is newer than this code. What it holds
        is then as it was.
        """
        intake = self._intake(origin)
        with source.snapshot() as snapshot:
            progress.begin(sum(snapshot.count(kind) for kind in KINDS))
            filling = _Filling(self.archive, intake, progress)
            for kind in KINDS:
                filling.fill(kind, snapshot)
        self.archive.finish()

    def _intake(self, origin: str) -> Intake:
        intake = self.archive.intake()
        if intake is None:
            if held := self.archive.held():
                kinds = ", ".join(kind.name for kind in held)
                raise ArchiveRefused(
                    f"It holds data of its own ({kinds}): make the database anew, as it has to be empty."
                )
        elif intake.origin != origin:
            raise ArchiveRefused(f"It holds an unfinished copy of {intake.origin}: go on with that, or empty it first.")
        self.schema.upgrade()
        if intake is None:
            self.archive.begin(origin)
        return intake or Intake(origin, {})


@define
class _Filling:
    """Goes through the records, and past those that are there already."""

    archive: Archive
    intake: Intake
    progress: Progress

    def fill(self, kind: Kind, snapshot: Snapshot) -> None:
        taken_in, seen = self.intake.tallies.get(kind.name, Tally()), Tally()
        for records in snapshot.batches(kind):
            lines = [encode(record) for record in records]
            known = min(len(lines), taken_in.count - seen.count) if seen.count < taken_in.count else 0
            seen = seen.plus(lines[:known])
            if known and seen.count == taken_in.count:
                self._hold_equal(kind, seen, taken_in)
            if lines[known:]:
                seen = seen.plus(lines[known:])
                self._take_in(kind, records[known:], seen)
            self.progress.advance(len(records))
        if seen.count < taken_in.count:
            self._hold_equal(kind, seen, taken_in)

    def _take_in(self, kind: Kind, records: Sequence[Any], seen: Tally) -> None:
        after = Intake(self.intake.origin, {**self.intake.tallies, kind.name: seen})
        self.archive.take_in(kind, records, self.intake, after)
        self.intake = after

    def _hold_equal(self, kind: Kind, seen: Tally, taken_in: Tally) -> None:
        if seen != taken_in:
            raise ArchiveRefused(
                f"The {kind.name} in {self.intake.origin} have changed since this copy was begun: empty the storage"
                " that it goes to, and begin again while nothing writes."
            )
