"""The command line: `microblog …`."""

import secrets
import sys
from datetime import UTC, date, datetime, timedelta

import click

from microblog.adapters.system.logging import configure_logging
from microblog.domain.model.account import Role
from microblog.domain.model.task import Urgency
from microblog.entrypoints.celery_worker import consume, run_celery_worker
from microblog.entrypoints.cli_backup import backup
from microblog.entrypoints.cli_group import SentenceGroup, checked_container, fail, new_container
from microblog.entrypoints.cli_mail import mail
from microblog.entrypoints.cli_storage import storage
from microblog.entrypoints.cli_tasks import tasks
from microblog.entrypoints.doctor import examine
from microblog.entrypoints.huey_worker import run_huey_worker
from microblog.entrypoints.launcher import launch, upgrade
from microblog.entrypoints.settings import Tasks, load_settings
from microblog.entrypoints.web import serve_web
from microblog.entrypoints.worker import NoConsumer, run_worker

_DAY = click.DateTime(["%Y-%m-%d"])


def _name(given: str) -> str:
    """The name of an account, which may be given with the sign before it."""
    return given.removeprefix("@")


@click.group(cls=SentenceGroup)
@click.version_option(package_name="microblog")
def main() -> None:
    """A self-hosted microblog. Settings come from the environment: see docs/configuration.md."""


main.add_command(backup)
main.add_command(mail)
main.add_command(storage)
main.add_command(tasks)


@main.command()
def serve() -> None:
    """Bring the database up to date and serve the site, with the task worker beside it."""
    launch(new_container())


@main.command(hidden=True)
def web() -> None:
    """Serve the site alone, on a database that is up to date."""
    serve_web(checked_container())


@main.command()
@click.option(
    "--queue",
    type=click.Choice([urgency.value for urgency in Urgency]),
    help="Only run the tasks of this queue, and nothing periodic (with MICROBLOG_TASKS=celery).",
)
@click.option("--parent", type=int, hidden=True, help="End when the process of this number is gone.")
def worker(queue: str | None, parent: int | None) -> None:
    """Run the tasks that changes bring about, and the periodic ones."""
    if queue is not None:
        _consume(Urgency(queue), parent)
        return
    container = checked_container()
    chosen = container.settings().tasks
    if chosen is Tasks.HUEY:
        run_huey_worker(container, parent)
    elif chosen is Tasks.CELERY:
        run_celery_worker(container, parent)
    else:
        run_worker(container.periodic_loop(), NoConsumer(), parent)


def _consume(urgency: Urgency, parent: int | None) -> None:
    # The database is opened in a child of this process, and two must not share a connection.
    settings = load_settings()
    if settings.tasks is not Tasks.CELERY:
        fail(f"--queue is {urgency.value}: it wants MICROBLOG_TASKS=celery, which is {settings.tasks.value}.")
    configure_logging(settings.log_level)
    consume(settings, urgency, parent)


@main.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def upgrade_database() -> None:
    """Bring the database up to date. Nothing happens if it is."""
    upgrade(new_container())
    click.echo("The database is up to date.")


@main.group()
def account() -> None:
    """Look after accounts."""


@account.command()
@click.argument("username", type=_name)
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.USER.value, show_default=True)
def create(username: str, email: str, role: str) -> None:
    """Make an account, with a password that is shown once."""
    password = secrets.token_urlsafe(12)
    made = checked_container().create_account()(username=username, email=email, password=password, role=Role(role))
    click.echo(f"@{made.username} can log in with the password {password}")


@account.command("role")
@click.argument("username", type=_name)
@click.argument("role", type=click.Choice([role.value for role in Role]))
def change_role(username: str, role: str) -> None:
    """Say what somebody may do on this server."""
    checked_container().change_role()(target=username, role=Role(role))
    click.echo(f"@{username} is {role} now.")


@account.command("reset-password")
@click.argument("username", type=_name)
def reset_password(username: str) -> None:
    """Give an account a new password, shown once. All its sessions end."""
    password = secrets.token_urlsafe(12)
    checked_container().set_password()(target=username, password=password)
    click.echo(f"@{username} can log in with the password {password}")


@account.command()
@click.argument("username", type=_name)
@click.confirmation_option(prompt="The account and all its posts will be gone for good. Go on?")
def delete(username: str) -> None:
    """Delete an account with all its posts."""
    checked_container().remove_account()(target=username)
    click.echo(f"@{username} is deleted; the worker removes what is left of it.")


@main.group()
def stats() -> None:
    """Look after the daily statistics."""


@stats.command()
@click.option("--from", "first", type=_DAY, help="The first day (UTC); by default yesterday.")
@click.option("--to", "last", type=_DAY, help="The last day (UTC); by default yesterday.")
@click.option("--again", is_flag=True, help="Count days anew that were counted before, and replace their counts.")
def compute(first: datetime | None, last: datetime | None, again: bool) -> None:
    """Count the days that were not counted yet."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)

    def day(given: datetime | None) -> date:
        return given.date() if given is not None else yesterday

    if day(first) > day(last):
        fail(f"--from is {day(first)}: it wants a day that is not after --to, which is {day(last)}.")
    counted = checked_container().compute_statistics()(first=day(first), last=day(last), again=again)
    click.echo(f"{counted} {'day was' if counted == 1 else 'days were'} counted.")
    if counted == 0:
        click.echo("Days that are not over yet are never counted, and those that were counted only with --again.")


@main.command()
def doctor() -> None:
    """Check settings, database, migrations, queue, mail and clock, and say how to mend each."""
    settings = load_settings()
    configure_logging(settings.log_level)
    findings = examine(settings)
    for finding in findings:
        click.echo(f"{'ok  ' if finding.good else 'BAD '} {finding.what}: {finding.says}")
    if not all(finding.good for finding in findings):
        sys.exit(1)
