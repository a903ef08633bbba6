"""`microblog storage …` between real databases: what it prints, its status, and that it outlives its own death."""

import subprocess
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.archive import SqlArchive
from microblog.adapters.storage.sql.engine import Database
from microblog.domain.model.errors import StorageUnavailable
from microblog.ports.schema import SchemaMismatch
from tests.copies import tallies
from tests.integration.entrypoints.commands import Run, started
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import at
from tests.integration.tasks.house import eventually


def test_a_copy_is_equal(run: Run, source: Database, target: str) -> None:
    copied = run("storage", "copy", source.url, target)
    assert copied.exit_code == 0
    assert copied.stdout == "Everything is copied: `microblog storage verify` compares the two.\n"
    assert copied.stderr == "Copying\n"
    verified = run("storage", "verify", source.url, target)
    assert verified.exit_code == 0
    lines = [line.split() for line in verified.stdout.splitlines()]
    assert lines[0] == ["FROM", "TO"]
    assert lines[-1][:4] == ["tasks", "12", "12", "equal"]
    assert all(first == second and word == "equal" for _, first, second, word, _ in lines[1:])


def test_a_letter_that_differs_is_found(run: Run, source: Database, target: str) -> None:
    run("storage", "copy", source.url, target)
    with source.write() as connection:
        connection.execute(text("UPDATE users SET reason = 'x' WHERE account_id = (SELECT min(account_id) FROM users)"))
        connection.commit()
    result = run("storage", "verify", source.url, target)
    assert result.exit_code == 1
    assert result.stderr.endswith("FROM and TO differ in users.\n")
    assert result.stdout.count("DIFFERENT") == 1


def test_a_target_with_data_is_refused_and_unchanged(run: Run, source: Database, tmp_path: Path) -> None:
    own = Database(f"sqlite:///{tmp_path / 'own.db'}")
    schema.upgrade(own, "0001")
    with own.write() as connection:
        connection.execute(text("INSERT INTO day_statistics VALUES ('2026-01-01', 1, 1, 1)"))
        connection.commit()
    result = run("storage", "copy", source.url, own.url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr
        == "TO: It holds data of its own (day_statistics): make the database anew, as it has to be empty.\n"
    )
    assert schema.current(own) == "0001"
    own.close()


@pytest.mark.parametrize("revision", ["0001", "9999"])
def test_a_source_in_another_form_is_refused(run: Run, source: Database, target: str, revision: str) -> None:
    with source.write() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
        connection.commit()
    result = run("storage", "copy", source.url, target)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"FROM: The database is at revision {revision}")
    assert not Path(target.removeprefix("sqlite:///")).exists()


def test_what_cannot_be_used_is_named(run: Run, source: Database, target: str, tmp_path: Path) -> None:
    for arguments, sentence in {
        ("file.db", target): "FROM is 'file.db': it wants `sqlite:///PATH`, ",
        (source.url, "memory:"): "TO is 'memory:', which ends with the process: it wants a database.",
        (f"sqlite:///{tmp_path}/none.db", target): f"FROM: There is no file {tmp_path}/none.db.",
        (source.url, "postgresql://me:secret@127.0.0.1:1/x"): "FROM or TO cannot be used (connection failed: ",
        ("mysql://me:secret@", target): "FROM is 'mysql://***': it wants ",
    }.items():
        result = run("storage", "copy", *arguments)
        assert (result.exit_code, result.stdout) == (1, ""), arguments
        assert result.stderr.startswith(sentence), arguments
        assert result.stderr.count("\n") == 1
        assert "secret" not in result.stderr
    assert not (tmp_path / "none.db").exists()


def taken_in(storage: Storage) -> bool:
    """Whether an unfinished copy has some records."""
    try:
        intake = storage.archive.intake()
    except StorageUnavailable:  # MongoDB, in the moment in which the copy makes its collections
        return False
    return intake is not None and bool(intake.tallies)


def test_a_copy_that_is_broken_off_says_how_it_goes_on(
    large: Database, target: str, environment: dict[str, str]
) -> None:
    storage = at(target)
    with started("storage", "copy", large.url, target, environment=environment, stderr=subprocess.PIPE) as copying:
        assert eventually(lambda: copying.poll() is not None or taken_in(storage), 60)
        copying.terminate()
        _, said = copying.communicate(timeout=60)
    assert (copying.returncode, said) == (
        1,
        "Copying\nBroken off: give the same command again; it goes on where it ended.\n",
    )
    storage.close()


def test_a_copy_that_was_killed_goes_on_and_ends_equal(
    run: Run, large: Database, empty: str, environment: dict[str, str]
) -> None:
    storage = at(empty)
    copying = started("storage", "copy", large.url, empty, environment=environment)
    try:
        end = time.monotonic() + 60
        while not taken_in(storage):
            assert copying.poll() is None, "it was too quick"
            assert time.monotonic() < end
            time.sleep(0.02)
    finally:
        copying.kill()
        copying.wait()
    assert taken_in(storage)
    with pytest.raises(SchemaMismatch, match=r"unfinished copy of sqlite:///.*large\.db"):
        storage.schema.check()
    for command in (("db", "upgrade"), ("serve",)):
        refused = run(*command, storage=empty)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "unfinished copy of sqlite:///" in refused.stderr
    copied = run("storage", "copy", large.url, empty)
    assert copied.exit_code == 0, copied.stderr
    assert tallies(storage.archive) == tallies(SqlArchive(large))
    storage.schema.check()
    storage.close()
