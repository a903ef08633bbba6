"""`microblog tasks …` on a real SQLite file, in this process."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from microblog.domain.model.events import PostLiked, PostPublished
from microblog.entrypoints.cli import main
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.settings import load_settings


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"MICROBLOG_DATA_DIR": str(tmp_path / "data"), "MICROBLOG_TASKS": "inline", "MICROBLOG_LOG_LEVEL": "error"}


@pytest.fixture
def container(environment: dict[str, str]) -> Iterator[Container]:
    container = open_container(load_settings(environment))
    container.storage().schema.upgrade()
    yield container
    container.storage().schema.database.close()
    container.process().release()


@pytest.fixture
def dead(container: Container) -> list[int]:
    """The ids of three tasks that were given up, beside one that waits."""
    with container.unit_of_work()() as uow:
        for _ in range(3):
            uow.outbox.add(PostLiked(404, 405))
        uow.outbox.add(PostPublished(406))
        ids = [task.id for task in uow.outbox.written]
        uow.outbox.written.clear()
        for task_id in ids[:3]:
            uow.outbox.give_up(task_id, "ValueError: no good")
        uow.outbox.complete(ids.pop())
        uow.outbox.postpone(ids[3], container.clock()() + timedelta(hours=1), "ValueError: not yet")
        uow.commit()
    return ids


def test_an_operator_looks_and_decides(environment: dict[str, str], container: Container, dead: list[int]) -> None:
    def run(*arguments: str, given: str = "") -> Result:
        return CliRunner().invoke(main, ["tasks", *arguments], input=given, env=environment)

    first, second, third, waiting = map(str, dead)
    listed = run("list").stdout.splitlines()
    assert listed[0].startswith("1 waiting, the oldest since 20")
    assert listed[0].endswith("; 3 given up.")
    assert [line.split()[:3] for line in listed[1:]] == [
        *([task_id, "dead", "0"] for task_id in (third, second, first)),
        [waiting, "waiting", "0"],
    ]
    assert all("ValueError: no" in line for line in listed[1:])
    assert [line.split()[0] for line in run("list", "--dead", "--before", third).stdout.splitlines()[1:]] == [
        second,
        first,
    ]
    shown = run("show", first).stdout
    assert "after     PostLiked post_id=404 account_id=405\n" in shown
    assert "error     ValueError: no good\n" in shown
    assert "due" in run("show", waiting).stdout

    for arguments, sentence in [
        (("show", "404"), "There is no task 404"),
        (("retry", first, "404"), "There is no task 404"),
        (("drop", "--yes", first, waiting), f"The task {waiting} was not given up"),
        (("retry",), "Say either the ids"),
        (("drop", "--yes", "--all", first), "Say either the ids"),
    ]:
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(sentence)
        assert result.stderr.count("\n") == 1
    assert container.read_backlog()().dead == 3  # nothing half done

    assert run("drop", first, given="n\n").exit_code == 1
    assert run("retry", second, second).stdout == "1 task was begun anew.\n"
    assert run("drop", "--yes", first).stdout == "1 task was dropped.\n"
    assert container.read_backlog()().dead == 1
    assert run("retry", "--all").stdout == "1 task was begun anew.\n"
    assert run("drop", "--yes", "--all").stdout == "0 tasks were dropped.\n"
    assert run("list").stdout.splitlines()[0].endswith("; 0 given up.")
