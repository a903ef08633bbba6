"""The command line on a real SQLite file, in this process: what it prints, and with which status it ends."""

import os
import re
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from microblog.adapters.system.snowflake_id_generator import PROCESSES_PER_NODE, ProcessNumber, TooManyProcesses
from microblog.entrypoints.cli import main
from microblog.entrypoints.container import open_container
from microblog.entrypoints.settings import load_settings

Run = Callable[..., Result]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"MICROBLOG_DATA_DIR": str(tmp_path / "data"), "MICROBLOG_TASKS": "inline", "MICROBLOG_LOG_LEVEL": "error"}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def call(*arguments: str, given: str = "", **more: str) -> Result:
        return CliRunner().invoke(main, arguments, input=given, env={**environment, **more})

    return call


@pytest.fixture
def ready(run: Run) -> Run:
    assert run("db", "upgrade").exit_code == 0
    return run


def test_a_database_without_tables_is_named_with_the_command_that_makes_them(run: Run) -> None:
    result = run("account", "create", "ann", "ann@blog.example")
    assert result.exit_code == 1
    assert "microblog db upgrade" in result.stderr


def test_upgrade_may_be_called_again(ready: Run) -> None:
    result = ready("db", "upgrade")
    assert (result.exit_code, result.stdout) == (0, "The database is up to date.\n")


def test_an_account_is_created_and_its_password_works(ready: Run, environment: dict[str, str]) -> None:
    result = ready("account", "create", "ann", "ann@blog.example", "--role", "admin")
    shown = re.fullmatch(r"@ann can log in with the password (\S{16})\n", result.stdout)
    assert shown is not None
    container = open_container(load_settings(environment))
    assert container.log_in()(login="ann", password=shown[1])
    container.process().release()


def test_a_reset_password_replaces_the_old_one(ready: Run, environment: dict[str, str]) -> None:
    old = ready("account", "create", "ann", "ann@blog.example").stdout.split()[-1]
    new = ready("account", "reset-password", "ann").stdout.split()[-1]
    assert new != old
    container = open_container(load_settings(environment))
    assert container.log_in()(login="ann@blog.example", password=new)
    container.process().release()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("account", "create", "a b", "a@b.example"), "username: "),
        (("account", "create", "ann", "nobody"), "email: "),
        (("account", "role", "nobody", "admin"), "There is no such account."),
        (("account", "reset-password", "nobody"), "There is no such account."),
        (("account", "delete", "--yes", "nobody"), "There is no such account."),
        (
            ("stats", "compute", "--from", "2026-02-02", "--to", "2026-02-01"),
            "--from is 2026-02-02: it wants a day that is not after --to",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(ready: Run, arguments: tuple[str, ...], sentence: str) -> None:
    result = ready(*arguments)
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_deleted_account_is_gone_and_its_name_stays_taken(ready: Run) -> None:
    ready("account", "create", "ann", "ann@blog.example")
    assert ready("account", "delete", "ann", given="n\n").exit_code == 1
    assert ready("account", "delete", "ann", given="y\n").exit_code == 0
    assert "deleted" in ready("account", "role", "ann", "admin").stderr
    assert "username: " in ready("account", "create", "ann", "ann2@blog.example").stderr


def test_statistics_fill_gaps_and_never_count_twice(ready: Run) -> None:
    days = ("stats", "compute", "--from", "2026-01-01", "--to", "2026-01-03")
    assert ready(*days).stdout == "3 days were counted.\n"
    assert ready(*days).stdout.startswith("0 days were counted.\nDays that are not over yet")
    assert ready("stats", "compute", "--from", "2026-01-02", "--to", "2026-01-04").stdout == "1 day was counted.\n"
    assert ready(*days, "--again").stdout == "3 days were counted.\n"


def test_a_wrong_setting_stops_it_with_a_sentence(run: Run) -> None:
    result = run("doctor", MICROBLOG_PORT="eighty")
    assert result.exit_code == 1
    assert result.stderr == "MICROBLOG_PORT is 'eighty': it wants a number from 1 to 65535.\n"


def test_the_doctor_makes_no_directory(run: Run, environment: dict[str, str]) -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert "is not there: `microblog serve` makes it" in result.stdout
    assert not Path(environment["MICROBLOG_DATA_DIR"]).exists()


def test_a_data_directory_that_cannot_be_made_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("db", "upgrade", MICROBLOG_DATA_DIR=str(tmp_path / "file"))
    assert result.exit_code == 1
    assert result.stderr.startswith("MICROBLOG_DATA_DIR is '")
    assert result.stderr.count("\n") == 1


def test_a_data_directory_that_cannot_be_written_to_is_named(ready: Run, environment: dict[str, str]) -> None:
    place = Path(environment["MICROBLOG_DATA_DIR"])
    shutil.rmtree(place / "processes", ignore_errors=True)
    (place / "processes").write_text("")  # which stands in the way even of a user who may write anywhere
    result = ready("account", "create", "ann", "ann@blog.example")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"MICROBLOG_DATA_DIR is '{place}': it wants a directory that can be written to"
        f" (File exists: {place / 'processes'}).\n"
    )


