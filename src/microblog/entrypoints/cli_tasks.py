"""`microblog tasks …`: what waits, and what was given up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from microblog.domain.model.page import MAX_ID, MAX_LIMIT, Cursor
from microblog.domain.model.task import KeptTask, NoSuchTask, TaskNotDead, TaskState, state_of
from microblog.entrypoints.cli_group import checked_container, fail

_ID = click.IntRange(0, MAX_ID)
_ALL = click.option("--all", "everything", is_flag=True, help="Every task that was given up.")
_IDS = click.argument("ids", nargs=-1, type=_ID)


@click.group()
def tasks() -> None:
    """Look after the work that changes bring about: what waits, and what was given up."""


@tasks.command("list")
@click.option("--dead", "state", flag_value="dead", help="Only those that were given up.")
@click.option("--waiting", "state", flag_value="waiting", help="Only those that wait, or are being done.")
@click.option("--before", type=_ID, help="Only those before the one of this id.")
def list_tasks(state: str | None, before: int | None) -> None:
    """What was given up and what waits, the newest first, up to forty of each."""
    container = checked_container()
    backlog = container.read_backlog()()
    oldest = f", the oldest since {_moment(backlog.oldest)}" if backlog.oldest else ""
    click.echo(f"{backlog.waiting} waiting{oldest}; {backlog.dead} given up.")
    for name in ("dead", "waiting"):
        if state not in (None, name):
            continue
        page = container.read_tasks()(cursor=Cursor(max_id=before, limit=MAX_LIMIT), dead=name == "dead")
        for task in page.items:
            word = state_of(task, container.clock()()).value
            error = f"  {task.last_error}" if task.last_error else ""
            attempts = f"{task.attempts:>2} attempts"
            click.echo(f"{task.id}  {word:7}  {attempts}  {_moment(task.created_at)}  {task.reaction}{error}")
        if page.next_max_id is not None:
            click.echo(f"There are more: microblog tasks list --{name} --before {page.next_max_id}")


@tasks.command()
@click.argument("task_id", metavar="ID", type=_ID)
def show(task_id: int) -> None:
    """All there is to know of a task."""
    container = checked_container()
    with _sentences():
        task = container.read_task()(task_id=task_id)
    for label, value in _facts(task, container.clock()()):
        click.echo(f"{label:9} {value}")


@tasks.command()
@_IDS
@_ALL
def retry(ids: tuple[int, ...], everything: bool) -> None:
    """Have tasks done after all that were given up: those of these IDS, all of them or none."""
    _check(ids, everything)
    container = checked_container()
    with _sentences():
        count = container.retry_all_tasks()() if everything else len(set(ids))
        if not everything:
            container.retry_tasks()(task_ids=ids)
    click.echo(f"{_counted(count)} begun anew.")


@tasks.command()
@_IDS
@_ALL
@click.confirmation_option(prompt="What they were to do is never done. Go on?")
def drop(ids: tuple[int, ...], everything: bool) -> None:
    """Take tasks away for good that were given up: those of these IDS, all of them or none."""
    _check(ids, everything)
    container = checked_container()
    with _sentences():
        count = container.drop_all_tasks()() if everything else len(set(ids))
        if not everything:
            container.drop_tasks()(task_ids=ids)
    click.echo(f"{_counted(count)} dropped.")


def _check(ids: tuple[int, ...], everything: bool) -> None:
    if bool(ids) is everything:
        fail("Say either the ids of tasks, which `microblog tasks list` shows, or --all.")


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except NoSuchTask as error:
        fail(f"There is no task {error.task_id}: it was done, or never was. Nothing was changed.")
    except TaskNotDead as error:
        fail(f"The task {error.task_id} was not given up: it is tried again by itself. Nothing was changed.")


def _facts(task: KeptTask, now: datetime) -> Iterator[tuple[str, object]]:
    state = state_of(task, now)
    yield "id", task.id
    yield "state", state.value
    yield "does", task.reaction
    yield "after", " ".join([task.event, *(f"{name}={value}" for name, value in task.payload.items())])
    yield "attempts", task.attempts
    yield "written", _moment(task.created_at)
    if state is TaskState.RUNNING and task.leased_until is not None:
        yield "held", f"until {_moment(task.leased_until)}"
    if state is TaskState.WAITING:
        yield "due", _moment(task.due_at)
    yield "error", task.last_error or "none"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _counted(count: int) -> str:
    return f"{count} {'task was' if count == 1 else 'tasks were'}"
