import gzip
import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve

from microblog.adapters.archive.archive_file import GzipArchiveFile
from microblog.adapters.storage.memory.archive import MemoryArchive
from microblog.adapters.storage.memory.schema import MemorySchema
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.domain.model.archive import KINDS
from microblog.domain.use_cases.archive.copy_storage import CopyStorage
from microblog.domain.use_cases.archive.create_backup import CreateBackup, RestoreBackup
from microblog.ports.archive import ArchiveRefused
from microblog.ports.archive_file import Contents
from tests.copies import Counted, tallies
from tests.unit.domain.use_cases.action_world import ActionWorld

HEADER_OF_GZIP = 10  # bytes, of which some say when and where it was made


@pytest.fixture
def source() -> MemoryArchive:
    """Somebody who has written something."""
    world = ActionWorld()
    anna = world.account("anna")
    world.post(world.account("ben"), boost_of=world.post(anna))
    return MemoryArchive(world.storage)


@pytest.fixture
def file(tmp_path: Path) -> GzipArchiveFile:
    """Where none is yet."""
    return GzipArchiveFile(
        "1.2", lambda: datetime(2026, 3, 4, 5, 6, tzinfo=UTC), Nh3HtmlCleaner(), tmp_path / "backup.gz"
    )


def create(source: MemoryArchive, file: GzipArchiveFile) -> Contents:
    return CreateBackup(source)(file=file, progress=Counted())


def restore(file: GzipArchiveFile) -> MemoryArchive:
    """Into an empty storage."""
    target = MemoryArchive(MemoryStorage())
    RestoreBackup(CopyStorage(target, MemorySchema()))(file=file, reading=Counted(), writing=Counted())
    return target


def refusal(file: GzipArchiveFile) -> str:
    """What is said of it, both when it is checked and when it is to be restored; nothing is written then."""
    with pytest.raises(ArchiveRefused) as refused:
        file.check(Counted())
    target = MemoryArchive(MemoryStorage())
    with pytest.raises(ArchiveRefused) as again:
        RestoreBackup(CopyStorage(target, MemorySchema()))(file=file, reading=Counted(), writing=Counted())
    assert (target.held(), target.intake()) == ([], None)
    assert str(again.value) == str(refused.value)
    return str(refused.value)


def rewritten(file: GzipArchiveFile, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """As somebody might with an editor."""
    lines = gzip.decompress(file.path.read_bytes()).splitlines()
    file.path.write_bytes(gzip.compress(b"\n".join(change(lines)) + b"\n"))


def test_what_was_written_is_restored(source: MemoryArchive, file: GzipArchiveFile) -> None:
    contents = create(source, file)
    assert contents.tallies == tallies(source)
    assert tallies(restore(file)) == tallies(source)
    assert file.check(Counted()) == contents
    assert contents.records == 6
    assert contents.name.startswith("the backup of 2026-03-04T05:06:00+00:00 (")


def test_its_progress_is_told(source: MemoryArchive, file: GzipArchiveFile) -> None:
    writing, reading = Counted(), Counted()
    CreateBackup(source)(file=file, progress=writing)
    assert writing.done == writing.total == 6
    file.check(reading)
    assert reading.done == reading.total == file.path.stat().st_size


def test_its_lines_are_as_documented(source: MemoryArchive, file: GzipArchiveFile) -> None:
    contents = create(source, file)
    head, *lines = [json.loads(line) for line in gzip.decompress(file.path.read_bytes()).splitlines()]
    assert (head["format"], head["version"], head["made_by"]) == ("microblog archive", 1, "1.2")
    assert head["made_at"] == "2026-03-04T05:06:00+00:00"
    assert head["counts"]["accounts"] == 2
    assert head["kinds"]["blocks"] == {
        "id": "number",
        "blocker_id": "number",
        "blocked_id": "number",
        "created_at": "moment",
    }
    assert [line["username"] for line in lines[:2]] == ["anna", "ben"]
    assert lines[2] == ["accounts", 2, contents.tallies["accounts"].digest]
    closing = [line[0] for line in lines if isinstance(line, list)]
    assert closing == [*(kind.name for kind in KINDS), "end"]
    assert lines[-1] == ["end", 6]


def test_nobody_else_can_read_it(source: MemoryArchive, file: GzipArchiveFile) -> None:
    create(source, file)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_alone(source: MemoryArchive, file: GzipArchiveFile) -> None:
    file.path.write_text("mine")
    with pytest.raises(ArchiveRefused, match=r"backup\.gz is there already: an archive wants a new file\.$"):
        create(source, file)
    assert file.path.read_text() == "mine"
    assert list(file.path.parent.iterdir()) == [file.path]


def test_a_file_that_cannot_be_made_is_named(source: MemoryArchive, file: GzipArchiveFile) -> None:
    with pytest.raises(ArchiveRefused, match=r"nowhere/x cannot be made \(No such file or directory\)"):
        create(source, evolve(file, path=file.path.parent / "nowhere" / "x"))


def test_what_breaks_off_leaves_no_file(source: MemoryArchive, file: GzipArchiveFile) -> None:
    class Interrupted(Counted):
        def advance(self, done: int) -> None:
            assert done
            assert [path.suffix for path in file.path.parent.iterdir()] == [".partial"]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        CreateBackup(source)(file=file, progress=Interrupted())
    assert list(file.path.parent.iterdir()) == []


def test_a_file_that_is_cut_off_anywhere_is_refused(source: MemoryArchive, file: GzipArchiveFile) -> None:
    create(source, file)
    whole = file.path.read_bytes()
    for length in [*range(0, len(whole), 11), *range(len(whole) - 12, len(whole))]:
        file.path.write_bytes(whole[:length])
        with pytest.raises(ArchiveRefused, match=r"ends too early: a part of it is missing\.|is no archive"):
            file.check(Counted())
    assert refusal(file) == f"{file.path} ends too early: a part of it is missing."


def test_a_byte_that_differs_anywhere_is_found(source: MemoryArchive, file: GzipArchiveFile) -> None:
    """But for bits that deflate leaves unused, without which all is what was written."""
    contents = create(source, file)
    whole, unused = file.path.read_bytes(), 0
    for position in sorted({*range(HEADER_OF_GZIP, len(whole), 11), *range(len(whole) - 12, len(whole))}):  # each once
        file.path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x10]) + whole[position + 1 :])
        try:
            assert file.check(Counted()) == contents
            unused += 1
        except ArchiveRefused:
            continue
    assert unused <= 2
    assert refusal(file).startswith(f"{file.path} is damaged (")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"\x1f\x8b but no gzip"])
