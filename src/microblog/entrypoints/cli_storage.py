"""`microblog storage …`: everything from one database to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click

from microblog.adapters.system.logging import configure_logging
from microblog.domain.model.errors import StorageUnavailable
from microblog.entrypoints.cli_group import DiscreetGroup, breaking_off, fail, how_to_mend, refuse_missing
from microblog.entrypoints.cli_progress import Bar
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.settings import load_settings, with_storage
from microblog.ports.archive import ArchiveRefused
from microblog.ports.schema import SchemaMismatch, StorageMisconfigured

_AGAIN = "give the same command again; it goes on where it ended."


@click.group(cls=DiscreetGroup)
def storage() -> None:
    """Move everything to another database."""


@storage.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy everything from one database into another, empty one.

    Both are URLs, as MICROBLOG_STORAGE is. Stop the server first: what is written meanwhile is not in the copy. If this
    is broken off, give the same command again; it goes on where it ended.
    """
    there, here = _open("FROM", source), _open("TO", target)
    refuse_missing("FROM", source)
    with _about("FROM", "FROM", source):
        there.storage().schema.check()
    with breaking_off(_AGAIN) as broken, _about("TO", "FROM or TO", source, target), Bar("Copying", broken) as bar:
        here.copy_storage()(source=there.storage().archive, origin=_place(source), progress=bar)
    click.echo("Everything is copied: `microblog storage verify` compares the two.")


@storage.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def verify(source: str, target: str) -> None:
    """Compare what two databases hold, by counts and content. Ends with a status of 1 where they differ."""
    there, here = _open("FROM", source), _open("TO", target)
    for name, url, container in (("FROM", source, there), ("TO", target, here)):
        refuse_missing(name, url)
        with _about(name, name, url):
            container.storage().schema.check()
    with _about("FROM or TO", "FROM or TO", source, target), Bar("Reading") as bar:
        compared = there.compare_storages()(other=here.storage().archive, progress=bar)
    click.echo(f"{'':20}{'FROM':>12}{'TO':>12}")
    for each in compared:
        says = f"equal     {each.first.digest[:16]}" if each.is_equal else "DIFFERENT"
        click.echo(f"{each.kind.name:20}{each.first.count:>12}{each.second.count:>12}  {says}")
    if different := [each.kind.name for each in compared if not each.is_equal]:
        fail(f"FROM and TO differ in {', '.join(different)}.")


def _open(argument: str, url: str) -> Container:
    settings = with_storage(load_settings(), argument, url)
    configure_logging(settings.log_level)
    return open_container(settings)


@contextmanager
def _about(argument: str, if_away: str, *urls: str) -> Iterator[None]:
    """Says which of the two it was; `if_away`: which it may have been when one cannot be used, and their URLs."""
    try:
        yield
    except (ArchiveRefused, SchemaMismatch, StorageMisconfigured) as error:
        fail(f"{argument}: {error}")
    except StorageUnavailable as error:
        fail(f"{if_away} cannot be used ({error.reason}): {how_to_mend(error, 'the URL', *urls)}.")


def _place(url: str) -> str:
    """Where it is, without the password."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return f"sqlite:///{Path(url.removeprefix('sqlite:///')).resolve()}"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