def test_too_many_processes_are_refused_with_a_sentence(ready: Run, environment: dict[str, str]) -> None:
    place = Path(environment["MICROBLOG_DATA_DIR"]) / "processes"
    others = list[ProcessNumber]()
    try:
        with pytest.raises(TooManyProcesses):  # sooner or later, as what ran here before may have some
            others.extend(ProcessNumber(place) for _ in range(PROCESSES_PER_NODE + 1))
        result = ready("account", "create", "ann", "ann@blog.example")
    finally:
        for each in others:
            each.release()
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "32 processes of this server run here already: end some of them.\n"


def test_the_data_directory_is_for_its_owner_alone(run: Run, environment: dict[str, str]) -> None:
    before = os.umask(0)
    try:
        run("db", "upgrade")
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path(environment["MICROBLOG_DATA_DIR"]).stat().st_mode) == 0o700


def test_a_port_that_is_taken_is_named_before_anything_is_said(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        result = run("serve", MICROBLOG_PORT=str(other.getsockname()[1]))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Nothing can listen at 127.0.0.1:")


def test_a_name_may_be_written_with_its_sign(ready: Run) -> None:
    ready("account", "create", "@ann", "ann@blog.example")
    assert ready("account", "role", "@ann", "admin").stdout == "@ann is admin now.\n"


def test_the_doctor_says_what_is_missing_and_how_to_mend_it(run: Run, environment: dict[str, str]) -> None:
    Path(environment["MICROBLOG_DATA_DIR"]).mkdir()
    result = run("doctor")
    assert result.exit_code == 1
    assert "BAD  database: The database has no tables yet: run `microblog db upgrade`." in result.stdout


def test_the_doctor_is_content_with_a_server_that_is_set_up(ready: Run) -> None:
    assert "BAD  owner: nobody owns the server" in ready("doctor").stdout
    ready("account", "create", "ann", "ann@blog.example", "--role", "owner")
    result = ready("doctor")
    assert result.exit_code == 0
    assert "BAD" not in result.stdout
    assert [line.split(":")[0].split()[-1] for line in result.stdout.splitlines()] == [
        "settings",
        "data",
        "database",
        "queue",
        "owner",
        "ffmpeg",
        "mail",
        "clock",
    ]


@pytest.mark.parametrize("tasks", ["huey", "celery"])
def test_the_doctor_asks_the_broker(ready: Run, tasks: str) -> None:
    result = ready("doctor", MICROBLOG_TASKS=tasks, MICROBLOG_BROKER="redis://me:secret@127.0.0.1:1/0")
    assert result.exit_code == 1
    (said,) = [line for line in result.stdout.splitlines() if " queue: " in line]
    assert re.fullmatch(
        r"BAD  queue: the broker cannot be used \([\w. ]+\): check MICROBLOG_BROKER, and that it runs", said
    )


def test_the_doctor_asks_the_redis_that_counts_requests(ready: Run) -> None:
    result = ready("doctor", MICROBLOG_RATE_LIMIT_STORAGE="redis://me:secret@127.0.0.1:1/0")
    assert result.exit_code == 1
    (said,) = [line for line in result.stdout.splitlines() if " limits: " in line]
    assert said == (
        "BAD  limits: Redis cannot be used (redis.exceptions.ConnectionError), so that each process counts requests by"
        " itself: check MICROBLOG_RATE_LIMIT_STORAGE, and that it runs"
    )


def test_the_doctor_knocks_at_the_mail_server(ready: Run) -> None:
    result = ready("doctor", MICROBLOG_MAIL="smtp://127.0.0.1:1")
    assert "BAD  mail: 127.0.0.1:1 does not answer (ConnectionRefusedError): check MICROBLOG_MAIL" in result.stdout