def test_what_is_not_compressed_is_refused(file: GzipArchiveFile, content: bytes) -> None:
    file.path.write_bytes(content)
    assert refusal(file) == f"{file.path} is no archive of microblog."


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"CREATE TABLE x;", "is no archive of microblog."),
        (b"[1]", "is no archive of microblog."),
        (b'{"format":"else"}', "is no archive of microblog."),
        (b'{"format":"microblog archive"}', "is damaged (made_by: no name)."),
    ],
)
def test_something_else_is_refused(file: GzipArchiveFile, line: bytes, sentence: str) -> None:
    file.path.write_bytes(gzip.compress(line + b"\n"))
    assert refusal(file) == f"{file.path} {sentence}"


def test_a_file_that_is_not_there_is_named(file: GzipArchiveFile) -> None:
    assert refusal(file) == f"{file.path} cannot be read (No such file or directory)."


def test_another_format_is_refused_with_the_version_that_reads_it(source: MemoryArchive, file: GzipArchiveFile) -> None:
    create(source, file)
    rewritten(file, lambda lines: [lines[0].replace(b'"version":1', b'"version":2'), *lines[1:]])
    assert refusal(file) == (
        f"{file.path} is an archive in format 2, and this version of microblog reads format 1: restore it with"
        " microblog 1.2."
    )


def test_records_in_another_form_are_refused_with_the_version_that_reads_them(
    source: MemoryArchive, file: GzipArchiveFile
) -> None:
    create(source, file)
    rewritten(file, lambda lines: [lines[0].replace(b'"blocker_id":"number",', b""), *lines[1:]])
    assert refusal(file) == (
        f"{file.path} holds blocks in another form than this version of microblog: restore it with microblog 1.2, and"
        " upgrade the database then."
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [line.replace(b"anna", b"ANNA") for line in lines],  # a letter
        lambda lines: [lines[0], *lines[2:]],  # a record less
        lambda lines: [*lines[:2], lines[1], *lines[2:]],  # one twice
        lambda lines: [*lines[:2], b"{}", *lines[2:]],  # one that is none
        lambda lines: [*lines[:-1], b'["end",7]'],  # another number at the end
        lambda lines: [*lines, b"{}"],  # something behind it
        lambda lines: [*lines[:-2], lines[-1]],  # a kind less
    ],
)
def test_what_was_changed_by_hand_is_refused(
    source: MemoryArchive, file: GzipArchiveFile, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    create(source, file)
    rewritten(file, change)
    assert refusal(file).startswith(f"{file.path} is damaged (")


def test_a_backup_goes_on_where_it_was_broken_off_and_no_other_does(
    source: MemoryArchive, file: GzipArchiveFile
) -> None:
    create(source, file)
    target = MemoryArchive(MemoryStorage())
    target.begin(file.check(Counted()).name)
    restoring = RestoreBackup(CopyStorage(target, MemorySchema()))
    restoring(file=file, reading=Counted(), writing=Counted())
    assert tallies(target) == tallies(source)
    with pytest.raises(ArchiveRefused, match="It holds data of its own"):
        restoring(file=file, reading=Counted(), writing=Counted())
