"""An archive as lines of JSON, compressed with gzip (RFC 1952). docs/operations.md describes the format."""

import gzip
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO, Any

from attrs import define, field, frozen

from microblog.adapters.archive.archive_head import AnotherForm, Head, NoArchive, new_head, read_head
from microblog.domain.model.archive import KINDS, Kind, Tally, with_html
from microblog.domain.model.archive_consistency import Consistency
from microblog.domain.model.record_encoding import decode, encode
from microblog.ports.archive import ArchiveRefused, Snapshot
from microblog.ports.archive_file import ArchiveFile, Contents
from microblog.ports.clock import Clock
from microblog.ports.html_cleaner import HtmlCleaner
from microblog.ports.progress import Progress

_LEVEL = 4
_END = "end"

# Gzip makes a thousandth of what repeats itself, so what is in memory at a time is limited by its bytes as well. A post
# has 10,000 characters at most, and its HTML some hundred for each mention or hashtag: well below 1 MiB.
_LONGEST = 4 * 1024 * 1024  # bytes of a line
_BATCH = 1000  # lines
_BATCH_BYTES = 4 * 1024 * 1024  # after which no other line joins them


@frozen
class GzipArchiveFile(ArchiveFile):
    """A file at a path. `made_by` is the version of this program.

    Nothing that is read is believed: whoever wrote the file may not have been this program. HTML is cleaned once more
    where records are read to be kept, which changes nothing of what was written by this program.
    """

    made_by: str
    clock: Clock
    clean_html: HtmlCleaner
    path: Path

    def write(self, snapshot: Snapshot, progress: Progress) -> Contents:
        counts = {kind.name: snapshot.count(kind) for kind in KINDS}
        progress.begin(sum(counts.values()))
        head = new_head(self.made_by, self.clock(), counts)
        tallies = {}
        with self._new_file() as file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as lines:
            lines.write(_line(head.written()))
            for kind in KINDS:
                tally = Tally()
                for records in snapshot.batches(kind):
                    encoded = [encode(record) for record in records]
                    self._hold_short(kind, encoded)
                    lines.writelines(line + b"\n" for line in encoded)
                    tally = tally.plus(encoded)
                    progress.advance(len(records))
                lines.write(_line([kind.name, tally.count, tally.digest]))
                tallies[kind.name] = tally
            lines.write(_line([_END, sum(tally.count for tally in tallies.values())]))
        return Contents(head.made_by, head.made_at, tallies)

    def check(self, progress: Progress) -> Contents:
        with self._reader() as reader:
            progress.begin(self.path.stat().st_size)
            tallies, consistency = {}, Consistency()
            for kind in KINDS:
                tally = Tally()
                for lines in reader.batches():
                    reader.hold(consistency, kind, reader.records_of(kind, lines))
                    tally = tally.plus(lines)
                    progress.advance(reader.read_since())
                tallies[kind.name] = tally
                reader.expect_end(kind, tally)
            reader.expect([_END, sum(tally.count for tally in tallies.values())])
            reader.expect_nothing()
            progress.advance(reader.read_since())
        return Contents(reader.head.made_by, reader.head.made_at, tallies)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        with self._reader() as reader:
            yield _FileSnapshot(reader, self.clean_html)

    @contextmanager
    def _new_file(self) -> Iterator[IO[bytes]]:
        """What is written there has the name of the file, and is on disk, when the block ends well; else it is gone."""
        if self.path.exists():
            raise ArchiveRefused(f"{self.path} is there already: an archive wants a new file.")
        folder = self.path.absolute().parent
        # The name is there before the file, so that whatever breaks this off, at whatever moment, clears it away.
        # Only its owner may read it, as it holds secrets.
        unfinished = folder / f".{self.path.name}.{token_hex(4)}.partial"
        problem = "made"
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                problem = "written"
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(self.path)
        except OSError as error:
            raise ArchiveRefused(f"{self.path} cannot be {problem} ({error.strerror}).") from None
        finally:
            with suppress(FileNotFoundError, NotADirectoryError):
                unfinished.unlink()
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
            yield _Reader(self.path, file, lines)

    def _hold_short(self, kind: Kind, lines: Sequence[bytes]) -> None:
        if any(len(line) >= _LONGEST for line in lines):
            raise ArchiveRefused(
                f"{self.path} is not written, as it could not be read: one of the {kind.name} is too long."
            )


