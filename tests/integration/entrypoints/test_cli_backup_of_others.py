"""`microblog backup …` on files by somebody who wants to do harm with them."""

from pathlib import Path
from typing import Any

import pytest

from microblog.adapters.storage.sql.engine import Database
from tests.doctored import Head, Records, doctor
from tests.integration.entrypoints.commands import Run
from tests.integration.storage.storages import at

PRIVATE = "zoe@private.example"


@pytest.fixture
def backup(run: Run, source: Database, tmp_path: Path) -> Path:
    """One of some of everything."""
    path = tmp_path / "blog.backup"
    assert run("backup", "create", str(path), storage=source.url).exit_code == 0
    return path


def with_like_twice(_: Head, records: Records) -> None:
    """Under another id, which cannot be noticed without remembering all likes."""
    like = records["likes"][-1]
    records["likes"].append(like | {"id": like["id"] + 10**6})


def with_address_twice(_: Head, records: Records) -> None:
    for user in records["users"][:2]:
        user["email"] = PRIVATE


def with_long_name(_: Head, records: Records) -> None:
    records["tasks"][0]["event"] = PRIVATE * 9999


@pytest.mark.parametrize(("kind", "change"), {"likes": with_like_twice, "users": with_address_twice}.items())
def test_what_only_the_database_notices_ends_with_a_sentence_and_an_unfinished_database(
    run: Run, empty: str, backup: Path, kind: str, change: Any
) -> None:
    doctor(backup, change)
    assert run("backup", "verify", str(backup)).exit_code == 0
    for _ in range(2):
        result = run("backup", "restore", str(backup), storage=empty)
        assert (result.exit_code, result.stdout) == (1, "")
        sentence = result.stderr.splitlines()[-1]
        assert sentence.startswith(f"The database cannot hold some of the {kind} (")
        assert sentence.endswith("and will not at another try: empty it, and fill it from something else.")
        assert "Traceback" not in result.stderr
        assert PRIVATE not in result.stderr
    refused = run("account", "create", "anna", "anna@example.org", storage=empty)
    assert refused.exit_code == 1
    assert refused.stderr.endswith("once more, or, if that is refused, empty the database.\n")
    storage = at(empty)
    intake = storage.archive.intake()
    assert intake is not None
    assert kind not in intake.tallies
    storage.close()


def test_a_database_that_cannot_hold_a_text_says_so(run: Run, backup: Path, empty: str) -> None:
    doctor(backup, with_long_name)
    result = run("backup", "restore", str(backup), storage=empty)
    assert PRIVATE not in result.stderr
    if empty.startswith(("sqlite:", "mongodb:")):  # which take it
        assert result.exit_code == 0
    else:
        assert result.exit_code == 1
        assert result.stderr.splitlines()[-1].startswith("The database cannot hold some of the tasks (DataError), and ")


def test_one_is_not_several(run: Run, target: str, tmp_path: Path) -> None:
    path = tmp_path / "one.backup"
    assert run("db", "upgrade", storage=target).exit_code == 0
    assert run("account", "create", "anna", "anna@example.org", storage=target).exit_code == 0
    created = run("backup", "create", str(path), storage=target)
    assert created.stdout.partition("): ")[2].startswith("1 account, 0 posts, ")


def test_a_fault_of_ours_is_said_without_what_it_quotes(run: Run, source: Database, backup: Path) -> None:
    """Here a text in the database that nothing can be written down as."""
    with source.write() as connection:
        connection.exec_driver_sql(f"UPDATE posts SET mentions = '[\"{PRIVATE}\"'")
        connection.commit()
    result = run("backup", "create", str(backup.parent / "new"), storage=source.url)
    assert (result.exit_code, result.stdout) == (1, "")
    sentence = result.stderr.splitlines()[-1]
    assert sentence.startswith("That failed through a fault of microblog, which should be reported (")
    assert sentence.endswith(").")
    assert PRIVATE not in result.stderr
    assert "Traceback" not in result.stderr
    assert list(backup.parent.glob("*new*")) == []
