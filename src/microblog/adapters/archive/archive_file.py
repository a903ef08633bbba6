"""An archive as lines of JSON, compressed with gzip (RFC 1952). docs/operations.md describes the format."""

import gzip
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from attrs import define, field, frozen

from microblog.domain.model.archive import KINDS, Kind, Tally
from microblog.domain.model.record_encoding import decode, encode, shape
from microblog.ports.archive import ArchiveRefused, Snapshot
from microblog.ports.archive_file import ArchiveFile, Contents
from microblog.ports.clock import Clock
from microblog.ports.progress import Progress

FORMAT = "microblog archive"
VERSION = 1

_BATCH = 1000
_LEVEL = 4
_LONGEST = 64 * 1024 * 1024  # bytes of a line
_SHAPES = {kind.name: shape(kind.record) for kind in KINDS}
_END = "end"


@frozen
class GzipArchiveFile(ArchiveFile):
    """A file at a path. `made_by` is the version of this program."""

    made_by: str
    clock: Clock
    path: Path

    def write(self, snapshot: Snapshot, progress: Progress) -> Contents:
        counts = {kind.name: snapshot.count(kind) for kind in KINDS}
        progress.begin(sum(counts.values()))
        head = {
            "format": FORMAT,
            "version": VERSION,
            "made_by": self.made_by,
            "made_at": self.clock().astimezone(UTC).isoformat(timespec="seconds"),
            "counts": counts,
            "kinds": _SHAPES,
        }
        tallies = {}
        with self._new_file() as file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as lines:
            lines.write(_line(head))
            for kind in KINDS:
                tally = Tally()
                for records in snapshot.batches(kind):
                    encoded = [encode(record) for record in records]
                    lines.writelines(line + b"\n" for line in encoded)
                    tally = tally.plus(encoded)
                    progress.advance(len(records))
                lines.write(_line([kind.name, tally.count, tally.digest]))
                tallies[kind.name] = tally
            lines.write(_line([_END, sum(tally.count for tally in tallies.values())]))
        return Contents(self.made_by, str(head["made_at"]), tallies)

    def check(self, progress: Progress) -> Contents:
        with self._reader() as reader:
            progress.begin(self.path.stat().st_size)
            tallies = {}
            for kind in KINDS:
                tally = Tally()
                for lines in reader.batches():
                    reader.records_of(kind, lines)
                    tally = tally.plus(lines)
                    progress.advance(reader.read_since())
                tallies[kind.name] = tally
                reader.expect([kind.name, tally.count, tally.digest])
            reader.expect([_END, sum(tally.count for tally in tallies.values())])
            reader.expect_nothing()
            progress.advance(reader.read_since())
        return Contents(reader.head["made_by"], reader.head["made_at"], tallies)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        with self._reader() as reader:
            yield _FileSnapshot(reader)

    @contextmanager
    def _new_file(self) -> Iterator[IO[bytes]]:
        """What is written there has the name of the file, and is on disk, when the block ends well; else it is gone."""
        if self.path.exists():
            raise ArchiveRefused(f"{self.path} is there already: an archive wants a new file.")
        folder = self.path.absolute().parent
        try:
            # Only its owner may read it, as it holds secrets.
            file = NamedTemporaryFile(dir=folder, prefix=f".{self.path.name}.", suffix=".partial", delete=False)  # noqa: SIM115
        except OSError as error:
            raise ArchiveRefused(f"{self.path} cannot be made ({error.strerror}).") from None
        try:
            with file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).rename(self.path)
        except OSError as error:
            raise ArchiveRefused(f"{self.path} cannot be written ({error.strerror}).") from None
        finally:
            with suppress(FileNotFoundError):
                Path(file.name).unlink()
        directory = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    @contextmanager
    def _reader(self) -> Iterator["_Reader"]:
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise ArchiveRefused(f"{self.path} cannot be read ({error.strerror}).") from None
        with file, gzip.GzipFile(fileobj=file) as lines:
            reader = _Reader(self.path, file, lines)
            reader.read_head()
            yield reader


