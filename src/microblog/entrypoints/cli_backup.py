"""`microblog backup …`: everything in one file."""

from pathlib import Path

import click

from microblog.entrypoints.cli_group import DiscreetGroup, breaking_off, fail, new_container, refuse_missing
from microblog.entrypoints.cli_progress import Bar
from microblog.entrypoints.container import Container
from microblog.ports.archive_file import Contents

_FILE = click.argument("file", type=click.Path(path_type=Path))

_AGAIN = "give the same command again; it goes on where it ended."


@click.group(cls=DiscreetGroup)
def backup() -> None:
    """Keep everything in one file, and bring it back."""


@backup.command()
@_FILE
def create(file: Path) -> None:
    """Write everything to a new FILE, as it is at this moment. The server may run."""
    container = _outliving(new_container())
    refuse_missing("MICROBLOG_STORAGE", container.settings().storage)
    container.storage().schema.check()
    with breaking_off("no file was made.") as broken, Bar("Writing", broken) as bar:
        contents = container.create_backup()(file=container.archive_file_at()(file), progress=bar)
    click.echo(f"{file} holds {contents.name}: {_told(contents)}.")


@backup.command()
@_FILE
def verify(file: Path) -> None:
    """Read all of FILE, to see that it is whole and can be restored by this version."""
    with Bar("Reading") as bar:
        contents = new_container().archive_file_at()(file).check(bar)
    click.echo(f"{file} is whole. It holds {contents.name}, made by microblog {contents.made_by}: {_told(contents)}.")


@backup.command()
@_FILE
def restore(file: Path) -> None:
    """Fill the database of MICROBLOG_STORAGE, which has to be empty, from FILE.

    The file is read to its end before anything is written. If this is broken off, give the same command again;
    if the database refuses what is in the file, empty it.
    """
    container = _outliving(new_container())
    with breaking_off(_AGAIN) as broken, Bar("Reading", broken) as reading, Bar("Writing", broken) as writing:
        contents = container.restore_backup()(file=container.archive_file_at()(file), reading=reading, writing=writing)
    click.echo(f"The database holds {contents.name}: {_told(contents)}.")


def _outliving(container: Container) -> Container:
    """Ends with a sentence where the database would be gone with this process."""
    if container.settings().in_memory:
        fail("MICROBLOG_STORAGE is 'memory:', which no other process sees: a backup wants a database.")
    return container


def _told(contents: Contents) -> str:
    counts = {name: contents.tallies[f"{name}s"].count for name in ("account", "post")} | {"record": contents.records}
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items()) + " in all"
