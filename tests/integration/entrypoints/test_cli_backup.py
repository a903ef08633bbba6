"""`microblog backup …` on real databases: what it prints, its status, and what is there when it ends or dies."""

import re
import resource
import stat
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from microblog.adapters.archive.archive_file import GzipArchiveFile
from microblog.adapters.storage.sql.archive import SqlArchive
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from tests.copies import Counted, break_off, tallies
from tests.integration.entrypoints.commands import Run, started
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import at
from tests.integration.tasks.house import eventually

UNREACHABLE = "postgresql://me:secret@127.0.0.1:1/blog"


def archive_at(path: Path) -> GzipArchiveFile:
    """To read it without the command line."""
    return GzipArchiveFile("", lambda: datetime.now(UTC), Nh3HtmlCleaner(), path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where no file is yet, in a folder where nothing else is."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "blog.backup"


@pytest.fixture
def backup(run: Run, source: Database, file: Path) -> Path:
    """One of some of everything."""
    assert run("backup", "create", str(file), storage=source.url).exit_code == 0
    return file


def content_of(sentence: str) -> str:
    """By the hash that a command prints, which two backups of the same have in common."""
    found = re.search(r"the backup of \S+ \(([0-9a-f]{16})\)", sentence)
    assert found is not None, sentence
    return found[1]


def untouched(url: str) -> bool:
    """Whether the database is as it was made: without tables and collections."""
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:"):
        return not path.exists()
    storage = at(url)
    try:
        if isinstance(storage.database, Database):
            with storage.database.read() as connection:
                return inspect(connection).get_table_names() == []
        assert storage.database is not None
        with storage.database.administer() as driver:
            return driver.list_collection_names() == []
    finally:
        storage.close()


def test_each_command_says_what_it_did(run: Run, source: Database, target: str, file: Path) -> None:
    expected = tallies(SqlArchive(source))
    held = f"{expected['accounts'].count} accounts, {expected['posts'].count} posts"
    held += f", {sum(tally.count for tally in expected.values())} records in all.\n"
    name = r"the backup of \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00 \([0-9a-f]{16}\)"
    created = run("backup", "create", str(file), storage=source.url)
    assert (created.exit_code, created.stderr) == (0, "Writing\n")
    assert re.fullmatch(f"{re.escape(str(file))} holds {name}: {held}", created.stdout)
    verified = run("backup", "verify", str(file), storage=UNREACHABLE)  # what is no business of this command
    assert (verified.exit_code, verified.stderr) == (0, "Reading\n")
    assert re.fullmatch(
        rf"{re.escape(str(file))} is whole\. It holds {name}, made by microblog .+: {held}", verified.stdout
    )
    restored = run("backup", "restore", str(file), storage=target)
    assert (restored.exit_code, restored.stderr) == (0, "Reading\nWriting\n")
    assert re.fullmatch(f"The database holds {name}: {held}", restored.stdout)


def test_what_is_restored_and_backed_up_again_is_the_same(run: Run, source: Database, empty: str, backup: Path) -> None:
    assert run("backup", "restore", str(backup), storage=empty).exit_code == 0
    storage, again = at(empty), backup.parent / "again.backup"
    storage.schema.check()
    assert tallies(storage.archive) == tallies(SqlArchive(source))
    storage.close()
    created = run("backup", "create", str(again), storage=empty)
    assert created.exit_code == 0
    first, second = (run("backup", "verify", str(each)) for each in (backup, again))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert content_of(first.stdout) == content_of(second.stdout) == content_of(created.stdout)
    assert archive_at(again).check(Counted()).tallies == tallies(SqlArchive(source))


def test_a_file_that_is_there_is_left_alone(run: Run, source: Database, file: Path) -> None:
    file.write_text("mine")
    result = run("backup", "create", str(file), storage=source.url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == f"{file} is there already: an archive wants a new file."
    assert file.read_text() == "mine"
    assert list(file.parent.iterdir()) == [file]


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut off": (lambda whole: whole[:-300], "ends too early: a part of it is missing."),
    "its last byte missing": (lambda whole: whole[:-1], "ends too early: a part of it is missing."),
    "a bit changed": (lambda whole: whole[:3000] + bytes([whole[3000] ^ 4]) + whole[3001:], "is damaged ("),
    "something behind it": (lambda whole: whole + b"more", "is damaged ("),
    "nothing": (lambda _: b"", "is no archive of microblog."),
    "a database": (lambda _: b"SQLite format 3\0" * 99, "is no archive of microblog."),
}


def test_what_is_no_whole_backup_is_refused_and_nothing_is_written(run: Run, empty: str, backup: Path) -> None:
    whole = backup.read_bytes()
    for name, (damage, sentence) in DAMAGES.items():
        backup.write_bytes(damage(whole))
        for command in ("verify", "restore"):
            result = run("backup", command, str(backup), storage=empty)
            assert (result.exit_code, result.stdout) == (1, ""), (name, command)
            assert result.stderr.splitlines()[-1].startswith(f"{backup} {sentence}"), (name, command)
            assert len(result.stderr.splitlines()) <= 2, (name, command)  # the label of the bar, and the sentence
    backup.unlink()
    for path, reason in {backup: "No such file or directory", backup.parent: "Is a directory"}.items():
        result = run("backup", "restore", str(path), storage=empty)
        assert (result.exit_code, result.stderr) == (1, f"{path} cannot be read ({reason}).\n")
    assert untouched(empty)


def test_a_database_with_data_is_refused_and_unchanged(run: Run, source: Database, empty: str, backup: Path) -> None:
    assert run("backup", "restore", str(backup), storage=empty).exit_code == 0
    result = run("backup", "restore", str(backup), storage=empty)
    assert (result.exit_code, result.stdout) == (1, "")
    sentence = result.stderr.splitlines()[-1]
    assert sentence.startswith("It holds data of its own (accounts, users, posts, ")
    assert sentence.endswith("): make the database anew, as it has to be empty.")
    storage = at(empty)
    assert tallies(storage.archive) == tallies(SqlArchive(source))
    storage.schema.check()
    storage.close()


def test_memory_is_refused(run: Run, backup: Path) -> None:
    for command, path in {"create": backup.parent / "new", "restore": backup}.items():
        result = run("backup", command, str(path), storage="memory:")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            "MICROBLOG_STORAGE is 'memory:', which no other process sees: a backup wants a database.\n"
        )
    assert list(backup.parent.iterdir()) == [backup]