@define
class _Reader:
    """Reads a file line by line. Whatever is wrong with it becomes ArchiveRefused."""

    path: Path
    file: IO[bytes]
    lines: gzip.GzipFile
    head: dict[str, Any] = field(factory=dict, init=False)
    _pending: bytes = field(default=b"", init=False)
    _told: int = field(default=0, init=False)

    def read_head(self) -> None:
        """Raises ArchiveRefused unless what follows has the form that this code writes."""
        stranger = ArchiveRefused(f"{self.path} is no archive of microblog.")
        try:
            head = json.loads(self.lines.readline(_LONGEST))
        except EOFError:
            raise self._cut_off() from None
        except (OSError, zlib.error, ValueError):
            raise stranger from None
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise stranger
        with self._damage_named():
            made_by, version, kinds = head["made_by"], head["version"], head["kinds"]
            if version != VERSION:
                raise ArchiveRefused(
                    f"{self.path} is an archive in format {version}, and this version of microblog reads format"
                    f" {VERSION}: restore it with microblog {made_by}."
                )
            if different := sorted(name for name in {*kinds, *_SHAPES} if kinds.get(name) != _SHAPES.get(name)):
                raise ArchiveRefused(
                    f"{self.path} holds {', '.join(different)} in another form than this version of microblog: restore"
                    f" it with microblog {made_by}, and upgrade the database then."
                )
        self.head = head

    def batches(self) -> Iterator[list[bytes]]:
        """The lines of the records that come next, all of one kind."""
        while lines := list(islice(self._records(), _BATCH)):
            yield lines

    def records_of(self, kind: Kind, lines: Sequence[bytes]) -> list[Any]:
        """What they say."""
        with self._damage_named():
            return [decode(kind.record, line) for line in lines]

    def expect(self, values: list[Any]) -> None:
        """The next line says this. Raises ArchiveRefused if it does not."""
        line = self._next()
        if line != _line(values).rstrip():
            raise ArchiveRefused(f"{self.path} is damaged (its {values[0]} are not what was written).")

    def expect_nothing(self) -> None:
        """The file is at its end, and its checksum is right. Raises ArchiveRefused otherwise."""
        with self._damage_named():
            if self.lines.read(1):
                raise ArchiveRefused(f"{self.path} is damaged (something follows its end).")

    def read_since(self) -> int:
        """How many bytes of the file were read since the last call."""
        read, self._told = self.file.tell() - self._told, self.file.tell()
        return read

    def _records(self) -> Iterator[bytes]:
        while (line := self._next()).startswith(b"{"):
            yield line
        self._pending = line

    def _next(self) -> bytes:
        line, self._pending = self._pending, b""
        if line:
            return line
        with self._damage_named():
            line = self.lines.readline(_LONGEST)
        if not line.endswith(b"\n"):
            raise self._cut_off()
        return line[:-1]

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        try:
            yield
        except EOFError:
            raise self._cut_off() from None
        except (gzip.BadGzipFile, zlib.error, KeyError, TypeError, ValueError) as error:
            raise ArchiveRefused(f"{self.path} is damaged ({error}).") from None
        except OSError as error:
            raise ArchiveRefused(f"{self.path} cannot be read ({error.strerror}).") from None

    def _cut_off(self) -> ArchiveRefused:
        return ArchiveRefused(f"{self.path} ends too early: a part of it is missing.")


@frozen
class _FileSnapshot(Snapshot):
    """What a file holds. It can be read once, kind by kind in their order."""

    _reader: _Reader

    def count(self, kind: Kind) -> int:
        count: int = self._reader.head["counts"][kind.name]
        return count

    def batches(self, kind: Kind) -> Iterator[Sequence[Any]]:
        tally = Tally()
        for lines in self._reader.batches():
            tally = tally.plus(lines)
            yield self._reader.records_of(kind, lines)
        self._reader.expect([kind.name, tally.count, tally.digest])


def _line(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
