"""What a server says when it starts."""

import click

from microblog.entrypoints.settings import Settings


def announce(settings: Settings) -> None:
    """Where the site is, and where mail goes."""
    click.echo(f"{settings.name} is at {settings.base_url}")
    if settings.mail.startswith("file:"):
        click.echo(f"Mail is written to {settings.mail.removeprefix('file:')}")
    else:
        click.echo(f"Mail is sent through {settings.mail.rpartition('@')[2].rpartition('/')[2]}")
    click.echo("Stop it with Ctrl-C.")


def announce_setup(settings: Settings, secret: str | None) -> None:
    """How to become the owner, while there is none."""
    if secret is not None:
        click.echo(f"Become its owner at {settings.base_url}/setup/{secret}")