@define
class _Reader:
    """Reads a file line by line. Whatever is wrong with it becomes ArchiveRefused."""

    path: Path
    file: IO[bytes]
    lines: gzip.GzipFile
    head: Head = field(init=False)
    _pending: bytes = field(default=b"", init=False)
    _told: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        self.head = self._read_head()

    def _read_head(self) -> Head:
        try:
            line = self.lines.readline(_LONGEST)
        except EOFError:
            raise self._cut_off() from None
        except (OSError, zlib.error):
            raise self._stranger() from None
        try:
            return read_head(line)
        except NoArchive:
            raise self._stranger() from None
        except AnotherForm as error:
            raise ArchiveRefused(f"{self.path} {error}") from None
        except ValueError as error:
            raise self._damaged(str(error)) from None

    def batches(self) -> Iterator[list[bytes]]:
        """The lines of the records that come next, all of one kind."""
        batch, size = [], 0
        for line in self._records():
            batch.append(line)
            size += len(line)
            if len(batch) == _BATCH or size >= _BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def records_of(self, kind: Kind, lines: Sequence[bytes]) -> list[Any]:
        """What they say."""
        with self._named(kind):
            return [decode(kind.record, line) for line in lines]

    def hold(self, consistency: Consistency, kind: Kind, records: Sequence[Any]) -> None:
        """Raises ArchiveRefused unless they go with those before."""
        with self._named(kind):
            consistency.hold(kind, records)

    def expect_end(self, kind: Kind, tally: Tally) -> None:
        """All records of that kind are read, and are those that were written. Raises ArchiveRefused otherwise."""
        self.expect([kind.name, tally.count, tally.digest])
        if not self.head.announces(kind, tally.count):
            raise self._damaged(f"{kind.name}: not as many as its first line says")

    def expect(self, values: list[Any]) -> None:
        """The next line says this. Raises ArchiveRefused if it does not."""
        line = self._next()
        if line != _line(values).rstrip():
            raise self._damaged(f"its {values[0]} are not what was written")

    def expect_nothing(self) -> None:
        """The file is at its end, and its checksum is right. Raises ArchiveRefused otherwise."""
        with self._damage_named():
            if self.lines.read(1):
                raise self._damaged("something follows its end")

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
            raise self._damaged("a line is too long") if len(line) == _LONGEST else self._cut_off()
        return line[:-1]

    @contextmanager
    def _named(self, kind: Kind) -> Iterator[None]:
        try:
            yield
        except ValueError as error:  # which quotes nothing
            raise self._damaged(f"{kind.name}: {error}") from None

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        try:
            yield
        except EOFError:
            raise self._cut_off() from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise self._damaged(str(error)) from None
        except OSError as error:
            raise ArchiveRefused(f"{self.path} cannot be read ({error.strerror}).") from None

    def _damaged(self, how: str) -> ArchiveRefused:
        return ArchiveRefused(f"{self.path} is damaged ({how}).")

    def _stranger(self) -> ArchiveRefused:
        return ArchiveRefused(f"{self.path} is no archive of microblog.")

    def _cut_off(self) -> ArchiveRefused:
        return ArchiveRefused(f"{self.path} ends too early: a part of it is missing.")


@frozen
class _FileSnapshot(Snapshot):
    """What a file holds. It can be read once, kind by kind in their order."""

    _reader: _Reader
    _clean_html: HtmlCleaner

    def count(self, kind: Kind) -> int:
        return self._reader.head.counts[kind.name]

    def batches(self, kind: Kind) -> Iterator[Sequence[Any]]:
        tally = Tally()
        for lines in self._reader.batches():
            tally = tally.plus(lines)
            yield [with_html(record, self._clean_html) for record in self._reader.records_of(kind, lines)]
        self._reader.expect_end(kind, tally)


def _line(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