def test_a_database_that_cannot_be_read_leaves_no_file(run: Run, target: str, file: Path, tmp_path: Path) -> None:
    for url, sentence in {
        UNREACHABLE: "The database cannot be used (connection failed: ",
        target: f"MICROBLOG_STORAGE: There is no file {target.removeprefix('sqlite:///')}.",
        f"sqlite:///{tmp_path}": "The database cannot be used (unable to open database file): check MICROBLOG_STORAGE.",
    }.items():
        result = run("backup", "create", str(file), storage=url)
        assert (result.exit_code, result.stdout) == (1, ""), url
        assert result.stderr.splitlines()[-1].startswith(sentence), url
        assert "secret" not in result.stderr
    assert list(file.parent.iterdir()) == []
    assert untouched(target)


def broken_off(backup: Path, url: str) -> Storage:
    """A database in which the restoring of a backup came to an end before its time."""
    storage, archive = at(url), archive_at(backup)
    break_off(archive, storage.archive, storage.schema, archive.check(Counted()).name, after=4)
    return storage


def test_a_restore_that_was_broken_off_goes_on(run: Run, source: Database, empty: str, backup: Path) -> None:
    storage = broken_off(backup, empty)
    for command in (("backup", "create", str(backup.parent / "new")), ("account", "create", "anna", "a@example.org")):
        refused = run(*command, storage=empty)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "an unfinished copy of the backup of " in refused.stderr
    result = run("backup", "restore", str(backup), storage=empty)
    assert (result.exit_code, result.stderr) == (0, "Reading\nWriting\n")
    assert tallies(storage.archive) == tallies(SqlArchive(source))
    storage.schema.check()
    storage.close()
    assert list(backup.parent.iterdir()) == [backup]


def test_a_restore_that_was_broken_off_does_not_go_on_with_another_backup(
    run: Run, source: Database, target: str, backup: Path
) -> None:
    storage = broken_off(backup, target)
    before, other = tallies(storage.archive), backup.parent / "other.backup"
    with source.write() as connection:
        connection.exec_driver_sql("DELETE FROM likes")
        connection.commit()
    run("backup", "create", str(other), storage=source.url)
    result = run("backup", "restore", str(other), storage=target)
    assert result.exit_code == 1
    assert re.match(
        r"It holds an unfinished copy of the backup of \S+ \(\w+\): go on with that, or empty it first\.$",
        result.stderr.splitlines()[-1],
    )
    assert tallies(storage.archive) == before
    storage.close()


def test_a_backup_that_is_killed_leaves_nothing_under_its_name_and_nothing_that_others_read(
    run: Run, large: Database, file: Path, environment: dict[str, str]
) -> None:
    """Whatever the process's mask allows."""
    for _ in range(10):
        if killed_midway(file, environment | {"MICROBLOG_STORAGE": large.url}):
            break
        file.unlink()  # it was too quick
    (partial,) = file.parent.iterdir()
    assert re.fullmatch(r"\.blog\.backup\.\w+\.partial", partial.name)
    assert stat.S_IMODE(partial.stat().st_mode) == 0o600
    assert run("backup", "create", str(file), storage=large.url).exit_code == 0
    assert run("backup", "verify", str(file)).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def killed_midway(file: Path, environment: dict[str, str]) -> bool:
    """Whether `backup create` was killed while the file was being written."""
    command = started("backup", "create", str(file), environment=environment, umask=0)
    try:
        end = time.monotonic() + 60
        while command.poll() is None and not any(each.stat().st_size for each in file.parent.glob(".*.partial")):
            assert time.monotonic() < end
    finally:
        command.kill()
        command.wait()
    return not file.exists()


def test_a_backup_that_is_told_to_end_leaves_nothing(large: Database, file: Path, environment: dict[str, str]) -> None:
    environment = environment | {"MICROBLOG_STORAGE": large.url}
    with started("backup", "create", str(file), environment=environment, stderr=subprocess.PIPE) as command:
        assert eventually(lambda: command.poll() is not None or any(file.parent.glob(".*.partial")), 60)
        command.terminate()
        _, said = command.communicate(timeout=60)
    assert (command.returncode, said) == (1, "Writing\nBroken off: no file was made.\n")
    assert list(file.parent.iterdir()) == []


def test_a_disk_that_is_full_is_named_and_nothing_is_left(
    large: Database, file: Path, environment: dict[str, str]
) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    environment = environment | {"MICROBLOG_STORAGE": large.url}
    with started(
        "backup", "create", str(file), environment=environment, preexec_fn=small_files, stderr=subprocess.PIPE
    ) as command:
        _, said = command.communicate(timeout=60)
    assert (command.returncode, said) == (1, f"Writing\n{file} cannot be written (File too large).\n")
    assert list(file.parent.iterdir()) == []
