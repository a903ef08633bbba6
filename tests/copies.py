"""Copying everything as the command line does, without its bar."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from microblog.domain.model.archive import KINDS, Kind, Tally
from microblog.domain.model.record_encoding import encode
from microblog.domain.use_cases.archive.copy_storage import CopyStorage
from microblog.ports.archive import Archive, Intake, Source
from microblog.ports.progress import Progress
from microblog.ports.schema import Schema

ORIGIN = "somewhere"


@define
class Counted(Progress):
    """Remembers what it was told."""

    total: int = field(default=-1, init=False)
    done: int = field(default=0, init=False)

    def begin(self, total: int) -> None:
        assert self.total == -1
        self.total = total

    def advance(self, done: int) -> None:
        self.done += done


@frozen
class Breaking:
    """An archive that breaks off after so many batches."""

    archive: Archive
    batches: list[None]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.archive, name)

    def take_in(self, kind: Kind, records: Sequence[Any], before: Intake, after: Intake) -> None:
        if not self.batches:
            raise KeyboardInterrupt
        self.batches.pop()
        self.archive.take_in(kind, records, before, after)


def copy(source: Source, archive: Any, schema: Schema, origin: str = ORIGIN) -> Counted:
    """Answers what was told of the progress."""
    progress = Counted()
    CopyStorage(archive, schema)(source=source, origin=origin, progress=progress)
    return progress


def break_off(source: Source, archive: Archive, schema: Schema, origin: str = ORIGIN, *, after: int) -> None:
    """Begin to copy, and be interrupted after so many batches."""
    try:
        copy(source, Breaking(archive, [None] * after), schema, origin)
    except KeyboardInterrupt:
        return
    raise AssertionError("it came to its end")


def tallies(source: Source) -> Mapping[str, Tally]:
    """What is there of each kind."""
    with source.snapshot() as snapshot:
        return {
            kind.name: Tally().plus(encode(record) for records in snapshot.batches(kind) for record in records)
            for kind in KINDS
        }
