"""`microblog mail …`: what became of mails."""

import click

from microblog.domain.model.mail_delivery import MailState
from microblog.entrypoints.cli_group import checked_container

_STATES = click.Choice([state.value for state in MailState])


@click.group()
def mail() -> None:
    """Look after mails that nobody gets twice: those about mentions, and digests."""


@mail.command("list")
@click.option("--state", "names", type=_STATES, multiple=True, help="Only those that came so far; may be repeated.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=40, show_default=True, help="How many at most.")
def list_mails(names: tuple[str, ...], limit: int) -> None:
    """What became of them, the newest first.

    A mail that the mail server has not taken yet is a task: `microblog tasks list`. What is unknown may have arrived,
    as the connection was lost, or the process ended, while it was handed over; it is not sent again.
    """
    container = checked_container()
    click.echo(", ".join(f"{count} {state.value}" for state, count in container.count_mails()().items()) + ".")
    states = [MailState(name) for name in names] or list(MailState)
    for each in container.read_mails()(states=states, limit=limit):
        click.echo(f"{each.created_at:%Y-%m-%d %H:%M:%S} UTC  {each.state.value:7}  {each.key}")
